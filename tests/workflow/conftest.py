"""An archive with a folder to ingest, driven through the workflow; all papers invented."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import pytest

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.ingest import Ingested, ingest

TELEGRAM = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"
LETTER = "On 3 May 1994 about 300 houses were burned in Velmar, a teacher said. Twelve people were injured.\n"


@contextmanager
def quiet(doing: str, *, total: int | None, unit: str) -> Iterator[Callable[[int], None]]:
    """Show nothing of a stage."""
    del doing, total, unit
    yield lambda _: None


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

    return SimpleNamespace(directory=directory, folder=folder, ingest=run, letter=LETTER, telegram=TELEGRAM)


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


class Program:
    """The program on an archive in a folder of its own, each command in a process of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *arguments: str | Path, stdin: str = "", env: dict[str, str] | None = None, descriptors=()):
        return subprocess.run(
            [Path(sys.executable).parent / "ledgerstone", "--data", self.root, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **(env or {})},
            pass_fds=descriptors,
        )

    def call(self, *arguments: str | Path, **options) -> str:
        done = self.run(*arguments, **options)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def rows(self, *arguments: str | Path, **options) -> list[dict]:
        return [json.loads(line) for line in self.call(*arguments, "--json", **options).splitlines()]

    def copied(self, root: Path) -> "Program":
        shutil.copytree(self.root, root)
        return Program(root)

    def killed_at(self, count: int, *arguments: str | Path) -> tuple[int, list[str]]:
        """Run a command that dies before its `count`-th change of a name in the archive; 0 is never.

        Returns:
            The exit code, and the paths of the names that it changed, relative to the archive.
        """
        done = subprocess.run(
            [sys.executable, "-c", KILLED, self.root, str(count), *arguments],
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, [line.removeprefix("at ") for line in done.stderr.splitlines() if line[:3] == "at "]

    def holds(self, *words: str) -> list[str]:
        """Return the files of the archive in which one of the words is, however its letters are written."""
        wanted = [word.lower().encode(coding) for word in words for coding in ("utf-8", "utf-16-le", "utf-16-be")]
        files = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return [
            str(path.relative_to(self.root))
            for path in files
            if any(word in path.read_bytes().lower() or word in path.name.lower().encode() for word in wanted)
        ]


KILLED = """
import os, sys
from ledgerstone.cli.main import run
root, count, seen = sys.argv[1], int(sys.argv[2]), 0
def hook(event, args):
    global seen
    if event in {"os.rename", "os.link", "os.remove"} and str(args[0]).startswith(root):
        seen += 1
        sys.stderr.write(f"at {os.path.relpath(args[0], root)}\\n")
        sys.stderr.flush()
        if seen == count:
            os._exit(137)
sys.addaudithook(hook)
sys.exit(run(["--data", root, *sys.argv[3:]]))
"""


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
