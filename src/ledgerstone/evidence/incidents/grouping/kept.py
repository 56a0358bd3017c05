"""What is kept of mentions between one paper and the next, so that a new paper costs its own candidates alone.

The core says what is kept and asks for it; where it lies is for others (`storage.mention_index`). A mention is named
by a number in whose order mentions stand in print, so that neighbours in a long posting can be asked for.
"""

from collections.abc import Collection, Iterable, Mapping
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
Numbers = NDArray[np.int64]


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


class Held(Struct, frozen=True, kw_only=True, eq=False):
    """What some mentions have.

    Attributes:
        codes: Of terms, places and days, each once for each mention that has it.
        numbers: The mention that has each.
        times: What each counts in the mention; 0 for a term by which mentions do not meet.
        terms: Codes of terms, once for each sentence of a mention that they stand in.
        sentences: For each of `terms`, the code of the sentence.
    """

    codes: NDArray[np.uint64]
    numbers: Numbers
    times: Numbers
    terms: NDArray[np.uint64]
    sentences: NDArray[np.uint64]


class Shift(Struct, frozen=True, kw_only=True, eq=False):
    """What became of the counts of what mentions that came or went have.

    Attributes:
        codes: Of terms, places and days, each once, sorted.
        was: In how many mentions and in how many different sentences each was, a row a code.
        now: In how many it is.
        starts: For each code, where its mentions begin; one more for the end.
        numbers: The mentions that meet by each code now, sorted; none of one that more than COMMON have.
        times: What the code counts in each of `numbers`.
    """

    codes: NDArray[np.uint64]
    was: NDArray[np.int64]
    now: NDArray[np.int64]
    starts: NDArray[np.int64]
    numbers: Numbers
    times: Numbers

    def slices(self, places: Numbers) -> list[slice]:
        """Return where the mentions of some codes lie, by the places of the codes."""
        return [
            slice(*ends) for ends in zip(self.starts[places].tolist(), self.starts[places + 1].tolist(), strict=True)
        ]


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

    def some(self, held: NDArray[np.bool_] | Numbers) -> "Ties":
        """Return some of them, or some in an order of places."""
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

    def exchange(self, gone: Held, fresh: Held) -> Shift:
        """Take mentions out of the counts and postings of what they have, and put others in.

        Args:
            gone: What the ones have.
            fresh: What the others have; some may be mentions of before in another form.
        """

    def counts(self, codes: Collection[int]) -> dict[int, Pair]:
        """Return in how many mentions and in how many different sentences terms are; those in none are left out."""

    def postings(self, codes: Iterable[int]) -> dict[int, dict[int, int]]:
        """Return the mentions of postings, in order, with what each code counts in them."""

    def around(self, code: int, number: int, most: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
        """Return the nearest mentions with what more than COMMON have before and after a number, nearest first.

        Args:
            code: Of what they have.
            number: Of a mention.
            most: How many before and how many after.
        """

    def near(self, numbers: Collection[int]) -> tuple[Numbers, Numbers]:
        """Return for some mentions each with those that an edge holds it together with."""

    def ties(self, numbers: Collection[int]) -> Ties:
        """Return the edges that have one of some mentions at an end."""

    def ties_among(self, numbers: Collection[int], *, holding: bool = False) -> Ties:
        """Return the edges that have two of some mentions at their ends; only those that hold or repel where asked."""

    def put_edges(self, edges: Ties) -> None:
        """Keep edges, in the place of those of the same pairs."""

    def drop_edges(self, first: Numbers, second: Numbers) -> None:
        """Keep the edges of some pairs no longer."""

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
