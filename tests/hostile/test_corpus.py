"""The hostile corpus through the real command, in one run: each file is read with a warning or refused with a reason.

The run itself is held to bounds of memory and time, to its own folder, and to making no connection; the archive is
intact afterwards.
"""

import json
import os
import re
import socket
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

import pytest
from hostile_file import BEACON, OUTSIDE, PLANTED, HostileFile
from make_corpus import CORPUS, make_corpus
from warm import run_warm

PROGRAM = Path(sys.executable).parent / "ledgerstone"
FEWEST_FILES = 75
MOST_MEMORY_BYTES = 400_000_000
"""Of the main process, which reads no file itself."""
LONGEST_S, LONGEST_LONG_S = 600, 1800
"""Far more than it takes on two idle cores: a machine that does much else beside it is no failure, a hang is."""
TOLD = ("--language", "en")
"""The models of languages take half of a run; the long run tells languages by them."""

SIDECAR = ".meta.toml"
STATUSES = {"read", "not read", "not yet read", "unreadable"}


@dataclass
class Told:
    """What the record has of a source."""

    status: str
    text: str
    warnings: list[str]
    members: list["Told"] = field(default_factory=list)

    def everything(self) -> str:
        return "\n".join((*self.warnings, *(member.everything() for member in self.members)))


@dataclass
class Run:
    """What a run over the corpus did."""

    code: int
    seconds: float
    memory_bytes: int
    refused: dict[str, str]
    told: dict[str, Told]
    files: dict[str, str]
    connections: int
    strange: list[str]
    verified: list[dict]


def tree(folder: Path) -> dict[str, int]:
    return {str(path.relative_to(folder)): path.lstat().st_size for path in sorted(folder.rglob("*"))}


def ingested(data: Path, pile: Path, nest: Path, *options: str) -> tuple[int, float, int, dict]:
    """Ingest a folder from an empty one; return the code, the seconds, the most memory, and the answer."""
    homes = {"HOME": str(nest), "TMPDIR": str(nest)}
    began, most = time.monotonic(), 0
    command = [PROGRAM, "--data", data, "ingest", pile, "--json", *options]
    with (data.parent / "answer").open("w+b") as answer:
        process = subprocess.Popen(
            command, cwd=nest, env={**os.environ, **homes}, stdout=answer, stderr=subprocess.DEVNULL
        )
        while process.poll() is None:
            most = max(most, peak(process.pid))
            time.sleep(0.05)
        answer.seek(0)
        return process.returncode, time.monotonic() - began, most, json.loads(answer.read())


def peak(process: int) -> int:
    """Return the bytes of memory that a process had at most so far; what it started is not counted."""
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    except OSError:
        return 0
    found = re.search(r"VmHWM:\s+(\d+) kB", status)
    return int(found[1]) * 1024 if found else 0


def record_of(data: Path) -> dict[str, Told]:
    """Return what the record has, by digest; members stand under their containers."""
    [database] = data.glob("*.sqlite3")
    record = sqlite3.connect(f"file:{database}?mode=ro", uri=True)
    rows = record.execute(
        "SELECT sha256, status, text, content FROM record_source AS source "
        "LEFT JOIN record_readingrecord AS reading ON reading.id = source.reading_id"
    )
    told = {
        digest: Told(status, bytes(text or b"").decode(), json.loads(content)["warnings"] if content else [])
        for digest, status, text, content in rows
    }
    parts = record.execute(
        "SELECT DISTINCT sha256, part_of FROM record_acquisition AS came "
        "JOIN record_source AS source ON came.source_id = source.id WHERE part_of IS NOT NULL"
    )
    for digest, container in parts:
        if digest != container:
            told[container].members.append(told[digest])
    record.close()
    return told


@pytest.fixture
def beacon():
    """Listen where the files say that something is to be fetched from."""
    with socket.socket() as listening:
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
        listening.bind(BEACON)
        listening.listen()
        listening.setblocking(False)
        yield listening


def fetched(listening: socket.socket) -> int:
    count = 0
    while True:
        try:
            listening.accept()[0].close()
        except BlockingIOError:
            return count
        count += 1


def run_over(files: list[HostileFile], folder: Path, listening: socket.socket, *options: str) -> Run:
    """Ingest some files of the corpus into an archive of their own."""
    data, pile, nest = folder / "data", folder / "pile", folder / "nest"
    pile.mkdir()
    nest.mkdir()
    make_corpus(pile, files)
    digests = {path.name: sha256(path.read_bytes()).hexdigest() for path in pile.iterdir()}
    assert run_warm(["--data", data, "init"]).returncode == 0
    before = tree(pile)
    code, seconds, most, answer = ingested(data, pile, nest, *options)
    strange = [*tree(nest), *(name for name in tree(folder) if PLANTED in name), *(["pile"] * (tree(pile) != before))]
    verified = [json.loads(line) for line in run_warm(["--data", data, "verify", "--json"]).stdout.splitlines()]
    refused = {Path(one["path"]).name: one["reason"] for one in answer["refused"]}
    return Run(
        code, seconds, most, refused, record_of(data), digests, fetched(listening), strange, verified
    )  # fmt: skip


def faults_of(run: Run, file: HostileFile) -> list[str]:
    """Return what is wrong with what was made of a file."""
    reason = run.refused.get(file.name.removesuffix(SIDECAR))
    if reason is not None:
        return [] if re.search(file.said or "^$", reason) else [f"refused: {reason}"]
    told = run.told.get(run.files[file.name])
    if told is None or told.status not in STATUSES:
        return ["neither held nor refused"]
    said = told.everything()
    faults = [] if re.search(file.said, said) else [f"nothing says {file.said!r}: {said[:600]}"]
    if file.kept not in told.text:
        faults.append(f"its words are not kept: {told.text[:200]!r}")
    if file.left_out and re.search(file.left_out, told.text):
        faults.append(f"holds what it must not: {file.left_out!r}")
    if told.status != "read" and not said:
        faults.append(f"{told.status}, and nobody is told why")
    return faults


def hold(run: Run, files: list[HostileFile], longest_s: float) -> None:
    """Hold a run to all that the corpus is for."""
    faults = {file.name: found for file in files if (found := faults_of(run, file))}
    assert faults == {}
    assert (run.connections, run.strange, Path(OUTSIDE).exists()) == (0, [], False)
    assert run.memory_bytes < MOST_MEMORY_BYTES
    assert run.seconds < longest_s
    assert [row["result"] for row in run.verified] == ["intact"]


def test_the_corpus_is_large_and_each_file_is_the_same_each_time():
    assert len({file.name for file in CORPUS}) == len(CORPUS) >= FEWEST_FILES
    quick = [file for file in CORPUS if file.name.endswith((".eml", ".rtf", ".tif", ".xlsx", ".tar", ".7z"))]
    assert all(file.make() == file.make() for file in quick if not file.long)


def test_each_hostile_file_ends_in_a_reading_or_a_reason(tmp_path, beacon, closing_line):
    files = [file for file in CORPUS if not file.long]
    run = run_over(files, tmp_path, beacon, *TOLD)
    closing_line(
        f"hostile corpus: {len(files)} files, {len(run.told)} sources, {len(run.refused)} refused, "
        f"{run.seconds:.0f} s, main process {run.memory_bytes / 1e6:.0f} MB at most"
    )
    hold(run, files, LONGEST_S)
    assert run.code == 1  # something was refused


@pytest.mark.long
def test_those_that_take_minutes_end_as_well(tmp_path, beacon):
    files = [file for file in CORPUS if file.long]
    hold(run_over(files, tmp_path, beacon), files, LONGEST_LONG_S)
