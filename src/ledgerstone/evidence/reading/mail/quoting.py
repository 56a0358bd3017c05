"""What a mail repeats of others and how it ends: quoted messages with who wrote them, forwarded ones, the signature.

Known by their form, in any language: lines that begin with ">" (RFC 3676, section 4.5) under a line that ends with a
colon; a block of lines "Word: value" with a date and a sender, under a ruled line or by itself, which is how mail
programs print the headers of what they forward; "-- " (RFC 3676, section 4.3).
"""

import re
from itertools import pairwise

from msgspec import Struct

from ledgerstone.evidence.reading.lines import Sheet, lines_of
from ledgerstone.evidence.reading.mail.bodies import shifted
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.parts.bodies import find_bodies
from ledgerstone.evidence.reading.parts.closing_lines import find_closing_lines
from ledgerstone.evidence.reading.parts.comments import find_comments
from ledgerstone.evidence.reading.parts.lists import find_lists
from ledgerstone.evidence.reading.parts.notices import find_notices
from ledgerstone.evidence.reading.parts.part import Part
from ledgerstone.evidence.reading.parts.policies import find_policies
from ledgerstone.evidence.reading.parts.reference_lists import find_reference_lists
from ledgerstone.evidence.reading.parts.signatures import find_signatures
from ledgerstone.evidence.reading.parts.tables import find_tables
from ledgerstone.evidence.reading.printed_dates import find_date
from ledgerstone.evidence.reading.regions import MOST_LINES, Rule, apply_rules, nested, with_inner

MOST_FORWARDED = 50
FEWEST_HEADERS = 3
SENDER = frozenset(
    ("from", "de", "von", "da", "от", "від", "kimden", "gönderen", "kimdən", "göndərən", "ումից", "ուղարկող", "ვისგან")
)
"""Labels of the sender in the headers that mail programs print; one of them must be there, or words in the rule."""
MOST_HEADERS = 12
MOST_SIGNATURE_LINES = 15
MOST_MARKS = 20
LONGEST_ATTRIBUTION = 300
MOST_ATTRIBUTION_LINES = 3
DEEPEST_QUOTE = 12
LABELLED = re.compile(
    r"[*_]{0,2}(?P<label>[^\W\d_][\w-]{0,20}(?: [\w-]{1,15})?)[*_]{0,2}\s?[:՝]"
    r"\s{0,3}[*_]{0,2}(?P<value>\S.{0,380})"
)
RULED = re.compile(r"[-_=*–—]{2,}+\s?(?P<words>[^-_=*–—]{1,80}?)\s?[-_=*–—]{2,}+|[-_=*–—]{5,}+")
MAIL_ADDRESS = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}")
QUOTE_MARKS = re.compile(r"(?:>[ \t]?)+")
NAME_BEFORE_ADDRESS = re.compile(
    r"(?P<name>[^\W\d_][^\d,;:<>()\[\]\"\n]{1,60}?)\"?\s{0,3}[<(\[](?:mailto:)?[\w.+-]{1,64}@"
)
NAME_AT_END = re.compile(r"(?P<name>[^\W\d_][^\d,;:<>()\"\n]{1,60})$")
HALVES_OF_DAY = re.compile(r"^(?:[ap]\.?m\.?)\s{1,3}", re.IGNORECASE)
WROTE = re.compile(
    r"(?:^|\s)(?:wrote|writes|написал[аи]?|пишет|писал[аи]?|пише|написав|a écrit|schrieb|yazdı|şunları yazdı|"
    r"գրել է|գրեց|գրում է|დაწერა|წერს|نوشت|كتب|escribió|ha scritto)\b",
    re.IGNORECASE,
)
"""Before such a verb an attribution names its author; without one the author is taken from an address alone."""
RULES: tuple[Rule, ...] = (
    find_notices,
    find_comments,
    find_policies,
    find_closing_lines,
    find_reference_lists,
    find_signatures,
    find_tables,
    find_lists,
    find_bodies,
)
"""Those of a page without its head: a mail's title, author and date stand in its headers."""


class Forwarded(Struct, frozen=True, kw_only=True):
    """The printed headers of a message within another's text.

    Attributes:
        first: Place of its first line: the ruled line above it where there is one.
        last: Place of its last header.
        author: Its first value's name; None where that has no address.
        label: The words of the ruled line ("Forwarded message"); None for none.
    """

    first: int
    last: int
    author: str | None
    label: str | None


def mail_regions(text: str) -> tuple[Region, ...]:
    """Return the regions of a mail's plain text."""
    lines = Sheet(text=text, lines=lines_of(text, limit=MOST_LINES))
    inner = find_forwarded(lines)
    starts = [0, *(lines.lines[each.first].start for each in inner), len(text)]
    found = repeated(lines, inner)
    for number, (start, end) in enumerate(pairwise(starts)):
        headers = inner[number - 1].last - inner[number - 1].first + 1 if number else 0
        found += shifted(_stretch(text[start:end], headers), start)
    return nested(found)


def repeated(sheet: Sheet, inner: tuple[Forwarded, ...]) -> list[Region]:
    """Return each message within another's text as a quotation up to the end of the text, the later in the earlier.

    Args:
        sheet: The text.
        inner: The printed headers.
    """
    end = sheet.lines[-1].end if sheet.lines else 0
    return [
        Region(
            role=Role.QUOTATION,
            start=sheet.lines[each.first].start,
            end=end,
            author=each.author,
            label=each.label,
        )
        for each in inner
    ]


def _stretch(text: str, headers: int) -> tuple[Region, ...]:
    """The regions of a stretch in which no other message begins, its first lines being printed headers."""
    sheet = Sheet(text=text, lines=lines_of(text, limit=MOST_LINES))
    quotes = find_quotes(sheet, headers)
    signature = find_signature(sheet, quotes)
    first = [Part(role=Role.BOILERPLATE, first=0, last=headers - 1)] if headers else []
    known = [*first, *quotes, *signature]
    regions = [_region(sheet, part) for part in known]
    regions += [deeper for part in quotes for deeper in _deeper(sheet, part)]
    taken = frozenset(place for part in known for place in range(part.first, part.last + 1))
    rest = sheet.without(taken, parts=True) if taken else sheet
    found, _ = apply_rules(rest, RULES)
    return with_inner(text, [*regions, *found])


def _region(sheet: Sheet, part: Part) -> Region:
    start, end = sheet.lines[part.first].start, sheet.lines[part.last].end
    return Region(role=part.role, start=start, end=end, author=part.author, label=part.label)


def find_forwarded(sheet: Sheet) -> tuple[Forwarded, ...]:
    """Return the printed headers of messages within a text, in their order."""
    found: list[Forwarded] = []
    place = 0
    while place < len(sheet.lines) and len(found) < MOST_FORWARDED:
        block = _header_block(sheet, place)
        if block:
            found.append(block)
        place = block.last + 1 if block else place + 1
    return tuple(found)


def _header_block(sheet: Sheet, place: int) -> Forwarded | None:
    """The printed headers that begin at a line, with the ruled line before them."""
    ruled = RULED.fullmatch(sheet.words(place))
    first = place + 1 if ruled else place
    if not ruled and not sheet.starts_block(place):
        return None
    headers = _labelled(sheet, first)
    words = (ruled["words"] or "").strip() if ruled else ""
    sender = next((value for label, value in headers if label.casefold() in SENDER), None)
    addressed = sender is None and bool(words) and any(MAIL_ADDRESS.search(value) for _, value in headers)
    if len(headers) < FEWEST_HEADERS or not (sender or addressed) or not any(find_date(value) for _, value in headers):
        return None
    author = _first_name(sender or headers[0][1])
    return Forwarded(first=place, last=first + len(headers) - 1, author=author, label=words or None)


def _labelled(sheet: Sheet, first: int) -> list[tuple[str, str]]:
    """The labels and values of the lines "Word: value" from a line on."""
    found: list[tuple[str, str]] = []
    for place in range(first, min(first + MOST_HEADERS, len(sheet.lines))):
        line = LABELLED.fullmatch(sheet.words(place)) if place == first or sheet.lines[place].gap == 0 else None
        if not line:
            break
        found.append((line["label"], line["value"]))
    return found


def _first_name(value: str) -> str | None:
    """The name that a printed "From" gives; the address where it gives no name."""
    found = NAME_BEFORE_ADDRESS.search(value)
    if found:
        return found["name"].strip(" '*")
    address = MAIL_ADDRESS.search(value)
    return address.group() if address else value.strip(" *")[:LONGEST_AUTHOR] or None


LONGEST_AUTHOR = 80


def find_quotes(sheet: Sheet, begin: int = 0) -> list[Part]:
    """Return the runs of lines that begin with ">", each with the line above it that says who wrote them."""
    marked = [place for place in range(begin, len(sheet.lines)) if sheet.text[sheet.lines[place].start] == ">"]
    runs: list[list[int]] = []
    for place in marked:
        if runs and runs[-1][1] == place - 1:
            runs[-1][1] = place
        else:
            runs.append([place, place])
    parts: list[Part] = []
    for first, last in runs:
        lowest = parts[-1].last + 1 if parts else begin
        head = _attribution(sheet, first, lowest)
        words = " ".join(sheet.words(place) for place in range(head, first))
        parts.append(Part(role=Role.QUOTATION, first=head, last=last, author=author_in(words) if words else None))
    return parts


def _attribution(sheet: Sheet, first: int, lowest: int) -> int:
    """The first line of the words above a quotation that end with a colon; the quotation's own where none do."""
    above = first - 1
    if above < lowest or sheet.lines[first].gap > 1 or not sheet.words(above).endswith((":", "՝", "：")):
        return first
    start = above
    while start > lowest and above - start < MOST_ATTRIBUTION_LINES and not sheet.starts_block(start):
        start -= 1
    long = sheet.lines[above].end - sheet.lines[start].start > LONGEST_ATTRIBUTION
    return above if long or above - start >= MOST_ATTRIBUTION_LINES else start


def author_in(words: str) -> str | None:
    """Return whom an attribution ("On 12 March 1994, Ilen Varo wrote:") names; None where that is not sure."""
    addressed = NAME_BEFORE_ADDRESS.search(words)
    if addressed:
        return HALVES_OF_DAY.sub("", addressed["name"]).strip(" '") or None
    wrote = WROTE.search(words)
    found = NAME_AT_END.search(words[: wrote.start()].rstrip()) if wrote else None
    name = HALVES_OF_DAY.sub("", found["name"]).strip(" '") if found else ""
    cased = name[:1].lower() != name[:1].upper()
    return name if name and (name[0].isupper() or not cased) else None


def _deeper(sheet: Sheet, part: Part) -> list[Region]:
    """What a quotation quotes itself: the runs of lines with more marks than one, and theirs, as regions within it."""
    places = [p for p in range(part.first, part.last + 1) if sheet.text[sheet.lines[p].start] == ">"]
    depths = [_depth(sheet, place) for place in places]
    found: dict[tuple[int, int], None] = {}
    for depth in range(2, min(max(depths, default=0), DEEPEST_QUOTE) + 1):
        run: list[int] = []
        for place, deep in zip([*places, -1], [*depths, 0], strict=True):
            if deep >= depth:
                run.append(place)
            elif run:
                found[sheet.lines[run[0]].start, sheet.lines[run[-1]].end] = None
                run = []
    found.pop((sheet.lines[part.first].start, sheet.lines[part.last].end), None)
    return [Region(role=Role.QUOTATION, start=start, end=end) for start, end in found]


def _depth(sheet: Sheet, place: int) -> int:
    line = sheet.lines[place]
    marks = QUOTE_MARKS.match(sheet.text, line.start, min(line.end, line.start + 4 * DEEPEST_QUOTE))
    return marks.group().count(">") if marks else 0


def find_signature(sheet: Sheet, quotes: list[Part]) -> list[Part]:
    """Return the lines from "-- " to the end or the next quotation, where they are few enough for a signature."""
    marks = [place for place in range(len(sheet.lines)) if sheet.words(place) == "--"]
    for place in reversed(marks[-MOST_MARKS:]):
        last = min((part.first for part in quotes if part.first > place), default=len(sheet.lines)) - 1
        if 0 < last - place <= MOST_SIGNATURE_LINES:
            return [Part(role=Role.SIGNATURES, first=place, last=last)]
    return []
