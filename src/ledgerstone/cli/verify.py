"""`ledgerstone verify`: checks what is preserved, and the record where one lies beside.

A copy of `archive/` alone is checked without Django. Where a record lies beside it, or LEDGERSTONE_DATABASE names one,
`workflow.verify_archive`, imported by name after Django, compares the two.
"""

import importlib
import os
import secrets
from collections.abc import Callable
from pathlib import Path

import click

from ledgerstone.cli import options
from ledgerstone.cli.exit_codes import ExitCode
from ledgerstone.cli.kept_elsewhere import kept_elsewhere
from ledgerstone.cli.output import emit_one, line, message
from ledgerstone.cli.printable import on_one_line
from ledgerstone.cli.progress import progress
from ledgerstone.errors import UsageError
from ledgerstone.evidence.preservation.verify.archive import Asked, verify
from ledgerstone.evidence.preservation.verify.results import Result, Sample, Verification
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.workers import hashing_workers

_ENDINGS = {
    Result.INTACT: ExitCode.DONE,
    Result.DAMAGED: ExitCode.DAMAGED,
    Result.INCONSISTENT: ExitCode.INCONSISTENT,
    Result.UNDECIDED: ExitCode.UNDECIDED,
}
_SEED_BITS = 32

EXAMPLES = (
    "ledgerstone verify",
    "ledgerstone verify --against /media/stick/checkpoint",
    "ledgerstone verify --quick --json",
    "ledgerstone verify --sample 5%",
)


class Percentage(click.ParamType[float]):
    """A percentage, with or without its sign."""

    name = "N%"

    def convert(self, value: str | float, param: click.Parameter | None, ctx: click.Context | None) -> float:
        """Return the number of per cent, above 0 and at most 100."""
        try:
            found = float(str(value).removesuffix("%"))
        except ValueError:
            found = 0.0
        if not 0 < found <= 100:  # noqa: PLR2004 - per cent
            self.fail(f"{value!r} is no percentage: give a number above 0 and up to 100", param, ctx)
        return found


@options.command("verify", examples=EXAMPLES)
@click.option("--quick", is_flag=True, help="The log alone, no objects.")
@click.option(
    "--against",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="A checkpoint kept elsewhere, as a file or as the two printed lines: finds rollback and forks.",
)
@click.option("--sample", type=Percentage(), help="Hash a random share of the objects only.")
@click.option("--seed", type=int, help="The seed of an earlier sample, to choose the same objects again.")
@options.json_option
@options.with_directory
def command(  # noqa: PLR0913 - one for each option
    directory: DataDirectory,
    *,
    quick: bool,
    against: Path | None,
    sample: float | None,
    seed: int | None,
    as_json: bool,
) -> ExitCode:
    """Check the log, hash everything preserved again, and name what is damaged, missing, unexpected or stale.

    Exit code 3 where something is, 4 where the history is not one history, 5 where something cannot be read.
    """
    if seed is not None and sample is None:
        raise UsageError("--seed chooses a sample: give --sample with it")
    asked = Asked(
        quick=quick, against=None if against is None else kept_elsewhere(against), sample=_sample(sample, seed)
    )
    with progress("Verifying", total=None, unit="objects") as advance:
        found = _verified(directory, asked, advance)
    emit_one(found, as_json=as_json, printer=_print)
    return _ENDINGS[found.result]


def _sample(percent: float | None, seed: int | None) -> Sample | None:
    if percent is None:
        return None
    chosen = Sample(percent=percent, seed=secrets.randbits(_SEED_BITS) if seed is None else seed)
    message(f"hashing about {percent:g} % of the objects, chosen by seed {chosen.seed}")
    return chosen


def _verified(directory: DataDirectory, asked: Asked, advance: Callable[[int], None]) -> Verification:
    if not directory.database.is_file() and not os.environ.get("LEDGERSTONE_DATABASE"):
        message("no record lies beside this archive: what the log says is checked")
        store = directory.store()
        with hashing_workers(store) as workers:
            return verify(
                store, workers=workers, progress=advance, asked=asked, unfinished=store.pending.named
            ).verification
    importlib.import_module("ledgerstone.cli.django_setup").set_up(directory.root)
    workflow = importlib.import_module("ledgerstone.workflow.verify_archive")
    checked: Verification = workflow.verify_archive(directory, asked, progress=advance)
    return checked


def _print(found: Verification) -> None:
    line(
        f"{found.result}: {found.entries:,} entries of the log, {found.objects:,} objects, {found.bytes:,} bytes",
        bold=True,
    )
    for problem in found.problems:
        line(on_one_line(f"{problem.what}: {problem.path or 'the archive'}: {problem.detail}"))
    for note in found.notes:
        line(on_one_line(f"note: {note}"))
    for key in found.unfinished:
        line(on_one_line(f"unfinished: {key}: its commit was interrupted; the next writer completes or removes it"))
