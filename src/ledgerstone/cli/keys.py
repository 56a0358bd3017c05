"""`ledgerstone keys`: the keys that sign the log: which there were, and a new one in place of the current one."""

from collections.abc import Iterable
from pathlib import Path

import click
from msgspec import Struct

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_one, emit_rows, line, message, path_shown, table
from ledgerstone.errors import UsageError
from ledgerstone.evidence.preservation.holdings import KeySpan, holdings
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.passphrases import new_passphrase
from ledgerstone.workflow.keys.rotate_key import Rotated, change_passphrase, replace_lost_key, rotate_key


class KeyRow(Struct, frozen=True, kw_only=True):
    """A key, and the sizes of the log whose checkpoints it may sign; `until_size` is null for the current one."""

    id: str
    vkey: str
    from_size: int
    until_size: int | None
    current: bool


@click.group("keys")
def command() -> None:
    """Show the keys that sign the log, rotate them, and lock the private one with a passphrase."""


@options.command("show", examples=("ledgerstone keys show", "ledgerstone keys show --json"))
@options.json_option
@options.with_directory
def show(directory: DataDirectory, *, as_json: bool) -> None:
    """List the public keys of the log, the current one last, as its entries say them."""
    spans = holdings(entries(directory.store())).keys
    emit_rows(map(_row, spans), as_json=as_json, printer=_print_keys)


@options.command("rotate", examples=("ledgerstone keys rotate", "ledgerstone keys rotate --lost-key"))
@click.option("--lost-key", is_flag=True, help="The private key is gone: the new one signs alone, and verify says so.")
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Where the new private key is to lie, where the current one comes from LEDGERSTONE_KEY_FD.",
)
@options.json_option
@options.with_directory
def rotate(directory: DataDirectory, *, lost_key: bool, out: Path | None, as_json: bool) -> None:
    """Make a new key, say it in the log, and sign that with both; the old private key is destroyed.

    What the old key signed stays valid.
    """
    if lost_key and out is not None:
        raise UsageError("--lost-key puts the new key into the data directory: leave --out away")
    done = replace_lost_key(directory) if lost_key else rotate_key(directory, out=out)
    emit_one(done, as_json=as_json, printer=_print_rotated)


@options.command("passphrase", examples=("ledgerstone keys passphrase", "ledgerstone keys passphrase --remove"))
@click.option("--remove", is_flag=True, help="Keep the key without a passphrase.")
@options.with_directory
def passphrase(directory: DataDirectory, *, remove: bool) -> None:
    """Lock the private key with a passphrase, change it, or remove it.

    It is asked for on the terminal, or read from the descriptors that LEDGERSTONE_PASSPHRASE_FD (the old one) and
    LEDGERSTONE_NEW_PASSPHRASE_FD name.
    """
    before = change_passphrase(directory, new=None if remove else new_passphrase)
    if remove:
        message("the key is kept without a passphrase" if before else "the key had no passphrase")
    else:
        message(f"the key is locked with {'the new' if before else 'a'} passphrase; who forgets it has lost the key")


def _row(span: KeySpan) -> KeyRow:
    return KeyRow(
        id=span.vkey.key_id.hex(),
        vkey=span.vkey.text,
        from_size=span.since,
        until_size=span.until,
        current=span.until is None,
    )


def _print_keys(rows: Iterable[KeyRow]) -> None:
    table(("id", "from", "until", "public key"), (_cells(row) for row in rows))


def _cells(row: KeyRow) -> tuple[str, str, str, str]:
    return row.id, str(row.from_size), "current" if row.until_size is None else str(row.until_size), row.vkey


def _print_rotated(done: Rotated) -> None:
    line(f"key {done.id} signs from now on, at {done.log_size:,} entries; its private half: {path_shown(done.file)}")
    line(done.vkey)
    message("keep a copy of the private key off this machine, and give the public line and a checkpoint to others")


command.add_command(show)
command.add_command(rotate)
command.add_command(passphrase)
