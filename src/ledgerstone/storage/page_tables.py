"""The pages of papers as furniture is judged by, in an index: their sentences, and which of those are furniture.

Implements `copying.seen_pages.KeptPages`.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import msgspec
import numpy as np

from ledgerstone.evidence.incidents.copying.furniture import DAYS_BETWEEN_CLUSTERS, Sighting
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
    "CREATE TABLE dates (code INTEGER PRIMARY KEY, told INTEGER, clusters BLOB)",
    "CREATE TABLE page_count (id INTEGER PRIMARY KEY, pages INTEGER)",
    "CREATE TABLE furniture (code INTEGER, by TEXT, PRIMARY KEY (code, by)) WITHOUT ROWID",
)


Clusters = tuple[tuple[int, int], ...]
"""Days that lie near each other, as the first and the last of them, in order."""

Dates = tuple[bool, Clusters]
"""Whether a claim stands in a sentence on some page, and when it was printed."""

MANY: Final = 16
"""Pages that hold a sentence, from which its dates are kept in sum: a footer stands on every page of years."""

_NO_DIGEST: Final = "x''"
"""Before all others."""


class PageTables(Rows):
    """The pages in one file, while they are written.

    Of a sentence that many pages hold the clusters of its dates are kept, and whether one of them holds a claim in it:
    a page that comes in changes these by itself. One that goes has them made anew when they are asked for.
    """

    def paper_count(self) -> int:
        """Return how many pages there are."""
        return sum(pages for (pages,) in self._run("SELECT pages FROM page_count"))

    def _count(self, more: int) -> None:
        query = "INSERT INTO page_count VALUES (0, ?) ON CONFLICT (id) DO UPDATE SET pages = pages + excluded.pages"
        self._run(query, (more,))

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
        self._count(1)
        for code, before in self._kept_dates(signed(code) for code in sighting.codes.tolist()).items():
            now = before[0] or unsigned(code) in told, _with_day(before[1], sighting.day)
            if now != before:
                self._put_dates(code, now)

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
        self._run_many("DELETE FROM dates WHERE code = ?", ((signed(code),) for code in page.codes.tolist()))
        self._run("DELETE FROM page WHERE paper = ?", (paper,))
        self._count(-1)
        return page

    def pages_of(self, code: int, outlet: str, most: int) -> Sequence[Sighting]:
        """Return the pages of an outlet that hold a sentence, by their digests, one of each, at most so many."""
        # From digest to digest: thousands of papers may have one.
        query = (
            f"WITH RECURSIVE first (digest) AS ({_next_digest(_NO_DIGEST)} UNION ALL "  # noqa: S608  # ours
            f"SELECT ({_next_digest('first.digest')}) FROM first WHERE digest IS NOT NULL LIMIT :most) "
            "SELECT page.outlet, page.day, page.digest, page.codes, page.told FROM first JOIN page ON page.paper = "
            "(SELECT MIN(paper) FROM sighting WHERE code = :code AND outlet = :outlet AND digest = first.digest)"
        )
        found = self._run(query, {"code": signed(code), "outlet": outlet, "most": most})
        return tuple(_sighting(*row) for row in found)

    def repeated(self, codes: Collection[int], outlet: str, least: int) -> frozenset[int]:
        """Return those sentences that so many texts of an outlet hold that are not the same."""
        last = _NO_DIGEST
        for _ in range(least):
            last = f"({_next_digest(last, 'value')})"
        query = f"SELECT value FROM json_each(:codes) WHERE {last} IS NOT NULL"  # noqa: S608  # ours
        asked = msgspec.json.encode([signed(code) for code in codes]).decode()
        found = self._run(query, {"codes": asked, "outlet": outlet})
        return frozenset(unsigned(code) for (code,) in found)

    def page_days(self, codes: Collection[int]) -> dict[int, frozenset[int]]:
        """Return days of pages that hold sentences, of those that lie near each other one at least.

        Those that hold a claim in one of them are left out.
        """
        asked = [signed(code) for code in codes]
        dates = self._kept_dates(asked)
        dates |= self._dates([code for code in asked if code not in dates])
        return {
            unsigned(code): frozenset(first for first, _ in clusters)
            for code, (told, clusters) in dates.items()
            if clusters and not told
        }

    def _kept_dates(self, codes: Iterable[int]) -> dict[int, Dates]:
        found = self._among("SELECT code, told, clusters FROM dates WHERE code IN ({})", codes)
        return {code: (bool(told), _days(clusters)) for code, told, clusters in found}

    def _dates(self, codes: Collection[int]) -> dict[int, Dates]:
        """Return the dates of sentences by the pages that hold them; keep them where these are many."""
        days: dict[int, list[int | None]] = defaultdict(list)
        claims = set()
        for code, day, told in self._among("SELECT code, day, told FROM sighting WHERE code IN ({})", codes):
            days[code].append(day)
            if told:
                claims.add(code)
        found = {code: (code in claims, _clustered(those)) for code, those in days.items()}
        for code, dates in found.items():
            if len(days[code]) >= MANY:
                self._put_dates(code, dates)
        return found

    def _put_dates(self, code: int, dates: Dates) -> None:
        clusters = np.array(dates[1], dtype="<i4").tobytes()
        self._run("INSERT OR REPLACE INTO dates VALUES (?, ?, ?)", (code, dates[0], clusters))

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


def _next_digest(digest: str, code: str = ":code") -> str:
    """Return a query for the first digest after one, of the pages of an outlet that hold a sentence."""
    return f"SELECT MIN(digest) FROM sighting WHERE code = {code} AND outlet = :outlet AND digest > {digest}"  # noqa: S608  # ours


def _clustered(days: Iterable[int | None]) -> Clusters:
    """Return the first and the last day of each cluster of days, in order."""
    clusters: Clusters = ()
    for day in sorted({day for day in days if day is not None}):
        clusters = _with_day(clusters, day)
    return clusters


def _with_day(clusters: Clusters, day: int | None) -> Clusters:
    """Return clusters with one day more."""
    if day is None:
        return clusters
    near = [one for one in clusters if one[0] - DAYS_BETWEEN_CLUSTERS <= day <= one[1] + DAYS_BETWEEN_CLUSTERS]
    joined = min([day, *(first for first, _ in near)]), max([day, *(last for _, last in near)])
    return tuple(sorted({*clusters}.difference(near) | {joined}))


def _days(clusters: bytes) -> Clusters:
    return tuple((first, last) for first, last in np.frombuffer(clusters, dtype="<i4").reshape(-1, 2).tolist())


def _bytes(codes: "np.typing.NDArray[np.uint64]") -> bytes:
    return codes.astype("<u8").tobytes()


def _sighting(outlet: str | None, day: int | None, digest: bytes, codes: bytes, told: bytes) -> Sighting:
    held, of_claims = (np.frombuffer(one, dtype="<u8").astype(np.uint64) for one in (codes, told))
    return Sighting(codes=held, told=of_claims, outlet=outlet, day=day, digest=digest)
