"""What is kept paper by paper is what a grouping of the whole pile makes, whatever came first."""

import random
from pathlib import Path

import pytest
from invented_news import news
from msgspec import structs

from ledgerstone.evidence.incidents.copying.furniture import furniture
from ledgerstone.evidence.incidents.grouping.growing import Coming, fill, grow
from ledgerstone.evidence.incidents.grouping.linking import link, print_order
from ledgerstone.evidence.incidents.grouping.profiles import profiled
from ledgerstone.evidence.incidents.grouping.rarity import COMMON
from ledgerstone.storage.derived_index import scrub_index
from ledgerstone.storage.mention_index import mention_index

PAPERS = 40


@pytest.fixture(scope="module")
def pile():
    papers = [(one.id, profiled(one)) for one in news(PAPERS)]
    return [Coming(paper=key, profiles=made.profiles, sighting=made.sighting) for key, made in papers]


def grow_in(path, coming):
    with mention_index(path) as kept:
        for one in coming:
            grow(kept, [one])


def name(profile):
    return profile.paper, profile.claims


def edges_of_whole(pile):
    profiles = sorted((profile for one in pile for profile in one.profiles), key=print_order)
    edges = link(profiles, furniture([one.sighting for one in pile])).edges
    numbers = zip(edges.first.tolist(), edges.second.tolist(), edges.scores.tolist(), strict=True)
    return {(name(profiles[one]), name(profiles[other])): score for one, other, score in numbers}


def edges_kept(path: Path):
    with mention_index(path) as kept:
        mentions = kept.mentions(kept.of_papers(kept.papers()))
        named = {number: name(one.profile) for number, one in mentions.items()}
        ties = kept.ties(mentions)
        ends = zip(ties.first.tolist(), ties.second.tolist(), ties.scores.tolist(), strict=True)
        return {(named[one], named[other]): score for one, other, score in ends}


@pytest.mark.parametrize("step", [1, 7])
def test_papers_that_come_in_one_by_one_in_any_order_have_the_edges_of_the_whole(pile, tmp_path, step):
    order = random.Random(step).sample(pile, len(pile))  # noqa: S311  # an order of papers
    for start in range(0, len(order), step):
        with mention_index(tmp_path / "index.sqlite3") as kept:
            grow(kept, order[start : start + step])
    assert edges_kept(tmp_path / "index.sqlite3") == edges_of_whole(pile)


def test_papers_that_go_leave_the_edges_of_those_that_stay_and_can_come_again(pile, tmp_path):
    path = tmp_path / "index.sqlite3"
    with mention_index(path) as kept:
        fill(kept, pile)
    assert edges_kept(path) == edges_of_whole(pile)
    going = pile[::3]
    with mention_index(path) as kept:
        grow(kept, (), [one.paper for one in going])
    assert edges_kept(path) == edges_of_whole([one for one in pile if one not in going])
    with mention_index(path) as kept:
        grow(kept, going)
        grow(kept, going[:3])
    assert edges_kept(path) == edges_of_whole(pile)


def test_a_text_that_many_reprint_has_the_edges_of_the_whole(pile, tmp_path):
    """More have it than meet each other by one term: then only neighbours in print do, and others come between them."""
    base = next(one for one in pile if one.profiles[0].claims)
    ids = [f"s{number:02x}0000000000" for number in range(COMMON + 4)]
    reprints = [
        structs.replace(base, paper=key, profiles=(structs.replace(base.profiles[0], paper=key),)) for key in ids
    ]
    path = tmp_path / "index.sqlite3"
    with mention_index(path) as kept:
        fill(kept, [*pile[:8], *reprints[4:]])
    with mention_index(path) as kept:
        grow(kept, reprints[:1])
        grow(kept, reprints[1:4])
    whole = edges_of_whole([*pile[:8], *reprints])
    assert edges_kept(path) == whole
    with mention_index(path) as kept:
        grow(kept, (), [reprints[9].paper, reprints[30].paper])
    assert edges_kept(path) == edges_of_whole([*pile[:8], *reprints[:9], *reprints[10:30], *reprints[31:]])
    with mention_index(path) as kept:
        grow(kept, reprints[9:10], [one.paper for one in reprints[40:50]])
    assert edges_kept(path) == edges_of_whole([*pile[:8], *reprints[:30], *reprints[31:40], *reprints[50:]])


def test_a_paper_touches_what_is_like_it_and_not_the_whole_pile(pile, tmp_path):
    with mention_index(tmp_path / "index.sqlite3") as kept:
        fill(kept, pile)
        assert kept.touched() == ()
        grow(kept, (), [pile[0].paper])
        assert len(kept.touched()) < kept.size(PAPERS)


def test_what_is_written_is_kept_all_at_once_or_not_at_all(pile, tmp_path):
    path = tmp_path / "index.sqlite3"
    with mention_index(path) as kept:
        fill(kept, pile[:10])
    broken = structs.replace(pile[11], sighting=None)
    with pytest.raises(AttributeError):
        grow_in(path, [pile[10], broken])
    with mention_index(path) as kept:
        assert len(kept.papers()) == 10


def test_nothing_of_a_paper_that_went_is_left_in_the_files(pile, tmp_path):
    path = tmp_path / "index.sqlite3"
    gone = next(one for one in pile if one.profiles[0].claims)
    words = [gone.paper.encode(), *(claim.encode() for claim in gone.profiles[0].claims)]

    def held() -> list[bytes]:
        content = b"".join(file.read_bytes() for file in tmp_path.iterdir())
        return [word for word in words if word in content]

    with mention_index(path) as kept:
        fill(kept, pile)
    assert held() == words
    with mention_index(path) as kept:
        grow(kept, (), [gone.paper])
    assert scrub_index(path)
    assert held() == []
