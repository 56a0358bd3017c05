"""`ledgerstone cosignature`: checkpoints of ours that witnesses have cosigned."""

from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_one, emit_rows, line, message
from ledgerstone.cli.timestamp import print_rows, row_of
from ledgerstone.evidence.preservation.timestamps.kept import CosignatureSaid, kept_timestamps
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.timestamps.add_cosignature import AddedCosignature, add_cosignature


@click.group("cosignature")
def command() -> None:
    """Keep what witnesses have cosigned: that they saw the log, of this size, at that time."""


@options.command("add", examples=("ledgerstone cosignature add cosigned --witness witness.example+1b2c3d4e+BAbc…",))
@click.argument("note", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="NOTE")
@click.option("--witness", required=True, metavar="VKEY", help="The public key of the witness, one line.")
@options.json_option
@options.with_directory
def add(directory: DataDirectory, note: Path, *, witness: str, as_json: bool) -> None:
    """Check a checkpoint of this archive that a witness cosigned, and keep it."""
    done = add_cosignature(directory, note, witness=witness)
    for warning in done.warnings:
        message(warning)
    emit_one(done, as_json=as_json, printer=_print_added)


@options.command("list", examples=("ledgerstone cosignature list", "ledgerstone cosignature list --json"))
@options.json_option
@options.with_directory
def listing(directory: DataDirectory, *, as_json: bool) -> None:
    """List the cosignatures that the log keeps, in its order."""
    found = (row_of(one) for one in kept_timestamps(directory.store()) if isinstance(one.said, CosignatureSaid))
    emit_rows(found, as_json=as_json, printer=print_rows)


def _print_added(done: AddedCosignature) -> None:
    line(f"kept at place {done.index}: {done.witness} saw the first {done.size:,} entries at {done.time}")


command.add_command(add)
command.add_command(listing)
