"""A named person's decisions and publications, and what the public then sees."""

import hashlib
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledgerstone.errors import ForbiddenError, NotFoundError, UsageError
from ledgerstone.record import find
from ledgerstone.record.find.account import account as find_account
from ledgerstone.record.models import Publication, Source
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.judge import judge
from ledgerstone.workflow.publish import publish

ADA = "Ada Lind"
COMMENTS = """

Comments

1. Boris says:
At least 900 people were killed in Velmar on 3 May 1994, I know it.
"""


@pytest.fixture
def incident(archive, desk) -> str:
    """Give the id of an incident that a telegram and a letter are about."""
    (archive.folder / "a.txt").write_text(archive.telegram)
    (archive.folder / "b.txt").write_text(archive.letter)
    archive.ingest()
    add_user(ADA)
    return find.incidents(**desk)[0].id


@pytest.fixture
def claim(incident, desk) -> str:
    return find.claims(incident=incident, **desk)[0].id


def test_a_decision_stands_in_a_known_persons_name(archive, claim):
    with pytest.raises(ForbiddenError, match="user add"):
        judge(archive.directory, claim, "accept", by="Nobody", reason="seen")
    with pytest.raises(UsageError, match="reason"):
        judge(archive.directory, claim, "accept", by=ADA, reason=" ")


def test_a_later_decision_supersedes_and_both_stay(archive, claim, desk):
    first = judge(archive.directory, claim[:9], "accept", by=ADA, reason="page 4 says so")
    assert next(row for row in find.claims(**desk) if row.id == claim).status == "accepted"
    second = judge(archive.directory, claim, "reject", by=ADA, reason="page 4 is a reprint")
    rows = find.judgements(claim, **desk)
    assert [(row.id, row.superseded_by) for row in rows] == [(first.id, second.id), (second.id, None)]
    assert next(row for row in find.claims(**desk) if row.id == claim).status == "rejected"


def test_a_rejected_claim_is_in_no_account(archive, claim, incident, desk):
    judge(archive.directory, claim, "reject", by=ADA, reason="a misprint")
    shown = find_account(incident, **desk)
    assert claim not in {row.id for row in shown.claims}
    assert claim not in shown.account.incident.claims


def test_an_account_takes_the_same_number_of_queries_however_many_sources(archive, incident, desk):
    with CaptureQueriesContext(connection) as few:
        find_account(incident, **desk)
    for number in range(6):
        (archive.folder / f"more {number}.txt").write_text(f"{archive.telegram}Page {number}.\n")
    archive.ingest()
    grown = find.incidents(**desk)[0].id
    with CaptureQueriesContext(connection) as many:
        find_account(grown, **desk)
    assert len(few) == len(many) <= 13


@pytest.mark.parametrize(
    ("decision", "other"), [("merge", None), ("accept", "b.txt"), ("is-copy-of", None), ("annul", None)]
)
def test_a_decision_that_does_not_fit_its_subject_is_refused(archive, claim, decision, other):
    with pytest.raises(UsageError):
        judge(archive.directory, claim, decision, other, by=ADA, reason="because")


def test_an_unknown_id_is_not_found(archive, incident):
    del incident
    with pytest.raises(NotFoundError):
        judge(archive.directory, "c0000", "accept", by=ADA, reason="because")


def test_copying_is_decided_between_two_different_sources(archive, incident, desk):
    one, two = find_account(incident, **desk).account.incident.sources[:2]
    made = judge(archive.directory, one, "is-copy-of", two, by=ADA, reason="credited to it")
    assert (made.subject, made.other) == (one, two)
    with pytest.raises(UsageError, match="different"):
        judge(archive.directory, one, "is-copy-of", one, by=ADA, reason="credited to it")


def test_an_account_is_published_only_with_every_source_that_it_cites(archive, incident, public):
    with pytest.raises(ForbiddenError, match="--with-sources"):
        publish(archive.directory, incident, by=ADA)
    assert find.incidents(**public) == ()
    assert find.sources(**public) == ()
    account, *sources = publish(archive.directory, incident, by=ADA, with_sources=True)
    assert (account.subject, account.version, account.by) == (incident, 1, ADA)
    assert {row.subject for row in sources} == {row.id for row in find.sources(**public)}


def test_what_was_published_is_the_snapshot_with_its_digest(archive, incident, public):
    made, *_ = publish(archive.directory, incident, by=ADA, with_sources=True)
    held = Publication.objects.get(pk=made.id)
    assert hashlib.sha256(held.snapshot.encode()).hexdigest() == made.sha256
    shown = find_account(incident, **public)
    assert shown.publication == made
    named = {one for q in shown.account.questions for a in q.answers for line in a.lines for one in line.claims}
    assert named <= {row.id for row in shown.claims}
    assert {row.source for row in shown.claims} <= {row.id for row in shown.sources}


def test_what_comes_in_later_changes_no_publication(archive, incident, public, desk):
    publish(archive.directory, incident, by=ADA, with_sources=True)
    before = find_account(incident, **public), find.incidents(**public), find.claims(**public)
    (archive.folder / "c.txt").write_text(archive.telegram.replace("32", "51") + "A second paper.\n")
    archive.ingest()
    assert (find_account(incident, **public), find.incidents(**public), find.claims(**public)) == before
    assert len(find.sources(**desk)) == 3
    assert len(find.sources(**public)) == 2


def test_a_source_sealed_later_takes_the_published_account_with_it(archive, incident, public):
    publish(archive.directory, incident, by=ADA, with_sources=True)
    Source.objects.filter(pk=find.sources(**public)[0].id).update(sealed=True)
    assert find.incidents(**public) == ()
    with pytest.raises(NotFoundError):
        find_account(incident, **public)


def test_a_publication_holds_no_comment_and_no_commenter(archive, public):
    (archive.folder / "page.txt").write_text("Velmar\n\n" + archive.telegram + COMMENTS)
    (source,) = archive.ingest().sources
    add_user(ADA)
    made, *_ = publish(archive.directory, source, by=ADA)
    snapshot = Publication.objects.get(pk=made.id).snapshot
    assert "Boris" not in snapshot
    # As a number by itself: it may be among the microseconds of a time.
    assert re.search(r"(?<![\d.])900(?!\d)", snapshot) is None
    assert "900" not in find.source(source, **public).reading.text
    assert find.search("900", 5, **public) == ()


def test_a_claim_is_not_published_alone(archive, claim):
    with pytest.raises(UsageError, match="is a claim"):
        publish(archive.directory, claim, by=ADA)


@pytest.mark.parametrize("name", ["", "  ", "x" * 151, "bell\x07"])
def test_a_user_has_a_name_that_can_be_printed(archive, name):
    del archive
    with pytest.raises(UsageError):
        add_user(name)


def test_a_user_is_added_once(archive):
    del archive
    assert [add_user(ADA), add_user(f" {ADA} ")] == [True, False]


VIOLENCE = """

At least seven women of the harbour quarter were raped in Velmar on 3 May 1994, the hospital said. The town burned.
"""


@pytest.fixture
def violence(archive, desk) -> tuple[str, str]:
    """Give the ids of a source that tells of sexual violence, and of its claim."""
    (archive.folder / "c.txt").write_text(archive.telegram + VIOLENCE)
    archive.ingest()
    add_user(ADA)
    (row,) = find.claims(question="sexual_violence", **desk)
    return row.source, row.id


def test_sexual_violence_is_for_the_desk_until_a_person_makes_the_claim_public(archive, violence, public):
    source, claim = violence
    publish(archive.directory, source, by=ADA)
    assert claim not in {row.id for row in find.claims(source=source, **public)}
    judge(archive.directory, claim, "accept", by=ADA, reason="the hospital's list says so")
    assert claim not in {row.id for row in find.claims(source=source, **public)}
    judge(archive.directory, claim, "make-public", by=ADA, reason="the women asked for it")
    assert claim in {row.id for row in find.claims(source=source, **public)}
    judge(archive.directory, claim, "withhold", by=ADA, reason="one of them took it back")
    assert claim not in {row.id for row in find.claims(source=source, **public)}


def test_no_claim_with_words_of_a_withheld_passage_is_public(archive, violence, desk, public):
    source, claim = violence
    publish(archive.directory, source, by=ADA)
    held = next(row for row in find.claims(source=source, **desk) if row.id == claim).passage
    shown = find.claims(source=source, **public)
    assert shown
    assert not [row.id for row in shown if row.passage.start < held.end and held.start < row.passage.end]


def test_sexual_violence_is_in_no_published_account_and_no_public_number(archive, violence, desk, public):
    source, claim = violence
    row = next(one for one in find.claims(source=source, **desk) if one.id == claim)
    publish(archive.directory, str(row.incident), by=ADA, with_sources=True)
    shown = find_account(str(row.incident), **public)
    assert claim not in {one.id for one in shown.claims}
    assert claim not in {one for question in shown.account.questions for one in _claims_of(question)}
    assert find.numbers(**public).claims == len(find.claims(**public)) < find.numbers(**desk).claims


def _claims_of(question):
    return (claim for answer in question.answers for line in answer.lines for claim in line.claims)
