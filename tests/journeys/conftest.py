"""An archive of the demo papers, made through the command line, and what stands in it by path instead of id."""

import json
import shutil
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo"
PROGRAM = Path(sys.executable).parent / "ledgerstone"


@dataclass
class Archive:
    """An archive of papers and the folder that they came from."""

    data: Path
    papers: Path
    paths: dict[str, str] = field(default_factory=dict)

    def call(self, *arguments: str | Path) -> str:
        command = [PROGRAM, "--data", self.data, *arguments]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{' '.join(map(str, arguments))}: {done.stderr}"
        return done.stdout

    def rows(self, *arguments: str) -> list[dict]:
        return [json.loads(line) for line in self.call(*arguments, "--json").splitlines()]

    def make(self) -> "Archive":
        self.call("init")
        self.call("ingest", self.papers, "--manifest", self.papers / "manifest.csv")
        return self

    def path_of(self, source: str) -> str:
        """Return the path that a source came from: the first by name where the same bytes lie at two."""
        if not self.paths:
            files = sorted(p for p in self.papers.rglob("*") if p.is_file())
            by_digest = {sha256(p.read_bytes()).hexdigest(): p.relative_to(self.papers) for p in reversed(files)}
            self.paths = {row["id"]: str(by_digest[row["sha256"]]) for row in self.rows("sources")}
        return self.paths[source]

    def accounts(self) -> list[dict]:
        return [self.rows("account", row["id"])[0] for row in self.rows("incidents")]


@pytest.fixture(scope="session")
def expected() -> dict:
    return tomllib.loads((DEMO / "expected.toml").read_text(encoding="utf-8"))


@pytest.fixture(scope="session")
def demo(tmp_path_factory) -> Archive:
    """Give the demo's archive, its papers as they lie in the project."""
    return Archive(tmp_path_factory.mktemp("demo") / "data", DEMO / "papers").make()


@pytest.fixture
def papers(tmp_path) -> Path:
    """Give a copy of the demo papers that a test may change."""
    return Path(shutil.copytree(DEMO / "papers", tmp_path / "papers"))


@pytest.fixture
def archive_of(tmp_path):
    """Give a function that makes an archive of a folder of papers."""
    return lambda papers: Archive(tmp_path / "data", papers).make()
