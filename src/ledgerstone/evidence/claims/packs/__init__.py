"""Language packs: one TOML file of words for each language, decoded strictly and once.

A pack that is broken is refused with its file and line, so that a rule never runs on half a language. A language
without a pack gets an empty one: its numerals and nothing else are read. Each pack says who checked it.
"""

import tomllib
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

import msgspec
from msgspec import Struct, structs

from ledgerstone.errors import RefusedError
from ledgerstone.evidence.claims.packs.amounts_table import AmountsTable
from ledgerstone.evidence.claims.packs.attributions_table import AttributionsTable
from ledgerstone.evidence.claims.packs.claims_tables import (
    AboutTable,
    ClaimsTable,
    CountsTable,
    NamesTable,
    PersonsTable,
    SentencesTable,
    StanceTable,
    VoicesTable,
)
from ledgerstone.evidence.claims.packs.dates_table import DatesTable, PlacesTable
from ledgerstone.evidence.claims.packs.doers_table import DoersTable
from ledgerstone.evidence.claims.packs.lines import line_of
from ledgerstone.evidence.claims.packs.scopes_table import ScopesTable
from ledgerstone.evidence.claims.packs.spelling import SpellingTable, rewritten
from ledgerstone.evidence.claims.packs.tables import tables

NO_PACK = "no pack for this language: numerals only"
SCRIPT_SUBTAG_LETTERS = 4
"""ISO 15924 codes have four letters: az-Cyrl is another orthography, not a region of az."""


class Pack(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The words of one language, table by table."""

    about: AboutTable
    spelling: SpellingTable = SpellingTable()
    sentences: SentencesTable = SentencesTable()
    counts: CountsTable = CountsTable()
    amounts: AmountsTable = AmountsTable()
    claims: ClaimsTable = ClaimsTable()
    attributions: AttributionsTable = AttributionsTable()
    voices: VoicesTable = VoicesTable()
    stance: StanceTable = StanceTable()
    names: NamesTable = NamesTable()
    persons: PersonsTable = PersonsTable()
    doers: DoersTable = DoersTable()
    dates: DatesTable = DatesTable()
    places: PlacesTable = PlacesTable()
    scopes: ScopesTable = ScopesTable()


@cache
def load(language: str | None) -> Pack:
    """Return the pack of a language; an empty one where there is none.

    Args:
        language: ISO 639-1 code, with or without subtags; None where it is not known.

    Raises:
        RefusedError: The pack's file is broken; the message names file and line.
    """
    code = _pack_code(language)
    file = resources.files(__name__).joinpath(f"{code}.toml")
    if not code or not file.is_file():
        return Pack(about=AboutTable(language=language or "und", name="", checked_by=NO_PACK, version=0))
    pack = decode(file)
    return _in_its_spelling(pack) if pack.spelling.of else pack


def available() -> tuple[str, ...]:
    """Return the codes of the languages that have a pack, in order."""
    names = (entry.name for entry in resources.files(__name__).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def decode(file: Traversable) -> Pack:
    """Return the pack that a file holds.

    Raises:
        RefusedError: It is no TOML, has an unknown table or key, or a value of a wrong type.
    """
    content = file.read_bytes()
    try:
        return msgspec.convert(tables(content.decode("utf-8")), Pack, str_keys=True)
    except msgspec.ValidationError as error:
        line = line_of(content.decode("utf-8"), str(error))
        raise RefusedError(f"{file}:{line}", f"broken language pack: {error}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise RefusedError(str(file), f"broken language pack: {error}") from error


def _in_its_spelling(pack: Pack) -> Pack:
    """Return a pack with the words of the one that it is another spelling of."""
    whole = load(pack.spelling.of)
    names = (name for name in Pack.__struct_fields__ if name not in {"about", "spelling"})
    return structs.replace(pack, **{name: rewritten(getattr(whole, name), pack.spelling) for name in names})


def _pack_code(language: str | None) -> str:
    parts = (language or "").split("-")
    has_script = any(len(part) == SCRIPT_SUBTAG_LETTERS for part in parts[1:])
    code = (language or "") if has_script else parts[0]
    return code if code.replace("-", "").isalpha() and code.isascii() else ""
