r"""RTF files, written here."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from regions import check_regions

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.office.rtf import MOST_DEPTH, read_rtf

FONTS = r"{\fonttbl{\f0\fnil Times;}{\f1\fcharset204 Times Cyr;}{\f2\fcharset162 Times Tur;}{\f3\fcharset2 Symbol;}}"
STYLES = r"{\stylesheet{\s0 Normal;}{\s1\f0 heading 1;}{\s2 Title;}{\*\cs3 Own;}}"
PROSE = "At least 32 people were taken from the market of Velmar on that day, the council found."


def rtf(body, head=r"\ansi\ansicpg1252\deff0"):
    return (r"{\rtf1" + head + FONTS + STYLES + body + "}").encode("latin-1")


def escaped(words):
    """Words as every RTF writer can write them."""
    units = words.encode("utf-16-le")
    pairs = [int.from_bytes(units[place : place + 2], "little") for place in range(0, len(units), 2)]
    return "".join(rf"\u{unit - 0x10000 if unit > 0x7FFF else unit}?" for unit in pairs)


def test_paragraphs_come_in_their_order():
    reading = read_rtf(rtf(rf"\pard\s2 The market\par\pard {PROSE}\par \pard A\line B\tab C\par"))
    assert reading.text == f"The market\n\n{PROSE}\n\nA\nB\tC"
    assert reading.title == "The market"
    assert reading.warnings == ()
    assert reading.media_type == "application/rtf"


def test_bytes_are_read_in_the_code_page_of_their_font():
    cyrillic = "".join(rf"\'{byte:02x}" for byte in "Вельмар".encode("cp1251"))
    turkish = "".join(rf"\'{byte:02x}" for byte in "şğı".encode("cp1254"))
    body = rf"{{\f1 {cyrillic}}} {{\f2 {turkish}}} \'e9\par"
    assert read_rtf(rtf(body)).text == "Вельмар şğı é"
    assert read_rtf(rtf(cyrillic + r"\par", head=r"\ansi\ansicpg1251\deff0")).text == "Вельмар"
    assert read_rtf(rtf("Вельмар".encode("cp1251").decode("latin-1"), head=r"\ansi\ansicpg1251")).text == "Вельмар"
    assert read_rtf(rtf(r"{\f4 \'82\'a0}", head=r"\ansi\deff0{\fonttbl{\f4\fcharset128 Min;}}")).text == "あ"


def test_what_unicode_says_goes_before_its_stand_in():
    assert (
        read_rtf(rtf(r"\u1040?\uc0\u1041 \uc2\u1042\'d0\'d1\u-10179\'3f\'3f\u-8704\'3f\'3f{\uc1\u1043 G}g\par")).text
        == "АБВ\U0001f600Гg"
    )
    assert read_rtf(rtf(r"{\upr{ANSI}{\*\ud{\u1333 ?}}}\par")).text == "Ե"
    assert read_rtf(rtf(r"\u-10179?x\par")).text == "\ufffdx"


def test_a_file_as_macos_writes_it_is_read():
    head = r"\ansi\ansicpg1251\cocoartf2822" + "\n" + r"{\fonttbl\f0\fswiss\fcharset0 Helvetica;}" + "\n"
    body = r"{\*\expandedcolortbl;;}\f0\fs24 \cf0 \uc0\u1042 \u1077 \u1083  \u1084 \u1072 \u1088 , 1994" + "\\\nend"
    assert read_rtf(("{\\rtf1" + head + body + "}").encode()).text == "Вел мар, 1994\n\nend"


def test_signs_of_a_symbol_font_are_said():
    reading = read_rtf(rtf(r"{\f3 \'b7 1}\u-3913? end\par"))
    assert reading.text == "\ufffd 1\ufffd end"
    assert "2 signs of a symbol font stand as U+FFFD in the text" in reading.warnings


def test_lists_have_the_marks_that_are_printed(words_of):
    items = r"{\listtext\pard\plain 1.\tab}\pard bread\par{\listtext\f3\'b7\tab}water\par"
    body = rf"\pard {PROSE}\par {items}\pard {PROSE}\par"
    assert words_of(read_rtf(rtf(body)), Role.LIST) == ["1. bread\n• water"]


def test_tables_are_one_line_a_row(words_of):
    row = r"\trowd\cellx1\cellx2\pard\intbl a\cell b\par c\cell\row"
    reading = read_rtf(rtf(rf"\pard {PROSE}\par{row}{row}\pard After.\par"))
    assert words_of(reading, Role.TABLE) == ["a\tb c\na\tb c"]
    assert reading.text == f"{PROSE}\n\na\tb c\na\tb c\n\nAfter."


def test_notes_comments_headers_and_boxes(words_of):
    body = (
        r"{\header\pard Council\par}{\headerl\pard Council\par}{\footer 3\par}"
        r"\pard Taken{\super\chftn}{\footnote\pard{\super\chftn} Ilen, p. 8.} at night"
        r"{\footnote\ftnalt The end.}{\*\atnid MT}{\*\atnauthor Mara Tolen}{\*\annotation{\*\atndate 12}Who?}"
        r"{\shp{\*\shpinst{\sp{\sn no}{\sv no}}{\shptxt\pard In the box.\par}}{\shprslt no}}.\par"
    )
    reading = read_rtf(rtf(body))
    assert reading.text == (
        "Council\n\nTaken[1] at night[i].\n\nIn the box.\n\n[1] Ilen, p. 8.\n\n[i] The end.\n\n3\n\nMara Tolen:\nWho?"
    )
    assert words_of(reading, Role.BOILERPLATE) == ["Council", "3"]
    assert words_of(reading, Role.REFERENCE_LIST) == ["[1] Ilen, p. 8.", "[i] The end."]
    assert [region.author for region in reading.regions if region.role is Role.COMMENT] == ["Mara Tolen"]


def test_deleted_words_are_left_out_and_hidden_ones_kept_and_both_said():
    reading = read_rtf(rtf(r"Seen {\v unseen}{\deleted\revauthdel1 gone} {\revised new}\par"))
    assert reading.text == "Seen unseen new"
    assert reading.warnings == (
        "tracked changes: 1 deletions are left out of the text",
        "6 signs of the text are hidden in the document",
    )


def test_pictures_objects_fields_and_unknown_destinations_are_no_text():
    body = (
        r"a{\pict\wmetafile8 0102abcd}{\*\unknown no}{\object{\*\objdata 00}{\result{b}}}"
        r"{\field{\*\fldinst HYPERLINK x}{\fldrslt c}}{\info{\title T}{\author no}}d\bin3 {{{\par"
    )
    reading = read_rtf(rtf(body))
    assert reading.text == "abcd"
    assert set(reading.warnings) == {"1 pictures are not read", "1 embedded files are not read"}


def test_signs_that_are_words_are_signs():
    words = r"\ldblquote a\rdblquote\emdash b\_c\-d\~e\{\}\\" + "\\\nf"
    assert read_rtf(rtf(words)).text == "“a”—b\u2011c\u00add\u00a0e{}\\\n\nf"


def test_what_is_cut_off_or_nested_without_end_is_read_as_far_as_it_goes():
    assert read_rtf(rtf(PROSE)[:-20]).text.startswith("At least 32")
    assert "cut off" in read_rtf(rtf(PROSE)[:-20]).warnings[0]
    deep = read_rtf(rtf("words\\par" + "{" * (MOST_DEPTH + 10)))
    assert deep.text == "words"
    assert "nested deeper" in deep.warnings[0]


@pytest.mark.parametrize("data", [b"", b"plain words", b"{\\html", b"PK\x03\x04"])
def test_what_is_no_rtf_is_kept_and_not_read(data):
    reading = read_rtf(data)
    assert reading.text == ""
    assert reading.warnings


@given(st.lists(st.text(min_size=1, max_size=20).filter(str.strip), max_size=8))
def test_words_that_go_in_come_out_in_their_order(paragraphs):
    data = rtf("".join(rf"\pard {escaped(words)}\par " for words in paragraphs))
    reading = read_rtf(data)
    check_regions(reading)
    bare = "".join(sign for words in paragraphs for sign in words if not sign.isspace())
    kept = "".join(sign for sign in reading.text if not sign.isspace())
    assert kept == "".join("\ufffd" if 0xF000 <= ord(sign) < 0xF100 else sign for sign in bare)
    assert read_rtf(data) == reading


@given(
    st.lists(
        st.sampled_from(["{", "}", "\\", "'", "*", "u-1", "par ", "cell", "row", "f1", "pict", "a", "\\'e", "bin9"])
    )
)
def test_any_soup_of_tokens_gives_a_reading(pieces):
    reading = read_rtf(b"{\\rtf1 " + "".join(pieces).encode())
    check_regions(reading)
