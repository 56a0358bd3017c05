"""Bodies: entries by signatories, short forms spelled out twice, names spelled twice. Proposals all of them."""

import pytest

SIGNED = "We, the undersigned, declare this [1]. It is so.\n\n{}\n\nReading Room of Tarn\n\n12 March 2014\n\n"


def test_an_entry_by_a_signatory_known_by_the_name_in_quotation_marks_is_found(found_in):
    text = (
        "A statement\n\n"
        + SIGNED.format("Public body “Lamplight”")
        + "  1. Report of Lamplight, 2001\n  2. M. Tolen, 2002\n"
    )
    (finding,) = found_in(text, "entry-by-signatory")
    assert "entry 1" in finding.message


def test_a_short_form_spelled_out_twice_is_proposed_at_the_second_place(found_in):
    text = "A title\n\nThe Norvik Relief Board (NRB) came. Later the Norvik Rescue Bureau (NRB) left. It is so.\n"
    (finding,) = found_in(text, "body-expanded-twice")
    assert finding.passage.exact == "Norvik Rescue Bureau (NRB)"
    assert "perhaps" in finding.message


@pytest.mark.parametrize(
    "text",
    [
        "The Norvik Relief Board (NRB) came. The Norvik Relief Board (NRB) left.",
        "The Norvik Relief Board (NRB) came. The Norvik Relief Boards (NRB) left.",
        "The Norvik Relief Board (NRB) came. The Velmar Trust (VT) left.",
        "Комитет помощи Норвика (КПН) пришёл. Решение Комитета помощи Норвика (КПН) принято.",
        "They left (NRB) and the Norvik Relief Board (NRB) came.",
    ],
)
def test_one_expansion_in_other_endings_is_not_proposed(found_in, text):
    assert found_in(f"A title\n\n{text}\n", "body-expanded-twice") == ()


def test_two_spellings_of_one_body_are_proposed(found_in):
    text = "A title\n\nThe papers of the Orsin Relief Committee are here. The Orsyn Relief Committee kept them.\n"
    (finding,) = found_in(text, "body-spelled-twice")
    assert finding.passage.exact.endswith("Orsyn Relief Committee")
    assert "perhaps" in finding.message


def test_each_spelling_is_proposed_once(found_in):
    text = "A title\n\n" + "The Orsin Relief Committee met the Orsyn Relief Committee. " * 5
    assert len(found_in(text, "body-spelled-twice")) == 1


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Orsin Relief Committee met the Orsin Relief Commission. The Tarn Relief Committee met them."),
        ("en", "The Orsin Relief Committee and the ORSIN RELIEF COMMITTEE are written so."),
        ("ru", "Пришёл Комитет Норвика. Решение Комитета Норвика принято."),
    ],
)
def test_other_bodies_and_endings_of_cases_are_no_spellings(found_in, language, text):
    assert found_in(f"A title\n\n{text}\n", "body-spelled-twice", language=language) == ()
