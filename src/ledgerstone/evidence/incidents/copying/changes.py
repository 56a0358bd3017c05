"""Changed figures: what two copies say differently, with both wordings. A finding for people, never a verdict.

Sentences inside and beside the aligned passages are paired by their words; in each pair the figures, names and
denials are compared by what they mean. Equal values in other words ("32", "thirty-two") are no change, and a value
that an editor only cut is none either.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from itertools import pairwise

from msgspec import Struct

from ledgerstone.evidence.incidents.copying.figures import Item, Sentence, items_of, sentence_at
from ledgerstone.evidence.incidents.model import Change, CopiedPassage
from ledgerstone.evidence.incidents.tokens import SENTENCE_END, STEM_LETTERS

ALIKE = 0.5
"""Share of the words (Dice) from which two sentences are wordings of one."""

HEAD = 2
"""Code points, white space, that may stand before what is left out."""

BESIDE = 1
"""Sentences before and after an aligned passage that are compared too."""

AROUND = 3
"""Words on each side of a value that tell which value of the other sentence it stands against."""

COMMON_STEM = 40
"""A stem that stands in more sentences than this proposes no pair."""


class Side(Struct, frozen=True, kw_only=True):
    """One of the two texts; what `without` spans (boilerplate, heads, datelines) is not compared."""

    text: str
    language: str | None = None
    without: tuple[tuple[int, int], ...] = ()


def changes(copy: Side, of: Side, passages: tuple[CopiedPassage, ...]) -> tuple[Change, ...]:
    """Return what differs in value between two copies.

    Args:
        copy: The copy.
        of: What it copies.
        passages: Their aligned passages.
    """
    mine = _sentences(copy, [(p.start, p.end) for p in passages])
    theirs = _sentences(of, [(p.of_start, p.of_end) for p in passages])
    common = _common(mine) | _common(theirs)
    found: list[Change] = []
    for one, other in _paired(mine, theirs):
        if copy.text[one.start : one.end] != of.text[other.start : other.end]:
            items, of_items = items_of(one, copy.language, common), items_of(other, of.language, common)
            found += [_change(copy.text, of.text, a, b) for a, b in _against(items, of_items, one, other)]
    return tuple(sorted(set(found), key=lambda c: (c.start, c.end, c.of_start)))


def _change(text: str, of: str, one: Item, other: Item) -> Change:
    return Change(
        start=one.start,
        end=one.end,
        exact=text[one.start : one.end],
        of_start=other.start,
        of_end=other.end,
        of_exact=of[other.start : other.end],
    )


def _sentences(side: Side, spans: list[tuple[int, int]]) -> list[Sentence]:
    """Sentences that touch one of the spans, and those beside them, outside boilerplate."""
    text = side.text
    bounds = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
    all_spans = [(a, b) for a, b in pairwise(bounds) if text[a:b].strip()]
    starts, ends = [a for a, _ in all_spans], [b for _, b in all_spans]
    near: set[int] = set()
    for start, end in spans:
        low, high = bisect_right(ends, start), bisect_left(starts, end)
        near.update(range(max(0, low - BESIDE), min(len(all_spans), high + BESIDE)))
    outside = [_outside(*all_spans[number], side.without) for number in sorted(near)]
    found = [sentence_at(text, *span) for span in outside if span is not None]
    return [one for one in found if one.places]


def _outside(start: int, end: int, without: tuple[tuple[int, int], ...]) -> tuple[int, int] | None:
    """Return a sentence without what is left out at its head; None where it ends within that."""
    for low, high in sorted(without):
        if low <= start + HEAD and start < high:
            start = high
    return (start, end) if start < end else None


def _common(sentences: list[Sentence]) -> frozenset[str]:
    return frozenset(
        folded
        for sentence in sentences
        for folded, printed in zip(sentence.words, sentence.printed, strict=True)
        if printed[0].islower()
    )


def _stems(sentence: Sentence) -> Counter[str]:
    return Counter("0" if word[0].isdigit() else word[:STEM_LETTERS] for word in sentence.words)


def _paired(mine: list[Sentence], theirs: list[Sentence]) -> list[tuple[Sentence, Sentence]]:
    """Pair sentences one to one, the most alike first."""
    stems, of_stems = [_stems(one) for one in mine], [_stems(one) for one in theirs]
    holders: dict[str, list[int]] = defaultdict(list)
    for number, counter in enumerate(of_stems):
        for stem in counter:
            holders[stem].append(number)
    ranked = []
    for number, counter in enumerate(stems):
        near = {k for stem in counter if len(holders[stem]) <= COMMON_STEM for k in holders[stem]}
        for k in near:
            both = sum((counter & of_stems[k]).values())
            score = 2 * both / max(1, sum(counter.values()) + sum(of_stems[k].values()))
            if score >= ALIKE:
                ranked.append((-score, number, k))
    taken: set[int] = set()
    of_taken: set[int] = set()
    pairs = []
    for _, number, k in sorted(ranked):
        if number not in taken and k not in of_taken:
            taken.add(number)
            of_taken.add(k)
            pairs.append((mine[number], theirs[k]))
    return pairs


def _against(
    items: tuple[Item, ...], of_items: tuple[Item, ...], one: Sentence, other: Sentence
) -> list[tuple[Item, Item]]:
    """Pair the items that only one of the two sentences has, each with its counterpart in the other."""
    found = []
    for sort in ("figure", "name"):
        left = _only(items, of_items, sort)
        of_left = _only(of_items, items, sort)
        ranked = sorted(
            (-_alike_around(a, one, b, other), number, k)
            for number, a in enumerate(left)
            for k, b in enumerate(of_left)
        )
        taken: set[int] = set()
        of_taken: set[int] = set()
        for score, number, k in ranked:
            if number in taken or k in of_taken or score == 0:
                continue
            taken.add(number)
            of_taken.add(k)
            found.append((left[number], of_left[k]))
    return found + _denied_by_one(items, of_items, one, other)


def _only(items: tuple[Item, ...], of_items: tuple[Item, ...], sort: str) -> list[Item]:
    """Items of a sort without an equal one on the other side; a name inside a longer one is equal to it."""
    left = []
    keys = [item.key for item in of_items if item.sort == sort]
    for item in items:
        if item.sort != sort:
            continue
        equal = next((key for key in keys if key == item.key), None)
        if equal is None and sort == "name":
            equal = next((key for key in keys if set(key) <= set(item.key) or set(item.key) <= set(key)), None)
        if equal is None:
            left.append(item)
        else:
            keys.remove(equal)
    return left


def _alike_around(item: Item, one: Sentence, of_item: Item, other: Sentence) -> int:
    """Words that stand around both items; 1 more where both stand at the head of their sentence."""
    near = _around(item, one) & _around(of_item, other)
    return sum(near.values()) + (item.first == 0 and of_item.first == 0)


def _around(item: Item, sentence: Sentence) -> Counter[str]:
    low, high = max(0, item.first - AROUND), item.last + 1 + AROUND
    words = sentence.words[low : item.first] + sentence.words[item.last + 1 : high]
    return Counter(word[:STEM_LETTERS] for word in words if not word[0].isdigit())


def _denied_by_one(
    items: tuple[Item, ...], of_items: tuple[Item, ...], one: Sentence, other: Sentence
) -> list[tuple[Item, Item]]:
    """A denial that only one of the two makes, against the other's whole sentence."""
    mine = [item for item in items if item.sort == "negation"]
    theirs = [item for item in of_items if item.sort == "negation"]
    if bool(mine) == bool(theirs):
        return []
    return [(mine[0], _whole(other))] if mine else [(_whole(one), theirs[0])]


def _whole(sentence: Sentence) -> Item:
    last = len(sentence.places) - 1
    return Item(
        sort="negation",
        key=(),
        start=sentence.places[0][0],
        end=sentence.places[last][1],
        first=0,
        last=last,
    )
