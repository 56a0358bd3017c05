"""The names of reader comments in HTML: classes, ids, microdata and tags that the common systems give.

They are those of WordPress, Drupal, Disqus, Blogger, LiveJournal, Movable Type, forums and widgets; none is one site's
own. `docs/reference/comments.md` lists them and says how to add one.
"""

import re

from ledgerstone.evidence.reading.pages.elements import word_set

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
KNOWN = COMMENT | SEVERAL
ARTICLES = word_set("type-post type-page status-publish h-entry entry teaser")
DIGITS = re.compile(r"\d+")


def stem(identifier: str) -> str:
    """Return an id without its numbers."""
    return DIGITS.sub("", identifier)
