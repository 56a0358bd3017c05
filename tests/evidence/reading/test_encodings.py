"""Which encoding bytes are read in, and that the text is what they say."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.evidence.reading.armscii import decode_armscii
from ledgerstone.evidence.reading.encodings import decode, detect
from ledgerstone.evidence.reading.read import read

RUSSIAN = "Вчера на рынке города Орсин начался пожар. Жители говорят, что «всё сгорело» за один час.\n"
ARMENIAN = "Երեկ Օրսին քաղաքի շուկայում հրդեհ է սկսվել։ Բնակիչներն ասում են՝ «ամեն ինչ այրվեց» մեկ ժամում։\n"
FRENCH = "Hier, un incendie a éclaté au marché d’Orsin. Des témoins déclarés « blessés » ont été évacués à l’hôpital.\n"
TURKISH = "Dün Orsin çarşısında yangın çıktı. Görgü tanıkları dükkânların bir saatte yandığını söylüyor.\n"
LIMIT = 1_000_000


def armscii(text: str) -> bytes:
    """The bytes of a text in ArmSCII-8, by the decoder's own table turned round."""
    back = {decode_armscii(bytes([byte])): byte for byte in range(256)}
    return bytes(back[sign] for sign in text)


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (RUSSIAN, "cp1251"),
        (RUSSIAN, "koi8-r"),
        (RUSSIAN, "cp866"),
        (RUSSIAN, "utf-16-le"),
        (RUSSIAN, "utf-16-be"),
        (ARMENIAN, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (FRENCH, "cp1252"),
        (TURKISH, "cp1254"),
    ],
)
def test_bytes_without_a_mark_are_read_in_the_encoding_they_were_written_in(text, encoding):
    text = text.replace("« ", "«").replace(" »", "»") if encoding == "koi8-r" else text
    text = text.replace("«", '"').replace("»", '"') if encoding in {"koi8-r", "cp866"} else text
    reading = read(text.encode(encoding), name="page.txt")
    assert reading.text == text
    assert any(encoding.upper() in warning for warning in reading.warnings)


def test_armscii_is_read():
    reading = read(armscii(ARMENIAN), name="page.txt")
    assert reading.text == ARMENIAN
    assert reading.language == "hy"
    assert any("ARMSCII-8" in warning for warning in reading.warnings)


def test_armscii_table_ends_where_the_standard_says():
    assert decode_armscii(b"\xb2\xb3\xfc\xfd\xa3\xaa\xa7\xa6") == "ԱաՖֆ։՝«»"


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_decides_and_is_no_text(encoding):
    assert read(ARMENIAN.encode(encoding), name="page.txt").text == ARMENIAN


def test_utf8_says_nothing_and_everything_else_says_what_was_taken():
    assert read(RUSSIAN.encode(), name="page.txt").warnings == ()
    assert read(RUSSIAN.encode("cp1251"), name="page.txt").warnings


def test_broken_utf8_is_read_with_replacements_and_a_warning():
    data = RUSSIAN.encode()[:-2] + b"\xff\xfe." + ARMENIAN.encode()
    reading = read(data, name="page.txt")
    assert reading.text == data.decode("utf-8", "replace")
    assert any("U+FFFD" in warning for warning in reading.warnings)


def test_nul_characters_stay_in_the_text_with_a_warning():
    reading = read(b"before\0after and more words", name="page.txt")
    assert reading.text == "before\0after and more words"
    assert any("NUL" in warning for warning in reading.warnings)


def test_a_binary_named_as_text_is_kept_and_not_read():
    data = random.Random(7).randbytes(5000)  # noqa: S311 -- any bytes do
    reading = read(data, name="letter.txt")
    assert reading.text == ""
    assert reading.media_type == "application/octet-stream"
    assert any("kept, not read" in warning for warning in reading.warnings)


def test_an_empty_file_is_a_reading_with_a_warning():
    reading = read(b"", name="empty.txt")
    assert (reading.text, reading.regions) == ("", ())
    assert reading.warnings


def test_text_beyond_the_limit_is_not_read():
    decoded = decode(b"a" * 11, limit=10)
    assert decoded.text == ""
    assert "kept, not read" in decoded.warnings[0]


def test_line_ends_and_white_space_are_kept():
    text = "  one\r\ntwo\r\rthree\n\n\t four  \x0b\x0c\u2028five \n"
    assert read(text.encode(), name="page.txt").text == text


@settings(deadline=None)
@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1))
def test_every_utf8_text_is_read_code_point_for_code_point(text):
    data = text.encode()
    if not text.startswith("\ufeff"):
        assert decode(data, limit=LIMIT, encoding=detect(data)).text == text


def test_a_guess_whose_name_python_does_not_know_is_no_end():
    assert read(b"\xc0 \xf6Content-Type: x", name="odd.txt").text
