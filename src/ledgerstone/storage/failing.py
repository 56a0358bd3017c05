"""An error of the system becomes ours, with what was being done, to which path, and what to do next."""

import os
from types import TracebackType

from ledgerstone.errors import StorageError


def storage_error(doing: str, path: str | os.PathLike[str], error: OSError) -> StorageError:
    """Return our error for one of the system.

    Args:
        doing: The verb: "write", "make", "remove".
        path: To what.
        error: What the system said.
    """
    reason = error.strerror or type(error).__name__
    return StorageError(f"cannot {doing} {os.fspath(path)}: {reason}; free space or mend the disk, and run again")


class failing:  # noqa: N801 - used as a word: `with failing("write", path)`
    """Turn an OSError of the block into a StorageError.

    Args:
        doing: The verb: "write", "make", "remove".
        path: To what.
    """

    __slots__ = ("_doing", "_path")

    def __init__(self, doing: str, path: str | os.PathLike[str]) -> None:
        self._doing, self._path = doing, path

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Turn the error.

        Raises:
            StorageError: The block raised an OSError.
        """
        if isinstance(error, OSError):
            raise storage_error(self._doing, self._path, error) from error
