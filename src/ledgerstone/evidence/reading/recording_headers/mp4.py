"""MP4 and QuickTime (ISO/IEC 14496-12): boxes within boxes."""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime

from ledgerstone.evidence.reading.recording_headers.facts import MOST_BOXES, Facts, Track, moment, printable

MP4_EPOCH = datetime(1904, 1, 1, tzinfo=UTC)
TAIL = 1 << 17

BOXES_OF_BOXES = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"udta"})
HANDLERS = {b"soun": "sound", b"vide": "picture"}
PLACES = frozenset({b"\xa9xyz", b"loci"})


def read_mp4(data: bytes) -> Facts:
    """Return what the boxes of a file say.

    Raises:
        struct.error: Where a box is cut.
    """
    facts = Facts(container="QuickTime" if data[8:12] == b"qt  " else "MP4", tracks=[])
    for kind, start, end in _boxes(data):
        if kind == b"trak":
            facts.tracks.append(Track(kind="another track"))
        elif kind == b"mvhd":
            _movie_header(data, start, facts)
        elif kind in PLACES:
            facts.placed = True
        elif facts.tracks:
            _track_box(data, kind, start, facts.tracks[-1])
        facts.placed = facts.placed or (kind == b"meta" and b"location.ISO6709" in data[start : min(end, start + TAIL)])
    return facts


def _boxes(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The boxes of a file, those within others too: kind, offset of the content, offset behind it."""
    waiting = [(0, len(data))]
    for _ in range(MOST_BOXES):
        while waiting and waiting[-1][1] - waiting[-1][0] < struct.calcsize(">I4s"):
            waiting.pop()
        if not waiting:
            return
        place, end = waiting.pop()
        size, kind = struct.unpack_from(">I4s", data, place)
        start = place + 8
        if size == 1 and end - place >= struct.calcsize(">I4sQ"):
            size, start = struct.unpack_from(">Q", data, place + 8)[0], place + 16
        after = end if size == 0 or place + size > end else max(place + size, start)
        waiting.append((after, end))
        yield kind, start, after
        if kind in BOXES_OF_BOXES:
            waiting.append((start, after))


def _movie_header(data: bytes, start: int, facts: Facts) -> None:
    if data[start] == 1:
        created, _, scale, duration = struct.unpack_from(">QQIQ", data, start + 4)
    else:
        created, _, scale, duration = struct.unpack_from(">IIII", data, start + 4)
    facts.created = moment(MP4_EPOCH, created)
    facts.duration_s = duration / scale if scale and duration else None


def _track_box(data: bytes, kind: bytes, start: int, track: Track) -> None:
    if kind == b"hdlr":
        handler = data[start + 8 : start + 12]
        track.kind = HANDLERS.get(handler, f"another track ({printable(handler)})")
    elif kind == b"tkhd":
        size = start + (88 if data[start] == 1 else 76)
        width, height = struct.unpack_from(">II", data, size)
        track.width, track.height = width >> 16 or None, height >> 16 or None
    elif kind == b"stsd":
        track.codec = printable(data[start + 12 : start + 16])
        if track.kind == "sound":
            channels, rate = struct.unpack_from(">H6xI", data, start + 32)
            track.channels, track.rate_hz = channels or None, rate >> 16 or None
