"""Documents into incidents against registries of shootings: pair F and B-cubed F, through reading and claims.

Titles and the order of files are not used. A document belongs to the incident that most of its claims are about;
one without any stands alone.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sets import BENCH, asked, chosen, emit, f_score, percent

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.identity import claim_id
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.incidents.model import Copy, HeldClaim, Incident, Paper
from ledgerstone.evidence.incidents.propose import propose
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.dates import DateValue


def main() -> None:
    """Print the figures."""
    options = asked(__doc__, "gva-dev")
    for name, file in (("gva-dev", "gva-dev/docs.jsonl.gz"), ("gvc-train", "gvc-train/docs.jsonl.gz")):
        if (BENCH / file).is_file():
            measure(name, BENCH / file, options.fraction, as_json=options.json)


def measure(name: str, path: Path, fraction: float, *, as_json: bool) -> None:
    """Group the documents of one set and print how well."""
    documents = [row for row in lines(path) if chosen(row["incident"], fraction)]
    gold = {row["id"]: row["incident"] for row in documents}
    papers = tuple(paper_of(row) for row in documents)
    proposal = propose(papers)
    found = groups(proposal.incidents, papers)
    pair, cubed = pair_f(gold, found), cubed_f(gold, found)
    emit(f"{name}: pair F", pair, as_json=as_json)
    emit(f"{name}: B-cubed F", cubed, as_json=as_json)
    emit(f"{name}: copies between different incidents", between(proposal.copies, gold), as_json=as_json)


def lines(path: Path) -> Iterator[dict]:
    """Yield the rows of a set."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


def paper_of(row: dict) -> Paper:
    """Read a document and extract its claims."""
    published = date.fromisoformat(row["dct"])
    value = DateValue(edtf=row["dct"], earliest=published, latest=published, wording=row["dct"])
    context = Context(published=value, publisher=site(row.get("uri")))
    reading = read(row["text"].encode(), name="article.txt", language="en")
    claims = extract(reading, find_mentions(reading, context), context)
    return Paper(
        id=row["id"],
        published=value,
        publisher=context.publisher,
        language="en",
        text=reading.text,
        regions=reading.regions,
        claims=tuple(HeldClaim(id=claim_id(row["id"], claim), claim=claim) for claim in claims),
    )


def site(address: str | None) -> str | None:
    """Return the site of an address, of an archive's address that which it kept."""
    if not address:
        return None
    kept = address.rsplit("://", 1)[-1]
    return kept.split("/")[0].removeprefix("www.").split(":")[0] or None


def groups(incidents: tuple[Incident, ...], papers: tuple[Paper, ...]) -> dict[str, str]:
    """Return for each document the incident that most of its claims are about."""
    of_claim = {claim: incident.id for incident in incidents for claim in incident.claims}
    found = {}
    for paper in papers:
        counts = Counter(of_claim[held.id] for held in paper.claims if held.id in of_claim)
        found[paper.id] = max(sorted(counts), key=lambda key: counts[key]) if counts else f"alone {paper.id}"
    return found


def members(of: dict[str, str]) -> dict[str, set[str]]:
    """Turn document to group into group to documents."""
    found: dict[str, set[str]] = defaultdict(set)
    for document, group in of.items():
        found[group].add(document)
    return found


def pair_f(gold: dict[str, str], found: dict[str, str]) -> float:
    """Return F of the pairs of documents of one incident."""

    def pairs(counts: Counter) -> int:
        return sum(n * (n - 1) // 2 for n in counts.values())

    both = pairs(Counter((gold[k], found[k]) for k in gold))
    right, have = pairs(Counter(gold.values())), pairs(Counter(found.values()))
    return f_score(percent(both, have), percent(both, right))


def cubed_f(gold: dict[str, str], found: dict[str, str]) -> float:
    """Return B-cubed F (Bagga and Baldwin 1998)."""
    right, have = members(gold), members(found)
    precision = recall = 0.0
    for document in gold:
        mine, theirs = have[found[document]], right[gold[document]]
        shared = len(mine & theirs)
        precision += shared / len(mine)
        recall += shared / len(theirs)
    return f_score(percent(precision, len(gold)), percent(recall, len(gold)))


def between(copies: tuple[Copy, ...], gold: dict[str, str]) -> float:
    """Return the percentage of copies whose two documents are about different incidents: nearly always wrong."""
    apart = sum(gold[copy.source] != gold[copy.of] for copy in copies)
    return percent(apart, len(copies))


if __name__ == "__main__":
    main()
