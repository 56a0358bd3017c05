"""Names across scripts: recall@10 and precision@10 as the set's README says, and false matches of random pairs.

Every name of one script is indexed, with all other names of that script as strangers; each name of the other
script is a query. What shares a key is ranked by likeness; what lies under the floor that search uses is left out.

    names.py [--fraction 0.1] [--json] [--misses N]
"""

import hashlib
import json
import random
import re
import sys
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from sets import command_line

from ledgerstone.evidence.search.match import LEAST_LIKENESS
from ledgerstone.values.name_keys import likeness, name_keys

SET = Path(__file__).resolve().parents[2] / "shared" / "bench" / "names-dev"
TOP = 10
MARGIN = 0.08
"""What is so much less alike than the best answer is left out."""
RANDOM_PAIRS = 100_000
SCRIPTS = ("hy", "ru", "az", "ka", "fa", "ar")
LABELS = {"cyr": "ru", "arab": "fa"}
LATIN = ("lat", "en")


def main() -> None:
    """Print the figures that were asked for."""
    parser = command_line(__doc__)
    parser.add_argument("--misses", type=int, default=0, help="also print so many names that were not found")
    asked = parser.parse_args()
    if not SET.is_dir():
        print(f"names: no {SET.name} beside the project: skipped")
        return
    for script, pairs in gold(asked.fraction).items():
        for name, value in measured(pairs, asked.misses).items():
            figure = f"en-{script} {name}"
            print(json.dumps({"figure": figure, "value": value}) if asked.json else f"{figure}: {value:.1f}")


def gold(fraction: float) -> dict[str, list[tuple[str, str, bool]]]:
    """Return, by script, (Latin name, other name, whether it is a query of the fraction)."""
    pairs: dict[str, list[tuple[str, str, bool]]] = {script: [] for script in SCRIPTS}
    for line in (SET / "groups.jsonl").read_text(encoding="utf-8").splitlines():
        group = json.loads(line)
        latin = {plain(name) for label in LATIN for name in group["names"].get(label, ())}
        if group["kind"] == "place" and "lat" in group["names"]:
            # The alternates of a place are old, other and machine-made names: its main name is the query.
            latin = {plain(group["names"]["lat"][0])}
        for label, names in group["names"].items():
            script = LABELS.get(label, label)
            if script in pairs:
                asked = chosen(group["id"], fraction)
                pairs[script] += [(one, plain(other), asked) for one in sorted(latin) for other in names]
    for script in ("ru", "ar"):
        for line in (SET / f"pairs-{script}-en.tsv").read_text(encoding="utf-8").splitlines():
            one, other, _ = line.split("\t")
            pairs[script].append((plain(one), plain(other), chosen(one, fraction)))
    return pairs


def chosen(identifier: str, fraction: float) -> bool:
    """Tell whether an item belongs to a fixed part of its set."""
    return int(hashlib.sha256(f"part {identifier}".encode()).hexdigest()[:8], 16) < fraction * 2**32


def plain(name: str) -> str:
    """Return a name as one word: parts of a name are written apart in one language and together in another."""
    return re.sub(r"[\W_]+", "", name.lower())


def measured(pairs: Iterable[tuple[str, str, bool]], misses: int) -> dict[str, float]:
    """Return the measures, as percentages; false matches as a number per 100,000 pairs."""
    right: dict[str, set[str]] = defaultdict(set)
    queries, index = set(), defaultdict(set)
    for one, other, asked in pairs:
        right[one].add(other)
        if asked:
            queries.add(one)
        for key in name_keys(other):
            index[key].add(other)
    found = {one: ranked(one, index) for one in sorted(queries)}
    hits = {one: right[one].intersection(answers) for one, answers in found.items()}
    show_misses([(one, right[one] - hits[one], found[one]) for one in found if not hits[one]], misses)
    wanted = sum(min(TOP, len(right[one])) for one in queries)
    return {
        "recall@10": 100 * sum(map(len, hits.values())) / max(1, wanted),
        "precision@10": 100 * sum(map(len, hits.values())) / max(1, sum(map(len, found.values()))),
        "hit@10": 100 * sum(map(bool, hits.values())) / max(1, len(queries)),
        "false match ratio, per 100,000 pairs": false_matches(right),
    }


def ranked(name: str, index: dict[str, set[str]]) -> list[str]:
    """Return at most ten names, the most alike first."""
    candidates = {other for key in name_keys(name) for other in index.get(key, ())}
    scored = sorted((-likeness(name, other), other) for other in candidates)
    best = -scored[0][0] if scored else 0.0
    return [other for score, other in scored[:TOP] if -score >= max(LEAST_LIKENESS, best - MARGIN)]


def false_matches(right: dict[str, set[str]]) -> float:
    """Return how many of 100,000 pairs of a name and an unrelated name match."""
    rng = random.Random(1)
    ones = sorted(right)
    others = sorted({other for names in right.values() for other in names})
    matches = 0
    for _ in range(RANDOM_PAIRS):
        one, other = rng.choice(ones), rng.choice(others)
        matches += other not in right[one] and likeness(one, other) >= LEAST_LIKENESS
    return float(matches)


def show_misses(missed: list[tuple[str, set[str], list[str]]], count: int) -> None:
    """Print some of the names that were not found, for whoever mends the tables."""
    for one, wanted, answers in random.Random(2).sample(missed, min(count, len(missed))):
        print(f"{one}: {sorted(wanted)}, found {answers[:4]}", file=sys.stderr)


if __name__ == "__main__":
    main()
