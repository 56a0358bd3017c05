"""Page furniture kept up to date page by page: only the sentences of pages that come or go are judged anew."""

from collections import defaultdict
from collections.abc import Collection, Mapping

import numpy as np

from ledgerstone.evidence.incidents.copying.furniture import TEXTS_LOOKED_AT, Sighting, furniture
from ledgerstone.evidence.incidents.grouping.kept import Kept

_NONE = np.zeros(0, dtype=np.uint64)


def see_pages(kept: Kept, coming: Mapping[str, Sighting], going: Collection[str]) -> frozenset[int]:
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


def _by_outlet(kept: Kept, outlet: str, codes: Collection[int]) -> dict[int, bool]:
    """Judge sentences by the first pages of an outlet that hold each, which are all that the rule looks at."""
    pages: dict[bytes, Sighting] = {}
    for code in codes:
        pages |= {page.digest: page for page in kept.pages_of(code, outlet, TEXTS_LOOKED_AT)}
    found = set(furniture(tuple(pages.values())).tolist())
    return {code: code in found for code in codes}


def _by_dates(kept: Kept, codes: Collection[int]) -> dict[int, bool]:
    return {code: _comes_back(kept, code) for code in codes}


def _comes_back(kept: Kept, code: int) -> bool:
    days, told = kept.page_days(code)
    if told:
        return False
    only = np.array([code], dtype=np.uint64)
    pages = [Sighting(codes=only, told=_NONE, outlet=None, day=day, digest=b"") for day in days]
    return bool(len(furniture(pages)))
