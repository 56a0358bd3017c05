"""`ledgerstone timestamp` and `cosignature`: a query goes out by hand, what comes back is kept, listed and told."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from warm import run_warm

# Tests are no package, and others play this authority, too.
sys.path.append(str(Path(__file__).parents[1] / "rigs"))

from time_authority import TimeAuthority


def run(data: Path, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
    return run_warm(["--data", data, *arguments], cwd=data.parent)


def call(data: Path, *arguments: str | Path) -> str:
    done = run(data, *arguments)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def authority(tmp_path_factory) -> TimeAuthority:
    return TimeAuthority(tmp_path_factory.mktemp("authority"))


@pytest.fixture(scope="module")
def data(tmp_path_factory, authority) -> Path:
    """Give an archive with a paper before a token, and one after it."""
    root = tmp_path_factory.mktemp("timestamp")
    call(root / "data", "init")
    (root / "early.txt").write_text("At least 32 people were killed in Velmar on 3 May 1994.\n", encoding="utf-8")
    (root / "late.txt").write_text("About 300 houses were burned in Velmar on 3 May 1994.\n", encoding="utf-8")
    call(root / "data", "ingest", root / "early.txt")
    query = root / call(root / "data", "timestamp", "request").strip()
    answer = root / "answer.tsr"
    answer.write_bytes(authority.answer(query.read_bytes()))
    call(root / "data", "timestamp", "add", answer, "--authority", authority.trust)
    call(root / "data", "ingest", root / "late.txt")
    return root / "data"


def sources(data: Path) -> dict[str, dict]:
    listed = [json.loads(line) for line in call(data, "sources", "--json").splitlines()]
    whole = [json.loads(call(data, "source", one["id"], "--json")) for one in listed]
    return {Path(one["acquisitions"][0]["path"]).name: one for one in whole}


def test_a_query_is_named_on_stdout_and_how_to_send_it_beside(data, tmp_path):
    done = run(data, "timestamp", "request", "--out", tmp_path / "weekly.tsq")
    assert done.stdout == f"{tmp_path / 'weekly.tsq'}\n"
    assert (
        f"curl -H 'Content-Type: application/timestamp-query' --data-binary @{tmp_path / 'weekly.tsq'}" in done.stderr
    )
    assert (tmp_path / "weekly.tsq").read_bytes()[0] == 0x30
    again = run(data, "timestamp", "request", "--out", tmp_path / "weekly.tsq")
    assert again.returncode == 2
    assert "is there already" in again.stderr


def test_a_kept_token_is_listed(data):
    (row,) = [json.loads(line) for line in call(data, "timestamp", "list", "--json").splitlines()]
    assert row.keys() == {"index", "kind", "time", "size", "by", "object", "revocations"}
    assert (row["kind"], row["by"], row["size"], row["index"]) == ("rfc3161", "CN=Example signer", 2, 2)
    shown = call(data, "timestamp", "list")
    assert "not checked" in shown
    assert call(data, "cosignature", "list", "--json") == ""


def test_a_source_is_told_with_the_bracket_of_its_time(data):
    said = json.loads(call(data, "timestamp", "list", "--json"))["time"]
    early, late = (sources(data)[name]["time"] for name in ("early.txt", "late.txt"))
    assert early == {"not_later_than": said, "log_position_after": None, "log_index": 1}
    assert late == {"not_later_than": None, "log_position_after": said, "log_index": 6}
    shown = call(data, "source", sources(data)["early.txt"]["id"])
    assert f"time       existed not later than {said}: place 1 is among the first 2 entries" in shown
    assert f"its place in the log is after {said}" in call(data, "source", sources(data)["late.txt"]["id"])


def test_a_refused_token_ends_with_1_and_the_reason(data, tmp_path):
    page = tmp_path / "answer.tsr"
    page.write_text('{"error": "quota"}', encoding="ascii")
    done = run(data, "timestamp", "add", page)
    assert (done.returncode, done.stdout) == (1, "")
    assert "answer.tsr: it is no answer of a time authority, perhaps a page about an error" in done.stderr


def test_a_log_that_cannot_be_read_keeps_nobody_from_a_source(data, tmp_path):
    (data / "archive/log/checkpoint").rename(tmp_path / "checkpoint")
    try:
        done = run(data, "source", sources(data)["early.txt"]["id"], "--json")
    finally:
        (tmp_path / "checkpoint").rename(data / "archive/log/checkpoint")
    assert done.returncode == 0
    assert json.loads(done.stdout)["time"] == {"not_later_than": None, "log_position_after": None, "log_index": None}
    assert "nothing can be said of its time" in done.stderr
