"""Rules on anniversaries: what a number of years and a date come to, said when it is right and when it is wrong."""

from collections.abc import Iterator

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.references.anniversaries import YEAR, Anniversary, find_anniversaries, years_beside
from ledgerstone.evidence.references.model import Finding
from ledgerstone.evidence.references.statement import Statement


def anniversaries_of_entries(statement: Statement) -> Iterator[Finding]:
    """Check each anniversary that an entry names against the last year that the entry gives after it."""
    for entry in statement.entries:
        for found in find_anniversaries(entry.text):
            after = [int(year) for year in YEAR.findall(entry.text[found.end :])]
            yield _judged(statement, found, after[-1] if after else None, entry.start, f"entry {entry.number}")


def anniversaries_of_text(statement: Statement) -> Iterator[Finding]:
    """Check each anniversary in the text of a statement against the year of its date."""
    published = statement.reading.published
    year = published.earliest.year if published and published.earliest else None
    if not statement.entries or year is None:
        return
    for region in statement.reading.regions:
        if region.role in (Role.BODY, Role.LIST):
            for found in find_anniversaries(statement.reading.text[region.start : region.end]):
                yield _judged(statement, found, year, region.start, "the text")


def _judged(statement: Statement, found: Anniversary, year: int | None, at: int, where: str) -> Finding:
    rule, verdict = _verdict(statement, found, year)
    return Finding(
        rule=rule,
        message=f"anniversary in {where}: {verdict}",
        passage=statement.passage(at + found.start, at + found.end),
    )


def _verdict(statement: Statement, found: Anniversary, year: int | None) -> tuple[str, str]:
    if year is None:
        implied = f", which would be of {found.own_years[0] + found.years}" if found.own_years else ""
        return "anniversary-unchecked", f"no year to count {found.years} years from{implied}"
    first = year - found.years
    sum_ = f"{year} less {found.years} years is {first}"
    if first in found.own_years:
        return "anniversary-right", f"right, {sum_}, as it says itself"
    if found.own_years:
        return "anniversary-wrong", f"wrong, {sum_}, but it says {found.own_years[0]}"
    beside = years_beside(found.of, statement.reading.text)
    if first in beside:
        return "anniversary-right", f"right, {sum_}, which the text gives beside “{beside[first]}”"
    return "anniversary-unchecked", f"{sum_}, a year that the text does not give elsewhere"
