"""A published account: its numbers are those of what the public can open, and its reasons name nothing withheld."""

import msgspec
import pytest
from clickable import wrong_numbers

from ledgerstone.evidence.incidents.model import Reason
from ledgerstone.record import find
from ledgerstone.record.find.account import account as find_account
from ledgerstone.record.json_text import from_json, to_json
from ledgerstone.record.models import IncidentRecord
from ledgerstone.record.shapes import incident_value
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.judge import judge
from ledgerstone.workflow.publish import publish

ADA = "Ada Lind"
TOLD = """

At least seven women of the harbour quarter were raped in Velmar on 3 May 1994, the hospital said. The town burned.
"""


@pytest.fixture
def incident(archive, desk) -> str:
    """Give the id of an incident of which two papers tell, each with a count of its own of sexual violence."""
    (archive.folder / "a.txt").write_text(archive.telegram + TOLD)
    (archive.folder / "b.txt").write_text(archive.letter + TOLD.replace("the hospital", "a doctor"))
    archive.ingest()
    add_user(ADA)
    (row, *_) = find.claims(question="sexual_violence", **desk)
    return str(row.incident)


def as_json(value: object) -> dict:
    return msgspec.json.decode(msgspec.json.encode(value))


def numbers_of(incident: str, viewer: dict[str, object]) -> list[str]:
    detail = find_account(incident, **viewer)
    claims = {row.id: row.source for row in detail.claims}
    return list(wrong_numbers(as_json(detail.account), claims, {row.id for row in detail.sources}))


def violence_in(incident: str, viewer: dict[str, object]) -> list[tuple[int, int]]:
    account = find_account(incident, **viewer).account
    answers = next(one for one in account.questions if one.question == "sexual_violence").answers
    return [(answer.lines_max, len(answer.lines)) for answer in answers]


def test_the_public_counts_only_the_lines_that_it_can_open(archive, incident, desk, public):
    first, second = find.claims(question="sexual_violence", **desk)
    assert violence_in(incident, desk) == [(2, 2)]
    publish(archive.directory, incident, by=ADA, with_sources=True)
    assert violence_in(incident, public) == []
    judge(archive.directory, first.id, "make-public", by=ADA, reason="the women asked for it")
    publish(archive.directory, incident, by=ADA, with_sources=True)
    assert violence_in(incident, public) == [(1, 1)]
    assert second.id not in repr(find_account(incident, **public))
    assert numbers_of(incident, desk) == numbers_of(incident, public) == []


def test_no_reason_for_the_grouping_names_what_is_withheld(archive, incident, desk, public):
    (first, *_) = find.claims(question="sexual_violence", **desk)
    record = IncidentRecord.objects.get(pk=incident)
    evidence = (
        Reason(text="both name the harbour", supports=True),
        Reason(text="both give the day", supports=True, claims=(first.id,)),
        Reason(text="both name Velmar", supports=True),
    )
    told = msgspec.structs.replace(incident_value(record), evidence=evidence)
    IncidentRecord.objects.filter(pk=incident).update(content=to_json(told))
    publish(archive.directory, incident, by=ADA, with_sources=True)
    shown = find_account(incident, **public).account.incident.evidence
    assert [reason.text for reason in shown] == ["both name Velmar"]
    assert [row.evidence for row in find.incidents(**public)] == [shown]


def test_an_account_that_was_published_before_there_were_sentences_is_still_read(archive, incident, public):
    publish(archive.directory, incident, by=ADA, with_sources=True)
    old = as_json(find_account(incident, **public).account)
    for question in old["questions"]:
        for key in ("over_time", "revised"):
            del question[key]
        for answer in question["answers"]:
            for key in ("id", "part_of", "within", "explanation", "reason", "proposed"):
                del answer[key]
    for key in ("lines", "proposed", "against_itself"):
        del old[key]
    read = from_json(msgspec.json.encode(old).decode(), type(find_account(incident, **public).account))
    assert read.lines == ()
