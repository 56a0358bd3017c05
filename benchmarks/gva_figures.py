"""Killed and injured by document against the registry's figures: killed, injured and both right.

A document's figures are weighed from its claims by `document_figures`, title included; "by first counts" takes the
first count of each that a claim gives. Folds part incidents, not documents, as the other incidents of the registry are
held out.

    gva_figures.py [--fraction 0.1] [--json] [--folds]
"""

import gzip
import json
from collections.abc import Iterator
from datetime import date

from document_figures import Figures, document_figures
from sets import BENCH, FOLDS, asked, chosen, emit, emit_folds, fold, percent

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Question, Stance
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue

NAMES = ("killed right", "injured right", "both right", "both right by first counts")
TOLD = frozenset({Stance.ASSERTED, Stance.REPORTED})


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "gva-dev")
    registry = {row["incident"]: row for row in lines("incidents")}
    found: list[tuple[int, tuple[bool, ...]]] = []
    for document in lines("docs"):
        incident = document["incident"]
        if incident not in registry or not chosen(incident, options.fraction):
            continue
        claims, text = claims_of(f"{document['title']}\n\n{document['text']}", document["dct"])
        wanted = Figures(killed=registry[incident]["killed"], injured=registry[incident]["injured"])
        ours = document_figures(claims, text)
        first = Figures(killed=first_of(claims, Question.KILLED), injured=first_of(claims, Question.INJURED))
        hits = (ours.killed == wanted.killed, ours.injured == wanted.injured, ours == wanted, first == wanted)
        found.append((fold(incident), hits))
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


def claims_of(text: str, published: str) -> tuple[tuple[Claim, ...], str]:
    """Read a document and return its claims, and the text that their passages lie in."""
    day = date.fromisoformat(published)
    context = Context(published=DateValue(edtf=published, earliest=day, latest=day, wording=published))
    reading = read(text.encode(), name="article.txt", language="en")
    return extract(reading, find_mentions(reading, context), context), reading.text


def first_of(claims: tuple[Claim, ...], question: Question) -> int:
    """Return the first count that is said without denial or doubt; 0 where there is none."""
    counts = (
        claim.value.lower
        for claim in claims
        if claim.question is question and isinstance(claim.value, CountValue) and claim.stance in TOLD
    )
    return next((count for count in counts if count is not None), 0)


if __name__ == "__main__":
    main()
