"""Files of sound alone: FLAC (RFC 9639), Ogg (RFC 3533), MPEG audio (ISO/IEC 11172-3), AMR (RFC 4867)."""

import struct

from ledgerstone.evidence.reading.recording_headers.facts import Facts, Track

TAIL = 1 << 17


def read_flac(data: bytes) -> Facts:
    """Return what the stream information says (RFC 9639, section 8.2)."""
    bits = int.from_bytes(data[18:26], "big")
    rate, channels, samples = bits >> 44, (bits >> 41 & 7) + 1, bits & (1 << 36) - 1
    duration = samples / rate if rate and samples else None
    return Facts(container="FLAC", duration_s=duration, tracks=[Track(codec="FLAC", rate_hz=rate, channels=channels)])


def read_ogg(data: bytes) -> Facts:
    """Return what the first page and the position of the last page say (RFC 3533, section 6).

    Raises:
        struct.error: Where a page is cut.
    """
    head = data[28 : 28 + 64]
    track, rate = Track(kind="another track"), 0
    if head.startswith(b"OpusHead"):
        track = Track(codec="Opus", channels=head[9], rate_hz=struct.unpack_from("<I", head, 12)[0] or None)
        rate = 48_000
    elif head.startswith(b"\x01vorbis"):
        channels, rate = struct.unpack_from("<BI", head, 11)
        track = Track(codec="Vorbis", channels=channels, rate_hz=rate)
    last = data.rfind(b"OggS", max(0, len(data) - TAIL))
    position = struct.unpack_from("<q", data, last + 6)[0] if last > 0 else 0
    return Facts(container="Ogg", duration_s=position / rate if rate and position > 0 else None, tracks=[track])


BIT_RATES = (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
"""Kilobits a second of MPEG 1, layer III, by the index of its frame header."""
LOW_BIT_RATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
"""Of MPEG 2 and 2.5, which voice recorders write."""
MPEG_1 = 3
SAMPLE_RATES = {MPEG_1: (44_100, 48_000, 32_000), 2: (22_050, 24_000, 16_000), 0: (11_025, 12_000, 8000)}
"""By the version bits of the frame header."""
MONO = 3
SYNC, LAYER_BITS, LAYER_III = 0xFF, 0xE6, 0xE2


def read_mpeg(data: bytes) -> Facts:
    """Return what the first frame says; a duration only where it is layer III in a constant bit rate.

    Raises:
        IndexError: Where no frame is.
    """
    start = 0
    if data.startswith(b"ID3"):
        size = data[6:10]
        start = 10 + (size[0] << 21 | size[1] << 14 | size[2] << 7 | size[3])
    facts = Facts(container="MPEG audio", tracks=[Track(codec="MPEG audio")])
    first, second = data[start + 1], data[start + 2]
    version, bits, rates = first >> 3 & 3, second >> 4, second >> 2 & 3
    known = SAMPLE_RATES.get(version, ())
    if data[start] == SYNC and first & LAYER_BITS == LAYER_III and bits < len(BIT_RATES) and rates < len(known):
        channels = 1 if data[start + 3] >> 6 == MONO else 2
        facts.tracks = [Track(codec="MP3", rate_hz=known[rates], channels=channels)]
        kilobits = (BIT_RATES if version == MPEG_1 else LOW_BIT_RATES)[bits]
        varying = b"Xing" in data[start : start + 64] or b"VBRI" in data[start : start + 64]
        if kilobits and not varying:
            facts.duration_s = (len(data) - start) * 8 / (kilobits * 1000)
    return facts


AMR_FRAMES = (13, 14, 16, 18, 20, 21, 27, 32, 6)
"""Bytes of a frame by its mode (RFC 4867, section 5.3); other modes hold nothing."""
AMR_FRAME_S = 0.02
MOST_FRAMES = 2_000_000


def read_amr(data: bytes) -> Facts:
    """Return how long its frames last together."""
    place, frames = len(b"#!AMR\n"), 0
    while place < len(data) and frames < MOST_FRAMES:
        mode = data[place] >> 3 & 15
        place += AMR_FRAMES[mode] if mode < len(AMR_FRAMES) else 1
        frames += 1
    track = Track(codec="AMR", rate_hz=8000, channels=1)
    return Facts(container="AMR", duration_s=frames * AMR_FRAME_S, tracks=[track])
