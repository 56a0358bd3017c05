"""The headers of a message or a part (RFC 5322, section 2.2): fields as they stand, and what they say, decoded.

Parameters are read by the standard library's `email`, bounded in length because its parsers take more than linear
time. Encoded words (RFC 2047) are joined before they are decoded, because many mail programs cut a letter in two
between two words, which `email.policy.default` decodes one by one. Nothing here raises for bad bytes.
"""

import binascii
import re
from email.errors import MessageError
from email.message import Message

from msgspec import Struct

from ledgerstone.evidence.reading.mail.charsets import WIDE, text_in

MOST_HEAD = 256 * 1024
"""Bytes of the headers of one message that are read. Long lists of recipients and of servers have some 50,000."""
MOST_FIELDS = 2000
LONGEST_VALUE = 64 * 1024
LONGEST_PARAMETERS = 8 * 1024
MOST_MALFORMED = 5
NO_BLANK_LINE = "no blank line after the headers: the text begins at the first line that is none"
FIELD = re.compile(rb"([!-9;-~]{1,200})[ \t]{0,8}:")
BLANK_LINE = re.compile(rb"\n\r?\n")
ENCODED_WORD = re.compile(r"=\?([^?\s]{1,80})\?([bBqQ])\?([^?]{0,65536})\?=")
FOLD = re.compile(r"[\r\n]+[ \t]*")
CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
ESCAPE = b"\x1b"
"""Begins another set in ISO-2022."""
BESIDE_BASE64 = re.compile(rb"[^A-Za-z0-9+/]")
DESCRIPTIONS = frozenset(
    {"content-type", "content-disposition", "content-transfer-encoding", "content-location", "content-id"}
)


class Field(Struct, frozen=True, kw_only=True):
    """A header as it stands.

    Attributes:
        name: As it is written ("SUBJECT").
        raw: What stands after the colon, with its folds.
    """

    name: str
    raw: bytes


class Head(Struct, frozen=True, kw_only=True):
    """The headers of a message or a part.

    Attributes:
        fields: In their order.
        end: Offset of the first byte of the body.
        problems: What is malformed, in words for a person.
    """

    fields: tuple[Field, ...]
    end: int
    problems: tuple[str, ...] = ()

    def all(self, name: str) -> tuple[Field, ...]:
        """Return the fields of a name, in whatever case it is written."""
        return tuple(field for field in self.fields if field.name.lower() == name)


class Description(Struct, frozen=True, kw_only=True):
    """What the headers of a part say of its body.

    Attributes:
        media_type: In lower case, without parameters.
        charset: The character set, as declared; None where none is.
        boundary: What parts its own parts; None where nothing does.
        name: The file name, decoded; None where it has none.
        attached: Whether it calls itself an attachment.
        transfer: The transfer encoding in lower case ("base64"); "" where none is named.
        location: Its address (RFC 2557); None for none.
        identifier: Its Content-ID without angle brackets; None for none.
        start: Of a related multipart, the Content-ID of its root; None for none.
        modified: When the file was last changed, as the part says it; None where it does not.
    """

    media_type: str
    charset: str | None = None
    boundary: bytes | None = None
    name: str | None = None
    attached: bool = False
    transfer: str = ""
    location: str | None = None
    identifier: str | None = None
    start: str | None = None
    modified: str | None = None


def read_head(data: bytes, start: int, end: int) -> Head:
    """Return the headers that begin at an offset.

    Args:
        data: The message, whole.
        start: Offset of the first header.
        end: Offset behind the message or the part.
    """
    limit = min(end, start + MOST_HEAD)
    fields: list[tuple[str, list[bytes]]] = []
    malformed: list[str] = []
    place, closed = start, False
    while place < limit and not closed and len(fields) < MOST_FIELDS:
        after = _after_line(data, place, limit)
        line = data[place:after]
        if not line.rstrip(b"\r\n"):
            closed = True
        elif not _take(line, fields) and not (place == start and line.lstrip(b">").startswith(b"From ")):
            if line.startswith(b"--") or not _is_field(data, after, limit):
                malformed += [NO_BLANK_LINE] if fields else []
                after, closed = place, True
            else:
                malformed.append(f"a line among the headers is none: {_shown(line)}")
        place = after
    problems = malformed[:MOST_MALFORMED]
    if not closed and place < end:
        problems.append(f"headers beyond {MOST_FIELDS:,} or {MOST_HEAD:,} bytes are not read")
        place = _after_blank_line(data, place, end)
    return Head(
        fields=tuple(Field(name=name, raw=b"".join(lines)) for name, lines in fields),
        end=place,
        problems=tuple(problems),
    )


def _take(line: bytes, fields: list[tuple[str, list[bytes]]]) -> bool:
    """Take a line as a field or as the rest of the one before; False where it is neither."""
    if line[:1] in b" \t" and fields:
        fields[-1][1].append(line)
        return True
    found = FIELD.match(line)
    if found:
        fields.append((found[1].decode("ascii"), [line[found.end() :]]))
    return bool(found)


def _after_line(data: bytes, place: int, limit: int) -> int:
    stop = data.find(b"\n", place, limit)
    return stop + 1 if stop >= 0 else limit


def _is_field(data: bytes, place: int, limit: int) -> bool:
    return FIELD.match(data, place, min(limit, place + 256)) is not None


def _after_blank_line(data: bytes, place: int, end: int) -> int:
    found = BLANK_LINE.search(data, max(0, place - 1), end)
    return found.end() if found else end


def _shown(line: bytes) -> str:
    return repr(line.strip()[:80].decode("ascii", "replace"))


def printed(field: Field, *, declared: str | None = None) -> tuple[str, tuple[str, ...]]:
    """Return what a field says, in one line, and what had to be guessed.

    Args:
        field: The field.
        declared: The character set that the message names for its text, for letters that stand here unencoded.
    """
    problems = [f"{field.name} is longer than {LONGEST_VALUE:,} bytes: cut"] if len(field.raw) > LONGEST_VALUE else []
    raw = field.raw[:LONGEST_VALUE]
    bare = raw.isascii() and ESCAPE not in raw  # headers are ASCII or what ASCII is a part of, never UTF-16 or UTF-7
    found = text_in(raw, declared=None if bare or (declared or "").lower().startswith(WIDE) else declared)
    if found.problem:
        problems.append(f"{field.name}: {found.problem}")
    text, more = decode_words(FOLD.sub(" ", found.text))
    problems += [f"{field.name}: {problem}" for problem in more]
    return " ".join(CONTROLS.sub("\ufffd", text).split()), tuple(problems)


def decode_words(text: str) -> tuple[str, tuple[str, ...]]:
    """Return a text with its encoded words (RFC 2047) decoded, and what had to be guessed.

    Args:
        text: A header's value, unfolded.
    """
    pieces: list[str] = []
    problems: list[str] = []
    waiting: list[tuple[str, bytes]] = []
    place = 0
    for found in ENCODED_WORD.finditer(text):
        between = text[place : found.start()]
        if waiting and between.strip():
            pieces.append(_joined(waiting, problems))
            waiting = []
        pieces.append("" if waiting else between)
        waiting.append((found[1].partition("*")[0], _word_bytes(found[2], found[3], problems)))
        place = found.end()
    pieces += [_joined(waiting, problems), text[place:]]
    return "".join(pieces), tuple(dict.fromkeys(problems))


def _word_bytes(encoding: str, content: str, problems: list[str]) -> bytes:
    raw = content.encode("utf-8", "replace")
    if encoding in "qQ":
        return binascii.a2b_qp(raw, header=True)
    bare = BESIDE_BASE64.sub(b"", raw)
    if len(bare) % 4 == 1:
        problems.append("a broken encoded word")
        bare = bare[:-1]
    return binascii.a2b_base64(bare + b"=" * (-len(bare) % 4))


def _joined(words: list[tuple[str, bytes]], problems: list[str]) -> str:
    """The text of encoded words that follow each other: those of one character set as one stretch of bytes."""
    runs: list[tuple[str, list[bytes]]] = []
    for charset, content in words:
        if runs and runs[-1][0].lower() == charset.lower():
            runs[-1][1].append(content)
        else:
            runs.append((charset, [content]))
    found = [text_in(b"".join(contents), declared=charset) for charset, contents in runs]
    problems += [each.problem for each in found if each.problem]
    return "".join(each.text for each in found)


def describe(head: Head, *, usual: str) -> Description:
    """Return what the headers of a part say of its body.

    Args:
        head: The headers.
        usual: The media type of a part that names none ("text/plain"; in a digest "message/rfc822").
    """
    message = Message()
    for field in head.fields:
        name = field.name.lower()
        if name in DESCRIPTIONS and name not in message:
            value = text_in(field.raw[:LONGEST_PARAMETERS], declared=None).text
            message[name] = CONTROLS.sub("", FOLD.sub(" ", value)).strip()
    boundary = _parameter(message, "boundary", "content-type")
    called = _parameter(message, "filename", "content-disposition") or _parameter(message, "name", "content-type")
    return Description(
        media_type=_media_type(message, usual),
        charset=_parameter(message, "charset", "content-type"),
        boundary=boundary.rstrip().encode("utf-8", "replace") if boundary else None,
        name=decode_words(called)[0] if called else None,
        attached=_first_word(message, "content-disposition") == "attachment",
        transfer=_first_word(message, "content-transfer-encoding"),
        location=_line(message, "content-location"),
        identifier=_identifier(_line(message, "content-id")),
        start=_identifier(_parameter(message, "start", "content-type")),
        modified=_parameter(message, "modification-date", "content-disposition"),
    )


def _media_type(message: Message, usual: str) -> str:
    first = _first_word(message, "content-type")
    return first if re.fullmatch(r"[\w.+-]{1,80}/[\w.+-]{1,120}", first, re.ASCII) else usual


def _first_word(message: Message, header: str) -> str:
    return str(message.get(header, "")).partition(";")[0].strip().lower()


def _line(message: Message, header: str) -> str | None:
    return "".join(decode_words(str(message.get(header, "")))[0].split()) or None


def _identifier(value: str | None) -> str | None:
    return value.strip().strip("<>") or None if value else None


def _parameter(message: Message, name: str, header: str) -> str | None:
    """A parameter of a header, RFC 2231 undone; None where there is none or the library gives up."""
    try:
        value = message.get_param(name, header=header)
    except (MessageError, ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    if isinstance(value, tuple):
        charset, _, words = value
        raw = words.encode("latin-1", "replace")
        return text_in(raw, declared=charset or None).text.strip() or None
    return str(value).strip() or None if value else None
