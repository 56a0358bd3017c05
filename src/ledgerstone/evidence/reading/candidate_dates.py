"""All dates that a source gives of itself, each with where it was found, in the order in which they are believed.

The order, and why:

1. What the bytes say to machines: JSON-LD, `meta`, a `time` element, the Date header of a mail, a book's package. The
   program that published the text wrote it, in one form and with the day in full.
2. What the text prints as its own date: a dateline, a byline. A person wrote it; it may be the day of the event, or be
   readable in two ways.
3. When the file was made or changed (properties of a document, of a PDF). A scan of a paper of 1994 was made in 2020:
   never taken as the date of publication.
4. When somebody had it: a server that passed it on, a browser that saved it, a crawler that fetched it. It was
   published before, so that it is a bound and no date of publication: never taken.

Only dates of the first two kinds are of publication, and the first of them is the reading's `published`.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import islice

from msgspec import structs

from ledgerstone.evidence.reading.model import CandidateDate, DateOf, Reading, Role
from ledgerstone.evidence.reading.printed_dates import as_value, find_date

MOST_PRINTED = 20
"""A page of short news has a date above each."""
PRINTED = {Role.DATELINE: "dateline", Role.BYLINE: "byline"}
ORDER = tuple(DateOf)
STAMP = re.compile(r"\s{0,8}(?:D:)?(\d{4})-?(\d\d)-?(\d\d)")
"""The day of W3CDTF ("2020-01-17T10:00:00Z") and of PDF ("D:20200117100000Z", ISO 32000-1, 7.9.4)."""


def with_dates(reading: Reading) -> Reading:
    """Return a reading with the dates that its text prints beside those that its reader found, in order.

    Args:
        reading: With its regions.
    """
    stated = reading.dates
    printed = [each for each in islice(_printed(reading), MOST_PRINTED) if not _is_among(each, stated)]
    dates = sorted((*stated, *printed), key=lambda each: ORDER.index(each.of))
    first = dates[0] if dates and dates[0].of is DateOf.PUBLISHED else None
    return structs.replace(reading, dates=tuple(dates), published=first.value if first else reading.published)


def stamped(given: Mapping[str, str], *, of: DateOf, where: str) -> tuple[CandidateDate, ...]:
    """Return the days that the properties of a file give.

    Args:
        given: The properties by name, each a time stamp; what is none is left out.
        of: What they are the dates of.
        where: Where they stand, to which the name is added ("document properties").
    """
    found = ((name, stamp_day(words)) for name, words in given.items())
    return tuple(
        CandidateDate(value=value, where=f"{where}: {name}", of=of)
        for name, day in found
        if day and (value := as_value([day], wording=given[name].strip()))
    )


def stamp_day(words: str) -> date | None:
    """Return the day of a time stamp, in the time zone that it is in; None for what is none."""
    found = STAMP.match(words)
    try:
        return date(int(found[1]), int(found[2]), int(found[3])) if found else None
    except ValueError:
        return None


def _printed(reading: Reading) -> Iterator[CandidateDate]:
    """The dates in datelines and bylines that are no comment's."""
    closed = 0
    for region in reading.regions:
        if region.role is Role.COMMENT:
            closed = max(closed, region.end)
        found = None
        if region.role in PRINTED and region.start >= closed:
            found = find_date(reading.text[region.start : region.end])
        if found:
            start = region.start + found.start
            yield CandidateDate(
                value=found.value, where=PRINTED[region.role], start=start, end=region.start + found.end
            )


def _is_among(printed: CandidateDate, stated: Iterable[CandidateDate]) -> bool:
    """Whether a printed date is one that the reader found already, at the same place."""
    start = printed.start or 0
    return any(each.start is not None and each.start <= start < (each.end or 0) for each in stated)
