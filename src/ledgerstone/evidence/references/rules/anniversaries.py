"""Rules on anniversaries: what a number of years and a date come to, said when it is right and when it is wrong."""

from bisect import bisect_left
from collections.abc import Iterator
from datetime import date

from msgspec import Struct

from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.references.anniversaries import YEAR, Anniversary, YearsBeside, find_anniversaries
from ledgerstone.evidence.references.model import Finding
from ledgerstone.evidence.references.statement import Statement
from ledgerstone.values.dates import DateValue

NOT_ITS_WORDS = frozenset({Role.COMMENT, Role.POLICY, Role.BOILERPLATE, Role.CLOSING_LINE})
PARAGRAPHS = frozenset({Role.TITLE, Role.BODY, Role.LIST, Role.CAPTION})


class _Counted(Struct, frozen=True, kw_only=True):
    """An anniversary with what it is counted from.

    Attributes:
        found: The anniversary.
        at: Where the stretch that it was found in begins.
        year: Of the document that names it; None where it is not known.
        day: Of that document; None where only the year is known.
        where: What names it, in our words.
    """

    found: Anniversary
    at: int
    year: int | None
    day: date | None
    where: str


def anniversaries(statement: Statement) -> Iterator[Finding]:
    """Check the anniversaries that entries name, against their own dates, and those of the text, against its date."""
    counted = [*_of_entries(statement), *_of_text(statement)]
    if not counted:
        return
    beside = YearsBeside(_sentences(statement))
    for each in counted:
        rule, verdict = _verdict(statement, each, beside)
        start, end = each.at + each.found.start, each.at + each.found.end
        yield Finding(
            rule=rule, message=f"anniversary in {each.where}: {verdict}", passage=statement.passage(start, end)
        )


def _of_entries(statement: Statement) -> Iterator[_Counted]:
    """The anniversaries of entries, with the last year and day that the entry gives after them."""
    for entry in statement.entries:
        for found in find_anniversaries(entry.text):
            years = [int(year) for year in YEAR.findall(entry.text[found.end :])]
            days = _days(statement, entry.start + found.end, entry.end)
            year = years[-1] if years else None
            day = days[-1] if days and days[-1].year == year else None
            yield _Counted(found=found, at=entry.start, year=year, day=day, where=f"entry {entry.number}")


def _of_text(statement: Statement) -> Iterator[_Counted]:
    """The anniversaries of the text, with the date on which it came out."""
    published = statement.published
    first, last = (published.earliest, published.latest) if published else (None, None)
    year = first.year if first and last and first.year == last.year else None
    end = 0
    for region in statement.reading.regions:
        if region.role in PARAGRAPHS and region.start >= end:
            end = region.end
            for found in find_anniversaries(statement.reading.text[region.start : region.end]):
                day = first if first == last else None
                yield _Counted(found=found, at=region.start, year=year, day=day, where="the text")
        elif region.role in NOT_ITS_WORDS:
            end = max(end, region.end)


def _sentences(statement: Statement) -> Iterator[str]:
    regions = RegionIndex(statement.reading.regions)
    for sentence in statement.sentences:
        if NOT_ITS_WORDS.isdisjoint(region.role for region in regions.around(sentence.start)):
            yield statement.reading.text[sentence.start : sentence.end]


def _verdict(statement: Statement, each: _Counted, beside: YearsBeside) -> tuple[str, str]:
    found, year = each.found, each.year
    if year is None:
        implied = f", which would be of {found.own_years[0] + found.years}" if found.own_years else ""
        return "anniversary-unchecked", f"no year to count {found.years} years from{implied}"
    first = year - found.years
    sum_ = f"{year} less {found.years} years is {first}"
    if first in found.own_years:
        return "anniversary-right", f"right, {sum_}, as it says itself{_beside_the_day(statement, each)}"
    if found.own_years:
        return "anniversary-wrong", f"wrong, {sum_}, but it says {found.own_years[0]}"
    name = beside.name_with(first, found.of)
    if name:
        return "anniversary-right", f"right, {sum_}, which the text gives beside “{name}”"
    return "anniversary-unchecked", f"{sum_}, a year that the text does not give elsewhere"


def _beside_the_day(statement: Statement, each: _Counted) -> str:
    """How far the document's own day is from the day of the anniversary; nothing where one of them is not known."""
    days = _days(statement, each.at + each.found.start, each.at + each.found.end)
    event = next((day for day in days if each.year and day.year == each.year - each.found.years), None)
    if event is None or each.day is None:
        return ""
    if (event.month, event.day) == (each.day.month, each.day.day):
        return ", to the day"
    return f", though not to the day: {event:%m-%d} is not {each.day:%m-%d}"


def _days(statement: Statement, start: int, end: int) -> list[date]:
    """The full dates between two places of the text."""
    index = bisect_left(statement.dates, start, key=lambda mention: mention.start)
    found: list[date] = []
    while index < len(statement.dates) and statement.dates[index].end <= end:
        value = statement.dates[index].value
        if isinstance(value, DateValue) and value.earliest and value.earliest == value.latest:
            found.append(value.earliest)
        index += 1
    return found
