"""The page of an account: every number beside a list of as many things that one can open."""

import lxml.html
import msgspec
import pytest
from clickable import wrong_on_page

from ledgerstone.evidence.incidents.model import Reason, Relation, RelationKind
from ledgerstone.record.find import account as find_account
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import IncidentRecord
from ledgerstone.record.shapes import incident_value
from ledgerstone.web.catalogues import compile_all


@pytest.fixture(scope="module", autouse=True)
def _catalogues():
    compile_all()


@pytest.fixture
def page(archive, desk) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(desk(f"/en/incidents/{archive.incident}").content)


def test_every_number_is_that_of_things_listed_beside_it(page):
    assert list(wrong_on_page(page)) == []


def test_a_list_of_more_than_a_hundred_is_cut_and_leads_to_all_of_it(archive, desk):
    record = IncidentRecord.objects.get(pk=archive.incident)
    many = tuple(Reason(text=f"reason number {number}", supports=True) for number in range(250))
    told = msgspec.structs.replace(incident_value(record), evidence=many)
    IncidentRecord.objects.filter(pk=archive.incident).update(content=to_json(told))
    shown = desk(f"/en/incidents/{archive.incident}").content.decode("utf-8")
    assert "250 reasons for it" in shown
    assert shown.count("reason number") == 100
    assert "this page as JSON has all" in shown


def test_every_link_of_the_page_opens(page, archive, desk):
    for address in sorted(set(page.xpath("//main//a/@href"))):
        path, _, anchor = address.partition("#")
        target = desk(path or f"/en/incidents/{archive.incident}")
        assert target.status_code == 200, address
        if anchor:
            assert f'id="{anchor}"' in target.content.decode("utf-8"), address


def test_other_incidents_near_it_are_linked_and_none_is_called_a_cause(archive, desk, monkeypatch):
    near = Relation(
        kind=RelationKind.FOLLOWED_BY,
        incident=archive.incident,
        other=archive.incident,
        days_apart=3,
        reason="3 days on",
    )
    monkeypatch.setattr(find_account, "relations_of", lambda *_, **__: (near,))
    shown = desk(f"/en/incidents/{archive.incident}").content.decode("utf-8")
    section = shown[shown.index('id="near"') : shown.index('id="why"')]
    assert "followed by" in section
    assert f'href="/en/incidents/{archive.incident}"' in section
    assert "none is said to be the cause of another" in section
