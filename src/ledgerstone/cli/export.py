"""`ledgerstone export`: write what may leave the archive, to standard output."""

import sys

import click

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.cli import options
from ledgerstone.exchange.kinds import KINDS
from ledgerstone.storage.data_directory import DataDirectory

EXAMPLES = (
    "ledgerstone export claims > claims.csv",
    "ledgerstone export annotations --for desk > annotations.jsonl",
)


@options.command("export", examples=EXAMPLES)
@click.argument("kind", type=click.Choice([kind.name for kind in KINDS]))
@click.option(
    "--for",
    "audience",
    type=click.Choice([Role.PUBLIC.value, Role.DESK.value]),
    default=Role.PUBLIC.value,
    show_default=True,
    help="Whose eyes it is for: the public gets what was published.",
)
@options.with_directory
def command(directory: DataDirectory, kind: str, *, audience: str) -> None:
    """Write claims or sources (CSV), annotations (W3C Web Annotation) or incidents (JSON lines)."""
    del directory
    viewer = Viewer(role=Role(audience))
    write = next(one for one in KINDS if one.name == kind).write
    for part in write(viewer=viewer, purpose=Purpose.EXPORT):
        # UTF-8 and our own line ends whatever the locale; click's echo would translate them.
        sys.stdout.buffer.write(part.encode("utf-8", "backslashreplace"))
