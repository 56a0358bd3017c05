"""The page of an account: every number beside a list of as many things that one can open."""

import lxml.html
import pytest
from clickable import wrong_on_page

from ledgerstone.web.catalogues import compile_all


@pytest.fixture(scope="module", autouse=True)
def _catalogues():
    compile_all()


@pytest.fixture
def page(archive, desk) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(desk(f"/en/incidents/{archive.incident}").content)


def test_every_number_is_that_of_things_listed_beside_it(page):
    assert list(wrong_on_page(page)) == []


def test_every_link_of_the_page_opens(page, archive, desk):
    for address in sorted(set(page.xpath("//main//a/@href"))):
        path, _, anchor = address.partition("#")
        target = desk(path or f"/en/incidents/{archive.incident}")
        assert target.status_code == 200, address
        if anchor:
            assert f'id="{anchor}"' in target.content.decode("utf-8"), address
