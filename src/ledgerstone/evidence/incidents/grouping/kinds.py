"""The kind of an event, from a closed list of ours that names no guilt.

A kind is found by beginnings of words in what a paper says about the event. It gives a group its title and helps to
tell two events of one town and week apart; it is never an answer to a question.
"""

from collections import Counter
from collections.abc import Iterable
from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct

VIOLENCE = "violence"
ACCOMPANYING = frozenset({"displacement", "detention", "destruction", "fire"})
"""What goes with an attack as well as stands alone: beside killed or injured people it names no kind."""

CLEAR = 0.6


class _Kind(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    words: tuple[str, ...]


@cache
def _kinds() -> dict[str, tuple[str, ...]]:
    content = resources.files(__package__).joinpath("kinds.toml").read_bytes()
    return {name: kind.words for name, kind in msgspec.toml.decode(content, type=dict[str, _Kind]).items()}


def kinds_in(text: str) -> frozenset[str]:
    """Return the kinds of event that a stretch of text names."""
    folded = " " + " ".join(text.casefold().split())
    return frozenset(name for name, words in _kinds().items() if any(f" {word}" in folded for word in words))


def telling(kinds: Iterable[str]) -> frozenset[str]:
    """Return the kinds that tell one event from another: not the most general one, nor what goes with any attack."""
    return frozenset(kinds) - ACCOMPANYING - {VIOLENCE}


def kind_of(mentions: Iterable[frozenset[str]], *, harmed: bool) -> str:
    """Return the kind of an event.

    Args:
        mentions: The kinds that each mention of it names.
        harmed: Whether people are said to have been killed or injured.

    Returns:
        The kind that most of the mentions that name one name; "violence" where none is clear.
    """
    named = [kinds - ACCOMPANYING if harmed else kinds for kinds in mentions]
    telling = [kinds for kinds in named if kinds]
    counts = Counter(kind for kinds in telling for kind in kinds)
    if not counts:
        return VIOLENCE
    most = max(sorted(counts), key=lambda kind: counts[kind])
    return most if counts[most] >= CLEAR * len(telling) and counts[most] > counts[VIOLENCE] else VIOLENCE
