"""All classes and ids of a page, taken once: what none of them holds need not be looked for element by element."""

from collections import Counter

from lxml.html import HtmlElement
from msgspec import Struct


class PageNames(Struct, frozen=True, kw_only=True):
    """The names of a page's elements.

    Attributes:
        classes: How many elements have each value of `class`.
        ids: The values of `id`.
        joined: Each of these values, one a line.
    """

    classes: Counter[str]
    ids: tuple[str, ...]
    joined: str


def names_on(root: HtmlElement) -> PageNames:
    """Return the names of a page's elements, as they stand."""
    classes = Counter(map(str, root.xpath("//@class", smart_strings=False)))
    ids = tuple(map(str, root.xpath("//@id", smart_strings=False)))
    return PageNames(classes=classes, ids=ids, joined="\n".join([*classes, *ids]))
