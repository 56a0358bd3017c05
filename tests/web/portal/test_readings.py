"""A source with more readings than one: each can be seen, and a cited passage keeps its own. All papers invented."""

import json
import re
from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from ledgerstone.accountability.access import Role
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record import find, save
from ledgerstone.record.find.account import account
from ledgerstone.record.rows import PublishedAccount
from ledgerstone.web.catalogues import compile_all
from ledgerstone.web.portal.viewing import PURPOSE, Viewer

NOW = datetime(2026, 2, 3, tzinfo=UTC)


@pytest.fixture(scope="module", autouse=True)
def _catalogues():
    compile_all()


@pytest.fixture
def corrected(archive) -> SimpleNamespace:
    """Give a source whose text a person corrected: a line more above, and one word other."""
    seen = {"viewer": Viewer(role=Role.DESK), "purpose": PURPOSE}
    old = find.source(archive.first, **seen)
    claim = next(one for one in find.claims(source=archive.first, **seen) if one.question == "killed")
    text = "A stamp of the library.\n\n" + old.reading.text.replace("a weaver who lived", "a weaver called Orla")
    made = Reading(media_type="text/plain", language="en", text=text, tool="plain text", version="2")
    person = save.ByPerson(by="Ada Lind", kind="correction", parent=claim.reading)
    save.add_user("Ada Lind", added=NOW)
    save.add_reading_by_person(archive.first, made, person, mentions=(), context=Context(), made=NOW)
    return SimpleNamespace(source=archive.first, claim=claim, text=text, old=old.reading.text)


def test_the_list_of_readings_says_what_made_each_and_leads_to_its_text(corrected, desk):
    shown = desk(f"/en/sources/{corrected.source}").content.decode()
    assert "called Orla" in shown
    listed = re.search(r'<details class="readings">.*?</details>', shown, re.DOTALL)[0]
    assert "correction by a person</a>: <bdi" in listed
    assert "Ada Lind" in listed
    first = re.search(r'href="([^"]*\?reading=[0-9]+)"', listed)[1]
    before = desk(first.split("?")[0], QUERY_STRING=first.split("?")[1]).content.decode()
    assert "a weaver who lived" in before
    assert "This is not the reading in use" in before


def test_a_passage_of_an_earlier_reading_has_its_own_words_and_leads_to_where_they_stand_now(corrected, desk):
    passage, asked = corrected.claim.passage, f"reading={corrected.claim.reading}"
    address = f"/en/sources/{corrected.source}/{passage.start}-{passage.end}"
    found = json.loads(desk(f"{address}.json", QUERY_STRING=asked).content)
    assert (found["exact"], found["how"]) == (passage.exact, "moved")
    assert corrected.text[found["now"]["start"] : found["now"]["end"]] == passage.exact
    shown = desk(address, QUERY_STRING=asked).content.decode()
    assert f"<mark>{passage.exact}</mark>" in shown
    assert f'/{found["now"]["start"]}-{found["now"]["end"]}"' in shown


def test_a_passage_whose_words_are_gone_is_said_not_to_be_there(corrected, desk):
    start = corrected.old.index("who lived")
    address = f"/en/sources/{corrected.source}/{start}-{start + 9}"
    shown = desk(address, QUERY_STRING=f"reading={corrected.claim.reading}").content.decode()
    assert "<mark>who lived</mark>" in shown
    assert "They are not found in the reading in use." in shown


def test_a_claim_s_permanent_address_names_its_reading(archive, desk):
    shown = desk(f"/en/sources/{archive.first}").content.decode()
    assert re.search(r'href="/en/sources/\w+/[0-9]+-[0-9]+\?reading=[0-9]+"', shown)


@pytest.mark.parametrize("asked", ["reading=99999999", "reading=x", "reading=-1", "reading=" + "9" * 40])
def test_a_reading_that_is_not_there_breaks_no_page(corrected, desk, asked):
    assert desk(f"/en/sources/{corrected.source}", QUERY_STRING=asked).status_code in {200, 404}


@pytest.fixture
def published(archive) -> SimpleNamespace:
    """Publish the account of the incident, with its sources."""
    seen = {"viewer": Viewer(role=Role.DESK), "purpose": PURPOSE}
    detail = account(archive.incident, **seen)
    for key in (archive.incident, archive.first, archive.second):
        save.make_public(key)
    save.add_user("Ben Roe", added=NOW)
    snapshot = PublishedAccount(
        incident=find.incidents(**seen)[0], account=detail.account, claims=detail.claims, sources=detail.sources
    )
    cites = (archive.first, archive.second)
    save.add_publication(
        archive.incident, listing=snapshot.incident, snapshot=snapshot, cites=cites, by="Ben Roe", at=datetime.now(UTC)
    )
    claim = next(one for one in detail.claims if one.question == "killed" and one.source == archive.first)
    return SimpleNamespace(incident=archive.incident, source=archive.first, claim=claim)


def test_an_account_leads_to_the_marked_words_while_the_reading_in_use_yields_the_claim(published, client):
    shown = client.get(f"/en/incidents/{published.incident}").content.decode()
    assert f'href="/en/sources/{published.source}#{published.claim.id}"' in shown


def test_an_account_leads_to_the_claim_s_own_reading_where_the_one_in_use_does_not_yield_it(published, client):
    made = Reading(media_type="text/plain", language="en", text="Another text.", tool="plain text", version="2")
    later = save.add_reading(
        published.source, made, mentions=(), context=Context(), status="read", made=datetime.now(UTC)
    )
    save.replace_claims(published.source, later, (), in_comments=frozenset())
    shown = client.get(f"/en/incidents/{published.incident}").content.decode()
    passage = published.claim.passage
    address = f"/en/sources/{published.source}/{passage.start}-{passage.end}"
    assert f'href="{address}?reading={published.claim.reading}"' in shown
    assert f"#{published.claim.id}" not in shown
    cited = client.get(address, {"reading": published.claim.reading}).content.decode()
    assert f"<mark>{passage.exact}</mark>" in cited
