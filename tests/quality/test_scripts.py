"""All benchmarks, and nothing else in their folder, are run."""

import ast
import tomllib
from pathlib import Path

from run import HERE, SCRIPTS

FLOORS = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))


def test_what_is_run_is_what_is_made_to_be_run():
    made_to_be_run = {path.stem for path in HERE.glob("*.py") if _runs(path)}
    assert made_to_be_run == {*SCRIPTS, "run"}


def test_each_script_has_rows_in_the_documentation():
    documented = (HERE.parent / "docs" / "benchmarks.md").read_text(encoding="utf-8")
    assert [script for script in SCRIPTS if f"\n| {script} | " not in documented] == []


def test_every_floor_is_of_a_script_that_is_run():
    assert set(FLOORS["tenth"]) | set(FLOORS["full"]) <= set(SCRIPTS)


def _runs(path: Path) -> bool:
    """Tell whether a module ends with `if __name__ == "__main__":`."""
    last = ast.parse(path.read_text(encoding="utf-8")).body[-1]
    return isinstance(last, ast.If) and "__main__" in ast.unparse(last.test)
