"""The pages of papers as furniture is judged by, in an index: their sentences, and which of those are furniture.

Implements `copying.seen_pages.KeptPages`.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Final

import numpy as np

from ledgerstone.evidence.incidents.copying.furniture import Sighting
from ledgerstone.storage.derived_index import Rows, signed, unsigned

PAGE_SCHEMA: Final = (
    (
        "CREATE TABLE page (paper TEXT PRIMARY KEY, outlet TEXT, day INTEGER, digest BLOB, codes BLOB, told BLOB) "
        "WITHOUT ROWID"
    ),
    (
        "CREATE TABLE sighting (code INTEGER, outlet TEXT, digest BLOB, paper TEXT, day INTEGER, told INTEGER, "
        "PRIMARY KEY (code, outlet, digest, paper)) WITHOUT ROWID"
    ),
    "CREATE TABLE furniture (code INTEGER, by TEXT, PRIMARY KEY (code, by)) WITHOUT ROWID",
)


class PageTables(Rows):
    """The pages in one file, while they are written."""

    def paper_count(self) -> int:
        """Return how many pages there are."""
        return int(self._run("SELECT COUNT(*) FROM page").fetchone()[0])

    def among_papers(self, papers: Collection[str]) -> tuple[str, ...]:
        """Return those of some papers whose pages are kept."""
        return tuple(paper for (paper,) in self._among("SELECT paper FROM page WHERE paper IN ({})", papers))

    def see(self, paper: str, sighting: Sighting) -> None:
        """Keep the sentences of a page."""
        page = (paper, sighting.outlet, sighting.day, sighting.digest, _bytes(sighting.codes), _bytes(sighting.told))
        self._run("INSERT INTO page VALUES (?, ?, ?, ?, ?, ?)", page)
        told, outlet = set(sighting.told.tolist()), sighting.outlet or ""
        self._run_many(
            "INSERT OR IGNORE INTO sighting VALUES (?, ?, ?, ?, ?, ?)",
            (
                (signed(code), outlet, sighting.digest, paper, sighting.day, code in told)
                for code in sighting.codes.tolist()
            ),
        )

    def unsee(self, paper: str) -> Sighting | None:
        """Keep the sentences of a page no longer; return them."""
        row = self._run("SELECT outlet, day, digest, codes, told FROM page WHERE paper = ?", (paper,)).fetchone()
        if row is None:
            return None
        page = _sighting(*row)
        self._run_many(
            "DELETE FROM sighting WHERE code = ? AND outlet = ? AND digest = ? AND paper = ?",
            ((signed(code), page.outlet or "", page.digest, paper) for code in page.codes.tolist()),
        )
        self._run("DELETE FROM page WHERE paper = ?", (paper,))
        return page

    def pages_of(self, code: int, outlet: str, most: int) -> Sequence[Sighting]:
        """Return the pages of an outlet that hold a sentence, by their digests, one of each, at most so many."""
        found = self._run(
            "SELECT page.outlet, page.day, page.digest, page.codes, page.told FROM "
            "(SELECT digest, MIN(paper) AS paper FROM sighting WHERE code = ? AND outlet = ? GROUP BY digest "
            "ORDER BY digest LIMIT ?) AS first JOIN page ON page.paper = first.paper",
            (signed(code), outlet, most),
        )
        return tuple(_sighting(*row) for row in found)

    def repeated(self, codes: Collection[int], outlet: str, least: int) -> frozenset[int]:
        """Return those sentences that so many texts of an outlet hold that are not the same."""
        query = (
            "SELECT code, COUNT(*) FROM (SELECT DISTINCT code, digest FROM sighting WHERE outlet = ? AND code IN ({})) "
            "GROUP BY code"
        )
        found = self._among(query, map(signed, codes), first=(outlet,))
        return frozenset(unsigned(code) for code, texts in found if texts >= least)

    def page_days(self, codes: Collection[int]) -> dict[int, frozenset[int]]:
        """Return the days of pages that hold sentences; those that hold a claim in one of them are left out."""
        query = "SELECT code, day, MAX(told) FROM sighting WHERE code IN ({}) GROUP BY code, day"
        days: dict[int, set[int]] = defaultdict(set)
        told = set()
        for code, day, of_claim in self._among(query, map(signed, codes)):
            if day is not None:
                days[unsigned(code)].add(day)
            if of_claim:
                told.add(unsigned(code))
        return {code: frozenset(those) for code, those in days.items() if code not in told}

    def papers_with(self, codes: Collection[int]) -> tuple[str, ...]:
        """Return the papers that hold sentences."""
        found = self._among("SELECT paper FROM sighting WHERE code IN ({})", map(signed, codes))
        return tuple(sorted({paper for (paper,) in found}))

    def furniture(self, codes: Collection[int]) -> frozenset[int]:
        """Return which sentences are furniture."""
        found = self._among("SELECT DISTINCT code FROM furniture WHERE code IN ({})", map(signed, codes))
        return frozenset(unsigned(code) for (code,) in found)

    def set_furniture(self, by: str, codes: Mapping[int, bool]) -> None:
        """Note which sentences are furniture by the pages of an outlet; by their dates where it is empty."""
        query = "SELECT code FROM furniture WHERE by = ? AND code IN ({})"
        was = {code for (code,) in self._among(query, map(signed, codes), first=(by,))}
        now = {signed(code) for code, is_ in codes.items() if is_}
        self._run_many("DELETE FROM furniture WHERE code = ? AND by = ?", [(code, by) for code in was - now])
        self._run_many("INSERT INTO furniture VALUES (?, ?)", [(code, by) for code in now - was])


def _bytes(codes: "np.typing.NDArray[np.uint64]") -> bytes:
    return codes.astype("<u8").tobytes()


def _sighting(outlet: str | None, day: int | None, digest: bytes, codes: bytes, told: bytes) -> Sighting:
    held, of_claims = (np.frombuffer(one, dtype="<u8").astype(np.uint64) for one in (codes, told))
    return Sighting(codes=held, told=of_claims, outlet=outlet, day=day, digest=digest)
