"""Which claim of one paper stands in the place of which in a copy of it."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.model import CopiedPassage, Copy, HeldClaim


class _Places:
    """Claims in the order of their places."""

    def __init__(self) -> None:
        self._held: list[tuple[int, int, int]] = []
        self._longest = 0

    def add(self, number: int, held: HeldClaim) -> None:
        """Put one behind the others."""
        passage = held.claim.passage
        self._held.append((passage.start, passage.end, number))
        self._longest = max(self._longest, passage.end - passage.start)

    def nearest(self, passage: CopiedPassage, expected: float) -> int | None:
        """Return the number of the one in a passage that stands nearest to a place; the first of two as near."""
        low = bisect_left(self._held, (passage.of_start - self._longest,))
        inside = bisect_left(self._held, (passage.of_start,), low)
        high = bisect_left(self._held, (passage.of_end,), inside)
        middle = bisect_left(self._held, (expected,), inside, high)
        # The place before the middle may hold several claims: the first of them is meant.
        before = bisect_left(self._held, (self._held[middle - 1][0],), inside, high) if middle > inside else middle
        near = {*range(low, inside), before, middle}
        ranked = [
            (abs(self._held[at][0] - expected), self._held[at][2])
            for at in near
            if at < high and self._held[at][1] > passage.of_start
        ]
        return min(ranked)[1] if ranked else None


class InOrder:
    """The claims of one paper, to be asked for the one that stands in the place of another paper's.

    Args:
        claims: In the order of their passages, each with its number for whoever asks.
    """

    def __init__(self, claims: Iterable[tuple[int, HeldClaim]]) -> None:
        self._exact: dict[tuple[Question, str], _Places] = defaultdict(_Places)
        self._question: dict[Question, _Places] = defaultdict(_Places)
        self._all = _Places()
        for number, held in claims:
            claim = held.claim
            for places in (self._exact[claim.question, claim.passage.exact], self._question[claim.question], self._all):
                places.add(number, held)

    def in_place_of(self, held: HeldClaim, passage: CopiedPassage) -> int | None:
        """Return the number of the claim that stands where another does in a copied passage; None where none does.

        One on the same question in the same words before all others, then one on the same question.
        """
        claim = held.claim
        scale = (passage.of_end - passage.of_start) / max(1, passage.end - passage.start)
        expected = passage.of_start + (claim.passage.start - passage.start) * scale
        sorts = (
            self._exact.get((claim.question, claim.passage.exact)),
            self._question.get(claim.question),
            self._all,
        )
        found = (places.nearest(passage, expected) for places in sorts if places is not None)
        return next((number for number in found if number is not None), None)


def passages_at(held: HeldClaim, passages: Sequence[CopiedPassage]) -> Iterator[CopiedPassage]:
    """Yield the copied passages that the words of a claim touch.

    Args:
        held: The claim.
        passages: Of the copy that has it, none overlapping another, in the order of `start`.
    """
    mine = held.claim.passage
    at = bisect_left(passages, mine.start + 1, key=lambda passage: passage.end)
    while at < len(passages) and passages[at].start < mine.end:
        yield passages[at]
        at += 1


def counterparts(claims: tuple[Given, ...], copies: tuple[Copy, ...]) -> Iterator[tuple[int, int, Copy, CopiedPassage]]:
    """Yield each claim in a copied passage with the one in its place in the other paper, by their numbers.

    Args:
        claims: As `given` returns them.
        copies: Among their papers.
    """
    by_paper: dict[str, list[tuple[int, HeldClaim]]] = defaultdict(list)
    for number, one in enumerate(claims):
        by_paper[one.paper.id].append((number, one.held))
    ordered: dict[str, InOrder] = {}
    for copy in copies:
        if copy.source not in by_paper or copy.of not in by_paper:
            continue
        if copy.of not in ordered:
            ordered[copy.of] = InOrder(by_paper[copy.of])
        for number, held in by_paper[copy.source]:
            met = _met(held, copy, ordered[copy.of])
            if met is not None:
                yield number, met[0], copy, met[1]


def _met(held: HeldClaim, copy: Copy, ordered: InOrder) -> tuple[int, CopiedPassage] | None:
    found = ((ordered.in_place_of(held, passage), passage) for passage in passages_at(held, copy.passages))
    return next(((number, passage) for number, passage in found if number is not None), None)
