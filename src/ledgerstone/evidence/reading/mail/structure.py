"""The parts of a message (MIME, RFC 2045 and 2046): where each lies in the bytes and what its headers say of it.

One pass over the lines that begin with "--", in a loop, with a stack of the multiparts that are open: time is linear
in the bytes and nothing recurses with the depth, as the standard library's parser does. A line that is a delimiter of
an outer multipart closes the inner ones (RFC 2046, section 5.1.2). Nothing is copied but headers; a part's bytes are
decoded when somebody asks for them.
"""

import binascii
import re

from msgspec import Struct

from ledgerstone.evidence.reading.mail.headers import Description, Head, describe, read_head

MOST_PARTS = 10_000
"""A message of a mail program has some ten parts; a digest some hundred."""
DEEPEST = 100
"""Mail that was forwarded for months nests some ten deep."""
DELIMITER = re.compile(rb"^--[^\r\n]{1,1000}", re.MULTILINE)
LONGEST_BOUNDARY = 900
BASE64 = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="
BESIDE_BASE64 = bytes(set(range(256)) - set(BASE64))
SPACES = b" \t\r\n\f\v"
BROKEN_ESCAPE = re.compile(rb"=(?![0-9A-Fa-f]{2}|[ \t]{0,80}\r?\n|[ \t]{0,80}\Z)")
UUENCODED = re.compile(rb"^begin [0-7]{3,4} ([^\r\n]{1,200})\r?\n(?:[ -`]{1,64}\r?\n){1,1000000}+end", re.MULTILINE)
UNKNOWN = "application/octet-stream"
AS_IT_STANDS = frozenset({"", "7bit", "8bit", "binary", "8-bit", "7-bit"})


class Part(Struct, kw_only=True, eq=False):
    """A message or a part of one, in its bytes.

    Attributes:
        head: Its headers.
        said: What they say of its body.
        start: Offset of its body's first byte.
        end: Offset behind its body.
        parent: Place of the multipart that it is in; None for the message.
        depth: How many multiparts it is in.
        children: Places of its own parts; empty for what is no multipart.
        inline: Places of files that stand uuencoded in its text, as programs attached them before MIME; such a part has
            no headers.
    """

    head: Head
    said: Description
    start: int
    end: int
    parent: int | None = None
    depth: int = 0
    children: list[int]
    inline: list[int]


class Structure(Struct, frozen=True, kw_only=True):
    """A message's parts, the message first, each before its own parts; and what is wrong with them."""

    parts: tuple[Part, ...]
    problems: tuple[str, ...] = ()


class Payload(Struct, frozen=True, kw_only=True):
    """A part's bytes with the transfer encoding undone.

    Attributes:
        data: The bytes.
        problem: What is broken in the encoding, in words for a person; None where nothing is.
    """

    data: bytes
    problem: str | None = None


class _Pass:
    """The state of one pass: the parts so far, the multiparts that are open, and the part whose end is awaited."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.parts: list[Part] = []
        self.problems: dict[str, None] = {}
        self.open: list[tuple[int, bytes]] = []
        self.levels: dict[bytes, int] = {}
        self.full = False

    def begin(self, start: int) -> int:
        """Read the headers at an offset as those of the next part; return where its body begins."""
        end = len(self.data)
        parent = self.open[-1][0] if self.open else None
        digest = parent is not None and self.parts[parent].said.media_type == "multipart/digest"
        head = read_head(self.data, start, end)
        said = describe(head, usual="message/rfc822" if digest else "text/plain")
        place = len(self.parts)
        self.parts.append(
            Part(
                head=head,
                said=said,
                start=head.end,
                end=end,
                parent=parent,
                depth=len(self.open),
                children=[],
                inline=[],
            )
        )
        if parent is not None:
            self.parts[parent].children.append(place)
        if said.media_type.startswith("multipart/"):
            self._open(place, said.boundary)
        return head.end

    def _open(self, place: int, boundary: bytes | None) -> None:
        if not boundary or len(boundary) > LONGEST_BOUNDARY:
            self.problems["a multipart names no boundary: what is in it is read as it stands"] = None
        elif len(self.open) >= DEEPEST:
            self.problems[f"parts within more than {DEEPEST} others are not taken apart"] = None
        elif boundary in self.levels:
            self.problems["two multiparts within each other have one boundary: read as one"] = None
        else:
            self.levels[boundary] = len(self.open)
            self.open.append((place, boundary))

    def close_to(self, level: int, end: int) -> None:
        """End what is open in the multipart of a level, and the multiparts within it."""
        for place, _ in self.open[level:]:
            for last in self.parts[place].children[-1:]:
                self._end(last, end)
        for _, boundary in self.open[level + 1 :]:
            del self.levels[boundary]
        del self.open[level + 1 :]

    def _end(self, place: int, end: int) -> None:
        """End a part that no delimiter has ended."""
        part = self.parts[place]
        if part.end == len(self.data):
            part.end = max(part.start, end)

    def close(self) -> None:
        """Close the innermost multipart behind its last delimiter."""
        _, boundary = self.open.pop()
        del self.levels[boundary]


def find_parts(data: bytes, *, start: int = 0) -> Structure:
    """Return the parts of a message.

    Args:
        data: The message, whole.
        start: Offset of its first header.
    """
    state = _Pass(data)
    place = state.begin(start)
    for found in DELIMITER.finditer(data, place):
        if found.start() >= place and not state.full:
            place = _at_delimiter(state, found)
        if not state.open or state.full:
            break
    if state.open and not state.full:
        state.problems["the message ends before its last part does: perhaps it was cut"] = None
    _find_uuencoded(data, state.parts)
    problems = [f"{_where(number)}{text}" for number, part in enumerate(state.parts) for text in part.head.problems]
    return Structure(parts=tuple(state.parts), problems=(*state.problems, *problems[:MOST_PROBLEMS]))


MOST_PROBLEMS = 20


def _find_uuencoded(data: bytes, parts: list[Part]) -> None:
    """Add the files that stand uuencoded in plain text."""
    for place, part in enumerate(tuple(parts)):
        if part.children or part.said.media_type != "text/plain" or part.said.transfer not in AS_IT_STANDS:
            continue
        for found in UUENCODED.finditer(data, part.start, part.end):
            if len(parts) >= MOST_PARTS:
                return
            name = found[1].decode("utf-8", "replace").strip() or None
            said = Description(media_type=UNKNOWN, name=name, attached=True, transfer="x-uuencode")
            head = Head(fields=(), end=found.start())
            part.inline.append(len(parts))
            start, end = found.span()
            parts.append(Part(head=head, said=said, start=start, end=end, parent=place, children=[], inline=[]))


def _where(number: int) -> str:
    return f"part {number}: " if number else ""


def _at_delimiter(state: _Pass, found: re.Match[bytes]) -> int:
    """Close and begin parts at a line that may be a delimiter; return where the next may stand."""
    token = found.group()[2:].rstrip()
    level = state.levels.get(token)
    last = level is None and token.endswith(b"--")
    level = state.levels.get(token[:-2]) if last else level
    if level is None:
        return found.end()
    state.close_to(level, _before_break(state.data, found.start()))
    if last:
        state.close()
        return found.end()
    if len(state.parts) >= MOST_PARTS:
        state.full = True
        state.problems[f"more than {MOST_PARTS:,} parts: those after them are not taken apart"] = None
        return found.end()
    line_end = state.data.find(b"\n", found.end())
    return state.begin(line_end + 1 if line_end >= 0 else len(state.data))


def _before_break(data: bytes, place: int) -> int:
    """The offset before the line end that belongs to a delimiter."""
    if place and data[place - 1 : place] == b"\n":
        place -= 1
        if place and data[place - 1 : place] == b"\r":
            place -= 1
    return place


def payload(data: bytes, part: Part) -> Payload:
    """Return the bytes of a part with its transfer encoding (RFC 2045, section 6) undone.

    Args:
        data: The message, whole.
        part: One of its parts.
    """
    raw = data[part.start : part.end]
    if part.said.transfer == "base64":
        return _from_base64(raw)
    if part.said.transfer == "quoted-printable":
        broken = sum(1 for _ in BROKEN_ESCAPE.finditer(raw))
        problem = f"{broken} broken places in the quoted-printable" if broken else None
        return Payload(data=binascii.a2b_qp(raw), problem=problem)
    if part.said.transfer in ("x-uuencode", "uuencode", "x-uue"):
        return _from_uuencode(raw)
    unknown = part.said.transfer not in AS_IT_STANDS
    problem = f"the transfer encoding {part.said.transfer[:40]} is not known: as it stands" if unknown else None
    return Payload(data=raw, problem=problem)


def _from_base64(raw: bytes) -> Payload:
    """Base64, as far as its first padding; what is no letter of it is passed over."""
    letters = raw.translate(None, BESIDE_BASE64)
    end = letters.find(b"=")
    body = letters if end < 0 else letters[:end]
    strange = len(raw.translate(None, BASE64 + SPACES))
    said = []
    if strange:
        said.append(f"{strange} signs that are none of its letters")
    if end >= 0 and letters[end:].strip(b"="):
        said.append("more behind its end, which is left out")
    if len(body) % 4 == 1:
        said.append("its last letters missing")
        body = body[:-1]
    data = binascii.a2b_base64(body + b"=" * (-len(body) % 4))
    return Payload(data=data, problem=f"broken base64: {', '.join(said)}" if said else None)


def _from_uuencode(raw: bytes) -> Payload:
    """Uuencode (POSIX), between its first "begin" and the "end" behind it."""
    lines = raw.splitlines()
    first = next((place for place, line in enumerate(lines) if line.startswith(b"begin ")), None)
    if first is None:
        return Payload(data=raw, problem="uuencode without a beginning: as it stands")
    pieces, problem = [], None
    for line in lines[first + 1 :]:
        if line.strip() in (b"end", b"`", b""):
            break
        try:
            pieces.append(binascii.a2b_uu(line))
        except binascii.Error:
            problem = "broken uuencode: lines that are none are left out"
    return Payload(data=b"".join(pieces), problem=problem)
