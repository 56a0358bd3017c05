"""Comments that no name tells: elements alike, in a box for comments, that each name an author and a time.

Looked for only on pages where nothing has the name of a comment. A box is an element whose id or class speaks of
comments, a discussion, a forum's topic or a guest book, or what follows a heading of comments.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement

from ledgerstone.evidence.reading.cues import is_whole
from ledgerstone.evidence.reading.pages.comment_heads import Head, head_of
from ledgerstone.evidence.reading.pages.elements import word_set
from ledgerstone.evidence.reading.pages.page_names import PageNames

ITEMS = word_set("div li article section tr table blockquote")
BOX = re.compile(r"comment|coment|komment|discussion|guest[-_]?book|topic|messages|webmention|replies|otzyv")
BOXES = ("div", "section", "table", "ul", "ol")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6", "p")
PASSING = re.compile(r"\d+|\b(?:odd|even|alt|first|last|row|item)\b")
FEWEST = 2
MOST_TRIED = 4
"""Elements of a group that are looked at; the first may be a heading or a form."""
MOST_GROUPS = 20_000
Kind = tuple[str, str, str]


def comments_alike(root: HtmlElement, names: PageNames) -> frozenset[HtmlElement]:
    """Return the elements of a page that are comments by what they hold and where they stand."""
    found: set[HtmlElement] = set()
    kinds: set[Kind] = set()
    groups = 0
    for box in _boxes(root, frozenset(value for value in {*names.classes, *names.ids} if BOX.search(value.lower()))):
        for holder in box.iter("div", "ul", "ol", "table", "tbody", "section", "form", "article", "td"):
            for kind, members in _groups(holder):
                groups += 1
                if kind not in kinds and groups < MOST_GROUPS and _are_comments(members):
                    kinds.add(kind)
        found.update(element for element in box.iter(*ITEMS) if _is_of(kinds, element))
    return frozenset(found)


def _is_of(kinds: set[Kind], element: HtmlElement) -> bool:
    """Whether an element is of a kind that comments are of; where that is but a tag, whether it is one itself."""
    kind = kind_of(element)
    return kind in kinds and (bool(kind[1] or kind[2]) or _is_one(element, head_of(element)))


def _boxes(root: HtmlElement, telling: frozenset[str]) -> Iterator[HtmlElement]:
    """The outermost boxes for comments, in their order, by the classes and ids that tell one or by a heading."""
    last: HtmlElement | None = None
    for element in root.iter(*(BOXES if telling else ()), *HEADINGS):
        box = _box(element, telling)
        if box is None or (last is not None and (box is last or last in box.iterancestors())):
            continue
        last = box
        yield box


def _box(element: HtmlElement, telling: frozenset[str]) -> HtmlElement | None:
    if element.tag in BOXES:
        return element if element.get("id") in telling or element.get("class") in telling else None
    words = " ".join("".join(islice(element.itertext(), 8)).split())
    return element.getparent() if words and is_whole("comments_heading").fullmatch(words) else None


def _groups(holder: HtmlElement) -> Iterator[tuple[Kind, list[HtmlElement]]]:
    """The children of an element by their kind, where several are of one."""
    kinds: dict[Kind, list[HtmlElement]] = {}
    for child in holder.iterchildren(*ITEMS):
        kinds.setdefault(kind_of(child), []).append(child)
    return ((kind, members) for kind, members in kinds.items() if len(members) >= FEWEST)


def kind_of(element: HtmlElement) -> Kind:
    """Return an element's tag and class, else id, without numbers and what tells the odd from the even."""
    names = (PASSING.sub("", (element.get(name) or "").lower().replace("_", "-")) for name in ("class", "id"))
    by_class, by_id = (" ".join(name.split()) for name in names)
    return str(element.tag), by_class, by_id if not by_class else ""


def _are_comments(members: list[HtmlElement]) -> bool:
    """Whether several of the first few of a group name an author and a time, each of them one."""
    heads = [(member, head_of(member)) for member in members[:MOST_TRIED]]
    return sum(_is_one(member, head) for member, head in heads) >= FEWEST


def _is_one(member: HtmlElement, head: Head) -> bool:
    return bool(head.author) and head.dated and not head.titled and not holds_several(member, head)


def holds_several(element: HtmlElement, head: Head) -> bool:
    """Say whether an author that is named in an element is the author of the first of several comments in it."""
    inner = head.named
    while inner is not None and inner is not element:
        following = inner.getnext()
        if following is not None and inner is not head.named and _alike(inner, following):
            return True
        inner = inner.getparent()
    return False


def _alike(one: HtmlElement, other: HtmlElement) -> bool:
    if kind_of(one) != kind_of(other) or not (one.get("class") or one.tag in ("li", "tr", "article", "table")):
        return False
    return bool(head_of(other).author)
