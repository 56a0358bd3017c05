"""What the archive does not detect, acted out: each limit of the threat model that a test can show."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

import pytest

from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.log.writing import open_log
from ledgerstone.evidence.preservation.objects import keep, object_key
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.private_keys import own_signer

PROGRAM = Path(sys.executable).with_name("ledgerstone")
WORDS = "The quay was closed on 3 May 1994; 14 men were held in the customs house.\n"
INTACT, DAMAGED, NOT_ONE_HISTORY = 0, 3, 4


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
        command = [PROGRAM, "--data", self.data, *arguments]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    def verified(self, *options: str | Path) -> int:
        return self.run("verify", *options).returncode

    def take_in(self, name: str, words: str) -> bytes:
        paper = self.papers / name
        paper.write_text(words, encoding="utf-8")
        self.call("ingest", paper)
        return paper.read_bytes()

    def object_of(self, content: bytes) -> Path:
        return self.data / "archive" / object_key(sha256(content).hexdigest())

    def kept(self) -> Path:
        """Return a copy of the checkpoint that stands now, as it is kept elsewhere."""
        into = self.papers.parent / f"kept-{len(list(self.papers.parent.iterdir()))}"
        return Path(shutil.copyfile(self.data / "archive/log/checkpoint", into))

    def copy(self, name: str) -> "Archive":
        return Archive(Path(shutil.copytree(self.data, self.data.with_name(name))), self.papers)

    def log(self) -> list[Entry]:
        return [entry for _, entry in entries(DataDirectory(self.data).store())]


def made(folder: Path) -> Archive:
    papers = folder / "papers"
    papers.mkdir(parents=True)
    archive = Archive(folder / "data", papers)
    archive.call("init")
    return archive


@pytest.fixture
def archive(tmp_path: Path) -> Archive:
    archive = made(tmp_path / "desk")
    archive.take_in("first.txt", WORDS)
    return archive


def test_a_paper_that_was_forged_before_ingest_is_kept_as_it_came(archive: Archive):
    forged = archive.take_in("forged.txt", WORDS.replace("14", "41"))
    assert archive.object_of(forged).read_bytes() == forged
    assert archive.verified() == INTACT


def test_a_full_rewrite_under_a_new_key_is_seen_by_whoever_kept_a_checkpoint_alone(archive: Archive, tmp_path: Path):
    kept = archive.kept()
    rewritten = made(tmp_path / "forger")
    rewritten.take_in("first.txt", WORDS.replace("14", "1"))
    shutil.rmtree(archive.data)
    shutil.copytree(rewritten.data, archive.data)
    assert archive.verified() == INTACT
    assert archive.verified("--against", kept) == NOT_ONE_HISTORY


def test_a_rollback_is_seen_by_whoever_kept_a_later_checkpoint_alone(archive: Archive):
    yesterday = archive.copy("yesterday")
    earlier = archive.kept()
    archive.take_in("second.txt", "The harbour master denied it on 4 May 1994.\n")
    later = archive.kept()
    assert yesterday.verified() == INTACT
    assert yesterday.verified("--against", earlier) == INTACT
    assert yesterday.verified("--against", later) == NOT_ONE_HISTORY


def test_entries_that_a_thief_adds_with_the_current_key_are_signed_like_ours(archive: Archive):
    kept = archive.kept()
    stolen = DataDirectory(archive.data)
    store = stolen.store()
    log = open_log(store, own_signer(stolen.keys))
    planted = keep(store, lambda: [b"Nobody was held in the customs house.\n"])
    said = archive.log()[-1]
    entry = Entry(
        type=EntryType.INGESTION, time=said.time, agent=said.agent, object=planted.sha256, size=planted.size_bytes
    )
    log.append([entry])
    store.settle()
    without_record = Archive(archive.data.with_name("without-record"), archive.papers)
    shutil.copytree(archive.data / "archive", without_record.data / "archive")
    assert without_record.verified("--against", kept) == INTACT


def test_a_quick_check_does_not_see_a_damaged_object(archive: Archive):
    damaged = archive.object_of(WORDS.encode())
    damaged.chmod(0o600)
    damaged.write_text(WORDS.replace("14", "41"), encoding="utf-8")
    assert archive.verified("--quick") == INTACT
    assert archive.verified() == DAMAGED


def test_a_bare_digest_confirms_a_document_that_somebody_holds(archive: Archive):
    held_by_somebody = WORDS.encode()
    assert sha256(held_by_somebody).hexdigest() in {entry.object for entry in archive.log()}


def test_acts_of_one_person_bear_one_id(archive: Archive):
    archive.call("user", "add", "Ada Lind")
    claim = json.loads(archive.call("claims", "--json").splitlines()[0])["id"]
    for decision in ("accept", "reject"):
        archive.call("judge", claim, decision, "--by", "Ada Lind", "--reason", "page 4")
    agents = [entry.agent for entry in archive.log() if entry.type is EntryType.JUDGEMENT]
    assert len(agents) == 2
    assert len(set(agents)) == 1


def test_a_checkpoint_tells_how_many_entries_there_are(archive: Archive):
    assert archive.kept().read_text(encoding="utf-8").split("\n")[1] == str(len(archive.log()))


def test_what_is_not_sealed_lies_open_on_the_disk(archive: Archive):
    assert archive.object_of(WORDS.encode()).read_text(encoding="utf-8") == WORDS
    record = b"".join(path.read_bytes() for path in archive.data.glob("record.sqlite3*"))
    assert b"customs house" in record
