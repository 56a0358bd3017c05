"""The cue words of page parts, from `cues.toml`, compiled once.

Cues are general words of a language ("said:", "Правила обсуждения"), never a site's own. All languages are
looked for at once. The words in a text that speak of incidents are the claim packs' matter, not this file's.
"""

import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import TypeAlias

import msgspec

ALIKE = {"İ": "i", "ı": "i", "ſ": "s", "ᲀ": "в", "ᲁ": "д", "ᲂ": "о", "ᲃ": "с", "ᲄ": "т", "ᲅ": "т"}
"""Letters that a pattern takes for another where it ignores capitals, and `str.lower` leaves or makes two of."""
OPENING = 3
"""Letters of a line by which most lines are told to begin with no cue."""
SHORTEST_TELLING = 4
"""Letters of a word that tells of a cue: shorter ones stand in every text."""
HEADINGS = ("notice", "notice_line", "comments_heading", "policy_heading")
"""Kinds of cues with which a line begins that is looked for on the whole page."""
Tree: TypeAlias = dict[str, "Tree"]
"""Letters that may follow, and what may follow them; an empty one where a word ends."""
COUNT_OF_COMMENTS = r"(?:\(?\d{1,7}\)?\s{1,3})?"


class LanguageCues(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One language's table in `cues.toml`, where each key is explained."""

    said: tuple[str, ...]
    in_reply: tuple[str, ...]
    comments_heading: tuple[str, ...]
    policy_heading: tuple[str, ...]
    references_heading: tuple[str, ...]
    list_heading: tuple[str, ...]
    byline: tuple[str, ...]
    published: tuple[str, ...]
    caption: tuple[str, ...]
    closing: tuple[str, ...]
    signatories: tuple[str, ...]
    statement: tuple[str, ...]
    notice: tuple[str, ...]
    notice_line: tuple[str, ...]
    masthead: tuple[str, ...]
    months: tuple[str, ...]


@cache
def _tables() -> tuple[LanguageCues, ...]:
    content = (files(__package__) / "cues.toml").read_bytes()
    return tuple(msgspec.toml.decode(content, type=dict[str, LanguageCues]).values())


@cache
def words(kind: str) -> tuple[str, ...]:
    """Return the cues of one kind in every language, the longest first.

    Args:
        kind: A key of `cues.toml`.
    """
    found = {word for table in _tables() for word in getattr(table, kind)}
    return tuple(sorted(found, key=lambda word: (-len(word), word)))


def folded(words: str) -> str:
    """Return words, as long as before, in the form in which any two that a pattern here takes for one are the same."""
    if not words.isascii():
        for sign, other in ALIKE.items():
            words = words.replace(sign, other)
    return words.lower()


@cache
def openings(*kinds: str) -> frozenset[str]:
    """Return the first letters of the first words of all cues of some kinds, for `may_begin`."""
    return frozenset(folded(word.split()[0][:OPENING]) for kind in kinds for word in words(kind))


def may_begin(line: str, cues: frozenset[str]) -> bool:
    """Say whether a line may begin with a cue, marks and numbers aside; quickly, as most lines begin with none.

    Args:
        line: Its words.
        cues: The `openings` of the cues.
    """
    start = folded(line[:OPENING])
    return start in cues or not start[:1].isalpha() or start[:2] in cues or start[:1] in cues


@cache
def _telling_words(kind: str) -> tuple[str, ...]:
    """As few words as may be, `folded`, of which each cue of a kind holds one."""
    found: list[str] = []
    cues = [folded(word) for word in words(kind)]
    while cues:
        parts = {part for cue in cues for part in cue.split()}
        longest = {part for part in parts if len(part) >= SHORTEST_TELLING} or parts
        found.append(max(longest, key=lambda part: (sum(part in cue for cue in cues), len(part), part)))
        cues = [cue for cue in cues if found[-1] not in cue]
    return tuple(sorted(found))


def words_in(kind: str, text: str) -> tuple[str, ...]:
    """Return words that tell of a kind of cues and stand in a text: where none does, no cue does.

    Args:
        kind: A key of `cues.toml`.
        text: `folded`.
    """
    is_ascii = text.isascii()
    return tuple(word for word in _telling_words(kind) if (not is_ascii or word.isascii()) and word in text)


def alternatives(kind: str) -> str:
    """Return the cues of one kind as one group of a regular expression; blanks match any short white space."""
    return any_of(words(kind))


def any_of(several: Iterable[str]) -> str:
    """Return a group of a regular expression for many words, the longest first; blanks match any short white space.

    It is a tree of letters, so that most places of a text are left at one look at the first.

    Args:
        several: Words, one at least, none of them empty.
    """
    tree: Tree = {}
    for word in several:
        branch = tree
        for letter in word:
            branch = branch.setdefault(letter, {})
        branch[""] = {}
    return f"(?:(?=[{''.join(map(re.escape, sorted(tree)))}]){_branches(tree)})"


def _branches(tree: Tree) -> str:
    grown = [_letter(letter) + _branches(rest) for letter, rest in sorted(tree.items()) if letter]
    # One branch needs no group: most of a tree is such, and groups take most of what compiling takes.
    if "" not in tree and len(grown) == 1:
        return grown[0]
    return f"(?:{'|'.join(grown)}){'?' if '' in tree else ''}" if grown else ""


def _letter(letter: str) -> str:
    return r"\s{1,3}" if letter == " " else re.escape(letter)


@cache
def begins(kind: str) -> re.Pattern[str]:
    """Return a pattern that matches a line beginning with a cue of this kind, as a whole word."""
    return re.compile(rf"\W{{0,3}}{alternatives(kind)}(?:(?<!\w)|(?!\w))", re.IGNORECASE)


@cache
def holds(kind: str) -> re.Pattern[str]:
    """Return a pattern that finds a cue of this kind anywhere, at the beginning of a word."""
    return re.compile(rf"(?<!\w){alternatives(kind)}", re.IGNORECASE)


@cache
def is_whole(kind: str) -> re.Pattern[str]:
    """Return a pattern that matches a line which is a cue of this kind, with a count and closing marks at most."""
    return re.compile(
        rf"\W{{0,3}}{COUNT_OF_COMMENTS}{alternatives(kind)}\s{{0,3}}(?:\(?\d{{1,7}}\)?)?\s{{0,3}}[:.՝։]?", re.IGNORECASE
    )
