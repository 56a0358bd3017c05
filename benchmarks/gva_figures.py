"""Killed and injured by document against the registry's figures: killed, injured and both right.

A document's figures are `document_figures` of its claims, title included. Folds part incidents, not documents, as
the other incidents of the registry are held out.

    gva_figures.py [--fraction 0.1] [--json] [--folds]
"""

import gzip
import json
from collections.abc import Iterator
from datetime import date

from sets import BENCH, FOLDS, asked, chosen, emit, emit_folds, fold, percent

from ledgerstone.evidence.claims.counts.document_figures import Figures, document_figures
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.dates import DateValue

NAMES = ("killed right", "injured right", "both right")


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "gva-dev")
    registry = {row["incident"]: row for row in lines("incidents")}
    found: list[tuple[int, tuple[bool, bool, bool]]] = []
    for document in lines("docs"):
        incident = document["incident"]
        if incident not in registry or not chosen(incident, options.fraction):
            continue
        figures = figures_of(f"{document['title']}\n\n{document['text']}", document["dct"])
        deaths = figures.killed == registry[incident]["killed"]
        wounds = figures.injured == registry[incident]["injured"]
        found.append((fold(incident), (deaths, wounds, deaths and wounds)))
    for index, name in enumerate(NAMES):
        emit(name, right([hits[index] for _, hits in found]), as_json=options.json)
        if options.folds:
            emit_folds(name, [right([hits[index] for part, hits in found if part == k]) for k in range(FOLDS)])


def right(hits: list[bool]) -> float:
    """Return the share of documents that are right."""
    return percent(sum(hits), len(hits))


def lines(name: str) -> Iterator[dict]:
    """Yield the rows of a part of the set."""
    with gzip.open(BENCH / "gva-dev" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def figures_of(text: str, published: str) -> Figures:
    """Read a document and return the figures of its main event."""
    day = date.fromisoformat(published)
    context = Context(published=DateValue(edtf=published, earliest=day, latest=day, wording=published))
    reading = read(text.encode(), name="article.txt", language="en")
    claims = extract(reading, find_mentions(reading, context), context)
    return document_figures(claims, reading.text, reading.language)


if __name__ == "__main__":
    main()
