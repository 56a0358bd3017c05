"""A text made to look like a copy of everything, through the program itself: a finding that people see."""

import json
import random
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = str(Path(sys.executable).with_name("ledgerstone"))
PAPERS = 14
TOLD = "At least 32 people were killed in Velmar on 3 May 1994, the hospital said."


def story(seed: int) -> str:
    rng = random.Random(seed)  # noqa: S311  # invented words, no secrets
    words = ["".join(rng.choices("abdeiklmnorstu", k=7)) for _ in range(60)]
    return f"{' '.join(words[:30])}. {' '.join(words[30:])}."


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("hostile")
    pile = folder / "pile"
    pile.mkdir()
    for number in range(PAPERS):
        (pile / f"{number:02}.txt").write_text(f"{story(number)}\n")
    everything = "\n\n".join(story(number) for number in range(PAPERS))
    (pile / "hostile.txt").write_text(f"{TOLD}\n\n{everything}\n\n{'again and again ' * 2_000}\n")

    def call(*arguments: str) -> str:
        done = subprocess.run(
            [PROGRAM, "--data", str(folder / "data"), *arguments], check=True, capture_output=True, encoding="utf-8"
        )
        return done.stdout

    call("init")
    call("ingest", str(pile))
    return call


def test_a_source_that_shares_passages_with_many_is_found_wherever_it_is_shown(run):
    *copies, finding = run("copies").splitlines()
    assert len(copies) == PAPERS
    assert f"shares separate passages with {PAPERS} other sources" in finding
    hostile = finding.split()[1]
    patchwork = json.loads(run("source", hostile, "--json"))["patchwork"]
    assert patchwork["reason"] in finding
    assert len(set(patchwork["others"]) - {hostile}) == PAPERS
    (incident,) = [json.loads(line)["id"] for line in run("incidents", "--json").splitlines()]
    assert json.loads(run("account", incident, "--json"))["patchworks"] == [patchwork]
