"""A pile that is read as it is gone through: the same incidents and copies, and only a few papers at hand."""

from collections.abc import Iterator, Sequence
from functools import partial

import pytest

from ledgerstone.evidence.incidents import pile
from ledgerstone.evidence.incidents.copying import pairs
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.pile import ById, Recent
from ledgerstone.evidence.incidents.propose import propose


class Read:
    """A pile whose papers are made anew whenever they are read."""

    def __init__(self, papers: Sequence[Paper]) -> None:
        self._papers = papers

    def __iter__(self) -> Iterator[Paper]:
        """Yield all of them."""
        return iter(self._papers)

    def __getitem__(self, some: slice) -> Sequence[Paper]:
        """Return some of them."""
        return tuple(self._papers[some])


def test_a_pile_of_any_size_gives_what_its_papers_at_hand_give(make, monkeypatch):
    text = make.story(1)
    told = "7 people were killed at the mill."
    claim = make.claim(told[:18], 7, when=make.days("1994-05-03"), where="Velmar")
    texts = [f"{told} {text if k % 3 else make.story(k)}" for k in range(45)]
    papers = tuple(make.paper(f"s{k:02}", text, claim) for k, text in enumerate(texts))
    whole = propose(papers)
    for module, name in ((pile, "MOST_CHARACTERS"), (pairs, "MOST_WORDS"), (pairs, "WORDS_AT_ONCE"), (pile, "AT_ONCE")):
        monkeypatch.setattr(module, name, 2)
    assert propose(Read(papers)) == whole
    assert whole.copies
    assert whole.incidents


def test_what_was_asked_for_last_is_at_hand_up_to_a_weight():
    made: list[str] = []
    recent: Recent[str, str] = Recent(len, 6)
    for key in ("one", "two", "one", "nine", "two"):
        recent.get(key, partial(_noted, made, key))
    assert made == ["one", "two", "nine", "two"]


def test_a_paper_that_is_not_in_the_pile_is_not_looked_for(make):
    by_id = ById((make.paper("s1", "The mill stood still."),), ["s1"])
    assert "s2" not in by_id
    assert (len(by_id), list(by_id)) == (1, ["s1"])
    with pytest.raises(KeyError):
        by_id["s2"]


def _noted(made: list[str], key: str) -> str:
    made.append(key)
    return key
