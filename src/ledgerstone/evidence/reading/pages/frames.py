"""An element with a role while a walk is in it, and what it came to."""

from lxml.html import HtmlElement
from msgspec import Struct

from ledgerstone.evidence.reading.model import Role


class Frame(Struct, kw_only=True, eq=False):
    """An element of a page that becomes a region or tells of one.

    Attributes:
        element: The element.
        role: Its role; None for one that is only a heading or the page's main part.
        start: Code points written before it.
        end: Code points written when it ended.
        heading: Its rank, 1 for `h1`; None for what is no heading.
        main: Whether it is the page's main part.
        author: Of a comment, its author.
        order: Of a comment, its place among them.
        label: Of a comment, the number that it prints.
        parent: Of a comment, the order of the one that it answers.
        first_answer: Of a comment, code points written before the first answer within it.
        own_after: Of a comment, code points of its own after that answer.
    """

    element: HtmlElement
    role: Role | None
    start: int
    end: int = 0
    heading: int | None = None
    main: bool = False
    author: str | None = None
    order: int | None = None
    parent: int | None = None
    label: str | None = None
    first_answer: int | None = None
    own_after: int = 0
