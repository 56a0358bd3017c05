"""The page of an account: every number beside a list of as many things that one can open."""

from datetime import UTC, datetime

import lxml.html
import msgspec
import pytest
from clickable import wrong_on_page
from django.template.loader import render_to_string

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.incidents.model import Patchwork, Reason, Relation, RelationKind
from ledgerstone.record.find.account import account as find_account
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import IncidentRecord
from ledgerstone.record.shapes import incident_value
from ledgerstone.web.catalogues import compile_all
from ledgerstone.web.portal.account_table import lay_out

NOW = datetime(2026, 1, 2, tzinfo=UTC)


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


def test_other_incidents_near_it_are_linked_and_none_is_called_a_cause(archive):
    detail = find_account(archive.incident, viewer=Viewer(role=Role.DESK), purpose=Purpose.READING)
    near = [
        Relation(kind=kind, incident=archive.incident, other=f"i{at}", days_apart=3, reason="3 days on", status=status)
        for at, (kind, status) in enumerate(
            ((RelationKind.FOLLOWED_BY, "proposed"), (RelationKind.PART_OF, "rejected"))
        )
    ]
    account = msgspec.structs.replace(detail.account, relations=tuple(near))
    table = lay_out(msgspec.structs.replace(detail, account=account), current=frozenset())
    told = {"detail": detail, "incident": account.incident, "publication": None, "table": table, "today": NOW}
    shown = render_to_string("portal/account.html", told)
    section = shown[shown.index('id="near"') : shown.index('id="why"')]
    assert "followed by" in section
    assert 'href="/en/incidents/i0"' in section
    assert "part of" not in section
    assert "none is said to be the cause of another" in section


def test_a_source_that_shares_passages_with_many_is_named_with_all_of_them(archive):
    detail = find_account(archive.incident, viewer=Viewer(role=Role.DESK), purpose=Purpose.READING)
    source, others = detail.sources[0].id, tuple(f"s{number:012}" for number in range(12))
    found = Patchwork(source=source, others=others, reason="shares separate passages with 12 other sources")
    account = msgspec.structs.replace(detail.account, patchworks=(found,))
    detail = msgspec.structs.replace(detail, account=account)
    told = {"detail": detail, "incident": account.incident, "table": lay_out(detail, current=frozenset()), "today": NOW}
    shown = lxml.html.fromstring(render_to_string("portal/account.html", told))
    (section,) = shown.xpath("//section[@aria-labelledby='copies']")
    assert found.reason in section.text_content()
    assert {f"/en/sources/{one}" for one in (source, *others)} <= set(section.xpath(".//a/@href"))
