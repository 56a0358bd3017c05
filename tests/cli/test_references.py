"""`references` through the program itself: findings by rule with their reason, and two sources beside each other."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).with_name("ledgerstone"))
PAPER = "Norvik Bell\n\nThe papers of the town were read again. They rest on Resolution No. 12 of {} March 1994.\n"
FIGURE = "\nAt least 32 people were killed in Velmar.\n"


@pytest.fixture(scope="module")
def call(tmp_path_factory):
    """Give a function that runs the program on an archive of two papers."""
    folder = tmp_path_factory.mktemp("references")
    (folder / "pile").mkdir()
    (folder / "pile" / "a.txt").write_text(PAPER.format(5) + FIGURE)
    (folder / "pile" / "b.txt").write_text(PAPER.format(15))

    def run(*arguments: str, code: int = 0) -> str:
        command = [PROGRAM, "--data", str(folder / "data"), *arguments]
        done = subprocess.run(command, cwd=folder, check=False, capture_output=True, encoding="utf-8")
        assert done.returncode == code, done.stderr
        return done.stdout if code == 0 else done.stderr

    run("init")
    run("ingest", "pile")
    return run


@pytest.fixture(scope="module")
def ids(call):
    """Give the ids of the two papers, the one with a figure first."""
    found = [json.loads(line)["id"] for line in call("sources", "--json").splitlines()]
    return sorted(found, key=lambda one: "figure-without-citation" not in call("references", one))


def findings(call, *arguments: str):
    return json.loads(call("references", *arguments, "--json"))["findings"]


def test_findings_stand_below_their_rule_and_its_reason(call, ids):
    shown = call("references", ids[0]).splitlines()
    assert any(line.startswith("figure-without-citation (a figure that nobody") for line in shown)
    assert any(line.startswith("  ") and "32" in line for line in shown)


def test_sources_are_compared_only_when_asked(call, ids):
    assert [one["rule"] for one in findings(call, ids[1])] == []
    (found,) = findings(call, ids[1], "--beside", ids[0])
    assert found["rule"] == "act-cited-differently"
    assert ids[0] in found["message"]
    assert found["passage"]["exact"] == "Resolution No. 12 of 15 March 1994"


def test_a_source_beside_that_is_not_there_is_said(call, ids):
    assert "x0" in call("references", ids[0], "--beside", "x0", code=1)
