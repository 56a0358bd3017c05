"""What is kept of the pages that hold a sentence is what all of them tell."""

import random

import numpy as np
import pytest

from ledgerstone.evidence.incidents.copying.furniture import DAYS_BETWEEN_CLUSTERS, Sighting
from ledgerstone.storage import page_tables
from ledgerstone.storage.copy_index import copy_index


def sighting(code, day, *, told, digest):
    codes = np.array([code, code + 100], dtype=np.uint64)
    return Sighting(codes=codes, told=codes[: int(told)], outlet="Herald", day=day, digest=digest)


def clusters(days):
    ordered = sorted(day for day in days if day is not None)
    return sum(1 for k, day in enumerate(ordered) if not k or day - ordered[k - 1] > DAYS_BETWEEN_CLUSTERS)


@pytest.mark.parametrize("many", [2, 1000])
def test_dates_and_texts_of_a_sentence_are_those_of_all_its_pages(tmp_path, monkeypatch, many):
    monkeypatch.setattr(page_tables, "MANY", many)
    chance = random.Random(7)  # noqa: S311  # pages
    pages = {}
    with copy_index(tmp_path / "index.sqlite3") as kept:
        for step in range(120):
            paper = f"paper {chance.randrange(30)}"
            if paper in pages:
                kept.unsee(paper)
                del pages[paper]
            else:
                day = chance.choice([None, *range(0, 90, 7)])
                pages[paper] = sighting(step % 3, day, told=step % 40 == 0, digest=b"text %d" % (step % 5))
                kept.see(paper, pages[paper])
            days = kept.page_days([0, 1, 2, 102])
            for code in (0, 1, 2, 102):
                holders = [page for page in pages.values() if code in page.codes]
                of_claim = any(code in page.told for page in holders)
                found = 0 if of_claim else clusters({page.day for page in holders})
                assert clusters(days.get(code, ())) == found
                digests = sorted({page.digest for page in holders})
                assert (code in kept.repeated([code], "Herald", 3)) == (len(digests) >= 3)
                assert [page.digest for page in kept.pages_of(code, "Herald", 4)] == digests[:4]
