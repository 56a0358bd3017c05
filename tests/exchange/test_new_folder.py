"""A folder that leaves has its name when it is whole, writes over nothing, and leaves nothing where it fails."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from ledgerstone.errors import StorageError, UsageError
from ledgerstone.exchange.new_folder import UNFINISHED, new_folder
from ledgerstone.values.digests import sha256_hex


def test_a_folder_appears_when_it_is_finished(tmp_path: Path):
    out = tmp_path / "out"
    with new_folder(out) as folder:
        assert folder.write("a/b.txt", [b"one", b"two"]) == (sha256_hex([b"onetwo"]), 6)
        folder.write("c.txt", [], read_only=True)
        assert not out.exists()
        folder.finish()
    assert (out / "a" / "b.txt").read_bytes() == b"onetwo"
    assert (out / "c.txt").stat().st_mode & 0o777 == 0o444
    assert out.stat().st_mode & 0o077 == (out / "a").stat().st_mode & 0o077 == 0
    assert list(tmp_path.iterdir()) == [out]


def test_nothing_is_left_where_it_fails_or_is_not_finished(tmp_path: Path):
    def torn() -> Iterator[bytes]:
        yield b"bytes"
        raise ValueError("torn")

    with pytest.raises(ValueError, match="torn"), new_folder(tmp_path / "out") as folder:
        folder.write("a", torn())
    with new_folder(tmp_path / "out") as folder:
        folder.write("a", [b"bytes"])
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_written_over(tmp_path: Path):
    (tmp_path / "link").symlink_to("nowhere")
    for name in ("there", "link"):
        if name == "there":
            (tmp_path / name).mkdir()
        with pytest.raises(UsageError, match="already"), new_folder(tmp_path / name):
            pass
    with new_folder(tmp_path / "out") as folder:
        folder.write("a", [b"1"])
        with pytest.raises(StorageError):
            folder.write("a", [b"2"])
        (tmp_path / "out").mkdir()
        with pytest.raises(UsageError, match="already"):
            folder.finish()
    assert list((tmp_path / "out").iterdir()) == []


def test_what_an_interrupted_run_left_is_not_touched(tmp_path: Path):
    left = tmp_path / f"out{UNFINISHED}"
    left.mkdir()
    (left / "a").write_bytes(b"1")
    with pytest.raises(UsageError, match="interrupted"), new_folder(tmp_path / "out"):
        pass
    assert (left / "a").read_bytes() == b"1"


def test_a_folder_where_nobody_may_write_is_a_failing_medium(tmp_path: Path):
    with pytest.raises(StorageError, match="choose a folder"), new_folder(tmp_path / "nowhere" / "out"):
        pass
