"""The one tree of errors: one class for each decision that a caller can take.

LedgerstoneError                 anything that we say no to, with what happened and what to do next
├── UsageError                   the call itself is wrong: change the call (exit 2)
├── NotFoundError                no such record for this viewer: check the id (exit 1)
├── RefusedError                 one item is refused and nothing of it is kept: the rest goes on (exit 1)
├── UnreadableError              the bytes are whole but no reading can be made: keep, warn, go on (exit 5)
├── DamagedError                 preserved bytes are missing or differ: restore from a copy (exit 3)
├── InconsistentError            two histories, or a signature that is not this archive's: find out whose (exit 4)
├── ForbiddenError               this viewer may not do this: ask somebody who may (exit 1)
└── StorageError                 the medium failed (full, read-only, vanished): free space and run again (exit 1)
"""


class LedgerstoneError(Exception):
    """Anything that we say no to; the message says what happened, to which record, and what to do next."""

    exit_code = 1


class UsageError(LedgerstoneError):
    """The call itself is wrong."""

    exit_code = 2


class NotFoundError(LedgerstoneError):
    """No such record for this viewer."""


class RefusedError(LedgerstoneError):
    """One item is refused and nothing of it is kept.

    Attributes:
        path: The item as the caller named it.
        reason: Why, in words for the person who handed it in.
    """

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path}: {reason}")
        self.path = path
        self.reason = reason


class UnreadableError(LedgerstoneError):
    """The bytes are whole, but no reading can be made of them."""

    exit_code = 5


class DamagedError(LedgerstoneError):
    """Preserved bytes are missing or are not those that were kept."""

    exit_code = 3


class InconsistentError(LedgerstoneError):
    """The history is not one history, or a key is not one of this archive's."""

    exit_code = 4


class ForbiddenError(LedgerstoneError):
    """This viewer may not do this."""


class StorageError(LedgerstoneError):
    """The medium failed: it is full, read-only or gone."""
