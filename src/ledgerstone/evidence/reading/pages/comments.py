"""Reader comments in HTML: which element is one.

An element is a comment by a name that only comments have (its class, id, microdata or tag), or by a name that other
things have too (a forum's "post", an item of a list) where it names an author and is one of several alike. Names are
those that the common systems give: WordPress, Drupal, Disqus, Blogger, LiveJournal, Movable Type, forums, widgets;
none is one site's own. `docs/reference/comments.md` lists them and says how to add one.
"""

import re
from collections import Counter

from lxml.html import HtmlElement
from msgspec import Struct, structs

from ledgerstone.evidence.reading.pages.comment_groups import comments_alike, holds_several
from ledgerstone.evidence.reading.pages.comment_heads import Head, head_of
from ledgerstone.evidence.reading.pages.comment_signatures import is_signed, is_talk_page, signer
from ledgerstone.evidence.reading.pages.elements import tokens, word_set

COMMENT = word_set(
    "comment post-comment comment-item commentitem single-comment user-comment reader-comment comment-node "
    "usercomment c-comment comment-entry comment-container media-comment comment-card h-cite u-comment ljcmt "
    "isso-comment coral-comment mc-comment-wrap fyre-comment-article idc-c coment dwexpcomment comtr -5nz1"
)
"""Classes of nothing but a comment; "-5nz1" is `_5nz1`, all that Facebook's page plugin names one by."""
COMMENT_TAGS = word_set("shreddit-comment ytd-comment-renderer ytd-comment-view-model")
COMMENT_ID = re.compile(
    r"(?:[a-z0-9]{1,12}[-_]{1,2}){0,2}(?:id|el|node)?(?:comment|ljcmt|coment|cmt)"
    r"(?:[-_](?:item|id|wrap|box|row|entry))?[-_]?\d{1,12}"
)
SEVERAL = word_set(
    "post message reply review answer topic-post kpost postcontainer postbit postbitlegacy windowbg windowbg1 "
    "windowbg2 cpost post-block message-post wcomment comment-row commentrow feedback opinion entry-comment"
)
"""Classes of a forum's posts and of comments, which other things have too."""
SEVERAL_ID = re.compile(r"(?:[a-z]{1,12}[-_]?)??(?:p|c|t|post|msg|message|reply|answer|review|coment|ent)[-_]?\d{1,12}")
ENDS_SO = re.compile(r"(?:^|[\s-])comment(?:s?-?(?:item|wrap(?:per)?|article|block|box|node|row|card|entry))?(?=\s|$)")
LISTS = word_set(
    "commentlist comment-list comments-list commentslist comments comment-items comments-container discussion "
    "comment-thread comments-thread post-list replies responses children"
)
LISTS_ELSEWHERE = word_set("comments-block guestbook")
LIST_NAME = re.compile(r"(?:^|[\s-])(?:list|tree|threads?|wrapper|area|comments|stream|root|section|items)(?=\s|$)")
LIST_ITEMS = word_set("li article div tr section table")
NO_COMMENTS = word_set(
    "html body a span button form textarea p em strong b i time h1 h2 h3 h4 h5 h6 ol ul nav td dt dd"
)
BOX_IDS = "//div/@id | //li/@id | //article/@id | //section/@id | //tr/@id | //table/@id"
KNOWN = COMMENT | SEVERAL
ARTICLES = word_set("type-post type-page status-publish h-entry entry teaser")
FEWEST = 2
DIGITS = re.compile(r"\d+")


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

    @classmethod
    def of(cls, root: HtmlElement) -> "Kinds":
        """Count what a page has."""
        classes: Counter[str] = Counter()
        for value in root.xpath("//@class"):
            classes.update(KNOWN & frozenset(plain_name(str(value)).split()))
        names = [str(value).lower() for value in root.xpath("//@id")]
        boxes = (str(value).lower() for value in root.xpath(BOX_IDS))
        named = any(classes[word] for word in COMMENT) or any(map(COMMENT_ID.fullmatch, boxes))
        alike = frozenset() if named else comments_alike(root)
        return cls(classes=classes, ids=Counter(map(stem, names)), talk=is_talk_page(root), alike=alike)


def plain_name(value: str) -> str:
    """Return a class or an id as `tokens` gives it: in lower case, "_" and "--" as "-"."""
    return value.lower().replace("_", "-").replace("--", "-")


def stem(identifier: str) -> str:
    """Return an id without its numbers."""
    return DIGITS.sub("", identifier)


def comment_head(element: HtmlElement, kinds: Kinds) -> Head | None:
    """Return the head of the comment that an element is; None where it is none.

    Args:
        element: Any element of the page.
        kinds: Of the page.
    """
    if not isinstance(element.tag, str):
        return None
    if kinds.talk and is_signed(element):
        return structs.replace(head_of(element), author=signer(element), named=None, time=None)
    if element.tag in NO_COMMENTS:
        return None
    if is_named_so(element) or element in kinds.alike:
        return head_of(element)
    names = plain_name(element.get("class") or "")
    if not (_is_of_several(element, names, kinds) or ENDS_SO.search(names) or _stands_in_list(element, names)):
        return None
    head = head_of(element)
    return head if _is_one(element, head) else None


def is_named_so(element: HtmlElement) -> bool:
    """Say whether an element has a name that only comments have."""
    if element.tag in COMMENT_TAGS or tokens(element, "class", "itemprop") & COMMENT:
        return True
    kind = f"{element.get('itemtype') or ''} {element.get('typeof') or ''}".lower()
    return "comment" in kind or bool(COMMENT_ID.fullmatch((element.get("id") or "").lower()))


def _is_of_several(element: HtmlElement, names: str, kinds: Kinds) -> bool:
    """Whether a page has several of an element's kind, and the kind may be comments."""
    words = frozenset(names.split())
    if words & ARTICLES:
        return False
    identifier = (element.get("id") or "").lower()
    if SEVERAL_ID.fullmatch(identifier) and kinds.ids[stem(identifier)] >= FEWEST:
        return True
    return any(kinds.classes[word] >= FEWEST for word in words & SEVERAL)


def _stands_in_list(element: HtmlElement, names: str) -> bool:
    """Whether the parent, or the one around it, is named as a list of comments."""
    if element.tag not in LIST_ITEMS or LIST_NAME.search(names):
        return False
    parent = element.getparent()
    around = parent.getparent() if parent is not None else None
    return any(box is not None and tokens(box, "class", "id") & LISTS for box in (parent, around))


def speaks_of_comments(element: HtmlElement) -> bool:
    """Say whether an element is named as a list of comments or as a part of one ("comment-author")."""
    names = tokens(element, "class", "id")
    return bool(names & (LISTS | LISTS_ELSEWHERE)) or any(name.startswith("comment-") for name in names)


def _is_one(element: HtmlElement, head: Head) -> bool:
    """Whether what may be a comment is one: it names an author, is no article and holds no comments but answers."""
    if head.author is None or head.titled or any(is_named_so(inner) for inner in head.near):
        return False
    if not head.dated and element.tag not in ("li", "article"):
        return False
    return not holds_several(element, head)
