"""Comments that people sign by hand on a page that all write to: a wiki's talk page.

MediaWiki puts a link to the user's page, one to the user's talk and the time with its zone at the end of what was
written; a reply is indented, which becomes `dl`/`dd` or a list.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from ledgerstone.evidence.reading.pages.page_names import PageNames

STAMP = re.compile(r"\d{1,2}[:.]\d\d\b[^\n]{0,40}\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)\s*$")
SIGNED = frozenset({"p", "dd", "li"})
LISTS = frozenset({"dl", "ul", "ol", "div", "blockquote", "table"})
MOST_PIECES = 400
LONGEST_STAMP = 80
USER_PAGE = re.compile(r"(?:^|/|=)[^/:?#&]{2,40}:[^/?#&]{1,120}$")


def is_talk_page(root: HtmlElement, names: PageNames) -> bool:
    """Say whether a page is made by a wiki and people sign on it."""
    if any("mw-parser-output" in value for value in names.classes):
        return True
    return "mediawiki" in names.joined and bool(root.xpath("//body[contains(@class, 'mediawiki')]"))


def is_signed(element: HtmlElement) -> bool:
    """Say whether an element's own words, without those of lists within it, end with a time and its zone."""
    if element.tag not in SIGNED:
        return False
    last = ""
    for words in islice(_own_words(element), MOST_PIECES):
        last = (last + words)[-LONGEST_STAMP:]
    return bool(STAMP.search(last))


def signer(element: HtmlElement) -> str | None:
    """Return the name in the last link to a user's page before a signature's talk link; None for none."""
    links = [link for link in _own_links(element) if USER_PAGE.search(link.get("href") or "")]
    for link in reversed(links):
        if (link.tail or "").strip().startswith("("):
            return "".join(islice(link.itertext(), MOST_PIECES)).strip() or None
    return "".join(islice(links[-1].itertext(), MOST_PIECES)).strip() or None if links else None


def _own_words(element: HtmlElement) -> Iterator[str]:
    yield element.text or ""
    for inner in element.iterchildren():
        if inner.tag not in LISTS and isinstance(inner.tag, str):
            yield from islice(inner.itertext(), MOST_PIECES)
        yield (inner.tail or "").rstrip("\n") if inner.tag in LISTS else inner.tail or ""


def _own_links(element: HtmlElement) -> Iterator[HtmlElement]:
    for inner in element.iterchildren():
        if isinstance(inner.tag, str) and inner.tag not in LISTS:
            yield from islice(inner.iter("a"), MOST_PIECES)
