"""What a paper costs that comes into a pile of invented news, against reading it and extracting its claims.

The pile is kept as the indexes of mentions and of copies keep it; then papers come in one by one: profiles, look-ups,
scores, and the groups of all that they touch; sketches, look-ups, and their candidates compared. Lines and the record
are left out. The pile of each size has other papers.

    adding.py [--fraction 0.1] [--json] [--size 100000]

`--size` takes a pile of so many papers in place of those of 1,000 and 10,000; it is filled first, some 15 ms a paper.
"""

import tempfile
from itertools import islice
from pathlib import Path
from statistics import median
from time import process_time

from incident_scale import WARM, claims_of, warm_up
from invented_news import news
from sets import command_line, emit

from ledgerstone.evidence.incidents.copying.cards import coming_of
from ledgerstone.evidence.incidents.copying.due import compare_due
from ledgerstone.evidence.incidents.copying.growing import fill as fill_copies
from ledgerstone.evidence.incidents.copying.growing import grow as grow_copies
from ledgerstone.evidence.incidents.grouping.growing import Coming, fill, grow
from ledgerstone.evidence.incidents.grouping.profiles import profiled
from ledgerstone.evidence.incidents.grouping.regrouping import connected, grouped
from ledgerstone.evidence.incidents.model import Constraints, Paper
from ledgerstone.storage.code_tables import MOST_LATE
from ledgerstone.storage.copy_index import copy_index
from ledgerstone.storage.mention_index import mention_index

SIZES = (1_000, 10_000)
LEAST = 300
"""Papers of a pile in a part of the whole: in a smaller one each doubling weighs all words anew."""
COMING = 20
COPYING = MOST_LATE + 1
MOST = 3


def main() -> None:
    """Print the figures."""
    parser = command_line(__doc__)
    parser.add_argument("--size", type=int)
    options = parser.parse_args()
    asked = (options.size,) if options.size else (int(number * options.fraction**2) for number in SIZES)
    for size in dict.fromkeys(max(LEAST, number) for number in asked):
        took, reading = adding(size)
        emit(
            f"ratio: grouping with a paper added to {size:,} to reading and extracting it",
            took / reading,
            as_json=options.json,
            peer=("at most", MOST),
        )
        took, reading = copying(size)
        emit(
            f"ratio: finding who copies whom with a paper added to {size:,} to reading and extracting it",
            took / reading,
            as_json=options.json,
            peer=("at most", MOST),
        )


def copying(size: int) -> tuple[float, float]:
    """Return what finding their copies costs for papers that come into a pile one by one, and what reading them costs.

    In all, for the index puts the codes of some papers in their places with one of them.
    """
    papers = list(islice(news(size + COPYING), size + COPYING))
    by_id = {paper.id: paper for paper in papers}
    took = reading = 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "copies.sqlite3"
        with copy_index(path) as kept:
            fill_copies(kept, coming_of(papers[:size]))
        warm_up(papers[:WARM])
        for paper in papers[size:]:
            start = process_time()
            claims_of(paper)
            reading += process_time() - start
            start = process_time()
            with copy_index(path) as kept:
                grow_copies(kept, coming_of([paper]))
                compare_due(kept, lambda ids: tuple(by_id[key] for key in ids))
                kept.settle()
            took += process_time() - start
    return took, reading


def adding(size: int) -> tuple[float, float]:
    """Return what a paper costs that comes into a pile, and what reading it costs, in seconds; of some the median."""
    papers = list(islice(news(size + COMING), size + COMING))
    took, reading = [], []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incidents.sqlite3"
        with mention_index(path) as kept:
            fill(kept, [coming(paper) for paper in papers[:size]])
        warm_up(papers[:WARM])
        for paper in papers[size:]:
            start = process_time()
            claims_of(paper)
            reading.append(process_time() - start)
            start = process_time()
            with mention_index(path) as kept:
                grow(kept, [coming(paper)])
                grouped(kept, connected(kept, kept.touched(), ()), lambda _: Constraints())
                kept.settle()
            took.append(process_time() - start)
    return median(took), median(reading)


def coming(paper: Paper) -> Coming:
    """Return a paper as it comes in."""
    made = profiled(paper)
    return Coming(paper=paper.id, profiles=made.profiles, sighting=made.sighting)


if __name__ == "__main__":
    main()
