"""The reader of mail: the headers that matter as lines, a blank line, the text; what is attached is listed.

The date is the one that the sender's program wrote; where the servers that passed the message on give another, a
warning says so. Attachments and attached messages are no part of the text: `mailbox.open_message` gives them out.
"""

from datetime import date
from email.utils import getaddresses, parsedate_tz

from msgspec import Struct, structs

from ledgerstone.evidence.reading.assets import moved
from ledgerstone.evidence.reading.mail.bodies import (
    Body,
    bodies_of,
    content_of,
    joined,
    shifted,
    with_comments_numbered,
)
from ledgerstone.evidence.reading.mail.charsets import text_in
from ledgerstone.evidence.reading.mail.headers import FOLD, Field, decode_words, printed, read_head
from ledgerstone.evidence.reading.mail.html_regions import html_regions
from ledgerstone.evidence.reading.mail.pointing import brought_by_none
from ledgerstone.evidence.reading.mail.quoting import mail_regions
from ledgerstone.evidence.reading.mail.recognition import LEADING, MESSAGE
from ledgerstone.evidence.reading.mail.structure import Part, Structure, find_parts
from ledgerstone.evidence.reading.model import CandidateDate, DateOf, Reading, Region, Role
from ledgerstone.evidence.reading.printed_dates import as_value, find_date
from ledgerstone.values.dates import DateValue

TOOL, VERSION = "mail", "2"
SHOWN = ("From", "Sender", "To", "Cc", "Bcc", "Date", "Subject")
"""RFC 5322, section 3.6: at most one of each."""
MOST_REPEATED = 10
MOST_LISTED = 100
LONGEST_NAME = 200
DAYS_APART = 2
"""A message may take a day to arrive, and time zones differ by one."""
ENCRYPTED = frozenset({"multipart/encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime"})
ARMOUR = "-----BEGIN PGP MESSAGE-----"


class Line(Struct, frozen=True, kw_only=True):
    """A header as it is printed: its name, its words, where they stand, and of a sender the name."""

    name: str
    words: str
    start: int
    author: str | None = None

    @property
    def text(self) -> str:
        """The line."""
        return f"{self.name}: {self.words}".rstrip()


def read_message(data: bytes) -> Reading:
    """Return the reading of a message (RFC 5322, MIME).

    Args:
        data: The message, whole; blank lines and a byte order mark before its headers are passed over.
    """
    structure = find_parts(data, start=len(data) - len(data.lstrip(LEADING)))
    root = structure.parts[0]
    lines, problems = _lines(root)
    content = content_of(structure)
    body = joined([Body(text=""), *map(_with_regions, bodies_of(data, structure, content))])
    heads = "\n".join(line.text for line in lines)
    gap = "\n\n" if heads and body.text else ""
    regions = [*_head_regions(lines), *shifted(body.regions or (), len(heads) + len(gap))]
    published, about_date = date_of(root, lines)
    subject = next((line.words for line in lines if line.name == "Subject" and line.words), None)
    return Reading(
        media_type=MESSAGE,
        language=body.language,
        text=heads + gap + body.text,
        regions=with_comments_numbered(regions),
        warnings=(
            *structure.problems,
            *problems,
            *about_date,
            *body.problems,
            *_unread(structure, body),
            *_attachments(data, structure, content.attached),
        ),
        title=subject,
        published=published,
        dates=_dates(root, lines, published),
        assets=moved(brought_by_none(body.assets, structure), len(heads) + len(gap)),
        base=body.base,
        tool=TOOL,
        version=VERSION,
    )


def _lines(root: Part) -> tuple[tuple[Line, ...], tuple[str, ...]]:
    """The headers that matter, in our order, and what is wrong with them."""
    lines: list[Line] = []
    problems: list[str] = []
    place = 0
    for name in SHOWN:
        fields = root.head.all(name.lower())
        if len(fields) > 1:
            problems.append(f"the header {name} stands {len(fields)} times: all are shown, the first is taken")
        for field in fields[:MOST_REPEATED]:
            words, guessed = printed(field, declared=root.said.charset)
            problems += guessed
            author = _author(field, words) if name == "From" else None
            lines.append(Line(name=name, words=words, start=place, author=author))
            place += len(lines[-1].text) + 1
    missing = [name for name in ("From", "Date") if not root.head.all(name.lower())]
    problems += [f"no header {name}" for name in missing]
    problems += [
        f"the header {name} stands {len(root.head.all(name))} times: the first is taken"
        for name in ("content-type", "content-transfer-encoding", "message-id")
        if len(root.head.all(name)) > 1
    ]
    return tuple(lines), tuple(problems)


def _head_regions(lines: tuple[Line, ...]) -> list[Region]:
    """The regions of the printed headers: byline, dateline, title, and who received it as furniture."""
    regions: list[Region] = []
    taken: set[str] = set()
    for line in lines:
        role, start, author = Role.BOILERPLATE, line.start, None
        first = bool(line.words) and line.name not in taken
        if line.name == "From" and first:
            role, author = Role.BYLINE, line.author
        elif line.name == "Date" and first:
            role = Role.DATELINE
        elif line.name == "Subject" and first:
            role, start = Role.TITLE, line.start + len(line.text) - len(line.words)
        if first:
            taken.add(line.name)
        regions.append(Region(role=role, start=start, end=line.start + len(line.text), author=author))
    return regions


def _author(field: Field, words: str) -> str | None:
    """The name of the first sender; the address where it has none.

    Addresses are told apart before encoded words are decoded, which may hold a comma.
    """
    raw = FOLD.sub(" ", text_in(field.raw[:LONGEST_AUTHORS], declared=None).text)
    try:
        name, address = next(iter(getaddresses([raw])), ("", ""))
    except (ValueError, IndexError, TypeError, RecursionError):
        name, address = "", ""
    return " ".join((decode_words(name)[0] or address).split()) or words[:LONGEST_NAME] or None


LONGEST_AUTHORS = 2000


def date_of(root: Part, lines: tuple[Line, ...]) -> tuple[DateValue | None, tuple[str, ...]]:
    """Return the day on which a message says that it was sent, and what speaks against it.

    Args:
        root: The message.
        lines: Its headers as printed.
    """
    words = next((line.words for line in lines if line.name == "Date" and line.words), None)
    received = [day for field in root.head.all("received") if (day := _received(field))]
    first_seen = received[-1] if received else None
    value = day_in(words) if words else None
    if value is None or value.earliest is None:
        said = (f"the first server received it on {first_seen}",) if first_seen else ()
        return None, ((f"the header Date is no date: {words[:80]!r}",) if words else ()) + said
    if first_seen and abs((first_seen - value.earliest).days) > DAYS_APART:
        return value, (f"its header Date says {value.earliest}, the first server received it on {first_seen}",)
    return value, ()


def _dates(root: Part, lines: tuple[Line, ...], published: DateValue | None) -> tuple[CandidateDate, ...]:
    """The day of the Date header where it is the date, and the first day on which a server had the message."""
    line = next((line for line in lines if line.name == "Date" and line.words), None)
    days = [day for field in root.head.all("received") if (day := _received(field))]
    found = []
    if line and published:
        end = line.start + len(line.text)
        found.append(CandidateDate(value=published, where="mail header Date", start=line.start, end=end))
    first = as_value(days[-1:], wording=days[-1].isoformat()) if days else None
    if first:
        found.append(CandidateDate(value=first, where="mail header Received", of=DateOf.SEEN))
    return tuple(found)


def day_in(words: str) -> DateValue | None:
    """Return the day that a Date header names, in the sender's time zone (RFC 5322, section 3.3); None for none."""
    try:
        parsed = parsedate_tz(words[:200])
        return as_value([date(*parsed[:3])], wording=words) if parsed else _as_printed(words)
    except (ValueError, OverflowError, TypeError, IndexError):
        return _as_printed(words)


def _as_printed(words: str) -> DateValue | None:
    found = find_date(words[:200])
    return found.value if found else None


def _received(field: Field) -> date | None:
    """The day behind the last semicolon of a trace header (RFC 5321, section 4.4)."""
    found = day_in(field.raw.rpartition(b";")[2][:200].decode("ascii", "replace").strip())
    return found.earliest if found else None


def _with_regions(body: Body) -> Body:
    found = mail_regions(body.text) if body.regions is None else html_regions(body.text, body.regions)
    return structs.replace(body, regions=found)


def _unread(structure: Structure, body: Body) -> tuple[str, ...]:
    """Why a message has no text, or none that can be read."""
    if any(part.said.media_type in ENCRYPTED for part in structure.parts) or ARMOUR in body.text:
        return ("encrypted: kept, its text is not read",)
    return () if body.text else ("the message has no text of its own",)


def _inner_subject(data: bytes, part: Part) -> str | None:
    """The subject of an attached message that has no name."""
    if part.said.media_type != MESSAGE:
        return None
    subjects = read_head(data, part.start, part.end).all("subject")
    return next((f"“{words}”" for field in subjects if (words := printed(field)[0])), None)


def _attachments(data: bytes, structure: Structure, places: tuple[int, ...]) -> tuple[str, ...]:
    """A line for each attachment."""
    listed = []
    for number, place in enumerate(places[:MOST_LISTED], start=1):
        part = structure.parts[place]
        name = part.said.name or _inner_subject(data, part) or part.said.location or part.said.identifier
        shown = " ".join((name or "without a name")[:LONGEST_NAME].split())
        listed.append(f"attachment {number}: {shown} ({part.said.media_type})")
    if len(places) > MOST_LISTED:
        listed.append(f"{len(places) - MOST_LISTED:,} more attachments")
    return tuple(listed)
