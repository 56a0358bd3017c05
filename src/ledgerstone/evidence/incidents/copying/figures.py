"""Figures, names, scope words and denials of a sentence with what they mean, so that wordings of one value are one.

"Thirty-two", "32" and "32" in another script are the same figure; "over 32" is another. Words come from the language
packs; a language without a pack has its numerals only.
"""

from collections.abc import Sequence
from enum import StrEnum
from functools import cache

from msgspec import Struct

from ledgerstone.evidence.claims.packs import load
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon, lexicon
from ledgerstone.evidence.incidents.tokens import WORD
from ledgerstone.values.counts_numerals import numeral_value
from ledgerstone.values.number_words import number_of

LEAST_MULTIPLIER = 1000
"""A numeral is multiplied by words from this on: "30 thousand"."""

LONGEST_NUMBER = 12
"""Words of one number."""


class Sort(StrEnum):
    """What an item is."""

    FIGURE = "figure"
    DATE = "date"
    NAME = "name"
    SCOPE = "scope"
    DENIAL = "denial"


class Item(Struct, frozen=True, kw_only=True):
    """Something in a sentence that has a value.

    Attributes:
        sort: What it is.
        key: What it means; two wordings of one value have one key.
        start: First code point in the text.
        end: Code point after the last.
        first: First word of the sentence that it covers.
        last: Last word that it covers.
    """

    sort: Sort
    key: tuple[str, ...]
    start: int
    end: int
    first: int
    last: int


class Sentence(Struct, frozen=True, kw_only=True):
    """A sentence of a text: its words folded, as printed, and where they stand."""

    start: int
    end: int
    words: tuple[str, ...]
    printed: tuple[str, ...]
    places: tuple[tuple[int, int], ...]

    def item(self, sort: Sort, key: tuple[str, ...], first: int, last: int) -> Item:
        """Return an item that covers some of its words, the last one too."""
        start, end = self.places[first][0], self.places[last][1]
        return Item(sort=sort, key=key, start=start, end=end, first=first, last=last)


class Number(Struct, frozen=True):
    """A number in a sentence: what it is, its bound ("=", ">" or "<"), and the first and last of its words."""

    value: str
    bound: str
    first: int
    last: int


class _Figures(Struct, frozen=True, kw_only=True):
    """What a language pack says of figures, scopes and denials; `denials` are True where they deny."""

    values: dict[str, int]
    joiners: frozenset[str]
    at_least: Lexicon[None]
    or_more: Lexicon[None]
    up_to: Lexicon[None]
    scopes: Lexicon[tuple[str, str]]
    denials: Lexicon[bool]


@cache
def _figures(language: str | None) -> _Figures:
    pack = load(language)
    counts, stance = pack.counts, pack.stance
    denials = {fold(form): True for form in (*stance.denied, *stance.negations, *stance.negations_after, *counts.no)}
    # "No fewer than 30" and "not only" deny nothing.
    denials |= {fold(form): False for form in (*stance.affirmed, *counts.at_least, *counts.up_to)}
    return _Figures(
        values={fold(word): value for word, value in {**counts.numbers, **counts.multipliers}.items()},
        joiners=frozenset(fold(word) for word in counts.joiners),
        at_least=lexicon(counts.at_least),
        or_more=lexicon(counts.or_more),
        up_to=lexicon(counts.up_to),
        scopes=Lexicon(
            (form, (group, kind))
            for group, kinds in (("whom", pack.scopes.whom), ("where", pack.scopes.where))
            for kind, forms in kinds.items()
            for form in forms
        ),
        denials=Lexicon(denials.items()),
    )


def folded(printed: Sequence[str]) -> list[str]:
    """Return the words of a sentence as they are compared; those of an ASCII sentence at once."""
    joined = "\n".join(printed)
    if joined.isascii():
        return joined.lower().split("\n") if joined else []
    return [fold(word) for word in printed]


def sentence_at(text: str, start: int, end: int) -> Sentence:
    """Return a stretch of text as a sentence."""
    found = list(WORD.finditer(text, start, end))
    printed = [match.group() for match in found]
    return Sentence(
        start=start,
        end=end,
        words=tuple(folded(printed)),
        printed=tuple(printed),
        places=tuple([match.span() for match in found]),
    )


def items_of(sentence: Sentence, language: str | None) -> tuple[Item, ...]:
    """Return the figures, names, scope words and denials of a sentence in their order.

    Its first word counts as a name where it has a capital: whether the text prints it small elsewhere is for the
    caller to see.

    Args:
        sentence: The sentence.
        language: Of the text; the pack's words for numbers, bounds, scopes and denials are used.
    """
    numbers = numbers_of(sentence.words, language)
    figures = [sentence.item(Sort.FIGURE, (one.value, one.bound), one.first, one.last) for one in numbers]
    names = [sentence.item(Sort.NAME, sentence.printed[run[0] : run[-1] + 1], run[0], run[-1])
             for run in _runs(may_name(sentence.words, sentence.printed, numbers, language))]  # fmt: skip
    found = (*figures, *names, *_said(sentence, _figures(language)))
    return tuple(sorted(found, key=lambda item: (item.start, item.end, item.sort)))


def numbers_of(words: Sequence[str], language: str | None) -> list[Number]:
    """Return the numbers of a sentence, in their order.

    Args:
        words: Of the sentence, folded.
        language: Of the text; None is not known.
    """
    known = _figures(language)
    values = known.values
    if "".join(words).isalpha() and values.keys().isdisjoint(words):
        return []
    found, after = [], 0
    for index in [k for k, word in enumerate(words) if word in values or word[0].isdigit()]:
        if index < after:
            continue
        value, taken = _number_at(words, index, known)
        if taken:
            found.append(_number(words, known, value, (index, index + taken - 1)))
        after = index + taken
    return found


def _number_at(words: Sequence[str], index: int, known: _Figures) -> tuple[str, int]:
    if words[index][0].isdigit():
        number = numeral_value(words[index])
        multiplier = known.values.get(words[index + 1], 0) if index + 1 < len(words) else 0
        if number is not None and multiplier >= LEAST_MULTIPLIER:
            return str(int(number * multiplier)), 2
        return (str(number) if number is not None else words[index]), 1
    values: list[int] = []
    ends: list[int] = []
    for k in range(index, min(index + LONGEST_NUMBER, len(words))):
        if words[k] in known.values:
            values.append(known.values[words[k]])
            ends.append(k + 1)
        elif words[k] not in known.joiners:
            break
    total, taken = number_of(values)
    if not taken or (taken == 1 and total <= 1):
        return "", 0
    return str(total), ends[taken - 1] - index


def _number(sentence: Sequence[str], known: _Figures, value: str, span: tuple[int, int]) -> Number:
    """Make a number with its bound, and widen it to the words that give the bound."""
    first, last = span
    bound = "="
    for sign, words in ((">", known.at_least), ("<", known.up_to)):
        hit = words.before(sentence, first)
        if hit is not None:
            bound, first = sign, hit.first
            break
    if last + 1 < len(sentence):
        after = known.or_more.at(sentence, last + 1)
        if after is not None:
            bound, last = ">", after.end - 1
    return Number(value, bound, first, last)


def may_name(
    words: Sequence[str], printed: Sequence[str], numbers: Sequence[Number], language: str | None
) -> list[int]:
    """Return which words of a sentence have a capital and are no number's.

    Args:
        words: Of the sentence, folded.
        printed: The same as they are printed.
        numbers: In it.
        language: Of the text; None is not known.
    """
    values = _figures(language).values
    taken = {k for one in numbers for k in range(one.first, one.last + 1)}
    capitals = [k for k, word in enumerate(printed) if word[0].isupper()]
    return [k for k in capitals if k not in taken and words[k] not in values]


def _runs(places: Sequence[int]) -> list[list[int]]:
    """Return the places in stretches of those that follow each other."""
    found: list[list[int]] = []
    for place in places:
        if found and place == found[-1][-1] + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def _said(sentence: Sentence, known: _Figures) -> list[Item]:
    """Return the words that say of whom something is said, and those that deny it."""
    scopes = [sentence.item(Sort.SCOPE, hit.label, hit.first, hit.end - 1) for hit in known.scopes.find(sentence.words)]
    denials = [hit for hit in known.denials.find(sentence.words) if hit.label]
    return scopes + [sentence.item(Sort.DENIAL, (), hit.first, hit.end - 1) for hit in denials]
