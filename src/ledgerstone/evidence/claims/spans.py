"""Stretches of a text that something else has taken."""

from bisect import bisect_left
from collections.abc import Iterable

from ledgerstone.evidence.claims.model import Span


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Return the stretches in order, those that overlap or touch as one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: (span.start, span.end)):
        if found and span.start <= found[-1].end:
            found[-1] = Span(start=found[-1].start, end=max(span.end, found[-1].end))
        else:
            found.append(span)
    return tuple(found)


def overlaps(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Return whether a stretch meets one of `merged` stretches."""
    index = bisect_left(spans, start + 1, key=lambda span: span.end)
    return index < len(spans) and spans[index].start < end


def covers(spans: tuple[Span, ...], start: int, end: int) -> bool:
    """Return whether a stretch lies within one of `merged` stretches."""
    index = bisect_left(spans, end, key=lambda span: span.end)
    return index < len(spans) and spans[index].start <= start
