"""Finders of names where files are read: opened once in the process that readers are forked from, used in its children.

A model takes seconds and hundreds of megabytes; a child has it from its birth and copies none of it.
"""

from collections.abc import Iterable, Sequence

from ledgerstone.confinement.tasks import UnpreparedError
from ledgerstone.errors import RefusedError, UnreadableError
from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.finders import NameFinder, finder_of
from ledgerstone.evidence.claims.finders.join import MOST_CHARACTERS, with_found
from ledgerstone.evidence.claims.model import Mention
from ledgerstone.evidence.reading.model import Reading

_PREFIX = "names:"
"""Before a language, for its finder; without it, its model for telling languages is called for."""
_NONE = "no finder of names is installed for {language}: names are those of the rules"
_REFUSED = "the finder of names for {language} is refused, so names are those of the rules: {reason}"
_OPENED: dict[str, NameFinder | str] = {}
"""For each language its finder, or why there is none."""


def named_again(
    reading: Reading, mentions: tuple[Mention, ...], cut: Sequence[Sentence]
) -> tuple[tuple[Mention, ...], tuple[str, ...]]:
    """Return mentions with the names of the language's finder among them, and what its reader is to be warned of.

    Args:
        reading: The part of the reading that the rules look at.
        mentions: What the rules found in it.
        cut: Its sentences.

    Raises:
        UnpreparedError: The finder is not opened yet, and may not be in a child.
    """
    language = reading.language
    if language is None:
        return mentions, ()
    if language not in _OPENED:
        raise UnpreparedError((f"{_PREFIX}{language}",))
    finder = _OPENED[language]
    if isinstance(finder, str):
        return mentions, (finder,)
    length = len(reading.text)
    short = f"a finder looked for names in the first {MOST_CHARACTERS:,} of {length:,} characters alone"
    return with_found(reading.text, mentions, finder, cut), (short,) if length > MOST_CHARACTERS else ()


def prepare_finders(names: Iterable[str]) -> None:
    """Open the finders that children called for; what is no name of a finder is left out."""
    for language in (name.removeprefix(_PREFIX) for name in names if name.startswith(_PREFIX)):
        try:
            _OPENED[language] = finder_of(language) or _NONE.format(language=language)
        except (RefusedError, UnreadableError) as error:
            _OPENED[language] = _REFUSED.format(language=language, reason=error)
