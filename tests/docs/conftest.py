"""An archive that is used through the command line alone, as its keepers and its opponents use it."""

import json
import shutil
import subprocess
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest
from warm import run_warm

from ledgerstone.evidence.preservation.log.entries import Entry
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.storage.data_directory import DataDirectory

WORDS = "The quay was closed on 3 May 1994; 14 men were held in the customs house.\n"


@dataclass(frozen=True)
class Archive:
    """A data directory, and the papers that were ingested into it."""

    data: Path
    papers: Path

    def call(self, *arguments: str | Path) -> str:
        done = self.run(*arguments)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        return run_warm(["--data", self.data, *arguments])

    def verified(self, *options: str | Path) -> int:
        return self.run("verify", *options).returncode

    def take_in(self, name: str, words: str, *options: str) -> bytes:
        paper = self.papers / name
        paper.write_text(words, encoding="utf-8")
        self.call("ingest", paper, *options)
        return paper.read_bytes()

    def object_of(self, content: bytes) -> Path:
        return self.data / "archive" / object_key(sha256(content).hexdigest())

    def kept(self) -> Path:
        """Return a copy of the checkpoint that stands now, as it is kept elsewhere."""
        into = self.papers.parent / f"kept-{len(list(self.papers.parent.iterdir()))}"
        return Path(shutil.copyfile(self.data / "archive/log/checkpoint", into))

    def at(self, data: Path) -> "Archive":
        """Return an archive of the same papers that lies elsewhere, or will."""
        return Archive(data, self.papers)

    def copy(self, name: str) -> "Archive":
        return self.at(Path(shutil.copytree(self.data, self.data.with_name(name))))

    def lose_the_record(self) -> None:
        for file in self.data.glob("record.sqlite3*"):
            file.unlink()

    def set_up_recovery(self, *options: str) -> list[Path]:
        """Set up a recovery key, and return the files of its shares."""
        folder = self.papers.with_name(f"shares-{len(options)}")
        folder.mkdir()
        self.call("recovery", "new", "--out-dir", folder, *options)
        return sorted(folder.iterdir())

    def seal_the_paper(self) -> str:
        """Seal the one source, and return its id: listings show it no more."""
        [source] = self.call("sources", "--json").splitlines()
        key: str = json.loads(source)["id"]
        self.call("seal", key)
        return key

    def log(self) -> list[Entry]:
        return [entry for _, entry in entries(DataDirectory(self.data).store())]


@pytest.fixture
def new_archive(tmp_path: Path):
    """Give a function that makes an empty archive in a folder of its own."""
    return lambda name: _made(tmp_path / name)


def _made(folder: Path) -> Archive:
    papers = folder / "papers"
    papers.mkdir(parents=True)
    archive = Archive(folder / "data", papers)
    archive.call("init")
    return archive


@pytest.fixture(scope="session")
def one_paper(tmp_path_factory) -> Archive:
    """Make an archive with one paper, once, for tests to copy."""
    archive = _made(tmp_path_factory.mktemp("one-paper") / "desk")
    archive.take_in("first.txt", WORDS)
    return archive


@pytest.fixture
def archive(one_paper: Archive, tmp_path: Path) -> Archive:
    """Give an archive with one paper, to do anything with."""
    desk = Path(shutil.copytree(one_paper.data.parent, tmp_path / "desk"))
    return Archive(desk / "data", desk / "papers")


@pytest.fixture
def words() -> str:
    """Give what that paper says."""
    return WORDS
