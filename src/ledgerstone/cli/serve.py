"""`ledgerstone serve`: show the pages to this machine."""

import click

from ledgerstone.accountability.access import Role
from ledgerstone.cli import options
from ledgerstone.cli.output import message
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.web.server.run import serve

_VIEWS = {Role.DESK: "the working copy", Role.PUBLIC: "publications only"}


@options.command(
    "serve", examples=("ledgerstone serve", "ledgerstone serve --as public", "ledgerstone serve --port 8080")
)
@click.option(
    "--as",
    "role",
    type=click.Choice([role.value for role in _VIEWS]),
    default=Role.DESK.value,
    show_default=True,
    help="Whose view: the desk's working copy, or publications only.",
)
@click.option("--host", default="127.0.0.1", show_default=True, help="A loopback address; no other is taken.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0: any that is free.")
@options.with_directory
def command(directory: DataDirectory, role: str, host: str, port: int) -> None:
    """Show the pages in a browser on this machine, until Ctrl-C.

    Pages have no login yet: whoever reaches the port sees what they show, so only loopback is served.
    """
    del directory
    viewed = Role(role)

    def announce(address: str) -> None:
        message(f"serving {_VIEWS[viewed]} at {address} (Ctrl-C ends it)")

    serve(host, port, role=viewed, announce=announce)
