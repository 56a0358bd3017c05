"""Relations of incidents on the record: found by an index, decided by people, for the desk alone."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledgerstone.errors import UsageError
from ledgerstone.record import find
from ledgerstone.record.find.account import account as find_account
from ledgerstone.record.find.related import related_incidents
from ledgerstone.record.find.why import why
from ledgerstone.record.models import IncidentPlace, Publication
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.judge import judge
from ledgerstone.workflow.publish import publish

ADA = "Ada Lind"
SECOND = "Six people were killed in Velmar on 14 May 1994 when shots were fired at a bus, a clerk said.\n"
LATER = "{} people were injured in Velmar on {} May 1994, the {} said.\n"
WHO = ("miller", "ferryman", "teacher", "baker", "sexton", "lawyer", "nurse", "porter")


@pytest.fixture
def two(archive, desk) -> tuple[str, str]:
    """Give the ids of two incidents in one town, eleven days apart."""
    (archive.folder / "a.txt").write_text(archive.telegram)
    (archive.folder / "b.txt").write_text(SECOND)
    archive.ingest()
    add_user(ADA)
    first, second = (row.id for row in find.incidents(**desk))
    return first, second


def test_the_account_the_listing_and_the_reasons_tell_the_same(two, desk):
    first, second = two
    listed = {row.id: row.relations for row in related_incidents(**desk)}
    assert [(one.kind, one.other, one.days_apart) for one in listed[first]] == [("followed by", second, 11)]
    assert [(one.kind, one.other) for one in listed[second]] == [("follows", first)]
    for key in two:
        assert find_account(key, **desk).account.relations == why(key, **desk).relations == listed[key]


def test_a_person_accepts_or_rejects_and_the_later_decision_holds(archive, two, desk):
    first, second = two
    judge(archive.directory, first, "accept-relation", second, by=ADA, reason="one battalion")
    assert [one.status for one in find_account(second, **desk).account.relations] == ["accepted"]
    judge(archive.directory, second, "reject-relation", first, by=ADA, reason="other people")
    assert [one.status for one in find_account(first, **desk).account.relations] == ["rejected"]
    assert [row.decision for row in why(first, **desk).judgements] == ["accept-relation", "reject-relation"]
    with pytest.raises(UsageError):
        judge(archive.directory, find.claims(**desk)[0].id, "accept-relation", second, by=ADA, reason="because")


def test_the_public_is_told_of_none(archive, two, public):
    for key in two:
        publish(archive.directory, key, by=ADA, with_sources=True)
    assert find_account(two[0], **public).account.relations == ()
    assert not any(row.relations for row in find.incidents(**public))
    assert not any(
        "name:" in row.snapshot or '"geonames:' in row.snapshot.split('"claims":[{')[0]
        for row in Publication.objects.filter(subject__startswith="i")
    )


def test_the_cost_for_one_incident_does_not_grow_with_the_record(archive, two, desk):
    with CaptureQueriesContext(connection) as few:
        find_account(two[0], **desk)
    for number, who in enumerate(WHO, 17):
        (archive.folder / f"{number}.txt").write_text(LATER.format(number, number, who))
    archive.ingest()
    assert len(related_incidents(**desk)) > 2
    with CaptureQueriesContext(connection) as many:
        find_account(two[0], **desk)
    assert len(few) == len(many)


def test_what_the_grouping_no_longer_has_is_found_at_no_place(archive, two, desk):
    judge(archive.directory, *two[:1], "merge", two[1], by=ADA, reason="one event")
    kept = {row.id for row in find.incidents(**desk)}
    assert set(IncidentPlace.objects.values_list("incident", flat=True)) <= kept
    assert all(row.relations == () for row in related_incidents(**desk))
