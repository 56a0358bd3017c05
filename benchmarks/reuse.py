"""Who copies whom, on pairs with marked passages (PAN 2013) and on made wire stories.

The stories are made and the findings scored by the set's own programs. The seed is none that the rules were tried on.
PAN's texts are one pile: pairs and passages are to be found, and the given pairs are scored.
"""

import json
import sys
from datetime import date
from time import process_time

import msgspec
from sets import BENCH, asked, chosen, emit

from ledgerstone.evidence.incidents.copying.copies import find_copies
from ledgerstone.evidence.incidents.copying.sketches import sketch
from ledgerstone.evidence.incidents.model import Copy, Paper
from ledgerstone.evidence.incidents.tokens import words_of
from ledgerstone.values.dates import DateValue

SEED = 20260
EVENTS, UNRELATED = 60, 300


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "reuse")
    sys.path.insert(0, str(BENCH / "reuse"))
    wire(options.fraction, as_json=options.json)
    pan(options.fraction, as_json=options.json)


def wire(fraction: float, *, as_json: bool) -> None:
    """Score made wire stories: families, passages, changed values, direction, and the cost of the candidates."""
    make_wire, score_reuse = __import__("make_wire"), __import__("score_reuse")
    documents, gold = make_wire.make(round(EVENTS * fraction), round(UNRELATED * fraction), SEED)
    papers = tuple(
        Paper(
            id=row["id"],
            text=row["text"],
            publisher=row["outlet"],
            published=day(row["published"]),
            language="en",
        )
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
    report = score_reuse.wire(gold, plain(tuple(copy for copy in copies if not copy.kind.proposed)))
    everything = score_reuse.wire(gold, plain(copies))
    emit("wire: families with proposals, pair F", 100 * everything["families, pair"]["f"], as_json=as_json)
    false = report["false pairs"]
    emit("wire: families, pair F", 100 * report["families, pair"]["f"], as_json=as_json)
    emit("wire: false pairs of copies, of 1,000 found", 1000 * sum(false.values()) / len(copies), as_json=as_json)
    emit("wire: passages, plagdet", 100 * report["passages"]["plagdet"], as_json=as_json)
    emit("wire: changed values F", 100 * report["changed values"]["f"], as_json=as_json)
    emit(
        "wire: equal values reported as changed",
        report["changed values"]["same value reported as changed"],
        as_json=as_json,
    )
    direction = report["direction"]
    emit(
        "wire: direction right where it is known", 100 * direction["known and right"] / direction["of"], as_json=as_json
    )
    emit("wire: copying, ratio to tokenising and hashing once", whole / once, as_json=as_json)


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
