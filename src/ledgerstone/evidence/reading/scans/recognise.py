"""The words of a picture of a page, by Tesseract as a program of its own: with boxes, confidence, lines and blocks.

The program gets the picture as a file and a clean environment; it is run with one thread and a bound on its time,
which the kernel enforces, because a confined process may not send signals. Its table is that of `tesseract … tsv`:
level, page, block, paragraph, line, word, left, top, width, height, confidence, text (tesseract(1), Debian 5.3.0).
"""

import resource
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from msgspec import Struct
from PIL import Image

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.reading.scans.composing import Frame

SECONDS_A_PAGE = 60
GRACE_SECONDS = 2
"""Of waiting beside the program's own processor time."""
MOST_TABLE_BYTES = 64_000_000
ENVIRONMENT = {"LANG": "C.UTF-8", "LC_ALL": "C.UTF-8", "OMP_THREAD_LIMIT": "1"}
WORD_LEVEL, COLUMNS = "5", 12
AUTOMATIC = "3"
"""Page segmentation: columns, blocks and lines are found; the page is not turned."""
PICTURE = "page.png"


class Tesseract(Struct, frozen=True, kw_only=True):
    """The program and what it may use.

    Attributes:
        path: Of the program.
        folder: For its files, which are overwritten.
        seconds: For each run.
    """

    path: str
    folder: Path
    seconds: int = SECONDS_A_PAGE


class Word(NamedTuple):
    """A word, where it stands in the picture that was given (pixels), and how sure it is (0 to 100)."""

    words: str
    frame: Frame
    confidence: float


class RecognisedLine(NamedTuple):
    """A line: its words, and whether it begins a paragraph or a block."""

    words: tuple[Word, ...]
    is_apart: bool


class Recognised(NamedTuple):
    """The lines of a picture in the order of reading."""

    lines: tuple[RecognisedLine, ...]

    @property
    def confidence(self) -> float:
        """The mean confidence of its signs; 0 where it has none."""
        signs = sum(len(word.words) for word in self.words())
        return sum(len(word.words) * word.confidence for word in self.words()) / signs if signs else 0.0

    def words(self) -> Iterator[Word]:
        """Yield its words in order."""
        for line in self.lines:
            yield from line.words

    def text(self) -> str:
        """Return its words, a line each."""
        return "\n".join(" ".join(word.words for word in line.words) for line in self.lines)


def installed(tool: Tesseract) -> tuple[str, ...]:
    """Return the languages that the program has ("eng", "rus").

    Raises:
        UnreadableError: The program does not run.
    """
    listed = _run(tool, "--list-langs").splitlines()
    return tuple(sorted(line.strip() for line in listed[1:] if line.strip() not in {"", "osd"}))


def recognise(image: Image.Image, *, dpi: int, languages: Sequence[str], tool: Tesseract) -> Recognised:
    """Return the words of a picture.

    Args:
        image: In shades of grey.
        dpi: Its resolution.
        languages: As the program names them ("eng"), the most likely first.
        tool: The program.

    Raises:
        UnreadableError: The program failed or took too long.
    """
    picture = _kept(image, tool)
    answer = tool.folder / "page.tsv"
    answer.unlink(missing_ok=True)
    options = ("-l", "+".join(languages), "--psm", AUTOMATIC, "--dpi", str(dpi), "tsv")
    _run(tool, str(picture), str(tool.folder / "page"), *options)
    try:
        with answer.open(encoding="utf-8", errors="replace") as table:
            return Recognised(tuple(_lines(table.read(MOST_TABLE_BYTES))))
    except OSError as error:
        raise UnreadableError("Tesseract wrote no table") from error


def _kept(image: Image.Image, tool: Tesseract) -> Path:
    path = tool.folder / PICTURE
    image.save(path, format="PNG", compress_level=1)
    return path


def _run(tool: Tesseract, *arguments: str) -> str:
    """Run the program and return what it says.

    Raises:
        UnreadableError: It cannot be started, failed or took too long.
    """
    try:
        process = subprocess.Popen(  # noqa: S603 - the operator's program, given as a path
            [tool.path, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=ENVIRONMENT,
            cwd=tool.folder,
        )
    except OSError as error:
        raise UnreadableError(f"Tesseract cannot be started ({error.strerror})") from error
    with suppress(OSError, ValueError):
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (tool.seconds, tool.seconds + 1))
    try:
        said, complaint = process.communicate(timeout=tool.seconds + GRACE_SECONDS)
    except subprocess.TimeoutExpired as error:
        with suppress(PermissionError):
            process.kill()
            process.communicate()
        raise UnreadableError(f"Tesseract took longer than {tool.seconds} s") from error
    if process.returncode < 0:
        raise UnreadableError(f"Tesseract was ended after {tool.seconds} s, or crashed (signal {-process.returncode})")
    if process.returncode:
        last = complaint.decode("utf-8", "replace").strip().splitlines()[-1:]
        raise UnreadableError(f"Tesseract failed ({' '.join(last)[:200]})")
    return said.decode("utf-8", "replace")


def _lines(table: str) -> Iterator[RecognisedLine]:
    """The lines of a table, without what is blank."""
    rows = (row.split("\t") for row in table.split("\n")[1:])
    words = [row for row in rows if len(row) == COLUMNS and row[0] == WORD_LEVEL and row[11].strip()]
    before: tuple[str, ...] = ()
    for place, line in groupby(words, key=lambda row: tuple(row[2:5])):
        yield RecognisedLine(tuple(_word(row) for row in line), bool(before) and place[:2] != before)
        before = place[:2]


def _word(row: list[str]) -> Word:
    left, top, width, height = (int(cell) for cell in row[6:10])
    sure = min(max(float(row[10]), 0.0), 100.0)
    return Word(row[11].strip(), Frame(left, top, left + width, top + height), sure)
