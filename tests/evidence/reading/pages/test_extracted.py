"""What trafilatura's steps, taken one by one, give of a page, and what is left to trafilatura whole."""

import re
from pathlib import Path

import pytest
import trafilatura
from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from ledgerstone.evidence.reading.pages.extracted import extracted

PAGES = sorted((Path(__file__).parents[3] / "golden" / "pages").glob("*.html"))
WORD = re.compile(r"\w+")
SENTENCE = "The mill at Orsin burnt for three hours before the fire brigade of Varn came over the bridge. "


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_steps_give_what_trafilatura_gives(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    root = document_fromstring(page.encode(), parser=HTMLParser(encoding="utf-8"))
    found = extracted(root, length=len(page), shown=len(root.text_content()))
    whole = trafilatura.extract(page, include_comments=False, fast=True)
    assert WORD.findall(found or "") == WORD.findall(whole or "")


def test_the_page_stays_as_it_was() -> None:
    root = document_fromstring(PAGES[0].read_bytes())
    before = etree.tostring(root)
    assert extracted(root, length=len(before), shown=len(before))
    assert etree.tostring(root) == before


def test_a_page_whose_text_stands_only_in_its_linked_data_is_left_to_trafilatura_whole() -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
        + SENTENCE * 4
        + '"}</script></head><body><div>Menu</div></body></html>'
    )
    assert SENTENCE.strip() in (extracted(document_fromstring(page), length=len(page), shown=4) or "")


def test_posts_of_a_page_that_says_it_is_a_forum_are_text() -> None:
    posts = "".join(f'<div class="comment"><p>{SENTENCE * 3} Post {number}.</p></div>' for number in range(6))
    stated = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    text = f"<article><p>{SENTENCE * 6}</p></article>"
    plain = f"<html><head></head><body>{text}<div id='comments'>{posts}</div></body></html>"
    forum = plain.replace("<head>", f"<head>{stated}")
    of_plain, of_forum = (
        extracted(document_fromstring(page), length=len(page), shown=len(page)) or "" for page in (plain, forum)
    )
    assert "Post 5." not in of_plain
    assert of_forum == (trafilatura.extract(forum, include_comments=False, fast=True) or "")


def test_a_page_that_is_too_long_is_not_handed_on() -> None:
    assert extracted(document_fromstring(f"<p>{SENTENCE * 9}</p>"), length=4_000_001, shown=900) is None
