"""A reading taken apart for the rules: entries, citations, signatories, and its words as the claims' packs cut them."""

import re
from collections.abc import Iterator

from msgspec import Struct, structs

from ledgerstone.evidence.claims.clauses import Sentence, sentences
from ledgerstone.evidence.claims.dates.find import find_dates
from ledgerstone.evidence.claims.model import Mention, Passage
from ledgerstone.evidence.claims.rules import Rules, rules_of
from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.evidence.references.model import Citation, Entry
from ledgerstone.values.dates import DateValue

ENTRY_NUMBER = re.compile(r"^[ \t\xa0]{0,40}(?:\[(\d{1,3})\]|(\d{1,3})[ \xa0]?[.)])[ \t\xa0]{1,8}(?=\S)", re.MULTILINE)
PART = re.compile(r"\s{0,3}(?P<number>\d{1,3})(?!\d)\s{0,3}(?P<rest>.{0,90})", re.DOTALL)
RANGE = re.compile(r"[–—-]\s{0,3}(\d{1,3})")
MORE_NUMBERS = re.compile(r"(?:,\s{0,3}\d{1,3}\s{0,3}){1,20}")
WIDEST_RANGE = 20
SEPARATORS = " \t\xa0–—-,:."
MOST_CODE_POINTS = 4_000_000
"""Some 1,500 pages; what stands behind them no rule looks at."""
SPOKEN = frozenset({Role.BODY, Role.LIST, Role.TABLE, Role.QUOTATION, Role.CAPTION, Role.CITATION})
"""Parts in which a source itself speaks; readers' comments, policies and furniture are not its words."""


class Statement(Struct, frozen=True, kw_only=True):
    """What the rules look at.

    Attributes:
        reading: The reading, its first `MOST_CODE_POINTS` code points.
        entries: Of its reference list, in their order.
        citations: In the order of the text.
        signatories: The lines of its signatures.
        published: When it came out, as a person said it or else as it prints it; None where neither does.
        pack: The rules of its language.
        sentences: Its words, cut where no region is crossed.
        dates: Its dates, in their order.
    """

    reading: Reading
    entries: tuple[Entry, ...]
    citations: tuple[Citation, ...]
    signatories: tuple[str, ...]
    published: DateValue | None
    pack: Rules
    sentences: tuple[Sentence, ...]
    dates: tuple[Mention, ...]

    def passage(self, start: int, end: int) -> Passage:
        """Return a stretch of the reading's text as a passage."""
        return Passage(start=start, end=end, exact=self.reading.text[start:end])

    def entry(self, number: int) -> Entry | None:
        """Return the entry of a number; None where the list has none."""
        return next((entry for entry in self.entries if entry.number == number), None)


def take_apart(reading: Reading, *, published: DateValue | None = None) -> Statement:
    """Return a reading as the rules look at it.

    Args:
        reading: The reading.
        published: When it came out, where that is known from elsewhere than its text.
    """
    reading = _beginning(reading)
    published = published or reading.published
    entries = entries_of(reading)
    listed = frozenset(entry.number for entry in entries)
    pack = rules_of(reading.language)
    return Statement(
        reading=reading,
        entries=entries,
        citations=tuple(c for region in _of(reading, Role.CITATION) for c in _citations(region, listed)),
        signatories=tuple(line for region in _of(reading, Role.SIGNATURES) for line in _lines(reading.text, region)),
        published=published,
        pack=pack,
        sentences=sentences(reading.text, reading.regions, pack.abbreviations),
        dates=find_dates(reading.text, language=reading.language, regions=reading.regions, published=published),
    )


def entries_of(reading: Reading) -> tuple[Entry, ...]:
    """Return the entries of a reading's reference lists, in their order."""
    return tuple(entry for region in _of(reading, Role.REFERENCE_LIST) for entry in _entries(reading.text, region))


def _beginning(reading: Reading) -> Reading:
    if len(reading.text) <= MOST_CODE_POINTS:
        return reading
    regions = tuple(region for region in reading.regions if region.end <= MOST_CODE_POINTS)
    return structs.replace(reading, text=reading.text[:MOST_CODE_POINTS], regions=regions)


def _of(reading: Reading, role: Role) -> Iterator[Region]:
    return (region for region in reading.regions if region.role is role)


def _lines(text: str, region: Region) -> Iterator[str]:
    return (line.strip() for line in text[region.start : region.end].splitlines() if line.strip())


def _entries(text: str, region: Region) -> Iterator[Entry]:
    """Entries from one numbered line to the next, the number not included in their text."""
    heads = list(ENTRY_NUMBER.finditer(text[region.start : region.end]))
    ends = [head.start() for head in heads[1:]] + [region.end - region.start]
    expected = 1
    for head, end in zip(heads, ends, strict=bool(heads)):
        start, stop = region.start + head.end(), region.start + end
        words = text[start:stop].rstrip()
        number = int(head[1] or head[2])
        if number >= expected:
            yield Entry(number=number, text=words, start=start, end=start + len(words))
            expected = number + 1


def _citations(region: Region, listed: frozenset[int]) -> Iterator[Citation]:
    """The citations that one pair of brackets holds: [1, 4; 6] are three, [2, p. 5] is one with a locator."""
    for part in (region.label or "").split(";"):
        found = PART.fullmatch(part)
        if not found:
            continue
        numbers, locator = _numbers(int(found["number"]), found["rest"], listed)
        for number in numbers:
            yield Citation(number=number, locator=locator, start=region.start, end=region.end)


def _numbers(first: int, rest: str, listed: frozenset[int]) -> tuple[list[int], str | None]:
    """The numbers cited and the locator: numbers alone are entries where the list has them, else a place."""
    several = RANGE.fullmatch(rest.strip())
    if several and first < int(several[1]) <= first + WIDEST_RANGE:
        return list(range(first, int(several[1]) + 1)), None
    if MORE_NUMBERS.fullmatch(rest):
        more = [int(number) for number in re.findall(r"\d{1,3}", rest)]
        if not listed or all(number in listed for number in more):
            return [first, *more], None
    return [first], rest.strip(SEPARATORS) or None
