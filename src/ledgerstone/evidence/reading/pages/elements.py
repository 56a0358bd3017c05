"""What an HTML element is for, by its tag, class, id, role and microdata: the names that sites commonly give.

Every name here is a convention of HTML (WHATWG, "4.3 Sections"), schema.org, microformats or a system that many
sites run (WordPress, Drupal, MediaWiki, Disqus); none is one site's own.
"""

import re
from functools import lru_cache

from lxml.html import HtmlElement

from ledgerstone.evidence.reading.model import Role

MOST_KEPT, LONGEST_KEPT = 4096, 400
"""A page names the same classes again and again: so many names are kept, none that is longer than so many signs."""


def word_set(words: str) -> frozenset[str]:
    """Return the words of a line as a set."""
    return frozenset(words.split())


DROPPED = word_set(
    "script style noscript template head svg canvas iframe object audio video select datalist textarea input "
    "meta link math progress meter map area frame frameset applet"
)
BLOCKS = word_set(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer "
    "form h1 h2 h3 h4 h5 h6 header hgroup hr li main menu nav ol p pre section summary table tbody thead tfoot tr "
    "ul caption legend html"
)
HEADINGS = word_set("h1 h2 h3 h4 h5 h6")
CLOSE_LINES = word_set("li tr dt dd caption")
FURNITURE_TAGS = word_set("nav footer aside form button")
FURNITURE_ROLES = word_set("navigation banner contentinfo search complementary dialog alert")
FURNITURE = word_set(
    "nav navbar navigation menu main-menu sidebar side-bar breadcrumb breadcrumbs footer site-footer page-footer "
    "colophon site-header masthead-nav share sharing sharedaddy share-buttons social social-share social-links "
    "related related-posts related-articles jp-relatedposts advert advertisement ads ad ad-container cookie cookies "
    "cookie-banner cookie-notice subscribe newsletter widget widgets pagination pager page-nav post-navigation tags "
    "tag-list post-tags comment-respond respond reply comment-reply-link comment-actions skip-link skip-to-content "
    "screen-reader-text copyright toolbar login popup modal mw-editsection printfooter catlinks noprint"
)
MAIN = word_set("articlebody article-body article-content entry-content post-content post-body story-body")
PUBLISHED = word_set("date dateline published pubdate datetime timestamp posted-on post-time publish-date")
AUTHORS = word_set("byline author authors contributor writer")
COMMENT_AUTHORS = word_set(
    "fn author commenter username user-name nickname nick author-name name poster user comment-user login"
)
CAPTIONS = word_set("caption caption-text photo-caption image-caption figcaption cutline")
REFERENCES = word_set("references reflist footnotes endnotes bibliography reference-list citation-list")
POLICIES = word_set(
    "comment-policy comments-policy discussion-policy comment-rules comments-rules commenting-policy house-rules "
    "discussion-rules comment-guidelines"
)
SIGNATORIES = word_set("signatures signatories signatory-list undersigned")
HIDDEN_STYLE = re.compile(r"display\s{0,3}:\s{0,3}none|visibility\s{0,3}:\s{0,3}hidden", re.IGNORECASE)


def tokens(element: HtmlElement, *attributes: str) -> frozenset[str]:
    """Return the words in some attributes of an element, in lower case, "_" and "--" as "-"."""
    words = " ".join([value for name in attributes if (value := element.get(name))])
    return split_names(words) if len(words) <= LONGEST_KEPT else split_names.__wrapped__(words)


@lru_cache(maxsize=MOST_KEPT)
def split_names(words: str) -> frozenset[str]:
    """Return the words of a name or several, in lower case, "_" and "--" as "-"."""
    return frozenset(words.lower().replace("_", "-").replace("--", "-").split())


def is_dropped(element: HtmlElement) -> bool:
    """Say whether a browser shows nothing of an element, or only a control."""
    if element.tag in DROPPED:
        return True
    named = element.keys()
    if not named:
        return False
    return "hidden" in named or ("style" in named and bool(HIDDEN_STYLE.search(element.get("style") or "")))


def within_text(element: HtmlElement) -> bool:
    """Say whether a footer or aside belongs to a text: an article's byline, a quotation's source, a pull quote."""
    parent = element.getparent()
    return parent is not None and parent.tag in ("article", "blockquote", "figure", "section", "div", "li")


def holds_article(element: HtmlElement) -> bool:
    """Say whether an element holds a text with its heading, which nothing that a site prints around texts does."""
    return next(element.iter("article", "main", "h1"), None) is not None


TAG_ROLES = {
    "figcaption": Role.CAPTION,
    "time": Role.DATELINE,
    "ul": Role.LIST,
    "ol": Role.LIST,
    "dl": Role.LIST,
    "table": Role.TABLE,
}
TELLING = frozenset(
    {*TAG_ROLES, *HEADINGS, *FURNITURE_TAGS, *word_set("html body article main blockquote nav button form")}
)
"""Tags that tell what an element is for; any other tells it by its attributes alone."""
NAMED_ROLES = (
    (Role.POLICY, POLICIES),
    (Role.SIGNATURES, SIGNATORIES),
    (Role.REFERENCE_LIST, REFERENCES),
    (Role.CAPTION, CAPTIONS),
    (Role.BYLINE, AUTHORS),
    (Role.DATELINE, PUBLISHED),
)
WIDE_ROLES = frozenset({Role.POLICY, Role.SIGNATURES, Role.REFERENCE_LIST})
MOST_CELLS_LOOKED_AT = 400


def is_data_table(table: HtmlElement) -> bool:
    """Say whether a table holds data and not a page's layout: rows of cells without blocks or tables in them."""
    rows = cells = 0
    for count, element in enumerate(table.iter()):
        if element is not table and element.tag in ("table", "p", "div", "h1", "h2", "ul", "ol", "form"):
            return False
        rows += element.tag == "tr"
        cells += element.tag in ("td", "th")
        if count > MOST_CELLS_LOOKED_AT:
            break
    return rows > 1 and cells > rows
