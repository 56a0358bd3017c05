"""How much a confined process may use, and how its work can end."""

from enum import StrEnum

from msgspec import Struct

MEGABYTE = 1_000_000


class Limits(Struct, frozen=True, kw_only=True):
    """What one piece of work may use at most.

    Attributes:
        memory_bytes: Of private memory, beside what the libraries have.
        seconds: Of wall-clock time; processor time has the same bound.
        answer_bytes: Of its answer.
        file_bytes: Of each file that it writes into its folder.
        tools: Programs that it may start, by path; none by default.
    """

    memory_bytes: int = 512 * MEGABYTE
    seconds: float = 60.0
    answer_bytes: int = 128 * MEGABYTE
    file_bytes: int = 4_000 * MEGABYTE
    tools: tuple[str, ...] = ()


class Ending(StrEnum):
    """How a piece of work ended."""

    DONE = "done"
    MEMORY = "it needed more memory than a reader may have"
    TIME = "it took longer than a reader may take"
    OUTPUT = "it wrote more than a reader may write"
    CRASHED = "the reader crashed"
    FAILED = "the reader failed"
