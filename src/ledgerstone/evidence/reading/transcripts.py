"""The readers of transcripts with times: WebVTT (W3C) and SubRip. The text is what is said, one line a cue.

Numbers, times, notes and styles are no text. A turn (cues of one speaker that follow each other without a pause) is a
region with the speaker as its author and the printed time of its first cue as its label; `find_cues` gives the time of
each line, so that a passage leads back to a place in the recording. What is broken is kept as words without a time.
Libraries (webvtt-py, pysubs2) raise on a broken file or drop such cues, and know no offsets.
"""

import html
import re
from collections.abc import Iterator
from itertools import accumulate, pairwise

from msgspec import Struct

from ledgerstone.evidence.reading.encodings import decode, detect
from ledgerstone.evidence.reading.model import Reading, Region, Role

TOOL, VERSION = "transcript", "1"
VTT, SUBRIP = "text/vtt", "application/x-subrip"
MOST_CODE_POINTS = 32 * 1024 * 1024
MOST_CUES = 200_000
"""A cue lasts some two seconds: four days of talk."""
HEAD = 4096
PAUSE_MS = 3000
ROLLING_MS = 50
"""Captions that roll up repeat their last line for some milliseconds."""
TIME = r"(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
TIMING = re.compile(rf"[ \t]{{0,20}}{TIME}[ \t]{{0,20}}--?>[ \t]{{0,20}}{TIME}(?:[ \t].{{0,400}})?")
LINE_END = re.compile(r"\r\n?|\n")
NUMBER = re.compile(r"\s{0,20}\d{1,9}\s{0,20}")
VOICE = re.compile(r"<v(?:\.[^\s<>]{0,60})?[ \t]{1,8}([^<>]{1,200})>", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]{0,200}>|<\d[\d:.]{0,20}>|\{\\[^{}]{0,60}\}")
NOT_SAID = ("NOTE", "STYLE", "REGION")
SUBRIP_HEAD = re.compile(rf"\s{{0,64}}\d{{1,9}}[ \t]{{0,8}}(?:\r\n?|\n){TIMING.pattern}")


class Cue(Struct, frozen=True, kw_only=True):
    """A line of a transcript.

    Attributes:
        words: What is said, in one line.
        speaker: Who says it, as the transcript names it; None where it names none.
        start_ms: Milliseconds from the beginning of the recording; None where the time cannot be read.
        end_ms: The same, of its end.
        printed: The time of its beginning as it is printed; None as above.
    """

    words: str
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    printed: str | None = None


class Cues(Struct, frozen=True, kw_only=True):
    """The cues of a transcript that say something, in the order of the file, and what is broken in it."""

    cues: tuple[Cue, ...]
    warnings: tuple[str, ...] = ()


class _Timed(Struct, frozen=True, kw_only=True):
    """A timing line's times and the lines under it."""

    start_ms: int | None = None
    end_ms: int | None = None
    printed: str | None = None
    lines: tuple[str, ...]


def transcript_type(data: bytes) -> str | None:
    """Return the media type of bytes that are a transcript; None where they are none.

    Args:
        data: The file, or its first 4 KB.
    """
    head = decode(data[:HEAD], limit=HEAD, encoding=detect(data[:HEAD]) or "utf-8").text
    if re.match(r"WEBVTT(?:[ \t\r\n]|\Z)", head):
        return VTT
    return SUBRIP if SUBRIP_HEAD.match(head) else None


def read_vtt(data: bytes) -> Reading:
    """Return the reading of a WebVTT file (W3C Candidate Recommendation of 4 April 2019, section 4)."""
    return _read(data, VTT)


def read_subrip(data: bytes) -> Reading:
    """Return the reading of a SubRip file, which has no standard: numbers, times with a comma, lines of words."""
    return _read(data, SUBRIP)


def _read(data: bytes, media_type: str) -> Reading:
    decoded = decode(data, limit=MOST_CODE_POINTS, encoding=detect(data) or "utf-8")
    found = find_cues(decoded.text)
    text = "\n".join(cue.words for cue in found.cues)
    nothing = () if text else ("no cue says anything",)
    return Reading(
        media_type=media_type,
        text=text,
        regions=tuple(_turns(found.cues)),
        warnings=(*decoded.warnings, *found.warnings, *nothing),
        tool=TOOL,
        version=VERSION,
    )


def find_cues(text: str) -> Cues:
    """Return the cues of a transcript; the n-th is the n-th line of its reading's text.

    Args:
        text: The decoded file.
    """
    cues: list[Cue] = []
    untimed = repeated = 0
    before: tuple[str, ...] = ()
    full = False
    for timed in _timed(text):
        if len(cues) >= MOST_CUES:
            full = True
            break
        lines = _without_rolled(timed, before)
        repeated += len(timed.lines) - len(lines)
        made = tuple(_cues(timed, lines))
        untimed += bool(made) and timed.start_ms is None
        before = timed.lines or before
        cues.extend(made)
    warnings = []
    if untimed:
        warnings.append(f"{untimed} cues without a time that can be read: their words are kept")
    if repeated:
        warnings.append(f"{repeated} lines that captions repeat while they roll up are left out")
    if full:
        warnings.append(f"more than {MOST_CUES:,} cues: the rest is not read")
    return Cues(cues=tuple(cues), warnings=(*warnings, *_disorder(cues)))


def _timed(text: str) -> Iterator[_Timed]:
    """The blocks of a transcript: what stands under each timing line, and blocks without one."""
    for number, block in enumerate(_blocks(text)):
        first = block[0]
        if number == 0 and first.startswith("WEBVTT"):
            block = block[1:]  # noqa: PLW2901 -- the same block without the line that names the format
            if not any(TIMING.fullmatch(line) for line in block):
                continue
        elif first.split(None, 1)[0] in NOT_SAID and not any(TIMING.fullmatch(line) for line in block[1:2]):
            continue
        yield from _within(block)


def _blocks(text: str) -> Iterator[list[str]]:
    """Runs of lines without a blank line."""
    block: list[str] = []
    for line in LINE_END.split(text):
        if line.strip():
            block.append(line)
        elif block:
            yield block
            block = []
    if block:
        yield block


def _within(block: list[str]) -> Iterator[_Timed]:
    """The cues of a block: one for each timing line, or one without a time."""
    timings = [(place, found) for place, line in enumerate(block) if (found := TIMING.fullmatch(line))]
    if not timings:
        lines = block[1:] if NUMBER.fullmatch(block[0]) else block
        if lines:
            yield _Timed(lines=tuple(lines))
        return
    ends = [_cue_end(block, place) for place, _ in timings[1:]] + [len(block)]
    for (place, found), end in zip(timings, ends, strict=True):
        start_ms, end_ms = _milliseconds(found.groups()[:4]), _milliseconds(found.groups()[4:])
        printed = block[place].partition("-")[0].strip()
        yield _Timed(start_ms=start_ms, end_ms=end_ms, printed=printed, lines=tuple(block[place + 1 : end]))


def _cue_end(block: list[str], next_timing: int) -> int:
    """Where the lines of a cue end that no blank line parts from the next: before that one's number."""
    return next_timing - 1 if NUMBER.fullmatch(block[next_timing - 1]) else next_timing


def _milliseconds(groups: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (group or "0" for group in groups)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(thousandths.ljust(3, "0"))


def _without_rolled(timed: _Timed, before: tuple[str, ...]) -> tuple[str, ...]:
    """The lines of a cue without the one that it only repeats because captions roll up."""
    lines = timed.lines
    rolled = bool(lines) and bool(before) and _said(lines[0]) == _said(before[-1])
    short = timed.start_ms is not None and timed.end_ms is not None and timed.end_ms - timed.start_ms <= ROLLING_MS
    return lines[1:] if rolled and (len(lines) > 1 or short) else lines


def _cues(timed: _Timed, lines: tuple[str, ...]) -> Iterator[Cue]:
    """The cue, or one for each voice in it."""
    pieces = VOICE.split(" ".join(lines))
    speakers = [None, *(_said(name) or None for name in pieces[1::2])]
    for speaker, raw in zip(speakers, pieces[::2], strict=True):
        words = _said(raw)
        if words:
            yield Cue(words=words, speaker=speaker, start_ms=timed.start_ms, end_ms=timed.end_ms, printed=timed.printed)


def _said(raw: str) -> str:
    return " ".join(html.unescape(TAG.sub("", raw)).split())


def _disorder(cues: list[Cue]) -> Iterator[str]:
    starts = [cue.start_ms for cue in cues if cue.start_ms is not None]
    back = sum(later < earlier for earlier, later in pairwise(starts))
    if back:
        yield f"{back} cues begin before the one above them: in the order of the file"
    turned = sum(cue.start_ms > cue.end_ms for cue in cues if cue.start_ms is not None and cue.end_ms is not None)
    if turned:
        yield f"{turned} cues end before they begin"


def _turns(cues: tuple[Cue, ...]) -> Iterator[Region]:
    """A region for each turn: cues of one speaker without a pause between them."""
    places = list(accumulate((len(cue.words) + 1 for cue in cues), initial=0))
    firsts = [number for number, cue in enumerate(cues) if number == 0 or _is_new_turn(cues[number - 1], cue)]
    for first, after in pairwise([*firsts, len(cues)]):
        author, label = cues[first].speaker, cues[first].printed
        yield Region(role=Role.BODY, start=places[first], end=places[after] - 1, author=author, label=label)


def _is_new_turn(before: Cue, cue: Cue) -> bool:
    if before.speaker != cue.speaker or (before.start_ms is None) != (cue.start_ms is None):
        return True
    if cue.start_ms is None or before.end_ms is None:
        return False
    return cue.start_ms - before.end_ms > PAUSE_MS
