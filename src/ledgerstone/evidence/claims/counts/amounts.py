"""Amounts that are more, or less, than a number: parts of a round one, shares of a whole, ranges by endings.

"Half a million" is a number; "more than half of the 90" is none, as the text gives none: it is a count without bounds
that covers the number of the whole, so that the whole is never taken for the part. "Three of the 12" is three.
"""

from msgspec.structs import replace

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.counts.limits import is_count, noun_unit
from ledgerstone.evidence.claims.counts.numbers import (
    DASHES,
    LARGEST,
    Kind,
    Number,
    bounded,
    may_begin,
    number_at,
    plain_number,
    ranged,
)
from ledgerstone.evidence.claims.rules import Bound, Rules

WHOLE_WITHIN = 4
"""Words between a number and the word for a share of it ("90 məhbusun yarısı")."""
_HUNDRED = 100
_WRITTEN = (Kind.NUMERAL, Kind.WORDS)


def amount_at(sentence: Sentence, index: int, rules: Rules) -> Number | None:
    """Return the count, share or part that begins at a word; None where none does."""
    if rules.amounts.openings.begins(sentence.words[index]):
        number = _part(sentence, index, rules) or _share(sentence, index, rules)
        if number is not None:
            return number
    if not may_begin(sentence, index, rules):
        return None
    plain = plain_number(sentence, index, rules)
    if plain is None or plain.kind not in _WRITTEN:
        number = number_at(sentence, index, rules)
        none = number is not None and number.kind is Kind.NONE
        return _part_of_number(sentence, number, rules) if none else number
    return _share_of_number(sentence, plain, rules) or _number(sentence, plain, rules)


def _share_of_number(sentence: Sentence, plain: Number, rules: Rules) -> Number | None:
    whole = _whole_ahead(sentence, plain, rules)
    return whole or _percentage(sentence, plain, rules) or _share_behind(sentence, plain, rules)


def _whole_ahead(sentence: Sentence, number: Number, rules: Rules) -> Number | None:
    """Return the number of a whole whose part follows: "of the 90 prisoners, 12", "90 məhbusdan 12-si"."""
    words = sentence.words
    link = rules.amounts.out_of.before(words, number.first)
    opens = link is not None and (link.first == 0 or sentence.tokens[link.first - 1].sort is Sort.MARK)
    if not (opens or _is_taken_from(sentence, number, rules)) or _is_harmed(sentence, number.end, rules):
        return None
    return replace(number, kind=Kind.SHARE)


def _is_taken_from(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether the noun of a number has an ending that means "out of", and a number follows it."""
    words, endings = sentence.words, rules.amounts.whole_endings
    last = min(number.end + WHOLE_WITHIN, len(words) - 1)
    for at in range(number.end, last if endings else number.end):
        if sentence.tokens[at].sort is not Sort.WORD or rules.stops.at(words, at):
            return False
        if words[at].endswith(endings) and may_begin(sentence, at + 1, rules):
            part = plain_number(sentence, at + 1, rules)
            return part is not None and part.kind in (*_WRITTEN, Kind.NONE)
    return False


def _number(sentence: Sentence, plain: Number, rules: Rules) -> Number | None:
    more = _with_added(sentence, plain, rules) or _range_by_endings(sentence, plain, rules)
    number = more or number_at(sentence, plain.first, rules)
    return _part_of_number(sentence, number and _bounded_behind(sentence, number, rules), rules)


def _part(sentence: Sentence, index: int, rules: Rules) -> Number | None:
    """Return "half a million", "a quarter of a million", "½ million"."""
    words = sentence.words
    part = rules.amounts.parts.at(words, index)
    if part is None or part.end >= len(words):
        return None
    factor = rules.multipliers.at(words, part.end) or rules.rounded.at(words, part.end)
    if factor is None:
        return None
    return _rounded(sentence, (index, factor.end), part.label * factor.label, rules)


def _rounded(sentence: Sentence, span: tuple[int, int], hundredths: int, rules: Rules) -> Number | None:
    value, rest = divmod(hundredths, _HUNDRED)
    if rest or value > LARGEST:
        return None
    number = Number(first=span[0], end=span[1], lower=value, upper=value, approximate=True, kind=Kind.WORDS)
    return bounded(sentence, ranged(sentence, number, rules), rules)


def _with_added(sentence: Sentence, number: Number, rules: Rules) -> Number | None:
    """Return "two and a half million", "a million and a half"."""
    words = sentence.words
    added = rules.amounts.added.at(words, number.end) if number.end < len(words) else None
    if added is None or number.lower is None:
        return None
    if number.factor > 1:
        hundredths = number.lower * _HUNDRED + added.label * number.factor
        return _rounded(sentence, (number.first, added.end), hundredths, rules)
    factor = rules.multipliers.at(words, added.end) if added.end < len(words) else None
    if factor is None:
        return None
    hundredths = (number.lower * _HUNDRED + added.label) * factor.label
    return _rounded(sentence, (number.first, factor.end), hundredths, rules)


def _share(sentence: Sentence, index: int, rules: Rules) -> Number | None:
    """Return "half of the 90", "a third of the population"; "onların yarısı" begins at its last word."""
    amounts = rules.amounts
    share = amounts.shares.at(sentence.words, index)
    if share is not None:
        return _of_whole(sentence, (index, share.end), rules)
    behind = amounts.shares_after.at(sentence.words, index)
    whole = behind and amounts.wholes.before(sentence.words, index)
    return Number(first=whole.first, end=behind.end, kind=Kind.VAGUE) if behind and whole else None


def _of_whole(sentence: Sentence, span: tuple[int, int], rules: Rules) -> Number | None:
    """Return a share with the whole that follows it; None where the whole is nobody and nothing that is counted."""
    words, (first, end) = sentence.words, span
    link = rules.amounts.links.at(words, end) if end < len(words) else None
    at = link.end if link else end
    if at >= len(words) or (rules.amounts.linked and not link):
        return None
    whole = rules.amounts.wholes.at(words, at)
    if whole:
        return _vague(sentence, (first, whole.end), rules)
    number = plain_number(sentence, at, rules) if may_begin(sentence, at, rules) else None
    if number is None or number.kind not in _WRITTEN:
        return _vague(sentence, span, rules) if _counts_nouns(sentence, end, rules) else None
    if _is_harmed(sentence, number.end, rules):
        return None
    found = _vague(sentence, (first, number.end), rules)
    return found if is_count(sentence, number, rules) else replace(found, kind=Kind.SHARE)


def _vague(sentence: Sentence, span: tuple[int, int], rules: Rules) -> Number:
    return bounded(sentence, Number(first=span[0], end=span[1], kind=Kind.VAGUE), rules)


def _counts_nouns(sentence: Sentence, end: int, rules: Rules) -> bool:
    """Whether nouns follow a share that are no word of harm: "most of the dead" says who died, not how many."""
    link = rules.linkers.at(sentence.words, end)
    at = link.end if link else end
    return noun_unit(sentence, end, rules) is not None and not _is_harmed(sentence, at, rules)


def _is_harmed(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether the words from one on say themselves that they were harmed: "90 dead", "five people (who were) shot"."""
    words = sentence.words
    for near in range(at, min(at + WHOLE_WITHIN, len(words))):
        if rules.amounts.harmed.at(words, near):
            return True
        if rules.amounts.who.at(words, near):
            behind = range(near + 1, min(near + WHOLE_WITHIN, len(words)))
            return any(rules.harms.at(words, at) for at in behind)
        if sentence.tokens[near].sort is not Sort.WORD or rules.stops.at(words, near):
            return False
    return False


def _percentage(sentence: Sentence, number: Number, rules: Rules) -> Number | None:
    """Return "60 percent of the 90"; None where no whole follows that is counted."""
    words = sentence.words
    percent = rules.amounts.percent.at(words, number.end) if number.end < len(words) else None
    return _of_whole(sentence, (number.first, percent.end), rules) if percent else None


def _share_behind(sentence: Sentence, number: Number, rules: Rules) -> Number | None:
    """Return the number of a whole with the word for a share that follows it: "90 məhbusun yarısından çoxu"."""
    words = sentence.words
    at = number.end
    while at < min(number.end + WHOLE_WITHIN, len(words)):
        behind = rules.amounts.shares_after.at(words, at)
        if behind:
            kind = Kind.VAGUE if is_count(sentence, number, rules) else Kind.SHARE
            return Number(first=number.first, end=behind.end, kind=kind)
        if sentence.tokens[at].sort is not Sort.WORD or rules.stops.at(words, at) or rules.harms.at(words, at):
            return None
        at += 1
    return None


def _part_of_number(sentence: Sentence, number: Number | None, rules: Rules) -> Number | None:
    """Return a number with that of the whole after it, so that the whole is no count of the part: "three of the 12"."""
    words = sentence.words
    if number is None or number.lower is None or number.end >= len(words):
        return number
    link = rules.amounts.out_of.at(words, number.end)
    if link is None or link.end >= len(words) or not may_begin(sentence, link.end, rules):
        return number
    whole = plain_number(sentence, link.end, rules)
    if whole is None or whole.kind not in _WRITTEN or (whole.lower or 0) <= number.lower:
        return number
    if _is_harmed(sentence, whole.end, rules) or not is_count(sentence, whole, rules):
        return number
    return replace(number, end=whole.end)


def _range_by_endings(sentence: Sentence, number: Number, rules: Rules) -> Number | None:
    """Return "48-ից (մինչև) 66", "40-dan 50-yə qədər", "48 ilə 66 arasında"; None for no such range."""
    words, amounts = sentence.words, rules.amounts
    ending = _after_dash(sentence, number.end)
    opened = ending > number.end and words[ending] in amounts.from_endings
    join = amounts.range_joins.at(words, number.end) if number.end < len(words) else None
    if not opened and join is None:
        return None
    at = ending + 1 if opened else join.end if join else number.end
    until = rules.bounds.at(words, at) if at < len(words) else None
    at = until.end if until and until.label is Bound.UP_TO else at
    second = plain_number(sentence, at, rules) if at < len(words) else None
    if second is None or second.lower is None or number.lower is None or second.lower <= number.lower:
        return None
    closing = _closing(sentence, second.end, rules)
    if closing is None and not opened:
        return None
    return replace(number, end=closing or second.end, upper=second.lower)


def _closing(sentence: Sentence, end: int, rules: Rules) -> int | None:
    at = _after_dash(sentence, end)
    hit = rules.amounts.range_ends.at(sentence.words, at) if at < len(sentence.words) else None
    return hit.end if hit else None


def _after_dash(sentence: Sentence, end: int) -> int:
    """Return the token after a dash that touches both a number and an ending; `end` itself where none does."""
    tokens = sentence.tokens
    if end + 1 >= len(tokens) or tokens[end].word not in DASHES:
        return end
    return end + 1 if tokens[end - 1].end == tokens[end].start and tokens[end].end == tokens[end + 1].start else end


def _bounded_behind(sentence: Sentence, number: Number, rules: Rules) -> Number:
    """Return a number with the ending or words after it that bound it: "50-dən çox", "66-dək", "66 or fewer"."""
    words = sentence.words
    at = _after_dash(sentence, number.end)
    if at >= len(words) or number.lower is None:
        return number
    less = rules.amounts.or_less.at(words, at)
    if less:
        return replace(number, lower=None, end=less.end)
    more = rules.or_more.at(words, at) if at > number.end else None
    return replace(number, upper=None, end=more.end) if more else number
