"""`ledgerstone log`: what the log says, proofs of it for outsiders, and the checkpoint for print. Without Django."""

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import click
import segno
from msgspec import Struct, structs

from ledgerstone.cli import options
from ledgerstone.cli.kept_elsewhere import kept_elsewhere
from ledgerstone.cli.output import emit_json, emit_one, emit_rows, line, message, table
from ledgerstone.errors import StorageError, UsageError
from ledgerstone.evidence.preservation.log.entries import Entry
from ledgerstone.evidence.preservation.log.printed import print_checkpoint
from ledgerstone.evidence.preservation.log.proofs import Continuation, Inclusion, continue_from, prove
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.evidence.preservation.timestamps.bracket import bracket
from ledgerstone.evidence.preservation.timestamps.kept import (
    Placed,
    SourceTime,
    dated,
    in_words,
    kept_timestamps,
    time_of,
)
from ledgerstone.storage.data_directory import DataDirectory

_DIGITS_SHOWN = 12
_QR_SCALE = 4


class Logged(Struct, frozen=True, kw_only=True):
    """An entry with its place."""

    index: int
    entry: Entry


class Proven(Inclusion, frozen=True, kw_only=True):
    """A proof, and between which moments the place that it proves came to be."""

    time: SourceTime


class Published(Struct, frozen=True, kw_only=True):
    """A checkpoint for print: its two lines."""

    lines: tuple[str, str]
    size: int


@click.group("log")
def command() -> None:
    """Show the log, prove what is in it, and print its checkpoint."""


@options.command("show", examples=("ledgerstone log show", "ledgerstone log show --from 1000 --json"))
@click.option("--from", "start", type=click.IntRange(min=0), default=0, help="The first place to show.")
@options.json_option
@options.with_directory
def show(directory: DataDirectory, *, start: int, as_json: bool) -> None:
    """List the entries, in their order."""
    store = directory.store()
    standing = current(store).checkpoint
    message(f"{standing.origin}: {standing.size:,} entries, root {standing.root.hex()}")
    rows = (Logged(index=index, entry=entry) for index, entry in entries(store, start, max(start, standing.size)))
    emit_rows(rows, as_json=as_json, printer=_print_entries)


@options.command("prove", examples=("ledgerstone log prove s377df76eaef5 > mill.tlog-proof",))
@click.argument("asked", metavar="ID")
@options.json_option
@options.with_directory
def prove_one(directory: DataDirectory, asked: str, *, as_json: bool) -> None:
    """Prove that a source or another object is in the log; ID may be an entry's place or a SHA-256, too.

    The proof has the text form of C2SP tlog-proof, one for each entry that names the object.
    """
    store = directory.store()
    found = prove(store, asked)
    tokens = dated(kept_timestamps(store))
    places = [Placed(index=one.index, bracket=bracket(one.index, tokens)) for one in found]
    if as_json:
        for one, place in zip(found, places, strict=True):
            emit_json(Proven(**structs.asdict(one), time=time_of(place)))
        return
    for place in places:
        for words in in_words(place):
            message(words)
    _print_proofs(found)


@options.command("consistency", examples=("ledgerstone log consistency /media/stick/checkpoint",))
@click.argument("old", metavar="OLD")
@options.json_option
@options.with_directory
def consistency(directory: DataDirectory, old: str, *, as_json: bool) -> None:
    """Prove that the log continues an earlier checkpoint: OLD is its file, or its size alone.

    Exit code 4 where it does not. Signatures are checked by `verify --against`.
    """
    if old.isascii() and old.isdigit():
        found = continue_from(directory.store(), int(old), None)
    else:
        kept = kept_elsewhere(Path(old)).checkpoint
        own = current(directory.store()).checkpoint.origin
        if kept.origin != own:
            raise UsageError(f"the checkpoint is of {kept.origin[:80]!r}, and this archive is {own!r}")
        found = continue_from(directory.store(), kept.size, kept.root)
    emit_one(found, as_json=as_json, printer=_print_continuation)


@options.command("publish", examples=("ledgerstone log publish", "ledgerstone log publish --qr checkpoint.svg"))
@click.option(
    "--qr",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Write the QR code of the lines: .svg, .png, .pdf or .eps, as the name ends.",
)
@options.json_option
@options.with_directory
def publish(directory: DataDirectory, *, qr: Path | None, as_json: bool) -> None:
    """Give the checkpoint as two lines that a newspaper can print, and as a QR code.

    `verify --against` reads the lines back from a text file.
    """
    signed = current(directory.store())
    lines = print_checkpoint(signed)
    code = segno.make_qr("\n".join(lines), error="m")
    if qr is not None:
        _save(code, qr)
    emit_one(Published(lines=lines, size=signed.checkpoint.size), as_json=as_json, printer=_print_published)
    if qr is None and not as_json and sys.stdout.isatty():
        code.terminal(compact=True)


def _save(code: segno.QRCode, path: Path) -> None:
    try:
        code.save(str(path), scale=_QR_SCALE)
    except OSError as error:
        raise StorageError(f"cannot write {path}: {error.strerror}; name a file that you may write") from error
    except ValueError as error:
        raise UsageError(f"{path}: no QR code can be written in a file of this name: end it with .svg") from error
    message(f"wrote the QR code: {path}")


def _print_entries(rows: Iterable[Logged]) -> None:
    table(("place", "time", "type", "object"), (_cells(row) for row in rows))


def _cells(row: Logged) -> tuple[str, str, str, str]:
    entry = row.entry
    time = entry.time if entry.latest is None else f"{entry.time} (after {entry.latest})"
    about = entry.object or entry.row or entry.meta or entry.vkey or ""
    return str(row.index), time, entry.type.value, about


def _print_proofs(rows: Iterable[Inclusion]) -> None:
    for text in _separated(row.text for row in rows):
        click.echo(text, nl=False)


def _separated(texts: Iterable[str]) -> Iterator[str]:
    for at, text in enumerate(texts):
        yield f"\n{text}" if at else text


def _print_continuation(found: Continuation) -> None:
    line(f"the log of {found.size:,} entries continues that of {found.old_size:,}", bold=True)
    line(f"root of {found.old_size}: {found.old_root}")
    line(f"root of {found.size}: {found.root}")
    for one in found.proof:
        line(one)


def _print_published(found: Published) -> None:
    for text in found.lines:
        line(text)


command.add_command(show)
command.add_command(prove_one)
command.add_command(consistency)
command.add_command(publish)
