"""`ledgerstone deaccession`: remove a source by a logged act."""

import click

from ledgerstone.cli import options
from ledgerstone.cli.output import emit_one, line, message
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.removing.deaccession import Deaccessioned, deaccession

EXAMPLES = (
    'ledgerstone deaccession s377df76eaef5 --by "Ada Lind" --reason "a scan of the wrong page; s0c11d29ab440 is it"',
)


@options.command("deaccession", examples=EXAMPLES)
@click.argument("source", metavar="ID")
@click.option("--by", required=True, metavar="USER", help="The person who decides; add one with `user add`.")
@click.option("--reason", required=True, metavar="TEXT", help="Why; it stays readable, so name nobody in it.")
@options.json_option
@options.with_directory
def command(directory: DataDirectory, source: str, *, by: str, reason: str, as_json: bool) -> None:
    """Remove a source's bytes, what is said of it, and all that was derived from it; the log keeps its digest.

    For an erasure that a person asked for there is `erase`.
    """
    done = deaccession(directory, source, by=by, reason=reason)
    emit_one(done, as_json=as_json, printer=_print)
    if done.redactions:
        message(f"what was made of it by redaction stays: {', '.join(done.redactions)}")
    if done.kept_reasons:
        message(
            f"read the reasons of {', '.join(done.kept_reasons)}: they are judgements on incidents that this source "
            "was in, and their words were left as they are"
        )


def _print(done: Deaccessioned) -> None:
    line(f"{done.source}: removed, with {done.objects:,} objects in all", bold=True)
    line(f"sha256 {done.sha256}")
