"""Which finder a language has: the first of the kinds that has one at hand.

Each kind is a module of this room with `open_finder(language, models)`. It is imported by its name when a finder is
first asked for, and must load what is heavy (a model, a library that may be absent) only once it knows that it has
something for the language. A finder once opened is kept.
"""

import importlib
from functools import cache
from pathlib import Path
from typing import Final

from ledgerstone.evidence.claims.finders.model import NameFinder

KINDS: Final[tuple[str, ...]] = ("tagged_kind", "slovnet_kind", "lists_kind")
"""Modules of this room, in the order in which they are asked."""


@cache
def finder_of(language: str | None, models: Path | None = None) -> NameFinder | None:
    """Return the finder of names for a language; None where none is installed.

    Args:
        language: As in the reading ("hy").
        models: A folder with models of the user's own, which come before those of the installation; None for none.
    """
    if language is None:
        return None
    for kind in KINDS:
        module = importlib.import_module(f"{__package__}.{kind}")
        found: NameFinder | None = module.open_finder(language, models)
        if found is not None:
            return found
    return None
