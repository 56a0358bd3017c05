"""What the benchmark scripts share: where the sets lie, a fixed part of a set, the form of a figure."""

import argparse
import hashlib
import json
import statistics
import sys
from collections.abc import Sequence
from pathlib import Path

FOLDS = 5
BENCH = Path(__file__).resolve().parents[2] / "shared" / "bench"


def command_line(document: str | None) -> argparse.ArgumentParser:
    """Give the options that every script has."""
    parser = argparse.ArgumentParser(description=document, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fraction", type=float, default=1.0, help="a fixed part of the set, by a hash of the item")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--alone", action="store_true", help="without a peer that takes longer than ours")
    parser.add_argument("--folds", action="store_true", help="also each figure on each of five parts of the set")
    return parser


def asked(document: str | None, name: str) -> argparse.Namespace:
    """Read the command line of a script; end with one line where its set is absent."""
    options = command_line(document).parse_args()
    if not (BENCH / name).is_dir():
        print(f"no {name} beside the project: skipped")
        sys.exit(0)
    return options


def chosen(identifier: str, fraction: float) -> bool:
    """Tell whether an item belongs to a fixed part of its set."""
    return int(hashlib.sha256(f"part {identifier}".encode()).hexdigest()[:8], 16) < fraction * 2**32


def fold(identifier: str) -> int:
    """Return the fold of an item, by a hash of what must not be parted: a document's incident, not the document."""
    return int(hashlib.sha256(f"fold {identifier}".encode()).hexdigest()[:8], 16) % FOLDS


def emit_folds(figure: str, values: Sequence[float]) -> None:
    """Print a figure on each fold, with the least, the mean and the spread: how far it is one part's luck."""
    each = " ".join(f"{value:.1f}" for value in values)
    low, mean, spread = min(values), statistics.fmean(values), statistics.pstdev(values)
    print(f"{figure}, by fold: {each} (least {low:.1f}, mean {mean:.1f}, standard deviation {spread:.1f})")


def emit(figure: str, value: float, *, as_json: bool, peer: tuple[str, float] | None = None) -> None:
    """Print one figure: percentages, or a ratio where its name says so."""
    if as_json:
        beside = {"peer": peer[0], "peer_value": peer[1]} if peer else {}
        print(json.dumps({"figure": figure, "value": value} | beside, ensure_ascii=False))
    else:
        print(f"{figure}: {value:.2f}" + (f" ({peer[0]}: {peer[1]:.2f})" if peer else ""))


def percent(part: float, whole: float) -> float:
    """Return a percentage; 0 of nothing is 0."""
    return 100 * part / whole if whole else 0.0


def f_score(precision: float, recall: float) -> float:
    """Return the harmonic mean of two percentages."""
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
