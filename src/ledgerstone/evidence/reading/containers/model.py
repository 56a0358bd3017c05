"""What comes of opening a container: its members as files in a folder, and why some are not among them."""

from collections.abc import Callable
from pathlib import Path
from typing import BinaryIO

from msgspec import Struct


class Bounds(Struct, frozen=True, kw_only=True):
    """How much may come out of one container.

    Attributes:
        members: How many members are listed; what comes after them is counted in a warning.
        bytes: Of all members together, as they come out.
        member_bytes: Of one member.
        ratio: Bytes out for each byte in, over the whole container, above which it is taken for a bomb; what came out
            before stays.
        free_bytes: What may always come out, whatever the ratio.
    """

    members: int = 10_000
    bytes: int = 4_000_000_000
    member_bytes: int = 2_000_000_000
    ratio: float = 200.0
    free_bytes: int = 50_000_000


class Member(Struct, frozen=True, kw_only=True):
    """A file in a container.

    Attributes:
        path: Where the container says it lies, as it says it: evidence, never a path to write to.
        file: Name of the file in the folder that holds its bytes; None where it was left out.
        size: Bytes that came out.
        reason: Why it was left out, in words for a person; None where it was not.
        modified: When it was last changed, as the container says it (ISO 8601); None where it does not.
        captured: When it was fetched, as the container says it (WARC-Date; ISO 8601); None where it does not.
        address: The address that it was fetched from (WARC, MHTML); None for none.
        media_type: What the container says that it is; None where it does not.
    """

    path: str
    file: str | None = None
    size: int = 0
    reason: str | None = None
    modified: str | None = None
    captured: str | None = None
    address: str | None = None
    media_type: str | None = None


class Opened(Struct, frozen=True, kw_only=True):
    """What came out of a container.

    Attributes:
        members: In the order of the container.
        warnings: What had to be guessed or left out, in words for a person.
        tool: Which opener ("zip", "tar").
        version: Its version; a change of rules changes it.
    """

    members: tuple[Member, ...] = ()
    warnings: tuple[str, ...] = ()
    tool: str
    version: str


Opener = Callable[[BinaryIO, Path, Bounds], Opened]
"""Opens a container: its bytes (seekable), a folder to write members into under names of our own ("1", "2" …), bounds.

It never raises for bad bytes: what cannot be opened gives no members and a warning that says why.
"""
