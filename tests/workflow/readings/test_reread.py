"""What people cited is found again where a reading is another one, or said to be lost. All papers invented."""

from types import SimpleNamespace

import pytest
from django.utils import timezone

from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.record import find, save
from ledgerstone.record.find.decisions import standing_decisions
from ledgerstone.record.models import ClaimRecord, ReadingRecord
from ledgerstone.record.rows import PublishedSource
from ledgerstone.workflow.readings.cited_again import CitedAgain, cited_again
from ledgerstone.workflow.readings.keep_reading import ClaimsMade, keep_claims
from ledgerstone.workflow.readings.reading_task import made_of
from ledgerstone.workflow.readings.reading_terms import Asked

FIRST = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"
SECOND = "Twelve people were injured in Norvik on 9 June 1994, a teacher said.\n"
WHOLE, MOVED = FIRST + SECOND, "The Norvik Bell\n\n" + FIRST + SECOND


@pytest.fixture
def paper(record, desk):
    """Give a paper that was read as several texts, one after the other, and what may be done with it."""
    del record
    source, _ = save.add_source(sha256="ab" * 32, size_bytes=9, obtained=timezone.now())
    save.add_user("Ada Lind", added=timezone.now())

    def read_as(text: str) -> dict[str, str]:
        made = made_of(text.encode(), Asked(name="a.txt", language="en"))
        new = save.add_reading(source, made.reading, mentions=(), context=Context(), status="read", made=timezone.now())
        keep_claims([ClaimsMade(source=source, reading=new, made=made)])
        return {row.question: row.id for row in find.claims(source=source, **desk)}

    def decide(claim: str, decision: str, other: str | None = None) -> None:
        said = {"decision": decision, "other": other, "reason": "the page says so", "rivals": (decision,)}
        save.add_judgement(claim, by="Ada Lind", at=timezone.now(), **said)
        if other is None:
            save.set_status(claim, f"{decision}ed")

    def publish() -> None:
        detail = find.source(source, **desk)
        snapshot = PublishedSource(source=detail, claims=find.claims(source=source, **desk))
        more = {"cites": (source,), "by": "Ada Lind", "at": timezone.now()}
        save.add_publication(source, listing=detail.source, snapshot=snapshot, **more)

    def cited() -> dict[str, CitedAgain]:
        text = find.source(source, **desk).reading.text
        return {one.claim: one for one in cited_again(source, text)}

    return SimpleNamespace(source=source, read_as=read_as, decide=decide, publish=publish, cited=cited)


def status(claim: str) -> str:
    return ClaimRecord.objects.get(pk=claim).status


def test_a_judged_passage_that_moved_is_found_and_its_judgement_holds_for_the_claim_there(paper):
    old = paper.read_as(MOVED)
    paper.decide(old["killed"], "reject")
    reading = ClaimRecord.objects.get(pk=old["killed"]).reading_id
    now = paper.read_as(WHOLE)
    told = paper.cited()[old["killed"]]
    assert (told.how, told.was.start - told.now.start, told.now.exact) == ("moved", 17, told.was.exact)
    assert (told.now_claim, told.reading, told.by) == (now["killed"], reading, ("judgement",))
    assert (status(now["killed"]), status(now["injured"])) == ("rejected", "proposed")
    kept = ClaimRecord.objects.get(pk=old["killed"])
    assert (kept.reading_id, kept.status, kept.current) == (reading, "rejected", False)


def test_a_judged_passage_whose_words_are_gone_is_lost_and_stays_with_its_reading(paper):
    old = paper.read_as(FIRST.replace("32", "37") + SECOND)
    paper.decide(old["killed"], "accept")
    now = paper.read_as(WHOLE)
    told = paper.cited()[old["killed"]]
    assert (told.how, told.now, told.now_claim) == ("lost", None, None)
    assert status(now["killed"]) == "proposed"
    text = bytes(ReadingRecord.objects.get(pk=told.reading).text).decode()
    assert text[told.was.start : told.was.end] == told.was.exact
    assert "37" in told.was.exact


def test_published_passages_are_cited_too(paper):
    old = paper.read_as(SECOND + FIRST)
    paper.publish()
    now = paper.read_as(WHOLE)
    cited = paper.cited()
    assert set(old.values()) <= set(cited)
    assert {one.by for one in cited.values()} == {("publication",)}
    assert cited[old["killed"]].now_claim == now["killed"]


def test_the_last_decision_holds_when_a_reading_is_as_an_earlier_one_was(paper):
    old = paper.read_as(MOVED)
    paper.decide(old["killed"], "accept")
    between = paper.read_as(WHOLE)
    assert status(between["killed"]) == "accepted"
    paper.decide(between["killed"], "reject")
    assert paper.read_as(MOVED) == old
    assert status(old["killed"]) == "rejected"
    assert status(paper.read_as(WHOLE)["killed"]) == "rejected"


def test_a_passage_that_was_lost_for_a_while_is_found_again(paper):
    old = paper.read_as(MOVED)
    paper.decide(old["killed"], "reject")
    paper.read_as(SECOND)
    assert status(paper.read_as(WHOLE)["killed"]) == "rejected"


def test_a_decision_on_groups_holds_for_the_claim_that_follows(paper, desk):
    old = paper.read_as(MOVED)
    paper.decide(old["killed"], "never-together", old["injured"])
    now = paper.read_as(WHOLE)
    assert standing_decisions(**desk) == (
        Decision(subject=now["killed"], decision=Ruling.NEVER_TOGETHER, other=now["injured"]),
    )


def test_a_claim_that_comes_again_keeps_the_reading_that_it_came_from(paper):
    paper.read_as(WHOLE)
    claims = ClaimRecord.objects.filter(source=paper.source).values_list("pk", "reading")
    before = dict(claims)
    paper.read_as(WHOLE)
    assert dict(claims) == before
    assert ReadingRecord.objects.filter(source=paper.source).count() == 2


def test_another_value_at_the_same_words_is_a_proposal(paper):
    old = paper.read_as(FIRST.replace("3 May 1994, the", "3 May 1995, the"))
    paper.decide(old["when"], "accept")
    assert status(paper.read_as(FIRST)["when"]) == "proposed"
