"""Repair takes from a copy what has the right digest, logs it, and leaves the rest for a person."""

import random
import shutil
from pathlib import Path

import pytest

from ledgerstone.errors import UsageError
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.evidence.preservation.verify.archive import Asked
from ledgerstone.evidence.preservation.verify.results import Fault, Result
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.repair import repair
from ledgerstone.workflow.verify_archive import verify_archive

pytestmark = pytest.mark.django_db(transaction=True)


def objects(directory: DataDirectory) -> list[Path]:
    return sorted(path for path in (directory.archive / "objects").rglob("*") if path.is_file())


def nothing(_: int) -> None:
    pass


@pytest.fixture
def pair(ingested: DataDirectory, tmp_path: Path) -> tuple[DataDirectory, Path]:
    copy = tmp_path / "copy"
    shutil.copytree(ingested.root, copy, symlinks=True)
    return ingested, copy


def spoil(path: Path) -> None:
    path.chmod(0o600)
    path.write_bytes(path.read_bytes()[:-1] + b"?")


def test_damaged_and_missing_objects_are_restored_and_logged(pair):
    directory, copy = pair
    spoiled, gone = objects(directory)[:2]
    spoil(spoiled)
    gone.unlink()
    size = current(directory.store()).checkpoint.size
    done = repair(directory, copy, progress=nothing)
    assert done.left == ()
    assert {path.rpartition("/")[2] for path in done.restored} == {spoiled.name, gone.name}
    logged = [(entry.type, entry.object) for _, entry in entries(directory.store(), size)]
    assert set(logged) == {(EntryType.REPAIR, spoiled.name), (EntryType.REPAIR, gone.name)}
    assert verify_archive(directory, Asked(), progress=nothing).result is Result.INTACT
    assert repair(directory, copy, progress=nothing).restored == ()


def test_a_copy_that_is_damaged_itself_gives_nothing(pair):
    directory, copy = pair
    name = objects(directory)[0].relative_to(directory.archive)
    spoil(directory.archive / name)
    spoil(copy / "archive" / name)
    done = repair(directory, copy / "archive", progress=nothing)
    assert done.restored == ()
    assert [(problem.what, problem.path) for problem in done.left] == [(Fault.DAMAGED, str(name))]


@pytest.mark.parametrize("part", ["tile/entries", "tile/0"])
def test_files_of_the_log_are_built_again_from_the_copys_entries(pair, part):
    directory, copy = pair
    path = random.Random(1).choice([one for one in (directory.archive / "log" / part).rglob("*") if one.is_file()])  # noqa: S311 - repeatable
    content = path.read_bytes()
    spoil(path)
    done = repair(directory, copy, progress=nothing)
    assert done.left == ()
    assert done.restored == (str(path.relative_to(directory.archive)),)
    assert path.read_bytes() == content


def test_entries_of_another_history_are_not_taken(pair):
    directory, copy = pair
    tile = next(path for path in (copy / "archive" / "log" / "tile" / "entries").rglob("*") if path.is_file())
    tile.chmod(0o600)
    tile.write_bytes(tile.read_bytes().replace(b'"size":', b'"size":9'))
    own = directory.archive / tile.relative_to(copy / "archive")
    spoil(own)
    done = repair(directory, copy, progress=nothing)
    assert done.restored == ()
    assert any(problem.path.startswith("log/tile/") for problem in done.left)


def test_what_is_unexpected_stays_for_a_person_to_look_at(pair):
    directory, copy = pair
    (directory.archive / "note.txt").write_text("who wrote this?", encoding="utf-8")
    done = repair(directory, copy, progress=nothing)
    assert [problem.path for problem in done.left] == ["note.txt"]
    assert (directory.archive / "note.txt").is_file()


def test_the_archive_itself_and_an_empty_folder_are_no_copies(pair, tmp_path):
    directory, _ = pair
    for wrong in (directory.root, directory.archive, tmp_path):
        with pytest.raises(UsageError):
            repair(directory, wrong, progress=nothing)
