"""The cue words of page parts, from `cues.toml`, compiled once.

Cues are general words of a language ("said:", "Правила обсуждения"), never a site's own. All languages are
looked for at once. The words in a text that speak of incidents are the claim packs' matter, not this file's.
"""

import re
from functools import cache
from importlib.resources import files

import msgspec

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


def alternatives(kind: str) -> str:
    """Return the cues of one kind as one group of a regular expression; blanks match any short white space."""
    return "(?:" + "|".join(re.escape(word).replace(r"\ ", r"\s{1,3}") for word in words(kind)) + ")"


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
