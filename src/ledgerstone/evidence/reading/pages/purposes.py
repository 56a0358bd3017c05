"""What the tag and the names of an element say that it is for, whatever stands in it or around it.

A page names the same things again and again, so what a set of names says is found once and kept.
"""

from functools import lru_cache

from lxml.html import HtmlElement
from msgspec import Struct

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.pages.comment_names import (
    COMMENT_ID,
    COMMENT_TAGS,
    LIST_ITEMS,
    NO_COMMENTS,
    SEVERAL,
    SEVERAL_ID,
    stem,
)
from ledgerstone.evidence.reading.pages.elements import (
    BLOCKS,
    CLOSE_LINES,
    FURNITURE_ROLES,
    FURNITURE_TAGS,
    HEADINGS,
    LONGEST_KEPT,
    MOST_KEPT,
    TAG_ROLES,
    TELLING,
    holds_article,
    is_data_table,
    split_names,
    within_text,
    word_set,
)
from ledgerstone.evidence.reading.pages.name_words import (
    ARTICLE_BIT,
    ASIDE_BIT,
    COMMENT_BIT,
    ENDS_SO_BIT,
    FURNITURE_BIT,
    LIST_NAME_BIT,
    LISTS_BIT,
    MAIN_BIT,
    OF_COMMENTS_BIT,
    POST_BIT,
    ROLE_BITS,
    ROLES,
    WIDE_BITS,
    told_by,
)
from ledgerstone.evidence.reading.pages.writing import BREAK_BLOCK, BREAK_LINE

TELLING_ATTRIBUTES = word_set("class id itemprop itemtype property rel role typeof")
NEVER_FURNITURE = word_set("html body main article")
OFTEN_FURNITURE = word_set("nav button form")
ASIDE_TAGS = word_set("aside footer nav header form figure")
LONGEST_NAME = 200


class Purpose(Struct, frozen=True, kw_only=True):
    """What an element is for, by its tag and names alone.

    Attributes:
        tells: Whether its tag or its names can give it a role, a rank or a place in the page's layout.
        furniture: Whether it is named or made as what a site prints around its texts.
        loose: Whether it is such a thing only outside a text (`footer`, `aside`).
        main: Whether it holds the page's own text.
        role: Its role; comments and titles aside. A table may still be one of layout.
        heading: Its rank, 1 for `h1`; None for what is no heading.
        breaks: Line breaks before and after it.
        kind: Tag and class of what begins a line, as boxes are told apart; None for what begins none.
        aside: Whether it is named or made for what stands beside a text.
        of_comments: Whether it is named as a list of comments or as a part of one ("comment-author").
        lists: Whether it is named as a list of comments.
        may_talk: Whether its tag is one of those that comments are made of.
        comment: Whether it has a name that only comments have.
        post: What tells whether it is one of several comments; None where it can be none.
        may_comment: Whether a name may make it a comment.
    """

    tells: bool
    furniture: bool
    loose: bool
    main: bool
    role: Role | None
    heading: int | None
    breaks: int
    kind: str | None
    aside: bool
    of_comments: bool
    lists: bool
    may_talk: bool
    comment: bool
    post: "Post | None"
    may_comment: bool


class Post(Struct, frozen=True, kw_only=True):
    """Names that comments have and other things too.

    Attributes:
        classes: Those of its classes that a forum's posts have.
        stem: Its id without the number, where that may be a post's.
        ends_so: Whether its class ends as a comment's.
        item: Whether it may be an item of a list of comments.
    """

    classes: frozenset[str]
    stem: str | None
    ends_so: bool
    item: bool


def purpose_of(element: HtmlElement) -> Purpose:
    """Return what an element is for; its tag must be a name."""
    given = element.tag
    for name in element.keys():  # noqa: SIM118 -- an element is no mapping
        if name in TELLING_ATTRIBUTES:
            given = f"{given}\0{name}={element.get(name)}"
    return _purpose(given) if len(given) <= LONGEST_KEPT else _purpose.__wrapped__(given)


def is_furniture(element: HtmlElement, purpose: Purpose) -> bool:
    """Say whether an element is what a site prints around its texts."""
    if not purpose.furniture and not (purpose.loose and not within_text(element)):
        return False
    return not holds_article(element)


def role_of(element: HtmlElement, purpose: Purpose, *, in_comment: bool) -> Role | None:
    """Return the role of an element, comments and titles aside; None for none."""
    if in_comment:
        return purpose.role if element.tag == "blockquote" else None
    return purpose.role if purpose.role is not Role.TABLE or is_data_table(element) else None


@lru_cache(maxsize=MOST_KEPT)
def _purpose(given: str) -> Purpose:
    tag, *pairs = given.split("\0")
    names = dict(pair.split("=", 1) for pair in pairs)
    classes, ident = told_by(names.get("class", "")), told_by(names.get("id", ""))
    both, item = classes | ident, told_by(names.get("itemprop", ""))
    free = tag not in NEVER_FURNITURE
    may_talk = tag not in NO_COMMENTS
    comment = tag in COMMENT_TAGS or bool((classes | item) & COMMENT_BIT) or _is_marked(names)
    post = _post(tag, names, classes) if may_talk else None
    named = bool(both & FURNITURE_BIT) or (
        "role" in names and not split_names(names["role"]).isdisjoint(FURNITURE_ROLES)
    )
    return Purpose(
        tells=tag in TELLING or bool(pairs),
        furniture=free and (named or tag in OFTEN_FURNITURE),
        loose=free and tag in FURNITURE_TAGS,
        main=tag in ("article", "main") or names.get("role") == "main" or bool((both | item) & MAIN_BIT),
        role=_role(tag, classes | item | told_by(names.get("rel", "")) | told_by(names.get("property", "")), ident),
        heading=int(tag[1]) if tag in HEADINGS else None,
        breaks=BREAK_LINE if tag in CLOSE_LINES else BREAK_BLOCK if tag in BLOCKS else 0,
        kind=f"{tag} {names.get('class', '')}"[:LONGEST_NAME] if tag in BLOCKS else None,
        aside=tag in ASIDE_TAGS or bool(both & ASIDE_BIT),
        of_comments=bool(both & OF_COMMENTS_BIT),
        lists=bool(both & LISTS_BIT),
        may_talk=may_talk,
        comment=comment,
        post=post,
        may_comment=may_talk and (comment or post is not None),
    )


def _role(tag: str, told: int, ident: int) -> Role | None:
    """The first role in their order that a name gives; of ids, only those of `WIDE_ROLES` count."""
    if tag == "blockquote":
        return Role.QUOTATION
    if tag in NEVER_FURNITURE:
        return None
    bits = (told & ROLE_BITS) | (ident & WIDE_BITS)
    return ROLES[(bits & -bits).bit_length() - 1] if bits else TAG_ROLES.get(tag)


def _is_marked(names: dict[str, str]) -> bool:
    """Whether microdata, RDFa or the id say that an element is a comment."""
    kind = f"{names.get('itemtype', '')} {names.get('typeof', '')}".lower()
    return "comment" in kind or ("id" in names and bool(COMMENT_ID.fullmatch(names["id"].lower())))


def _post(tag: str, names: dict[str, str], told: int) -> Post | None:
    article = bool(told & ARTICLE_BIT)
    identifier = names.get("id", "").lower()
    numbered = not article and bool(SEVERAL_ID.fullmatch(identifier))
    item = tag in LIST_ITEMS and not told & LIST_NAME_BIT
    if not (numbered or item or told & (POST_BIT | ENDS_SO_BIT)):
        return None
    return Post(
        classes=split_names(names["class"]) & SEVERAL if told & POST_BIT and not article else frozenset(),
        stem=stem(identifier) if numbered else None,
        ends_so=bool(told & ENDS_SO_BIT),
        item=item,
    )
