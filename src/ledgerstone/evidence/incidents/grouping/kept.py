"""What is kept of mentions between one paper and the next, so that a new paper costs its own candidates alone.

The core says what is kept and asks for it; where it lies is for others (`storage.mention_index`). A mention is named
by a number in whose order mentions stand in print, so that neighbours in a long posting can be asked for.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, Protocol

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.seen_pages import KeptPages
from ledgerstone.evidence.incidents.grouping.profiles import Profile

_PRINTED, _KEY, _PAPER = 22, 25, 16
"""Bits of a number: the day of print, what the mention says, and its paper."""
_UNKNOWN: Final = (1 << _PRINTED) - 1

Pair = tuple[int, int]


class Mention(Struct, frozen=True, kw_only=True):
    """A mention as it is kept.

    Attributes:
        profile: Of the mention.
        codes: Codes of its terms without what stands in furniture, as 8 bytes each, sorted; one for each sentence.
        sentences: For each of `codes`, the code of the sentence.
        keys: Codes of its places and days, 8 bytes each.
    """

    profile: Profile
    codes: bytes
    sentences: bytes
    keys: bytes


class Ties(Struct, frozen=True, kw_only=True, eq=False):
    """Edges between mentions, with what their scores are told from.

    Attributes:
        first: Numbers of the ones.
        second: Numbers of the others, which are greater.
        scores: As `scoring.scores` tells them.
        parts: Of the scores, a row an edge, a column a `scoring.Part`.
    """

    first: NDArray[np.int64]
    second: NDArray[np.int64]
    scores: NDArray[np.float64]
    parts: NDArray[np.int32]

    def some(self, held: NDArray[np.bool_]) -> "Ties":
        """Return some of them."""
        return Ties(first=self.first[held], second=self.second[held], scores=self.scores[held], parts=self.parts[held])


class Kept(KeptPages, Protocol):
    """Where mentions are kept, and the pages that they stand on."""

    def size(self, most: int) -> int:
        """Return how many mentions there are, or so many where there are more."""

    def papers(self) -> tuple[str, ...]:
        """Return the ids of the papers that are kept, in order."""

    def of_papers(self, papers: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the mentions of papers, in order."""

    def of_ids(self, ids: Iterable[str]) -> tuple[int, ...]:
        """Return the numbers of the mentions that hold claims, or that papers without a claim have, in order."""

    def mentions(self, numbers: Collection[int]) -> dict[int, Mention]:
        """Return mentions by their numbers."""

    def put(self, number: int, mention: Mention, ids: Collection[str]) -> int:
        """Keep a mention under a number, or the next one that is free; return which."""

    def drop(self, numbers: Collection[int]) -> None:
        """Keep mentions no longer, nor their edges."""

    def count(self, terms: Collection[Pair], settings: Collection[int], by: int) -> None:
        """Count one mention more or less of the terms of (code, sentence) pairs, each pair once, and of settings."""

    def counts(self, codes: Collection[int]) -> dict[int, Pair]:
        """Return in how many mentions and in how many different sentences terms are; those in none are left out."""

    def post(self, number: int, times: Mapping[int, int]) -> None:
        """Add a mention to the postings of codes, with what each counts in it."""

    def unpost(self, number: int, codes: Collection[int]) -> None:
        """Take a mention out of the postings of codes."""

    def postings(self, codes: Iterable[int]) -> dict[int, dict[int, int]]:
        """Return the mentions of postings, in order, with what each code counts in them."""

    def around(self, code: int, number: int, most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the nearest mentions of a posting before and after a number, at most so many each, nearest first."""

    def near(self, numbers: Collection[int]) -> Iterator[Pair]:
        """Yield for some mentions each with one that an edge holds it together with."""

    def ties(self, numbers: Collection[int]) -> Ties:
        """Return the edges that have one of some mentions at an end."""

    def ties_among(self, numbers: Collection[int], *, holding: bool = False) -> Ties:
        """Return the edges that have two of some mentions at their ends; only those that hold or repel where asked."""

    def put_edges(self, edges: Ties) -> None:
        """Keep edges, in the place of those of the same pairs."""

    def put_parts(self, edges: Ties) -> None:
        """Keep other parts for edges whose scores are as before."""

    def drop_edges(self, pairs: Iterable[Pair]) -> None:
        """Keep edges no longer."""

    def squares(self, numbers: Collection[int]) -> dict[int, Pair]:
        """Return the squares of the lengths of the vectors of mentions, of words and of names."""

    def set_squares(self, squares: Mapping[int, Pair]) -> None:
        """Keep the squares of the lengths of the vectors of mentions."""

    def place(self, number: int, days: Mapping[str, Collection[int]], by: int) -> None:
        """Count one mention more or less in places, with the days on which it puts harm there."""

    def days(self, places: Collection[str]) -> dict[str, int]:
        """Return on how many days harm is put in places."""

    def in_places(self, places: Collection[str]) -> tuple[int, ...]:
        """Return the mentions of places."""

    def touched(self) -> tuple[int, ...]:
        """Return the mentions whose incidents wait to be made anew."""

    def touch(self, numbers: Iterable[int]) -> None:
        """Note that the incidents of mentions wait to be made anew."""


def number_of(profile: Profile) -> int:
    """Return the number of a mention: mentions in the order of their numbers are in the order of print."""
    printed = _UNKNOWN if profile.printed is None else min(profile.printed, _UNKNOWN - 1)
    key = int.from_bytes(profile.key[:4], "big") >> (32 - _KEY)
    paper = int.from_bytes(profile.paper.encode()[1:3].ljust(_PAPER // 8, b"\0"), "big")
    return (printed << (_KEY + _PAPER)) | (key << _PAPER) | paper
