"""RIFF: WAV (with the broadcast extension, EBU Tech 3285) and AVI."""

import struct
from collections.abc import Iterator

from ledgerstone.evidence.reading.recording_headers.facts import MOST_BOXES, Facts, Track, printable

WAVE_CODECS = {1: "PCM", 3: "PCM (floating point)", 6: "A-law", 7: "µ-law", 85: "MP3", 0xFFFE: "PCM (extensible)"}


def read_riff(data: bytes) -> Facts:
    """Return what the chunks of a file say.

    Raises:
        struct.error: Where a chunk is cut.
    """
    facts = Facts(container="WAV" if data[8:12] == b"WAVE" else "AVI", tracks=[])
    bytes_a_second = 0
    for kind, start, size in _chunks(data):
        if kind == b"fmt ":
            code, channels, rate, bytes_a_second = struct.unpack_from("<HHII", data, start)
            codec = WAVE_CODECS.get(code, f"code {code}")
            facts.tracks.append(Track(codec=codec, channels=channels, rate_hz=rate))
        elif kind == b"data" and bytes_a_second:
            facts.duration_s = min(size, len(data) - start) / bytes_a_second
        elif kind == b"avih":
            each_us, frames = struct.unpack_from("<I12xI", data, start)
            width, height = struct.unpack_from("<II", data, start + 32)
            facts.duration_s = each_us * frames / 1e6
            facts.tracks.append(Track(kind="picture", width=width, height=height))
        elif kind == b"bext":
            day, time = data[start + 320 : start + 330], data[start + 330 : start + 338]
            facts.created = f"{printable(day)}T{printable(time).replace('-', ':')}" if day.strip(b"\0 ") else None
    return facts


def _chunks(data: bytes) -> Iterator[tuple[bytes, int, int]]:
    """The chunks of a RIFF file, those of lists too."""
    place = 12
    for _ in range(MOST_BOXES):
        if place + 8 > len(data):
            return
        kind, size = struct.unpack_from("<4sI", data, place)
        yield kind, place + 8, size
        place += 12 if kind == b"LIST" else 8 + size + size % 2
