"""How many independent lines an event has, on made wire stories whose voices are known.

The lines of an event are the different voices that its number of killed goes back to: an agency's story, its copies and
copies of copies, reports by others of the same or another voice, a report in its own words that is credited to the
agency. The papers are read and their claims found as the product does; the set's own list of voices is only held
against the outcome. The papers of an event are given, so that it is the lines alone that are measured. The seeds are
none that the rules were tried on.
"""

import sys
from collections import defaultdict
from collections.abc import Sequence
from time import process_time

from reuse import day
from sets import BENCH, asked, emit, percent

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.identity import claim_id
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context, Question
from ledgerstone.evidence.incidents.copying.copies import find_copies
from ledgerstone.evidence.incidents.lines.given import given
from ledgerstone.evidence.incidents.lines.lines import count_lines
from ledgerstone.evidence.incidents.lines.shares import shares_of
from ledgerstone.evidence.incidents.model import Copy, HeldClaim, Lines, Paper
from ledgerstone.evidence.reading.read import read

SEEDS = (90101, 90102, 90103)
EVENTS = 40


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "reuse")
    sys.path.insert(0, str(BENCH / "reuse"))
    exact, ranged, said, reading, counting = [], 0, [], 0.0, 0.0
    for seed in SEEDS:
        documents, gold = __import__("make_wire").make(round(EVENTS * options.fraction), 0, seed)
        started = process_time()
        papers = {row["id"]: paper_of(row) for row in documents}
        reading += process_time() - started
        copies = find_copies(tuple(papers.values()))
        events = defaultdict(list)
        for row in gold:
            events[row["event"]].append(row)
        started = process_time()
        found = {event: lines_of([papers[row["id"]] for row in rows], copies) for event, rows in events.items()}
        counting += process_time() - started
        voices = {event: len({row["voice"] for row in rows}) for event, rows in events.items()}
        exact.append(percent(sum(found[e].min == found[e].max == voices[e] for e in events), len(events)))
        ranged += sum(found[e].min < found[e].max for e in events)
        said += [any(held.claim.question is Question.KILLED for held in paper.claims) for paper in papers.values()]
    emit("number of lines exact, mean of three seeds", sum(exact) / len(exact), as_json=options.json)
    emit("number of lines exact, least of three seeds", min(exact), as_json=options.json)
    emit("events whose number is a range", ranged, as_json=options.json)
    emit("papers of events whose number of killed is found", percent(sum(said), len(said)), as_json=options.json)
    emit("ratio: counting lines to reading and extracting", counting / reading, as_json=options.json)


def paper_of(row: dict) -> Paper:
    """Read a made document and find its claims."""
    context = Context(published=day(row["published"]), publisher=row["outlet"])
    reading = read(row["text"].encode(), name="page.txt", language="en")
    claims = extract(reading, find_mentions(reading, context), context)
    return Paper(
        id=row["id"],
        text=reading.text,
        publisher=row["outlet"],
        published=day(row["published"]),
        language="en",
        regions=reading.regions,
        claims=tuple(HeldClaim(id=claim_id(row["id"], claim), claim=claim) for claim in claims),
    )


def lines_of(papers: Sequence[Paper], copies: tuple[Copy, ...]) -> Lines:
    """Count the lines of the number of killed in the papers of one event."""
    by_id = {paper.id: paper for paper in papers}
    among = tuple(copy for copy in copies if copy.source in by_id and copy.of in by_id)
    killed = (held.id for paper in papers for held in paper.claims if held.claim.question is Question.KILLED)
    return count_lines(given(papers, frozenset(killed), shares_of(by_id, among)), among).count


if __name__ == "__main__":
    main()
