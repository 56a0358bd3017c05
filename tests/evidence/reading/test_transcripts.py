"""Transcripts with times: what is said, by whom, and when in the recording."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.transcripts import find_cues, read_subrip, read_vtt, transcript_type

VTT = """WEBVTT - A conversation in Velmar
Kind: captions

NOTE made by the Orlan Society

STYLE
::cue { color: red }

intro
00:01.000 --> 00:03.500 align:start
<v Ilen Varo>At least <b>32</b> people
were killed &amp; others fled.

00:00:03.600 --> 00:00:05.000
<v Ilen Varo>So the hospital said.</v>

00:00:20.000 --> 00:00:22.000
<v.loud Mara Tolen>Who <00:00:21.000>says so?
"""
SUBRIP = """1
00:00:01,000 --> 00:00:03,500
{\\an8}<i>At least 32 people</i>

2
00:00:03,600 --> 00:00:05,000
were killed in Velmar.

"""


def regions(reading):
    return [(reading.text[r.start : r.end], r.author, r.label) for r in reading.regions]


def test_what_is_said_stands_in_a_line_for_each_cue():
    reading = read_vtt(VTT.encode())
    assert reading.text.splitlines() == [
        "At least 32 people were killed & others fled.",
        "So the hospital said.",
        "Who says so?",
    ]
    assert reading.warnings == ()
    assert reading.media_type == "text/vtt"


def test_a_turn_has_its_speaker_and_the_time_at_which_it_begins():
    assert regions(read_vtt(VTT.encode())) == [
        ("At least 32 people were killed & others fled.\nSo the hospital said.", "Ilen Varo", "00:01.000"),
        ("Who says so?", "Mara Tolen", "00:00:20.000"),
    ]
    assert {region.role for region in read_vtt(VTT.encode()).regions} == {Role.BODY}


def test_each_line_leads_back_to_its_time():
    found = find_cues(VTT).cues
    assert [(cue.start_ms, cue.end_ms) for cue in found] == [(1000, 3500), (3600, 5000), (20_000, 22_000)]
    assert [cue.words for cue in found] == read_vtt(VTT.encode()).text.splitlines()


def test_two_voices_of_one_cue_are_two_lines():
    reading = read_vtt(b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ilen>Where?</v> <v Mara>In Velmar.</v>\n")
    assert regions(reading) == [("Where?", "Ilen", "00:01.000"), ("In Velmar.", "Mara", "00:01.000")]


def test_subrip_is_read_in_any_encoding_and_with_any_line_end():
    reading = read_subrip(SUBRIP.encode())
    assert reading.text == "At least 32 people\nwere killed in Velmar."
    assert regions(reading) == [(reading.text, None, "00:00:01,000")]
    said = "В Велмаре убиты тридцать два человека, сообщила больница."
    russian = SUBRIP.replace("were killed in Velmar.", said).replace("\n", "\r\n").encode("cp1251")
    assert read_subrip(russian).text.splitlines()[1] == said


def test_a_pause_ends_a_turn():
    later = SUBRIP.replace("00:00:03,600 --> 00:00:05,000", "00:10:03,600 --> 00:10:05,000")
    assert [label for _, _, label in regions(read_subrip(later.encode()))] == ["00:00:01,000", "00:10:03,600"]


def test_cues_that_no_blank_line_parts_are_told_apart():
    assert read_subrip(SUBRIP.replace("\n\n2", "\n2").encode()).text == "At least 32 people\nwere killed in Velmar."


def test_words_without_a_time_are_kept_and_said():
    reading = read_subrip(SUBRIP.replace("00:00:03,600 --> 00:00:05,000", "half past three").encode())
    assert reading.text.splitlines() == ["At least 32 people", "half past three were killed in Velmar."]
    assert reading.warnings == ("1 cues without a time that can be read: their words are kept",)


def test_times_out_of_order_are_said():
    back = read_subrip(SUBRIP.replace("00:00:03,600", "00:00:00,100").encode())
    turned = read_subrip(SUBRIP.replace("--> 00:00:05,000", "--> 00:00:02,000").encode())
    assert back.warnings == ("1 cues begin before the one above them: in the order of the file",)
    assert turned.warnings == ("1 cues end before they begin",)


def test_captions_that_roll_up_are_read_once():
    text = (
        "WEBVTT\n\n00:01.000 --> 00:02.000\nAt least 32\n\n00:02.000 --> 00:02.010\nAt least 32\n\n"
        "00:02.010 --> 00:03.000\nAt least 32\npeople were killed\n"
    )
    reading = read_vtt(text.encode())
    assert reading.text == "At least 32\npeople were killed"
    assert reading.warnings == ("2 lines that captions repeat while they roll up are left out",)


def test_what_somebody_says_twice_is_read_twice():
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\nNo.\n\n00:02.000 --> 00:03.000\nNo.\n"
    assert read_vtt(text.encode()).text == "No.\nNo."


@pytest.mark.parametrize("data", [b"", b"WEBVTT", b"WEBVTT\n\nNOTE\nnothing\n", b"1\n"])
def test_a_transcript_in_which_nothing_is_said_says_so(data):
    reading = read_vtt(data)
    assert reading.text == ""
    assert reading.warnings[-1] == "no cue says anything"


def test_transcripts_are_known_by_their_beginning():
    assert transcript_type(VTT.encode()) == "text/vtt"
    assert transcript_type(b"\xef\xbb\xbfWEBVTT\n") == "text/vtt"
    assert transcript_type(SUBRIP.encode("utf-16")) == "application/x-subrip"
    assert transcript_type(b"WEBVTTS are a format.\n") is None
    assert transcript_type(b"1\nAt least 32 people were killed.\n") is None


pieces = st.sampled_from(
    [
        "WEBVTT\n",
        "\n",
        "\n\n",
        "7\n",
        "00:00:01,000 --> 00:00:03,500\n",
        "99:99:99.9 --> 0:00.000 x\n",
        "<v Ilen>Words</v>\n",
        "<v Mara>\n",
        "<v",
        "&lt;&#0;&bogus;",
        "NOTE\n",
        "Words that are said.\n",
        "\u2028\t ",
        "\0",
    ]
)


@given(st.lists(pieces | st.text(max_size=5), max_size=40).map("".join))
def test_any_transcript_gives_lines_for_its_cues_and_turns_that_cover_them(text):
    data = text.encode("utf-8", "replace")
    for reader in (read_vtt, read_subrip):
        reading = reader(data)
        assert reading == reader(data)
        assert reading.text or reading.warnings
        covered = "\n".join(reading.text[region.start : region.end] for region in reading.regions)
        assert covered == reading.text
        assert all(words == words.strip() for words in reading.text.split("\n"))
        assert all(before.end < after.start for before, after in pairwise(reading.regions))


@given(
    st.sampled_from([VTT, SUBRIP]),
    st.lists(st.tuples(st.integers(0, 600), st.binary(max_size=8), st.integers(0, 40)), max_size=10),
)
def test_any_change_of_a_transcript_gives_a_reading(sample, changes):
    data = sample.encode()
    for place, put, cut in changes:
        data = data[:place] + put + data[place + cut :]
    for reader in (read_vtt, read_subrip):
        assert reader(data) == reader(data)
        assert reader(data).text or reader(data).warnings
    assert transcript_type(data) in {None, "text/vtt", "application/x-subrip"}


@pytest.mark.parametrize("line", ["<v ", "<", "{\\", "&", "-->", "00:00:01,000 --> 00:00:03,500 ", "1", "NOTE "])
def test_transcripts_made_to_be_expensive_end(line):
    for text in (line * (500_000 // len(line)), (line + "\n") * 50_000, (line + "\n\n") * 50_000):
        assert read_vtt(b"WEBVTT\n\n" + text.encode()).tool
