"""Who copies whom, on pairs with marked passages (PAN 2013) and on made wire stories.

The stories are made and the findings scored by the set's own programs, with three seeds that no rule was tried on: of
each figure the mean and the least. Two papers that report one event and share an official's quotation are no copies;
how many of them are taken for copies is a figure of its own.
PAN's texts are one pile: pairs and passages are to be found, and the given pairs are scored.
"""

import json
import sys
from collections import defaultdict
from datetime import date
from itertools import combinations
from statistics import fmean
from time import process_time

import msgspec
from sets import BENCH, asked, chosen, emit, percent

from ledgerstone.evidence.incidents.copying.copies import find_copies
from ledgerstone.evidence.incidents.copying.sketches import sketch
from ledgerstone.evidence.incidents.model import Copy, Paper
from ledgerstone.evidence.incidents.tokens import words_of
from ledgerstone.values.dates import DateValue

SEEDS = (70401, 70402, 70403)
EVENTS, UNRELATED = 60, 300
PROPOSED, PAIR_F = "families with proposals, pair F", "families, pair F"
FIGURES = (PROPOSED, PAIR_F, "passages, plagdet", "changed values F", "direction right where it is known")


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "reuse")
    sys.path.insert(0, str(BENCH / "reuse"))
    wire(options.fraction, as_json=options.json)
    pan(options.fraction, as_json=options.json)


def wire(fraction: float, *, as_json: bool) -> None:
    """Score made wire stories: families, passages, changed values, direction, quotations, and the cost."""
    runs = [one_wire(seed, fraction) for seed in SEEDS]
    for figure in FIGURES:
        emit(f"wire: {figure}, mean of three seeds", fmean(run[figure] for run in runs), as_json=as_json)
        emit(f"wire: {figure}, least of three seeds", min(run[figure] for run in runs), as_json=as_json)
    for figure in ("false pairs of copies, of 1,000 found", "equal values reported as changed"):
        emit(f"wire: {figure}", fmean(run[figure] for run in runs), as_json=as_json)
    quoting = sum(run["quoting"] for run in runs)
    for kind in ("taken for copies", "proposed as copies"):
        taken = sum(run[kind] for run in runs) / max(1, quoting)
        emit(f"wire: ratio of pairs {kind} that share a quotation alone to all such", taken, as_json=as_json)
    ratio = sum(run["whole"] for run in runs) / sum(run["once"] for run in runs)
    emit("wire: copying, ratio to tokenising and hashing once", ratio, as_json=as_json)


def one_wire(seed: int, fraction: float) -> dict[str, float]:
    """Return the figures of the stories of one seed, and the seconds that finding copies and tokenising took."""
    make_wire, score_reuse = __import__("make_wire"), __import__("score_reuse")
    documents, gold = make_wire.make(round(EVENTS * fraction), round(UNRELATED * fraction), seed)
    papers = tuple(
        Paper(id=row["id"], text=row["text"], publisher=row["outlet"], published=day(row["published"]), language="en")
        for row in documents
    )
    started = process_time()
    for paper in papers:
        sketch(words_of(paper.text))
    once = process_time() - started
    started = process_time()
    copies = find_copies(papers)
    whole = process_time() - started
    # A proposal joins no family until a person decides.
    sure = tuple(copy for copy in copies if not copy.kind.proposed)
    report, everything = score_reuse.wire(gold, plain(sure)), score_reuse.wire(gold, plain(copies))
    direction, quoting = report["direction"], sharing_quotations(gold)
    return {
        PROPOSED: 100 * everything["families, pair"]["f"],
        PAIR_F: 100 * report["families, pair"]["f"],
        "passages, plagdet": 100 * report["passages"]["plagdet"],
        "changed values F": 100 * report["changed values"]["f"],
        "direction right where it is known": percent(direction["known and right"], direction["of"]),
        "false pairs of copies, of 1,000 found": 1000 * sum(report["false pairs"].values()) / len(copies),
        "equal values reported as changed": report["changed values"]["same value reported as changed"],
        "quoting": len(quoting),
        "taken for copies": len(quoting & pairs_of(sure)),
        "proposed as copies": len(quoting & (pairs_of(copies) - pairs_of(sure))),
        "once": once,
        "whole": whole,
    }


def sharing_quotations(gold: list[dict]) -> set[frozenset[str]]:
    """Return the pairs of papers on one event that quote its official statement and do not go back to one text."""
    quoting: dict[str, list[dict]] = defaultdict(list)
    for row in gold:
        if row["event"] and row["quotations"]:
            quoting[row["event"]].append(row)
    return {
        frozenset((one["id"], other["id"]))
        for those in quoting.values()
        for one, other in combinations(those, 2)
        if one["root"] != other["root"]
    }


def pairs_of(copies: tuple[Copy, ...]) -> set[frozenset[str]]:
    """Return the two papers of each copy."""
    return {frozenset((copy.source, copy.of)) for copy in copies}


def pan(fraction: float, *, as_json: bool) -> None:
    """Score the passages of the given pairs, found in the pile of all their texts."""
    score_reuse = __import__("score_reuse")
    folder = BENCH / "reuse" / "pan13-dev"
    texts = {row["id"]: row["text"] for row in rows(folder / "documents.jsonl")}
    pairs = [row for row in rows(folder / "pairs.jsonl") if chosen(f"{row['suspicious']} {row['source']}", fraction)]
    # All texts as one pile, as they are taken in: the pairs are to be found too.
    held = sorted({name for row in pairs for name in (row["suspicious"], row["source"])})
    copies = find_copies(tuple(Paper(id=name, text=texts[name], language="en") for name in held))
    report = score_reuse.pan13(pairs, plain(copies))
    for kind in ("verbatim", "random", "translation", "summary", "all"):
        emit(f"pan13: {kind}, plagdet", 100 * report[kind]["plagdet"], as_json=as_json)
    emit("pan13: pairs without copying taken for copies", report["none"]["false"], as_json=as_json)


def rows(path: object) -> list[dict]:
    """Read JSON lines."""
    with open(str(path), encoding="utf-8") as file:  # noqa: PTH123  # one line, one row
        return [json.loads(line) for line in file if line.strip()]


def day(printed: str | None) -> DateValue | None:
    """Return a date of publication."""
    if printed is None:
        return None
    return DateValue(
        edtf=printed, earliest=date.fromisoformat(printed), latest=date.fromisoformat(printed), wording=printed
    )


def plain(copies: tuple[Copy, ...]) -> list[dict]:
    """Return copies as the scorer reads them."""
    return [msgspec.to_builtins(copy) for copy in copies]


if __name__ == "__main__":
    main()
