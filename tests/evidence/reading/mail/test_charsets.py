"""Character sets that mails declare, rightly and wrongly."""

import pytest

from ledgerstone.evidence.reading.mail.charsets import known_set, text_in

RUSSIAN = "В городе Велмар были убиты по меньшей мере тридцать два человека, сообщила больница."
ARMENIAN = "Վելմար քաղաքում սպանվել է առնվազն երեսուներկու մարդ"
GREEK = "Τουλάχιστον τριάντα δύο άνθρωποι σκοτώθηκαν στην πόλη."


@pytest.mark.parametrize(
    "charset", ["koi8-r", "windows-1251", "cp866", "utf-8", "iso-8859-5", "x-mac-cyrillic", "UTF-16"]
)
def test_what_is_declared_rightly_is_taken(charset):
    data = RUSSIAN.encode(known_set(charset))
    assert text_in(data, declared=charset).text == RUSSIAN
    assert text_in(data, declared=charset).problem is None


@pytest.mark.parametrize(
    ("is_in", "declared"),
    [
        ("koi8-r", "iso-8859-1"),
        ("cp1251", "koi8-r"),
        ("utf-8", "windows-1251"),
        ("utf-8", "us-ascii"),
        ("cp1251", "us-ascii"),
        ("cp1251", "utf-8"),
        ("koi8-r", "x-no-such-set"),
        ("cp1251", None),
    ],
)
def test_a_wrong_declaration_is_found_out_and_said(is_in, declared):
    found = text_in(RUSSIAN.encode(is_in), declared=declared)
    assert found.text == RUSSIAN
    assert found.problem


def test_scripts_that_plausibility_does_not_know_are_read_as_declared():
    assert text_in(GREEK.encode("iso-8859-7"), declared="iso-8859-7").text == GREEK
    assert text_in("日本".encode("iso-2022-jp"), declared="iso-2022-jp").text == "日本"
    assert text_in("سلام".encode("cp1256"), declared="windows-1256").text == "سلام"
    assert text_in(ARMENIAN.encode(), declared="utf-8").text == ARMENIAN


def test_broken_places_are_counted():
    found = text_in(RUSSIAN.encode()[:-30] + b"\xff" + b" ." * 10, declared="utf-8")
    assert "\ufffd" in found.text
    assert "1 places" in (found.problem or "")


@pytest.mark.parametrize(
    "name", ["idna", "punycode", "unicode_escape", "hex", "zlib", "rot13", "a\0b", "", "é" * 90, "undefined"]
)
def test_what_is_no_character_set_is_none(name):
    assert known_set(name) is None
    assert text_in(b"caf\xe9 noir", declared=name).text


def test_bytes_whose_guessed_set_python_does_not_know_are_text():
    assert text_in(b"\xc0 \xf6Content-Type: multipart/mixed; boundary=b", declared=None).text.endswith("boundary=b")


def test_halves_of_a_sign_are_no_text():
    words = "Words of a letter that are many, so that one of them may be broken. "
    found = text_in(words.encode() + b"+2AA-", declared="utf-7")
    assert found.text == words + "\ufffd"
    assert "1 places" in (found.problem or "")
