"""Page furniture kept up to date page by page: only the sentences of pages that come or go are judged anew."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

import numpy as np

from ledgerstone.evidence.incidents.copying.furniture import (
    CLUSTERS_OF_DATES,
    TEXTS_LOOKED_AT,
    TEXTS_OF_ONE_OUTLET,
    Sighting,
    furniture_of_dates,
    furniture_of_outlets,
)

_NONE = np.zeros(0, dtype=np.uint64)


class KeptPages(Protocol):
    """Where pages are kept."""

    def see(self, paper: str, sighting: Sighting) -> None:
        """Keep the sentences of a page."""

    def unsee(self, paper: str) -> Sighting | None:
        """Keep the sentences of a page no longer; return them."""

    def pages_of(self, code: int, outlet: str, most: int) -> Sequence[Sighting]:
        """Return the pages of an outlet that hold a sentence, by their digests, one of each, at most so many."""

    def repeated(self, codes: Collection[int], outlet: str, least: int) -> frozenset[int]:
        """Return those sentences that so many texts of an outlet hold that are not the same."""

    def page_days(self, codes: Collection[int]) -> dict[int, frozenset[int]]:
        """Return days of pages that hold sentences, of those that lie near each other one at least.

        Those that hold a claim in one of them are left out.
        """

    def papers_with(self, codes: Collection[int]) -> tuple[str, ...]:
        """Return the papers that hold sentences."""

    def furniture(self, codes: Collection[int]) -> frozenset[int]:
        """Return which sentences are furniture."""

    def set_furniture(self, by: str, codes: Mapping[int, bool]) -> None:
        """Note which sentences are furniture by the pages of an outlet; by their dates where it is empty."""


def see_pages(kept: KeptPages, coming: Mapping[str, Sighting], going: Collection[str]) -> frozenset[int]:
    """Keep what pages hold, and return the sentences that became furniture or are furniture no longer.

    Args:
        kept: Where it is kept.
        coming: Pages by the ids of their papers; those that were seen before are taken in their new form.
        going: Ids of papers whose pages are gone.
    """
    outlets: dict[str, set[int]] = defaultdict(set)
    for paper in (*going, *coming):
        before = kept.unsee(paper)
        if before is not None:
            _add(outlets, before)
    for paper, sighting in coming.items():
        kept.see(paper, sighting)
        _add(outlets, sighting)
    every = set().union(*outlets.values())
    was = kept.furniture(every)
    for outlet, codes in sorted(outlets.items()):
        kept.set_furniture(outlet, _by_outlet(kept, outlet, codes) if outlet else _by_dates(kept, codes))
    return frozenset(was ^ kept.furniture(every))


def _add(outlets: dict[str, set[int]], sighting: Sighting) -> None:
    codes = sighting.codes.tolist()
    outlets[""].update(codes)
    if sighting.outlet is not None:
        outlets[sighting.outlet].update(codes)


def _by_outlet(kept: KeptPages, outlet: str, codes: Collection[int]) -> dict[int, bool]:
    """Judge sentences by the first pages of an outlet that hold each, which are all that the rule looks at."""
    pages: dict[bytes, Sighting] = {}
    for code in kept.repeated(codes, outlet, TEXTS_OF_ONE_OUTLET):
        pages |= {page.digest: page for page in kept.pages_of(code, outlet, TEXTS_LOOKED_AT)}
    found = set(furniture_of_outlets(tuple(pages.values())).tolist())
    return {code: code in found for code in codes}


def _by_dates(kept: KeptPages, codes: Collection[int]) -> dict[int, bool]:
    pages = [
        Sighting(codes=np.array([code], dtype=np.uint64), told=_NONE, outlet=None, day=day, digest=b"")
        for code, days in kept.page_days(codes).items()
        if len(days) >= CLUSTERS_OF_DATES
        for day in days
    ]
    found = set(furniture_of_dates(pages).tolist())
    return {code: code in found for code in codes}
