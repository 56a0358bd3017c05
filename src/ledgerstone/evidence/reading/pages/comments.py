"""Reader comments in HTML: which element is one.

An element is a comment by a name that only comments have (its class, id, microdata or tag), or by a name that other
things have too (a forum's "post", an item of a list) where it names an author and is one of several alike. The names
are in `comment_names`.
"""

from collections import Counter

from lxml.html import HtmlElement
from msgspec import Struct, structs

from ledgerstone.evidence.reading.pages.comment_groups import comments_alike, holds_several
from ledgerstone.evidence.reading.pages.comment_heads import Head, head_of
from ledgerstone.evidence.reading.pages.comment_names import COMMENT, COMMENT_ID, KNOWN, stem
from ledgerstone.evidence.reading.pages.comment_signatures import is_signed, is_talk_page, signer
from ledgerstone.evidence.reading.pages.elements import split_names
from ledgerstone.evidence.reading.pages.page_names import PageNames
from ledgerstone.evidence.reading.pages.purposes import Post, Purpose, purpose_of

BOX_IDS = "//div/@id | //li/@id | //article/@id | //section/@id | //tr/@id | //table/@id"
FEWEST = 2


class Kinds(Struct, frozen=True, kw_only=True):
    """How often a page has what may be one of several comments.

    Attributes:
        classes: Elements by each class of `SEVERAL`.
        ids: Elements by their id without its number.
        talk: Whether the page is one that people write to and sign (a wiki's talk page).
        alike: Elements that are comments by what they hold, on a page where nothing has a comment's name.
    """

    classes: Counter[str]
    ids: Counter[str]
    talk: bool
    alike: frozenset[HtmlElement]

    @property
    def by_place(self) -> bool:
        """Whether an element may be a comment without a name that says so."""
        return self.talk or bool(self.alike)

    @classmethod
    def of(cls, root: HtmlElement, page: PageNames) -> "Kinds":
        """Count what a page has; `page` has the names of all its elements."""
        classes: Counter[str] = Counter()
        for value, times in page.classes.items():
            for word in KNOWN & split_names(value):
                classes[word] += times
        names = [value.lower() for value in page.ids]
        boxes = (
            map(str.lower, map(str, root.xpath(BOX_IDS, smart_strings=False)))
            if any(map(COMMENT_ID.fullmatch, names))
            else ()
        )
        numbered = any(map(COMMENT_ID.fullmatch, boxes))
        named = numbered or not COMMENT.isdisjoint(classes)
        alike = frozenset() if named else comments_alike(root, page)
        return cls(classes=classes, ids=Counter(map(stem, names)), talk=is_talk_page(root, page), alike=alike)


def comment_head(element: HtmlElement, purposes: list[Purpose], kinds: Kinds) -> Head | None:
    """Return the head of the comment that an element is; None where it is none.

    Args:
        element: Any element of the page.
        purposes: Of the elements around it, the outermost first, and of itself.
        kinds: Of the page.
    """
    purpose = purposes[-1]
    if kinds.talk and is_signed(element):
        return structs.replace(head_of(element), author=signer(element), named=None, time=None)
    if not purpose.may_talk:
        return None
    if purpose.comment or (kinds.alike and element in kinds.alike):
        return head_of(element)
    post = purpose.post
    if post is None or not (_is_of_several(post, kinds) or post.ends_so or _stands_in_list(post, purposes)):
        return None
    head = head_of(element)
    return head if _is_one(element, head) else None


def _is_of_several(post: Post, kinds: Kinds) -> bool:
    """Whether a page has several of an element's kind, and the kind may be comments."""
    if post.stem is not None and kinds.ids[post.stem] >= FEWEST:
        return True
    return bool(post.classes) and any(kinds.classes[word] >= FEWEST for word in post.classes)


def _stands_in_list(post: Post, purposes: list[Purpose]) -> bool:
    """Whether the parent, or the one around it, is named as a list of comments."""
    return post.item and any(around.lists for around in purposes[-3:-1])


def _is_one(element: HtmlElement, head: Head) -> bool:
    """Whether what may be a comment is one: it names an author, is no article and holds no comments but answers."""
    if head.author is None or head.titled or any(purpose_of(inner).comment for inner in head.near):
        return False
    if not head.dated and element.tag not in ("li", "article"):
        return False
    return not holds_several(element, head)
