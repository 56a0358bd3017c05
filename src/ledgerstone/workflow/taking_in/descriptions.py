"""What people say of a file when they hand it in: a row of a manifest, a sidecar, or options.

A description is refused whole: one field that cannot be understood, and nothing of it is taken. Needs no record, so
that `read` can honour sidecars too.
"""

import codecs
import csv
import re
import tomllib
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path, PurePosixPath

import msgspec
from msgspec import Struct

from ledgerstone.errors import RefusedError, UsageError
from ledgerstone.storage.disk import CHUNK_BYTES
from ledgerstone.values.edtf import parse
from ledgerstone.workflow.taking_in.found_files import open_file

SIDECAR_ENDING = ".meta.toml"
PATH = "path"

_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}")
_LINE = re.compile(r"at line ([0-9]{1,9})")
_KEY_LINE = r"(?m)^[ \t]{{0,40}}[\"']?{key}[\"']?[ \t]{{0,40}}="


class Description(Struct, frozen=True, kw_only=True):
    """What is said of one file; None is not said.

    Attributes:
        title: Its title.
        publisher: Who published it.
        published: When, as EDTF ("1994-05-03", "1994-05", "199X").
        url: Where it was published.
        language: A language tag ("en", "az-Cyrl").
        origin: Where and from whom it was obtained.
        fonds: The archival fonds that it belongs to.
        shelfmark: Its mark there.
        rights: What may be done with it, and who says so.
    """

    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None
    origin: str | None = None
    fonds: str | None = None
    shelfmark: str | None = None
    rights: str | None = None

    def over(self, other: "Description") -> "Description":
        """Return this description, with what it does not say taken from the other."""
        own = {name: value for name, value in msgspec.structs.asdict(self).items() if value is not None}
        return msgspec.structs.replace(other, **own)


FIELDS = Description.__struct_fields__


class ManifestRow(Struct, frozen=True, kw_only=True):
    """A row of a manifest that can be used.

    Attributes:
        path: Relative to the folder ingested, with "/".
        line: Line of the manifest on which the row begins, the first line being 1.
        description: What it says.
    """

    path: str
    line: int
    description: Description


class Manifest(Struct, frozen=True, kw_only=True):
    """A manifest.

    Attributes:
        rows: What can be used, by path.
        refused: What was refused: the path (or the manifest's own where a row names none) and the reason with its
            line.
        withheld: Paths of refused rows: their files are not kept either.
    """

    rows: dict[str, ManifestRow]
    refused: tuple[RefusedError, ...] = ()
    withheld: frozenset[str] = frozenset()


def described(said: dict[str, str]) -> Description:
    """Return a description made of words that people wrote; an empty word is not said.

    Raises:
        ValueError: A date or a language cannot be read; the message says which.
    """
    words = {name: value.strip() for name, value in said.items() if value.strip()}
    if any("\0" in value for value in words.values()):
        raise ValueError("a field holds a NUL character")
    if "published" in words:
        try:
            parse(words["published"])
        except UsageError as error:
            raise ValueError(f"published: {error}") from error
    if "language" in words and _LANGUAGE.fullmatch(words["language"]) is None:
        raise ValueError(f"language: {words['language']!r} is no language tag such as en, ru or az-Cyrl")
    return Description(**words)


def read_manifest(path: Path, root: Path) -> Manifest:
    """Return the manifest of a folder.

    Args:
        path: The CSV file: UTF-8, a head with `path` and any of the fields of `Description`.
        root: The folder that its paths are relative to.

    Raises:
        UsageError: The manifest as a whole cannot be used (unreadable, unknown column); nothing is to be kept.
    """
    rows: dict[str, ManifestRow] = {}
    refused: list[RefusedError] = []
    withheld: set[str] = set()
    for line, cells in _lines(path):
        named = cells.get(PATH, "")
        try:
            row = _row(line, cells, root, rows)
        except ValueError as error:
            refused.append(RefusedError(named or str(path), f"line {line} of {path.name}: {error}"))
            if _plain(named) not in rows:
                withheld.add(_plain(named))
        else:
            rows[row.path] = row
    return Manifest(rows=rows, refused=tuple(refused), withheld=frozenset(withheld))


def said_beside(path: Path) -> Description:
    """Return what the sidecar of a file says; a blank description where it has none.

    Raises:
        RefusedError: The sidecar cannot be understood; the reason names its line.
    """
    sidecar = path.with_name(path.name + SIDECAR_ENDING)
    return read_sidecar(sidecar) if _is_file(sidecar) else Description()


def read_sidecar(path: Path) -> Description:
    """Return what a sidecar says.

    Args:
        path: The TOML file, named after the whole file name ("page.html.meta.toml").

    Raises:
        RefusedError: It cannot be understood; the reason names its line.
    """
    content = _content(path)
    try:
        text = content.decode("utf-8-sig")
        found = tomllib.loads(text)
    except UnicodeDecodeError as error:
        raise RefusedError(str(path), f"line {_line_at(content, error)}: not UTF-8") from error
    except RecursionError as error:
        raise RefusedError(str(path), "line 1: no TOML that anybody wrote: nested too deep") from error
    except tomllib.TOMLDecodeError as error:
        at = _LINE.search(str(error))
        raise RefusedError(str(path), f"line {at.group(1) if at else 1}: no TOML: {error}") from error
    words = {}
    for key, value in found.items():
        line = _line_of(key, text)
        if key not in FIELDS:
            raise RefusedError(str(path), f"line {line}: unknown key {key!r}; known are {', '.join(FIELDS)}")
        try:
            words[key] = _word(value)
            described({key: words[key]})
        except ValueError as error:
            raise RefusedError(str(path), f"line {line}: {error}") from error
    return described(words)


def _content(path: Path) -> bytes:
    """Return the bytes of a file.

    Raises:
        RefusedError: It cannot be read, or is no file: a pipe would keep us waiting for ever.
    """
    if path.exists() and not path.is_file():
        raise RefusedError(str(path), "not a file")
    return b"".join(open_file(path, CHUNK_BYTES))


def _is_file(path: Path) -> bool:
    """Tell whether there is a file; under a name that is too long for the system there is none."""
    try:
        return path.is_file()
    except OSError:
        return False


def _line_at(content: bytes, error: UnicodeDecodeError) -> int:
    """Return the line on which a text stops being UTF-8."""
    bare = content.removeprefix(codecs.BOM_UTF8)
    return bare.count(b"\n", 0, error.start) + 1


def _word(value: object) -> str:
    """Return a value of TOML as words: a text, or a date written without quotation marks."""
    if isinstance(value, str):
        return value
    if isinstance(value, date) and not isinstance(value, datetime):
        return value.isoformat()
    raise ValueError(f"{value!r} is no text: put it in quotation marks")


def _line_of(key: str, text: str) -> int:
    found = re.search(_KEY_LINE.format(key=re.escape(key)), text)
    return text.count("\n", 0, found.start()) + 1 if found else 1


def _lines(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row with the line on which it begins, as a table of its cells."""
    try:
        content = _content(path)
        text = content.decode("utf-8-sig")
    except RefusedError as error:
        raise UsageError(f"{error}; nothing was ingested") from error
    except UnicodeDecodeError as error:
        line = _line_at(content, error)
        raise UsageError(f"{path}, line {line}: not UTF-8; save it as UTF-8, nothing was ingested") from error
    reader = csv.reader(text.splitlines(keepends=True), strict=True)
    line = 1
    columns: list[str] = []
    try:
        for cells in reader:
            if not columns:
                columns = _columns(path, line, cells)
            elif any(cells):
                yield line, _table(columns, cells)
            line = reader.line_num + 1
    except csv.Error as error:
        raise UsageError(f"{path}, line {line}: no CSV: {error}; nothing was ingested") from error
    if not columns:
        raise UsageError(f"{path}, line 1: no head; begin it with path,title,publisher …; nothing was ingested")


def _columns(path: Path, line: int, cells: list[str]) -> list[str]:
    columns = [cell.strip() for cell in cells]
    unknown = [column for column in columns if column not in {PATH, *FIELDS}]
    if unknown:
        raise UsageError(
            f"{path}, line {line}: unknown column {', '.join(map(repr, unknown))}; "
            f"known are {', '.join((PATH, *FIELDS))}; nothing was ingested"
        )
    if PATH not in columns or len(set(columns)) < len(columns):
        raise UsageError(f"{path}, line {line}: needs one column `{PATH}`, and none twice; nothing was ingested")
    return columns


TOO_MANY = "\0too many"


def _table(columns: list[str], cells: list[str]) -> dict[str, str]:
    table = dict(zip(columns, cells, strict=False))
    if len(cells) > len(columns):
        table[TOO_MANY] = str(len(cells))
    return table


def _row(line: int, cells: dict[str, str], root: Path, rows: dict[str, ManifestRow]) -> ManifestRow:
    """Return a row.

    Raises:
        ValueError: It is refused, with the reason.
    """
    if TOO_MANY in cells:
        raise ValueError(f"{cells[TOO_MANY]} cells, more than there are columns: put a text with commas in quotes")
    named = _plain(cells[PATH])
    if not named:
        raise ValueError("no path")
    if named in rows:
        raise ValueError(f"{named} was described on line {rows[named].line} already")
    if PurePosixPath(named).is_absolute() or ".." in PurePosixPath(named).parts or "\0" in named:
        raise ValueError(f"{named!r} leads out of the folder ingested")
    if not _is_file(root / named):
        raise ValueError(f"there is no file {named}")
    words = {name: value for name, value in cells.items() if name != PATH}
    return ManifestRow(path=named, line=line, description=described(words))


def _plain(path: str) -> str:
    """Return a path of a manifest as the folder's walk writes it."""
    return str(PurePosixPath(path.strip())) if path.strip() else ""
