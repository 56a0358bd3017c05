"""What is read in the two seed texts holds its floors against labels by hand, which hold no word of the texts."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from ledgerstone.evidence.claims.model import Manner

ROOT = Path(__file__).parents[2]
SEEDS = ROOT.parent / "shared" / "seeds"
LABELS = ROOT / "tests" / "golden" / "seeds" / "labels.json"
KINDS = {"dates", "counts", "places", "attributions", "quotations", "citations"}


@pytest.mark.skipif(not SEEDS.is_dir(), reason="no ../shared/seeds beside the project")
def test_no_figure_of_the_seeds_lies_under_its_floor():
    floors = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))["full"]["seeds"]
    done = subprocess.run(
        [sys.executable, ROOT / "benchmarks" / "seeds.py", "--json"], capture_output=True, text=True, check=True
    )
    figures = {row["figure"]: row["value"] for row in map(json.loads, done.stdout.splitlines())}
    assert set(floors) <= set(figures)
    assert {name: figures[name] for name, floor in floors.items() if figures[name] < floor} == {}


def test_the_labels_hold_offsets_and_values_and_no_text():
    for labels in json.loads(LABELS.read_text(encoding="utf-8")).values():
        assert set(labels) == {"sha256", *KINDS}
        for kind in KINDS:
            for entry in labels[kind]:
                words = [value for key, value in entry.items() if isinstance(value, str) and key != "manner"]
                assert entry.get("manner", Manner.SAID) in set(Manner)
                assert all(set(word) <= set("0123456789X-/") for word in words)
