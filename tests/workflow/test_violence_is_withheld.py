"""Sexual violence at every outlet to the public, also where no claim came of the words: nothing before a judgement."""

import json

import pytest

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.exchange.kinds import KINDS
from ledgerstone.record import find
from ledgerstone.record.find.account import account as find_account
from ledgerstone.record.find.search import search
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.judge import judge
from ledgerstone.workflow.publish import publish

ADA = "Ada Lind"
TOLD = """

Nora Kell, 17, was raped in Velmar on 3 May 1994.

At least seven women of the harbour quarter were raped in Velmar on 3 May 1994, the hospital said.

"They molested Nora Kell in the mill", her aunt said. The town burned.
"""
KEPT = ("Nora", "raped", "molested", "harbour quarter")


@pytest.fixture
def source(archive, desk) -> str:
    """Give the id of a published source that tells of sexual violence with and without a number."""
    (archive.folder / "c.txt").write_text(archive.telegram + TOLD)
    archive.ingest()
    add_user(ADA)
    (row,) = find.claims(question="sexual_violence", **desk)
    publish(archive.directory, str(row.incident), by=ADA, with_sources=True)
    return row.source


def shown_words(source, public) -> str:
    """All that the public is given of a source, as one text."""
    claims = find.claims(source=source, **public)
    incident = next(row.incident for row in claims if row.incident)
    found = (claims, find_account(str(incident), **public), find.incidents(**public), find.source(source, **public))
    return "\n".join(map(repr, found))


def test_no_outlet_shows_words_of_sexual_violence(source, public):
    shown = shown_words(source, public)
    assert "burned" in shown
    assert [word for word in KEPT if word in shown] == []


@pytest.mark.usefixtures("source")
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_no_list_for_the_public_holds_them(kind):
    def written(role: Role) -> str:
        return "".join(kind.write(viewer=Viewer(role=role), purpose=Purpose.EXPORT))

    assert written(Role.PUBLIC)
    assert [word for word in KEPT if word in written(Role.PUBLIC)] == []
    if kind.name in {"claims", "annotations"}:
        assert "raped" in written(Role.DESK)


@pytest.mark.usefixtures("source")
def test_no_search_finds_them(public, desk):
    for word in ("raped", "molested", "Nora"):
        assert word in json.dumps([row.passage.exact for row in search(word, 5, **desk)])
        assert [row for row in search(word, 5, **public) if word in row.passage.exact] == []


def test_a_judgement_lets_out_the_words_of_its_claim_alone(archive, source, public, desk):
    (row,) = find.claims(source=source, question="sexual_violence", **desk)
    judge(archive.directory, row.id, "make-public", by=ADA, reason="the women asked for it")
    shown = shown_words(source, public)
    assert "harbour quarter" in shown
    assert "Nora" not in shown
