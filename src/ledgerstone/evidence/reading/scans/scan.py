"""The reader of pictures of pages: each page recognised by Tesseract, its words tied to their place in the picture.

Words come in the order in which Tesseract puts columns and blocks. A page that was read with little confidence stays,
and a warning says so. Without Tesseract the scan is kept and not yet read; its pages are listed without words.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.reading.media_types import media_type
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.places import LITTLE_CONFIDENCE
from ledgerstone.evidence.reading.scans.attempts import read_page
from ledgerstone.evidence.reading.scans.composing import (
    LIGATURES,
    PrintedLine,
    PrintedPage,
    Stretch,
    compose,
    reading_of,
)
from ledgerstone.evidence.reading.scans.pictures import Picture, Refused, Sized, open_pictures, page_sizes
from ledgerstone.evidence.reading.scans.recognise import (
    Recognised,
    RecognisedLine,
    Tesseract,
    installed,
)

TOOL, VERSION = "tesseract", "1"
NOT_YET_READ = "not yet read: no Tesseract on this machine"


class Recogniser(Struct, frozen=True, kw_only=True):
    """What recognises pages.

    Attributes:
        tool: Tesseract.
        languages: Codes of the languages that are expected; none where nobody knows.
        has: The languages that Tesseract has.
    """

    tool: Tesseract
    languages: tuple[str, ...]
    has: tuple[str, ...]


class PageReading(Struct, frozen=True, kw_only=True):
    """A page that was recognised, and what is to be said of it."""

    page: PrintedPage
    warnings: tuple[str, ...] = ()


def read_scan(data: bytes, *, tool: str | None, languages: Sequence[str], folder: Path) -> Reading:
    """Return the reading of an image file's bytes.

    Args:
        data: The file: PNG, JPEG, TIFF, GIF, WEBP or HEIC.
        tool: The path of Tesseract; None where the machine has none.
        languages: Codes of the languages that are expected ("hy", "az-Cyrl"); none where nobody knows.
        folder: For temporary files, which are overwritten.
    """
    recogniser = recogniser_of(tool, languages, folder)
    if isinstance(recogniser, str):
        # A person who reads them needs the pages.
        sizes = [one for one in page_sizes(data) if isinstance(one, Sized)]
        return _reading(data, [PrintedPage(one.number, one.width, one.height, ()) for one in sizes], (recogniser,))
    pages: list[PrintedPage] = []
    warnings: list[str] = []
    for picture in open_pictures(data):
        if isinstance(picture, Refused):
            warnings.append(f"page {picture.number}: {picture.reason}")
        else:
            read = recognised_page(picture, recogniser)
            pages.append(read.page)
            warnings.extend(read.warnings)
    return _reading(data, pages, warnings)


def recogniser_of(tool: str | None, languages: Sequence[str], folder: Path) -> Recogniser | str:
    """Return what recognises pages; why nothing does, where the machine lacks it."""
    if tool is None:
        return NOT_YET_READ
    program = Tesseract(path=tool, folder=folder)
    try:
        has = installed(program)
    except UnreadableError as error:
        return f"not yet read: {error}"
    if not has:
        return "not yet read: Tesseract has no language on this machine"
    return Recogniser(tool=program, languages=tuple(languages), has=has)


def recognised_page(picture: Picture, recogniser: Recogniser) -> PageReading:
    """Return a page with its lines as they were recognised; without lines and with a warning where none were."""
    width, height = picture.image.size
    try:
        page = read_page(picture, tool=recogniser.tool, languages=recogniser.languages, has=recogniser.has)
    except UnreadableError as error:
        empty = PrintedPage(picture.number, width, height, ())
        return PageReading(page=empty, warnings=(f"page {picture.number}: {error}",))
    lines = tuple(_printed(line) for line in page.recognised.lines)
    return PageReading(
        page=PrintedPage(picture.number, width, height, lines),
        warnings=tuple(_said(picture.number, page.recognised)),
    )


def _said(number: int, recognised: Recognised) -> Iterator[str]:
    if not recognised.lines:
        yield f"page {number}: no words were recognised"
    elif recognised.confidence < LITTLE_CONFIDENCE:
        yield f"page {number} was read with little confidence ({recognised.confidence:.0f} of 100): check it"


def _printed(line: RecognisedLine) -> PrintedLine:
    """A line as text, a space between words."""
    pieces: list[str] = []
    stretches: list[Stretch] = []
    place = 0
    for word in line.words:
        words = word.words.translate(LIGATURES)
        stretches.append(Stretch(place, place + len(words), word.frame, round(word.confidence)))
        pieces.append(words)
        place += len(words) + 1
    return PrintedLine(" ".join(pieces), line.is_apart, tuple(stretches))


def _reading(data: bytes, pages: Sequence[PrintedPage], warnings: Sequence[str]) -> Reading:
    return reading_of(compose(pages), warnings, media_type=media_type(data), tool=TOOL, version=VERSION)
