"""Documents into incidents against registries of shootings: pair F and B-cubed F, through reading and claims.

A document has the title that its set gives, as it would come in with a page or a manifest; what comes back in the
titles of an outlet is furniture to the program. The order of files is not used. A document belongs to the incident that
most of its claims are about; one without a claim to the incident that it is a source of; one of neither stands alone.
A document that a registry files under two incidents is counted under the last of them; the output says how many are.

    grouping.py [--fraction 0.1] [--json] [--folds]

`--folds` also gives each figure on five parts of the incidents, as found in the whole pile.
"""

import argparse
import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from sets import BENCH, FOLDS, asked, chosen, emit, emit_folds, f_score, fold, percent

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
            measure(name, BENCH / file, options)


def measure(name: str, path: Path, options: argparse.Namespace) -> None:
    """Group the documents of one set and print how well."""
    documents = [row for row in lines(path) if chosen(row["incident"], options.fraction)]
    gold = {row["id"]: row["incident"] for row in documents}
    papers = tuple(paper_of(row) for row in {row["id"]: row for row in documents}.values())
    proposal = propose(papers)
    found = groups(proposal.incidents, papers)
    for figure, scored in (("pair F", pair_f), ("B-cubed F", cubed_f)):
        emit(f"{name}: {figure}", scored(gold, found), as_json=options.json)
        if options.folds:
            parts = [{key: incident for key, incident in gold.items() if fold(incident) == k} for k in range(FOLDS)]
            emit_folds(f"{name}: {figure}", [scored(part, found) for part in parts if part])
    apart = between(proposal.copies, gold)
    emit(f"{name}: ratio of copies between different incidents to all copies", apart, as_json=options.json)
    if not options.json:
        print(f"{name}: {len(papers)} documents, {len(documents) - len(papers)} of them filed under two incidents")


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
        title=row["title"] or None,
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
    """Return for each document the incident that most of its claims are about, or that it is a source of."""
    of_claim = {claim: incident.id for incident in incidents for claim in incident.claims}
    of_source = {source: incident.id for incident in incidents for source in incident.sources}
    found = {}
    for paper in papers:
        counts = Counter(of_claim[held.id] for held in paper.claims if held.id in of_claim)
        most = max(sorted(counts), key=lambda key: counts[key]) if counts else None
        found[paper.id] = most or of_source.get(paper.id, f"alone {paper.id}")
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
    right, have = pairs(Counter(gold.values())), pairs(Counter(found[k] for k in gold))
    return f_score(percent(both, have), percent(both, right))


def cubed_f(gold: dict[str, str], found: dict[str, str]) -> float:
    """Return B-cubed F (Bagga and Baldwin 1998)."""
    right, have = members(gold), members({document: found[document] for document in gold})
    precision = recall = 0.0
    for document in gold:
        mine, theirs = have[found[document]], right[gold[document]]
        shared = len(mine & theirs)
        precision += shared / len(mine)
        recall += shared / len(theirs)
    return f_score(percent(precision, len(gold)), percent(recall, len(gold)))


def between(copies: tuple[Copy, ...], gold: dict[str, str]) -> float:
    """Return the part of the copies whose two documents are about different incidents: mostly wrong, else doubles."""
    return sum(gold[copy.source] != gold[copy.of] for copy in copies) / max(1, len(copies))


if __name__ == "__main__":
    main()
