"""Finds names by a model: the weights of what is seen of each word are summed, and the best labels are names.

The sums of a word alone are kept, so that a word that was met before costs little. Work is linear in the text.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import chain
from typing import Final

import numpy as np

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.finders.model import FoundName
from ledgerstone.evidence.claims.finders.tagger.decoding import allowed, best
from ledgerstone.evidence.claims.finders.tagger.features import (
    PLACES,
    Page,
    context_hashes,
    edge_hashes,
    page_of,
    word_hashes,
)
from ledgerstone.evidence.claims.finders.tagger.weights import Model
from ledgerstone.values.names import NameType

_KEPT: Final = 1 << 15
"""Words whose sums are kept: some ten megabytes."""


class TaggedFinder:
    """A finder of names by a model; threads may share it."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._moves = model.moves + allowed(model.about.labels)
        self._types = tuple(NameType(label[2:]) if label != "O" else None for label in model.about.labels)
        self._begins = frozenset(at for at, label in enumerate(model.about.labels) if label.startswith("B-"))
        self._edge = self._summed(edge_hashes())
        self._of_word = lru_cache(maxsize=_KEPT)(self._sums)

    @property
    def method(self) -> str:
        """The model's name and version."""
        return self._model.about.method

    def find(self, text: str, cut: Sequence[Sentence]) -> tuple[FoundName, ...]:
        """Return the names of a text, as `NameFinder.find` says."""
        page = page_of(cut)
        return tuple(chain.from_iterable(self._names(text, sentence, page) for sentence in cut))

    def _names(self, text: str, sentence: Sentence, page: Page) -> Iterator[FoundName]:
        labels = best(self._scores(text, sentence, page), self._moves)
        first = None
        for at, label in enumerate((*labels, 0)):
            if first is not None and (label in self._begins or self._types[label] is None):
                start, end = sentence.span(first, at)
                kind = self._types[labels[first]]
                if kind is not None:
                    yield FoundName(start=start, end=end, type=kind)
                first = None
            if label in self._begins:
                first = at

    def _scores(self, text: str, sentence: Sentence, page: Page) -> np.ndarray:
        """Return a row of scores for each token: its own, its neighbours', and those of its place."""
        edge = [self._edge] * 2
        inner = [self._of_word(text[token.start : token.end], token.word) for token in sentence.tokens]
        words = np.stack([*edge, *inner, *edge])
        seen = context_hashes(text, sentence, page)
        counts = np.fromiter(map(len, seen), dtype=np.int64, count=len(seen))
        every = np.fromiter(chain.from_iterable(seen), dtype=np.uint32, count=int(counts.sum()))
        scores: np.ndarray = np.add.reduceat(self._model.scores(every), np.cumsum(counts) - counts, axis=0)
        for index, place in enumerate(PLACES):
            scores = scores + words[2 + place : 2 + place + len(seen), index]
        return scores

    def _sums(self, exact: str, word: str) -> np.ndarray:
        return self._summed(word_hashes(exact, word, self._model.lists))

    def _summed(self, places: Sequence[np.ndarray]) -> np.ndarray:
        """Return the sum of each array's weights; none is empty."""
        ends = np.cumsum([len(hashes) for hashes in places])
        total: np.ndarray = np.add.reduceat(self._model.scores(np.concatenate(places)), [0, *ends[:-1]], axis=0)
        return total
