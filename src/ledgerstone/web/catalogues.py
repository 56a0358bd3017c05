"""The catalogues of the pages' words: found in code and templates, kept as .po, compiled to .mo, all by Babel.

No gettext program is needed. English is the language of the msgids and has no catalogue. A catalogue says in its
head whether a speaker of the language has read it.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

WEB = Path(__file__).resolve().parent
LOCALE = WEB / "locale"
TRANSLATED = ("hy", "ru", "az", "fr")
UNCHECKED = "# draft, not checked by a native speaker"

_KEYWORDS = {"_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def catalogue_file(language: str) -> Path:
    """Return where the catalogue of a language lies."""
    return LOCALE / language / "LC_MESSAGES" / "django.po"


def messages() -> Catalog:
    """Return every message of code and templates, with where it stands."""
    found = Catalog(project="Ledgerstone", charset="utf-8", fuzzy=False)
    for path, source in _sources():
        for line, message, _comments, context in extract("python", io.BytesIO(source), keywords=_KEYWORDS):
            found.add(message, locations=[(path.relative_to(WEB).as_posix(), line)], context=context)
    return found


def read_catalogue(language: str) -> Catalog:
    """Return the catalogue of a language."""
    with catalogue_file(language).open("rb") as opened:
        return read_po(opened, locale=language)


def update(language: str) -> None:
    """Bring a catalogue up to the messages of today: new ones come in untranslated, gone ones go."""
    catalogue = read_catalogue(language)
    catalogue.update(messages(), no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    with catalogue_file(language).open("wb") as opened:
        write_po(opened, catalogue, width=118, sort_output=True, omit_header=False, include_lineno=False)


def compile_all() -> tuple[Path, ...]:
    """Write each catalogue as .mo beside it, and return what was written."""
    written = []
    for language in TRANSLATED:
        target = catalogue_file(language).with_suffix(".mo")
        with target.open("wb") as opened:
            write_mo(opened, read_catalogue(language))
        written.append(target)
    return tuple(written)


def _sources() -> Iterator[tuple[Path, bytes]]:
    """Yield each file as Python that Babel can read; of templates only what is to be translated is left."""
    for path in sorted(WEB.rglob("*.py")):
        yield path, path.read_bytes()
    for path in sorted(WEB.rglob("*.html")):
        lines = templatize(path.read_text(encoding="utf-8")).splitlines()
        yield path, "\n".join(line.strip() for line in lines).encode("utf-8")
