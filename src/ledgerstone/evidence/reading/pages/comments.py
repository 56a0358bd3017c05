"""Reader comments in HTML: which element is one, who wrote it, which other it answers.

Known are WordPress (`ol.commentlist li`), Drupal, Disqus, schema.org `Comment`, and whatever else names an element
"comment" or lists comments under an element named so. Which comment is answered is told, in this order, by an
attribute that says so, by nesting, and by a class that gives the depth ("depth-2").
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from ledgerstone.evidence.reading.pages.elements import COMMENT_AUTHORS, is_named, tokens, word_set

COMMENT = word_set(
    "comment post-comment comment-item commentitem single-comment user-comment reader-comment comment-node "
    "usercomment c-comment comment-entry comment-container media-comment comment-card h-cite"
)
LISTS = word_set(
    "commentlist comment-list comments-list commentslist comments comment-items comments-container discussion "
    "comment-thread comments-thread post-list replies responses children"
)
COMMENT_ID = re.compile(r"(?:li-|div-)?comment[-_]?\d{1,12}")
DEPTH = re.compile(r"(?:depth|level|indent|comment-level)-(\d{1,3})")
PARENT_ATTRIBUTES = ("data-parent-id", "data-parent", "data-parent-comment-id", "data-reply-to", "data-comment-parent")
ID_ATTRIBUTES = ("data-comment-id", "data-id", "id")
NO_COMMENTS = word_set("html body a span button form textarea p em strong b i time h1 h2 h3 h4 h5 h6 ol ul nav")
NEAR = 60
"""Elements: a comment names its author within its first few."""
ID_NUMBER = re.compile(r"\d{1,20}$")


def is_comment(element: HtmlElement) -> bool:
    """Say whether an element is a comment, by its own name or by the list that it stands in."""
    if not isinstance(element.tag, str) or element.tag in NO_COMMENTS:
        return False
    named = bool(tokens(element, "class", "itemprop") & COMMENT) or "comment" in (element.get("itemtype") or "").lower()
    if named or COMMENT_ID.fullmatch((element.get("id") or "").lower()):
        return True
    return element.tag in ("li", "article") and _stands_in_list(element)


def _stands_in_list(element: HtmlElement) -> bool:
    """Whether the parent, or the one around it, is named as a list of comments; the element names its author."""
    parent = element.getparent()
    around = parent.getparent() if parent is not None else None
    named = any(box is not None and tokens(box, "class", "id") & LISTS for box in (parent, around))
    return named and names_author(element)


def names_author(element: HtmlElement) -> bool:
    """Say whether an element holds one that names an author, within its first few."""
    return any(is_author(inner) for inner in islice(element.iter(), 1, NEAR))


def is_author(element: HtmlElement) -> bool:
    """Say whether an element within a comment holds its author's name."""
    if not isinstance(element.tag, str):
        return False
    if element.tag == "cite" and element.getparent() is not None and element.getparent().tag != "blockquote":
        return True
    return is_named(tokens(element, "class", "itemprop", "rel"), COMMENT_AUTHORS)


def depth_of(element: HtmlElement) -> int | None:
    """Return the depth that a comment's classes give ("depth-2"); None where they give none."""
    found = (DEPTH.fullmatch(token) for token in tokens(element, "class"))
    depths = [int(match[1]) for match in found if match]
    depths += [
        int(value) for value in [element.get("data-depth") or element.get("data-level") or ""] if value.isdigit()
    ]
    return depths[0] if depths else None


def keys_of(element: HtmlElement) -> Iterator[str]:
    """Yield the ids that others may name a comment by; a number at the end of an id also alone."""
    for name in ID_ATTRIBUTES:
        value = element.get(name)
        if value:
            yield value
            number = ID_NUMBER.search(value)
            if number:
                yield number.group()


def parent_key(element: HtmlElement) -> str | None:
    """Return the id of the comment that this one says it answers; None where it says none."""
    given = next((element.get(name) for name in PARENT_ATTRIBUTES if element.get(name)), None)
    return given if given and given not in ("0", "null", "none") else None
