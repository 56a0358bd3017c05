"""`ledgerstone ingest`: preserve files, read them, propose claims and incidents."""

from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.exit_codes import ExitCode
from ledgerstone.cli.output import emit_one, line, message
from ledgerstone.cli.printable import on_one_line
from ledgerstone.cli.progress import progress
from ledgerstone.errors import UsageError
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.taking_in.descriptions import Description, described
from ledgerstone.workflow.taking_in.ingest import Ingested, ingest

EXAMPLES = (
    "ledgerstone ingest papers/",
    "ledgerstone ingest papers/ --manifest papers/manifest.csv",
    'ledgerstone ingest page.html --publisher "Norvik Bell" --published 1994-05-03',
)


WAIT_S = 3600.0
"""As long as an ingest of some size takes: several that are begun at once then come one after the other."""


@options.command("ingest", examples=EXAMPLES)
@click.argument("paths", metavar="PATH…", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--manifest", type=click.Path(path_type=Path), metavar="FILE.csv", help="Describes the files of a folder."
)
@click.option("--title", default="", help="Title, for files that nothing else describes.")
@click.option("--publisher", default="", help="Who published them.")
@click.option("--published", default="", metavar="DATE", help="When: 1994-05-03, 1994-05, 1994, 199X.")
@click.option("--url", default="", help="Where they were published.")
@click.option("--language", default="", metavar="TAG", help="Their language: en, ru, hy, az, fr.")
@click.option("--origin", default="", help="Where and from whom they were obtained.")
@click.option(
    "--wait",
    type=click.FloatRange(min=0),
    default=WAIT_S,
    show_default=True,
    metavar="SECONDS",
    help="How long to wait for another writer.",
)
@click.option("--again", is_flag=True, help="Take in bytes that were removed from the archive, too.")
@options.json_option
@options.with_directory
def command(  # noqa: PLR0913 - one for each option
    directory: DataDirectory,
    /,
    paths: tuple[Path, ...],
    *,
    manifest: Path | None,
    wait: float,
    again: bool,
    as_json: bool,
    **said: str,
) -> ExitCode:
    """Preserve files and folders as they are, read them, and propose claims and incidents.

    The same bytes are stored once. A run that was interrupted is gone on with. Metadata comes from the manifest,
    then from a sidecar beside the file (page.html.meta.toml), then from the options.
    """
    done = ingest(
        paths,
        directory,
        stage=progress,
        said=_said(said),
        manifest=manifest,
        wait_s=wait,
        waiting=message,
        again=again,
    )
    for warning in done.warnings:
        message(f"warning: {warning}")
    for refused in done.refused:
        message(on_one_line(f"refused: {refused.path}: {refused.reason}"))
    emit_one(done, as_json=as_json, printer=_print)
    return ExitCode.FAILED if done.refused else ExitCode.DONE


def _said(options_given: dict[str, str]) -> Description:
    try:
        return described(options_given)
    except ValueError as error:
        raise UsageError(f"--{error}; nothing was ingested") from error


def _print(done: Ingested) -> None:
    line(
        f"{done.ingested:,} new sources, {done.already_held:,} files with bytes that were held already, "
        f"{len(done.refused):,} refused"
    )
