"""The number that begins at a word of a sentence: numerals, number words, round and vague ones, ranges and bounds.

A vague word ("thousands", "dozens", "many") has no bounds: the source gave no number, so none is made. "More than
48" has 48 as its lower bound, the number in the text, not 49.
"""

from collections.abc import Callable, Mapping
from enum import Enum

from msgspec import Struct
from msgspec.structs import replace

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.counts.harm_words import HarmWord
from ledgerstone.evidence.claims.packs.lexicon import Hit
from ledgerstone.evidence.claims.rules import Bound, Opening, Rules
from ledgerstone.values.counts_numerals import numeral_value
from ledgerstone.values.number_words import number_of

DASHES = frozenset("-–—‐‑")
LONGEST_NOUN_PHRASE = 6
HEADLINE_WITHIN = 2
GROUP = 3
"""Digits between two separators of a numeral."""
LARGEST = 10_000_000_000
"""More people than live: larger numbers are no counts."""


class Kind(Enum):
    """How a number is written."""

    NUMERAL = "numeral"
    WORDS = "words"
    VAGUE = "vague"
    LOOSE = "loose"
    NONE = "none"
    SINGLE = "single"
    SHARE = "share"
    """Part of a whole that is nobody and nothing counted: no count."""


class Number(Struct, frozen=True, kw_only=True):
    """A number at tokens `first` up to `end`; `factor` is what a word like "thousand" multiplied it by."""

    first: int
    end: int
    lower: int | None = None
    upper: int | None = None
    approximate: bool = False
    kind: Kind
    factor: int = 1


def may_begin(sentence: Sentence, index: int, rules: Rules) -> bool:
    """Return False where no number begins at a word: it is no numeral, no word of the pack's, and opens no sentence."""
    word = sentence.words[index]
    if index == 0 or sentence.tokens[index].sort is Sort.NUMERAL or rules.openings.begins(word):
        return True
    return (bool(rules.suffixes) and word.endswith(rules.suffixes)) or rules.compounds.value(word) is not None


def number_at(sentence: Sentence, index: int, rules: Rules) -> Number | None:
    """Return the count that begins at a word, with its range and bounds; None where none does."""
    number = plain_number(sentence, index, rules)
    if number is None or number.kind in (Kind.NONE, Kind.SINGLE, Kind.LOOSE):
        return number
    return bounded(sentence, ranged(sentence, number, rules), rules)


def plain_number(sentence: Sentence, index: int, rules: Rules) -> Number | None:
    """Return the number that begins at a word, without range and bounds; None where none does."""
    if sentence.tokens[index].sort is Sort.NUMERAL:
        return _numeral(sentence, index, rules)
    hit = rules.openings.at(sentence.words, index)
    if hit is None:
        return _suffixed(sentence, index, rules) or (_headline(sentence, rules) if index == 0 else None)
    if hit.label is Opening.NONE:
        return Number(first=index, end=hit.end, lower=0, upper=0, kind=Kind.NONE)
    return _OPENED[hit.label](sentence, index, hit.end, rules)


def _numeral(sentence: Sentence, index: int, rules: Rules) -> Number | None:
    written, end = _grouped(sentence, index)
    value = numeral_value(written)
    if value is None or value > LARGEST:
        return None
    factor, end = _factor(sentence, end, rules)
    value *= factor
    if value != int(value) or value > LARGEST:
        return None
    number = int(value)
    return Number(first=index, end=end, lower=number, upper=number, kind=Kind.NUMERAL, factor=factor)


def _grouped(sentence: Sentence, index: int) -> tuple[str, int]:
    """Return a numeral with a group that a space was put before ("61, 000"), and the token after it.

    Only a group that begins with a zero is taken for one: no number by itself does.
    """
    words = sentence.words
    parts, end = [words[index]], index + 1
    while end + 1 < len(words) and len(parts[0]) <= GROUP and words[end] == ",":
        group = words[end + 1]
        if len(group) != GROUP or not group.isdecimal() or int(group[0]) != 0:
            break
        parts, end = [*parts, group], end + 2
    return "".join(parts) if len(parts) > 1 else words[index], end


def _factor(sentence: Sentence, index: int, rules: Rules) -> tuple[int, int]:
    """Return the product of the multipliers from a word on, and where they end."""
    factor, end = 1, index
    while end < len(sentence.words):
        hit = rules.multipliers.at(sentence.words, end) or rules.rounded.at(sentence.words, end)
        if hit is None or factor * hit.label > LARGEST:
            break
        factor, end = factor * hit.label, hit.end
        if end < len(sentence.words) and sentence.words[end] == "." and not sentence.tokens[end].capital:
            end = _abbreviated(sentence, end)
    return factor, end


def _abbreviated(sentence: Sentence, index: int) -> int:
    """Return the word after the full stop of an abbreviated multiplier ("тыс."), unless the sentence ends there."""
    return index + 1 if index + 1 < len(sentence.words) else index


def _words_from(sentence: Sentence, index: int, _end: int, rules: Rules) -> Number | None:
    return _words(sentence, index, rules)


def _words(sentence: Sentence, index: int, rules: Rules) -> Number | None:
    words = sentence.words
    values: list[int] = []
    ends: list[int] = []
    at = index
    while at < len(words) and len(values) < 12:  # noqa: PLR2004  # more words than any number below 10^10 takes
        value, end = _word_value(sentence, at, rules)
        if value is None or (not values and len(words[at]) == 1):
            break
        values.append(value)
        ends.append(end)
        joined = end < len(words) and (words[end] in rules.joiners or words[end] in DASHES)
        at = end + 1 if joined else end
    number, taken = number_of(values)
    if taken == 0:
        rounded = rules.rounded.at(words, index)
        return _rounded(rounded.label, index, rounded.end) if rounded else None
    end = ends[taken - 1]
    following = rules.rounded.at(words, end) if end < len(words) else None
    if following:
        return _rounded(number * following.label, index, following.end)
    if number > LARGEST:
        return None
    factor = max((value for value in values[:taken] if value >= 1000), default=1)  # noqa: PLR2004  # multipliers
    return Number(first=index, end=end, lower=number, upper=number, kind=Kind.WORDS, factor=factor)


def _word_value(sentence: Sentence, index: int, rules: Rules) -> tuple[int | None, int]:
    hit = rules.numbers.at(sentence.words, index) or rules.multipliers.at(sentence.words, index)
    if hit is not None:
        return hit.label, hit.end
    word = sentence.words[index]
    for suffix in rules.suffixes:
        stem = word.removesuffix(suffix)
        if len(stem) > 2 and stem != word:  # noqa: PLR2004  # shorter stems are other words
            hit = rules.numbers.at((stem,), 0) or rules.multipliers.at((stem,), 0)
            if hit is not None:
                return hit.label, index + 1
    compound = rules.compounds.value(word)
    return compound, index + (compound is not None)


def _suffixed(sentence: Sentence, index: int, rules: Rules) -> Number | None:
    """Return the number that a word with an ending of case begins."""
    return _words(sentence, index, rules) if _word_value(sentence, index, rules)[0] is not None else None


def _rounded(value: int, first: int, end: int) -> Number:
    return Number(first=first, end=end, lower=value, upper=value, approximate=True, kind=Kind.WORDS)


def _vague(sentence: Sentence, first: int, end: int, rules: Rules) -> Number:
    """Return "thousands", "hundreds of thousands", "thousands more"."""
    return Number(first=first, end=_vague_end(sentence, end, rules), kind=Kind.VAGUE)


def _vague_end(sentence: Sentence, end: int, rules: Rules) -> int:
    words = sentence.words
    while end < len(words):
        linker = rules.linkers.at(words, end)
        after = linker.end if linker else end
        if after >= len(words):
            break
        hit = rules.vague.at(words, after) or rules.multipliers.at(words, after)
        if hit is None:
            break
        end = hit.end
    return end


def _loose(sentence: Sentence, first: int, end: int, rules: Rules) -> Number:
    """Return "many", "many more", "several hundred"."""
    words = sentence.words
    if end < len(words):
        number = _word_value(sentence, end, rules)
        if number[0] is not None and number[0] >= 100:  # noqa: PLR2004  # "several hundred"
            return Number(first=first, end=_vague_end(sentence, number[1], rules), kind=Kind.VAGUE)
        vague = rules.vague.at(words, end)
        if vague:
            return Number(first=first, end=_vague_end(sentence, vague.end, rules), kind=Kind.VAGUE)
        if sentence.tokens[end].sort is Sort.NUMERAL or number[0] is not None:
            inner = plain_number(sentence, end, rules)
            if inner is not None:
                return bounded(sentence, replace(inner, approximate=True), rules)
        other = rules.others.at(words, end)
        end = other.end if other else end
    return Number(first=first, end=end, kind=Kind.LOOSE)


def _no(sentence: Sentence, first: int, end: int, rules: Rules) -> Number | None:
    """Return none for "no" right before a unit, a word of harm or a whole ("no injuries", "aucun des 40")."""
    if end >= len(sentence.words):
        return None
    lexicons = (rules.units, rules.harms, rules.amounts.out_of)
    fits = any(lexicon.at(sentence.words, end) is not None for lexicon in lexicons)
    return Number(first=first, end=end, lower=0, upper=0, kind=Kind.NONE) if fits else None


def _after_article(sentence: Sentence, first: int, end: int, rules: Rules) -> Number | None:
    """Return "a thousand", "a dozen", "a few hundred", "a man"; None for another noun."""
    words = sentence.words
    if end < len(words):
        hit = rules.openings.at(words, end)
        if hit and hit.label is not Opening.ARTICLE:
            inner = plain_number(sentence, end, rules)
            large = inner is not None and (inner.lower is None or inner.lower >= 10)  # noqa: PLR2004  # "a dozen"
            return replace(inner, first=first) if inner is not None and large else None
    one = _word_value(sentence, first, rules)
    if one[0] is not None:
        return _words(sentence, first, rules)
    return _single(sentence, first, end, rules)


def _single(sentence: Sentence, first: int, end: int, rules: Rules) -> Number | None:
    """Return one for an article and a noun for one person, with adjectives and an age between them."""
    found: Number | None = None
    at, limit = end, min(end + LONGEST_NOUN_PHRASE, len(sentence.words))
    while at < limit:
        hit = rules.singles.at(sentence.words, at)
        if hit:
            together = rules.together.at(sentence.words, at)
            many = together.label if together else 1
            found = Number(first=first, end=hit.end, lower=many, upper=many, kind=Kind.SINGLE)
        elif (
            (sentence.tokens[at].sort is Sort.MARK and sentence.words[at] not in DASHES)
            or rules.stops.at(sentence.words, at)
            or rules.harms.at(sentence.words, at)
        ):
            break
        at = hit.end if hit else at + 1
    return found


def _headline(sentence: Sentence, rules: Rules) -> Number | None:
    """Return one for a noun without an article that opens a headline: "Man killed", "Old woman shot dead"."""
    if rules.openings.at(sentence.words, 0) or sentence.tokens[0].sort is not Sort.WORD or not rules.persons.articles:
        return None
    number = _single(sentence, 0, 0, rules)
    if number is None or any(rules.persons.definite.holds(word) for word in sentence.words[: number.end]):
        return None
    near = range(number.end, min(number.end + HEADLINE_WITHIN, len(sentence.words)))
    if any(rules.numbers.at(sentence.words, at) for at in range(1, number.end)):
        return None
    return number if any(rules.harms.at(sentence.words, at) for at in near) else None


def ranged(sentence: Sentence, number: Number, rules: Rules) -> Number:
    """Return "30 to 40", "48–66", "between 48 and 66" as one number; the number itself where no range follows."""
    words, end = sentence.words, number.end
    if number.lower is None or end + 1 >= len(words):
        return number
    dashed = words[end] in DASHES
    joiner = rules.to.at(words, end)
    if not dashed and joiner is None:
        return number
    if joiner and words[end] in rules.joiners and not _opened(sentence, number, rules):
        return number
    second = plain_number(sentence, joiner.end if joiner and not dashed else end + 1, rules)
    if second is None or second.lower is None or second.kind not in (Kind.NUMERAL, Kind.WORDS):
        return number
    lower = number.lower * second.factor if number.factor == 1 else number.lower
    lower = lower if lower < second.lower else number.lower
    return replace(number, end=second.end, lower=lower, upper=second.lower) if lower < second.lower else number


def _opened(sentence: Sentence, number: Number, rules: Rules) -> bool:
    hit = rules.bounds.before(sentence.words, number.first)
    return hit is not None and hit.label is Bound.BETWEEN


def bounded(sentence: Sentence, number: Number, rules: Rules) -> Number:
    """Return the number with the words for its bounds, before ("at least about") and after ("or more")."""
    for _ in range(2):
        hit = rules.bounds.before(sentence.words, number.first)
        if hit is None:
            break
        if hit.label is not Bound.BETWEEN or number.lower != number.upper:
            number = replace(_with(number, hit.label), first=hit.first)
    after = rules.or_more.at(sentence.words, number.end) if number.end < len(sentence.words) else None
    return replace(_with(number, after.label), end=after.end) if after else number


def _with(number: Number, bound: Bound) -> Number:
    match bound:
        case Bound.AT_LEAST:
            return replace(number, upper=None)
        case Bound.UP_TO:
            return replace(number, lower=None)
        case Bound.ABOUT:
            return replace(number, approximate=True)
        case Bound.BETWEEN:
            return number


def _fold(sentence: Sentence, first: int, end: int, rules: Rules) -> Number | None:
    """Return two for "double" where the word of harm that it multiplies follows ("double murder")."""
    fold = rules.folds.at(sentence.words, first)
    if fold is None or folded_harm(sentence, end, rules) is None:
        return None
    return Number(first=first, end=end, lower=fold.label, upper=fold.label, kind=Kind.WORDS)


def folded_harm(sentence: Sentence, end: int, rules: Rules) -> Hit[HarmWord] | None:
    """Return the word of harm right behind a word that multiplies it, past a hyphen; None where none is."""
    words = sentence.words
    at = end + 1 if end < len(words) and words[end] in DASHES else end
    return rules.harms.at(words, at) if at < len(words) else None


_OPENED: Mapping[Opening, Callable[[Sentence, int, int, Rules], Number | None]] = {
    Opening.NUMBER: _words_from,
    Opening.ROUNDED: _words_from,
    Opening.VAGUE: _vague,
    Opening.LOOSE: _loose,
    Opening.NO: _no,
    Opening.ARTICLE: _after_article,
    Opening.FOLD: _fold,
}
"""What reads on after each opening: sentence, first token, token after the opening, rules."""
