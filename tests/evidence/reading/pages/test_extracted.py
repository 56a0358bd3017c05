"""What trafilatura's steps, taken one by one, give of a page, and what is left to trafilatura whole."""

import re
from pathlib import Path

import pytest
import trafilatura
from lxml import etree
from lxml.html import HTMLParser, document_fromstring

from ledgerstone.evidence.reading.pages.extracted import PRUNED, extracted
from ledgerstone.evidence.reading.pages.page_names import names_on

PAGES = sorted((Path(__file__).parents[3] / "golden" / "pages").glob("*.html"))
WORD = re.compile(r"\w+")
SENTENCE = "The mill at Orsin burnt for three hours before the fire brigade of Varn came over the bridge. "


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_steps_give_what_trafilatura_gives(path: Path) -> None:
    page = path.read_text(encoding="utf-8")
    root = document_fromstring(page.encode(), parser=HTMLParser(encoding="utf-8"))
    found = extracted(root, names_on(root), length=len(page), shown=len(root.text_content()))
    whole = trafilatura.extract(page, include_comments=False, fast=True)
    assert WORD.findall(found or "") == WORD.findall(whole or "")


def test_the_page_stays_as_it_was() -> None:
    root = document_fromstring(PAGES[0].read_bytes())
    before = etree.tostring(root)
    assert extracted(root, names_on(root), length=len(before), shown=len(before))
    assert etree.tostring(root) == before


def test_a_page_whose_text_stands_only_in_its_linked_data_is_left_to_trafilatura_whole() -> None:
    page = (
        '<html><head><script type="application/ld+json">{"@type": "NewsArticle", "articleBody": "'
        + SENTENCE * 4
        + '"}</script></head><body><div>Menu</div></body></html>'
    )
    root = document_fromstring(page)
    assert SENTENCE.strip() in (extracted(root, names_on(root), length=len(page), shown=4) or "")


def test_posts_of_a_page_that_says_it_is_a_forum_are_text() -> None:
    posts = "".join(f'<div class="comment"><p>{SENTENCE * 3} Post {number}.</p></div>' for number in range(6))
    stated = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    text = f"<article><p>{SENTENCE * 6}</p></article>"
    plain = f"<html><head></head><body>{text}<div id='comments'>{posts}</div></body></html>"
    forum = plain.replace("<head>", f"<head>{stated}")
    of_plain, of_forum = (
        extracted(root, names_on(root), length=9999, shown=9999) or ""
        for root in map(document_fromstring, (plain, forum))
    )
    assert "Post 5." not in of_plain
    assert of_forum == (trafilatura.extract(forum, include_comments=False, fast=True) or "")


def test_a_page_that_is_too_long_is_not_handed_on() -> None:
    root = document_fromstring(f"<p>{SENTENCE * 9}</p>")
    assert extracted(root, names_on(root), length=4_000_001, shown=900) is None


NAMES = (
    *("mvp-post-add-box", "mvp-post-add-wrap", "infinite-scroll", "a infinitescroll", "elementor-share-buttons x"),
    *("comments", "Comment-list", "commentary", "comolist", "disqus_thread", "dsq-comments", "a post-comments"),
    *("article-comments b", "our-comment", "recommended", "entry"),
)


@pytest.mark.parametrize("attribute", ["class", "id"])
@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("tag", ["div", "section", "aside", "ul"])
def test_nothing_is_pruned_first_on_a_page_none_of_whose_names_says_so(tag: str, name: str, attribute: str) -> None:
    root = document_fromstring(f"<main><p>{SENTENCE}</p><{tag} {attribute}='{name}'><p>Other</p></{tag}></main>")
    for named, paths in PRUNED:
        assert named.search(names_on(root).joined) or not any(path(root) for path in paths)


def test_trafilatura_prunes_first_by_the_names_that_are_looked_for() -> None:
    quoted = [sorted(set(re.findall("'([^']{4,})'", "".join(path.path for path in paths)))) for _, paths in PRUNED]
    assert quoted == [
        ["elementor-share-buttons", "mvp-post-add-(?:box|wrap)", "mvp-post-add-(?:box|wrap)|infinite-?scroll"],
        [
            "^(?:[Cc]omment(?!ary)|comol)",
            "^(?:[Cc]omment(?!ary)|comol|disqus_thread|dsq-comments)",
            "^[Cc]omment(?!ary)|(?:article|post)-comments",
        ],
    ]
