"""The page of an account: every number beside a list of as many things that one can open."""

import re

import lxml.html
import pytest

from ledgerstone.web.catalogues import compile_all


@pytest.fixture(scope="module", autouse=True)
def _catalogues():
    compile_all()


@pytest.fixture
def page(archive, desk) -> lxml.html.HtmlElement:
    return lxml.html.fromstring(desk(f"/en/incidents/{archive.incident}").content)


def number_in(element: lxml.html.HtmlElement) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", element.text_content())]


def test_the_numbers_of_sources_and_lines_lead_to_lists_of_as_many(page):
    for anchor in ("sources", "lines"):
        (link,) = page.xpath(f'//p/a[@href="#{anchor}"]')
        (section,) = page.xpath(f'//section[h2[@id="{anchor}"]]')
        assert number_in(link)[-1] == len(section.xpath("./ul/li")) > 0


def test_each_answer_has_as_many_lines_as_it_says(page):
    rows = page.xpath('//table[contains(@class, "answers")]/tbody/tr')
    assert rows
    for row in rows:
        count = number_in(row.xpath('./td[contains(@class, "count")]/div/p')[0])
        assert count[-1] == len(row.xpath('./td/div[@class="line"]'))


def test_each_line_lists_as_many_documents_as_it_says(page):
    lines = page.xpath('//div[@class="line"]')
    assert lines
    for line in lines:
        (said,) = number_in(line.xpath('./p[@class="origin"]')[0])[:1]
        listed = line.xpath('.//ul[@class="documents"]/li/a/@href') or line.xpath('.//a[@class="chip"]/@href')
        assert said == len(listed)


def test_each_number_of_more_statements_is_that_of_the_statements_folded_away(page):
    for folded in page.xpath('//details[ul[contains(@class, "said") or contains(@class, "edges")]]'):
        assert number_in(folded.xpath("./summary")[0])[-1:] in ([len(folded.xpath("./ul/li"))], [])


def test_every_link_of_the_page_opens(page, archive, desk):
    for address in sorted(set(page.xpath("//main//a/@href"))):
        path, _, anchor = address.partition("#")
        target = desk(path or f"/en/incidents/{archive.incident}")
        assert target.status_code == 200, address
        if anchor:
            assert f'id="{anchor}"' in target.content.decode("utf-8"), address
