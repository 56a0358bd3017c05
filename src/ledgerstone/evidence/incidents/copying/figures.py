"""Figures and names of a sentence with what they mean, so that two wordings of one value are one value.

"Thirty-two", "32" and "32" in another script are the same figure; "over 32" is another. Words come from the language
packs; a language without a pack has its numerals only.
"""

from collections.abc import Sequence
from functools import cache

from msgspec import Struct

from ledgerstone.evidence.claims.packs import load
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon, lexicon
from ledgerstone.evidence.incidents.tokens import WORD
from ledgerstone.values.counts_numerals import numeral_value
from ledgerstone.values.number_words import number_of


class Item(Struct, frozen=True, kw_only=True):
    """A figure, a name or a negation in a sentence.

    Attributes:
        sort: "figure", "name" or "negation".
        key: What it means; two wordings of one value have one key.
        start: First code point in the text.
        end: Code point after the last.
        first: First word of the sentence that it covers.
        last: Last word that it covers.
    """

    sort: str
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


class _Figures(Struct, frozen=True, kw_only=True):
    """What a language pack says of figures."""

    values: dict[str, int]
    joiners: frozenset[str]
    at_least: Lexicon[None]
    or_more: Lexicon[None]
    up_to: Lexicon[None]
    denied: Lexicon[None]


@cache
def _figures(language: str | None) -> _Figures:
    pack = load(language)
    counts = pack.counts
    return _Figures(
        values={fold(word): value for word, value in {**counts.numbers, **counts.multipliers}.items()},
        joiners=frozenset(fold(word) for word in counts.joiners),
        at_least=lexicon(counts.at_least),
        or_more=lexicon(counts.or_more),
        up_to=lexicon(counts.up_to),
        denied=lexicon(pack.stance.denied),
    )


def sentence_at(text: str, start: int, end: int) -> Sentence:
    """Return a stretch of text as a sentence."""
    found = list(WORD.finditer(text, start, end))
    printed = tuple(match.group() for match in found)
    return Sentence(
        start=start,
        end=end,
        words=tuple(fold(word) for word in printed),
        printed=printed,
        places=tuple(match.span() for match in found),
    )


def items_of(sentence: Sentence, language: str | None, common: frozenset[str]) -> tuple[Item, ...]:
    """Return the figures, names and denials of a sentence in their order.

    Args:
        sentence: The sentence.
        language: Of the text; the pack's words for numbers and bounds are used.
        common: Folded words that the two texts also print in small letters: at a sentence's head they are no names.
    """
    known = _figures(language)
    numbers = _numbers(sentence, known)
    taken = frozenset(k for item in numbers for k in range(item.first, item.last + 1))
    found = (*numbers, *_names(sentence, known, common, taken), *_denials(sentence, known))
    return tuple(sorted(found, key=lambda item: (item.start, item.end)))


def _numbers(sentence: Sentence, known: _Figures) -> list[Item]:
    found, index = [], 0
    while index < len(sentence.words):
        value, taken = _number_at(sentence.words, index, known)
        if taken:
            found.append(_figure(sentence, known, value, (index, index + taken - 1)))
        index += max(taken, 1)
    return found


def _number_at(words: Sequence[str], index: int, known: _Figures) -> tuple[str, int]:
    if words[index][0].isdigit():
        number = numeral_value(words[index])
        multiplier = known.values.get(words[index + 1], 0) if index + 1 < len(words) else 0
        if number is not None and multiplier >= 1000:  # noqa: PLR2004  # the least multiplier: "30 thousand"
            return str(int(number * multiplier)), 2
        return (str(number) if number is not None else words[index]), 1
    values: list[int] = []
    ends: list[int] = []
    for k in range(index, min(index + 12, len(words))):
        if words[k] in known.values:
            values.append(known.values[words[k]])
            ends.append(k + 1)
        elif not values or words[k] not in known.joiners:
            break
    total, taken = number_of(values)
    if not taken or (taken == 1 and total <= 1):
        return "", 0
    return str(total), ends[taken - 1] - index


def _figure(sentence: Sentence, known: _Figures, value: str, span: tuple[int, int]) -> Item:
    """Make a figure with its bound, and widen it to the words that give the bound."""
    first, last = span
    bound = "="
    for sign, words in ((">", known.at_least), ("<", known.up_to)):
        hit = words.before(sentence.words, first)
        if hit is not None:
            bound, first = sign, hit.first
            break
    if last + 1 < len(sentence.words):
        after = known.or_more.at(sentence.words, last + 1)
        if after is not None:
            bound, last = ">", after.end - 1
    return Item(
        sort="figure",
        key=(value, bound),
        start=sentence.places[first][0],
        end=sentence.places[last][1],
        first=first,
        last=last,
    )


def _is_name(sentence: Sentence, index: int, known: _Figures, common: frozenset[str]) -> bool:
    word = sentence.printed[index]
    if not word[0].isupper() or sentence.words[index] in known.values:
        return False
    return index > 0 or sentence.words[index] not in common


def _names(sentence: Sentence, known: _Figures, common: frozenset[str], taken: frozenset[int]) -> list[Item]:
    found, index = [], 0
    while index < len(sentence.words):
        end = index
        while end < len(sentence.words) and end not in taken and _is_name(sentence, end, known, common):
            end += 1
        if end > index:
            found.append(
                Item(
                    sort="name",
                    key=sentence.words[index:end],
                    start=sentence.places[index][0],
                    end=sentence.places[end - 1][1],
                    first=index,
                    last=end - 1,
                )
            )
        index = max(end, index + 1)
    return found


def _denials(sentence: Sentence, known: _Figures) -> list[Item]:
    return [
        Item(
            sort="negation",
            key=("denied",),
            start=sentence.places[hit.first][0],
            end=sentence.places[hit.end - 1][1],
            first=hit.first,
            last=hit.end - 1,
        )
        for hit in known.denied.find(sentence.words)
    ]
