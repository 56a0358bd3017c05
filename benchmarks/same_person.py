"""Whether two tellings of one person in an English report may be of the same: by name, age, sex and noun.

Used to measure: who was shot and who died are one person or two, and how many names of the dead a text has.
"""

import re
from enum import Enum

from msgspec import Struct

WORD = re.compile(r"[^\W\d_]+")
AGE = re.compile(r"\b\d{1,3}\b(?=-(?:year|month))")
SAME_ONE = frozenset(["he", "herself", "him", "himself", "self", "she", "victim"])
"""Words for one told before."""
WOMEN = frozenset(
    ["daughter", "female", "girl", "girlfriend", "grandmother", "her", "mother", "she", "sister", "wife", "woman"]
)
MEN = frozenset(
    ["boy", "boyfriend", "brother", "father", "grandfather", "he", "husband", "male", "man", "son"],
)
PLAIN = frozenset(
    [
        *("a", "an", "and", "another", "her", "his", "jr", "month", "old", "one", "s", "the", "their", "year"),
        *("adult", "boy", "child", "female", "girl", "juvenile", "male", "man", "other", "person", "second"),
        *("suspect", "teen", "teenage", "teenager", "third", "victim", "woman", "young", "youth"),
    ]
)
"""Words of a person's phrase that say nothing of who it is."""
FULL_NAME = 2
KINDS = (
    frozenset(["agent", "cop", "deputy", "detective", "officer", "patrolman", "policeman", "sergeant", "trooper"]),
    frozenset(["burglar", "gunman", "intruder", "robber", "shooter", "suspect"]),
    frozenset(["baby", "boy", "child", "girl", "infant", "newborn", "toddler"]),
    frozenset(["boyfriend", "father", "girlfriend", "husband", "man", "mother", "parent", "wife", "woman"]),
)
"""Nouns of kinds of people of whom nobody is of two, but for officers among men and women."""
CHILDREN, CHILD = 2, 12
OFFICERS_AND_ADULTS = frozenset((0, 3))
SUSPECTS_AND_ADULTS = frozenset((1, 3))


class Same(Enum):
    """Whether two are the same person."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Person(Struct, frozen=True, kw_only=True):
    """What a text's words say of a person: name, nouns, age and sex; None where they say none."""

    names: tuple[str, ...]
    nouns: frozenset[str]
    kinds: frozenset[int]
    age: str | None
    woman: bool | None
    known: bool


def person(words: str) -> Person:
    """Return what words say of a person.

    Args:
        words: As the text has them ("his wife, 22-year-old Ann Bell").
    """
    found = WORD.findall(words)
    small = {word.lower() for word in found}
    names = tuple(word.lower() for word in found if word[0].isupper() and word.lower() not in PLAIN and len(word) > 1)
    age = AGE.search(words)
    woman = True if small & WOMEN else False if small & MEN else None
    return Person(
        names=names,
        nouns=frozenset(small - PLAIN - set(names)),
        kinds=frozenset(index for index, nouns in enumerate(KINDS) if small & nouns) | _by_age(age),
        age=age.group() if age else None,
        woman=woman,
        known=bool(small & SAME_ONE) and small <= SAME_ONE | PLAIN,
    )


def _by_age(age: re.Match[str] | None) -> frozenset[int]:
    return frozenset((CHILDREN,)) if age and int(age.group()) <= CHILD else frozenset()


def same(one: Person, other: Person) -> Same:
    """Return whether two are the same person, as far as their words tell."""
    if one.names and other.names:
        return _by_name(one.names, other.names)
    if one.age and other.age and one.age != other.age:
        return Same.NO
    if None not in (one.woman, other.woman) and one.woman != other.woman:
        return Same.NO
    if one.age and other.age:
        return Same.YES
    if any({a, b} not in ({a}, OFFICERS_AND_ADULTS, SUSPECTS_AND_ADULTS) for a in one.kinds for b in other.kinds):
        return Same.NO
    return Same.YES if one.nouns & other.nouns else Same.UNKNOWN


def _by_name(one: tuple[str, ...], other: tuple[str, ...]) -> Same:
    shared = set(one) & set(other)
    if not shared:
        return Same.NO
    both_full = min(len(one), len(other)) >= FULL_NAME
    return Same.NO if both_full and len(shared) < FULL_NAME and one[0] != other[0] else Same.YES
