"""`ledgerstone publish`: make a version public, in a named person's name."""

from collections.abc import Iterable

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_rows, line
from ledgerstone.record.rows import PublicationRow
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.publish import publish

EXAMPLES = (
    'ledgerstone publish s3f2a --by "Ada Lind"',
    'ledgerstone publish i91c0 --by "Ada Lind" --with-sources',
)


@options.command("publish", examples=EXAMPLES)
@click.argument("subject", metavar="ID")
@click.option("--by", required=True, metavar="USER", help="The person who publishes; add one with `user add`.")
@click.option("--with-sources", is_flag=True, help="Publish every source that the account cites, too.")
@options.json_option
@options.with_directory
def command(directory: DataDirectory, subject: str, *, by: str, with_sources: bool, as_json: bool) -> None:
    """Make a source, or the account of an incident as it stands, public.

    An account is public only where every source that it cites is. What was published stays as it was: a later
    state is a further version.
    """
    made = publish(directory, subject, by=by, with_sources=with_sources)
    emit_rows(made, as_json=as_json, printer=_print)


def _print(rows: Iterable[PublicationRow]) -> None:
    for row in rows:
        line(f"{row.id}: {row.subject} version {row.version}, by {row.by}, sha256 {row.sha256}")
