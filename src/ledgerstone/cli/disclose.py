"""`ledgerstone disclose`: open something sealed, outside the archive, in a named person's name."""

from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_one, line, message, path_shown
from ledgerstone.cli.shares import share_option, shares_in
from ledgerstone.errors import UsageError
from ledgerstone.evidence.preservation.recovery import identity_of
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.keys.set_up_recovery import secret_of
from ledgerstone.workflow.removing.disclose import Disclosed, disclose, identities_of

EXAMPLES = (
    'ledgerstone disclose s377df76eaef5 --identity key.txt --out page.pdf --by "Ada Lind" --reason "a court asks"',
    'ledgerstone disclose s377df76eaef5 --share 1.txt --share 4.txt --out page.pdf --by "Ada Lind" --reason "key lost"',
)


@options.command("disclose", examples=EXAMPLES)
@click.argument("asked", metavar="ID")
@click.option(
    "--identity",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    metavar="FILE",
    help="A private key of age, as age-keygen writes it.",
)
@share_option
@click.option("--out", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The file to write.")
@click.option("--by", required=True, metavar="USER", help="The person who discloses it; add one with `user add`.")
@click.option("--reason", required=True, help="Why, in the person's words; only the recovery key opens them.")
@options.json_option
@options.with_directory
def command(  # noqa: PLR0913 - the command's arguments and options
    directory: DataDirectory,
    asked: str,
    *,
    identity: Path | None,
    share: tuple[Path, ...],
    out: Path,
    by: str,
    reason: str,
    as_json: bool,
) -> None:
    """Open something sealed with a private key, or with shares of the recovery key, and write it outside the archive.

    ID is a source's, or the digest of another sealed object. The log says that it was done, and by whom.
    """
    identities = _identities(identity, share)
    done = disclose(directory, asked, identities=identities, out=out, by=by, reason=reason)
    emit_one(done, as_json=as_json, printer=_print)


def _identities(identity: Path | None, shares: tuple[Path, ...]) -> tuple[str, ...]:
    if (identity is None) == (not shares):
        raise UsageError("give a private key with --identity, or the papers of the recovery key with --share")
    return identities_of(identity) if identity is not None else (identity_of(secret_of(shares_in(shares))),)


def _print(done: Disclosed) -> None:
    line(f"{path_shown(done.out)}: {done.size:,} bytes, sha256 {done.sha256}", bold=True)
    message(f"logged at {done.log_size:,} entries; the file is readable to you alone: guard it, and delete it in time")
