"""Matroska and WebM (RFC 9559): elements of variable length (RFC 8794)."""

import struct
from collections.abc import Iterator
from datetime import UTC, datetime

from ledgerstone.evidence.reading.recording_headers.facts import MOST_BOXES, Facts, Track, moment, printable

MATROSKA_EPOCH = datetime(2001, 1, 1, tzinfo=UTC)

SEGMENT, INFO, TRACKS, ENTRY, VIDEO, AUDIO = 0x18538067, 0x1549A966, 0x1654AE6B, 0xAE, 0xE0, 0xE1
DOCUMENT, SCALE, DURATION, MADE, CODEC = 0x4282, 0x2AD7B1, 0x4489, 0x4461, 0x86
WIDTH, HEIGHT, RATE, CHANNELS = 0xB0, 0xBA, 0xB5, 0x9F
ENTERED = frozenset({0x1A45DFA3, SEGMENT, INFO, TRACKS, ENTRY, VIDEO, AUDIO})
CLUSTER = 0x1F43B675
SMALL = 128


def read_matroska(data: bytes) -> Facts:
    """Return what the segment and its tracks say (RFC 9559, section 5.1), up to the first cluster."""
    facts = Facts(container="Matroska", tracks=[])
    scale, ticks = 1_000_000, None
    for kind, value in _elements(data):
        if kind == DOCUMENT and value == b"webm":
            facts.container = "WebM"
        elif kind == SCALE:
            scale = int.from_bytes(value, "big")
        elif kind == DURATION:
            ticks = _float(value)
        elif kind == MADE:
            facts.created = moment(MATROSKA_EPOCH, int.from_bytes(value, "big", signed=True) / 1e9)
        elif kind == ENTRY:
            facts.tracks.append(Track(kind="another track"))
        elif facts.tracks:
            _track_element(kind, value, facts.tracks[-1])
    facts.duration_s = ticks * scale / 1e9 if ticks is not None else None
    return facts


def _track_element(kind: int, value: bytes, track: Track) -> None:
    if kind in (VIDEO, AUDIO):
        track.kind = "picture" if kind == VIDEO else "sound"
    elif kind == CODEC:
        track.codec = printable(value.rstrip(b"\0"))
    elif kind == WIDTH:
        track.width = int.from_bytes(value, "big")
    elif kind == HEIGHT:
        track.height = int.from_bytes(value, "big")
    elif kind == CHANNELS:
        track.channels = int.from_bytes(value, "big")
    elif kind == RATE:
        track.rate_hz = int(_float(value) or 0) or None


def _float(value: bytes) -> float | None:
    form = {4: ">f", 8: ">d"}.get(len(value))
    return float(struct.unpack(form, value)[0]) if form else None


def _elements(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The elements of an EBML file up to the first cluster, in one order: identifier, and the bytes of a small one."""
    place = 0
    for _ in range(MOST_BOXES):
        if place >= len(data):
            return
        kind, start = _variable(data, place, marked=True)
        size, start = _variable(data, start, marked=False)
        if kind == CLUSTER:
            return
        yield kind, data[start : start + min(size, SMALL)] if kind not in ENTERED else b""
        place = start if kind in ENTERED else start + size


def _variable(data: bytes, place: int, *, marked: bool) -> tuple[int, int]:
    """A number of variable length (RFC 8794, section 4) and the offset behind it; 0 at the end of the file."""
    if place >= len(data):
        return 0, len(data)
    width = 9 - data[place].bit_length()
    value = int.from_bytes(data[place : place + width], "big")
    return value if marked else value & (1 << 7 * width) - 1, place + width
