"""`ledgerstone export`: write what may leave the archive: to standard output, or as a folder for other custodians."""

import sys
from pathlib import Path

import click

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.cli import options
from ledgerstone.cli.exit_codes import ExitCode
from ledgerstone.cli.output import emit_one, line, message
from ledgerstone.cli.printable import on_one_line
from ledgerstone.cli.progress import progress
from ledgerstone.errors import UsageError
from ledgerstone.exchange.bags.check import BagFinding
from ledgerstone.exchange.kinds import KINDS
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.packages.check_bag import BagReport, check_bag_at
from ledgerstone.workflow.packages.export_archive import export_archive
from ledgerstone.workflow.packages.export_bag import Exported, export_bag
from ledgerstone.workflow.packages.packages import PackageKind

EXAMPLES = (
    "ledgerstone export claims > claims.csv",
    "ledgerstone export annotations --for desk > annotations.jsonl",
    "ledgerstone export archive --out /media/copy/2031-week-07",
    "ledgerstone export bag --out for-the-court s3f2a91c04b7d s0c11d29ab440",
    "ledgerstone export bag --check received/",
)


@options.command("export", examples=EXAMPLES)
@click.argument("kind", type=click.Choice([*(kind.name for kind in KINDS), *(kind.value for kind in PackageKind)]))
@click.argument("ids", metavar="[ID]…", nargs=-1)
@click.option(
    "--for",
    "audience",
    type=click.Choice([Role.PUBLIC.value, Role.DESK.value]),
    help="Whose eyes a list is for; the public, unless said otherwise, gets what was published.",
)
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="The folder that a package becomes.")
@click.option("--to", metavar="WORDS", help="Whom a package is for; the archive notes it, for a later erasure.")
@click.option("--check", type=click.Path(path_type=Path), metavar="DIR", help="Check a bag instead, anybody's.")
@options.json_option
def command(  # noqa: PLR0913 - one for each option
    kind: str,
    ids: tuple[str, ...],
    *,
    audience: str | None,
    out: Path | None,
    to: str | None,
    check: Path | None,
    as_json: bool,
) -> ExitCode:
    """Write claims or sources (CSV), annotations (W3C Web Annotation) or incidents (JSON lines), or a package.

    A bag (BagIt 1.0) holds sources, all or those named, with proofs that they are in the log; an archive is objects,
    log and record as one folder that verifies and opens on its own. Packages are for custodians: they hold what is
    not published, and of what is sealed the ciphertext. Each is noted in the log.
    """
    packages = {one.value for one in PackageKind}
    if check is not None:
        return _check(kind, check, as_json=as_json)
    if kind in packages:
        return _package(PackageKind(kind), ids, out=out, audience=audience, to=to, as_json=as_json)
    if ids or out is not None or to is not None or as_json:
        raise UsageError(f"{kind} are written to standard output, whole: leave out ids, --out, --to and --json")
    return _list(kind, Role(audience or Role.PUBLIC))


def _list(kind: str, role: Role) -> ExitCode:
    _directory()
    write = next(one for one in KINDS if one.name == kind).write
    for part in write(viewer=Viewer(role=role), purpose=Purpose.EXPORT):
        # UTF-8 and our own line ends whatever the locale; click's echo would translate them.
        sys.stdout.buffer.write(part.encode("utf-8", "backslashreplace"))
    return ExitCode.DONE


def _package(  # noqa: PLR0913 - one for each option
    kind: PackageKind, ids: tuple[str, ...], *, out: Path | None, audience: str | None, to: str | None, as_json: bool
) -> ExitCode:
    if out is None:
        raise UsageError(f"a package becomes a folder: give --out DIR, such as --out {kind.value}-for-the-court")
    if audience is not None:
        raise UsageError("packages are for custodians, and hold what is not published: leave --for out")
    if kind is PackageKind.BAG:
        done = export_bag(_directory(), out, ids, to=to, stage=progress)
    elif ids:
        raise UsageError("an archive leaves whole: leave the ids out, or export a bag")
    else:
        done = export_archive(_directory(), out, to=to, stage=progress)
    for warning in done.warnings:
        message(on_one_line(warning))
    emit_one(done, as_json=as_json, printer=_print)
    return ExitCode.DONE


def _check(kind: str, folder: Path, *, as_json: bool) -> ExitCode:
    if kind != PackageKind.BAG.value:
        raise UsageError("--check is for bags; an archive is checked with `ledgerstone --data DIR verify`")
    with progress("Checking", total=None, unit="files") as advance:
        found = check_bag_at(folder, progress=advance)
    emit_one(found, as_json=as_json, printer=_print_report)
    return ExitCode.DONE if found.valid else ExitCode.DAMAGED


def _directory() -> DataDirectory:
    return DataDirectory(options.chosen_root()).existing()


def _print(done: Exported) -> None:
    sealed = f", {done.sealed:,} of them sealed" if done.sealed else ""
    line(f"{done.folder}: {done.sources:,} sources{sealed}, {done.bytes:,} bytes, at {done.log_size:,} entries")


def _print_report(found: BagReport) -> None:
    for problem in found.problems:
        line(_shown("problem", problem))
    for warning in found.warnings:
        line(_shown("warning", warning))
    line(f"{'valid' if found.valid else 'not valid'}: {found.files:,} files, {found.bytes:,} bytes")
    if found.membership is not None and found.valid:
        held = found.membership
        line(f"{held.proven:,} entries are proven to be in the log {held.origin} at {held.size:,} entries, signed by")
        for key in held.keys:
            line(f"  {key}")
        line("Compare the key with one that you have from the archive itself.")


def _shown(what: str, found: BagFinding) -> str:
    return on_one_line(f"{what}: {found.path}: {found.detail}")
