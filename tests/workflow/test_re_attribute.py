"""A person says that a claim's voice is another: the claim keeps its own, and what is counted uses the person's."""

import json
from contextlib import contextmanager

import pytest

from ledgerstone.errors import UsageError
from ledgerstone.evidence.preservation.verify.archive import Asked
from ledgerstone.record import find
from ledgerstone.record.find.account import account as find_account
from ledgerstone.record.models import ClaimRecord
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.judge import judge
from ledgerstone.workflow.publish import publish
from ledgerstone.workflow.readings.reread import reread
from ledgerstone.workflow.regroup import regroup
from ledgerstone.workflow.verify_archive import verify_archive

ADA = "Ada Lind"
FIRST = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"
SECOND = "Velmar, 5 May 1994. The toll of 3 May 1994 in Velmar is at least 32 people killed, the mayor said.\n"


@contextmanager
def quiet(doing, *, total, unit):
    del doing, total, unit
    yield lambda _: None


@pytest.fixture
def killed(archive, desk) -> list:
    """Give the claims on the killed: the hospital's and the mayor's."""
    (archive.folder / "a.txt").write_text(FIRST)
    (archive.folder / "b.txt").write_text(SECOND)
    archive.ingest()
    add_user(ADA)
    rows = find.claims(question="killed", **desk)
    return sorted(rows, key=lambda row: row.voice.name or "")


def lines_of(incident: str, desk) -> int:
    questions = find_account(incident, **desk).account.questions
    return sum(answer.lines_max for one in questions if one.question == "killed" for answer in one.answers)


def test_the_person_is_shown_beside_the_voice_as_it_was_read(archive, killed, desk):
    claim = killed[1]
    made = judge(archive.directory, claim.id, "re-attribute", "  the  hospital ", by=ADA, reason="the mayor quotes it")
    row = next(one for one in find.claims(**desk) if one.id == claim.id)
    assert row.voice.name == "the hospital"
    assert row.attribution.was == claim.voice
    assert (row.attribution.by, row.attribution.reason) == (ADA, "the mayor quotes it")
    assert (row.attribution.at, row.attribution.judgement) == (made.at, made.id)


def test_lines_are_counted_by_the_voice_that_the_person_names(archive, killed, desk):
    incident = killed[0].incident
    before = lines_of(incident, desk)
    judge(archive.directory, killed[1].id, "re-attribute", "the hospital (body)", by=ADA, reason="quotes it")
    assert lines_of(incident, desk) == before - 1
    judge(archive.directory, killed[1].id, "attribute-as-read", by=ADA, reason="he had counted them himself")
    assert lines_of(incident, desk) == before


def test_a_later_attribution_supersedes_and_all_stay(archive, killed, desk):
    names = ("the hospital", "the fire brigade")
    made = [judge(archive.directory, killed[1].id, "re-attribute", name, by=ADA, reason="as I heard") for name in names]
    made.append(judge(archive.directory, killed[1].id, "attribute-as-read", by=ADA, reason="I misheard"))
    kept = find.judgements(killed[1].id, **desk)
    assert [row.other for row in kept] == [*names, None]
    assert [row.superseded_by for row in kept] == [made[1].id, made[2].id, None]
    assert next(row for row in find.claims(**desk) if row.id == killed[1].id).attribution is None
    assert verify_archive(archive.directory, Asked(), progress=lambda _: None).result == "intact"


def test_proposals_made_again_never_undo_it(archive, killed, desk):
    judge(archive.directory, killed[1].id, "re-attribute", "the fire brigade", by=ADA, reason="page 2 says so")
    regroup(archive.directory)
    reread(archive.directory, (killed[1].source,), pending=False, stage=quiet)
    row = next(one for one in find.claims(**desk) if one.id == killed[1].id)
    assert row.voice.name == "the fire brigade"


def test_it_holds_where_the_rules_by_now_give_the_claim_another_voice(archive, killed, desk):
    judge(archive.directory, killed[1].id, "re-attribute", "the fire brigade", by=ADA, reason="page 2 says so")
    record = ClaimRecord.objects.get(pk=killed[1].id)
    content = json.loads(record.content)
    content["voice"] = {"name": "The major", "kind": "official", "chain": []}
    ClaimRecord.objects.filter(pk=record.pk).update(current=False)
    record.pk, record.content = "c0123456789ab", json.dumps(content)
    record.save(force_insert=True)
    row = next(one for one in find.claims(**desk) if one.id == record.pk)
    assert (row.voice.name, row.attribution.was.name) == ("the fire brigade", "The major")


def test_the_public_is_told_that_it_was_re_attributed_and_not_by_whom(archive, killed, public):
    judge(archive.directory, killed[1].id, "re-attribute", "the fire brigade", by=ADA, reason="my neighbour told me")
    publish(archive.directory, killed[1].incident, by=ADA, with_sources=True)
    shown = next(row for row in find_account(killed[1].incident, **public).claims if row.id == killed[1].id)
    assert shown.voice.name == "the fire brigade"
    assert shown.attribution.was == killed[1].voice
    assert (shown.attribution.by, shown.attribution.reason, shown.attribution.judgement) == (None, None, None)
    listed = next(row for row in find.claims(**public) if row.id == killed[1].id)
    assert (listed.attribution.by, listed.attribution.reason) == (None, None)


@pytest.mark.parametrize("name", [None, "", "  ", "x" * 301, "bell\x07"])
def test_a_voice_has_a_name_that_can_be_printed(archive, killed, name):
    with pytest.raises(UsageError):
        judge(archive.directory, killed[0].id, "re-attribute", name, by=ADA, reason="because")


def test_incidents_and_sources_have_no_voice(archive, killed):
    with pytest.raises(UsageError, match="is about a claim"):
        judge(archive.directory, killed[0].source, "re-attribute", "the mayor", by=ADA, reason="because")
