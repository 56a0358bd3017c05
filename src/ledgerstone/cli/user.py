"""`ledgerstone user`: the people who decide."""

from collections.abc import Iterable

import click

from ledgerstone.cli import options
from ledgerstone.cli.desk import DESK, READING
from ledgerstone.cli.output import emit_rows, message, table
from ledgerstone.record import find
from ledgerstone.record.rows import UserRow
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.add_user import add_user


@click.group("user", invoke_without_command=False)
def command() -> None:
    """Add and list the people who decide. They have a name and no login yet."""


@options.command("add", examples=('ledgerstone user add "Ada Lind"',))
@click.argument("name")
@options.with_directory
def add(directory: DataDirectory, name: str) -> None:
    """Add a person, by the name under which decisions will stand."""
    del directory
    message(f"added {name}" if add_user(name) else f"{name} was there already")


@options.command("list", examples=("ledgerstone user list", "ledgerstone user list --json"))
@options.json_option
@options.with_directory
def list_users(directory: DataDirectory, *, as_json: bool) -> None:
    """List the people who decide."""
    del directory
    emit_rows(find.users(viewer=DESK, purpose=READING), as_json=as_json, printer=_print)


def _print(rows: Iterable[UserRow]) -> None:
    table(("name", "added"), ((row.name, f"{row.added:%Y-%m-%d}") for row in rows))


command.add_command(add)
command.add_command(list_users)
