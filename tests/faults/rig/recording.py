"""What a run of the subject did to the disk, read from its strace: the events of `disk_model`, with all bytes.

With `-xx` every text of a trace is in hex and unambiguous. Calls that failed changed nothing. A call that would change
the data directory and is not understood here fails the test: the bench must not overlook anything.
"""

import re
from pathlib import Path
from typing import NamedTuple

from rig.disk_model import FOLDER, Event, Kind
from rig.tracing import Call

OPTIONS = ("-xx", "-s", "1000000")

_PIECE = re.compile(r'"((?:\\x[0-9a-f]{2})*)"')
_OPENED = re.compile(r"= (\d+)<")
_DESCRIPTOR = re.compile(r"(\d+)<")
_RESULT = re.compile(r"= (-?\d+)[^=]*$")
_CHANGING = re.compile(
    "chmod|chown|copy_file_range|creat|fallocate|link|mknod|pwrite|rename|sendfile|setxattr|splice|symlink|sync|"
    "truncate|utime|write"
)
_NAMES = {"link": Kind.LINK, "unlink": Kind.UNLINK, "rename": Kind.RENAME, "mkdir": Kind.MKDIR, "rmdir": Kind.RMDIR}
_SYNCS = frozenset({"fsync", "fdatasync", "syncfs"})


class Recording(NamedTuple):
    """What lay on the disk at first, and what happened; `bytes_of` has the bytes of the first inodes."""

    first: dict[str, int]
    bytes_of: dict[int, Path]
    events: tuple[Event, ...]


class Recorder:
    """Turns calls into events.

    Args:
        data: The data directory in the trace.
        like: A copy of what lay there at first.
        acks: The file that acknowledgements went to.
    """

    def __init__(self, data: Path, like: Path, acks: Path) -> None:
        self._data, self._acks = str(data), str(acks)
        files = sorted(path for path in like.rglob("*") if path.is_file())
        self.first = {str(path.relative_to(like)): FOLDER for path in like.rglob("*") if path.is_dir()}
        self.first |= {"": FOLDER} | {str(path.relative_to(like)): inode for inode, path in enumerate(files)}
        self.bytes_of = dict(enumerate(files))
        self._names = dict(self.first)
        self._sizes = {inode: path.stat().st_size for inode, path in self.bytes_of.items()}
        self._open: dict[int, tuple[str, int, int]] = {}
        self.events: list[Event] = []

    def record(self, call: Call) -> None:
        """Take a call in."""
        result = _RESULT.search(call.said)
        if result is None or int(result.group(1)) < 0:
            return
        if call.name in {"openat", "open"}:
            self._opened(call)
        elif call.name == "close":
            self._open.pop(_descriptor(call), None)
        elif call.name in {"write", "pwrite64"}:
            self._written(call, int(result.group(1)))
        elif call.name in _SYNCS:
            self._synced(call)
        elif call.name in _NAMES:
            self._named(_NAMES[call.name], call)
        elif call.name == "ftruncate":
            assert self._open[_descriptor(call)][0].endswith("writer.lock"), call
        else:
            harmless = _CHANGING.search(call.name) is None or self._hex() not in call.said
            assert harmless, f"not understood: {call.name}({call.said}"

    def _opened(self, call: Call) -> None:
        path = self._inside(_texts(call)[0])
        if path is None:
            return
        descriptor = int(_opened_as(call))
        if path not in self._names:
            assert "O_CREAT" in call.said, call
            inode = len(self._sizes)
            self._names[path], self._sizes[inode] = inode, 0
            self.events.append(Event(Kind.CREATE, path, inode))
        assert "O_TRUNC" not in call.said, call
        inode = self._names[path]
        at = self._sizes[inode] if "O_APPEND" in call.said else 0
        self._open[descriptor] = (path, inode, at)

    def _written(self, call: Call, size: int) -> None:
        descriptor, data = _descriptor(call), _texts(call)[-1][:size]
        if self._acks.encode().hex() in call.said.replace("\\x", ""):
            self.events.append(Event(Kind.ACKNOWLEDGE, data=data))
        if descriptor not in self._open:
            return
        path, inode, at = self._open[descriptor]
        if call.name == "pwrite64":
            assert path.endswith("writer.lock"), call
        for start, part in _halves(data):
            self.events.append(Event(Kind.WRITE, path, inode, at=at + start, data=part))
        self._open[descriptor] = (path, inode, at + size)
        self._sizes[inode] = max(self._sizes[inode], at + size)

    def _synced(self, call: Call) -> None:
        if _descriptor(call) not in self._open:
            return
        path, inode, _ = self._open[_descriptor(call)]
        if call.name == "syncfs":
            self.events.append(Event(Kind.SYNC_ALL))
        else:
            self.events.append(Event(Kind.SYNC_FOLDER if inode == FOLDER else Kind.SYNC_FILE, path, inode))

    def _named(self, kind: Kind, call: Call) -> None:
        paths = [self._inside(text) for text in _texts(call)]
        if None in paths:
            assert set(paths) == {None}, f"a name goes in or out of the data directory: {call}"
            return
        path, old = paths[-1] or "", paths[0] or ""
        inode = FOLDER if kind in {Kind.MKDIR, Kind.RMDIR} else self._names[old]
        if kind in {Kind.UNLINK, Kind.RMDIR, Kind.RENAME}:
            del self._names[old]
        if kind in {Kind.LINK, Kind.RENAME, Kind.MKDIR}:
            self._names[path] = inode
        self.events.append(Event(kind, path, inode, old=old if kind is Kind.RENAME else ""))

    def _inside(self, path: bytes) -> str | None:
        """Return a path relative to the data directory; None where it does not lie in it."""
        text = path.decode()
        if text == self._data:
            return ""
        return text.removeprefix(f"{self._data}/") if text.startswith(f"{self._data}/") else None

    def _hex(self) -> str:
        return "".join(f"\\x{byte:02x}" for byte in self._data.encode())


def recording(calls: tuple[Call, ...], data: Path, like: Path, acks: Path) -> Recording:
    """Return what a run did to a data directory."""
    recorder = Recorder(data, like, acks)
    for call in calls:
        recorder.record(call)
    return Recording(recorder.first, recorder.bytes_of, tuple(recorder.events))


def _texts(call: Call) -> list[bytes]:
    return [bytes.fromhex(text.replace("\\x", "")) for text in _PIECE.findall(call.said)]


def _descriptor(call: Call) -> int:
    found = _DESCRIPTOR.match(call.said)
    assert found, call
    return int(found.group(1))


def _opened_as(call: Call) -> str:
    found = _OPENED.search(call.said)
    assert found, call
    return found.group(1)


def _halves(data: bytes) -> list[tuple[int, bytes]]:
    """Return a write in two parts, each with its place: what a disk may do one by one."""
    middle = len(data) // 2
    return [(start, part) for start, part in ((0, data[:middle]), (middle, data[middle:])) if part]
