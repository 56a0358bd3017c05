"""Lists of the words that names are made of, one TOML file for each language that has no model; decoded strictly.

A language that the packs have as another spelling of one with lists has the same words by its alphabets.
"""

from importlib import resources
from importlib.resources.abc import Traversable

import msgspec
from msgspec import Struct

from ledgerstone.errors import RefusedError
from ledgerstone.evidence.claims import packs
from ledgerstone.evidence.claims.packs.lines import line_of
from ledgerstone.evidence.claims.packs.spelling import SpellingTable, spellings

Words = tuple[str, ...]


class AboutLists(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What the file is; `version` is counted up with each change of what it finds."""

    language: str
    checked_by: str
    version: int


class PersonLists(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words in names of persons.

    Attributes:
        given: Given names.
        common: Given names that are common words as well, and name nobody alone.
        surnames: Endings of surnames.
        surnames_beside: Endings of surnames that are those of other words too, and tell one behind a given name.
        not_surnames: Endings of words that end like surnames and are none.
        patronymics: Words behind the father's name.
        before: Words before a name: titles, offices.
    """

    given: Words
    common: Words
    surnames: Words
    surnames_beside: Words
    not_surnames: Words
    patronymics: Words
    before: Words


class BodyLists(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words in names of bodies.

    Attributes:
        joiners: Small words inside a name.
        heads: The last word of a name.
        whole: Names without such a word.
        letters: Names of letters alone.
        no_letters: What is written in letters alone and is no body; any other with an ending behind a hyphen is one.
    """

    joiners: Words
    heads: Words
    whole: Words
    letters: Words
    no_letters: Words


class PlaceLists(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Names of places in letters alone; words that are no place though the gazetteer has one."""

    letters: Words
    stop: Words


class Vowels(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which vowels an ending has behind a word whose last vowel is one of some: `A` is the wide one, `I` the narrow."""

    last: str
    wide: str
    narrow: str


class EndingLists(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Endings of case, by what they stand behind; of them those that no word has within a body's name."""

    vowels: tuple[Vowels, ...]
    behind_vowels: Words
    behind_consonants: Words
    behind_both: Words
    behind_heads: Words
    never_inside: Words


class NameLists(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words that a language's names are made of."""

    about: AboutLists
    persons: PersonLists
    bodies: BodyLists
    places: PlaceLists
    endings: EndingLists


def name_lists(language: str) -> tuple[NameLists, SpellingTable] | None:
    """Return the lists for a language and how it spells them; None where there are none.

    Raises:
        RefusedError: The file is broken; the message names file and line.
    """
    pack = packs.load(language)
    code = pack.spelling.of or pack.about.language
    file = resources.files(__package__).joinpath(f"{code}.toml")
    return (decode(file), pack.spelling) if code in packs.available() and file.is_file() else None


def decode(file: Traversable) -> NameLists:
    """Return the lists that a file holds; raises as `name_lists` does."""
    content = file.read_bytes()
    try:
        return msgspec.toml.decode(content, type=NameLists)
    except msgspec.ValidationError as error:
        line = line_of(content.decode("utf-8"), str(error))
        raise RefusedError(f"{file}:{line}", f"broken lists of names: {error}") from error
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RefusedError(str(file), f"broken lists of names: {error}") from error


def spelled(words: Words, spelling: SpellingTable) -> Words:
    """Return words as a language spells them, each in every alphabet."""
    return tuple(each for word in words for each in spellings(word, spelling))
