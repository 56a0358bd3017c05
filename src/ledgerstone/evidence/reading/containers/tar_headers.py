"""The headers of a TAR, one block after another: ustar, pax, GNU, V7.

Ours, not `tarfile` of the standard library: before Python 3.11.10 that parses pax headers in time quadratic in their
length (CVE-2024-6232), and in every version it ends without a word at a damaged header, reads a header of any size into
memory, and keeps each that it has seen.

Source: POSIX.1-2017, pax, "pax Interchange Format" and "ustar Interchange Format"; GNU tar 1.35, "Basic Tar Format"
and "Storing Sparse Files".
"""

import datetime as dt
from collections.abc import Callable, Iterator

from msgspec import Struct

from ledgerstone.evidence.reading.containers.flow import Flow
from ledgerstone.evidence.reading.containers.sparse import (
    Extent,
    extents_of_data,
    extents_of_header,
    extents_of_pax,
    number_of,
)
from ledgerstone.evidence.reading.containers.unpacking import DamagedError

BLOCK = 512
MOST_HEADER = 1 << 20
"""Bytes of a header beyond its block: a path of 4,096 and extended attributes of 64 KB have ample room."""
MOST_SEARCHED = 64 << 20
"""Bytes in which the next header is looked for after damage."""
PAX, PAX_GLOBAL, LONG_NAME, LONG_LINK, SPARSE = (b"x", b"X"), b"g", b"L", b"K", b"S"
FOLDERS = (b"5", b"D", b"V")
"""Folders, GNU's lists of folders, names of volumes: no files."""
HARD_LINK, SYMBOLIC_LINK, CONTINUED = b"1", b"2", b"M"
WITHOUT_DATA = (HARD_LINK, SYMBOLIC_LINK, b"3", b"4", b"6", b"5")
OLD_FILE, FOLDER = (b"\0", b"0"), b"5"
USTAR_MAGIC = b"ustar\0"
"""GNU writes "ustar " and keeps times where ustar has the prefix of a name."""
LAST_SIGNED = 127
EPOCH = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)
Records = list[tuple[str, bytes]]


class Header(Struct, frozen=True, kw_only=True):
    """What one block says; numbers are of bytes, `mtime` as it stands there."""

    name: bytes
    kind: bytes
    link: bytes
    size: int
    mtime: bytes


class TarEntry(Struct, frozen=True, kw_only=True):
    """What a TAR says of a member.

    Attributes:
        name: Its path, as it stands there.
        kind: The type flag.
        link: Where a link leads; empty where it is none.
        size: Bytes in the archive.
        modified: ISO 8601, UTC; None where it is no date.
        extents: Which parts of a sparse file are in the archive; None where it is not sparse.
        whole_size: Bytes of the file as it comes out.
    """

    name: bytes
    kind: bytes
    link: bytes
    size: int
    modified: str | None
    extents: tuple[Extent, ...] | None
    whole_size: int


def tar_entries(flow: Flow, warn: Callable[[str], None]) -> Iterator[TarEntry]:
    """Yield the members in their order; after each the flow stands at its first byte, wherever it is then left.

    Args:
        flow: The TAR.
        warn: Told what is damaged or cut off.
    """
    everywhere: dict[str, bytes] = {}
    said: Records = []
    for info, block in _headers(flow, warn):
        end = flow.position + _padded(info.size)
        if info.kind in PAX or info.kind in (PAX_GLOBAL, LONG_NAME, LONG_LINK):
            records = _records(flow, info, warn)
            if info.kind == PAX_GLOBAL:
                everywhere.update(records)
            else:
                said += records
            flow.skip(end - flow.position)
            continue
        try:
            entry = _entry(flow, info, block, [*everywhere.items(), *said])
        except DamagedError as damage:
            warn(f"a header is damaged: {damage}")
        else:
            end = flow.position + (0 if entry.kind in WITHOUT_DATA else _padded(entry.size))
            yield entry
        said = []
        flow.skip(end - flow.position)


def _headers(flow: Flow, warn: Callable[[str], None]) -> Iterator[tuple[Header, bytes]]:
    found = False
    searched = 0
    while len(block := flow.read(BLOCK)) == BLOCK:
        if not block.strip(b"\0"):
            _say_what_follows(flow, warn)
            return
        info = _taken_apart(block)
        if info is None:
            searched += BLOCK
            if searched > MOST_SEARCHED:
                break
            continue
        if searched and found:
            warn(f"{searched:,} bytes are damaged: no header of a member, members may be lost")
        found, searched = True, 0
        yield info, block
    if not found:
        warn("not a TAR: no header of a member is in it")
    elif flow.damage or block or searched:
        warn(f"cut off or damaged near its end ({flow.damage or 'no end mark'}): members after that are lost")
    else:
        warn("ends without an end mark: it may be cut off")


def _say_what_follows(flow: Flow, warn: Callable[[str], None]) -> None:
    follows = sum(len(piece) for piece in flow.pieces(MOST_SEARCHED) if piece.strip(b"\0"))
    if follows:
        warn("other bytes follow after its end mark: they are not opened")
    if flow.damage:
        warn(f"{flow.damage}, after its end mark")


def _taken_apart(block: bytes) -> Header | None:
    """What a block says; None where its checksum doesn't hold."""
    try:
        said, size = number_of(block[148:156]), number_of(block[124:136])
    except DamagedError:
        return None
    around = block[:148] + b" " * 8 + block[156:]
    if said != sum(around) and said != sum(around) - 256 * sum(byte > LAST_SIGNED for byte in around):
        return None  # some old programs summed signed bytes
    name, prefix = _text(block[:100]), _text(block[345:500])
    kind = block[156:157]
    if kind in OLD_FILE and name.endswith(b"/"):
        kind = FOLDER
    if prefix and block[257:263] == USTAR_MAGIC:
        name = prefix + b"/" + name
    return Header(name=name, kind=kind, link=_text(block[157:257]), size=size, mtime=block[136:148])


def _text(field: bytes) -> bytes:
    return field.split(b"\0", 1)[0]


def _padded(size: int) -> int:
    return -(-size // BLOCK) * BLOCK


def _records(flow: Flow, info: Header, warn: Callable[[str], None]) -> Records:
    """What a header beyond its block says, as pax records."""
    if info.size > MOST_HEADER:
        warn(f"a header of {info.size:,} bytes is passed over: the next member may have lost its long name")
        return []
    data = flow.read(info.size)
    if info.kind in (LONG_NAME, LONG_LINK):
        return [("path" if info.kind == LONG_NAME else "linkpath", data.split(b"\0")[0])]
    try:
        return list(_pax(data))
    except ValueError:
        warn("a pax header is damaged: the next member may have lost its long name")
        return []


def _pax(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Records of length, key and value, in one pass; ValueError where they are none."""
    at = 0
    while at < len(data) and data[at]:
        space = data.index(b" ", at, at + 20)
        length = int(data[at:space])
        key, equals, value = data[space + 1 : at + length - 1].partition(b"=")
        if at + length > len(data) or length <= space - at or not equals:
            raise ValueError("not a pax record")
        yield key.decode("utf-8", "replace"), value
        at += length


def _entry(flow: Flow, info: Header, block: bytes, records: Records) -> TarEntry:
    said = dict(records)
    size = _number(said.get("size"), info.size)
    extents: tuple[Extent, ...] | None = None
    whole = size
    if info.kind == SPARSE:
        extents, whole = extents_of_header(flow, block)
    elif said.get("GNU.sparse.major") == b"1":
        before = flow.position
        extents = extents_of_data(flow, size)
        size -= flow.position - before
        whole = _number(said.get("GNU.sparse.realsize"), size)
    elif any(key.startswith("GNU.sparse.") for key in said):
        extents = extents_of_pax(records)
        whole = _number(said.get("GNU.sparse.size") or said.get("GNU.sparse.realsize"), size)
    return TarEntry(
        name=said.get("GNU.sparse.name") or said.get("path") or info.name,
        kind=info.kind,
        link=said.get("linkpath") or info.link,
        size=size,
        modified=_modified(said.get("mtime"), info.mtime),
        extents=extents,
        whole_size=whole,
    )


def _number(said: bytes | None, otherwise: int) -> int:
    if said is None:
        return otherwise
    if not said.isdigit() or len(said) > 19:  # noqa: PLR2004  digits of 2 to the 63rd
        raise DamagedError("a size is no number")
    return int(said)


def _modified(said: bytes | None, otherwise: bytes) -> str | None:
    try:
        moment = EPOCH + dt.timedelta(seconds=number_of(otherwise) if said is None else float(said))
    except (ValueError, OverflowError, DamagedError):
        return None
    return moment.isoformat().replace("+00:00", "Z")
