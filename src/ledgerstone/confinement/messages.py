"""What a pool and a keeper say to each other: one message for a piece of work, one for how it ended."""

from msgspec import Struct

from ledgerstone.confinement.limits import Ending, Limits

LONGEST_MESSAGE = 1 << 17
READY = b"ready"
"""What a keeper says when its libraries are there."""


class Request(Struct, frozen=True, kw_only=True):
    """A piece of work; the descriptor of the bytes comes with it.

    Attributes:
        asked: What the task is given beside the bytes.
        folder: A folder for it; the same as the last time where that was left empty.
        limits: What it may use.
    """

    asked: bytes
    folder: str
    limits: Limits


class Reply(Struct, frozen=True, kw_only=True):
    """How a piece of work ended; the descriptor of the answer comes with it.

    Attributes:
        ending: How.
        detail: The number of the signal, or what the task said of its failure; empty for none.
    """

    ending: Ending
    detail: str = ""
