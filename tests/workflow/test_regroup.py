"""A paper or a decision changes what it touches, to what a grouping of the whole would make of it."""

import pytest
from msgspec import structs

from ledgerstone.record import save
from ledgerstone.record.find import holdings
from ledgerstone.record.models import IncidentClaim, IncidentRecord
from ledgerstone.storage import mention_index as mention_index_module
from ledgerstone.storage.copy_index import copy_index
from ledgerstone.storage.derived_index import clear_index
from ledgerstone.storage.mention_index import mention_index
from ledgerstone.workflow import regroup as regrouping
from ledgerstone.workflow import renew_copies as renewing
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.judge import judge
from ledgerstone.workflow.regroup import regroup

ADA = "Ada Lind"
TOWNS = ("Velmar", "Ostavra", "Lorveno", "Tarnik")


def paper(number: int) -> str:
    town, day = TOWNS[number % len(TOWNS)], 3 + number % 5
    # Those of one town share a passage.
    passage = " ".join(f"{town.lower()}{one}{other}" for one in "aeiou" for other in "bdfglmnr")
    return (
        f"NORVIK, {day + 1} May 1994. At least {30 + number % 3} people were killed in {town} on {day} May 1994, the "
        f"hospital said. The bridge of {town} was closed, and the bakers of street {number} stayed at home.\n\n"
        f"{passage}.\n"
    )


@pytest.fixture
def by_index(monkeypatch) -> None:
    """Let the index serve the smallest piles."""
    monkeypatch.setattr(regrouping, "SMALL", 0)
    monkeypatch.setattr(regrouping, "MUCH", 1)


@pytest.fixture
def pile(archive, by_index):
    """Ingest some papers one by one."""
    del by_index
    for number in range(6):
        (archive.folder / f"{number}.txt").write_text(paper(number))
        archive.ingest()
    add_user(ADA)
    return archive


def shown():
    """Give the incidents without their ids and the words that were chosen when each was made."""
    found = [structs.replace(one, id="", evidence=()) for one in holdings.standing_incidents()]
    return sorted(found, key=lambda one: one.claims)


def copies():
    return holdings.copies_of(tuple(holdings.read_ids()))


def links():
    return set(IncidentClaim.objects.values_list("incident", "claim"))


def whole(archive):
    """Group the whole anew."""
    clear_index(archive.directory.incident_index)
    regroup(archive.directory)
    return shown()


def test_papers_that_came_one_by_one_make_the_incidents_of_the_whole(pile):
    found, were, copied = shown(), links(), copies()
    assert copied
    assert found == whole(pile)
    assert were == links()
    assert copied == copies()


def test_a_judgement_makes_the_incidents_of_the_whole(pile):
    one, other = (row.pk for row in IncidentRecord.objects.filter(current=True).order_by("pk")[:2])
    judge(pile.directory, one, "merge", other, by=ADA, reason="one event")
    assert shown() == whole(pile)
    claim = IncidentClaim.objects.filter(incident=one).first().claim_id
    judge(pile.directory, claim, "reject", by=ADA, reason="a misprint")
    assert claim not in {held for _, held in links()}
    copied = copies()
    assert shown() == whole(pile)
    assert copied == copies()
    judge(pile.directory, one, "split", other, by=ADA, reason="two")
    assert {one, other} <= {row.id for row in holdings.standing_incidents()}
    assert shown() == whole(pile)


def test_what_was_interrupted_is_made_at_the_next_grouping(pile, monkeypatch):
    before = shown()
    (pile.folder / "more.txt").write_text(paper(0).replace("NORVIK", "TARN"))
    with monkeypatch.context() as broken:
        broken.setattr(regrouping, "renew", None)
        with pytest.raises(TypeError):
            pile.ingest()
    assert shown() == before
    with mention_index(pile.directory.incident_index) as kept:
        assert kept.touched()
    pile.ingest()
    found = shown()
    assert found != before
    assert found == whole(pile)


def test_a_paper_that_is_removed_leaves_what_a_grouping_of_the_others_makes(pile):
    (copy, *_) = copies()
    save.clear_sources([copy.source])
    regroup(pile.directory, removed=[copy.source])
    with copy_index(pile.directory.copy_index) as kept:
        assert kept.papers() == tuple(holdings.read_ids())
    found, copied = shown(), copies()
    assert copy not in copied
    assert found == whole(pile)
    assert copied == copies()


def test_copies_that_an_interruption_left_are_found_again(pile, monkeypatch):
    (pile.folder / "more.txt").write_text(paper(0).replace("NORVIK", "TARN"))
    with monkeypatch.context() as broken:
        broken.setattr(renewing.save, "update_copies", None)
        with pytest.raises(TypeError):
            pile.ingest()
    before = copies()
    pile.ingest()
    found = copies()
    assert len(found) > len(before)
    assert shown() == whole(pile)
    assert copies() == found


def test_a_judgement_that_was_interrupted_is_grouped_when_papers_are_next_asked_for(pile, monkeypatch):
    one, other = (row.pk for row in IncidentRecord.objects.filter(current=True).order_by("pk")[:2])
    with monkeypatch.context() as broken:
        broken.setattr(regrouping, "renew", None)
        with pytest.raises(TypeError):
            judge(pile.directory, one, "merge", other, by=ADA, reason="one event")
    before = shown()
    pile.ingest()
    assert shown() != before
    assert shown() == whole(pile)


@pytest.mark.parametrize("index", ["incident_index", "copy_index"])
def test_an_index_that_was_deleted_is_filled_again(pile, index):
    before = shown()
    clear_index(getattr(pile.directory, index))
    regroup(pile.directory)
    assert shown() == before
    with copy_index(pile.directory.copy_index) as kept:
        assert kept.papers() == tuple(holdings.read_ids())
    with mention_index(pile.directory.incident_index) as kept:
        assert kept.papers() == tuple(holdings.read_ids())


def test_an_index_of_other_rules_is_begun_anew(pile, monkeypatch):
    monkeypatch.setattr(mention_index_module, "VERSION", 0)
    with mention_index(pile.directory.incident_index) as kept:
        assert kept.papers() == ()
    before = shown()
    regroup(pile.directory)
    assert shown() == before
    with mention_index(pile.directory.incident_index) as kept:
        assert kept.papers() == tuple(holdings.read_ids())
