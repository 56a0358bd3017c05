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

from ledgerstone.evidence.incidents.grouping.candidates import NEIGHBOURS, SETTING, enough
from ledgerstone.evidence.incidents.grouping.held import telling
from ledgerstone.evidence.incidents.grouping.kept import Held, Kept, Numbers, Pair, Shift, Ties
from ledgerstone.evidence.incidents.grouping.likeness import COSINES, RARE
from ledgerstone.evidence.incidents.grouping.rarity import COMMON, weights
from ledgerstone.evidence.incidents.grouping.regrouping import Turned
from ledgerstone.evidence.incidents.grouping.rescoring import kept_lengths, shares_of
from ledgerstone.evidence.incidents.grouping.scoring import Part, lengths_of, scores
from ledgerstone.evidence.incidents.grouping.terms import KINDS, Kind

AT_ONCE = 2_000
"""Mentions of postings that are brought up to date together, more or less."""
CELLS = 1 << 21
"""Terms times edges that are summed up together: some 50 MB."""


class Weighs(Struct, frozen=True, kw_only=True):
    """What a term is in the sums of an edge, before or after.

    Attributes:
        mentions: In how many it is.
        weight: By how rare it is.
        rare: Its weight where it is a rare word.
        share: What it adds to the reason to look at a pair.
    """

    mentions: int
    weight: int
    rare: int
    share: int


class Turn(Struct, frozen=True, kw_only=True, eq=False):
    """What became of a term, or of a place and a day, by which mentions that stay met before and meet now.

    Attributes:
        code: Of the term.
        was: What it was.
        now: What it is.
        gone: Mentions with it that are gone.
        fresh: Mentions with it that came.
        numbers: The mentions with it that stay, sorted; none where more than COMMON have it.
        times: What it counts in each of `numbers`.
    """

    code: int
    was: Weighs
    now: Weighs
    gone: frozenset[int]
    fresh: frozenset[int]
    numbers: Numbers
    times: Numbers

    def lengthens(self) -> bool:
        """Tell whether only neighbours meet by it now and all did before."""
        return self.was.mentions <= COMMON < self.now.mentions

    def shortens(self) -> bool:
        """Tell whether all meet by it now and only neighbours did before."""
        return self.now.mentions <= COMMON < self.was.mentions

    def weighs_otherwise(self) -> bool:
        """Tell whether the sums of edges between mentions that stay are other ones by it."""
        same = (self.was.weight, self.was.rare, self.was.share) == (self.now.weight, self.now.rare, self.now.share)
        return not same or (self.now.share > 0 and (self.lengthens() or self.shortens()))


def turns_of(gone: Held, fresh: Held, shift: Shift, halvings: int) -> list[Turn]:
    """Return what became of the terms that weigh otherwise than before, or that have long postings.

    Args:
        gone: What mentions had that went.
        fresh: What those have that came.
        shift: What became of that.
        halvings: Of the pile.
    """
    was, now = (_weighed(shift.codes, counts, halvings) for counts in (shift.was, shift.now))
    kinds = shift.codes % np.uint64(KINDS)
    meets = (telling(shift.codes) | (kinds == SETTING)) & (was[:, 0] > 0) & (now[:, 0] > 0)
    long = (was[:, 0] > COMMON) | (now[:, 0] > COMMON)
    other = (was[:, 1:] != now[:, 1:]).any(axis=1) | ((now[:, 3] > 0) & long)
    places = np.flatnonzero(meets & other)
    stays = ~np.isin(shift.numbers, fresh.numbers)
    went, came = _by_code(gone, shift.codes[places]), _by_code(fresh, shift.codes[places])
    return [
        Turn(
            code=int(shift.codes[at]),
            was=Weighs(mentions=before[0], weight=before[1], rare=before[2], share=before[3]),
            now=Weighs(mentions=after[0], weight=after[1], rare=after[2], share=after[3]),
            gone=frozenset(those_gone),
            fresh=frozenset(those_fresh),
            numbers=shift.numbers[here][stays[here]],
            times=shift.times[here][stays[here]],
        )
        for at, here, before, after, those_gone, those_fresh in zip(
            places.tolist(), shift.slices(places), was[places].tolist(), now[places].tolist(), went, came, strict=True
        )
    ]


def _weighed(codes: NDArray[np.uint64], counts: NDArray[np.int64], halvings: int) -> NDArray[np.int64]:
    """Return what codes are in the sums of an edge, a row a code, a column a field of `Weighs`."""
    kinds, least = codes % np.uint64(KINDS), counts.min(axis=1)
    weight = np.where(kinds == SETTING, 0, weights(least, halvings))
    rare = np.where((kinds == Kind.WORD) & (least <= RARE), weight, 0)
    return np.stack([counts[:, 0], weight, rare, shares_of(codes, counts, halvings)], axis=1)


def _by_code(held: Held, codes: NDArray[np.uint64]) -> list[list[int]]:
    """Return for each of some codes the mentions that have it."""
    order = np.argsort(held.codes, kind="stable")
    starts = np.searchsorted(held.codes, codes, side="left", sorter=order).tolist()
    ends = np.searchsorted(held.codes, codes, side="right", sorter=order).tolist()
    return [held.numbers[order[start:end]].tolist() for start, end in zip(starts, ends, strict=True)]


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
        if turn.weighs_otherwise():
            weighing.append(turn)
        elif turn.now.share and turn.now.mentions > COMMON and turn.fresh:
            for pair in parted(kept, turn):
                between[pair] = between.get(pair, 0) + turn.now.share
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
        size += turn.now.mentions
        if size >= AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def _reweigh(kept: Kept, turns: Sequence[Turn], halvings: int, turned: Turned) -> None:
    stay = _staying(kept, turns)
    numbers = np.unique(np.concatenate([those for those, _ in stay]))
    edges = kept.ties_among(numbers.tolist())
    sums = _Sums(numbers, edges, kept.squares(numbers.tolist()))
    most = max(1, CELLS // max(1, len(numbers), len(edges.first)))
    for start in range(0, len(turns), most):
        sums.turn(turns[start : start + most], stay[start : start + most])
    kept.set_squares(sums.squares_turned())
    _settle(kept, edges, sums.edges(halvings), halvings, turned)
    longer = sums.longer()
    if longer:
        _rescore(kept, longer, halvings, turned)


def _staying(kept: Kept, turns: Sequence[Turn]) -> list[tuple[Numbers, Numbers]]:
    """Return for each term the mentions with it that stay, sorted, and what it counts in them."""
    long = kept.postings(turn.code for turn in turns if turn.now.mentions > COMMON)
    found = []
    for turn in turns:
        posting = {number: of for number, of in long.get(turn.code, {}).items() if number not in turn.fresh}
        numbers, times = (np.array(list(some), dtype=np.int64) for some in (posting, posting.values()))
        found.append((numbers, times) if turn.code in long else (turn.numbers, turn.times))
    return found


class _Sums:
    """The sums of edges and of mentions, while terms are taken out of them and put in again."""

    def __init__(self, numbers: Numbers, edges: Ties, squares: dict[int, Pair]) -> None:
        self._numbers, self._edges = numbers, edges
        self._first, self._second = np.searchsorted(numbers, edges.first), np.searchsorted(numbers, edges.second)
        self._parts = edges.parts.astype(np.int64)
        self._before = np.array([squares[number] for number in numbers.tolist()], dtype=np.int64).reshape(-1, 2)
        self._squares = self._before.copy()

    def turn(self, turns: Sequence[Turn], stay: Sequence[tuple[Numbers, Numbers]]) -> None:
        """Take terms out as they were and put them in as they are; `stay` says what they count in those that stay."""
        times = np.zeros((len(turns), len(self._numbers)), dtype=np.int64)
        for row, (numbers, of) in enumerate(stay):
            times[row, np.searchsorted(self._numbers, numbers)] = of
        both = times[:, self._first] * times[:, self._second]
        met = (both > 0).astype(np.int64)
        kinds = np.array([turn.code % KINDS for turn in turns])
        squared = np.array([turn.now.weight**2 - turn.was.weight**2 for turn in turns])
        for column, (kind, part) in enumerate(zip(COSINES, (Part.WORDS, Part.NAMES), strict=True)):
            more = squared * (kinds == kind)
            self._squares[:, column] += more @ times**2
            self._parts[:, part] += more @ both
        self._parts[:, Part.RARE] += np.array([turn.now.rare - turn.was.rare for turn in turns]) @ met
        heavier = np.array([turn.now.weight - turn.was.weight for turn in turns])
        self._parts[:, Part.PAIRS] += (heavier * (kinds == Kind.PAIR)) @ met
        long = np.array([max(turn.was.mentions, turn.now.mentions) > COMMON for turn in turns])
        self._parts[:, Part.SHARED] += np.where(long, 0, [turn.now.share - turn.was.share for turn in turns]) @ met
        for row in np.flatnonzero(long).tolist():
            self._share(turns[row], stay[row][0], np.flatnonzero(met[row]))

    def _share(self, turn: Turn, stay: Numbers, at: Numbers) -> None:
        """Take a term of a long posting, by which only neighbours meet, out of what pairs share and put it in again."""
        ends, here = (self._edges.first[at], self._edges.second[at]), frozenset(stay.tolist())
        old, new = (
            near(sorted(here | more), weighs.mentions, *ends)
            for more, weighs in ((turn.gone, turn.was), (turn.fresh, turn.now))
        )
        self._parts[at, Part.SHARED] += turn.now.share * new - turn.was.share * old

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
    other = (now.scores != before.scores) | (now.parts != before.parts).any(axis=1)
    kept.put_edges(now.some(shares & other))
    kept.drop_edges(now.first[~shares], now.second[~shares])
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
        was, now = near(old, turn.was.mentions, first, second), near(members, turn.now.mentions, first, second)
        yield from ((pairs[at], bool(now[at])) for at in np.flatnonzero(was != now).tolist())


def _share_less(kept: Kept, less: Mapping[Pair, int], halvings: int, turned: Turned) -> None:
    """Take from edges what their mentions do not share any more."""
    edges = kept.ties_among({end for pair in less for end in pair})
    taken = [less.get(pair, 0) for pair in zip(edges.first.tolist(), edges.second.tolist(), strict=True)]
    parts = edges.parts.copy()
    parts[:, Part.SHARED] -= np.array(taken, dtype=np.int32)
    now = Ties(first=edges.first, second=edges.second, scores=edges.scores, parts=parts)
    _settle(kept, edges, now, halvings, turned)
