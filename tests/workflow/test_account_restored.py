"""Splitting and merging back, and merging and splitting again, give the account that was there before."""

import msgspec
import pytest

from ledgerstone.record import find
from ledgerstone.record.find.account import account as find_account
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.judge import judge

ADA = "Ada Lind"
MAY = "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n"
LETTER = "On 3 May 1994 about 300 houses were burned in Velmar, a teacher said. Twelve people were injured.\n"
JUNE = "NORVIK, 10 June 1994. At least 51 people were killed in Velmar on 9 June 1994, the hospital said.\n"


@pytest.fixture
def incidents(archive, desk) -> tuple[str, str]:
    """Give the ids of two incidents in one town, two papers about the first and one about the second."""
    for name, text in (("a.txt", MAY), ("b.txt", LETTER), ("c.txt", JUNE)):
        (archive.folder / name).write_text(text)
    archive.ingest()
    add_user(ADA)
    first, second = find.incidents(**desk)
    return first.id, second.id


def told(desk, *incidents: str) -> list[dict]:
    """Give accounts without what speaks for the groupings, which names each decision for good."""
    accounts = (find_account(one, **desk).account for one in incidents)
    plain = [
        msgspec.structs.replace(one, incident=msgspec.structs.replace(one.incident, evidence=())) for one in accounts
    ]
    return msgspec.json.decode(msgspec.json.encode(plain))


def test_merging_and_splitting_again_restores_both_accounts(archive, incidents, desk):
    before = told(desk, *incidents)
    judge(archive.directory, incidents[0], "merge", incidents[1], by=ADA, reason="one event")
    assert told(desk, incidents[0]) != before[:1]
    judge(archive.directory, incidents[0], "split", incidents[1], by=ADA, reason="I misread the month")
    assert told(desk, *incidents) == before


def test_splitting_and_merging_back_restores_the_account(archive, incidents, desk):
    before = told(desk, *incidents)
    letter = next(row.id for row in find.sources(**desk) if row.size == len(LETTER))
    judge(archive.directory, incidents[0], "split", letter, by=ADA, reason="another town of the name")
    parted = next(row.id for row in find.incidents(**desk) if letter in row.sources)
    assert parted not in incidents
    judge(archive.directory, incidents[0], "merge", parted, by=ADA, reason="it is this town")
    assert told(desk, *incidents) == before
