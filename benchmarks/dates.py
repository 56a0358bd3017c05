"""Dates: relaxed span F and value F as TempEval-3 defines them, on narratives of wars (TimeML).

A relaxed match is an overlap; the value counts where the TIMEX3 value of the match is the same. An interval of ours,
which TIMEX3 does not have, stands for its two ends, each on its half of the words.

With `--folds` the value F of all files but each one in turn, and of each alone: what a held-out file may give.

    dates.py [--fraction 0.1] [--json] [--folds]
"""

import os
import sys
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median
from typing import NamedTuple

from sets import BENCH, asked, chosen, emit, f_score, percent

from ledgerstone.evidence.claims.dates import find_dates
from ledgerstone.values.dates import DateValue
from ledgerstone.values.dates_arithmetic import of_edtf, timex_of
from ledgerstone.values.edtf import EdtfInterval, parse


class Counts(NamedTuple):
    """What a file gives: expressions of the gold and of ours, overlaps, and of them the right values."""

    gold: int
    found: int
    spans: int
    values: int


class Timed(NamedTuple):
    """A time expression with its TIMEX3 value."""

    start: int
    end: int
    value: str


def main() -> None:
    """Print the figures that were asked for."""
    options = asked(__doc__, "wikiwars-train")
    files = sorted((BENCH / "wikiwars-train").glob("*.tml"))
    files = [file for file in files if chosen(file.name, options.fraction)] or files[:1]
    counts: list[Counts] = []
    for file in files:
        text, published, gold = narrative(file)
        found = list(ours(text, published))
        overlapping, same = matched(gold, found)
        counts.append(Counts(len(gold), len(found), overlapping, same))
        if "SHOW" in os.environ:
            show(text, gold, found)
    emit("dates WikiWars relaxed span F", score(counts, lambda each: each.spans), as_json=options.json)
    emit("dates WikiWars value F", score(counts, lambda each: each.values), as_json=options.json)
    if options.folds:
        folds(counts)


def score(counts: list[Counts], right: Callable[[Counts], int]) -> float:
    """Return the F of some files together."""
    total = sum(map(right, counts))
    return f_score(
        percent(total, sum(each.found for each in counts)), percent(total, sum(each.gold for each in counts))
    )


def folds(counts: list[Counts]) -> None:
    """Print the lowest, middle and highest value F with one file left out, and of one file alone."""
    for name, parts in (
        ("all but one file", [counts[:at] + counts[at + 1 :] for at in range(len(counts))]),
        ("one file", [[each] for each in counts]),
    ):
        found = sorted(score(part, lambda each: each.values) for part in parts)
        print(f"value F of {name}: {found[0]:.1f} to {found[-1]:.1f}, median {median(found):.1f}")


def narrative(file: Path) -> tuple[str, DateValue, list[Timed]]:
    """Return text, date of publication and gold of a file."""
    root = ET.parse(file).getroot()  # noqa: S314 - the set beside the project, not input
    body = root.find("TEXT")
    written = root.findtext("DCT/TIMEX3") or root.findtext(".//TIMEX3") or ""
    gold: list[Timed] = []
    parts: list[str] = []
    if body is None:
        sys.exit(f"{file} has no TEXT")
    gather(body, parts, gold)
    return "".join(parts), of_edtf(parse(written[:10]), wording=written), gold


def gather(node: ET.Element, parts: list[str], gold: list[Timed]) -> None:
    """Collect the text below a node, and its time expressions with their offsets."""
    start = sum(map(len, parts))
    parts.append(node.text or "")
    for child in node:
        gather(child, parts, gold)
        parts.append(child.tail or "")
    if node.tag == "TIMEX3":
        gold.append(Timed(start, sum(map(len, parts)), node.get("value", "")))


def ours(text: str, published: DateValue) -> Iterator[Timed]:
    """Yield what the program finds, intervals as their ends."""
    for mention in find_dates(text, language="en", regions=(), published=published):
        value = mention.value
        if not isinstance(value, DateValue):
            continue
        parsed = parse(value.edtf) if value.edtf else None
        if value.timex is None and isinstance(parsed, EdtfInterval):
            middle = (mention.start + mention.end) // 2
            if parsed.start and parsed.end:
                yield Timed(mention.start, middle, timex_of(parsed.start))
                yield Timed(middle, mention.end, timex_of(parsed.end))
            continue
        yield Timed(mention.start, mention.end, value.timex.value if value.timex else "")


def matched(gold: list[Timed], found: list[Timed]) -> tuple[int, int]:
    """Count the gold expressions that are overlapped, and of them those with the right value; one to one."""
    overlapping = same = 0
    left = list(found)
    for each in sorted(gold):
        hit = next((other for other in left if other.start < each.end and each.start < other.end), None)
        if hit is not None:
            left.remove(hit)
            overlapping += 1
            same += hit.value == each.value
    return overlapping, same


def show(text: str, gold: list[Timed], found: list[Timed]) -> None:
    """Print to stderr what was missed, wrong or not wanted."""
    left = list(found)
    for each in sorted(gold):
        hit = next((other for other in left if other.start < each.end and each.start < other.end), None)
        if hit is not None:
            left.remove(hit)
        if hit is None or hit.value != each.value:
            got = "missed" if hit is None else f"{text[hit.start : hit.end]!r} {hit.value}"
            print(f"{text[each.start : each.end]!r} {each.value} <- {got}", file=sys.stderr)
    for other in left:
        print(
            f"extra {text[other.start - 20 : other.start]}[{text[other.start : other.end]}] {other.value}",
            file=sys.stderr,
        )


if __name__ == "__main__":
    main()
