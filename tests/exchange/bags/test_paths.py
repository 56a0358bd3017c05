"""Names in bags: ours are safe on every system, and no path of others leads out."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.exchange.bags.paths import PathError, decoded, encoded, plain_path, safe_name
from ledgerstone.exchange.bags.tag_files import Declaration, Listed, format_manifest, parse_manifest

DECLARED = Declaration(version=(1, 0), encoding="utf-8")
KEY = "s0123456789ab"


@given(st.text())
def test_what_is_encoded_is_decoded_again(path: str):
    assert decoded(encoded(path)) == path
    assert not set(encoded(path)) & {"\n", "\r"}


@given(
    st.dictionaries(
        st.text(st.characters(codec="utf-8"), min_size=1).map(lambda name: f"data/{name}"),
        st.sampled_from(["0" * 64, "ab" * 32]),
    )
)
def test_a_manifest_says_what_was_written_into_it(digests: dict[str, str]):
    written = format_manifest(Listed(digest=digest, path=path) for path, digest in digests.items())
    read = {one.path: one.digest for one in parse_manifest(written, DECLARED)}
    assert read == digests


@given(st.text())
def test_a_name_of_ours_is_one_plain_name_whatever_the_world_called_it(path: str):
    name = safe_name(KEY, path)
    assert name.startswith(KEY)
    assert len(name.encode("utf-8")) <= 255
    assert plain_path(name) == name == encoded(name)
    assert not name.endswith((".", " "))
    assert all(char in "._-" or unicodedata.category(char)[0] in "LMN" for char in name)


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("papers/bell/page.html", f"{KEY}-page.html"),
        ("../../etc/passwd", f"{KEY}-passwd"),
        ("C:\\windows\\evil.exe", f"{KEY}-evil.exe"),
        ("Լուր Լորվենոյից.html", f"{KEY}-Լուր_Լորվենոյից.html"),
        ("a\u202egnp.exe", f"{KEY}-a_gnp.exe"),
        ("100%.txt", f"{KEY}-100.txt"),
        ("..", KEY),
        ("", KEY),
        ("x" * 4096 + ".pdf", f"{KEY}-{'x' * 96}.pdf"),
    ],
)
def test_a_name_keeps_what_can_be_kept(path: str, name: str):
    assert safe_name(KEY, path) == name


@pytest.mark.parametrize(
    "path",
    ["../x", "data/../../x", "/etc/passwd", "~/x", "~root/x", "C:\\x", "\\\\?\\UNC\\x", "data\\..\\..\\x", "", "\0"],
)
def test_a_path_that_leads_out_is_not_followed(path: str):
    with pytest.raises(PathError):
        plain_path(path)


def test_dots_and_empty_parts_say_nothing():
    assert plain_path("./data//a/./b") == "data/a/b"
