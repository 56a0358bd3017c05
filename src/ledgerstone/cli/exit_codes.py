"""The exit codes of the command line's contract."""

from enum import IntEnum


class ExitCode(IntEnum):
    """What the process tells the one who called it."""

    DONE = 0
    FAILED = 1
    """Failed, or something was refused."""
    USAGE = 2
    DAMAGED = 3
    """Preserved bytes are damaged or missing."""
    INCONSISTENT = 4
    """The history is not one history."""
    UNDECIDED = 5
    """Something cannot be read, so that nothing can be said of it."""
    INTERRUPTED = 130
