"""Clear all that was derived from sources: readings, claims, copies, incidents' words, the index, and free pages.

Called under the writer's lock, when the log has the entry that makes it lawful and the sources are marked. Every step
may be repeated, so that what an interruption left is completed by whoever writes next.
"""

from collections.abc import Sequence

from django.db import transaction

from ledgerstone.errors import StorageError
from ledgerstone.record import save
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.derived_index import scrub_index
from ledgerstone.storage.fulltext import FullText
from ledgerstone.workflow.regroup_when_due import regroup


def clear_derived(directory: DataDirectory, source_ids: Sequence[str]) -> None:
    """Clear what was derived from sources, until a search through the files of the data directory finds none of it.

    Args:
        directory: The archive; the caller holds its lock.
        source_ids: Ids of sources that are marked (`record.save.mark`).

    Raises:
        StorageError: The medium failed, or another program kept reading; what is left is cleared by the next writer.
    """
    with transaction.atomic():
        save.clear_sources(source_ids)
    regroup(directory, removed=source_ids)
    with transaction.atomic():
        save.clear_incidents(source_ids)
    forgotten = FullText(directory.search_index).expunge(source_ids)
    dropped = [scrub_index(index) for index in (directory.incident_index, directory.copy_index)]
    if not save.scrub_record(directory.tmp) or not forgotten or not all(dropped):
        raise StorageError(
            "the log has it, and the bytes are gone; words of the source may still be in the free parts of the record "
            "or the index, because another program kept reading them: stop `serve`; the next command that writes "
            "clears the rest"
        )
    with transaction.atomic():
        save.finish(source_ids)


def clear_marked(directory: DataDirectory) -> None:
    """Complete what an interruption left half cleared.

    Raises:
        StorageError: As `clear_derived` says.
    """
    waiting = save.marked()
    if waiting:
        clear_derived(directory, waiting)
