"""Quotations that belong to an attribution beyond its sentence: they go on in the next one, or a colon opens them."""

from bisect import bisect_left, bisect_right

from msgspec import Struct

from ledgerstone.evidence.claims.model import Manner, Span
from ledgerstone.evidence.claims.quotations import Quotation

OWN_MARKS = frozenset("!?….")
FARTHEST = 8
"""Code points between what is said and its next quotation: marks, spaces and a line's end."""


class Draft(Struct, kw_only=True):
    """An attribution as spans of the text, whose content may still grow.

    Attributes:
        opens: Where its sentence begins.
        end: Where its sentence ends.
        aside: Whether nothing is said in the sentence itself but when, where or to whom.
        manner: How the speaker stands to the content.
        lacks_source: Whether its verb opens the sentence, so that another one names its speaker.
        joins: Whether it is one only where another one does ("and urge").
    """

    opens: int
    end: int
    aside: bool
    manner: Manner
    lacks_source: bool
    joins: bool
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


def with_quotations(text: str, drafts: list[Draft], quotations: tuple[Quotation, ...]) -> list[Draft]:
    """Return drafts whose content holds whole quotations, and the quotations that follow them at once.

    Args:
        text: The reading's text.
        drafts: In the text's order.
        quotations: Of the text.
    """
    for draft in drafts:
        draft.content = tuple(_whole(span, quotations) for span in draft.content)
    ends_said = {span.end for draft in drafts for span in draft.content}
    for draft in drafts:
        before = _quoted_before(text, draft, quotations)
        if before is not None and before.end not in ends_said:
            draft.content = (before,)
    ends = {
        draft.end: draft
        for draft in reversed(drafts)
        if not draft.content or any(_touches(span, quotations) for span in draft.content)
    }
    ordered = sorted(ends)
    for quotation in quotations:
        at = bisect_right(ordered, quotation.start) - 1
        if at < 0 or not _follows(text, ordered[at], quotation.start):
            continue
        draft = ends[ordered[at]]
        draft.content = (*draft.content, Span(start=quotation.start, end=quotation.end))
        ends[quotation.end] = draft
        ordered[at] = quotation.end
    return [draft for draft in drafts if draft.content]


def _quoted_before(text: str, draft: Draft, quotations: tuple[Quotation, ...]) -> Span | None:
    """Return the quotation that ends with a mark of its own right before a clause of saying ("Stop!" he said)."""
    if not draft.source or draft.opens not in {draft.source[0].start, draft.cue[0].start}:
        return None
    index = bisect_right(quotations, draft.opens, key=lambda q: q.end) - 1
    if index < 0 or not draft.aside:
        return None
    one = quotations[index]
    near = text[one.end : draft.opens] in {" ", "\u00a0"} and text[one.inner_end - 1] in OWN_MARKS
    return Span(start=one.start, end=one.end) if near else None


def _follows(text: str, end: int, start: int) -> bool:
    """Whether a quotation follows at once: in the same line, or after a colon that opens it."""
    between = text[end:start]
    if not end <= start <= end + FARTHEST or any(map(str.isalnum, between)):
        return False
    return "\n" not in between or text[end - 1] == ":"


def _touches(span: Span, quotations: tuple[Quotation, ...]) -> bool:
    """Whether a span of content begins or ends with a quotation."""
    index = bisect_left(quotations, span.end, key=lambda q: q.end)
    near = (index - 1, index)
    return any(0 <= at < len(quotations) and _overlap(span, quotations[at]) for at in near)


def _overlap(span: Span, quotation: Quotation) -> bool:
    return quotation.start < span.end and span.start < quotation.end


def _whole(span: Span, quotations: tuple[Quotation, ...]) -> Span:
    """Return a span grown to the quotations that hold its ends."""
    start, end = span.start, span.end
    index = bisect_right(quotations, start, key=lambda q: q.start) - 1
    if index >= 0 and quotations[index].end > start:
        start = quotations[index].start
    index = bisect_right(quotations, end - 1, key=lambda q: q.start) - 1
    if index >= 0 and quotations[index].end >= end:
        end = quotations[index].end
    return Span(start=start, end=end)
