"""The same content told again in other words, sentence by sentence.

Sentences of two texts that are alike by the words that are rare in the two are paired; pairs that lie near each other
in both texts make a passage, if the two sides as a whole are alike too (Sanchez-Perez, Sidorov and Gelbukh, PAN 2014,
whose limits these are; the cosine of whole passages is held higher, for news of one sort has its formulas).

A rewording keeps names and numbers: a passage whose two sides contradict each other in more numbers than they share is
of two events. What is found is a proposal for people: two reporters at one press conference write alike.

Work is bounded: sentences have a greatest length, texts a greatest number of sentences, a sentence few partners.
"""

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.alignment import Stretch, clusters
from ledgerstone.evidence.incidents.copying.furniture import breaks
from ledgerstone.evidence.incidents.tokens import Words

ALIKE = 0.3
"""Cosine of two sentences, each word weighed by its rarity in the sentences of the two texts."""

COMMON = 0.33
"""Words that two sentences have in common, as Dice."""

WHOLE = 0.46
"""Cosine of the two sides of a passage."""

WIDEST_GAP = 4
"""Sentences that may lie between two pairs of one passage; fewer where the sides would not be alike."""

LEAST_PAIRS = 2
"""Sentences of a passage that have a partner."""

LEAST_CODE_POINTS = 150
"""Of each side of a passage."""

SHORTEST = 3
LONGEST = 80
"""Words of a sentence; shorter ones are taken with the next, longer ones are cut."""

MOSTLY = 0.4
"""Share of a sentence's words that are its own; with fewer it is a quotation."""

SAME_WORDS = 0.8
"""Dice from which two quotations are one: two reporters heard one speaker. Whoever rewords a quotation copied it."""

MOST_SENTENCES = 400
"""Of one text that are compared: those near a seed that the two texts share come first."""

PARTNERS = 8
"""Sentences that one sentence may be paired with, the most alike."""


class Sentenced(Struct, frozen=True, kw_only=True, eq=False):
    """A text in sentences, as words to be compared.

    Attributes:
        bounds: First word of each sentence and the word after its last, int32 [n, 2].
        tokens: A code of each different word of each sentence: its stem, else its form.
        owners: The sentence of each.
        counts: How often it stands there.
        spoken: Which sentences are quotations.
    """

    bounds: NDArray[np.int32]
    tokens: NDArray[np.uint64]
    owners: NDArray[np.int32]
    counts: NDArray[np.float32]
    spoken: NDArray[np.bool_]


class Rewording(Struct, frozen=True, kw_only=True):
    """A passage, how alike its two sides are, 0 to 1, and how many sentences of the side with fewer have a partner."""

    stretch: Stretch
    alike: float
    pairs: int


def sentenced(text: str, words: Words, where: NDArray[np.bool_], own: NDArray[np.bool_]) -> Sentenced:
    """Return a text in sentences.

    Args:
        text: The text.
        words: Its words.
        where: Marks the words that are compared.
        own: Marks those that are its own and no quotation's.
    """
    bounds = _bounds(breaks(text, words), len(words.codes))
    sizes = bounds[:, 1] - bounds[:, 0]
    owners = np.repeat(np.arange(len(bounds), dtype=np.int32), sizes)
    spoken = np.bincount(owners, weights=own, minlength=len(bounds)) < MOSTLY * sizes
    owners = owners[where]
    tokens = np.where(words.stems, words.stems, words.codes)[where]
    order = np.lexsort((owners, tokens))
    tokens, owners = tokens[order], owners[order]
    starts = np.flatnonzero(np.r_[True, (np.diff(tokens) != 0) | (np.diff(owners) != 0)][: len(tokens)])
    counts = np.diff(np.append(starts, len(tokens))).astype(np.float32)
    return Sentenced(bounds=bounds, tokens=tokens[starts], owners=owners[starts], counts=counts, spoken=spoken)


def _bounds(cuts: list[int], count: int) -> NDArray[np.int32]:
    bounds: list[tuple[int, int]] = []
    first = 0
    for cut in (*cuts, count):
        while cut - first > LONGEST:
            bounds.append((first, first + LONGEST))
            first += LONGEST
        if cut - first >= SHORTEST or (cut == count and cut > first):
            bounds.append((first, cut))
            first = cut
    return np.array(bounds, dtype=np.int32).reshape(-1, 2)


def near(one: Sentenced, places: NDArray[np.int32]) -> Sentenced:
    """Return the sentences that are compared of a text with too many: those near seeds.

    Args:
        one: The text.
        places: Words at which a seed that it shares with the other text begins.
    """
    count = len(one.bounds)
    if count <= MOST_SENTENCES:
        return one
    held = np.unique(np.searchsorted(one.bounds[:, 0], places, side="right") - 1)
    wide = np.unique(np.clip(held[:, None] + np.arange(-WIDEST_GAP, WIDEST_GAP + 1), 0, count - 1))
    kept = np.zeros(count, dtype=np.bool_)
    kept[wide[:MOST_SENTENCES]] = True
    here = kept[one.owners]
    return structs.replace(one, tokens=one.tokens[here], owners=one.owners[here], counts=one.counts[here])


class _Weighed(Struct, frozen=True, kw_only=True, eq=False):
    """The words of a text as columns that the two texts have in common, with their weights by rarity.

    Attributes:
        sentences: Which sentences have a word that is compared.
        rows: Of each entry the number of its sentence among them.
        columns: Of each entry the number of its word.
        weights: Of each entry.
        spoken: Which of the sentences are quotations.
    """

    sentences: NDArray[np.int32]
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    weights: NDArray[np.float64]
    spoken: NDArray[np.bool_]

    def side(self, first: int, last: int, width: int) -> NDArray[np.float64]:
        """Return the words of the sentences from the first to the last, added up."""
        of = self.sentences[self.rows]
        here = (of >= first) & (of <= last)
        return np.asarray(
            np.bincount(self.columns[here], weights=self.weights[here], minlength=width), dtype=np.float64
        )


def _weighed(one: Sentenced, known: NDArray[np.uint64], rarity: NDArray[np.float64]) -> _Weighed:
    columns = known.searchsorted(one.tokens)
    compared = _compared(one)
    sentences = compared.nonzero()[0].astype(np.int32)
    return _Weighed(
        sentences=sentences,
        rows=(compared.cumsum() - 1)[one.owners],
        columns=columns,
        weights=one.counts * rarity[columns],
        spoken=one.spoken[sentences],
    )


def _compared(one: Sentenced) -> NDArray[np.bool_]:
    """Mark the sentences that have a word that is compared."""
    return np.asarray(np.bincount(one.owners, minlength=len(one.bounds)) > 0)


def reworded(one: Sentenced, other: Sentenced) -> tuple[Rewording, ...]:
    """Return the passages of two texts that are alike sentence by sentence, in the order of the first text.

    Args:
        one: The one text.
        other: The other; turning the two round turns the passages round and changes nothing else.
    """
    if not len(one.tokens) or not len(other.tokens):
        return ()
    known, found = np.unique(np.concatenate([one.tokens, other.tokens]), return_counts=True)
    count = np.count_nonzero(_compared(one)) + np.count_nonzero(_compared(other))
    rarity = np.log(count / found)
    mine, theirs = _weighed(one, known, rarity), _weighed(other, known, rarity)
    here, there = _partners(mine, theirs, len(known))
    if len(here) < LEAST_PAIRS:
        return ()
    passages = [
        passage
        for group in _groups(here, there, WIDEST_GAP)
        for passage in _passages((mine, theirs), here[group], there[group], WIDEST_GAP, len(known))
    ]
    made = [
        Rewording(
            stretch=Stretch(
                start=int(one.bounds[a, 0]),
                end=int(one.bounds[b, 1]),
                of_start=int(other.bounds[c, 0]),
                of_end=int(other.bounds[d, 1]),
            ),
            alike=alike,
            pairs=pairs,
        )
        for (a, b, c, d), alike, pairs in passages
    ]
    return tuple(sorted(made, key=lambda each: (each.stretch.start, each.stretch.of_start, each.stretch.end)))


def _partners(mine: _Weighed, theirs: _Weighed, width: int) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Return the pairs of sentences that are alike."""
    both = np.zeros(width, dtype=np.intp)
    both[mine.columns] |= 1
    both[theirs.columns] |= 2
    shared = np.cumsum(both == 3) - 1  # noqa: PLR2004  # the bits of both
    sides = []
    for side in (mine, theirs):
        here = both[side.columns] == 3  # noqa: PLR2004
        table = np.zeros((len(side.sentences), int(shared[-1]) + 1), dtype=np.float32)
        table[side.rows[here], shared[side.columns[here]]] = side.weights[here]
        # A word that stands in every sentence weighs nothing, and is shared all the same.
        present = np.zeros(table.shape, dtype=np.float32)
        present[side.rows[here], shared[side.columns[here]]] = 1
        length = np.sqrt(np.bincount(side.rows, weights=side.weights**2))
        table /= np.maximum(length, 1e-9)[:, None].astype(np.float32)
        sides.append((table, present, np.bincount(side.rows)))
    (table, present, sizes), (of_table, of_present, of_sizes) = sides
    alike = table @ of_table.T
    dice = 2 * (present @ of_present.T) / (sizes[:, None] + of_sizes[None])
    quoted = (mine.spoken[:, None] | theirs.spoken[None]) & (dice >= SAME_WORDS)
    scores = np.where((alike > ALIKE) & (dice > COMMON) & ~quoted, np.round(alike, 5), 0)
    best = _among_best(scores) & _among_best(scores.T).T
    rows, columns = np.nonzero(best)
    return mine.sentences[rows], theirs.sentences[columns]


def _among_best(scores: NDArray[np.float32]) -> NDArray[np.bool_]:
    """Mark what is not 0 and among the PARTNERS greatest of its row; as great as the last of them is among them."""
    marked = np.asarray(scores > 0)
    if scores.shape[1] > PARTNERS:
        least = np.partition(scores, -PARTNERS, axis=1)[:, -PARTNERS]
        marked &= scores >= least[:, None]
    return marked


def _groups(here: NDArray[np.int32], there: NDArray[np.int32], gap: int) -> list[NDArray[np.intp]]:
    """Return which pairs lie together."""
    label = clusters(here, there, gap + 1)
    order = np.argsort(label, kind="stable")
    return [group for group in np.split(order, np.flatnonzero(np.diff(label[order])) + 1) if len(group) >= LEAST_PAIRS]


def _passages(
    sides: tuple[_Weighed, _Weighed], here: NDArray[np.int32], there: NDArray[np.int32], gap: int, width: int
) -> list[tuple[tuple[int, int, int, int], float, int]]:
    """Return what pairs that lie together cover, in parts where the two sides as a whole are not alike."""
    a, b, c, d = int(here.min()), int(here.max()), int(there.min()), int(there.max())
    mine, theirs = sides[0].side(a, b, width), sides[1].side(c, d, width)
    alike = float(mine @ theirs) / max(float(np.sqrt((mine @ mine) * (theirs @ theirs))), 1e-9)
    if alike >= WHOLE:
        return [((a, b, c, d), alike, min(len(np.unique(here)), len(np.unique(there))))]
    if gap == 0:
        return []
    return [
        passage
        for group in _groups(here, there, gap - 1)
        for passage in _passages(sides, here[group], there[group], gap - 1, width)
    ]
