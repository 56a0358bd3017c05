"""Datelines: the place and day at which a report was written, before its first dash ("LIMA, 5 Jan 90 (EFE) -- …").

They say nothing of where and when an event was. The place still helps to tell other places apart, and stays a mention.
An entry of a chronicle or a list ("13 January — …", "Velmar — 32 dead") is none: a dateline has both a place and a day
or an agency, and stands at a text's beginning.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import Final

from ledgerstone.evidence.claims.model import Mention, MentionKind, Span
from ledgerstone.evidence.reading.model import Region

_LONGEST: Final = 160
"""Code points of a dateline, with a date, an agency and a country in brackets."""
_DASH: Final = re.compile(r"\s-{1,2}\s|\s?[–—]\s?|--")
_BRACKET: Final = re.compile(r"[(\[][^()\[\]]{0,80}[)\]]")
_WORD: Final = re.compile(r"[^\W_]+")
_FIRST_REGIONS: Final = 3
"""Title, byline and the first paragraph: a dateline opens one of them."""
_MOST_OTHERS: Final = 3
"""Words that are neither place nor date ("NO CITY", "CLANDESTINE"); all in capitals."""
_start = attrgetter("start")


def without_datelines(text: str, regions: Sequence[Region], mentions: Sequence[Mention]) -> Iterator[Mention]:
    """Yield the mentions that are neither place nor date of a dateline.

    Args:
        text: The reading's text.
        regions: Its regions; a dateline opens one of the first, or the text.
        mentions: Of the reading, sorted by start.
    """
    starts = sorted({0, *sorted(region.start for region in regions)[:_FIRST_REGIONS]})
    lines = [line for start in starts if (line := _dateline(text, start, mentions)) is not None]
    begins = [line.start for line in lines]
    for mention in mentions:
        at = bisect_left(begins, mention.start + 1) - 1
        inside = at >= 0 and mention.end <= lines[at].end
        if not inside or mention.kind not in {MentionKind.PLACE, MentionKind.DATE}:
            yield mention


def _dateline(text: str, start: int, mentions: Sequence[Mention]) -> Span | None:
    """Return the dateline that begins at an offset: a place, a day or an agency, a dash, and next to nothing else."""
    dash = _DASH.search(text, start, start + _LONGEST)
    if dash is None:
        return None
    end = dash.start()
    rest, kinds = text[start:end], set[MentionKind]()
    for mention in mentions[bisect_left(mentions, start, key=_start) :]:
        if mention.start >= end:
            break
        if mention.kind in {MentionKind.PLACE, MentionKind.DATE} and mention.end <= end:
            rest = rest.replace(mention.exact, " ", 1)
            kinds.add(mention.kind)
    others = _WORD.findall(_BRACKET.sub(" ", rest))
    plain = len(others) <= _MOST_OTHERS and all(word.isupper() or word.isdigit() for word in others)
    placed = MentionKind.PLACE in kinds or (others and MentionKind.DATE in kinds)
    dated = MentionKind.DATE in kinds or _BRACKET.search(rest) is not None
    return Span(start=start, end=end) if plain and placed and dated else None
