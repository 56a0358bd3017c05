"""Tag files say what was written into them, and what is no tag file is refused with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.exchange.bags.tag_files import (
    Declaration,
    TagFileError,
    format_bag_info,
    parse_bag_info,
    parse_declaration,
    parse_fetch,
    parse_manifest,
)

STRICT = Declaration(version=(1, 0), encoding="utf-8")
BEFORE = Declaration(version=(0, 97), encoding="utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"BagIt-Version: 1.0\n",
        b"BagIt-Version: 2.0\nTag-File-Character-Encoding: UTF-8\n",
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8 \n",
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\nMore: 1\n",
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: punycode\n",
        b"BagIt-Version: 1.0\nTag-File-Character-Encoding: zip\n",
        b"Tag-File-Character-Encoding: UTF-8\nBagIt-Version: 1.0\n",
        b"\xef\xbb\xbfBagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n",
        b"\xff\xfe",
    ],
)
def test_what_is_no_declaration_is_refused(data: bytes):
    with pytest.raises(TagFileError):
        parse_declaration(data)


def test_every_end_of_a_line_is_one():
    assert parse_declaration(b"BagIt-Version: 1.0\r\nTag-File-Character-Encoding: UTF-8") == STRICT
    listed = parse_manifest("ab  data/a\u2028b\rcd\tdata/c\r\n".encode(), STRICT)
    assert [(one.digest, one.path) for one in listed] == [("ab", "data/a\u2028b"), ("cd", "data/c")]


def test_three_characters_are_decoded_from_version_1_on_and_none_before():
    line = b"AB data/%0a%25%41%0D\n"
    assert next(parse_manifest(line, STRICT)).path == "data/\n%%41\r"
    assert next(parse_manifest(line, BEFORE)).path == "data/%0a%25%41%0D"


@pytest.mark.parametrize("data", [b"data/a\n", b"xy  data/a\n", b"ab\n", b"ab  \xff\n"])
def test_what_is_no_manifest_is_refused(data: bytes):
    with pytest.raises(TagFileError):
        list(parse_manifest(data, STRICT))


def test_what_is_no_list_of_files_to_fetch_is_refused():
    assert list(parse_fetch(b"https://example.org/a - data/a b\n", STRICT)) == ["data/a b"]
    with pytest.raises(TagFileError, match="line 2"):
        list(parse_fetch(b"https://example.org/a 5 data/a\nhttps://example.org/b data/b\n", STRICT))


@given(
    st.lists(st.tuples(st.from_regex(r"[A-Z][A-Za-z-]{0,20}", fullmatch=True), st.text(st.characters(codec="utf-8"))))
)
def test_no_word_of_the_world_makes_a_label_of_its_own(said: list[tuple[str, str]]):
    read = parse_bag_info(format_bag_info(said), STRICT)
    assert read == tuple((label.lower(), " ".join(value.split())) for label, value in said)


def test_a_line_that_begins_with_a_blank_goes_on():
    assert parse_bag_info(b"A: one\n  two\nb:three\n", STRICT) == (("a", "one two"), ("b", "three"))
    with pytest.raises(TagFileError, match="line 1"):
        parse_bag_info(b"no label\n", STRICT)
