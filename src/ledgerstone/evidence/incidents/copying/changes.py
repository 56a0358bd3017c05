"""Changed figures: what two copies say differently, with both wordings. A finding for people, never a verdict.

Sentences inside and beside the aligned passages are paired by their words; in each pair the figures, dates, names,
scope words and denials are compared by what they mean. Equal values in other words ("32", "thirty-two") are no change,
and a value that an editor only cut is none either.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar

from msgspec import Struct, structs

from ledgerstone.evidence.incidents.copying.days import Dated, dates_of_both, same_date, words_of_dates
from ledgerstone.evidence.incidents.copying.denials import denied_by_one
from ledgerstone.evidence.incidents.copying.figures import Item, Sentence, Sort
from ledgerstone.evidence.incidents.copying.gists import say_the_same
from ledgerstone.evidence.incidents.copying.pairing import one_to_one, paired
from ledgerstone.evidence.incidents.copying.told import Told
from ledgerstone.evidence.incidents.model import Change, CopiedPassage
from ledgerstone.evidence.incidents.naming import same_name
from ledgerstone.evidence.incidents.tokens import STEM_LETTERS, function_words

AROUND = 3
"""Words on each side of a value that tell which value of the other sentence it stands against."""

MOST_ITEMS = 60
"""Of one sort that are left of a sentence: each is held against each of the other's."""


Meant = TypeVar("Meant")


class _Side(Struct, frozen=True, kw_only=True):
    """A sentence with what it says; its dates are no figures and no names."""

    text: str
    sentence: Sentence
    dates: tuple[Dated, ...]
    items: tuple[Item, ...]

    def of(self, sort: Sort) -> list[Item]:
        return [item for item in self.items if item.sort is sort]

    def wording(self, item: Item) -> str:
        return self.text[item.start : item.end]


def changes(copy: Told, of: Told, passages: tuple[CopiedPassage, ...]) -> tuple[Change, ...]:
    """Return what differs in value between two copies.

    Args:
        copy: The copy.
        of: What it copies.
        passages: Their aligned passages.
    """
    mine = copy.near([(p.start, p.end) for p in passages])
    theirs = of.near([(p.of_start, p.of_end) for p in passages])
    found: set[Change] = set()
    for number, k in paired(copy, mine, of, theirs):
        if say_the_same((copy.with_spaces(number), copy.language), (of.with_spaces(k), of.language)):
            continue
        dates, of_dates = dates_of_both(copy, number, of, k)
        one, other = _side(copy, number, of, dates), _side(of, k, copy, of_dates)
        found.update(_change(one, a, other, b) for a, b in _against(one, other))
    return tuple(sorted(found, key=lambda c: (c.start, c.end, c.of_start)))


def _side(told: Told, number: int, other: Told, dates: tuple[Dated, ...]) -> _Side:
    in_dates = words_of_dates(dates)
    items = (_without_head(item, told, other) for item in told.items(number))
    return _Side(
        text=told.text,
        sentence=told.sentence(number),
        dates=dates,
        items=tuple(
            item for item in items if item is not None and in_dates.isdisjoint(range(item.first, item.last + 1))
        ),
    )


def _without_head(item: Item, told: Told, other: Told) -> Item | None:
    """Return a name without a sentence's first word where the texts print that small too; None where none is left."""
    if item.sort is not Sort.NAME or item.first > 0:
        return item
    head = item.key[0].casefold()
    if head not in function_words() and head not in told.small and head not in other.small:
        return item
    if len(item.key) == 1:
        return None
    start = item.start + told.text[item.start : item.end].index(item.key[1], len(item.key[0]))
    return structs.replace(item, key=item.key[1:], start=start, first=1)


def _change(one: _Side, item: Item, other: _Side, of_item: Item) -> Change:
    return Change(
        start=item.start,
        end=item.end,
        exact=one.wording(item),
        of_start=of_item.start,
        of_end=of_item.end,
        of_exact=other.wording(of_item),
    )


def _against(one: _Side, other: _Side) -> list[tuple[Item, Item]]:
    """Pair the items that only one of the two sentences has, each with its counterpart in the other."""
    dates, of_dates = _dates_of_one(one, other)
    found = _closest(one, dates, other, of_dates, least=0)
    for sort in (Sort.FIGURE, Sort.NAME, Sort.SCOPE):
        left, of_left = _of_one(one.of(sort), other.of(sort))
        found += _closest(one, left, other, of_left, least=1)
    return found + denied_by_one(one.text, (one.sentence, one.items), other.text, (other.sentence, other.items))


def _dates_of_one(one: _Side, other: _Side) -> tuple[list[Item], list[Item]]:
    return _unmet(
        [(date.item, date) for date in one.dates],
        [(date.item, date) for date in other.dates],
        lambda a, b: same_date(a, one.wording(a.item), b, other.wording(b.item)),
    )


def _of_one(items: Sequence[Item], of_items: Sequence[Item]) -> tuple[list[Item], list[Item]]:
    """Return the items of a sort of which the other sentence has no equal one; each equals one item."""
    counts, of_counts = (Counter(item.key for item in some) for some in (items, of_items))
    left, of_left = _more_than(items, of_counts), _more_than(of_items, counts)
    if not left or not of_left or left[0].sort is not Sort.NAME:
        return left, of_left
    return _unmet([(item, item) for item in left], [(item, item) for item in of_left], _one_name)


def _more_than(items: Sequence[Item], of_counts: Counter[tuple[str, ...]]) -> list[Item]:
    """Return the items without as many of each key as the other sentence has."""
    left, met = [], Counter[tuple[str, ...]]()
    for item in items:
        met[item.key] += 1
        if met[item.key] > of_counts[item.key]:
            left.append(item)
    return left


def _unmet(
    mine: Sequence[tuple[Item, Meant]], theirs: Sequence[tuple[Item, Meant]], same: Callable[[Meant, Meant], bool]
) -> tuple[list[Item], list[Item]]:
    """Return the items on both sides that mean the same as none of the other's; the first MOST_ITEMS of each."""
    waiting = list(theirs[:MOST_ITEMS])
    left = []
    for item, meant in mine[:MOST_ITEMS]:
        at = next((at for at, (_, of_meant) in enumerate(waiting) if same(meant, of_meant)), None)
        if at is None:
            left.append(item)
        else:
            waiting.pop(at)
    return left, [item for item, _ in waiting]


def _one_name(item: Item, other: Item) -> bool:
    """Tell whether two names are wordings of one: in another spelling or ending, or one a part of the other."""
    return same_name(" ".join(item.key), " ".join(other.key), part=True)


def _closest(
    one: _Side, left: Sequence[Item], other: _Side, of_left: Sequence[Item], *, least: int
) -> list[tuple[Item, Item]]:
    """Pair items one to one, those first that the same words stand around."""
    ranked = sorted(
        (-_alike_around(a, one.sentence, b, other.sentence), number, k)
        for number, a in enumerate(left[:MOST_ITEMS])
        for k, b in enumerate(of_left[:MOST_ITEMS])
        if _comparable(a, b)
    )
    chosen = one_to_one((number, k) for score, number, k in ranked if -score >= least)
    return [(left[number], of_left[k]) for number, k in chosen]


def _comparable(item: Item, other: Item) -> bool:
    """Tell whether two items answer one question: of whom, or where."""
    return item.sort is not Sort.SCOPE or item.key[0] == other.key[0]


def _alike_around(item: Item, one: Sentence, of_item: Item, other: Sentence) -> int:
    """Words that stand around both items; 1 more where both stand at the head of their sentence."""
    near = _around(item, one) & _around(of_item, other)
    return near.total() + (item.first == 0 and of_item.first == 0)


def _around(item: Item, sentence: Sentence) -> Counter[str]:
    low, high = max(0, item.first - AROUND), item.last + 1 + AROUND
    return _stems((*sentence.words[low : item.first], *sentence.words[item.last + 1 : high]))


def _stems(words: Iterable[str]) -> Counter[str]:
    return Counter(word[:STEM_LETTERS] for word in words if not word[0].isdigit())
