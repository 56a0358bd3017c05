"""Run the benchmarks one after the other, print their figures, hold them against the pinned floors.

    run.py                 every figure
    run.py --quick         on a fixed tenth of each set, under five minutes
    run.py --floors        exit 1 where a figure lies under its floor (benchmarks/floors.toml)
    run.py --table FILE    also write the figures as a Markdown table

Each script takes `--fraction` (a fixed part of its set, by a hash of the item) and `--json`, and prints one JSON
object a figure: {"figure", "value"} and, for what is measured against a peer, {"peer", "peer_value"}. A script whose
data is absent prints one line that says so and no figure.
"""

import argparse
import json
import subprocess
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).resolve().parent
SCRIPTS = tuple(sorted(p.stem for p in HERE.glob("*.py") if p.stem != "run" and "\ndef main(" in p.read_text("utf-8")))
"""Every module here with a `main`; the others are what these share."""
TENTH = 0.1


@dataclass(frozen=True, kw_only=True)
class Figure:
    """One figure of one script; `value` is a percentage or, where the name says ratio, a ratio."""

    script: str
    name: str
    value: float
    peer: str | None


def main() -> int:
    """Run what was asked for and return the exit code."""
    asked = arguments()
    fraction = TENTH if asked.quick or asked.tenth else 1.0
    figures = [f for script in asked.script or SCRIPTS for f in measure(script, fraction, alone=asked.alone)]
    for figure in figures:
        print(f"{figure.script:14} {figure.name:58} {figure.value:8.2f}  {figure.peer or ''}".rstrip())
    if asked.table:
        asked.table.write_text(table(figures, fraction), encoding="utf-8")
    return 1 if asked.floors and below(figures, fraction) else 0


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("script", nargs="*", help=f"some of: {', '.join(SCRIPTS)}")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--tenth", action="store_true", help="the same as --quick")
    parser.add_argument("--floors", action="store_true")
    parser.add_argument("--alone", action="store_true", help="without peers that take longer than ours")
    parser.add_argument("--table", type=Path)
    return parser.parse_args()


def measure(script: str, fraction: float, *, alone: bool) -> list[Figure]:
    """Run one script and read its figures; what it says beside them goes to stderr."""
    command = [sys.executable, str(HERE / f"{script}.py"), "--json", "--fraction", str(fraction)]
    command += ["--alone"] if alone else []
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        sys.exit(f"benchmarks/{script}.py exited {done.returncode}")
    found = []
    for line in done.stdout.splitlines():
        if not line.startswith("{"):
            print(f"{script}: {line}", file=sys.stderr)
            continue
        row = json.loads(line)
        peer = f"{row['peer']} {row['peer_value']:.2f}" if row.get("peer") else None
        found.append(Figure(script=script, name=row["figure"], value=row["value"], peer=peer))
    return found


def below(figures: list[Figure], fraction: float) -> int:
    """Count the figures under their floor, saying which; a ratio has a ceiling instead."""
    floors = tomllib.loads((HERE / "floors.toml").read_text(encoding="utf-8"))["tenth" if fraction < 1 else "full"]
    count = 0
    for figure in figures:
        floor = floors.get(figure.script, {}).get(figure.name)
        if floor is None:
            continue
        fails = figure.value > floor if "ratio" in figure.name else figure.value < floor
        if fails:
            print(
                f"under its floor: {figure.script}: {figure.name} is {figure.value:.2f}, pinned {floor}",
                file=sys.stderr,
            )
        count += fails
    return count


def table(figures: list[Figure], fraction: float) -> str:
    """Write the figures as a Markdown table."""
    command = "make bench" + (" QUICK=1" if fraction < 1 else "")
    rows = [f"| {f.script} | {f.name} | {f.value:.2f} | {f.peer or '–'} |" for f in figures]
    head = "| benchmark | figure | value | peer or limit in the same run |\n|---|---|---|---|\n"
    return (
        "# Benchmarks\n\nQuality figures are percentages, all on development sets; speeds are ratios against a "
        "named peer or limit in the same run.\nData that no one here wrote is read from `../shared/bench`; nothing of "
        f"it is in this project.\n\nMade by `{command}` (`benchmarks/run.py --table docs/benchmarks.md`).\n\n"
        f"{head}" + "\n".join(rows) + "\n"
    )


if __name__ == "__main__":
    sys.exit(main())
