"""What a disk may hold after the power failed: a model of a file system, stricter than ext4 in its usual mode.

- Bytes of a file are durable when that file was fsynced after they were written, or by syncfs. Until then each write
  may be there or not, independently of others, and in two parts; a part that is missing before one that is there
  reads as zeros.
- A name (of a new file, a folder, a link, a removal) is durable when the folder that it lies in was fsynced, or by
  syncfs. fsync of a file makes its bytes durable, not its name. Until then each change of a name may be there or not,
  independently of others: ext4 keeps them in their order, so what recovers here recovers there.
- A rename is there or not, as a whole; it is durable when the folder of the new name was fsynced.
- A change within a folder that is not there is not there either; a folder that has something in it is not removed.
- Acknowledgements leave the machine at once.

Two things are left out: sectors that come back with other bytes than were written (tampering is tested elsewhere), and
disks that say "durable" and lie.
"""

from collections.abc import Iterable, Iterator
from enum import StrEnum
from itertools import combinations
from random import Random
from typing import NamedTuple

FOLDER = -1
"""Stands in the place of an inode where a name is that of a folder."""

MOST_FOR_ALL = 12
"""Up to so many unordered changes, every subset of them is tried."""

SUBSETS = 2000
"""So many are tried where there are more; in the short form fewer."""


class Kind(StrEnum):
    """A change, or what makes changes durable, or an acknowledgement."""

    CREATE = "create"
    WRITE = "write"
    LINK = "link"
    UNLINK = "unlink"
    RENAME = "rename"
    MKDIR = "mkdir"
    RMDIR = "rmdir"
    SYNC_FILE = "fsync of a file"
    SYNC_FOLDER = "fsync of a folder"
    SYNC_ALL = "syncfs"
    ACKNOWLEDGE = "acknowledge"


BARRIERS = frozenset({Kind.SYNC_FILE, Kind.SYNC_FOLDER, Kind.SYNC_ALL})


class Event(NamedTuple):
    """One thing that happened; `path` is relative to the data directory, and "" is that itself."""

    kind: Kind
    path: str = ""
    inode: int = FOLDER
    old: str = ""
    at: int = 0
    data: bytes = b""


class Moment(NamedTuple):
    """When the power fails: what is durable, what may be there, and what was acknowledged; all as places of events."""

    durable: tuple[int, ...]
    pending: tuple[int, ...]
    acknowledged: tuple[str, ...]


class Tree:
    """What lies on the disk: names with their inodes, and of each inode which writes are in it.

    Args:
        names: What lay there at first.
    """

    def __init__(self, names: dict[str, int]) -> None:
        self.names = dict(names)
        self.writes: dict[int, list[int]] = {}

    def apply(self, place: int, event: Event) -> None:
        """Let a change happen, as far as it can."""
        names, path = self.names, event.path
        if event.kind is Kind.WRITE:
            self.writes.setdefault(event.inode, []).append(place)
        elif event.kind is Kind.UNLINK:
            names.pop(path, None)
        elif event.kind is Kind.RMDIR:
            if not any(name.startswith(f"{path}/") for name in names):
                names.pop(path, None)
        elif names.get(folder_of(path)) == FOLDER:
            if event.kind is Kind.RENAME and names.get(event.old) == event.inode:
                del names[event.old]
            names[path] = event.inode

    def content(self, inode: int, first: bytes, events: tuple[Event, ...]) -> bytes:
        """Return the bytes of an inode."""
        held = bytearray(first)
        for place in self.writes.get(inode, ()):
            event = events[place]
            held.extend(bytes(max(0, event.at - len(held))))
            held[event.at : event.at + len(event.data)] = event.data
        return bytes(held)


def folder_of(path: str) -> str:
    """Return the path of the folder that a path lies in."""
    return path.rpartition("/")[0]


def moments(events: tuple[Event, ...]) -> Iterator[Moment]:
    """Yield the moment before each barrier, and the one at the end."""
    durable: list[int] = []
    pending: list[int] = []
    acknowledged: list[str] = []
    for place, event in enumerate(events):
        if event.kind is Kind.ACKNOWLEDGE:
            acknowledged += event.data.decode("ascii").split()
        elif event.kind not in BARRIERS:
            pending.append(place)
        else:
            yield Moment(tuple(durable), tuple(pending), tuple(acknowledged))
            made = {one for one in pending if _makes_durable(event, events[one])}
            durable += made
            pending = [one for one in pending if one not in made]
    yield Moment(tuple(durable), tuple(pending), tuple(acknowledged))


def _makes_durable(barrier: Event, change: Event) -> bool:
    if barrier.kind is Kind.SYNC_ALL:
        return True
    if change.kind is Kind.WRITE:
        return barrier.kind is Kind.SYNC_FILE and change.inode == barrier.inode
    return barrier.kind is Kind.SYNC_FOLDER and folder_of(change.path) == barrier.path


def subsets(
    pending: tuple[int, ...], events: tuple[Event, ...], *, many: int, rng: Random
) -> Iterator[tuple[int, ...]]:
    """Yield which of the changes that are not durable are there: all subsets of few, `many` of more.

    The two that mistakes show in most often come first: all names without their bytes, and nothing.
    """
    yield tuple(one for one in pending if events[one].kind is not Kind.WRITE)
    yield ()
    if len(pending) <= MOST_FOR_ALL:
        for count in range(len(pending) + 1):
            yield from combinations(pending, count)
        return
    yield pending
    for left_out in pending:
        yield tuple(one for one in pending if one != left_out)
    for _ in range(many):
        share = rng.random()
        yield tuple(one for one in pending if rng.random() < share)


def prefixes(events: tuple[Event, ...]) -> Iterator[tuple[tuple[int, ...], tuple[str, ...]]]:
    """Yield the changes up to each point of the run, with what was acknowledged by then."""
    acknowledged: list[str] = []
    changes: list[int] = []
    for place, event in enumerate(events):
        if event.kind is Kind.ACKNOWLEDGE:
            acknowledged += event.data.decode("ascii").split()
        elif event.kind not in BARRIERS:
            changes.append(place)
        yield tuple(changes), tuple(acknowledged)


def tree_of(first: dict[str, int], events: tuple[Event, ...], places: Iterable[int]) -> Tree:
    """Return what lies on the disk where just these changes happened, in their order."""
    tree = Tree(first)
    for place in sorted(places):
        tree.apply(place, events[place])
    return tree
