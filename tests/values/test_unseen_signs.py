"""Which signs are found as turning or unseen, and which writing needs. Words invented."""

import time

import pytest

from ledgerstone.values.unseen_signs import code_of, name_of, show_unseen


def found_in(text: str) -> list[str]:
    found = []
    show_unseen(text, lambda signs: found.append(signs) or "")
    return found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("the \u202emill\u202c", ["\u202e", "\u202c"]),
        ("Tar\u200b\u200bvel", ["\u200b\u200b"]),
        ("\x1b[2J", ["\x1b"]),
        ("Tar\u200dvel", ["\u200d"]),
        ("по\u200cле", ["\u200c"]),
        (" \u200dvel", ["\u200d"]),
        ("a\ufe01\U000e0150b", ["\ufe01\U000e0150"]),
        ("\u263a\ufe0f\ufe01\ufe02", ["\ufe0f\ufe01\ufe02"]),
        ("name\u3164", ["\u3164"]),
        ("\U000e0041\U000e0042", ["\U000e0041\U000e0042"]),
    ],
)
def test_signs_that_turn_words_or_are_not_seen_are_found(text, found):
    assert found_in(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "line\r\nline\ttab\fpage",
        "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
        "\u0915\u094d\u200d\u0937",
        "\u05d0\u200e, \u200f\u05d1",
        "\U0001f469\u200d\u2695\ufe0f",
        "1\ufe0f\u20e3",
        "mill\u00adstone",
        "Տարվել, Тарвель, Tarvel",
    ],
)
def test_what_writing_needs_is_left_alone(text):
    assert found_in(text) == []


def test_a_sign_is_named_by_code_and_name():
    assert name_of("\u202e") == "U+202E RIGHT-TO-LEFT OVERRIDE"
    assert name_of("\x07") == code_of("\x07") == "U+0007"


def test_a_long_run_of_joiners_is_gone_through_once():
    begun = time.process_time()
    assert found_in("\u200d" * 400_000) == []
    assert show_unseen("\u200d\u200b" * 200_000, lambda signs: str(len(signs))) == "400000"
    assert time.process_time() - begun < 1
