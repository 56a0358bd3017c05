"""Where a passage that two papers share begins and ends in each: not in what a page prints around its story.

An alignment runs over a page's date line, its links and its last line where both papers have them. What is shown of it
ends before those.
"""

import numpy as np

from ledgerstone.evidence.incidents.copying.alignment import Stretch
from ledgerstone.evidence.incidents.model import CopiedPassage, Paper
from ledgerstone.evidence.incidents.tokens import Words
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.spans import Spans

AROUND_THE_STORY = frozenset({Role.BYLINE, Role.DATELINE, Role.BOILERPLATE, Role.POLICY})

Stretches = tuple[tuple[int, int], ...]


def outside_the_story(paper: Paper, furniture: Stretches) -> Stretches:
    """Return what a page prints around its story, as spans of code points; of a title all but its first one.

    A shared title is shown whole; its last word alone is none. Words that claim something are of the story wherever
    they stand: what says who took over a claim must hold its words.
    """
    regions = ((region.start, region.end) for region in paper.regions if region.role in AROUND_THE_STORY)
    titles = ((region.start + 1, region.end) for region in paper.regions if region.role is Role.TITLE)
    told = Spans.of((held.claim.passage.start, held.claim.passage.end) for held in paper.claims)
    return tuple(sorted(span for span in (*furniture, *regions, *titles) if not told.touch(*span)))


def passage_of(copy: tuple[Words, Stretches], of: tuple[Words, Stretches], stretch: Stretch) -> CopiedPassage:
    """Return an aligned stretch in code points.

    Args:
        copy: The words of the copy, and what stands around its story.
        of: The same of what it copies.
        stretch: The stretch, in words.
    """
    start, end = _trimmed(*copy, (stretch.start, stretch.end))
    of_start, of_end = _trimmed(*of, (stretch.of_start, stretch.of_end))
    return CopiedPassage(start=start, end=end, of_start=of_start, of_end=of_end)


def _trimmed(words: Words, around: Stretches, stretch: tuple[int, int]) -> tuple[int, int]:
    """Return the code points of words without what stands around at their ends; all of them where nothing else is."""
    first, end = stretch
    for low, high in around:
        if low <= words.starts[min(first, end - 1)] < high:
            first = int(np.searchsorted(words.starts, high))
    for low, high in reversed(around):
        if first < end and low <= words.starts[end - 1] < high:
            end = int(np.searchsorted(words.starts, low))
    if first >= end:
        first, end = stretch
    return int(words.starts[first]), int(words.ends[end - 1])
