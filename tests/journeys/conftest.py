"""An archive of the demo papers, made through the command line, and what stands in it by path instead of id."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tomllib
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from warm import run_warm

ROOT = Path(__file__).parents[2]
DEMO = ROOT / "demo"
PROGRAM = Path(sys.executable).parent / "ledgerstone"
PUBLISHER = "Nerel Astavin (invented)"
NOTICE = "Invented papers for demonstration."


@dataclass
class Archive:
    """An archive of papers and the folder that they came from."""

    data: Path
    papers: Path
    paths: dict[str, str] = field(default_factory=dict)

    def call(self, *arguments: str | Path) -> str:
        done = run_warm(["--data", self.data, *arguments])
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


@pytest.fixture(scope="session")
def accounts(demo, expected) -> dict[str, dict]:
    """Give the accounts by the number of the expected incident that most of their documents belong to."""
    found: dict[str, dict] = {}
    best: dict[str, int] = {}
    for account in demo.accounts():
        paths = {demo.path_of(s) for s in account["incident"]["sources"]}
        for incident in expected["incidents"]:
            wanted = {d["path"] for d in expected["documents"] if d["incidents"][0] == incident["number"]}
            shared = len(paths & wanted) - len(paths - wanted)
            if shared > best.get(incident["number"], 0):
                best[incident["number"]], found[incident["number"]] = shared, account
    return found


@pytest.fixture(scope="session")
def claims(demo) -> list[dict]:
    """Give the demo's claims, each with the path of its paper."""
    return [row | {"path": demo.path_of(row["source"])} for row in demo.rows("claims")]


@pytest.fixture
def papers(tmp_path) -> Path:
    """Give a copy of the demo papers that a test may change."""
    return Path(shutil.copytree(DEMO / "papers", tmp_path / "papers"))


@pytest.fixture
def archive_of(tmp_path):
    """Give a function that makes an archive of a folder of papers."""
    return lambda papers: Archive(tmp_path / "data", papers).make()


@dataclass
class Site:
    """A served archive: its address and the paths of one page of each template."""

    address: str
    paths: dict[str, str]
    publisher: str = PUBLISHER
    notice: str = NOTICE

    def url(self, name: str, language: str = "en") -> str:
        return f"{self.address}{language}/{self.paths[name]}"


@pytest.fixture(scope="session")
def browser_type_launch_args():
    found = shutil.which("chromium")
    if found is None:
        if os.environ.get("LEDGERSTONE_TEST_REQUIRE") == "1":
            pytest.fail("no chromium, and LEDGERSTONE_TEST_REQUIRE is set")
        pytest.skip("no chromium: apt-get install chromium chromium-sandbox fonts-noto-core")
    return {"executable_path": found, "args": ["--no-sandbox", "--disable-dev-shm-usage"]}


@pytest.fixture(scope="session")
def published(demo, tmp_path_factory):
    """Give a copy of the demo's archive in which an invented person published the fullest account."""
    archive = type(demo)(tmp_path_factory.mktemp("served") / "data", demo.papers)
    shutil.copytree(demo.data, archive.data)
    (archive.data / "ledgerstone.toml").write_text(f'notice = "{NOTICE}"\n', encoding="utf-8")
    archive.call("user", "add", PUBLISHER)
    archive.call("publish", fullest(archive), "--with-sources", "--by", PUBLISHER)
    return archive


def fullest(archive) -> str:
    return max(archive.rows("incidents"), key=lambda row: len(row["sources"]))["id"]


def paths_of(archive) -> dict[str, str]:
    rows = archive.rows("sources")
    sources = {row["title"]: row["id"] for row in rows}
    printed = next(row["id"] for row in rows if row["media_type"] == "application/pdf")
    statement = next(key for title, key in sources.items() if title and title.startswith("Statement"))
    return {
        "home": "",
        "sources": "sources",
        "discussion": f"sources/{sources['What our readers remember']}",
        "statement": f"sources/{statement}",
        "passage": f"sources/{statement}/40-80",
        "page": f"sources/{printed}/pages/1",
        "incidents": "incidents",
        "account": f"incidents/{fullest(archive)}",
        "search": "search?q=bridge",
        "nothing found": "search?q=zzzzzz",
        "method": "method",
        "not there": "nothing/there",
    }


def serving(archive, *options: str):
    command = [str(PROGRAM), "--data", str(archive.data), "serve", "--port", "0", *options]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    try:
        yield Site(re.search(r"http://\S+", process.stderr.readline())[0], paths_of(archive))
    finally:
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=20) == 0
        process.stderr.close()


@pytest.fixture(scope="session")
def site(published):
    yield from serving(published)


@pytest.fixture(scope="session")
def public_site(published):
    yield from serving(published, "--as", "public")
