"""Learning a model from marked texts: an averaged structured perceptron (Collins 2002), in whole numbers throughout.

No draw of chance and no rounding of floats: the same texts give the same bytes on every machine.
"""

from collections.abc import Iterable, Sequence
from typing import Final
from zlib import crc32

import numpy as np
from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.finders.tagger.decoding import allowed, best
from ledgerstone.evidence.claims.finders.tagger.features import (
    PLACES,
    Lists,
    Page,
    context_hashes,
    edge_hashes,
    word_hashes,
)
from ledgerstone.evidence.claims.finders.tagger.weights import About, Model

EPOCHS: Final = 10
LEAST_SEEN: Final = 2
"""Times that a thing must be seen in the texts to have a weight: what is seen once tells nothing of other texts."""
_STEPS: Final = 16
"""A weight is held in so many parts of the perceptron's step."""
_MOST: Final = (1 << 15) - 1


class Marked(Struct, frozen=True, kw_only=True):
    """A sentence with the label of each of its tokens.

    Attributes:
        text: That the sentence is of.
        sentence: Its tokens.
        page: The words of the whole text.
        labels: One for each token.
    """

    text: str
    sentence: Sentence
    page: Page
    labels: tuple[str, ...]


class _Example(Struct, frozen=True, kw_only=True):
    """What is seen in a sentence, as rows of the weights; `firsts` is where each token's begin."""

    rows: np.ndarray
    firsts: np.ndarray
    labels: np.ndarray

    def of(self, token: int) -> np.ndarray:
        end = self.firsts[token + 1] if token + 1 < len(self.firsts) else len(self.rows)
        return self.rows[self.firsts[token] : end]


def learn(marked: Sequence[Marked], about: About, lists: Lists, *, epochs: int = EPOCHS) -> Model:
    """Return the model that marked sentences teach.

    Args:
        marked: The sentences, in an order that is always the same.
        about: What the model is to be called, and its labels.
        lists: Names by sound.
        epochs: How often each sentence is looked at.
    """
    seen = [_seen(each, lists) for each in marked]
    hashes, counts = np.unique(np.concatenate([row for rows in seen for row in rows]), return_counts=True)
    hashes = hashes[counts >= LEAST_SEEN]
    numbers = {label: at for at, label in enumerate(about.labels)}
    examples = [
        _example(rows, [numbers[x] for x in each.labels], hashes) for rows, each in zip(seen, marked, strict=True)
    ]
    teacher = _Teacher(len(hashes), about.labels)
    for epoch in range(epochs):
        for index in sorted(range(len(examples)), key=lambda index: (crc32(f"{epoch} {index}".encode()), index)):
            teacher.show(examples[index])
    weights, moves = teacher.averaged()
    told = weights.any(axis=1)
    return Model(about=about, hashes=hashes[told], weights=weights[told], moves=moves, lists=lists)


def _seen(marked: Marked, lists: Lists) -> list[np.ndarray]:
    """Return what is seen of each token."""
    text, sentence = marked.text, marked.sentence
    edge = [edge_hashes()] * 2
    inner = [word_hashes(text[token.start : token.end], token.word, lists) for token in sentence.tokens]
    words = [*edge, *inner, *edge]
    placed = context_hashes(text, sentence, marked.page)
    return [
        np.concatenate(
            [*(words[at + 2 + place][index] for index, place in enumerate(PLACES)), np.array(own, np.uint32)]
        )
        for at, own in enumerate(placed)
    ]


def _example(seen: Iterable[np.ndarray], labels: Iterable[int], hashes: np.ndarray) -> _Example:
    rows, firsts, length = [], [], 0
    for each in seen:
        at = np.minimum(np.searchsorted(hashes, each), len(hashes) - 1)
        known = at[hashes[at] == each]
        firsts.append(length)
        rows.append(known if len(known) else at[:1])
        length += len(rows[-1])
    return _Example(rows=np.concatenate(rows), firsts=np.array(firsts), labels=np.array(tuple(labels)))


class _Teacher:
    """Weights while they are learned, with the sum over all steps of what was added at each, for their average."""

    def __init__(self, rows: int, labels: tuple[str, ...]) -> None:
        self._weights, self._added = (np.zeros((rows, len(labels)), dtype=np.int64) for _ in "12")
        self._moves, self._moves_added = (np.zeros((len(labels) + 1, len(labels)), dtype=np.int64) for _ in "12")
        self._bars = allowed(labels)
        self._step = 1

    def show(self, example: _Example) -> None:
        """Look at a sentence, and mend the weights where they label it wrongly."""
        scores = np.add.reduceat(self._weights[example.rows], example.firsts, axis=0)
        guessed = np.array(best(scores, self._moves + self._bars))
        for token in np.nonzero(guessed != example.labels)[0]:
            rows = example.of(int(token))
            for label, by in ((example.labels[token], 1), (guessed[token], -1)):
                self._weights[rows, label] += by
                self._added[rows, label] += by * self._step
        for labels, by in ((example.labels, 1), (guessed, -1)):
            before = np.concatenate(([len(self._moves) - 1], labels[:-1]))
            np.add.at(self._moves, (before, labels), by)
            np.add.at(self._moves_added, (before, labels), by * self._step)
        self._step += 1

    def averaged(self) -> tuple[np.ndarray, np.ndarray]:
        """Return the mean of the weights over all steps, in whole parts of a step."""
        weights = _parts(self._weights, self._added, self._step)
        return np.clip(weights, -_MOST, _MOST).astype(np.int16), _parts(self._moves, self._moves_added, self._step)


def _parts(last: np.ndarray, added: np.ndarray, steps: int) -> np.ndarray:
    parts: np.ndarray = (2 * _STEPS * (last * steps - added) + steps) // (2 * steps)
    return parts
