"""What the headers of recordings say, on files put together here byte by byte."""

import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.reading.recordings import ADVICE, read_recording

CREATED = 3_700_000_000
"""Seconds after 1904: 2021-03-30."""


def box(kind: bytes, *content: bytes) -> bytes:
    inner = b"".join(content)
    return struct.pack(">I4s", 8 + len(inner), kind) + inner


def track(handler: bytes, sample: bytes, width: int = 0, height: int = 0) -> bytes:
    header = box(b"tkhd", bytes(76), struct.pack(">II", width << 16, height << 16))
    handled = box(b"hdlr", bytes(8), handler, bytes(12))
    described = box(b"stsd", bytes(4), struct.pack(">I", 1), struct.pack(">I", 8 + len(sample) - 4), sample)
    return box(b"trak", header, box(b"mdia", handled, box(b"minf", box(b"stbl", described))))


def mp4(brand: bytes = b"isom") -> bytes:
    movie = box(b"mvhd", bytes(4), struct.pack(">IIII", CREATED, CREATED, 1000, 65_250))
    sound = b"mp4a" + bytes(16) + struct.pack(">HHHHI", 2, 16, 0, 0, 44_100 << 16)
    place = box(b"udta", box(b"\xa9xyz", b"+41.0+47.0/"))
    tracks = track(b"vide", b"avc1" + bytes(78), 1920, 1080) + track(b"soun", sound)
    return box(b"ftyp", brand, bytes(4)) + box(b"mdat", bytes(100)) + box(b"moov", movie, tracks, place)


def chunk(kind: bytes, content: bytes) -> bytes:
    return kind + struct.pack("<I", len(content)) + content + b"\0" * (len(content) % 2)


def wav() -> bytes:
    form = struct.pack("<HHIIHH", 1, 2, 8000, 32_000, 4, 16)
    bext = bytes(320) + b"2021-03-30" + b"21:46:40" + bytes(264)
    content = b"WAVE" + chunk(b"fmt ", form) + chunk(b"bext", bext) + chunk(b"data", bytes(64_000))
    return b"RIFF" + struct.pack("<I", len(content)) + content


def avi() -> bytes:
    header = struct.pack("<IIIIIIIIII", 40_000, 0, 0, 0, 250, 0, 1, 0, 320, 240)
    return b"RIFF\0\0\0\0AVI " + b"LIST" + struct.pack("<I", 60) + b"hdrl" + chunk(b"avih", header)


def flac() -> bytes:
    bits = 44_100 << 44 | 1 << 41 | 15 << 36 | 441_000
    return b"fLaC" + b"\x80\0\0\x22" + bytes(10) + bits.to_bytes(8, "big") + bytes(16)


def ogg() -> bytes:
    head = b"OpusHead\x01\x01\0\0" + struct.pack("<IHB", 16_000, 0, 0)
    first = b"OggS\0\x02" + bytes(20) + b"\x01" + bytes([len(head)]) + head
    return first + b"OggS\0\x04" + struct.pack("<q", 48_000 * 90) + bytes(13)


def mp3() -> bytes:
    return b"ID3\x04\0\0" + bytes([0, 0, 0, 5]) + bytes(5) + b"\xff\xfb\x90\x40" + bytes(16_000 - 4)


def amr() -> bytes:
    return b"#!AMR\n" + (b"\x3c" + bytes(31)) * 500


def element(kind: int, content: bytes) -> bytes:
    identifier = kind.to_bytes((kind.bit_length() + 7) // 8, "big")
    return identifier + (0x10000000 | len(content)).to_bytes(4, "big") + content


def matroska() -> bytes:
    made = element(0x4461, (600_000_000 * 10**9).to_bytes(8, "big"))
    info = element(0x1549A966, element(0x2AD7B1, b"\x0f\x42\x40") + element(0x4489, struct.pack(">d", 12_500.0)) + made)
    video = element(0xE0, element(0xB0, b"\x02\x80") + element(0xBA, b"\x01\xe0"))
    audio = element(0xE1, element(0xB5, struct.pack(">f", 48_000.0)) + element(0x9F, b"\x02"))
    tracks = element(0xAE, element(0x86, b"V_VP9") + video) + element(0xAE, element(0x86, b"A_OPUS") + audio)
    head = element(0x1A45DFA3, element(0x4282, b"webm"))
    return head + element(0x18538067, info + element(0x1654AE6B, tracks) + element(0x1F43B675, bytes(50)))


SAMPLES = {"mp4": mp4, "wav": wav, "avi": avi, "flac": flac, "ogg": ogg, "mp3": mp3, "amr": amr, "matroska": matroska}
NO_DATE = "the file does not say when it was made"


@pytest.mark.parametrize(
    ("name", "media_type", "said"),
    [
        (
            "mp4",
            "video/mp4",
            [
                "container: MP4",
                "duration: 0:01:05.2",
                "picture: avc1, 1920 × 1080 pixels",
                "sound: mp4a, 44,100 Hz, 2 channels",
                "made: 2021-03-31T01:46:40 UTC, as the file says",
                "the file says where it was recorded",
            ],
        ),
        (
            "wav",
            "audio/wav",
            [
                "container: WAV",
                "duration: 0:00:02.0",
                "sound: PCM, 8,000 Hz, 2 channels",
                "made: 2021-03-30T21:46:40, as the file says",
            ],
        ),
        ("avi", "video/x-msvideo", ["container: AVI", "duration: 0:00:10.0", "picture: 320 × 240 pixels", NO_DATE]),
        (
            "flac",
            "audio/flac",
            ["container: FLAC", "duration: 0:00:10.0", "sound: FLAC, 44,100 Hz, 2 channels", NO_DATE],
        ),
        ("ogg", "audio/ogg", ["container: Ogg", "duration: 0:01:30.0", "sound: Opus, 16,000 Hz, 1 channel", NO_DATE]),
        (
            "mp3",
            "audio/mpeg",
            ["container: MPEG audio", "duration: 0:00:01.0", "sound: MP3, 44,100 Hz, 2 channels", NO_DATE],
        ),
        ("amr", "audio/amr", ["container: AMR", "duration: 0:00:10.0", "sound: AMR, 8,000 Hz, 1 channel", NO_DATE]),
        (
            "matroska",
            "video/x-matroska",
            [
                "container: WebM",
                "duration: 0:00:12.5",
                "picture: V_VP9, 640 × 480 pixels",
                "sound: A_OPUS, 48,000 Hz, 2 channels",
                "made: 2020-01-06T10:40:00 UTC, as the file says",
            ],
        ),
    ],
)
def test_a_recording_is_kept_with_what_its_headers_say(name, media_type, said):
    reading = read_recording(SAMPLES[name]())
    assert reading.text == ""
    assert reading.media_type == media_type
    assert reading.warnings[0] == ADVICE
    assert list(reading.warnings[1:]) == said


def test_a_voice_recorders_low_rate_is_read():
    data = b"\xff\xf3\x80\xc4" + bytes(16_000 - 4)
    assert "sound: MP3, 22,050 Hz, 1 channel" in read_recording(data).warnings
    assert "duration: 0:00:02.0" in read_recording(data).warnings


def test_coordinates_are_not_printed():
    assert "47.0" not in " ".join(read_recording(mp4()).warnings)


def test_quicktime_is_told_from_mp4():
    assert "container: QuickTime" in read_recording(mp4(b"qt  ")).warnings


@pytest.mark.parametrize("name", SAMPLES)
def test_a_recording_that_was_cut_gives_a_reading(name):
    whole = SAMPLES[name]()
    for length in range(4, min(len(whole), 900), 3):
        reading = read_recording(whole[:length])
        assert reading.text == ""
        assert len(reading.warnings) > 1


@given(st.sampled_from(sorted(SAMPLES)), st.lists(st.tuples(st.integers(0, 700), st.integers(0, 255)), max_size=20))
def test_any_change_of_a_recording_gives_the_same_reading_each_time(name, changes):
    data = bytearray(SAMPLES[name]())
    for place, value in changes:
        data[place % len(data)] = value
    assert read_recording(bytes(data)) == read_recording(bytes(data))


def test_boxes_within_each_other_without_end_are_read_to_a_number():
    deep = box(b"ftyp", b"isom") + struct.pack(">I4s", 0, b"moov") * 500_000
    assert read_recording(deep).warnings[1] == "container: MP4"
    assert read_recording(box(b"ftyp", b"isom") + struct.pack(">I4s", 8, b"free") * 500_000).warnings[1]
