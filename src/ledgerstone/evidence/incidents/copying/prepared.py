"""A paper with all that comparing it with another needs: its words, its seeds, and which words are evidence."""

from functools import cached_property

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.alignment import Seeds, close_seeds, seeds_of
from ledgerstone.evidence.incidents.copying.occasions import Occasion, occasion_of
from ledgerstone.evidence.incidents.copying.quotations import not_evidence
from ledgerstone.evidence.incidents.copying.rewording import Sentenced, sentenced
from ledgerstone.evidence.incidents.copying.told import Told
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.tokens import NUMERAL, Words, word_mask, words_of
from ledgerstone.evidence.reading.model import Role

HEADS = frozenset({Role.TITLE, Role.BYLINE, Role.DATELINE, Role.CAPTION, Role.BOILERPLATE, Role.POLICY})


class Prepared(Struct, frozen=True, kw_only=True, eq=False, dict=True):
    """A paper with all that comparing needs; what few pairs ask for is made when it is asked for.

    Attributes:
        paper: The paper.
        words: Of its text.
        around: Furniture in it, as spans of code points.
        outside: Marks the words outside furniture.
        own: Marks those that count as evidence.
        before: How many words that count as evidence stand before each, and in all, [n + 1].
        seeds: Of its text.
        close: Those of them that span few words.
    """

    paper: Paper
    words: Words
    around: tuple[tuple[int, int], ...]
    outside: NDArray[np.bool_]
    own: NDArray[np.bool_]
    before: NDArray[np.intp]
    seeds: Seeds
    close: Seeds

    @cached_property
    def sentences(self) -> Sentenced:
        """Its sentences, for passages in other words."""
        return sentenced(self.paper.text, self.words, self.outside, self.own)

    @cached_property
    def occasion(self) -> Occasion:
        """When it was printed, and what it tells of happened."""
        return occasion_of(self.paper)

    @cached_property
    def told(self) -> Told:
        """What it tells, for changes; furniture and its own head and date of print are left out."""
        paper = self.paper
        heads = ((region.start, region.end) for region in paper.regions if region.role in HEADS)
        without = (*self.around, *heads)
        return Told(paper.text, language=paper.language, published=paper.published, without=without)


def prepare(paper: Paper, around: tuple[tuple[int, int], ...] = ()) -> Prepared:
    """Return a paper with all that comparing needs.

    Args:
        paper: The paper.
        around: Furniture in its text, as spans of code points.
    """
    words = words_of(paper.text)
    outside = ~word_mask(words, around)
    own = own_words(paper, words, around)
    seeds = seeds_of(words, outside)
    return Prepared(
        paper=paper,
        words=words,
        around=around,
        outside=outside,
        own=own,
        before=_before(own),
        seeds=seeds,
        close=close_seeds(seeds),
    )


def narrowed(one: Prepared, without: NDArray[np.bool_]) -> Prepared:
    """Return a paper with fewer words that count as evidence: without those that are marked."""
    own = one.own & ~without
    return structs.replace(one, own=own, before=_before(own))


def _before(own: NDArray[np.bool_]) -> NDArray[np.intp]:
    return np.append(0, np.cumsum(own))


def own_words(paper: Paper, words: Words, around: tuple[tuple[int, int], ...]) -> NDArray[np.bool_]:
    """Mark the words that count as evidence: outside quotations and furniture, and no numerals."""
    return np.asarray(~word_mask(words, not_evidence(paper) + around) & (words.codes != NUMERAL))
