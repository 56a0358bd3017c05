"""A reader's way through the pages of the demo, in a real browser."""

import re
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

LANGUAGES = ("en", "hy", "ru", "az", "fr")
NARROW = {"width": 390, "height": 844}
PAGES = (
    "home",
    "sources",
    "discussion",
    "statement",
    "passage",
    "page",
    "incidents",
    "account",
    "search",
    "nothing found",
    "method",
    "not there",
)


HEIGHTS = """() => {
    const all = [...document.querySelectorAll("header a, nav a, .chip, summary, button")];
    const seen = all.filter(one => one.checkVisibility());
    return [seen.length, seen.filter(one => one.getBoundingClientRect().height < 24).map(one => one.innerText)];
}"""
"""How many things to hit are to be seen, and the words of those that are less than 24 pixels high."""


@pytest.fixture
def plain(browser):
    """Give a page of a narrow browser without JavaScript."""
    context = browser.new_context(viewport=NARROW, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("scheme", ["light", pytest.param("dark", marks=pytest.mark.long)])
@pytest.mark.parametrize("name", PAGES)
def test_axe_finds_nothing(site, page, name, scheme):
    page.emulate_media(color_scheme=scheme)
    page.goto(site.url(name))
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_nothing_is_wider_than_the_screen(site, page):
    for name in PAGES:
        page.goto(site.url(name))
        for width in (320, 390, 768, 1280):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate("document.documentElement.scrollWidth") <= width, (name, width)


@pytest.mark.parametrize(
    "language", [one if one == "hy" else pytest.param(one, marks=pytest.mark.long) for one in LANGUAGES]
)
def test_each_language_fits_and_passes_axe(site, page, language):
    page.set_viewport_size(NARROW)
    page.goto(site.url("account", language))
    assert page.locator("html").get_attribute("lang") == language
    assert page.evaluate("document.documentElement.scrollWidth") <= NARROW["width"]
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_no_request_leaves_the_origin_no_policy_is_violated_no_cookie_is_set(site, page):
    asked, said = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    for name in PAGES:
        page.goto(site.url(name))
    origin = urlsplit(site.address).netloc
    assert {urlsplit(address).netloc for address in asked} == {origin}
    assert [line for line in said if "404" not in line] == []
    assert page.context.cookies() == []


def test_the_keyboard_reaches_the_content_first(site, page):
    page.goto(site.url("account"))
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.get_attribute("class") == "skip"
    assert focused.bounding_box()["x"] >= 0
    page.keyboard.press("Enter")
    assert page.locator(":focus").get_attribute("id") == "content"


def test_each_link_and_button_is_large_enough_to_hit(site, page):
    page.set_viewport_size(NARROW)
    page.goto(site.url("account"))
    seen, low = page.evaluate(HEIGHTS)
    assert seen > 50
    assert low == []


def test_a_figure_leads_to_its_words_in_one_click_without_javascript(site, plain):
    plain.goto(site.url("account"))
    chip = plain.locator(".answers .chip:visible").first
    words = plain.locator(".answers blockquote:visible").first.inner_text()
    chip.click()
    target = plain.locator(f"[id='{urlsplit(plain.url).fragment}']")
    expect(target).to_be_in_viewport()
    marked = plain.locator("mark").all_inner_texts()
    assert any("".join(text.split()) in "".join(words.split()) for text in marked)


def test_the_passages_of_a_page_are_drawn_on_its_picture_without_javascript(site, plain):
    plain.goto(site.url("page"))
    picture = plain.locator(".sheet img")
    drawn = plain.locator(".sheet svg .passage")
    assert picture.evaluate("image => image.complete && image.naturalWidth") > NARROW["width"]
    whole = picture.bounding_box()
    assert whole["width"] <= NARROW["width"]
    assert drawn.count() > 0
    for box in (one.bounding_box() for one in drawn.all()):
        assert whole["x"] <= box["x"] < box["x"] + box["width"] <= whole["x"] + whole["width"] + 2
        assert whole["y"] <= box["y"] < box["y"] + box["height"] <= whole["y"] + whole["height"] + 2
    plain.locator(".items a").first.press("Enter")
    expect(plain.locator(":target")).to_have_count(1)
    plain.get_by_role("link", name="Page 1 as it looks").first.click()
    expect(plain).to_have_url(re.compile("/pages/1"))


def test_a_reader_searches_and_opens_the_whole_text_without_javascript(site, plain):
    plain.goto(site.url("home"))
    plain.get_by_role("searchbox").fill("bridge")
    plain.get_by_role("button", name="Search").click()
    assert plain.locator(".hits mark").count() > 0
    plain.locator(".hits .chip").first.click()
    assert plain.get_by_role("heading", level=1).inner_text() == "Which words are these?"
    plain.locator(".chip").first.click()
    assert "/sources/" in plain.url


def test_the_working_copy_says_so_and_the_public_sees_publications_alone(site, public_site, plain):
    plain.goto(site.url("account"))
    assert plain.get_by_text("Working copy: proposals, not published").is_visible()
    plain.goto(public_site.url("account"))
    assert plain.get_by_text("Working copy").count() == 0
    assert plain.get_by_text(public_site.notice).is_visible()
    assert plain.get_by_text(f"Version 1, published by {public_site.publisher}").is_visible()
    plain.goto(public_site.url("incidents"))
    assert plain.locator(".item").count() == 1


def test_on_paper_the_navigation_is_gone_and_the_text_stays(site, page):
    page.emulate_media(media="print")
    page.goto(site.url("discussion"))
    assert not page.locator(".bar nav").is_visible()
    assert page.locator(".words").first.is_visible()
    assert page.locator(".digest").first.is_visible()
