"""What two papers of one outlet begin and end with: its head and its foot, in a pile that has no third page of it.

Furniture is known from three pages of an outlet. A small archive has two, and each ends with the same lines on rights,
letters and other articles, of which one may be another each time. Sentences that stand at the end, or at the beginning,
of both are no evidence where they are the smaller part of both texts and tell of no event: an article that is printed
again with a new first paragraph stays a copy.
"""

import numpy as np
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.furniture import Sentences, sentences_of
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.tokens import Words, word_mask

SAME_TEXT = 0.5
"""Share of the shorter text from which two papers that have these sentences in common are one text."""

OWN_IN_A_ROW = 2
"""Sentences of its own before which a paper's foot begins: a list of other articles may have one that is new."""


def common_ends(one: tuple[Paper, Words], other: tuple[Paper, Words]) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Mark the words of two papers of one outlet that are its head and foot.

    Args:
        one: A paper and its words.
        other: Another and its.

    Returns:
        One entry a word of the first, and one a word of the second.
    """
    (paper, words), (of_paper, of_words) = one, other
    mine, theirs = sentences_of(paper.text, words), sentences_of(of_paper.text, of_words)
    shared = np.intersect1d(mine.codes, theirs.codes)
    if _weight(mine, shared) >= SAME_TEXT * min(_weight(mine), _weight(theirs)):
        shared = shared[:0]
    foot = np.intersect1d(_at_ends(paper, mine, shared), _at_ends(of_paper, theirs, shared))
    return _marked(words, mine, foot), _marked(of_words, theirs, foot)


def _weight(sentences: Sentences, some: NDArray[np.uint64] | None = None) -> int:
    """Return how many code points sentences have, or those of some codes."""
    sizes = sentences.ends - sentences.starts
    return int((sizes if some is None else sizes[np.isin(sentences.codes, some)]).sum())


def _telling(paper: Paper, sentences: Sentences) -> NDArray[np.bool_]:
    """Mark the sentences in which a claim stands."""
    claims = np.sort(np.array([held.claim.passage.start for held in paper.claims], dtype=np.int64))
    return np.asarray(np.searchsorted(claims, sentences.ends) > np.searchsorted(claims, sentences.starts))


def _at_ends(paper: Paper, sentences: Sentences, shared: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return the codes of shared sentences that stand before or after all that is the paper's own or tells."""
    here = np.isin(sentences.codes, shared)
    own = _in_a_row(~here) | _telling(paper, sentences)
    inside = np.flatnonzero(own)
    if len(inside):
        here[inside[0] : inside[-1] + 1] = False
    return np.asarray(sentences.codes[here])


def _in_a_row(own: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark those of which so many stand in a row."""
    edges = np.flatnonzero(np.diff(np.r_[False, own, False]))
    found = own.copy()
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        found[start:end] = end - start >= OWN_IN_A_ROW
    return found


def _marked(words: Words, sentences: Sentences, foot: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Mark the words of sentences of some codes."""
    kept = np.isin(sentences.codes, foot)
    return word_mask(words, tuple(zip(sentences.starts[kept].tolist(), sentences.ends[kept].tolist(), strict=True)))
