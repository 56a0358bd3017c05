"""What is kept paper by paper gives the copies of the whole pile, whatever came first."""

import random

import pytest
from invented_news import news
from msgspec import structs

from ledgerstone.evidence.incidents.copying import growing, lookups, sketches, traits
from ledgerstone.evidence.incidents.copying.cards import coming_of
from ledgerstone.evidence.incidents.copying.copies import find_copies
from ledgerstone.evidence.incidents.copying.due import compare_due
from ledgerstone.evidence.incidents.copying.growing import fill, grow
from ledgerstone.evidence.incidents.copying.translations import find_translations
from ledgerstone.storage import code_tables
from ledgerstone.storage.copy_index import copy_index
from ledgerstone.storage.derived_index import scrub_index

PAPERS = 24


@pytest.fixture(scope="module")
def pile():
    return tuple(news(PAPERS))


@pytest.fixture
def small_limits(monkeypatch):
    """Let the limits that bound the work be met in a small pile."""
    for room in (traits, sketches):
        monkeypatch.setattr(room, "LONG_POSTING", 4)
        monkeypatch.setattr(room, "FIRST_FEW", 2)
    for room in (sketches, lookups, growing):
        monkeypatch.setattr(room, "PAIRS_OF_ONE", 6)
    monkeypatch.setattr(code_tables, "MOST_LATE", 3)
    monkeypatch.setattr(code_tables, "_SOME", 2)


class Growing:
    """Papers that come and go, with the copies that are known between them."""

    def __init__(self, path):
        self.path, self.papers, self.copies = path, {}, {}

    def change(self, coming=(), going=()):
        for paper in coming:
            self.papers[paper.id] = paper
        for key in going:
            del self.papers[key]
        with copy_index(self.path) as kept:
            grow(kept, coming_of(coming), going)
            for pair in kept.due():
                self.copies.pop(pair, None)
            found = compare_due(kept, lambda ids: tuple(self.papers[key] for key in ids))
            self.copies |= {tuple(sorted((one.source, one.of))): one for one in found}
            kept.settle()

    def is_whole(self):
        found = sorted(self.copies.values(), key=lambda copy: (copy.source, copy.of))
        papers = tuple(sorted(self.papers.values(), key=lambda paper: paper.id))
        copies = find_copies(papers)
        return found == sorted((*copies, *find_translations(papers, copies)), key=lambda copy: (copy.source, copy.of))


@pytest.mark.usefixtures("small_limits")
@pytest.mark.parametrize("step", [1, 5])
def test_papers_that_come_in_any_order_give_the_copies_of_the_whole(pile, tmp_path, step):
    pile_kept = Growing(tmp_path / "index.sqlite3")
    order = random.Random(step).sample(pile, len(pile))  # noqa: S311  # an order of papers
    for start in range(0, len(order), step):
        pile_kept.change(order[start : start + step])
    assert pile_kept.is_whole()
    with copy_index(pile_kept.path) as grown, copy_index(tmp_path / "filled.sqlite3") as filled:
        fill(filled, coming_of(pile))
        assert set(filled.pairs(filled.every())) == set(grown.pairs(grown.every()))


@pytest.mark.usefixtures("small_limits")
def test_papers_that_go_and_come_again_in_another_form_give_the_copies_of_the_whole(pile, tmp_path):
    pile_kept = Growing(tmp_path / "index.sqlite3")
    # Reprints of the same words, of which the first one goes and comes again with its date alone.
    reprints = [structs.replace(pile[7], id=f"reprint {k}", publisher=f"Paper {k}") for k in range(4)]
    pile_kept.change([*pile, *reprints])
    gone = [one.id for one in (pile[7], *pile[::5])]
    pile_kept.change(going=dict.fromkeys(gone))
    assert pile_kept.is_whole()
    other = structs.replace(pile[7], text=pile[8].text, regions=())
    pile_kept.change([structs.replace(pile[0], published=None), other])
    assert pile_kept.is_whole()


def test_a_paper_is_compared_with_its_own_candidates(pile, tmp_path):
    with copy_index(tmp_path / "index.sqlite3") as kept:
        fill(kept, coming_of(pile))
        assert kept.due() == ()
        grow(kept, coming_of(pile[:3]))
        assert kept.due() == ()
        later, *_ = next(kept.pairs(kept.every()))
        key = kept.named([later])[later].id
        again = next(paper for paper in pile if paper.id == key)
        grow(kept, coming_of([structs.replace(again, publisher="Somebody else")]))
        assert 0 < len(kept.due()) < PAPERS
        assert all(key in pair for pair in kept.due())


def test_nothing_of_a_paper_that_went_is_left_in_the_files(pile, tmp_path):
    path = tmp_path / "index.sqlite3"
    words = [pile[3].id.encode(), pile[3].title.encode()]

    def held():
        content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        return [word for word in words if word in content]

    with copy_index(path) as kept:
        fill(kept, coming_of(pile))
    assert held() == words
    with copy_index(path) as kept:
        grow(kept, (), [pile[3].id])
        kept.settle()
    assert scrub_index(path)
    assert held() == []
