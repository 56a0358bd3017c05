"""What it costs to find the pairs of papers that are worth comparing, in a pile of invented news.

The time is held against tokenising the same texts and hashing their words once; what is held at most while the pairs
are found against the length of the texts: by how much more of it the whole pile takes than a third, so that caches of
a fixed size do not count.

    copy_candidates.py [--fraction 0.1] [--json]
"""

import tracemalloc
from time import process_time

from invented_news import news
from sets import command_line, emit

from ledgerstone.evidence.incidents.copying.copies import candidate_pairs, held_of, leave_furniture
from ledgerstone.evidence.incidents.copying.furniture import furniture
from ledgerstone.evidence.incidents.copying.sketches import sketch
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.order import print_number
from ledgerstone.evidence.incidents.tokens import words_of

PAPERS = 3_000
LEAST = 1_500
MOST_TIMES, MOST_MB = 2.5, 8
TIMES = 3
"""Runs of which the quickest counts: others may use the machine."""


def main() -> None:
    """Print the figures."""
    options = command_line(__doc__).parse_args()
    papers = sorted(news(max(LEAST, int(PAPERS * options.fraction))), key=print_number)
    once = min(seconds(papers, once=True) for _ in range(TIMES))
    found = min(seconds(papers, once=False) for _ in range(TIMES))
    emit(
        "ratio: copy candidates to tokenising and hashing once",
        found / once,
        as_json=options.json,
        peer=("at most", MOST_TIMES),
    )
    third = papers[: len(papers) // 3]
    most = (held_at_most(papers) - held_at_most(third)) / (characters(papers) - characters(third))
    emit("ratio: MB a million characters to 8", most / MOST_MB, as_json=options.json, peer=("MB", most))


def seconds(papers: list[Paper], *, once: bool) -> float:
    """Return what it takes to tokenise and hash papers once, or to find their candidates."""
    start = process_time()
    if once:
        for paper in papers:
            sketch(words_of(paper.text))
    else:
        candidates(papers)
    return process_time() - start


def held_at_most(papers: list[Paper]) -> int:
    """Return the bytes that are held at most while the candidates of papers are found."""
    tracemalloc.start()
    candidates(papers)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return most


def characters(papers: list[Paper]) -> int:
    """Return how many code points papers have."""
    return sum(len(paper.text) for paper in papers)


def candidates(papers: list[Paper]) -> int:
    """Find the pairs that are worth comparing, as `find_copies` does; return how many."""
    held = list(held_of(papers))
    known = furniture([sighting for one in held for sighting in (one.sighting, one.forms)])
    return len(candidate_pairs(held, leave_furniture(held, known)))


if __name__ == "__main__":
    main()
