"""Recordings of sound and pictures: kept, with what their headers say. The reading is a transcript of them, not this.

No kept library with a permissive licence reads both sound and video: tinytag (MIT) reads sound alone and no moment of
recording, mutagen is GPL, pymediainfo and av bring C of tens of megabytes. `recording_headers` reads headers in a few
bounded steps. What they say is what the device or a later program wrote; a place of recording is not printed, only
that the file has one.
"""

import struct
from collections.abc import Callable, Iterator

from ledgerstone.evidence.reading.media_types import media_type
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.recording_headers.facts import Facts
from ledgerstone.evidence.reading.recording_headers.matroska import read_matroska
from ledgerstone.evidence.reading.recording_headers.mp4 import read_mp4
from ledgerstone.evidence.reading.recording_headers.riff import read_riff
from ledgerstone.evidence.reading.recording_headers.sound import read_amr, read_flac, read_mpeg, read_ogg

TOOL, VERSION = "recording", "1"
ADVICE = "a recording: its text is a transcript (WebVTT, SubRip, or a text) that is handed in beside it"
MOST_TRACKS = 20
LONGEST_S = 400 * 24 * 3600
READERS: tuple[tuple[int, bytes, Callable[[bytes], Facts]], ...] = (
    (4, b"ftyp", read_mp4),
    (8, b"WAVE", read_riff),
    (8, b"AVI ", read_riff),
    (0, b"fLaC", read_flac),
    (0, b"OggS", read_ogg),
    (0, b"ID3", read_mpeg),
    *((0, bytes([0xFF, second]), read_mpeg) for second in (0xFB, 0xFA, 0xF3, 0xF2, 0xE3, 0xE2)),
    (0, b"#!AMR\n", read_amr),
    (0, b"\x1aE\xdf\xa3", read_matroska),
)
"""Offset and bytes by which a format is known, and what reads its headers."""


def read_recording(data: bytes) -> Reading:
    """Return the reading of a recording: no text, and what its headers say as warnings.

    Args:
        data: The file, whole; only headers are looked at.
    """
    found = media_type(data)
    reader = next((reader for place, begins, reader in READERS if data.startswith(begins, place)), None)
    try:
        facts = reader(data) if reader else None
    except (struct.error, ValueError, OverflowError, IndexError):
        facts = None
    said = tuple(_said(facts)) if facts else ("its headers cannot be read",)
    return Reading(media_type=found, text="", warnings=(ADVICE, *said), tool=TOOL, version=VERSION)


def _said(facts: Facts) -> Iterator[str]:
    yield f"container: {facts.container}"
    if facts.duration_s is not None and 0 <= facts.duration_s < LONGEST_S:
        yield f"duration: {_clock(facts.duration_s)}"
    for track in facts.tracks[:MOST_TRACKS]:
        details = [track.codec]
        details.append(f"{track.rate_hz:,} Hz" if track.rate_hz else None)
        details.append(f"{track.channels} channel{'s' * (track.channels > 1)}" if track.channels else None)
        details.append(f"{track.width} × {track.height} pixels" if track.width and track.height else None)
        yield f"{track.kind}: {', '.join(detail for detail in details if detail) or 'nothing more is said'}"
    yield f"made: {facts.created}, as the file says" if facts.created else "the file does not say when it was made"
    if facts.placed:
        yield "the file says where it was recorded"


def _clock(seconds: float) -> str:
    whole = round(seconds, 1)
    minutes, rest = divmod(whole, 60)
    hours, minutes = divmod(int(minutes), 60)
    return f"{hours}:{minutes:02}:{rest:04.1f}"
