"""What outlets print on every page: footers, lists of other articles, invitations to subscribe.

Judged paragraph by paragraph from the pile itself. A hash is boilerplate if it stands in three or more otherwise
different papers of one outlet, or comes back in three or more clusters of dates more than a fortnight apart; a
paragraph is, if most of its hashes are. Plain frequency would delete the very telegram that everybody reprints, so
the reprints of one text by one outlet count once, and a paragraph that holds a claim about an event is never
boilerplate for coming back at later dates: anniversaries reprint telegrams too.
"""

from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.sketches import Sketch, candidates, postings
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.order import day_of
from ledgerstone.evidence.incidents.tokens import Words

PAPERS_OF_ONE_OUTLET = 3
CLUSTERS_OF_DATES = 3
DAYS_BETWEEN_CLUSTERS = 14
MOST = 0.5
SAME_TEXT = 0.5
"""Share of the shorter sketch from which two papers of one outlet count as one text."""


class Repeated(Struct, frozen=True, kw_only=True, eq=False):
    """The hashes of a pile that come back in an outlet's papers, and at later dates; each sorted."""

    by_outlet: NDArray[np.uint64]
    by_date: NDArray[np.uint64]


def repeated(papers: Sequence[Paper], sketches: list[Sketch]) -> Repeated:
    """Return what comes back in a pile.

    Args:
        papers: Without their texts, in their order.
        sketches: Of their texts.
    """
    prints, owners = postings(sketches)
    return Repeated(by_outlet=_of_outlets(papers, sketches), by_date=_of_dates(papers, prints, owners))


def boilerplate(paper: Paper, words: Words, one: Sketch, back: Repeated) -> tuple[tuple[int, int], ...]:
    """Return the paragraphs of a paper that are boilerplate, as spans of code points."""
    outlet, dated = _among(one.prints, back.by_outlet), _among(one.prints, back.by_date)
    if not outlet.any() and not dated.any():
        return ()
    places = words.starts[one.places]
    spans, start = [], 0
    for line in paper.text.splitlines(keepends=True):
        end = start + len(line)
        low, high = np.searchsorted(places, start), np.searchsorted(places, end)
        if high > low:
            told = any(start <= held.claim.passage.start < end for held in paper.claims)
            marked = outlet[low:high] if told else outlet[low:high] | dated[low:high]
            if marked.mean() >= MOST:
                spans.append((start, end))
        start = end
    return tuple(spans)


def _among(prints: NDArray[np.uint64], known: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Mark the hashes that are among known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(prints), dtype=np.bool_)
    at = np.searchsorted(known, prints)
    return np.asarray(known[np.minimum(at, len(known) - 1)] == prints)


def _repeated(prints: NDArray[np.uint64], group: NDArray[np.int64], least: int) -> NDArray[np.uint64]:
    """Hashes that stand in at least so many different groups."""
    order = np.lexsort((group, prints))
    prints, group = prints[order], group[order]
    new = np.r_[True, (prints[1:] != prints[:-1]) | (group[1:] != group[:-1])]
    found, counts = np.unique(prints[new], return_counts=True)
    return np.asarray(found[counts >= least])


def _of_outlets(papers: Sequence[Paper], sketches: list[Sketch]) -> NDArray[np.uint64]:
    outlets: dict[str, list[int]] = defaultdict(list)
    for number, paper in enumerate(papers):
        if paper.publisher:
            outlets[paper.publisher.casefold().strip()].append(number)
    found = [np.zeros(0, dtype=np.uint64)]
    for members in outlets.values():
        if len(members) < PAPERS_OF_ONE_OUTLET:
            continue
        those = [sketches[k] for k in members]
        text_of = _texts(those)
        if len(set(text_of)) < PAPERS_OF_ONE_OUTLET:
            continue
        prints = np.concatenate([one.prints for one in those])
        group = np.repeat(np.array(text_of, dtype=np.int64), [len(one.prints) for one in those])
        found.append(_repeated(prints, group, PAPERS_OF_ONE_OUTLET))
    return np.unique(np.concatenate(found))


def _texts(sketches: list[Sketch]) -> list[int]:
    """Number the sketches so that those of one text, reprinted or captured again, have one number."""
    exact: dict[bytes, int] = {}
    first = [exact.setdefault(np.unique(one.prints).tobytes(), number) for number, one in enumerate(sketches)]
    kept = sorted(set(first))
    parent = list(range(len(sketches)))

    def top(number: int) -> int:
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    for one, other in candidates([sketches[k] for k in kept]):
        a, b = sketches[kept[one]].prints, sketches[kept[other]].prints
        if len(np.intersect1d(a, b)) >= SAME_TEXT * min(len(np.unique(a)), len(np.unique(b))):
            low, high = sorted((top(kept[one]), top(kept[other])))
            parent[high] = low
    return [top(number) for number in first]


def _of_dates(papers: Sequence[Paper], prints: NDArray[np.uint64], owners: NDArray[np.int32]) -> NDArray[np.uint64]:
    days = np.array([day.toordinal() if (day := day_of(paper)) else -1 for paper in papers], dtype=np.int64)
    here = days[owners] >= 0
    prints, dated = prints[here], days[owners[here]]
    if not len(prints):
        return prints
    order = np.lexsort((dated, prints))
    prints, dated = prints[order], dated[order]
    new = np.r_[True, (prints[1:] != prints[:-1]) | (np.diff(dated) > DAYS_BETWEEN_CLUSTERS)]
    found, counts = np.unique(prints[new], return_counts=True)
    return np.asarray(found[counts >= CLUSTERS_OF_DATES])
