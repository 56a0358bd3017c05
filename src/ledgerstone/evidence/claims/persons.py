"""Single persons in a sentence who are told of without a number: "Boy, 17", "the man", "his wife", "John Smith".

Found only where a word of harm stands in the sentence; whether one was harmed is decided in `persons_harms`. In a text
that is all in capitals no name is known by its letters, only by a title or a noun before it.
"""

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.counts_numbers import DASHES
from ledgerstone.evidence.claims.rules import Rules

MODIFIERS = 5
"""Words before a noun for a person that may belong to it."""
LONGEST_NAME = 6
FULL_NAME = 2
"""Capitalised words that make a name of its own; one alone must have been part of a name before."""
LONGEST_ASIDE = 12
"""Words between two commas after a person: an age, a rank, "a father of two"."""
POSSESSIVE = ("'s", "’s")


class Known(Enum):
    """How a text refers to a person."""

    NEW = "new"
    """By a noun that may open a text: "boy, 17", "a man"."""
    TOLD = "told"
    """As one who is known: "the man", "his wife", "she"."""
    NAMED = "named"


class Person(Struct, frozen=True, kw_only=True):
    """A person at tokens `first` up to `end`.

    Attributes:
        first: First token, an article or adjective included.
        end: Token after the noun or the name.
        after: Token after what is put in between commas behind it ("John Smith, 17,").
        known: How the text refers to it.
        name: The folded words of the name; empty where it has none.
    """

    first: int
    end: int
    after: int
    known: Known
    name: tuple[str, ...] = ()


def persons_in(sentence: Sentence, names: frozenset[str], rules: Rules) -> tuple[Person, ...]:
    """Return the single persons of a sentence in order, none overlapping another.

    Args:
        sentence: The sentence.
        names: Folded words of the names of persons that the text told before.
        rules: Of the language.
    """
    return tuple(_persons(sentence, names, rules))


def _persons(sentence: Sentence, names: frozenset[str], rules: Rules) -> Iterator[Person]:
    at = behind = 0
    while at < len(sentence.words):
        person = _person(sentence, at, behind, names, rules)
        if person is None:
            at += 1
            continue
        yield person
        at = behind = person.end


def _person(sentence: Sentence, at: int, behind: int, names: frozenset[str], rules: Rules) -> Person | None:
    """Return the person whose noun, pronoun or name begins at a token; its article is looked for up to `behind`."""
    persons = rules.persons
    if persons.pronouns.holds(sentence.words[at]) and not _hyphened(sentence, at + 1):
        known = Known.NEW if persons.selves.holds(sentence.words[at]) else Known.TOLD
        return Person(first=at, end=at + 1, after=at + 1, known=known)
    further = persons.further.at(sentence.words, at)
    if further and further.end < len(sentence.words) and not rules.singles.at(sentence.words, further.end):
        return Person(first=at, end=further.end, after=further.end, known=Known.NEW)
    noun = rules.singles.at(sentence.words, at)
    end = noun.end if noun else at
    while noun and end < len(sentence.words) and (more := rules.singles.at(sentence.words, end)):
        end = more.end
    last = _name_end(sentence, end, rules)
    if rules.together.at(sentence.words, at):
        return None
    if noun is None and not _is_name(sentence, at, last, names):
        return None
    first, told = _opening(sentence, at, behind, rules) if noun else (at, False)
    if noun and last == end:
        last = _apposed(sentence, end, rules)
    name = tuple(_bare(word) for word in sentence.words[end:last] if word != ",")
    known = Known.NAMED if name else Known.TOLD if told else Known.NEW
    return Person(first=first, end=last, after=_after(sentence, last, rules), known=known, name=name)


def _apposed(sentence: Sentence, end: int, rules: Rules) -> int:
    """Return the token after the full name that a comma puts beside a noun ("his brother, Ann Bell"), else `end`."""
    if end + 1 >= len(sentence.words) or sentence.words[end] != ",":
        return end
    last = _name_end(sentence, end + 1, rules)
    closed = last < len(sentence.words) and sentence.words[last] not in rules.joiners
    return last if last - end > FULL_NAME and closed else end


def _name_end(sentence: Sentence, start: int, rules: Rules) -> int:
    """Return the token after the capitalised words from a token on: the token itself where none stand there."""
    at = start
    while at < min(start + LONGEST_NAME, len(sentence.tokens)):
        token = sentence.tokens[at]
        initial = token.word == "." and at > start and len(sentence.words[at - 1]) == 1
        joined = token.word in DASHES and at > start and token.start == sentence.tokens[at - 1].end
        named = token.sort is Sort.WORD and token.capital and not _is_common(token.word, rules)
        if not (named or initial or joined):
            break
        at += 1
        if token.word.endswith(POSSESSIVE):
            break
    return at


def _hyphened(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.words) and sentence.words[at] in DASHES


def _is_common(word: str, rules: Rules) -> bool:
    return rules.names.not_names.holds(word) or rules.stops.holds(word) or rules.units.holds(word)


def _is_name(sentence: Sentence, first: int, end: int, names: frozenset[str]) -> bool:
    """Whether capitalised words are a person's: a full name, or a part of one that was told before."""
    words = [word for word in sentence.words[first:end] if len(word) > 1]
    if len(words) >= FULL_NAME:
        return True
    return bool(words) and _bare(words[0]) in names


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _opening(sentence: Sentence, at: int, behind: int, rules: Rules) -> tuple[int, bool]:
    """Return the first token of a noun's phrase, and whether it speaks of a person as known.

    Without an article the phrase begins with the noun, or with the age before it.
    """
    first = at
    for before in range(at - 1, max(behind, at - 1 - MODIFIERS) - 1, -1):
        token = sentence.tokens[before]
        if rules.persons.definite.holds(token.word) or token.word.endswith(POSSESSIVE):
            return before, True
        if rules.openings.at(sentence.words, before):
            return before, False
        mark = token.sort is Sort.MARK and token.word not in DASHES
        if mark or rules.stops.holds(token.word) or rules.harms.at(sentence.words, before):
            break
        if sentence.tokens[before].sort is Sort.NUMERAL and first == before + 2:
            first = before
    return first, False


def _after(sentence: Sentence, end: int, rules: Rules) -> int:
    """Return the token after what stands in commas or brackets behind a person."""
    words = sentence.words
    if end >= len(words) or words[end] not in {",", "("}:
        return end
    closing = ")" if words[end] == "(" else ","
    for at in range(end + 1, min(end + LONGEST_ASIDE, len(words))):
        if words[at] == closing:
            return at + 1
        if rules.harms.at(words, at) or rules.says.at(words, at):
            break
        aged = sentence.tokens[at].sort is Sort.NUMERAL and at + 1 < len(words) and at == end + 1
        if aged and rules.harms.at(words, at + 1):
            return at + 1
    beside = end + 1 < len(words) and rules.harms.at(words, end + 1) is not None
    return end + 1 if beside and closing == "," else end
