"""Attributions in news: content F (half of its characters shared) and content with source F.

    polnear.py [--fraction 0.1] [--json] [--folds] [--train]

The rules were written on one half of the train part and looked at on the other; of the dev part, the figures alone were
looked at, and steered the last of them.
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct
from sets import BENCH, FOLDS, chosen, command_line, emit, emit_folds, f_score, fold, percent

from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Attribution, Context
from ledgerstone.evidence.reading.read import read

Spans = tuple[tuple[int, int], ...]
Pair = tuple[Spans, Spans]
HALF = 0.5


class Tally(Struct, frozen=True, kw_only=True):
    """What people marked, what we found, and how much of it agrees."""

    wanted: int = 0
    found: int = 0
    contents: int = 0
    both: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        """Return the sums."""
        return Tally(
            wanted=self.wanted + other.wanted,
            found=self.found + other.found,
            contents=self.contents + other.contents,
            both=self.both + other.both,
        )

    def figures(self) -> tuple[float, float]:
        """Return content F, and content with source F."""
        right = (self.contents, self.both)
        content, both = (f_score(percent(part, self.found), percent(part, self.wanted)) for part in right)
        return content, both


def main() -> None:
    """Print the figures."""
    parser = command_line(__doc__)
    parser.add_argument("--train", action="store_true", help="on the part that the rules were written on")
    options = parser.parse_args()
    part = BENCH / "polnear-dev" / ("train" if options.train else "dev")
    if not part.is_dir():
        print("no polnear-dev beside the project: skipped")
        sys.exit(0)
    texts = [path for path in sorted((part / "text").glob("*.txt")) if chosen(path.stem, options.fraction)]
    tallies = [(fold(path.stem), tally(path)) for path in texts]
    whole = sum((one for _, one in tallies), Tally()).figures()
    by_fold = [sum((one for part, one in tallies if part == k), Tally()).figures() for k in range(FOLDS)]
    for index, name in enumerate(("content F", "content with source F")):
        emit(name, whole[index], as_json=options.json)
        if options.folds:
            emit_folds(name, [figures[index] for figures in by_fold])


def tally(path: Path) -> Tally:
    """Return how the attributions of a text agree with those that people marked."""
    gold, free = list(annotated(path)), list(attributed(path))
    found, contents, both = len(free), 0, 0
    for source, content in gold:
        match = max(free, key=lambda pair: overlap(pair[1], content), default=None)
        if match is None or overlap(match[1], content) < HALF:
            continue
        free.remove(match)
        contents += 1
        both += overlap(match[0], source) >= HALF or (not match[0] and not source)
    return Tally(wanted=len(gold), found=found, contents=contents, both=both)


def attributed(path: Path) -> Iterator[Pair]:
    """Yield source and content of each attribution that we find."""
    reading = read(path.read_bytes(), name=path.name, language="en")
    for mention in find_mentions(reading, Context()):
        if isinstance(mention.value, Attribution) and mention.value.content:
            yield (
                tuple((s.start, s.end) for s in mention.value.source),
                tuple((s.start, s.end) for s in mention.value.content),
            )


def annotated(path: Path) -> Iterator[Pair]:
    """Yield source and content of each attribution that people marked, from every annotator's first file."""
    files = sorted((path.parent.parent / "attributions").glob(f"{path.stem}_*.ann"))
    lines = files[0].read_text(encoding="utf-8").splitlines() if files else []
    marked = (re.match(r"(T\d+)\t\w+ ([\d ;]+)\t", line) for line in lines)
    spans = {match[1]: offsets(match[2]) for match in marked if match}
    for line in lines:
        if line.startswith("E"):
            roles = [part.split(":") for part in line.split("\t")[1].split()]
            content = tuple(s for role, item in roles if role.startswith("Content") for s in spans.get(item, ()))
            source = tuple(s for role, item in roles if role.startswith("Source") for s in spans.get(item, ()))
            if content:
                yield source, content


def offsets(written: str) -> Spans:
    """Return the spans that a mark writes as "12 20;25 31"."""
    return tuple((int(start), int(end)) for start, end in (part.split() for part in written.split(";")))


def overlap(one: Spans, other: Spans) -> float:
    """Return the shared part of the longer of two sets of spans, 0 to 1."""
    ones = {i for start, end in one for i in range(start, end)}
    others = {i for start, end in other for i in range(start, end)}
    longer = max(len(ones), len(others))
    return len(ones & others) / longer if longer else 0.0


if __name__ == "__main__":
    main()
