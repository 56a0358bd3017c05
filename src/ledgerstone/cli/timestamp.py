"""`ledgerstone timestamp`: tokens of time authorities over checkpoints: what to send, what came back, what is kept."""

import secrets
from collections.abc import Iterable
from pathlib import Path

import click
from django.utils import timezone
from msgspec import Struct

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_one, emit_rows, line, message, path_shown, table
from ledgerstone.evidence.preservation.log.note import parse_vkey
from ledgerstone.evidence.preservation.timestamps.kept import Kept, TokenSaid, kept_timestamps
from ledgerstone.evidence.preservation.timestamps.query import NONCE_BYTES
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.timestamps.add_timestamp import AddedTimestamp, add_timestamp
from ledgerstone.workflow.timestamps.request_timestamp import Requested, request_timestamp


class TimestampRow(Struct, frozen=True, kw_only=True):
    """A timestamp in a listing.

    Attributes:
        index: The place of its entry in the log.
        kind: rfc3161, a token; or cosignature.
        time: What it says, RFC 3339.
        size: The size of the log whose checkpoint it is about.
        by: The authority, or the witness's name.
        object: The digest of the token, or of the cosigned note.
        revocations: How many CRLs were checked with it; null for a cosignature.
    """

    index: int
    kind: str
    time: str
    size: int
    by: str
    object: str
    revocations: int | None


@click.group("timestamp")
def command() -> None:
    """Ask time authorities for tokens over the log's checkpoint, check and keep what they answer."""


@options.command(
    "request", examples=("ledgerstone timestamp request", "ledgerstone timestamp request --out weekly.tsq")
)
@click.option(
    "--out", type=click.Path(path_type=Path, dir_okay=False), metavar="FILE", help="Where to; never overwritten."
)
@options.json_option
@options.with_directory
def request(directory: DataDirectory, *, out: Path | None, as_json: bool) -> None:
    """Write the query for any RFC 3161 time authority, over the current checkpoint. Nothing is sent.

    The query holds a digest and a random number, and nothing of any source.
    """
    done = request_timestamp(directory, out=out, nonce=secrets.token_bytes(NONCE_BYTES), at=timezone.now())
    emit_one(done, as_json=as_json, printer=_print_request)


@options.command(
    "add",
    examples=(
        "ledgerstone timestamp add answer.tsr --authority authority.pem",
        "ledgerstone timestamp add answer.tsr --crl authority.crl",
    ),
)
@click.argument("token", type=click.Path(path_type=Path, dir_okay=False, exists=True), metavar="TOKEN")
@click.option(
    "--authority",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="Certificates that you trust, with the root, in PEM; by default those of the tokens kept before.",
)
@click.option(
    "--crl",
    "revocations",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="A list of revoked certificates, PEM or DER; may be given several times.",
)
@options.json_option
@options.with_directory
def add(
    directory: DataDirectory, token: Path, *, authority: Path | None, revocations: tuple[Path, ...], as_json: bool
) -> None:
    """Check what an authority answered, and keep it with the certificates and CRLs that it was checked with.

    A token that is backdated, about other bytes, of another query, revoked or damaged is refused with the reason.
    """
    done = add_timestamp(directory, token, authority=authority, revocations=revocations)
    for warning in done.warnings:
        message(warning)
    emit_one(done, as_json=as_json, printer=_print_added)


@options.command("list", examples=("ledgerstone timestamp list", "ledgerstone timestamp list --json"))
@options.json_option
@options.with_directory
def listing(directory: DataDirectory, *, as_json: bool) -> None:
    """List the tokens and cosignatures that the log keeps, in its order."""
    emit_rows(map(row_of, kept_timestamps(directory.store())), as_json=as_json, printer=print_rows)


def row_of(kept: Kept) -> TimestampRow:
    """Return a kept timestamp as a row of a listing."""
    said = kept.said
    is_token = isinstance(said, TokenSaid)
    return TimestampRow(
        index=kept.index,
        kind="rfc3161" if is_token else "cosignature",
        time=said.time,
        size=said.size,
        by=said.authority if isinstance(said, TokenSaid) else parse_vkey(said.witness).name,
        object=said.object,
        revocations=len(said.revocations) if isinstance(said, TokenSaid) else None,
    )


def print_rows(rows: Iterable[TimestampRow]) -> None:
    """Print a listing."""
    table(("place", "time", "kind", "entries", "revocation", "by"), (_cells(row) for row in rows))


def _cells(row: TimestampRow) -> tuple[str, ...]:
    checked = {None: "", 0: "not checked"}.get(row.revocations, "checked")
    return str(row.index), row.time, row.kind, str(row.size), checked, row.by


def _print_request(done: Requested) -> None:
    line(path_shown(done.file))
    message(
        f"a query over the checkpoint of {done.size:,} entries; send it from any machine, to an authority you choose:\n"
        f"  curl -H 'Content-Type: application/timestamp-query' --data-binary @{path_shown(done.file)} "
        "-o answer.tsr ADDRESS\n"
        "then: ledgerstone timestamp add answer.tsr --authority CERTIFICATES.pem"
    )


def _print_added(done: AddedTimestamp) -> None:
    line(f"kept at place {done.index}: {done.authority} says {done.time} of the first {done.size:,} entries")
    if not done.revocations:
        message("revocation was not checked: hand the same token in again with --crl, when the authority has a new CRL")


command.add_command(request)
command.add_command(add)
command.add_command(listing)
