"""A pack whose words are those of another pack, written otherwise: nothing is kept twice.

Each alphabet of the table says, letter by letter, how a word of the other pack is written; a pack may have several, one
for each time that wrote otherwise. Codes of the product ("killed", "people") stay as they are.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import msgspec
from msgspec import Struct

CODES = frozenset({"question", "term", "units"})
"""Keys of harms that hold no words of a text; `units` elsewhere is a table, never a list."""
PAIRS = frozenset({"endings", "demonyms"})
"""Keys of lists of pairs, where the second belongs to the first."""
Table = TypeVar("Table", bound=Struct)


class SpellingTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How the words of another pack are written.

    Attributes:
        of: Code of that pack; empty where a pack holds its own words.
        alphabets: For each, letters of that pack to what stands for them; a space before both means the beginning of
            a word. Capitals follow, where they are not named. What is not named stays. No alphabet at all takes the
            words as they are.
    """

    of: str = ""
    alphabets: tuple[dict[str, str], ...] = ()


def rewritten(table: Table, spelling: SpellingTable) -> Table:
    """Return a table of a pack with all its words in the other spellings."""
    writers = tuple(_Writer(alphabet) for alphabet in spelling.alphabets)
    return msgspec.convert(_rewritten(msgspec.to_builtins(table), writers), type(table)) if writers else table


def spellings(form: str, spelling: SpellingTable) -> tuple[str, ...]:
    """Return a form in each of the other spellings."""
    return _each(form, tuple(_Writer(alphabet) for alphabet in spelling.alphabets)) if spelling.alphabets else (form,)


class _Writer:
    """Writes a form by one alphabet."""

    def __init__(self, alphabet: Mapping[str, str]) -> None:
        self._alphabet = {letter.upper(): by.upper() for letter, by in alphabet.items()} | dict(alphabet)
        self._letters = re.compile("|".join(map(re.escape, sorted(self._alphabet, key=len, reverse=True))))

    def write(self, form: str) -> str:
        return self._letters.sub(lambda found: self._alphabet[found[0]], f" {form}")[1:]


def _each(form: str, writers: Sequence[_Writer]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(writer.write(form) for writer in writers))


def _rewritten(value: object, writers: Sequence[_Writer], key: str = "") -> object:
    if isinstance(value, dict):
        return {each: inner for name, content in value.items() for each, inner in _entry(name, content, writers)}
    if not isinstance(value, list | tuple) or key in CODES:
        return value
    if key in PAIRS and value and isinstance(value[0], list | tuple):
        return [[writer.write(part) for part in pair] for pair in value for writer in writers]
    return [each for part in value for each in _part(part, writers)]


def _entry(name: str, content: object, writers: Sequence[_Writer]) -> Iterator[tuple[str, object]]:
    """Yield an entry of a table: the key is a word where a number belongs to it."""
    if isinstance(content, int) and not isinstance(content, bool):
        yield from ((each, content) for each in _each(name, writers))
    else:
        yield name, _rewritten(content, writers, name)


def _part(part: object, writers: Sequence[_Writer]) -> Sequence[object]:
    return _each(part, writers) if isinstance(part, str) else (_rewritten(part, writers),)
