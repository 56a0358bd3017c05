"""Manifests and sidecars: what can be used, and what is refused with its line."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.errors import RefusedError, UsageError
from ledgerstone.workflow.taking_in.descriptions import Description, described, read_manifest, read_sidecar


@pytest.fixture
def manifest(tmp_path):
    for name in ("a.txt", "b.txt", "ü ҝ.txt"):
        (tmp_path / name).write_text("x", encoding="utf-8")

    def read(text, encoding="utf-8"):
        path = tmp_path / "manifest.csv"
        path.write_bytes(text.encode(encoding))
        return read_manifest(path, tmp_path)

    return read


def reasons(found):
    return [error.reason for error in found.refused]


def test_a_row_describes_its_file(manifest):
    found = manifest("path,title,published,fonds\nü ҝ.txt,The mill,1994-05,Box 3\na.txt,,,\n")
    assert found.rows["ü ҝ.txt"].description == Description(title="The mill", published="1994-05", fonds="Box 3")
    assert found.rows["a.txt"].description == Description()
    assert not found.refused


def test_a_byte_order_mark_and_other_line_ends_are_no_matter(manifest):
    found = manifest("path,title\r\na.txt,One\r\nb.txt,Two\r\n", encoding="utf-8-sig")
    assert [row.line for row in found.rows.values()] == [2, 3]


def test_a_cell_over_two_lines_leaves_the_count_of_lines_right(manifest):
    found = manifest('path,title\na.txt,"One\nand more"\nb.txt,Two\nnone.txt,Three\n')
    assert found.rows["b.txt"].line == 4
    assert "line 5" in reasons(found)[0]


@pytest.mark.parametrize(
    ("row", "word"),
    [
        ("a.txt,1994-13-45,", "1994-13-45"),
        ("a.txt,yesterday,", "yesterday"),
        ("a.txt,,English please", "English please"),
        ("none.txt,,", "none.txt"),
        ("../a.txt,,", "leads out"),
        ("/etc/passwd,,", "leads out"),
        (",1994,", "no path"),
        ("a.txt,1994,en,more", "4 cells"),
    ],
)
def test_a_row_that_cannot_be_used_is_refused_with_its_line(manifest, row, word):
    found = manifest(f"path,published,language\nb.txt,,\n{row}\n")
    assert list(found.rows) == ["b.txt"]
    assert len(found.refused) == 1
    assert "line 3" in reasons(found)[0]
    assert word in reasons(found)[0]


def test_the_file_of_a_refused_row_is_withheld(manifest):
    assert manifest("path,published\na.txt,1994-13-45\n").withheld == {"a.txt"}


def test_a_path_named_twice_keeps_its_first_row(manifest):
    found = manifest("path,title\na.txt,One\n./a.txt,Two\n")
    assert found.rows["a.txt"].description.title == "One"
    assert "line 2 already" in reasons(found)[0]
    assert not found.withheld


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("path,colour\na.txt,green\n", "'colour'"),
        ("title\nOne\n", "path"),
        ("path,path\na.txt,a.txt\n", "twice"),
        ("", "no head"),
        ('path,title\na.txt,"One\n', "line"),
    ],
)
def test_a_manifest_that_cannot_be_used_is_refused_whole(manifest, text, word):
    with pytest.raises(UsageError) as refused:
        manifest(text)
    assert word in str(refused.value)
    assert "nothing was ingested" in str(refused.value)


def test_a_manifest_in_another_encoding_is_refused_whole(manifest):
    with pytest.raises(UsageError, match="UTF-8"):
        manifest("path,title\na.txt,Мельница\n", encoding="cp1251")


@pytest.fixture
def sidecar(tmp_path):
    def read(text):
        path = tmp_path / "page.html.meta.toml"
        path.write_bytes(text.encode("utf-8") if isinstance(text, str) else text)
        return read_sidecar(path)

    return read


def test_a_sidecar_says_the_same_as_a_row(sidecar):
    assert sidecar('title = "The mill"\npublished = 1994-05-03\n') == Description(
        title="The mill", published="1994-05-03"
    )


@pytest.mark.parametrize(
    ("text", "line", "word"),
    [
        ('title = "x"\ncolour = "green"\n', 2, "colour"),
        ('\n\npublished = "1994-13-45"\n', 3, "1994-13-45"),
        ("title = 3\n", 1, "quotation marks"),
        ('title = "x"\nthis is no toml\n', 2, "TOML"),
        (b'title = "x"\norigin = "\xff"\n', 2, "UTF-8"),
    ],
)
def test_a_sidecar_that_cannot_be_used_is_refused_with_its_line(sidecar, text, line, word):
    with pytest.raises(RefusedError) as refused:
        sidecar(text)
    assert f"line {line}" in refused.value.reason
    assert word in refused.value.reason


def test_what_is_said_of_one_file_goes_before_what_is_said_of_all():
    own, general = Description(title="One"), Description(title="All", publisher="Norvik Bell")
    assert own.over(general) == Description(title="One", publisher="Norvik Bell")


@given(st.dictionaries(st.sampled_from(Description.__struct_fields__), st.text(max_size=20)))
def test_any_words_are_taken_or_refused(said):
    try:
        found = described(said)
    except ValueError:
        return
    assert all(value is None or value.strip() == value != "" for value in (found.title, found.rights))
