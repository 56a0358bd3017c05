"""Export an archive: objects, log and record as one folder that verifies on its own and opens as an archive.

No private key is in it: whoever holds it reads, and signs nothing. The writer's lock is held throughout, so that
objects, log and record are of one moment; what is copied is hashed on the way, and the copied log is checked anew.
"""

from collections.abc import Callable
from pathlib import Path

from django.db import connection

from ledgerstone.errors import DamagedError
from ledgerstone.evidence.preservation.foreign import FOREIGN_PREFIX
from ledgerstone.evidence.preservation.holdings import Holdings, holdings
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.log.tiles import PREFIX as LOG_PREFIX
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.log_check import LogCheck
from ledgerstone.exchange.new_folder import NewFolder, new_folder
from ledgerstone.record.find import holdings as record_holdings
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.sqlite_copy import copy_sqlite
from ledgerstone.workflow.archive_log import WAIT_S, writing
from ledgerstone.workflow.packages.export_bag import Exported
from ledgerstone.workflow.packages.packages import Leaving, PackageKind, disclose
from ledgerstone.workflow.stages import Stage

_NO_RECORD = (
    "the record is in PostgreSQL and is not in the folder: objects and log are, and verify on their own; keep a copy "
    "of the record with pg_dump beside it"
)


def export_archive(directory: DataDirectory, out: Path, *, to: str | None, stage: Stage) -> Exported:
    """Copy the archive.

    Args:
        directory: The archive.
        out: The folder to make.
        to: Whom it is for, in words; None where nobody says.
        stage: Shows how far the work is.

    Raises:
        UsageError: There is something at `out` already.
        DamagedError: The archive is damaged; nothing was exported.
        StorageError: The medium failed; nothing was exported.
    """
    with writing(directory, wait_s=WAIT_S) as archive, new_folder(out) as folder:
        log_size = archive.log.size
        held = holdings(entries(archive.store))
        layout = DataDirectory(folder.path)
        with stage("Copying", total=None, unit="objects") as advance:
            files, size = _copy_objects(archive.store, folder, held, advance)
        for key in (*archive.store.list(LOG_PREFIX), *archive.store.list(FOREIGN_PREFIX)):
            folder.write(f"{layout.archive.name}/{key}", archive.store.get(key), read_only=True)
        _check_copy(layout.archive)
        warnings = list(archive.warnings)
        if connection.vendor == "sqlite":
            copy_sqlite(Path(str(connection.settings_dict["NAME"])), layout.database)
        else:
            warnings.append(_NO_RECORD)
        if directory.search_index.is_file():
            # Derived, but whoever has no key could not build it anew.
            copy_sqlite(directory.search_index, layout.search_index)
        folder.sync()
        disclose(archive, Leaving(kind=PackageKind.ARCHIVE, folder=out.name, to=to, sources=None))
        folder.finish()
        sources = [one for one in record_holdings.expected_digests() if one not in held.deaccessioned]
        return Exported(
            folder=str(out),
            sources=len(sources),
            sealed=sum(held.is_gone(one) for one in sources),
            files=files,
            bytes=size,
            log_size=log_size,
            warnings=tuple(warnings),
        )


def _copy_objects(store: Store, folder: NewFolder, held: Holdings, advance: Callable[[int], None]) -> tuple[int, int]:
    """Copy every object that must be there, and return how many they are, and how many bytes."""
    files = size = 0
    for sha256 in held.all_expected():
        key = object_key(sha256)
        digest, written = folder.write(f"archive/{key}", store.get(key), read_only=True)
        if digest != sha256:
            raise DamagedError(
                f"{key} is damaged: nothing was exported; run `ledgerstone verify`, and restore it from a copy"
            )
        files, size = files + 1, size + written
        advance(1)
    return files, size


def _check_copy(archive: Path) -> None:
    """Check the log that was copied."""
    check = LogCheck(DiskStore(archive))
    check.run(lambda _: None)
    if check.found.problems:
        first = check.found.problems[0]
        raise DamagedError(f"{first.path}: {first.detail}; nothing was exported")
