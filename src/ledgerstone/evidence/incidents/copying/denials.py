"""Denials that one of two wordings of a sentence makes and the other does not, clause by clause.

"The bridge was not attacked" against "the bridge was attacked" is a change, whatever else the two sentences deny.
"""

import re
from collections import Counter
from collections.abc import Sequence

from ledgerstone.evidence.incidents.copying.figures import Item, Sentence, Sort
from ledgerstone.evidence.incidents.copying.pairing import one_to_one
from ledgerstone.evidence.incidents.tokens import STEM_LETTERS

ALIKE = 0.5
"""Share of the words (Dice), without the denials, from which two clauses are wordings of one."""

MOST_CLAUSES = 60
"""Of a sentence: each is held against each of the other's."""

CLAUSE_END = re.compile(r"[,;:()“”«»—–՝،؛]")
"""Signs that end a clause, Armenian and Arabic ones too."""


def denied_by_one(
    text: str, one: tuple[Sentence, Sequence[Item]], of_text: str, other: tuple[Sentence, Sequence[Item]]
) -> list[tuple[Item, Item]]:
    """Return the clauses of two sentences of which one alone is denied.

    Args:
        text: The one text.
        one: A sentence of it with its items.
        of_text: The other text.
        other: A sentence of it with its items.
    """
    if not any(item.sort is Sort.DENIAL for item in (*one[1], *other[1])):
        return []
    mine, theirs = (_clauses(text, *one)[:MOST_CLAUSES], _clauses(of_text, *other)[:MOST_CLAUSES])
    ranked = sorted((-_alike(a[1], b[1]), number, k) for number, a in enumerate(mine) for k, b in enumerate(theirs))
    chosen = one_to_one((number, k) for score, number, k in ranked if -score >= ALIKE)
    return [(mine[number][0], theirs[k][0]) for number, k in chosen if mine[number][2] != theirs[k][2]]


def _clauses(text: str, sentence: Sentence, items: Sequence[Item]) -> list[tuple[Item, Counter[str], bool]]:
    """Return the clauses of a sentence: each whole, its stems without the denials, and whether it is denied."""
    denying = {k for item in items if item.sort is Sort.DENIAL for k in range(item.first, item.last + 1)}
    words, places = sentence.words, sentence.places
    found, first = [], 0
    for last in range(len(words)):
        after = places[last + 1][0] if last + 1 < len(words) else sentence.end
        if last + 1 < len(words) and not CLAUSE_END.search(text, places[last][1], after):
            continue
        inside = range(first, last + 1)
        stems = Counter("0" if words[k][0].isdigit() else words[k][:STEM_LETTERS] for k in inside if k not in denying)
        found.append((sentence.item(Sort.DENIAL, (), first, last), stems, not denying.isdisjoint(inside)))
        first = last + 1
    return found


def _alike(one: Counter[str], other: Counter[str]) -> float:
    return 2 * (one & other).total() / max(1, one.total() + other.total())
