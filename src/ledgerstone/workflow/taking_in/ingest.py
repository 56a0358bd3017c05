"""Ingest: preserve files, read them, propose claims and incidents. A run that was interrupted is gone on with.

Order: all is preserved and on the record before anything is read, because bytes may vanish and readings may not.
"""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from django.utils import timezone
from msgspec import Struct, structs

from ledgerstone.errors import RefusedError, StorageError, UsageError
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.readings.read_confined import Readers
from ledgerstone.workflow.readings.read_waiting import read_waiting
from ledgerstone.workflow.stages import Stage
from ledgerstone.workflow.taking_in.descriptions import (
    SIDECAR_ENDING,
    Description,
    Manifest,
    read_manifest,
    said_beside,
)
from ledgerstone.workflow.taking_in.found_files import FoundFile, Walk
from ledgerstone.workflow.taking_in.keep_files import KeptFile, ToKeep, keep_files
from ledgerstone.workflow.taking_in.refusals import refusal_row


class Refused(Struct, frozen=True, kw_only=True):
    """What was refused, and why."""

    path: str
    reason: str


class Ingested(Struct, frozen=True, kw_only=True):
    """What a run did.

    Attributes:
        ingested: How many sources are new.
        already_held: How many files had bytes that were held before.
        refused: What was refused and why.
        sources: Ids of the sources that the files are, new or not.
        log_size: Entries of the log after it.
        warnings: What a person should see to.
    """

    ingested: int
    already_held: int
    refused: tuple[Refused, ...]
    sources: tuple[str, ...]
    log_size: int = 0
    warnings: tuple[str, ...] = ()


def ingest(  # noqa: PLR0913 - what a run is asked, all keyword-only but what and where
    paths: Iterable[Path],
    directory: DataDirectory,
    *,
    stage: Stage,
    said: Description | None = None,
    manifest: Path | None = None,
    wait_s: float = 0.0,
    waiting: Callable[[str], None] | None = None,
    again: bool = False,
) -> Ingested:
    """Preserve, read and group the files of some paths.

    Args:
        paths: Files and folders.
        directory: The archive.
        stage: Shows how far the work is.
        said: What is said of every file that nothing else is said of.
        manifest: A CSV that describes files of the one folder that is ingested.
        wait_s: How long to wait for another writer to end, in seconds.
        waiting: Is told, once, for whom this waits.
        again: Whether bytes that were removed from the archive may come in again.

    Raises:
        UsageError: The manifest as a whole cannot be used; nothing was kept.
        StorageError: The medium failed; the message says how much was kept.
    """
    roots = tuple(paths)
    rows = _manifest(manifest, roots)
    with Readers(directory.tmp) as readers, writing(directory, wait_s=wait_s, waiting=waiting) as archive:
        # While files are kept, the readers load their libraries.
        readers.begin()
        # Walked twice, so that a pile of any size is kept without its names in memory.
        found = sum(1 for root in roots for _ in Walk(root, leave_out=directory.root))
        wanted = _wanted(roots, directory, rows, said or Description(), manifest)
        with stage("Preserving", total=found + len(rows.refused), unit="files") as advance:
            outcome = _kept(keep_files(wanted, archive, progress=advance, again=again))
        outcome = structs.replace(outcome, log_size=archive.log.size, warnings=tuple(archive.warnings))
        read_waiting(archive, directory, stage, readers=readers)
    return outcome


def _manifest(path: Path | None, roots: tuple[Path, ...]) -> Manifest:
    if path is None:
        return Manifest(rows={})
    if len(roots) != 1 or not roots[0].is_dir():
        raise UsageError("--manifest describes one folder: ingest that folder alone, its paths are relative to it")
    return read_manifest(path, roots[0])


def _kept(outcomes: Iterator[KeptFile | RefusedError]) -> Ingested:
    """Count what was kept.

    Raises:
        StorageError: The medium failed, with how much was kept before.
    """
    kept: list[KeptFile] = []
    refused: list[RefusedError] = []
    try:
        for outcome in outcomes:
            if isinstance(outcome, KeptFile):
                kept.append(outcome)
            else:
                refused.append(outcome)
    except StorageError as error:
        raise StorageError(f"{error}; {len(kept):,} files of this run are kept and on the record") from error
    rows = (refusal_row(one, timezone.now()) for one in refused)
    return Ingested(
        ingested=sum(one.created for one in kept),
        already_held=sum(not one.created for one in kept),
        refused=tuple(Refused(path=row.path, reason=row.reason) for row in rows),
        sources=tuple(dict.fromkeys(one.source for one in kept)),
    )


def _wanted(
    roots: tuple[Path, ...], directory: DataDirectory, rows: Manifest, said: Description, manifest: Path | None
) -> Iterator[ToKeep | RefusedError]:
    """Yield what to keep with all that is said of it, and what is refused."""
    yield from rows.refused
    for root in roots:
        for found in Walk(root, leave_out=directory.root):
            if isinstance(found, RefusedError):
                yield found
            elif found.name not in rows.withheld and not _is_manifest(found.path, manifest):
                wanted = _described(found, rows, said)
                if wanted is not None:
                    yield wanted


def _is_manifest(path: Path, manifest: Path | None) -> bool:
    return manifest is not None and path.samefile(manifest)


def _described(found: FoundFile, rows: Manifest, said: Description) -> ToKeep | RefusedError | None:
    """Return a file with what the manifest, then its sidecar, then the options say; None for a sidecar."""
    if found.name.endswith(SIDECAR_ENDING):
        described = found.path.with_name(found.path.name.removesuffix(SIDECAR_ENDING))
        if described.is_file():
            return None
        return RefusedError(str(found.path), f"it describes {described.name}, which is not there")
    row = rows.rows.get(found.name)
    try:
        beside = said_beside(found.path)
    except RefusedError as error:
        return RefusedError(str(found.path), f"its sidecar {Path(error.path).name} cannot be used: {error.reason}")
    own = Description() if row is None else row.description
    return ToKeep(path=found.path, name=found.name, description=own.over(beside).over(said))
