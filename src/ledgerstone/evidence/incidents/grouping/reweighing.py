"""Edges between mentions that stay, brought up to date where terms that both have weigh otherwise than before.

A score is told from sums over shared terms and from the lengths of two vectors, which are sums too, all of whole
numbers (`likeness`). A term whose count passed a power of two is taken out of each with its weight before and put in
with that after; no text is looked at. Edges that share too little now to be looked at are dropped.

Left to others: pairs that share enough only now, and those of mentions that came (`growing`).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.grouping.candidates import NEIGHBOURS, SETTING, TELLING, enough
from ledgerstone.evidence.incidents.grouping.kept import Kept, Pair, Ties
from ledgerstone.evidence.incidents.grouping.likeness import COSINES, RARE
from ledgerstone.evidence.incidents.grouping.rarity import COMMON
from ledgerstone.evidence.incidents.grouping.regrouping import Turned
from ledgerstone.evidence.incidents.grouping.rescoring import kept_lengths, share_of, weight_of
from ledgerstone.evidence.incidents.grouping.scoring import Part, lengths_of, scores
from ledgerstone.evidence.incidents.grouping.terms import KINDS, Kind

AT_ONCE = 2_000
"""Mentions of postings that are brought up to date together, more or less."""


class Turn(Struct, frozen=True, kw_only=True):
    """What became of a term, or of a place and a day.

    Attributes:
        code: Of the term.
        was: In how many mentions and in how many different sentences it was.
        now: In how many it is.
        gone: Mentions with it that are gone.
        fresh: Mentions with it that came.
    """

    code: int
    was: Pair
    now: Pair
    gone: frozenset[int]
    fresh: frozenset[int]

    def meets(self) -> bool:
        """Tell whether mentions meet by it, and some with it may have been before and stay."""
        return self.was[0] > 0 and self.now[0] > 0 and (self.code % KINDS in TELLING or self.code % KINDS == SETTING)

    def lengthens(self) -> bool:
        """Tell whether only neighbours meet by it now and all did before."""
        return self.was[0] <= COMMON < self.now[0]

    def shortens(self) -> bool:
        """Tell whether all meet by it now and only neighbours did before."""
        return self.now[0] <= COMMON < self.was[0]


class _Weighs(Struct, frozen=True, kw_only=True):
    """What a term is in the sums of an edge, before or after."""

    weight: int
    rare: int
    share: int


def _weighs(code: int, count: Pair, halvings: int) -> _Weighs:
    weight = weight_of(code, count, halvings)
    rare = weight if code % KINDS == Kind.WORD and min(count) <= RARE else 0
    return _Weighs(weight=weight, rare=rare, share=share_of(code, count, halvings))


def reweigh(kept: Kept, turns: Iterable[Turn], halvings: int, turned: Turned) -> None:
    """Bring the edges between mentions that stay up to date.

    Args:
        kept: Where mentions are kept; those that came have no edge yet.
        turns: What became of terms.
        halvings: Of the pile.
        turned: Takes note of the edges that hold otherwise than before, or no longer.
    """
    weighing: list[Turn] = []
    between: dict[Pair, int] = {}
    for turn in turns:
        was, now = (_weighs(turn.code, count, halvings) for count in (turn.was, turn.now))
        if was != now or (now.share and (turn.lengthens() or turn.shortens())):
            weighing.append(turn)
        elif now.share and turn.now[0] > COMMON and turn.fresh:
            for pair in parted(kept, turn):
                between[pair] = between.get(pair, 0) + now.share
    for some in _parts(weighing):
        _reweigh(kept, some, halvings, turned)
    if between:
        _share_less(kept, between, halvings, turned)


def _parts(turns: Sequence[Turn]) -> Iterator[list[Turn]]:
    """Yield terms, so many together that their postings are of a bounded length."""
    some: list[Turn] = []
    size = 0
    for turn in turns:
        some.append(turn)
        size += turn.now[0]
        if size >= AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _reweigh(kept: Kept, turns: Sequence[Turn], halvings: int, turned: Turned) -> None:
    postings = kept.postings(turn.code for turn in turns)
    stay = {turn.code: {n: t for n, t in postings[turn.code].items() if n not in turn.fresh} for turn in turns}
    numbers = np.array(sorted(set().union(*stay.values())), dtype=np.int64)
    edges = kept.ties_among(numbers.tolist())
    sums = _Sums(numbers, edges, kept.squares(numbers.tolist()))
    for turn in turns:
        sums.turn(turn, stay[turn.code], halvings)
    kept.set_squares(sums.squares_turned())
    _settle(kept, edges, sums.edges(halvings), halvings, turned)
    longer = sums.longer()
    if longer:
        _rescore(kept, longer, halvings, turned)


class _Sums:
    """The sums of edges and of mentions, while terms are taken out of them and put in again."""

    def __init__(self, numbers: NDArray[np.int64], edges: Ties, squares: dict[int, Pair]) -> None:
        self._numbers, self._edges = numbers, edges
        self._first, self._second = np.searchsorted(numbers, edges.first), np.searchsorted(numbers, edges.second)
        self._parts = edges.parts.astype(np.int64)
        self._before = np.array([squares[number] for number in numbers.tolist()], dtype=np.int64).reshape(-1, 2)
        self._squares = self._before.copy()

    def turn(self, turn: Turn, stay: dict[int, int], halvings: int) -> None:
        """Take a term out as it was and put it in as it is; `stay` says what it counts in the mentions that stay."""
        was, now = (_weighs(turn.code, count, halvings) for count in (turn.was, turn.now))
        times = np.zeros(len(self._numbers), dtype=np.int64)
        times[np.searchsorted(self._numbers, list(stay))] = list(stay.values())
        both = times[self._first] * times[self._second]
        at = np.flatnonzero(both)
        kind, more = turn.code % KINDS, now.weight**2 - was.weight**2
        if kind in COSINES:
            column = COSINES.index(Kind(kind))
            self._squares[:, column] += more * times**2
            self._parts[at, (Part.WORDS, Part.NAMES)[column]] += more * both[at]
        self._parts[at, Part.RARE] += now.rare - was.rare
        if kind == Kind.PAIR:
            self._parts[at, Part.PAIRS] += now.weight - was.weight
        ends = self._edges.first[at], self._edges.second[at]
        old = near(sorted((stay.keys() - turn.fresh) | turn.gone), turn.was[0], *ends)
        new = near(sorted(stay.keys() | turn.fresh), turn.now[0], *ends)
        self._parts[at, Part.SHARED] += now.share * new - was.share * old

    def squares_turned(self) -> dict[int, Pair]:
        """Return the squares of the lengths that are other than before."""
        at = np.flatnonzero((self._squares != self._before).any(axis=1))
        rows = zip(self._numbers[at].tolist(), self._squares[at].tolist(), strict=True)
        return {number: (words, names) for number, (words, names) in rows}

    def longer(self) -> list[int]:
        """Return the mentions whose vectors are of another length."""
        found: list[int] = self._numbers[(lengths_of(self._squares) != lengths_of(self._before)).any(axis=1)].tolist()
        return found

    def edges(self, halvings: int) -> Ties:
        """Return the edges as they are now."""
        lengths, parts = lengths_of(self._squares), self._parts.astype(np.int32)
        return Ties(
            first=self._edges.first,
            second=self._edges.second,
            scores=scores(parts, lengths[self._first], lengths[self._second], halvings),
            parts=parts,
        )


def near(members: Sequence[int], count: int, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Tell which pairs of a posting meet in it: all, or in a long one those that stand near each other.

    Args:
        members: Of the posting, in order; of a long one at least those from the first of the pairs to the last.
        count: How many it has in all.
        first: Numbers of the ones.
        second: Numbers of the others.
    """
    if count <= COMMON:
        return np.ones(len(first), dtype=np.bool_)
    order = np.array(members, dtype=np.int64)
    return np.searchsorted(order, second) - np.searchsorted(order, first) <= NEIGHBOURS


def _settle(kept: Kept, before: Ties, now: Ties, halvings: int, turned: Turned) -> None:
    """Keep edges as they are now, and no longer those that share too little."""
    shares = now.parts[:, Part.SHARED] >= enough(halvings)
    other = now.scores != before.scores
    kept.put_edges(now.some(shares & other))
    kept.put_parts(now.some(shares & ~other & (now.parts != before.parts).any(axis=1)))
    kept.drop_edges(zip(now.first[~shares].tolist(), now.second[~shares].tolist(), strict=True))
    turned.note(before, np.where(shares, now.scores, 0.0))


def _rescore(kept: Kept, numbers: Collection[int], halvings: int, turned: Turned) -> None:
    """Score the edges of mentions whose vectors are of another length."""
    edges = kept.ties(numbers)
    ends = np.unique(np.concatenate([edges.first, edges.second]))
    lengths = kept_lengths(kept, ends.tolist())
    first, second = np.searchsorted(ends, edges.first), np.searchsorted(ends, edges.second)
    now = scores(edges.parts, lengths[first], lengths[second], halvings)
    _settle(kept, edges, Ties(first=edges.first, second=edges.second, scores=now, parts=edges.parts), halvings, turned)


def parted(kept: Kept, turn: Turn) -> set[Pair]:
    """Return the pairs of a long posting that stay, met by it before, and do so no longer, for others came between."""
    return {pair for pair, meets in _turned_in(kept, turn) if not meets}


def brought_together(kept: Kept, turn: Turn) -> set[Pair]:
    """Return the pairs of a long posting that stay and meet by it only now, for others between them are gone."""
    return {pair for pair, meets in _turned_in(kept, turn) if meets}


def _turned_in(kept: Kept, turn: Turn) -> Iterator[tuple[Pair, bool]]:
    """Yield pairs around mentions that came or went which meet by the posting now or did, not both, and whether now."""
    moved = turn.fresh | turn.gone
    for number in moved:
        before, after = kept.around(turn.code, number, NEIGHBOURS + len(moved))
        here = [number] if number in turn.fresh else []
        members = [*reversed(before), *here, *after]
        span = [one for one in turn.gone if members and members[0] <= one <= members[-1]]
        old = sorted((set(members) - turn.fresh) | set(span))
        pairs = list(combinations([one for one in members if one not in turn.fresh], 2))
        first, second = np.array(pairs, dtype=np.int64).reshape(-1, 2).T
        was, now = near(old, turn.was[0], first, second), near(members, turn.now[0], first, second)
        yield from ((pairs[at], bool(now[at])) for at in np.flatnonzero(was != now).tolist())


def _share_less(kept: Kept, less: Mapping[Pair, int], halvings: int, turned: Turned) -> None:
    """Take from edges what their mentions do not share any more."""
    edges = kept.ties_among({end for pair in less for end in pair})
    taken = [less.get(pair, 0) for pair in zip(edges.first.tolist(), edges.second.tolist(), strict=True)]
    parts = edges.parts.copy()
    parts[:, Part.SHARED] -= np.array(taken, dtype=np.int32)
    now = Ties(first=edges.first, second=edges.second, scores=edges.scores, parts=parts)
    _settle(kept, edges, now, halvings, turned)
