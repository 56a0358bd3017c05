"""Names by lists of a language's words, for one that has no model."""

from pathlib import Path

from ledgerstone.evidence.claims.finders.lists.finder import ListsFinder
from ledgerstone.evidence.claims.finders.lists.table import name_lists
from ledgerstone.evidence.claims.finders.model import NameFinder


def open_finder(language: str, models: Path | None = None) -> NameFinder | None:  # noqa: ARG001 - the same for each kind
    """Return the finder of a language that has lists; None where it has none.

    Args:
        language: As in the reading.
        models: A folder with models of the user's own, which this kind has no use for.

    Raises:
        RefusedError: The lists are broken; the message names file and line.
    """
    found = name_lists(language)
    return None if found is None else ListsFinder(language, *found)
