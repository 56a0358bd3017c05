"""Which papers have codes, in arrays: thousands of codes of which most have no paper, or a few."""

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Codes = NDArray[np.int64]

NO_CODES: Codes = np.zeros(0, dtype=np.int64)


class Pairs(Struct, frozen=True, kw_only=True, eq=False):
    """Codes with papers that have them: one row for each code and paper."""

    codes: Codes
    papers: Codes


class Postings(Struct, frozen=True, kw_only=True, eq=False):
    """The papers that have each of some codes.

    Attributes:
        codes: Sorted, each once; some may have no paper.
        many: Which of them at least as many papers have as were asked for; only the first few are sure to be given.
        starts: Where in `papers` those of each begin, and where the last ones end, [n + 1].
        papers: For each code in order.
    """

    codes: Codes
    many: NDArray[np.bool_]
    starts: NDArray[np.intp]
    papers: Codes

    def of(self, at: int) -> tuple[int, ...]:
        """Return the papers of one code, by its place among the codes."""
        return tuple(self.papers[self.starts[at] : self.starts[at + 1]].tolist())

    def of_all(self, places: NDArray[np.intp]) -> Codes:
        """Return the papers of some codes, one code after the other, by their places among the codes."""
        sizes = self.sizes()[places]
        behind = np.cumsum(sizes)
        within = np.arange(sizes.sum()) - np.repeat(behind - sizes, sizes)
        return np.asarray(self.papers[np.repeat(self.starts[places], sizes) + within], dtype=np.int64)

    def unknown(self, codes: Codes) -> Codes:
        """Return those of some codes that are none of these, sorted, each once."""
        if not len(self.codes):
            return np.unique(codes)
        places = np.minimum(np.searchsorted(self.codes, codes), len(self.codes) - 1)
        return np.unique(codes[self.codes[places] != codes])

    def sizes(self) -> NDArray[np.intp]:
        """Return how many papers of each code are given."""
        return np.diff(self.starts)

    def pairs(self) -> Pairs:
        """Return the rows."""
        return Pairs(codes=np.repeat(self.codes, self.sizes()), papers=self.papers)


def post(codes: Codes, pairs: Pairs, crowd: Codes, least: int) -> Postings:
    """Return the papers of codes.

    Args:
        codes: Sorted, each once.
        pairs: In any order, each once; of these codes only.
        crowd: Those of these codes that many papers have, of whom not all are given.
        least: So many papers are many.
    """
    order = np.lexsort((pairs.papers, pairs.codes))
    starts = np.append(np.searchsorted(pairs.codes[order], codes), len(order))
    many = np.diff(starts) >= least
    many[np.searchsorted(codes, crowd)] = True
    return Postings(codes=codes, many=many, starts=starts, papers=pairs.papers[order])


def less(one: Codes, other: Codes) -> Codes:
    """Return codes without those of another paper, or of the same one at another time; each has its own once."""
    return np.setdiff1d(one, other, assume_unique=True) if len(one) and len(other) else one


def joined(one: Postings, other: Postings) -> Postings:
    """Return the papers of the codes of both, which have none in common."""
    if not len(one.codes):
        return other
    order = np.argsort(np.concatenate([one.codes, other.codes]))
    codes = np.concatenate([one.codes, other.codes])[order]
    many = np.concatenate([one.many, other.many])[order]
    found = post(codes, both(one.pairs(), other.pairs()), NO_CODES, 0)
    return Postings(codes=codes, many=many, starts=found.starts, papers=found.papers)


def both(one: Pairs, other: Pairs) -> Pairs:
    """Return the rows of both."""
    return Pairs(
        codes=np.concatenate([one.codes, other.codes]), papers=np.concatenate([one.papers, other.papers])
    )  # fmt: skip


def without(pairs: Pairs, gone: Pairs) -> Pairs:
    """Return rows without some of them, sorted; in each, rows are there once."""
    if not len(gone.codes):
        return pairs
    every = both(pairs, gone)
    order = np.lexsort((every.papers, every.codes))
    codes, papers = every.codes[order], every.papers[order]
    same = (codes[1:] == codes[:-1]) & (papers[1:] == papers[:-1])
    stays = (order < len(pairs.codes)) & ~np.append(same, False) & ~np.append(False, same)
    return Pairs(codes=codes[stays], papers=papers[stays])


NO_PAIRS = Pairs(codes=NO_CODES, papers=NO_CODES)
NO_POSTINGS = post(NO_CODES, NO_PAIRS, NO_CODES, 1)
