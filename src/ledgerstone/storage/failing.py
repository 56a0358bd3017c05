"""An error of the system becomes ours, with what was being done, to which path, and what to do next."""

import os
from types import TracebackType

from ledgerstone.errors import StorageError


class failing:  # noqa: N801 - used as a word: `with failing("write", path)`
    """Turn an OSError of the block into a StorageError.

    A class and not a generator, because it stands round single calls that are made by the thousand.

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
            reason = error.strerror or type(error).__name__
            raise StorageError(
                f"cannot {self._doing} {os.fspath(self._path)}: {reason}; free space or mend the disk, and run again"
            ) from error
