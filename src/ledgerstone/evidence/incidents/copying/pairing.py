"""Which sentence of a copy is which of what it copies: one to one, the most alike first.

Sentences that a copy repeats as they stand are paired by sight and not read; of the others those that share a word that
few have are held against each other. What is left is paired where it stands alone between two pairs: an editor wrote
the sentence anew.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from ledgerstone.evidence.incidents.copying.told import Told
from ledgerstone.evidence.incidents.tokens import CONTENT_LETTERS, function_words

ALIKE = 0.5
"""Share of the words (Dice) from which two sentences are wordings of one."""

COMMON_STEM = 40
"""A stem that stands in more sentences than this proposes no pair."""


def paired(one: Told, mine: Sequence[int], other: Told, theirs: Sequence[int]) -> list[tuple[int, int]]:
    """Return the pairs of sentences that are wordings of one and do not stand in both texts as they are.

    Args:
        one: A text.
        mine: The numbers of its sentences, in order.
        other: Another.
        theirs: The numbers of its sentences, in order.
    """
    waiting: dict[str, list[int]] = defaultdict(list)
    for k in reversed(theirs):
        waiting[other.printed(k)].append(k)
    repeated: dict[int, int] = {}
    for number in mine:
        same = waiting.get(one.printed(number))
        if same:
            repeated[number] = same.pop()
    left = [number for number in mine if number not in repeated]
    of_left = sorted(k for some in waiting.values() for k in some)
    found = dict(one_to_one((number, k) for _, number, k in _ranked(one, left, other, of_left)))
    found |= _between(one, left, other, set(of_left).difference(found.values()), repeated | found)
    return sorted(found.items())


def _between(one: Told, left: list[int], other: Told, of_left: set[int], met: dict[int, int]) -> dict[int, int]:
    """Pair sentences that share a word of content and stand alone between two pairs in both texts."""
    found = {}
    for number in left:
        k = met.get(number - 1, -1) + 1
        if number not in met and k in of_left and met.get(number + 1) == k + 1:
            shared = one.stems(number) & other.stems(k)
            if any(len(stem) >= CONTENT_LETTERS and stem not in function_words() for stem in shared):
                found[number] = k
    return found


def one_to_one(ranked: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Yield the pairs of which neither has been taken by one before."""
    taken: set[int] = set()
    of_taken: set[int] = set()
    for number, k in ranked:
        if number not in taken and k not in of_taken:
            taken.add(number)
            of_taken.add(k)
            yield number, k


def _ranked(one: Told, mine: list[int], other: Told, theirs: list[int]) -> list[tuple[float, int, int]]:
    """Return the pairs that are alike enough, the most alike first."""
    holders: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for k in theirs:
        for stem, count in other.stems(k).items():
            holders[stem].append((k, count))
    sizes = {k: len(other.sentence(k).words) for k in theirs}
    ranked = []
    for number in mine:
        size = len(one.sentence(number).words)
        for k, both in _shared(one.stems(number), holders).items():
            score = 2 * both / max(1, size + sizes[k])
            if score >= ALIKE:
                ranked.append((-score, number, k))
    return sorted(ranked)


def _shared(stems: Counter[str], holders: dict[str, list[tuple[int, int]]]) -> dict[int, int]:
    """Return how many words a sentence shares with each that shares one that is not common with it."""
    both: dict[int, int] = defaultdict(int)
    common = []
    for stem, count in stems.items():
        held = holders.get(stem, ())
        if len(held) > COMMON_STEM:
            common.append((dict(held), count))
            continue
        for k, of_count in held:
            both[k] += min(count, of_count)
    for of_counts, count in common:
        for k in both:
            both[k] += min(count, of_counts.get(k, 0))
    return both
