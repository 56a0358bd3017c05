"""Which store an archive has: read strictly, written once, with nothing secret in it."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.errors import StorageError, UsageError
from ledgerstone.storage.archive_settings import as_store, line_in, parse_address, remember_store, store_in
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.disk import DiskStore

BUCKET = "s3://some-bucket/norvik/archive"


@pytest.mark.parametrize("text", ["disk", "s3://some-bucket", "s3://some.bucket-2/a", BUCKET])
def test_a_store_is_written_as_it_was_said(text: str):
    assert as_store(text) == text


def test_a_last_slash_makes_no_other_store():
    assert as_store(f"{BUCKET}/") == BUCKET
    assert parse_address("s3://some-bucket/") == parse_address("s3://some-bucket")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "tape",
        "s3:/bucket/x",
        "s3://",
        "s3://B/x",
        "s3://key:secret@bucket/x",
        "s3://bucket/../x",
        "s3://bucket//x",
        "s3://bucket/x?y=1",
        "s3://bucket/" + "x/" * 300,
        'x"\nstore = "y',
        "https://bucket.example/x",
    ],
)
def test_what_names_no_store_is_refused(text: str):
    with pytest.raises(UsageError):
        as_store(text)


@given(st.text(max_size=60))
def test_what_is_accepted_needs_no_quoting(text: str):
    try:
        accepted = as_store(f"s3://bucket/{text}")
    except UsageError:
        return
    assert accepted.isascii()
    assert not set(accepted) & set('"\\\n@?&')


def test_a_choice_is_noted_before_the_rest_of_the_file(tmp_path: Path):
    path = tmp_path / "ledgerstone.toml"
    path.write_text("notice = 'Invented papers'\n[table]\nx = 1\n", encoding="utf-8")
    assert store_in(path) is None
    remember_store(path, BUCKET)
    remember_store(path, BUCKET)
    assert store_in(path) == BUCKET
    assert line_in(path, "notice", example="") == "Invented papers"
    assert [one.name for one in tmp_path.iterdir()] == ["ledgerstone.toml"]
    with pytest.raises(UsageError, match="already"):
        remember_store(path, "disk")


def test_a_choice_that_cannot_be_noted_is_said(tmp_path: Path):
    with pytest.raises(StorageError, match="cannot write"):
        remember_store(tmp_path / "gone" / "ledgerstone.toml", BUCKET)


@pytest.mark.parametrize("content", ["store = [", "store = 3\n", 'store = "tape"\n'])
def test_a_store_that_cannot_be_understood_opens_nothing(tmp_path: Path, content: str):
    (tmp_path / "ledgerstone.toml").write_text(content)
    with pytest.raises(UsageError, match=r"ledgerstone\.toml"):
        DataDirectory(tmp_path).store()


def test_an_archive_without_a_choice_lies_on_the_disk(tmp_path: Path):
    assert isinstance(DataDirectory(tmp_path).create().store(), DiskStore)
    assert (tmp_path / "archive" / "objects").is_dir()


def test_an_archive_in_a_bucket_has_no_folder_for_it_and_is_there_all_the_same(tmp_path: Path):
    directory = DataDirectory(tmp_path / "data")
    assert not directory.exists()
    directory.root.mkdir()
    remember_store(directory.settings, BUCKET)
    assert directory.create().exists()
    assert not directory.archive.exists()
