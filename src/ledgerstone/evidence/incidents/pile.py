"""A pile of papers that need not fit into memory: read one after the other, and again where one is asked for.

Whoever keeps papers may give a tuple, or what reads them from a record. Only the last few of them stay at hand here, so
that what is held of a pile is what was made of each paper, and not its text.
"""

from collections import OrderedDict
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from typing import Generic, Protocol, TypeVar, runtime_checkable

from msgspec import structs

from ledgerstone.evidence.incidents.model import Paper

MOST_CHARACTERS = 4_000_000
"""Of the texts at hand: a thousand papers or so."""

AT_ONCE = 20
"""Papers that are read together: they are mostly asked for in the order of their ids, and a question costs the most."""

CLAIM = 1_000
"""What a claim weighs beside a character."""

K = TypeVar("K")
V = TypeVar("V")


class Papers(Protocol):
    """A pile of papers: a tuple of them, or what reads them from where they are kept."""

    def __iter__(self) -> Iterator[Paper]:
        """Yield all of them, the same ones each time."""

    def __getitem__(self, some: slice, /) -> Sequence[Paper]:
        """Return some that are yielded after each other."""


@runtime_checkable
class Scattered(Papers, Protocol):
    """A pile that reads papers from anywhere in it with one question."""

    def chosen(self, numbers: Sequence[int], /) -> Iterator[Paper]:
        """Yield papers by their places, in the order of these."""


def chosen(papers: Papers, numbers: Sequence[int]) -> Iterator[Paper]:
    """Yield papers of a pile by their places: with one question where the pile knows how.

    Args:
        papers: The pile.
        numbers: Places, rising.
    """
    if isinstance(papers, Scattered):
        yield from papers.chosen(numbers)
        return
    for number in numbers:
        yield from papers[number : number + 1]


class Recent(Generic[K, V]):
    """What was asked for last, up to a weight; what is asked for again is not made again.

    Args:
        weigh: Says what a value weighs.
        most: What all may weigh together; the last one is kept whatever it weighs.
    """

    def __init__(self, weigh: Callable[[V], int], most: int) -> None:
        self._weigh, self._most = weigh, most
        self._held: OrderedDict[K, V] = OrderedDict()
        self._weight = 0

    def __contains__(self, key: object) -> bool:
        """Tell whether a value is at hand."""
        return key in self._held

    def at_hand(self, key: K) -> V:
        """Return a value that is at hand.

        Raises:
            KeyError: It is not.
        """
        self._held.move_to_end(key)
        return self._held[key]

    def get(self, key: K, make: Callable[[], V]) -> V:
        """Return a value, made now where it is not at hand."""
        if key in self._held:
            return self.at_hand(key)
        value = self._held[key] = make()
        self._weight += self._weigh(value)
        while self._weight > self._most and len(self._held) > 1:
            self._weight -= self._weigh(self._held.popitem(last=False)[1])
        return value


class ById(Mapping[str, Paper]):
    """The papers of a pile by their ids.

    Args:
        papers: The pile.
        ids: Their ids, in its order.
    """

    def __init__(self, papers: Papers, ids: Sequence[str]) -> None:
        self._papers, self._numbers = papers, {key: number for number, key in enumerate(ids)}
        self._recent: Recent[int, Sequence[Paper]] = Recent(_weight, MOST_CHARACTERS)

    def __getitem__(self, key: str) -> Paper:
        """Return a paper.

        Raises:
            KeyError: There is none with this id.
        """
        block, number = divmod(self._numbers[key], AT_ONCE)
        some = slice(block * AT_ONCE, (block + 1) * AT_ONCE)
        return self._recent.get(block, partial(self._papers.__getitem__, some))[number]

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a paper with this id."""
        return key in self._numbers

    def __iter__(self) -> Iterator[str]:
        """Yield the ids."""
        return iter(self._numbers)

    def __len__(self) -> int:
        """Return how many papers there are."""
        return len(self._numbers)


def head_of(paper: Paper) -> Paper:
    """Return a paper without its text and what was made of that: what it is put in order by."""
    return structs.replace(paper, text="", regions=(), claims=())


def _weight(papers: Sequence[Paper]) -> int:
    return sum(len(paper.text) + CLAIM * len(paper.claims) for paper in papers)
