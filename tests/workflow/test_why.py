"""Why papers are taken for one incident: each paper with its reasons and words, and what people decided."""

import pytest

from ledgerstone.cli.why_text import why_lines
from ledgerstone.errors import NotFoundError
from ledgerstone.record import find
from ledgerstone.record.find.why import why
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.judge import judge
from ledgerstone.workflow.publish import publish

ADA = "Ada Lind"


@pytest.fixture
def incident(archive, desk) -> str:
    (archive.folder / "a.txt").write_text(archive.telegram)
    (archive.folder / "b.txt").write_text(archive.letter)
    archive.ingest()
    add_user(ADA)
    return find.incidents(**desk)[0].id


def test_every_paper_is_there_with_its_reasons_and_its_claims(incident, desk):
    found = why(incident[:6], **desk)
    (row,) = (one for one in find.incidents(**desk) if one.id == incident)
    assert {paper.source for paper in found.papers} == set(row.sources)
    assert {claim.id for paper in found.papers for claim in paper.claims} == {
        one.id for one in find.claims(incident=incident, **desk)
    }
    kept = [reason for paper in found.papers for reason in paper.reasons] + list(found.reasons)
    assert sorted(one.text for one in kept) == sorted(one.text for one in row.evidence)
    assert kept


def test_the_words_of_a_claim_stand_in_its_source(incident, desk):
    for paper in why(incident, **desk).papers:
        text = find.source(paper.source, **desk).reading.text
        assert paper.claims
        for claim in paper.claims:
            assert text[claim.passage.start : claim.passage.end] == claim.passage.exact


def test_people_are_named_with_time_and_reason_and_what_took_their_place(archive, incident, desk):
    one, two = (paper.source for paper in why(incident, **desk).papers)
    first = judge(archive.directory, one, "is-copy-of", two, by=ADA, reason="I saw the proofs")
    later = judge(archive.directory, one, "is-independent-of", two, by=ADA, reason="they were other proofs")
    accepted = judge(archive.directory, incident, "accept", by=ADA, reason="same square")
    found = why(incident, **desk)
    assert [row.id for row in found.judgements] == [first.id, later.id, accepted.id]
    assert [row.superseded_by for row in found.judgements] == [later.id, None, None]
    assert found.status == "accepted"
    text = " ".join(" ".join(row.text.split()) for row in why_lines(found, 80))
    assert f"{ADA}: {incident} accept: “same square” ({accepted.id})" in text
    assert f"{first.at:%Y-%m-%d %H:%M} UTC" in text


def test_a_decision_on_a_claim_is_none_on_the_grouping(archive, incident, desk):
    judge(archive.directory, why(incident, **desk).papers[0].claims[0].id, "accept", by=ADA, reason="page 4")
    assert why(incident, **desk).judgements == ()


def test_the_public_is_told_of_published_incidents_alone_and_of_nobody_who_decided(archive, incident, desk, public):
    with pytest.raises(NotFoundError):
        why(incident, **public)
    judge(archive.directory, incident, "accept", by=ADA, reason="same square")
    publish(archive.directory, incident, by=ADA, with_sources=True)
    found = why(incident, **public)
    assert found.judgements == ()
    assert {paper.source for paper in found.papers} == {paper.source for paper in why(incident, **desk).papers}


def test_an_unknown_incident_is_not_found(incident, desk):
    del incident
    with pytest.raises(NotFoundError):
        why("i0000", **desk)
