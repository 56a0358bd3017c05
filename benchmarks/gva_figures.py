"""Killed and injured by document against the registry's figures: killed, injured and both right.

A document's figure is the first count that its claims give, title included, 0 where they give none.
"""

import gzip
import json
from collections.abc import Iterator
from datetime import date

from sets import BENCH, asked, chosen, emit, percent

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Question, Stance
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue

TOLD = {Stance.ASSERTED, Stance.REPORTED}


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "gva-dev")
    registry = {row["incident"]: row for row in lines("incidents")}
    documents = killed = injured = both = 0
    for document in lines("docs"):
        if document["incident"] not in registry or not chosen(document["incident"], options.fraction):
            continue
        right = registry[document["incident"]]
        claims = claims_of(f"{document['title']}\n\n{document['text']}", document["dct"])
        deaths = figure(claims, Question.KILLED) == right["killed"]
        wounds = figure(claims, Question.INJURED) == right["injured"]
        documents, killed, injured = documents + 1, killed + deaths, injured + wounds
        both += deaths and wounds
    for name, count in (("killed right", killed), ("injured right", injured), ("both right", both)):
        emit(name, percent(count, documents), as_json=options.json)


def lines(name: str) -> Iterator[dict]:
    """Yield the rows of a part of the set."""
    with gzip.open(BENCH / "gva-dev" / f"{name}.jsonl.gz", "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def claims_of(text: str, published: str) -> tuple[Claim, ...]:
    """Read a document and return its claims."""
    day = date.fromisoformat(published)
    context = Context(published=DateValue(edtf=published, earliest=day, latest=day, wording=published))
    reading = read(text.encode(), name="article.txt", language="en")
    return extract(reading, find_mentions(reading, context), context)


def figure(claims: tuple[Claim, ...], question: Question) -> int:
    """Return the first count that is said without denial or doubt."""
    counts = (
        claim.value.lower
        for claim in claims
        if claim.question is question and isinstance(claim.value, CountValue) and claim.stance in TOLD
    )
    return next((count for count in counts if count is not None), 0)


if __name__ == "__main__":
    main()
