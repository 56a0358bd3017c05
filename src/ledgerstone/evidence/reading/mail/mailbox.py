"""Openers of mail: the attachments of a message, the messages of a mailbox (mbox, RFC 4155).

A mailbox is read line by line and never held. A message begins at a line "From " at the beginning of the file or
behind a blank line, if the line ends with a date as mail programs write it or a header follows. Lines ">From " lose one
mark (mboxrd, as qmail's mbox(5) describes it; of a file that escaped "From " alone, which cannot be told, this takes a
mark from lines that were written with more of them). The files are what the programs of that time made, so nothing is
renamed or dropped but the line "From " itself.
"""

import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_tz
from pathlib import Path
from typing import BinaryIO

from ledgerstone.evidence.reading.containers.model import Bounds, Member, Opened
from ledgerstone.evidence.reading.mail.bodies import content_of
from ledgerstone.evidence.reading.mail.headers import FIELD
from ledgerstone.evidence.reading.mail.members import Members
from ledgerstone.evidence.reading.mail.recognition import LEADING
from ledgerstone.evidence.reading.mail.structure import Part, find_parts, payload

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
ESCAPED = re.compile(rb">{1,80}From ")
MOST_PROBLEMS = 50


def open_message(data: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Write the attachments of a message, and the messages attached to it, into a folder; an `Opener`."""
    message = data.read(LONGEST_MESSAGE + 1)
    members = Members(folder, bounds)
    if len(message) > LONGEST_MESSAGE:
        reason = f"longer than {LONGEST_MESSAGE:,} bytes: its attachments are not taken out"
        return members.opened(reason, tool=MESSAGE_TOOL, version=VERSION)
    structure = find_parts(message, start=len(message) - len(message.lstrip(LEADING)))
    problems: list[str] = []
    for number, place in enumerate(content_of(structure).attached, start=1):
        part = structure.parts[place]
        content = payload(message, part)
        path = path_of(part, number)
        members.begin(Member(path=path, modified=_modified(part), media_type=part.said.media_type))
        members.write(content.data)
        if content.problem:
            problems.append(f"{path[:80]}: {content.problem}")
    return members.opened(*structure.problems, *problems[:MOST_PROBLEMS], tool=MESSAGE_TOOL, version=VERSION)


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
    members = Members(folder, bounds)
    number = unescaped = 0
    held = b""
    for offset, line, fresh, begins in _lines(data):
        if begins:
            number, held = number + 1, b""
            path = f"message {number} at byte {offset}.eml"
            members.begin(Member(path=path, modified=_stamped(line), media_type="message/rfc822"))
            continue
        if fresh and ESCAPED.match(line):
            line, unescaped = line[1:], unescaped + 1  # noqa: PLW2901 -- the same line, unescaped
        blank = fresh and not line.strip(b"\r\n")
        members.write(held + (b"" if blank else line))
        held = line if blank else b""
    warnings = [f"{unescaped:,} lines “>From ” lost a mark"] if unescaped else []
    if not number:
        warnings.append("no line “From ” begins a message: no mailbox, or a broken one")
    return members.opened(*warnings, tool=MAILBOX_TOOL, version=VERSION)


def _lines(data: BinaryIO) -> Iterator[tuple[int, bytes, bool, bool]]:
    """The lines of a mailbox: offset, bytes, whether a line begins here (long ones come in pieces), or a message."""
    offset, fresh, free = data.tell(), True, True
    line = data.readline(LONGEST_LINE)
    while line:
        after = data.readline(LONGEST_LINE)
        yield offset, line, fresh, free and line.startswith(b"From ") and _is_separator(line, after)
        offset += len(line)
        free = fresh and not line.strip(b"\r\n")
        fresh = line.endswith(b"\n")
        line = after


def _is_separator(line: bytes, after: bytes) -> bool:
    return bool(STAMP.match(line)) or bool(FIELD.match(after))


def _stamped(line: bytes) -> str | None:
    found = STAMP.match(line)
    if not found:
        return None
    month, day, hour, minute, second, year = found.groups()
    return _iso(int(year), MONTHS.index(month.decode("ascii")) + 1, int(day), int(hour), int(minute), int(second or 0))
