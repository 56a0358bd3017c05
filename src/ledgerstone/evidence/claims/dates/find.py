"""The one way in: the dates of a text as mentions, each with its exact words.

A reader comment and a reference list stand for themselves: no date counts from one into the other, and a comment's
"yesterday" is not the paper's. Entries of a reference list lend each other no year.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from heapq import merge

from ledgerstone.evidence.claims import packs
from ledgerstone.evidence.claims.dates.expressions import Found, Point
from ledgerstone.evidence.claims.dates.grammar import find
from ledgerstone.evidence.claims.dates.published import between, days_of, last_day_of, up_to
from ledgerstone.evidence.claims.dates.resolve import resolve
from ledgerstone.evidence.claims.dates.solar import in_gregorian
from ledgerstone.evidence.claims.dates.surroundings import Surroundings
from ledgerstone.evidence.claims.dates.tokens import Vocabulary, tokenize, vocabulary
from ledgerstone.evidence.claims.model import Mention, MentionKind
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.values.dates import DateValue

_WINDOW = 100_000
"""Tokens of so many code points are held at a time; no expression is that long."""
_YEARS_AHEAD = 1


def find_dates(
    text: str,
    *,
    language: str | None,
    regions: Sequence[Region],
    published: DateValue | None,
) -> tuple[Mention, ...]:
    """Return the dates that a text names, in its order.

    Args:
        text: The reading's text.
        language: As in the reading; without a pack of dates numeric dates alone are found.
        regions: The reading's regions: comments and reference lists are read apart.
        published: Date of publication, against which "30 years ago" resolves; where it is no single day, or only a last
            day is known, to bounds.

    Returns:
        Mentions with a DateValue whose wording is the mention's exact words.
    """
    words = _vocabulary(language)
    mentions: list[Mention] = []
    for start, end, role in _parts(regions, len(text)):
        found = _found(text, words, start, end)
        own = None if role is Role.COMMENT else published
        found = [each for each in found if not _is_far_ahead(each, own)]
        unknown: list[tuple[Found, str]] = []
        if words.hijri_years:
            found, unknown = in_gregorian(text, found, words)
        placed = _mentions(text, found, own, inherits=role is not Role.REFERENCE_LIST)
        mentions.extend(merge(placed, (_unknown(text, *each) for each in unknown), key=lambda each: each.start))
    return tuple(mentions)


@cache
def _vocabulary(language: str | None) -> Vocabulary:
    return vocabulary(packs.load(language).dates)


def _mentions(text: str, found: list[Found], published: DateValue | None, *, inherits: bool) -> Iterator[Mention]:
    for each, value in zip(found, _values(text, found, published, inherits=inherits), strict=True):
        yield _mention(text, each, value)


def _is_far_ahead(found: Found, published: DateValue | None) -> bool:
    """Whether a mere number would be a year that no one who wrote the text then names so ("flight 2040")."""
    point, last = found.expression, published.latest if published is not None else None
    bare = isinstance(point, Point) and point.bare and point.year
    return bool(bare and last is not None and bare > last.year + _YEARS_AHEAD)


def _unknown(text: str, found: Found, reason: str) -> Mention:
    return _mention(text, found, DateValue(wording=text[found.start : found.end], reason=reason))


def _mention(text: str, found: Found, value: DateValue) -> Mention:
    exact = text[found.start : found.end]
    return Mention(kind=MentionKind.DATE, start=found.start, end=found.end, exact=exact, value=value)


def _values(text: str, found: list[Found], published: DateValue | None, *, inherits: bool) -> list[DateValue]:
    """Return the values; of a document that is dated by bounds alone what they are on both, or their bounds."""

    def on(day: date | None) -> list[DateValue]:
        return resolve(text, found, Surroundings(text, found, day, inherits=inherits))

    days, end = days_of(published), last_day_of(published)
    if end is not None:
        return [up_to(one, other, end) for one, other in zip(on(None), on(end), strict=True)]
    if days is None or days[0] == days[1]:
        return on(days[1] if days else None)
    return [between(one, other, days) for one, other in zip(*map(on, days), strict=True)]


def _parts(regions: Sequence[Region], length: int) -> Iterator[tuple[int, int, Role]]:
    """Yield the stretches of text that stand for themselves, in order and without gaps."""
    at = 0
    apart = (region for region in regions if region.role in {Role.COMMENT, Role.REFERENCE_LIST})
    for region in sorted(apart, key=lambda each: (each.start, -each.end)):
        if region.start < at:
            continue
        if region.start > at:
            yield at, region.start, Role.BODY
        yield region.start, region.end, region.role
        at = region.end
    if at < length:
        yield at, length, Role.BODY


def _found(text: str, words: Vocabulary, start: int, end: int) -> list[Found]:
    """Return the expressions of a stretch, a window of whole lines or words at a time."""
    found: list[Found] = []
    at = start
    while at < end:
        stop = _window_end(text, at, end)
        tokens = tokenize(text, words, start=at, end=stop)
        found.extend(find([token for token in tokens if token.sign == "K"] if words.empty else tokens))
        at = stop
    return found


def _window_end(text: str, start: int, end: int) -> int:
    """Return where a window ends: at a line's end, else between two words, else where it must."""
    stop = start + _WINDOW
    if stop >= end:
        return end
    for space in ("\n", " "):
        cut = text.rfind(space, start + _WINDOW // 2, stop)
        if cut > start:
            return cut + 1
    return stop
