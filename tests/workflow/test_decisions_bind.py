"""Decisions on groups hold when papers come in, are read again or rules find other claims; and can be taken back."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ledgerstone.errors import UsageError
from ledgerstone.evidence.preservation.verify.archive import Asked
from ledgerstone.evidence.preservation.verify.results import Result
from ledgerstone.record import find
from ledgerstone.record.find.decisions import binding_decisions
from ledgerstone.record.models import ClaimRecord, IncidentClaim, LoggedRow
from ledgerstone.values.digests import short_id
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.judge import judge
from ledgerstone.workflow.readings.reread import reread
from ledgerstone.workflow.regroup import regroup
from ledgerstone.workflow.verify_archive import verify_archive

ADA = "Ada Lind"
MAY = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"
JUNE = "NORVIK, 10 June 1994. At least 51 people were killed in Velmar on 9 June 1994, the hospital said.\n"


@pytest.fixture
def two(archive, desk):
    """Give the ids of two incidents in one town."""
    (archive.folder / "a.txt").write_text(MAY)
    (archive.folder / "b.txt").write_text(JUNE)
    archive.ingest()
    add_user(ADA)
    one, other = (row.id for row in find.incidents(**desk))
    return one, other


def nothing(_count):
    """Show no progress."""


def shown(desk):
    return {row.id: len(row.sources) for row in find.incidents(**desk)}


def test_a_merge_holds_when_rules_find_every_claim_anew_under_another_id(archive, two, desk):
    judge(archive.directory, two[0], "merge", two[1], by=ADA, reason="one event")
    for record in ClaimRecord.objects.filter(current=True):
        ClaimRecord.objects.filter(pk=record.pk).update(current=False)
        record.pk = short_id("c", record.pk, "found by other rules")
        record.save(force_insert=True)
    regroup(archive.directory)
    assert shown(desk) == {two[0]: 2}


def test_a_merge_holds_when_papers_are_read_again(archive, two, desk):
    judge(archive.directory, two[0], "merge", two[1], by=ADA, reason="one event")
    reread(archive.directory, [row.id for row in find.sources(**desk)], pending=False, stage=archive.stage)
    assert shown(desk) == {two[0]: 2}


def test_a_merge_is_undone_by_parting_the_incident_that_it_took_in(archive, two, desk):
    merge = judge(archive.directory, two[0], "merge", two[1], by=ADA, reason="one event")
    assert shown(desk) == {two[0]: 2}
    split = judge(archive.directory, two[0], "split", two[1], by=ADA, reason="I misread the month")
    assert shown(desk) == {two[0]: 1, two[1]: 1}
    assert next(row for row in find.judgements(two[0], **desk) if row.id == merge.id).superseded_by == split.id


def test_never_together_holds_when_a_paper_about_both_comes_in(archive, two, desk):
    judge(archive.directory, two[0], "never-together", two[1], by=ADA, reason="two months")
    (archive.folder / "c.txt").write_text(
        "At least 83 people were killed in Velmar from 3 May 1994 to 9 June 1994, the hospital said.\n"
    )
    archive.ingest()
    sides = [set(side) for side in binding_decisions()[0].sides]
    for row in find.incidents(**desk):
        claims = {claim.id for claim in find.claims(incident=row.id, **desk)}
        assert not claims & sides[0] or not claims & sides[1]


def test_a_source_can_be_parted_and_the_incident_it_makes_merged_back(archive, two, desk):
    (archive.folder / "c.txt").write_text(MAY.replace("NORVIK", "TARN").replace("the hospital", "a doctor"))
    source = archive.ingest().sources[0]
    before = find.incidents(**desk)
    assert shown(desk)[two[0]] == 2
    judge(archive.directory, two[0], "split", source, by=ADA, reason="another town of that name")
    (new,) = set(shown(desk)) - set(two)
    assert shown(desk) == {two[0]: 1, two[1]: 1, new: 1}
    judge(archive.directory, two[0], "merge", new, by=ADA, reason="the same town")
    after = find.incidents(**desk)
    assert [(row.id, row.title, row.sources, row.lines) for row in after] == [
        (row.id, row.title, row.sources, row.lines) for row in before
    ]


def test_a_rejected_incident_is_rejected_when_it_is_proposed_again(archive, two, desk):
    judge(archive.directory, two[1], "reject", by=ADA, reason="an exercise")
    judge(archive.directory, two[0], "merge", two[1], by=ADA, reason="one event")
    judge(archive.directory, two[0], "split", two[1], by=ADA, reason="no")
    assert {row.id: row.status for row in find.incidents(**desk)}[two[1]] == "rejected"


def test_an_incident_cannot_be_split_from_nothing(archive, two):
    with pytest.raises(UsageError, match="does not belong"):
        judge(archive.directory, two[0], "split", by=ADA, reason="because")


def test_what_a_decision_was_about_is_fixed_by_the_log(archive, two):
    made = judge(archive.directory, two[0], "merge", two[1], by=ADA, reason="one event")
    assert LoggedRow.objects.get(key=made.id).index is not None
    assert verify_archive(archive.directory, Asked(), progress=nothing).result is Result.INTACT
    with connection.cursor() as cursor:
        cursor.execute("UPDATE record_judgement SET sides = '[[],[]]'")
    assert verify_archive(archive.directory, Asked(), progress=nothing).result is Result.DAMAGED


def test_only_the_incidents_that_changed_are_written(archive, two):
    links = set(IncidentClaim.objects.values_list("pk", "incident"))
    with CaptureQueriesContext(connection) as asked:
        regroup(archive.directory)
    written = ("INSERT", "UPDATE", "DELETE")
    assert not [one["sql"] for one in asked if "record_incident" in one["sql"] and one["sql"].startswith(written)]
    (archive.folder / "c.txt").write_text(JUNE.replace("NORVIK", "TARN").replace("the hospital", "a doctor"))
    archive.ingest()
    now = set(IncidentClaim.objects.values_list("pk", "incident"))
    assert links < now
    assert {incident for _, incident in now - links} == {two[1]}
