"""Single persons in a sentence who are told of without a number: "Boy, 17", "the man", "his wife", "John Smith".

Found only where a word of harm stands in the sentence; whether one was harmed is decided in `harms`. In a
sentence that is all in capitals a name is two words or more of which the pack knows none.
"""

from collections.abc import Iterator
from enum import Enum

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.counts.harm_words import Side
from ledgerstone.evidence.claims.counts.numbers import DASHES
from ledgerstone.evidence.claims.packs.lexicon import Hit
from ledgerstone.evidence.claims.rules import Rules

MODIFIERS = 5
"""Words before a noun for a person that may belong to it."""
LONGEST_NAME = 6
FULL_NAME = 2
"""Capitalised words that make a name of its own; one alone must have been part of a name before."""
LONGEST_SCENE = 8
LONGEST_ASIDE = 12
"""Words between two commas after a person: an age, a rank, "a father of two"."""
ASIDES = 2
POSSESSIVE = ("'s", "’s")
APOSTROPHES = frozenset("'’")
QUOTES = frozenset("\"'“”‘’«»()")
LONGEST_NICKNAME = 2
AGE = 3
"""Tokens from a comma to the noun of an age: "22", "-", "year-old"."""


class Known(Enum):
    """How a text refers to a person."""

    NEW = "new"
    """By a noun that may open a text: "boy, 17", "a man"."""
    TOLD = "told"
    """As one who is known: "the man", "his wife", "she"."""
    NAMED = "named"
    NUMBER = "number"
    """Several, by a number: no person alone, but one of a list with persons ("a man and two women")."""


class Person(Struct, frozen=True, kw_only=True):
    """A person at tokens `first` up to `end`.

    Attributes:
        first: First token, an article or adjective included.
        end: Token after the noun or the name.
        after: Token after what is put in between commas behind it ("John Smith, 17,").
        known: How the text refers to it.
        name: The folded words of the name; empty where it has none.
        words: By which it is known when it is told again: its name, or its noun where no article says so.
    """

    first: int
    end: int
    after: int
    known: Known
    name: tuple[str, ...] = ()
    words: tuple[str, ...] = ()


def persons_in(sentence: Sentence, names: frozenset[str], rules: Rules, *, shouted: bool = False) -> tuple[Person, ...]:
    """Return the single persons of a sentence in order, none overlapping another.

    Args:
        sentence: The sentence.
        names: Folded words of the names of persons that the text told before.
        rules: Of the language.
        shouted: Whether it is all in capitals, which then say nothing.
    """
    if not rules.persons.strict:
        return ()
    return tuple(_persons(_Look(sentence=sentence, names=names, rules=rules, shouted=shouted)))


class _Look(Struct, frozen=True, kw_only=True):
    """A sentence, the names told before, and whether all of it is in capitals."""

    sentence: Sentence
    names: frozenset[str]
    rules: Rules
    shouted: bool


def _persons(look: _Look) -> Iterator[Person]:
    at = behind = 0
    while at < len(look.sentence.words):
        person = _person(look, at, behind)
        if person is None:
            at += 1
            continue
        yield person
        aside = person.after > person.end and person.after < len(look.sentence.words)
        skips = aside and _says_on(look.sentence, person.after, look.rules)
        at = behind = person.after if skips else person.end


def _person(look: _Look, at: int, behind: int) -> Person | None:
    """Return the person whose noun, pronoun or name begins at a token; its article is looked for up to `behind`."""
    sentence, rules, persons = look.sentence, look.rules, look.rules.persons
    if persons.pronouns.holds(sentence.words[at]) and not _hyphened(sentence, at + 1):
        known = Known.NEW if persons.selves.holds(sentence.words[at]) else Known.TOLD
        return Person(first=at, end=at + 1, after=at + 1, known=known)
    further = persons.further.at(sentence.words, at)
    if further and further.end < len(sentence.words) and not rules.singles.at(sentence.words, further.end):
        return Person(first=at, end=further.end, after=further.end, known=Known.NEW)
    noun = _noun(sentence, at, rules)
    end = noun.end if noun else at
    while noun and end < len(sentence.words) and (more := rules.singles.at(sentence.words, end)):
        end = more.end
    last = _name_end(look, end)
    if rules.together.at(sentence.words, at):
        return None
    if noun is None and not _is_name(look, at, last):
        return None
    first, told = _opening(sentence, at, behind, rules) if noun else (at, False)
    if noun and last == end:
        last = _apposed(look, end)
    name = tuple(_bare(word) for word in sentence.words[end:last] if word != ",")
    known = Known.NAMED if name else Known.TOLD if told else Known.NEW
    words = name or (() if rules.persons.articles else sentence.words[at:end])
    return Person(first=first, end=last, after=_after(sentence, last, rules), known=known, name=name, words=words)


def _noun(sentence: Sentence, at: int, rules: Rules) -> Hit[None] | None:
    """Return the noun for one person at a token, also one that something is said to belong to ("the man's death")."""
    word = sentence.words[at]
    if word.endswith(POSSESSIVE) and rules.singles.holds(_bare(word)):
        return Hit(at, at + 1, None)
    return rules.singles.at(sentence.words, at)


def owns(sentence: Sentence, person: Person) -> bool:
    """Return whether something of a person's is spoken of, not the person: "the man's car", "Ann Bells' son"."""
    if sentence.words[person.end - 1].endswith(POSSESSIVE):
        return True
    tokens, end = sentence.tokens, person.end
    return end < len(tokens) and tokens[end].word in APOSTROPHES and tokens[end].start == tokens[end - 1].end


def _apposed(look: _Look, end: int) -> int:
    """Return the token after the full name that a comma puts beside a noun ("his brother, Ann Bell"), else `end`.

    An age may stand before it ("his brother, 22-year-old Ann Bell").
    """
    sentence, rules = look.sentence, look.rules
    if end + 1 >= len(sentence.words) or sentence.words[end] != ",":
        return end
    aged = sentence.tokens[end + 1].sort is Sort.NUMERAL and end + AGE < len(sentence.words)
    age = rules.singles.at(sentence.words, end + AGE) if aged else None
    start = age.end if age else end + 1
    last = _name_end(look, start)
    closed = last < len(sentence.words) and sentence.words[last] not in rules.joiners
    return last if last - start >= FULL_NAME and closed else end


def _name_end(look: _Look, start: int) -> int:
    """Return the token after the capitalised words from a token on: the token itself where none stand there."""
    at, sentence = start, look.sentence
    while at < min(start + LONGEST_NAME, len(sentence.tokens)):
        token = sentence.tokens[at]
        initial = token.word == "." and at > start and len(sentence.words[at - 1]) == 1
        joined = token.word in DASHES and at > start and token.start == sentence.tokens[at - 1].end
        nickname = _nickname_end(look, at) if at > start else at
        if nickname > at:
            at = nickname
            continue
        named = token.sort is Sort.WORD and (token.capital or look.shouted) and not _is_common(look, at)
        if not (named or initial or joined) or _is_where(look, at, start):
            break
        at += 1
        if token.word.endswith(POSSESSIVE):
            break
    return at


def _nickname_end(look: _Look, at: int) -> int:
    """Return the token after a nickname in quotes that a name goes on behind (John "Red" Smith), else `at`."""
    tokens = look.sentence.tokens
    if tokens[at].word not in QUOTES:
        return at
    for end in range(at + 2, min(at + 2 + LONGEST_NICKNAME, len(tokens) - 1)):
        if tokens[end].word in QUOTES:
            return end + 1 if tokens[end - 1].capital and tokens[end + 1].capital else at
    return at


def _is_where(look: _Look, at: int, start: int) -> bool:
    """Whether a word behind a noun or a name ends as a place does in its case: "Rauf Selimli Gəncədə"."""
    persons, word = look.rules.persons, look.sentence.words[at]
    follows = at > start or (start > 0 and look.rules.singles.before(look.sentence.words, start) is not None)
    return persons.framed and follows and word.endswith(persons.endings) and word not in persons.given


def _hyphened(sentence: Sentence, at: int) -> bool:
    return at < len(sentence.words) and sentence.words[at] in DASHES


def _is_common(look: _Look, at: int) -> bool:
    """Whether a word is none of a name, as "Hurt" of "Teen Hurt"; without capitals every word of the pack is none."""
    words, rules = look.sentence.words, look.rules
    word = words[at]
    if rules.names.not_names.holds(word) or rules.stops.holds(word) or rules.units.holds(word):
        return True
    harm = rules.harms.at(words, at)
    if not look.shouted:
        return harm is not None and harm.label.side in (Side.EITHER, Side.BEFORE)
    lexicons = (rules.singles, rules.passive, rules.persons.between, rules.says, rules.conjunctions, rules.names.bodies)
    said = any(lexicon.holds(word) for lexicon in lexicons) or rules.openings.at(words, at) is not None
    return said or harm is not None or word.endswith(tuple(rules.persons.endings))


def _is_name(look: _Look, first: int, end: int) -> bool:
    """Whether capitalised words are a person's: a full name, or a part of one that was told before."""
    words = [word for word in look.sentence.words[first:end] if len(word) > 1]
    if _goes_on_before(look, first) or look.rules.names.bodies.holds(look.sentence.words[end - 1]):
        return False
    if look.shouted and not _may_be_name(look, first, words):
        return False
    if len(words) >= FULL_NAME:
        return not look.rules.persons.named or _is_introduced(look, first)
    return bool(words) and _bare(words[0]) in look.names


def _goes_on_before(look: _Look, first: int) -> bool:
    """Whether capitalised words are what an article belongs to ("the South Side"), or the end of more of them."""
    if first == 0:
        return False
    before = look.sentence.tokens[first - 1]
    article = look.rules.persons.definite.holds(before.word) and not look.rules.that.holds(before.word)
    opens = first == 1 and look.rules.persons.named
    more = before.capital and before.sort is Sort.WORD and not opens and not _is_common(look, first - 1)
    return article or (more and look.rules.singles.at(look.sentence.words, first - 1) is None)


def _is_introduced(look: _Look, first: int) -> bool:
    """Whether a title stands before capitalised words, or a title or a given name is the first of them."""
    rules, words = look.rules, look.sentence.words
    told = rules.names.titles.holds(words[first]) or words[first] in rules.persons.given
    return told or rules.names.titles.before(words, first) is not None


def _bare(word: str) -> str:
    return word.removesuffix("'s").removesuffix("’s")


def _may_be_name(look: _Look, first: int, words: list[str]) -> bool:
    """Whether words in a sentence of capitals may be a name: without an article, and no plural after one word."""
    before = look.sentence.words[first - 1] if first else ""
    plural = len(words) == FULL_NAME and words[-1].endswith(look.rules.names.group_names)
    return not plural and not look.rules.persons.definite.holds(before)


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
        if (
            mark
            or rules.linkers.holds(token.word)
            or rules.stops.holds(token.word)
            or rules.harms.at(sentence.words, before)
        ):
            break
        if sentence.tokens[before].sort is Sort.NUMERAL and first == before + 2:
            first = before
    return first, False


def _after(sentence: Sentence, end: int, rules: Rules) -> int:
    """Return the token after what stands in commas or brackets behind a person, up to two such asides."""
    at = _origin_end(sentence, end, rules)
    for _ in range(ASIDES):
        closed = _aside_end(sentence, at, rules)
        if closed is None or _tells_of_another(sentence, range(at, closed), rules):
            break
        at = closed
        if at < len(sentence.words) and _says_on(sentence, at, rules):
            return at
        at -= sentence.words[at - 1] == ","
    if at < len(sentence.words) and sentence.words[at] == ",":
        says_on = at + 1 < len(sentence.words) and _says_on(sentence, at + 1, rules)
        return at + 1 if says_on or at > end else end
    return at


def _tells_of_another(sentence: Sentence, aside: range, rules: Rules) -> bool:
    """Whether "who" behind an aside is the one named there: "Ann Bell, the mother of Tom Bell, who died"."""
    words = sentence.words
    if aside.stop >= len(words) or rules.amounts.who.at(words, aside.stop) is None:
        return False
    links = (at + 1 for at in aside if rules.linkers.holds(words[at]) and at + 1 in aside)
    return any(sentence.tokens[at].capital for at in links)


def _origin_end(sentence: Sentence, end: int, rules: Rules) -> int:
    """Return the token after a place that a person is of, where something is said behind it ("John Smith of Vell").

    "Who" behind a full name is the one named ("the mother of Tom Reed, who died").
    """
    words = sentence.words
    if end + 1 >= len(words) or not (rules.linkers.holds(words[end]) or rules.where.holds(words[end])):
        return end
    at = end + 1
    while at < min(end + LONGEST_NAME, len(words)) and (sentence.tokens[at].capital or words[at] == ","):
        at += 1
    if not end + 1 < at < len(words) or not _says_on(sentence, at, rules):
        return _scene_end(sentence, end, rules)
    full = sum(token.capital for token in sentence.tokens[end + 1 : at]) >= FULL_NAME
    return end if full and rules.amounts.who.at(words, at) else at


def _scene_end(sentence: Sentence, end: int, rules: Rules) -> int:
    """Return the token of the auxiliary behind a place where a person is: "a man in a parked car was shot"."""
    words = sentence.words
    if not rules.where.holds(words[end]):
        return end
    for at in range(end + 1, min(end + LONGEST_SCENE, len(words))):
        if rules.passive.holds(words[at]):
            return at if at > end + 1 else end
        if sentence.tokens[at].sort is not Sort.WORD or _parts(sentence, at, rules):
            return end
    return end


def _parts(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether a word at a token ends the phrase before it, or begins one of other people."""
    words = sentence.words
    unit = rules.units.at(words, at)
    people = rules.singles.at(words, at) is not None or (unit is not None and unit.label == "people")
    said = rules.says.at(words, at) is not None or rules.harms.at(words, at) is not None
    return people or said or rules.stops.holds(words[at])


def _aside_end(sentence: Sentence, start: int, rules: Rules) -> int | None:
    """Return the token after the comma or bracket that closes an aside; None where none opens or a clause begins."""
    words = sentence.words
    if start >= len(words) or words[start] not in {",", "("}:
        return None
    closing = ")" if words[start] == "(" else ","
    for at in range(start + 1, min(start + LONGEST_ASIDE, len(words))):
        if words[at] == closing:
            return at + 1
        aged = sentence.tokens[at].sort is Sort.NUMERAL and at == start + 1 and at + 1 < len(words)
        if aged and (_says_on(sentence, at + 1, rules) or words[at + 1] in rules.joiners):
            return at + 1
        if rules.harms.at(words, at) or rules.says.at(words, at):
            return None
    return None


def _says_on(sentence: Sentence, at: int, rules: Rules) -> bool:
    """Whether something is said of a person at a token, also by "who": an auxiliary or a word of harm."""
    if rules.amounts.who.at(sentence.words, at) and at + 1 < len(sentence.words):
        at += 1
    return rules.passive.holds(sentence.words[at]) or rules.harms.at(sentence.words, at) is not None
