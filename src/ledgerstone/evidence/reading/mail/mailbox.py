"""Openers of mail: the attachments of a message, the messages of a mailbox (mbox, RFC 4155).

A mailbox is read in stretches and never held. A message begins at a line "From " at the beginning of the file or
behind a blank line, if the line ends with a date as mail programs write it or a header follows. Lines ">From " lose one
mark (mboxrd, as qmail's mbox(5) describes it; of a file that escaped "From " alone, which cannot be told, this takes a
mark from lines that were written with more of them). The files are what the programs of that time made, so nothing is
renamed or dropped but the line "From " itself.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime
from email.utils import parsedate_tz
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct

from ledgerstone.evidence.reading.containers.model import Bounds, Opened
from ledgerstone.evidence.reading.containers.unpacking import Description, Unpacking, unpack
from ledgerstone.evidence.reading.mail.bodies import content_of
from ledgerstone.evidence.reading.mail.headers import FIELD
from ledgerstone.evidence.reading.mail.recognition import LEADING
from ledgerstone.evidence.reading.mail.structure import Part, Structure, find_parts, payload

MESSAGE_TOOL, MAILBOX_TOOL, VERSION = "mail attachments", "mbox", "1"
LONGEST_LINE = 1 << 16
LONGEST_MESSAGE = 64 * 1024 * 1024
"""Bytes of a message whose attachments are taken out: it is held four times over while one is decoded. Servers take
25 to 50 million."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
STAMP = re.compile(
    rb"From .{0,300}?(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun),? (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) "
    rb"{1,2}(\d{1,2}) (\d\d):(\d\d)(?::(\d\d))?(?: [+-]\d{4}| [A-Z]{2,5}){0,2} (\d{4})"
)
SENDER_LINE = re.compile(rb"^From [^\n]{0,2000}\n", re.MULTILINE)
ESCAPED = re.compile(rb"^>(>{0,80}From )", re.MULTILINE)
BLANK = (b"\n", b"\r\n")
BLANKS = (b"\n\n", b"\n\r\n")
LONGEST_NAME = 256
BLOCK = 1 << 20
MARK = "mark"


class Piece(Struct, frozen=True, kw_only=True):
    """A stretch of a mailbox: first of a message its line "From ", then the bytes of the message.

    Attributes:
        data: The stretch; of a message, the marks undone.
        message: The number of the message that it is of, from 1; 0 before the first.
        begun: The offset at which that message begins.
        undone: How many marks were.
    """

    data: bytes
    message: int
    begun: int
    undone: int = 0


class Resource(Struct, frozen=True, kw_only=True):
    """A part that becomes a member: its path, and what is said of it."""

    part: Part
    path: str
    said: Description


def open_message(data: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Write the attachments of a message, and the messages attached to it, into a folder; an `Opener`."""
    return open_parts(data, folder, bounds, _attachments, tool=MESSAGE_TOOL)


def _attachments(structure: Structure) -> Iterator[Resource]:
    for number, place in enumerate(content_of(structure).attached, start=1):
        part = structure.parts[place]
        said = Description(modified=_modified(part), media_type=part.said.media_type)
        yield Resource(part=part, path=path_of(part, number), said=said)


def open_parts(
    data: BinaryIO,
    folder: Path,
    bounds: Bounds,
    chosen: Callable[[Structure], Iterator[Resource]],
    *,
    tool: str,
) -> Opened:
    """Write parts of a message into a folder.

    Args:
        data: The message.
        folder: As of an `Opener`.
        bounds: The same.
        chosen: Which parts, and what is said of them.
        tool: As of `Opened`.
    """
    message = data.read(LONGEST_MESSAGE + 1)
    out = Unpacking(folder, bounds, lambda: len(message))

    def fill(out: Unpacking) -> None:
        if len(message) > LONGEST_MESSAGE:
            out.end(f"longer than {LONGEST_MESSAGE:,} bytes")
            return
        structure = find_parts(message, start=len(message) - len(message.lstrip(LEADING)))
        for problem in structure.problems:
            out.warn(problem)
        for resource in chosen(structure):
            if out.has_place():
                _keep(message, resource, out)

    return unpack(out, fill, tool=tool, version=VERSION)


def _keep(message: bytes, resource: Resource, out: Unpacking) -> None:
    content = payload(message, resource.part)
    out.keep(resource.path, iter([content.data]), resource.said)
    if content.problem:
        out.warn_of(resource.path, content.problem)


def path_of(part: Part, number: int) -> str:
    """Return what an attachment calls itself; its number and kind where it has no name."""
    name = " ".join((part.said.name or "").split())
    return name or f"part {number} ({part.said.media_type})"


def _modified(part: Part) -> str | None:
    parsed = parsedate_tz(part.said.modified[:200]) if part.said.modified else None
    return _iso(*parsed[:6]) if parsed else None


def _iso(*when: int) -> str | None:
    try:
        year, month, day, hour, minute, second = when
        return datetime(year, month, day, hour, minute, second).isoformat()  # noqa: DTZ001 -- the source names no zone
    except (ValueError, OverflowError):
        return None


def open_mbox(data: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Write each message of a mailbox into a folder; an `Opener`.

    A member's path names the offset of its line "From " in the mailbox.
    """
    out = Unpacking(folder, bounds, data.tell)
    return unpack(out, lambda out: _fill(data, out), tool=MAILBOX_TOOL, version=VERSION)


def _fill(data: BinaryIO, out: Unpacking) -> None:
    undone: Counter[str] = Counter()
    number = 0
    for (number, offset), pieces in groupby(_pieces(data), key=lambda piece: (piece.message, piece.begun)):
        first = next(pieces)  # the line "From "; the rest of the group is the message
        if number and out.has_place():
            said = Description(modified=_stamped(first.data), media_type="message/rfc822")
            out.keep(f"message {number} at byte {offset}.eml", _message(pieces, undone), said)  # noqa: B031 -- once
        if out.is_over:
            break
    if undone[MARK]:
        out.warn(f"{undone[MARK]:,} lines “>From ” lost a mark")
    if not number:
        out.warn("no line “From ” begins a message: no mailbox, or a broken one")


def _message(pieces: Iterator[Piece], undone: Counter[str]) -> Iterator[bytes]:
    for piece in pieces:
        undone[MARK] += piece.undone
        yield piece.data


def _pieces(data: BinaryIO) -> Iterator[Piece]:
    """The stretches of a mailbox, without the blank line behind each message."""
    number = begun = 0
    fresh, first = True, True
    for offset, block in _blocks(data):
        place = 0
        for found in SENDER_LINE.finditer(block):
            start = found.start()
            free = (start == 0 and first) or (fresh and block[:start] in BLANK) or block.endswith(BLANKS, 0, start)
            if not free or not _is_separator(found.group(), block[found.end() : found.end() + LONGEST_NAME]):
                continue
            yield _piece(block[place : _before_blank(block, start)], number, begun, fresh=fresh or place > 0)
            number, begun, place = number + 1, offset + start, found.end()
            yield Piece(data=found.group(), message=number, begun=begun)
        yield _piece(block[place:], number, begun, fresh=fresh or place > 0)
        fresh, first = block.endswith(b"\n"), False


def _blocks(data: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Stretches of lines with their offsets.

    The last line of a stretch, and a blank one before it, begin the next, so that what stands around a line is in its
    stretch; a line without end comes in several. The blank line at the end of a mailbox is none of its messages'.
    """
    offset, held = data.tell(), b""
    while block := data.read(BLOCK):
        block = held + block
        cut = _cut(block)
        if cut:
            yield offset, block[:cut]
        offset, held = offset + cut, block[cut:]
    if held:
        yield offset, held[: _before_blank(held, len(held))] if held in BLANK or held.endswith(BLANKS) else held


def _cut(block: bytes) -> int:
    """Where the last line of a stretch begins, or the blank line before it; behind a line that is too long to hold."""
    last = block.rfind(b"\n", 0, len(block) - 1) + 1
    if last == 0:
        return len(block) if len(block) > LONGEST_LINE else 0
    blank = block[:last] in BLANK or block.endswith(BLANKS, 0, last)
    return _before_blank(block, last) if blank else last


def _before_blank(block: bytes, place: int) -> int:
    """The offset before the blank line that ends at an offset; the offset itself at the beginning."""
    return max(0, place - (2 if block.endswith(b"\r\n", 0, place) else 1)) if place else 0


def _piece(data: bytes, number: int, begun: int, *, fresh: bool) -> Piece:
    """A stretch of a message without the marks; where it begins within a line, from the next line on."""
    if b">From " not in data:
        return Piece(data=data, message=number, begun=begun)
    start = 0 if fresh else data.find(b"\n") + 1
    plain, undone = ESCAPED.subn(rb"\1", data[start:])
    return Piece(data=data[:start] + plain, message=number, begun=begun, undone=undone)


def _is_separator(line: bytes, after: bytes) -> bool:
    return bool(STAMP.match(line)) or bool(FIELD.match(after))


def _stamped(line: bytes) -> str | None:
    found = STAMP.match(line)
    if not found:
        return None
    month, day, hour, minute, second, year = found.groups()
    return _iso(int(year), MONTHS.index(month.decode("ascii")) + 1, int(day), int(hour), int(minute), int(second or 0))
