"""`ledgerstone account`: one incident, question by question."""

import click

from ledgerstone.cli import options
from ledgerstone.cli.account_text import account_lines
from ledgerstone.cli.desk import DESK, READING
from ledgerstone.cli.output import emit_json, line
from ledgerstone.cli.wrapping import text_width
from ledgerstone.record.find.account import account as find_account
from ledgerstone.storage.data_directory import DataDirectory


@options.command("account", examples=("ledgerstone account i3f2a91c04b7d", "ledgerstone account i3f2 --json"))
@click.argument("incident_id", metavar="ID")
@options.json_option
@options.with_directory
def command(directory: DataDirectory, incident_id: str, *, as_json: bool) -> None:
    """Show one incident: each question, who says what, in how many independent lines, and what is not known.

    ID is an incident's id, or a beginning that only one has.
    """
    del directory
    detail = find_account(incident_id, viewer=DESK, purpose=READING)
    if as_json:
        emit_json(detail.account)
        return
    for row in account_lines(detail, text_width()):
        line(row.text, bold=row.bold)
