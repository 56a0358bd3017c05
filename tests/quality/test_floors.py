"""The pinned floors of quality hold on a fixed tenth of each set that no one here wrote."""

import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
BENCH = ROOT.parent / "shared" / "bench"
FLOORS = tomllib.loads((ROOT / "benchmarks" / "floors.toml").read_text(encoding="utf-8"))


@pytest.mark.skipif(not BENCH.is_dir(), reason="no ../shared/bench beside the project")
@pytest.mark.parametrize("script", sorted(FLOORS["tenth"]))
def test_no_figure_lies_under_its_floor(script):
    command = [sys.executable, ROOT / "benchmarks" / "run.py", script, "--tenth", "--floors", "--alone"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    figures = [line for line in done.stdout.splitlines() if line.startswith(script)]
    assert len(figures) >= len(FLOORS["tenth"][script])


def test_every_floor_names_a_script():
    scripts = {p.stem for p in (ROOT / "benchmarks").glob("*.py")}
    assert set(FLOORS["tenth"]) | set(FLOORS["full"]) <= scripts
