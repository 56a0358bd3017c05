"""`ledgerstone verify`: checks what is preserved, and the record where one lies beside.

A copy of `archive/` alone is checked without Django. Where a record lies beside it, or LEDGERSTONE_DATABASE names one,
the record says what must be there, and `workflow.verify_archive`, imported by name after Django, compares the two.
"""

import importlib
import os
from collections.abc import Callable

from ledgerstone.cli import options
from ledgerstone.cli.exit_codes import ExitCode
from ledgerstone.cli.output import emit_one, line, message
from ledgerstone.cli.printable import on_one_line
from ledgerstone.cli.progress import progress
from ledgerstone.evidence.preservation.verify import Result, Verification, verify
from ledgerstone.storage.data_directory import DataDirectory

_ENDINGS = {
    Result.INTACT: ExitCode.DONE,
    Result.DAMAGED: ExitCode.DAMAGED,
    Result.INCONSISTENT: ExitCode.INCONSISTENT,
    Result.UNDECIDED: ExitCode.UNDECIDED,
}


@options.command(
    "verify",
    examples=("ledgerstone verify", "ledgerstone verify --json", "ledgerstone --data /media/copy verify"),
)
@options.json_option
@options.with_directory
def command(directory: DataDirectory, *, as_json: bool) -> ExitCode:
    """Hash everything that is preserved again, and name what is damaged, missing or unexpected.

    Exit code 3 where something is, 5 where something cannot be read.
    """
    with progress("Verifying", total=None, unit="objects") as advance:
        found = _verified(directory, advance)
    emit_one(found, as_json=as_json, printer=_print)
    return _ENDINGS[found.result]


def _verified(directory: DataDirectory, advance: Callable[[int], None]) -> Verification:
    if not directory.database.is_file() and not os.environ.get("LEDGERSTONE_DATABASE"):
        message("no record lies beside this archive: what is there is checked, not whether all is there")
        store = directory.store()
        return verify(store, None, progress=advance, unfinished=store.pending.named())
    importlib.import_module("ledgerstone.cli.django_setup").set_up(directory.root)
    workflow = importlib.import_module("ledgerstone.workflow.verify_archive")
    checked: Verification = workflow.verify_archive(directory, progress=advance)
    return checked


def _print(found: Verification) -> None:
    line(f"{found.result}: {found.objects:,} objects, {found.bytes:,} bytes", bold=True)
    for problem in found.problems:
        line(on_one_line(f"{problem.what}: {problem.path or 'the archive'}: {problem.detail}"))
    for key in found.unfinished:
        line(f"unfinished: {key}: its ingest was interrupted; the next ingest completes or removes it")
