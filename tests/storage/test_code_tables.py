"""Which papers have a code is told from those that came in lately as from all others."""

import numpy as np
import pytest

from ledgerstone.storage import code_tables
from ledgerstone.storage.copy_index import copy_index

NONE = np.zeros(0, dtype=np.int64)


@pytest.fixture
def papers():
    """Thirty papers: code 0 is in all, code k in every k-th."""
    codes = {paper: [code for code in range(40) if not code or paper % code == 0] for paper in range(1, 31)}
    return {paper: np.array(those, dtype=np.int64) - 20 for paper, those in codes.items()}


@pytest.mark.parametrize("most_late", [4, 100])
def test_papers_are_looked_up_whether_they_came_in_lately_or_not(papers, tmp_path, monkeypatch, most_late):
    monkeypatch.setattr(code_tables, "MOST_LATE", most_late)
    with copy_index(tmp_path / "index.sqlite3") as kept:
        for paper, codes in papers.items():
            kept.post("items", paper, NONE, codes)
            if paper % 7 == 0:
                kept.gather()
        kept.post("items", 30, papers[30], papers[29])
        kept.post("items", 12, papers[12], NONE)
        now = {**papers, 30: papers[29], 12: NONE}
        found = kept.postings("items", np.arange(-25, 25), 12, 3)
        for at, code in enumerate(found.codes.tolist()):
            those = [paper for paper in sorted(now) if code in now[paper]]
            few = 3 if found.many[at] else len(those)
            assert found.many[at] == (len(those) >= 12)
            assert list(found.of(at)[:few]) == those[:few]
            assert list(kept.all_with("items", code)) == those
