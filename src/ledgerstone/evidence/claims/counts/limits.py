"""Numbers that count nobody: years, ages, addresses, money, percentages, ordinals, references, times, list numbers."""

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.counts.harm_words import Side
from ledgerstone.evidence.claims.counts.numbers import DASHES, Kind, Number
from ledgerstone.evidence.claims.dates.tokens import is_time
from ledgerstone.evidence.claims.rules import Rules

CURRENCY = frozenset("$€£₽֏₼¥₺₾")
GLUE = frozenset("/:#+=@&_№")
OLDEST = 115
FIRST_YEAR, LAST_YEAR = 1000, 2199
YEAR_DIGITS = 4
NOUN_WITHIN = 4
LONGEST_NAME, FULL_NAME = 5, 2
LONGEST_LIST = 6
HOUSE_DIGITS = 3
APART = 3
"""Digits by themselves in a row, as of a numeral that was printed wide or read badly."""
NAME_ENDS = frozenset("|/–")
"""Marks after a name with a number, as between the parts of a page's title."""


def is_count(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Return whether a number counts something, by the words around it."""
    if number.kind is Kind.SHARE:
        return False
    if number.kind not in (Kind.NUMERAL, Kind.WORDS):
        return number.kind in (Kind.VAGUE, Kind.NONE) or _has_noun(sentence, number, rules)
    if rules.not_before.before(sentence.words, number.first) or _measured(sentence, number, rules):
        return False
    if number.kind is Kind.WORDS:
        return number.lower != 1 or _counts_one(sentence, number, rules)
    barred = (
        _is_code(sentence, number)
        or _is_clock(sentence, number, rules)
        or _is_house(sentence, number, rules)
        or _glued(sentence, number, rules)
        or _bracketed(sentence, number)
        or _is_age(sentence, number, rules)
        or _follows_barred(sentence, number, rules)
        or _names(sentence, number, rules)
        or _is_phone(sentence, number)
        or _is_reference(sentence, number, rules)
    )
    return not barred and not (_looks_like_year(sentence, number) and not _takes_noun(sentence, number, rules))


def _is_code(sentence: Sentence, number: Number) -> bool:
    """Whether a numeral has a zero before it ("0815") or is a digit of one that stands apart ("1 9 9 0")."""
    tokens = sentence.tokens
    at = next((at for at in range(number.first, number.end) if tokens[at].sort is Sort.NUMERAL), number.first)
    word = tokens[at].word
    if len(word) > 1:
        return word.isdecimal() and int(word[0]) == 0
    first = last = at
    while first > 0 and at - first < APART and _is_digit(sentence, first - 1):
        first -= 1
    while last + 1 < len(tokens) and last - at < APART and _is_digit(sentence, last + 1):
        last += 1
    return last - first + 1 >= APART


def _is_digit(sentence: Sentence, at: int) -> bool:
    return sentence.tokens[at].sort is Sort.NUMERAL and len(sentence.words[at]) == 1


def _is_clock(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether a numeral of four digits is a time of day: "2330 GMT", "at 2330 on 15 January", not "at 2330 homes"."""
    words, end = sentence.words, number.end
    if end - number.first > 1 or len(words[end - 1]) != YEAR_DIGITS or not is_time(words[end - 1]):
        return False
    if end < len(words) and rules.clock_after.at(words, end):
        return True
    return rules.clock_before.before(words, number.first) is not None and not _takes_noun(sentence, number, rules)


def _is_house(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether a numeral is the number of a house: "in der Mühlgasse 32", "at 11290 Fondren"."""
    first, end, tokens = number.first, number.end, sentence.tokens
    if first == 0 or end - first > 1:
        return False
    nouns = noun_unit(sentence, end, rules) is not None
    street = tokens[first - 1].capital and tokens[first - 1].word.endswith(rules.street_endings)
    if street and not (nouns and not rules.stops.at(sentence.words, end)):
        return True
    named = end < len(tokens) and tokens[end].capital and not tokens[end].word.endswith(rules.names.group_names)
    house = len(tokens[first].word) >= HOUSE_DIGITS and rules.clock_before.before(sentence.words, first)
    return bool(named and house) and not nouns


def _is_reference(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether a numeral is a part of several that say no number: 05 55 01 34, "21 h 30", "5 feet 11"."""
    tokens, first, end = sentence.tokens, number.first, number.end
    if end - first > 1 or noun_unit(sentence, end, rules):
        return False
    before = tokens[first - 1] if first else None
    if before is not None and first > 1 and rules.not_after.holds(before.word):
        return tokens[first - 2].sort is Sort.NUMERAL
    beside = (before, tokens[end] if end < len(tokens) else None)
    return any(token is not None and token.sort is Sort.NUMERAL and len(token.word) < YEAR_DIGITS for token in beside)


def noun_unit(sentence: Sentence, end: int, rules: Rules) -> str | None:
    """Return the unit of the noun that follows a number, past linkers and adjectives; None where none does."""
    words = sentence.words
    linker = rules.linkers.at(words, end) if end < len(words) else None
    at = linker.end if linker else end
    for index in range(at, min(at + NOUN_WITHIN + _hyphens(sentence, at), len(words))):
        unit = rules.units.at(words, index)
        if unit:
            return unit.label
        hyphen = words[index] in DASHES and sentence.tokens[index].start == sentence.tokens[index - 1].end
        stops = sentence.tokens[index].sort is not Sort.WORD or (rules.stops.at(words, index) and index > at)
        if stops and not hyphen and not _hyphened(sentence, index):
            return None
    return None


def _hyphened(sentence: Sentence, index: int) -> bool:
    """Whether a word stands right behind a hyphen: a part of "mud-and-thatch"."""
    before, token = sentence.tokens[index - 1], sentence.tokens[index]
    return before.word in DASHES and before.end == token.start and token.sort is Sort.WORD


def _hyphens(sentence: Sentence, at: int) -> int:
    """Return twice the hyphens among the next words, by which a noun may stand further off."""
    return 2 * sum(word in DASHES for word in sentence.words[at : at + NOUN_WITHIN])


def _measured(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether a unit of measure, time or money follows, or an ordinal's ending."""
    words, end = sentence.words, number.end
    if end >= len(words):
        return False
    touching = sentence.tokens[end].start == sentence.tokens[end - 1].end
    if words[end] in CURRENCY or (touching and (rules.ordinals.at(words, end) or _is_dotted(sentence, number))):
        return True
    if _is_address(sentence, end, rules) or _shares_measure(sentence, end, rules):
        return True
    after = end + 1 if words[end] in DASHES and touching and end + 1 < len(words) else end
    return rules.not_after.at(words, after) is not None or (after > end and rules.ordinals.at(words, after) is not None)


def _is_dotted(sentence: Sentence, number: Number) -> bool:
    """Whether a full stop behind a numeral does not end the sentence: "am 13. verhaftet"."""
    numeral = sentence.tokens[number.end - 1].sort is Sort.NUMERAL
    return numeral and sentence.words[number.end] == "." and number.end + 1 < len(sentence.words)


def _shares_measure(sentence: Sentence, end: int, rules: Rules) -> bool:
    """Whether a number is joined to one that is measured: "the 400 and 500 blocks"."""
    joined = end + 2 < len(sentence.words) and sentence.words[end] in rules.joiners
    measured = joined and sentence.tokens[end + 1].sort is Sort.NUMERAL
    return measured and rules.not_after.at(sentence.words, end + 2) is not None


def _is_address(sentence: Sentence, end: int, rules: Rules) -> bool:
    """Whether a name and then a word for a street follow: 300 West 1st Street, 10 WEST BULNES STREET."""
    at, shouted = end, not any(token.capital for token in sentence.tokens)
    while at < min(end + NOUN_WITHIN, len(sentence.words)):
        token = sentence.tokens[at]
        capital = token.capital or (shouted and not _is_common(sentence, at, rules))
        if at > end and (token.capital or shouted) and rules.not_after.at(sentence.words, at):
            return True
        if not (capital or token.sort is Sort.NUMERAL or rules.ordinals.at(sentence.words, at)):
            return False
        at += 1
    return False


def _is_common(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether a word is none of a name: one that ends a noun phrase, counts, or says harm."""
    word = sentence.words[at]
    return rules.stops.holds(word) or rules.units.holds(word) or rules.harms.at(sentence.words, at) is not None


def _glued(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether letters or signs touch a numeral: A4, I-95, 10:30, 3/4, #5, 555-1234-5678."""
    tokens, first, end = sentence.tokens, number.first, number.end
    while first < end and tokens[first].sort is not Sort.NUMERAL:
        first += 1
    if first > 0 and tokens[first - 1].end == tokens[first].start:
        before = tokens[first - 1]
        if before.sort is Sort.WORD or before.word in CURRENCY or before.word in GLUE or before.word in ".,":
            return True
        if before.word in DASHES and first > 1 and tokens[first - 2].end == before.start:
            return True
    if end < len(tokens) and tokens[end].start == tokens[end - 1].end:
        return _glued_after(sentence, end, rules)
    return False


def _glued_after(sentence: Sentence, end: int, rules: Rules) -> bool:
    after = sentence.tokens[end]
    if after.sort is not Sort.MARK:
        return True
    following = sentence.tokens[end + 1] if end + 1 < len(sentence.tokens) else None
    touches = following is not None and following.start == after.end
    if after.word in GLUE:
        return touches
    if after.word in DASHES and touches and following is not None:
        return following.sort is Sort.NUMERAL or following.word not in rules.suffixes
    return False


def _bracketed(sentence: Sentence, number: Number) -> bool:
    """Whether a numeral alone is in brackets or numbers a list: [3], (2), 1."""
    words = sentence.words
    before = words[number.first - 1] if number.first > 0 else ""
    after = words[number.end] if number.end < len(words) else ""
    opens = number.first == 0 and after in {".", ")"}
    return opens or (before == "[") or (before == "(" and after == ")")


def _names(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether a numeral is the end of a name or stands in one: "Channel 11", "Region 8 News"."""
    first, end, tokens = number.first, number.end, sentence.tokens
    body = end < len(tokens) and tokens[end].capital and rules.names.bodies.holds(tokens[end].word)
    if body and not noun_unit(sentence, end, rules):
        return True
    if first == 0 or end - first > 1 or not tokens[first - 1].capital or tokens[first - 1].sort is not Sort.WORD:
        return False
    before = sentence.words[first - 1]
    if rules.units.holds(before) or rules.harms.at(sentence.words, first - 1) or rules.bounds.holds(before):
        return False
    after = tokens[end] if end < len(tokens) else None
    if after is None or after.word in NAME_ENDS or (after.word == "." and end + 1 == len(tokens)):
        return True
    says_nothing = rules.names.nouns_capital or (rules.bare_groups and first == 1)
    return after.capital and not says_nothing and not noun_unit(sentence, end, rules)


def _is_age(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether a numeral stands as an age between commas: "A. Person, 34, of", "boy, 15, who", "A. PERSON, 28, DIED"."""
    if number.first < 2 or number.lower is None or number.lower != number.upper or number.lower > OLDEST:  # noqa: PLR2004  # a name and a comma
        return False
    name, comma = sentence.tokens[number.first - 2], sentence.words[number.first - 1]
    after = sentence.words[number.end] if number.end < len(sentence.words) else "."
    person = name.capital or rules.singles.holds(name.word) or rules.units.holds(name.word)
    between = after == "," and (name.sort is Sort.WORD or _is_named(sentence, number.first - 2, rules))
    named = _full_name_before(sentence, number.first - 1, rules)
    return comma == "," and (named or between or (person and after in {",", ".", ";", ")", "and"}))


def _full_name_before(sentence: Sentence, end: int, rules: Rules) -> bool:
    """Whether two capitalised words or more end before a token that are no place where: "A. Person, 32 of …"."""
    first = end
    while first > max(0, end - LONGEST_NAME) and _is_named(sentence, first - 1, rules):
        first -= 1
    words = sum(len(word) > 1 for word in sentence.words[first:end])
    return words >= FULL_NAME and sentence.tokens[first].capital and not rules.where.before(sentence.words, first)


def _is_named(sentence: Sentence, at: int, rules: Rules) -> bool:
    token = sentence.tokens[at]
    if rules.where.holds(token.word) or rules.names.not_names.holds(token.word):
        return False
    return token.capital or (token.word == "." and at > 0 and sentence.tokens[at - 1].capital)


def _follows_barred(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether a numeral goes on a list of ages or a page's number: "girls, 7 and 5,", "ages 18, 21 and 35"."""
    at, links = number.first, 0
    while at >= 2 and links < LONGEST_LIST:  # noqa: PLR2004  # a numeral and what links it
        link = sentence.words[at - 1]
        linked = link == "," or link in rules.joiners or rules.amounts.out_of.at(sentence.words, at - 1)
        if not linked or sentence.tokens[at - 2].sort is not Sort.NUMERAL:
            return False
        at, links = at - 2, links + 1
        if rules.not_before.before(sentence.words, at):
            return True
        before = sentence.tokens[at - 2] if at > 1 and sentence.words[at - 1] == "," else None
        if before and link in rules.joiners and (rules.singles.holds(before.word) or rules.units.holds(before.word)):
            return True
    return False


def _is_phone(sentence: Sentence, number: Number) -> bool:
    """Whether a numeral is of a telephone number: (555) 123-4567."""
    return (
        number.first > 1
        and sentence.words[number.first - 1] == ")"
        and (sentence.tokens[number.first - 2].sort is Sort.NUMERAL)
    )


def _looks_like_year(sentence: Sentence, number: Number) -> bool:
    token = sentence.tokens[number.end - 1]
    plain = number.end - number.first == 1 and token.word.isdecimal() and len(token.word) == YEAR_DIGITS
    return plain and number.lower is not None and FIRST_YEAR <= number.lower <= LAST_YEAR


def _counts_one(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether "one" counts: with a noun, "one other", or a word of harm; "one of the best", "one might say" do not."""
    words, end = sentence.words, number.end
    if end < len(words) and rules.linkers.at(words, end) and not rules.of_them.at(words, end):
        return False
    return _has_noun(sentence, number, rules)


def _takes_noun(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether a unit or a word of harm follows so closely that even a number like 1990 counts, and no other number."""
    if number.end < len(sentence.words) and rules.numbers.at(sentence.words, number.end):
        return False
    if noun_unit(sentence, number.end, rules):
        return True
    return number.end < len(sentence.words) and rules.harms.at(sentence.words, number.end) is not None


def _has_noun(sentence: Sentence, number: Number, rules: Rules) -> bool:
    """Whether a unit follows, or a word of harm stands near."""
    if number.kind is Kind.SINGLE or noun_unit(sentence, number.end, rules):
        return True
    words = sentence.words
    after = range(number.end, min(number.end + NOUN_WITHIN, len(words)))
    before = range(max(0, number.first - 2), number.first)
    behind = (rules.harms.at(words, index) for index in before)
    ahead = any(rules.harms.at(words, index) for index in after)
    return ahead or any(hit is not None and hit.label.side is not Side.BEFORE for hit in behind)
