"""Where in a pack's file a form stands, so that a claim can name the entry that it was read by.

The packs are read for their words by `packs`; here the same files are gone through once more, line by line, for the
line of each form. A table is named by its header and key; of the blocks of harms, by the question that they answer too
("claims.harms.killed.either").
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from itertools import chain, groupby
from operator import attrgetter

from msgspec import structs

from ledgerstone.evidence.claims.clauses import labelled_forms
from ledgerstone.evidence.claims.model import Entry
from ledgerstone.evidence.claims.packs import load
from ledgerstone.evidence.claims.packs.lexicon import Lexicon
from ledgerstone.evidence.claims.packs.spelling import CODES, spellings

_HEADER = re.compile(r"\[{1,2}([\w.-]{1,80})\]{1,2}\s*(?:#.*)?$")
_KEY = re.compile(r'\s{0,8}(?:"([^"\n]{1,80})"|([\w-]{1,80}))\s{0,4}=')
_STRING = re.compile(r'"((?:[^"\\\n]|\\.){0,200})"')
QUESTION = "question"


def entry_of(language: str, table: str, words: Sequence[str]) -> Entry | None:
    """Return the pack entry that some words were matched by; None where the table holds no form of them.

    Args:
        language: Code of the pack, as its file is named.
        table: Its table, or the beginning of the names of several ("claims.harms.killed").
        words: Folded, as a sentence's are.
    """
    hit = _lexicon(language, table).at(words, 0) if words else None
    return hit.label if hit else None


@cache
def _lexicon(language: str, table: str) -> Lexicon[Entry]:
    found = (entries for name, entries in _by_table(language) if f"{name}.".startswith(f"{table}."))
    return labelled_forms((entry.form, entry) for entry in chain.from_iterable(found))


@cache
def _by_table(language: str) -> tuple[tuple[str, tuple[Entry, ...]], ...]:
    """Return the entries in their order, those of one table that follow each other together."""
    return tuple((table, tuple(entries)) for table, entries in groupby(_entries(language), attrgetter("table")))


def _entries(language: str) -> tuple[Entry, ...]:
    spelling = load(language).spelling
    name = f"{spelling.of or language}.toml"
    file = resources.files(__package__).joinpath(name)
    if not file.is_file():
        return ()
    found = _scanned(f"packs/{name}", file.read_text(encoding="utf-8"))
    return tuple(structs.replace(entry, form=form) for entry in found for form in spellings(entry.form, spelling))


def _scanned(name: str, content: str) -> Iterator[Entry]:
    """Yield each string of a pack, and each key that has a number, with its line and table."""
    header, key, question = "", "", ""
    for number, line in enumerate(content.splitlines(), start=1):
        if opened := _HEADER.match(line):
            header, key, question = opened[1], "", ""
            continue
        named = _KEY.match(line)
        key = (named[1] or named[2]) if named else key
        strings = [found[1] for found in _STRING.finditer(line, named.end() if named else 0)]
        if key == QUESTION and strings:
            question = f".{strings[0]}"
        if key in CODES:
            continue
        if named and not strings and line[named.end() :].strip()[:1].isdigit():
            strings = [key]
        yield from (Entry(file=f"{name}:{number}", table=f"{header}{question}.{key}", form=form) for form in strings)
