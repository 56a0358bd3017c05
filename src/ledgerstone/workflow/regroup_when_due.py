"""Grouping, loaded when something is to be grouped: by name, so that no other command waits for it and for numpy."""

import importlib
from collections.abc import Callable, Collection, Iterable

from ledgerstone.record.find import holdings
from ledgerstone.storage.data_directory import DataDirectory

_REGROUP = "ledgerstone.workflow.regroup"


def regroup(directory: DataDirectory, *, judged: Iterable[str] = (), removed: Collection[str] = ()) -> None:
    """Bring incidents and copies up to date; arguments and errors are those of `workflow.regroup`."""
    importlib.import_module(_REGROUP).regroup(directory, judged=judged, removed=removed)


def is_regrouped(directory: DataDirectory) -> bool:
    """Tell whether incidents are up to date: every reading was seen, and nothing waits that an interruption left.

    Raises:
        StorageError: An index is damaged.
    """
    if not holdings.is_grouped():
        return False
    if not (directory.incident_index.is_file() or directory.copy_index.is_file()):
        return True
    is_settled: Callable[[DataDirectory], bool] = importlib.import_module(_REGROUP).is_settled
    return is_settled(directory)
