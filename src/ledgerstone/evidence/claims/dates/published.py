"""Dates that count from a publication that is known only by bounds: bounds, with the reason, and no value."""

from datetime import date

from ledgerstone.values.dates import DateValue

Days = tuple[date, date]
_OF_PUBLICATION = "date of publication"
_DATED_ONLY = "the document is dated only"
"""What the reasons of such dates say: of those that count from a day of publication, and where that is not one day."""


def days_of(published: DateValue | None) -> Days | None:
    """Return the first and the last day of a publication; None where either is not known."""
    if published is None or published.earliest is None or published.latest is None:
        return None
    return published.earliest, published.latest


def last_day_of(published: DateValue | None) -> date | None:
    """Return the last day of a publication whose first is not known (a page that was seen on a day)."""
    return published.latest if published is not None and published.earliest is None else None


def up_to(open_one: DateValue, last: DateValue, day: date) -> DateValue:
    """Return what a date is of a document that is known only to be no later than a day.

    Args:
        open_one: The date as it is where nothing is known of the document's day.
        last: As it is where the document is of that day.
        day: The day.
    """
    if open_one.edtf is not None or open_one.earliest is not None or last.latest is None:
        return open_one
    reason = f"{_DATED_ONLY} to {day} or before"
    return DateValue(latest=last.latest, timex=open_one.timex, wording=last.wording, reason=reason)


def between(first: DateValue, last: DateValue, days: Days) -> DateValue:
    """Return what a date is, whatever day of two or between them the document is of.

    Args:
        first: The date as it is where the first of the days is that of the document.
        last: The same for the last day.
        days: The two days.
    """
    if (first.edtf, first.earliest, first.latest) == (last.edtf, last.earliest, last.latest):
        return last
    known = (first.earliest, last.earliest, first.latest, last.latest)
    earliest = latest = None
    if None not in known:
        bounds = [day for day in known if day is not None]
        earliest, latest = min(bounds), max(bounds)
    reason = f"{_DATED_ONLY} between {days[0]} and {days[1]}"
    timex = first.timex if first.timex == last.timex else None
    return DateValue(earliest=earliest, latest=latest, timex=timex, wording=last.wording, reason=reason)


def counts_from_publication(value: DateValue) -> bool:
    """Return whether a date was counted from its document's day of publication, or could not be for want of it."""
    return value.reason is not None and (_OF_PUBLICATION in value.reason or _DATED_ONLY in value.reason)
