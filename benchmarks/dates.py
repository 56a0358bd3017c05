"""Dates: relaxed span F and value F as TempEval-3 defines them, on narratives of wars (TimeML).

A relaxed match is an overlap; the value counts where the TIMEX3 value of the match is the same. An interval of ours,
which TIMEX3 does not have, stands for its two ends, each on its half of the words.

    dates.py [--fraction 0.1] [--json]
"""

import os
import sys
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from sets import BENCH, asked, chosen, emit, f_score, percent

from ledgerstone.evidence.claims.dates import find_dates
from ledgerstone.values.dates import DateValue
from ledgerstone.values.dates_arithmetic import of_edtf, timex_of
from ledgerstone.values.edtf import EdtfInterval, parse


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
    gold_count = found_count = spans = values = 0
    for file in files:
        text, published, gold = narrative(file)
        found = list(ours(text, published))
        gold_count, found_count = gold_count + len(gold), found_count + len(found)
        overlapping, same = matched(gold, found)
        spans, values = spans + overlapping, values + same
        if "SHOW" in os.environ:
            show(text, gold, found)
    for name, right in (("relaxed span F", spans), ("value F", values)):
        score = f_score(percent(right, found_count), percent(right, gold_count))
        emit(f"dates WikiWars {name}", score, as_json=options.json)


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
