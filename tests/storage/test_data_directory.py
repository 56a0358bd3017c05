"""Where the data directory is looked for, and what is said where it is not there."""

from pathlib import Path

import pytest

from ledgerstone.errors import StorageError, UsageError
from ledgerstone.storage.data_directory import DataDirectory, locate


def test_the_nearest_wish_wins(tmp_path: Path):
    environment = {"LEDGERSTONE_DATA": "from-environment"}
    (tmp_path / "ledgerstone.toml").write_text('data = "from-file"\n')
    assert locate(Path("given"), environment=environment, folder=tmp_path) == tmp_path / "given"
    assert locate(None, environment=environment, folder=tmp_path) == tmp_path / "from-environment"
    assert locate(None, environment={}, folder=tmp_path) == tmp_path / "from-file"
    (tmp_path / "ledgerstone.toml").unlink()
    assert locate(None, environment={}, folder=tmp_path) == tmp_path / "ledgerstone-data"


@pytest.mark.parametrize("content", ["data = [", "data = 3\n", 'data = "\\'])
def test_a_settings_file_that_cannot_be_understood_is_refused(tmp_path: Path, content: str):
    (tmp_path / "ledgerstone.toml").write_text(content)
    with pytest.raises(UsageError, match=r"ledgerstone\.toml"):
        locate(None, environment={}, folder=tmp_path)


def test_a_directory_that_is_not_there_says_how_to_make_one(tmp_path: Path):
    directory = DataDirectory(tmp_path / "data")
    with pytest.raises(UsageError, match="init"):
        directory.existing()
    assert not directory.root.exists()
    assert directory.create().existing() is directory
    assert directory.create().existing() is directory
    assert directory.root.stat().st_mode & 0o077 == 0


def test_a_directory_that_cannot_be_made_says_so(tmp_path: Path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError, match="--data"):
        DataDirectory(tmp_path / "file" / "data").create()
