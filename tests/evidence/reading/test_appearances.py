"""What looks like something else is said, and what is common in honest texts is not."""

import pytest

from ledgerstone.evidence.reading.appearances import said_of_name, said_of_signs


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Nobody \u202edetteim\u202c it.", "2 signs that turn the order of words round (U+202C, U+202E)"),
        ("At least 3\u200b2 people", "1 signs that are not seen (U+200B)"),
        ("\U000e0041\U000e0042\U000e0043\U000e0044\U000e0045\U000e0046", "6 signs that are not seen (U+E0041, U+E0042"),
        ("In Vеlmar", "1 places where letters of two alphabets"),
        ("Nοrvik", "1 places where letters of two alphabets"),
    ],
    ids=["turned round", "unseen", "tags", "Cyrillic", "Greek"],
)
def test_signs_that_deceive_the_eye_are_counted(text, said):
    [warning] = said_of_signs(text)
    assert said in warning


@pytest.mark.parametrize(
    "text",
    [
        "Plain words.",
        "می‌خواهم",
        "XXго века, SMSка",
        "5 μm wide",
        "Velmar (Вельмар, Վելմար)",
        "Nor\u00advik",
        "עברית\u200f.",
    ],
)
def test_honest_signs_are_not_spoken_of(text):
    assert said_of_signs(text) == ()


@pytest.mark.parametrize(
    ("name", "found", "is_said"),
    [
        ("a.pdf", "text/html", True),
        ("a.PDF", "application/pdf", False),
        ("a.html", "application/pdf", True),
        ("a", "application/pdf", False),
        ("a.txt", "text/html", False),
    ],
)
def test_an_extension_that_promises_another_type_is_said(name, found, is_said):
    assert bool(said_of_name(name, found)) == is_said
