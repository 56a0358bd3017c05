"""Every page that can be reached answers, and none in English has what axe finds or is wider than a phone."""

import re
import urllib.request
from collections import deque
from urllib.parse import urljoin, urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe

pytestmark = [pytest.mark.browser, pytest.mark.long]

LINK = re.compile(r'(?:href|src|action)="([^"#]+)')
AT_LEAST = 1000


@pytest.fixture(scope="module")
def reached(site) -> dict[str, tuple[int, str]]:
    """Give each address within the site that a link leads to, with its status and media type."""
    found: dict[str, tuple[int, str]] = {}
    waiting = deque([site.address])
    while waiting:
        address = waiting.popleft()
        if address in found:
            continue
        with urllib.request.urlopen(address, timeout=30) as answer:  # noqa: S310 - our own loopback address
            media_type, body = answer.headers.get_content_type(), answer.read()
            found[address] = (answer.status, media_type)
        if media_type == "text/html":
            links = (urljoin(address, link.replace("&amp;", "&")) for link in LINK.findall(body.decode()))
            waiting.extend(link for link in links if link.startswith(site.address))
    return found


def test_every_link_leads_to_a_page(reached):
    assert len(reached) > AT_LEAST
    assert {status for status, _ in reached.values()} == {200}


def test_every_page_has_its_json(reached):
    pages = {urlsplit(a).path for a, (_, kind) in reached.items() if kind == "text/html" and "/search" not in a}
    data = {urlsplit(a).path for a, (_, kind) in reached.items() if kind == "application/json"}
    missing = [p for p in pages if p.count("/") > 2 and f"{p}.json" not in data]
    assert missing == []


def test_axe_finds_nothing_on_any_english_page(reached, page):
    page.set_viewport_size({"width": 390, "height": 844})
    faults = {}
    pages = [a for a, (_, kind) in reached.items() if kind == "text/html" and "/en/" in a]
    assert len(pages) > 100
    for address in pages:
        page.goto(address)
        violations = [v["id"] for v in Axe().run(page).response["violations"]]
        if page.evaluate("document.documentElement.scrollWidth") > page.viewport_size["width"]:
            violations.append("wider than a phone")
        if violations:
            faults[address] = violations
    assert faults == {}
