"""Rules on days: the day of the week that a date names, and how many days an interval has; said right and wrong.

Dates are Gregorian; one before 1930 whose weekday fits the Julian calendar alone is right too, and said to be old
style. A date that the text gives without its year is not judged.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache

from ledgerstone.evidence.claims.model import Mention
from ledgerstone.evidence.claims.packs import load
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.references.model import Finding
from ledgerstone.evidence.references.statement import Statement
from ledgerstone.values.dates import DateValue

WITH_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
WORD = re.compile(r"[^\W\d_]{2,20}")
JUST_BEFORE = re.compile(r"([^\W\d_]{2,20})[,.]?\s{1,2}(?:\w{1,3}\s)?$")
JUST_AFTER = re.compile(r"\s?\(\s?([^\W\d_]{2,20})\s?\)|,\s(?:[^\W\d_]{1,2}\s)?([^\W\d_]{2,20})(?=[,.;)\n]|$)")
BESIDE = 32
NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
LAST_OLD_STYLE = 1930
"""Some churches and papers kept the Julian calendar until then, whatever the state's was."""
OLD_STYLE = ((date(1900, 3, 1), 13), (date(1800, 3, 1), 12), (date(1700, 3, 1), 11), (date(1500, 3, 1), 10))
"""From when on how many days the Julian calendar was behind."""
DURATION = re.compile(r"P(?P<number>\d{1,3})(?P<unit>[DW])")
DAYS_OF = {"D": 1, "W": 7}
APART = re.compile(r"[.;!?\n]")
FARTHEST = 25
"""Code points between an interval and the number of days that it is said to have."""


def weekday_of_date(statement: Statement) -> Iterator[Finding]:
    """Check each full date that stands with a day of the week."""
    text, names = statement.reading.text, _weekdays(statement.reading.language)
    for mention in statement.dates if names else ():
        day = _day(mention)
        named = _named_weekday(text, mention, names) if day else None
        if day is not None and named is not None:
            rule, verdict = _weekday_verdict(day, *named)
            yield Finding(rule=rule, message=verdict, passage=statement.passage(mention.start, mention.end))


def days_of_interval(statement: Statement) -> Iterator[Finding]:
    """Check each interval of full dates that stands beside its number of days ("three days, 13–15 March 1994").

    Both ways of counting are right: with both ends, and from the one to the other.
    """
    text, dates = statement.reading.text, statement.dates
    for place, interval in enumerate(dates):
        first, last = _ends(interval)
        around = (*dates[max(0, place - 1) : place], *dates[place + 1 : place + 2])
        beside = [(each, n) for each in around if (n := _duration(each)) and _together(text, interval, each)]
        if first is None or last is None or not beside:
            continue
        duration, said = beside[0]
        counted = (last - first).days + 1
        right = said in (counted, counted - 1)
        yield Finding(
            rule="days-right" if right else "days-wrong",
            message=f"from {first.isoformat()} to {last.isoformat()} there are {counted} days with both ends, "
            f"{'as the text says' if right else 'but the text says'}: {duration.exact}",
            passage=statement.passage(min(interval.start, duration.start), max(interval.end, duration.end)),
        )


def _weekday_verdict(day: date, word: str, number: int) -> tuple[str, str]:
    """The rule and the words for a date and the weekday beside it, as it is printed and numbered from Monday, 0."""
    found = f"{day.isoformat()} is a {NAMES[day.weekday()]}"
    if day.weekday() == number:
        return "weekday-right", f"{found}, as the text says: {word}"
    behind = next((days for since, days in OLD_STYLE if day >= since), 0)
    if behind and day.year < LAST_OLD_STYLE and (day + timedelta(days=behind)).weekday() == number:
        return "weekday-right", f"{found}, and {word} by the Julian calendar, as the text says"
    return "weekday-wrong", f"{found}, but the text says {word}"


@cache
def _weekdays(language: str | None) -> dict[str, int]:
    """Every form of every weekday of a language, folded, to its number from Monday, 0."""
    return {fold(form): number for number, forms in enumerate(load(language).dates.weekdays) for form in forms}


def _day(mention: Mention) -> date | None:
    value = mention.value
    if not isinstance(value, DateValue) or value.earliest != value.latest or not WITH_YEAR.search(mention.exact):
        return None
    return value.earliest


def _named_weekday(text: str, mention: Mention, names: dict[str, int]) -> tuple[str, int] | None:
    """The word for a weekday within a date, right before it or right after it, and its number."""
    before = JUST_BEFORE.search(text[max(0, mention.start - BESIDE) : mention.start])
    after = JUST_AFTER.match(text[mention.end : mention.end + BESIDE])
    words = [*WORD.findall(mention.exact), before and before[1], after and (after[1] or after[2])]
    return next(((word, names[fold(word)]) for word in words if word and fold(word) in names), None)


def _duration(mention: Mention) -> int | None:
    """How many days a mention says that something lasted; None where it says no such thing."""
    timex = mention.value.timex if isinstance(mention.value, DateValue) else None
    found = DURATION.fullmatch(timex.value) if timex else None
    return int(found["number"]) * DAYS_OF[found["unit"]] if found else None


def _ends(mention: Mention) -> tuple[date | None, date | None]:
    """The first and the last day of an interval whose words give both days and the year."""
    value = mention.value
    if not isinstance(value, DateValue) or not value.edtf or not WITH_YEAR.search(mention.exact):
        return None, None
    days = f"{value.earliest}/{value.latest}"
    return (value.earliest, value.latest) if value.edtf == days else (None, None)


def _together(text: str, interval: Mention, duration: Mention) -> bool:
    if interval.end <= duration.start:
        between = text[interval.end : duration.start]
    else:
        between = text[duration.end : max(duration.end, interval.start)]
    return len(between) <= FARTHEST and not APART.search(between)
