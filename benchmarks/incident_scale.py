"""How grouping, copying and lines grow with a pile of invented news, from a thousand papers to a hundred thousand.

The papers, their claims and their words are made here (`invented_news.py`) and not read. Each size is grouped in a
process of its own, whose processor time and memory are taken; the growth is the slope of a straight line through the
logarithms of sizes and times. What it takes to read papers and to extract their claims, which grouping is held
against, is measured on a sample of the same papers, in the same run.

    incident_scale.py [--fraction 0.1] [--json] [--table] [--most 10000]

`--table` also prints a row of Markdown for each size.
"""

import json
import math
import resource
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from statistics import linear_regression
from time import process_time

from invented_news import news
from kept_pile import KeptPile, keep
from sets import command_line, emit

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.propose import propose
from ledgerstone.evidence.reading.read import read

SIZES = (1_000, 3_000, 10_000, 100_000)
"""The last takes most of an hour of a processor; `--most` leaves out what is larger."""
HELD_AGAINST_READING = 10_000
LEAST = 100
"""Papers of a size in a part of the whole: fewer are grouped in no time."""
SAMPLE, WARM = 300, 200
"""Papers that are read to know what reading takes, after those by which its rules come to be loaded."""
MOST_MB = 2_000
MOST_GROWTH = 1.2
GROUP = "--group"
"""`--group FILE PAPERS`: group the first papers of a file and say what it took."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Took:
    """What grouping so many papers took, in seconds of a processor and MB, and what came out."""

    papers: int
    seconds: float
    memory: float
    incidents: int
    copies: int


def main() -> None:
    """Print the figures."""
    if sys.argv[1:2] == [GROUP]:
        print(json.dumps(grouped(Path(sys.argv[2]), int(sys.argv[3]))))
        return
    parser = command_line(__doc__)
    parser.add_argument("--table", action="store_true")
    parser.add_argument("--most", type=int, default=SIZES[-1])
    options = parser.parse_args()
    sizes = tuple(max(LEAST, int(size * options.fraction**2)) for size in SIZES if size <= options.most)
    sizes = tuple(dict.fromkeys(sizes))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "papers.sqlite3"
        keep(news(sizes[-1]), path)
        reading = seconds_of_reading(path)
        took = [in_own_process(path, size) for size in sizes]
    if options.table:
        for one in took:
            print(row(one, reading))
    figures(took, reading, as_json=options.json)


def figures(took: list[Took], reading: float, *, as_json: bool) -> None:
    """Print the growth, the memory of the largest size and what grouping takes beside reading."""
    growth = linear_regression([math.log(one.papers) for one in took], [math.log(one.seconds) for one in took]).slope
    first, last = took[0].papers, took[-1].papers
    limit = ("at most", MOST_GROWTH)
    emit(f"ratio: exponent of growth from {first:,} to {last:,} papers", growth, as_json=as_json, peer=limit)
    emit(f"ratio: memory at {last:,} papers to 2 GB", took[-1].memory / MOST_MB, as_json=as_json)
    held = min(took, key=lambda one: abs(one.papers - HELD_AGAINST_READING))
    ratio = held.seconds / (held.papers * reading)
    emit(f"ratio: grouping and copying {held.papers:,} papers to reading them", ratio, as_json=as_json)


def row(one: Took, reading: float) -> str:
    """Return a size as a row of a table."""
    each, beside = 1_000 * one.seconds / one.papers, one.seconds / (one.papers * reading)
    found = f"{one.incidents:,} | {one.copies:,}"
    return f"| {one.papers:,} | {found} | {each:.1f} ms | {beside:.2f} × | {one.memory:.0f} MB |"


def in_own_process(path: Path, papers: int) -> Took:
    """Group the first papers of a file in a process that does nothing else."""
    done = subprocess.run(
        [sys.executable, __file__, GROUP, str(path), str(papers)], stdout=subprocess.PIPE, text=True, check=True
    )
    return Took(**json.loads(done.stdout))


def grouped(path: Path, papers: int) -> dict[str, float]:
    """Group the first papers of a file: mentions, incidents, copies, lines."""
    pile = KeptPile(path, papers)
    start = process_time()
    proposal = propose(pile)
    return {
        "papers": papers,
        "seconds": process_time() - start,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "incidents": len(proposal.incidents),
        "copies": len(proposal.copies),
    }


def seconds_of_reading(path: Path) -> float:
    """Return what reading a paper and extracting its claims takes, on average."""
    papers = list(islice(KeptPile(path, SAMPLE + WARM), SAMPLE + WARM))
    warm_up(papers[:WARM])
    start = process_time()
    for paper in papers[WARM:]:
        claims_of(paper)
    return (process_time() - start) / len(papers[WARM:])


def warm_up(papers: list[Paper]) -> None:
    """Read papers so that what reading loads as texts ask for it is loaded."""
    for paper in papers:
        claims_of(paper)


def claims_of(paper: Paper) -> int:
    """Read a paper's text anew and extract its claims; return how many."""
    reading = read(paper.text.encode(), name="paper.txt", language=paper.language)
    context = Context(published=paper.published, publisher=paper.publisher)
    return len(extract(reading, find_mentions(reading, context), context))


if __name__ == "__main__":
    main()
