"""Opens TAR archives, plain or compressed with gzip, bzip2 or xz, in one pass forward.

Links and devices are listed and never followed. What was cut off or damaged costs the member that it struck; the
next header after it is looked for.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from ledgerstone.evidence.reading.containers.flow import Flow, flow_of
from ledgerstone.evidence.reading.containers.member_names import decode_names
from ledgerstone.evidence.reading.containers.model import Bounds, Opened
from ledgerstone.evidence.reading.containers.sparse import expanded
from ledgerstone.evidence.reading.containers.tar_headers import (
    CONTINUED,
    FOLDERS,
    HARD_LINK,
    SYMBOLIC_LINK,
    TarEntry,
    tar_entries,
)
from ledgerstone.evidence.reading.containers.unpacking import Description, Unpacking, unpack

TOOL, VERSION = "tar", "1"
NO_FILES = {
    b"3": "a device: left where it is",
    b"4": "a device: left where it is",
    b"6": "a pipe: left where it is",
    CONTINUED: "goes on from another volume, which is not here",
}


def open_tar(stream: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Write a TAR's members into a folder, in its order."""
    flow = flow_of(stream, bounds)
    unpacking = Unpacking(folder, bounds, stream.tell)
    return unpack(unpacking, lambda out: _fill(flow, out), tool=TOOL, version=VERSION)


def _fill(flow: Flow, out: Unpacking) -> None:
    for entry in tar_entries(flow, out.warn):
        if entry.kind in FOLDERS:
            continue
        if out.has_place():
            _take(flow, entry, out)
        elif out.is_over:
            return


def _take(flow: Flow, entry: TarEntry, out: Unpacking) -> None:
    said = Description(modified=entry.modified)
    reason = _why_not(entry)
    if reason:
        out.leave_out(entry.name, reason, said)
    else:
        out.keep(entry.name, _contents(flow, entry), said)


def _why_not(entry: TarEntry) -> str | None:
    if entry.kind in (HARD_LINK, SYMBOLIC_LINK):
        to = decode_names([entry.link]).paths[0]
        return f"a {'hard' if entry.kind == HARD_LINK else 'symbolic'} link to {to}: not followed"
    return NO_FILES.get(entry.kind)


def _contents(flow: Flow, entry: TarEntry) -> Iterator[bytes]:
    if entry.extents is None:
        return flow.pieces(entry.size, whole=True)
    return expanded(flow, entry.extents, entry.size, entry.whole_size)
