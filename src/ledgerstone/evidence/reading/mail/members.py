"""Members as they are written into a folder under names of our own, within the bounds of a container."""

from pathlib import Path
from typing import BinaryIO

from msgspec import structs

from ledgerstone.evidence.reading.containers.model import Bounds, Member, Opened


class Members:
    """What came out of one mail so far.

    What is too much is left out with its reason; what is beyond the number that is listed is counted.
    """

    def __init__(self, folder: Path, bounds: Bounds) -> None:
        self._folder = folder
        self._bounds = bounds
        self._members: list[Member] = []
        self._bytes = 0
        self._unlisted = 0
        self._current: Member | None = None
        self._file: BinaryIO | None = None

    def begin(self, member: Member) -> None:
        """Begin a member, ending the one before.

        Args:
            member: Its path and what the container says of it.
        """
        self.end()
        if len(self._members) >= self._bounds.members:
            self._unlisted += 1
            return
        name = str(len(self._members) + 1)
        self._current = structs.replace(member, file=name, size=0)
        self._file = (self._folder / name).open("xb")

    def write(self, data: bytes) -> None:
        """Write the next bytes of the member that was begun, unless it grows beyond a bound."""
        if self._current is None or self._current.reason is not None or self._file is None:
            return
        size = self._current.size + len(data)
        reason = self._refusal(size)
        self._current = structs.replace(self._current, size=size, reason=reason)
        if reason is None:
            self._file.write(data)

    def end(self) -> None:
        """End the member that was begun, if one was."""
        if self._current is None or self._file is None:
            return
        self._file.close()
        if self._current.reason is not None:
            (self._folder / str(self._current.file)).unlink()
            self._current = structs.replace(self._current, file=None)
        else:
            self._bytes += self._current.size
        self._members.append(self._current)
        self._current, self._file = None, None

    def _refusal(self, size: int) -> str | None:
        if size > self._bounds.member_bytes:
            return f"larger than {self._bounds.member_bytes:,} bytes: left out"
        if self._bytes + size > self._bounds.bytes:
            return f"the members together are larger than {self._bounds.bytes:,} bytes: left out"
        return None

    def opened(self, *warnings: str, tool: str, version: str) -> Opened:
        """Return what came out, the last member ended."""
        self.end()
        beyond = f"{self._unlisted:,} members beyond the first {self._bounds.members:,} are not listed"
        return Opened(
            members=tuple(self._members),
            warnings=(*warnings, *((beyond,) if self._unlisted else ())),
            tool=tool,
            version=version,
        )
