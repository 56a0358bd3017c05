"""What trafilatura takes as the main text of a page, in its fast way.

Its steps are taken one by one here: cleaning, conversion, extraction. That spares three copies of the page and the
measuring of it, which take as long as all the rest; how much a page shows is known from the walk. What is pruned by
its name is looked for only where the page has such a name at all. A page on which the steps find little is handed to
trafilatura whole, which then tries its other ways.
"""

import logging
import re
from copy import copy

import trafilatura
from lxml.html import HtmlElement
from trafilatura.htmlprocessing import convert_tags, prune_unwanted_nodes, tree_cleaning
from trafilatura.main_extractor import extract_content
from trafilatura.settings import Extractor
from trafilatura.xml import xmltotxt
from trafilatura.xpaths import RAW_TREE_PRUNE_XPATH, REMOVE_COMMENTS_AND_LISTS_XPATH

from ledgerstone.evidence.reading.pages.page_names import PageNames

LONGEST_PAGE = 4_000_000
"""Code points; trafilatura copies the page's tree several times. Longer pages go by their elements alone."""
ENOUGH, MOST_DOUBTED = 250, 3000
"""Code points: less is never enough, more always; these and the next are the limits of trafilatura itself."""
LEAST_SHARE = 0.2
"""Of what a page shows, where little was found."""
PRUNED = (
    (re.compile(r"mvp-post-add-|infinite-?scroll|elementor-share-buttons"), RAW_TREE_PRUNE_XPATH),
    (
        re.compile(r"^(?:[Cc]omment(?!ary)|comol|disqus_thread|dsq-comments)|(?:article|post)-comments", re.MULTILINE),
        REMOVE_COMMENTS_AND_LISTS_XPATH,
    ),
)
"""What a class or id of a page holds on which trafilatura prunes something first, and how it does."""
STATED = ".//script[@type='application/ld+json']"
FORUM = "DiscussionForumPosting"
"""What schema.org calls a forum's post: there comments are the text, and trafilatura must decide."""
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # the core is silent; that it takes nothing is an answer


def extracted(root: HtmlElement, names: PageNames, *, length: int, shown: int) -> str | None:
    """Return what trafilatura takes as the main text of a page; None where it takes nothing.

    Args:
        root: The page; it is copied, for trafilatura changes what it reads.
        names: Of the page's elements.
        length: Of the page, in code points.
        shown: Code points of what a browser shows of it.
    """
    if length > LONGEST_PAGE:
        return None
    try:
        return _in_steps(root, names, shown) or trafilatura.extract(root, include_comments=False, fast=True)
    except Exception:  # noqa: BLE001 -- a heuristic of others on a hostile page: whatever it raises, we go on without
        return None


def _in_steps(root: HtmlElement, names: PageNames, shown: int) -> str | None:
    """The text that the first way gives; None where trafilatura would doubt it."""
    if any(script.text and FORUM in script.text for script in root.iterfind(STATED)):
        return None
    options = Extractor(fast=True, comments=False)
    tree = copy(root)
    for named, paths in PRUNED:
        tree = prune_unwanted_nodes(tree, paths) if named.search(names.joined) else tree
    body, text = extract_content(convert_tags(tree_cleaning(tree, options), options, None), options)
    doubted = len(text) < ENOUGH or (len(text) < MOST_DOUBTED and len(text) < LEAST_SHARE * shown)
    return None if doubted else xmltotxt(body, include_formatting=False)
