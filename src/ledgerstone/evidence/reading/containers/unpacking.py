"""Members on their way out of a container: counted as they come, written under names of our own, within the bounds.

Every opener hands its members to an `Unpacking`, in the order of the container. No declared size is trusted: bytes are
counted as they come out. No file is written but `folder/<number>`; what was left out leaves no file behind. Paths are
kept as the container says them; they are decoded together when the last one is known (`member_names.py`), since one
name alone is too short to tell its encoding.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct, structs

from ledgerstone.evidence.reading.containers.member_names import Name, decode_names, points_outside
from ledgerstone.evidence.reading.containers.model import Bounds, Member, Opened

CHUNK = 65_536
"""Bytes in one piece, so that memory is flat in the size of a member."""
MOST_WARNINGS = 20
"""Of warnings about single members; the rest is counted."""
LONGEST_SAID = 200
"""Signs of a path in a warning."""


class DamagedError(Exception):
    """The container's bytes are not what they should be; what came out before stays."""


class BoundReachedError(Exception):
    """More comes out than may; nothing more is taken out of the container."""


class Meter:
    """Counts bytes as they come out, and ends what gives too many."""

    def __init__(self, bounds: Bounds, bytes_in: Callable[[], int]) -> None:
        self._bounds = bounds
        self._bytes_in = bytes_in
        self.bytes_out = 0

    def add(self, count: int) -> None:
        """Count bytes that came out.

        Raises:
            BoundReachedError: They are too many, or too many for the bytes that went in.
        """
        bounds = self._bounds
        self.bytes_out += count
        if self.bytes_out > bounds.bytes:
            raise BoundReachedError(f"more than {bounds.bytes:,} bytes come out of it")
        if self.bytes_out > max(bounds.free_bytes, bounds.ratio * max(1, self._bytes_in())):
            raise BoundReachedError(f"a bomb: more than {bounds.ratio:g} bytes come out for each byte in")


class Description(Struct, frozen=True, kw_only=True):
    """What the container says of a member beside its path: fields of `Member`."""

    modified: str | None = None
    captured: str | None = None
    address: str | None = None
    media_type: str | None = None


NOTHING_SAID = Description()


class Unpacking:
    """What has come out of one container so far.

    Args:
        folder: Where files may be written; empty.
        bounds: How much may come out.
        bytes_in: How many bytes of the container gave what came out so far, against which the ratio is held: the whole
            container's where any part of it can be reached, else those that were read.
    """

    def __init__(self, folder: Path, bounds: Bounds, bytes_in: Callable[[], int]) -> None:
        self._folder = folder
        self._bounds = bounds
        self._meter = Meter(bounds, bytes_in)
        self._names: list[Name] = []
        self._members: list[Member] = []
        self._files = 0
        self._said: list[str] = []
        self._said_of: list[tuple[Name, str]] = []
        self._unlisted = 0
        self._ended: str | None = None

    @property
    def is_over(self) -> bool:
        """Whether a bound of the whole container was reached: no more is written."""
        return self._ended is not None

    def has_place(self, count: int = 1) -> bool:
        """Whether another member may be listed; if not, `count` members are counted as not listed."""
        if self.is_over or len(self._members) >= self._bounds.members:
            self._unlisted += count
            return False
        return True

    def warn(self, warning: str) -> None:
        """Say something about the container."""
        self._said.append(warning)

    def warn_of(self, name: Name, warning: str) -> None:
        """Say something about a member."""
        self._said_of.append((name, warning))

    def end(self, reason: str) -> None:
        """Say that nothing more is taken out, and why."""
        self._ended = self._ended or reason

    def leave_out(self, name: Name, reason: str, said: Description = NOTHING_SAID, size: int = 0) -> None:
        """List a member without its bytes."""
        self._list(name, said, file=None, size=size, reason=reason)

    def keep(self, name: Name, pieces: Iterator[bytes], said: Description = NOTHING_SAID) -> str | None:
        """Write a member's bytes; where they are too many or damaged, list it without them.

        Returns:
            The name of its file; None where it was left out.
        """
        file = str(self._files + 1)
        path = self._folder / file
        size, reason = self._write(path, pieces)
        if reason:
            path.unlink()
            self._list(name, said, file=None, size=size, reason=reason)
            return None
        self._files += 1
        self._list(name, said, file=file, size=size, reason=None)
        return file

    def pass_over(self, count: int) -> None:
        """Count bytes that have to come out before the next member does, though nobody wants them.

        Raises:
            BoundReachedError: They are too many.
        """
        self._meter.add(count)

    def _write(self, path: Path, pieces: Iterator[bytes]) -> tuple[int, str | None]:
        size = 0
        try:
            with path.open("xb") as file:
                for piece in pieces:
                    size += len(piece)
                    self._meter.add(len(piece))
                    if size > self._bounds.member_bytes:
                        return size, f"larger than {self._bounds.member_bytes:,} bytes"
                    file.write(piece)
        except DamagedError as damage:
            return size, str(damage)
        except BoundReachedError as reached:
            self.end(str(reached))
            return size, str(reached)
        return size, None

    def _list(self, name: Name, said: Description, *, file: str | None, size: int, reason: str | None) -> None:
        self._names.append(name)
        self._members.append(Member(path="", file=file, size=size, reason=reason, **structs.asdict(said)))

    def opened(self, tool: str, version: str) -> Opened:
        """Return what came out, with the paths decoded and all warnings."""
        spoken_of = [name for name, _ in self._said_of]
        decoded = decode_names([*self._names, *spoken_of])
        paths, others = decoded.paths[: len(self._names)], decoded.paths[len(self._names) :]
        members = tuple(structs.replace(member, path=path) for member, path in zip(self._members, paths, strict=True))
        single = [f"{_short(path)}: {said}" for path, (_, said) in zip(others, self._said_of, strict=True)]
        warnings = (*self._said, *_fewer(single), *decoded.warnings, *_said_of_paths(members), *self._said_of_the_end())
        return Opened(members=members, warnings=warnings, tool=tool, version=version)

    def _said_of_the_end(self) -> list[str]:
        if self._ended:
            return [f"{self._ended}: what came out before is kept, the rest is not opened"]
        if self._unlisted:
            return [f"{self._unlisted:,} more members are not listed: {self._bounds.members:,} is the bound"]
        return []


def unpack(unpacking: Unpacking, fill: Callable[[Unpacking], None], *, tool: str, version: str) -> Opened:
    """Run an opener's own work; what it finds damaged or too much ends it with a warning."""
    try:
        fill(unpacking)
    except BoundReachedError as reached:
        unpacking.end(str(reached))
    except DamagedError as damage:
        unpacking.warn(str(damage))
    return unpacking.opened(tool, version)


def before_damage(pieces: Iterable[bytes], say: Callable[[str], None]) -> Iterator[bytes]:
    """Yield the pieces before the damage, which is said, for a member that is worth having in part."""
    try:
        yield from pieces
    except DamagedError as damage:
        say(f"{damage}; what came out before is kept")


def _fewer(warnings: list[str]) -> list[str]:
    more = len(warnings) - MOST_WARNINGS
    return warnings if more <= 0 else [*warnings[:MOST_WARNINGS], f"{more:,} more warnings about single members"]


def _said_of_paths(members: tuple[Member, ...]) -> Iterator[str]:
    """What is odd about paths; addresses lead nowhere, and a page may well be captured twice."""
    paths = [member.path for member in members if member.address is None]
    outside = [path for path in paths if points_outside(path)]
    if outside:
        yield f"paths that lead out of the container, kept as words and followed nowhere: {_counted(outside)}"
    again = [path for path, times in Counter(paths).items() if times > 1]
    if again:
        yield f"paths that several members have, each of them listed: {_counted(again)}"


def _counted(paths: list[str]) -> str:
    first = _short(paths[0])
    return first if len(paths) == 1 else f"{first} and {len(paths) - 1:,} more"


def _short(path: str) -> str:
    return path if len(path) <= LONGEST_SAID else f"{path[:LONGEST_SAID]}…"
