"""An archive with a folder to ingest, driven through the workflow; all papers invented."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest
from program import Program
from warm import start_warm_keeper

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.confinement import pool
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.taking_in.ingest import Ingested, ingest

TELEGRAM = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"
LETTER = "On 3 May 1994 about 300 houses were burned in Velmar, a teacher said. Twelve people were injured.\n"


@contextmanager
def quiet(doing: str, *, total: int | None, unit: str) -> Iterator[Callable[[int], None]]:
    """Show nothing of a stage."""
    del doing, total, unit
    yield lambda _: None


@pytest.fixture(autouse=True)
def warm_keepers(monkeypatch) -> None:
    """Fork the processes that readers run in, where each ingest would start its own anew."""
    monkeypatch.setattr(pool, "start_keeper", start_warm_keeper)


@pytest.fixture
def folder(tmp_path) -> Path:
    made = tmp_path / "pile"
    made.mkdir()
    return made


@pytest.fixture
def archive(record, directory, folder) -> SimpleNamespace:
    """Give an empty archive and a way to ingest its folder."""
    del record

    def run(*paths: Path, **options) -> Ingested:
        return ingest(paths or (folder,), directory, **{"stage": quiet, **options})

    return SimpleNamespace(
        directory=directory, folder=folder, ingest=run, stage=quiet, letter=LETTER, telegram=TELEGRAM
    )


@pytest.fixture
def desk() -> dict[str, object]:
    return {"viewer": Viewer(role=Role.DESK), "purpose": Purpose.READING}


@pytest.fixture
def public() -> dict[str, object]:
    return {"viewer": Viewer(role=Role.PUBLIC), "purpose": Purpose.READING}


@pytest.fixture
def ingested(archive) -> DataDirectory:
    """Give an archive with two papers in it."""
    (archive.folder / "a.txt").write_text(TELEGRAM, encoding="utf-8")
    (archive.folder / "b.txt").write_text(LETTER, encoding="utf-8")
    archive.ingest()
    return archive.directory


@pytest.fixture(scope="session")
def begun(tmp_path_factory) -> Program:
    """Make an archive with one user, once; a test works on a copy."""
    made = Program(tmp_path_factory.mktemp("begun") / "data")
    made.call("init")
    made.call("user", "add", "Ada Lind")
    return made


@pytest.fixture
def program(begun, tmp_path) -> Program:
    """Give the program on an archive with one user."""
    return begun.copied(tmp_path / "data")
