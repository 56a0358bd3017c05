"""What the single words in an element's names tell, as bits: words come again and again, whole names less so."""

import re
from functools import lru_cache, reduce
from operator import or_

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.pages.comment_names import (
    ARTICLES,
    COMMENT,
    ENDS_SO,
    LIST_NAME,
    LISTS,
    LISTS_ELSEWHERE,
    SEVERAL,
)
from ledgerstone.evidence.reading.pages.elements import (
    FURNITURE,
    LONGEST_KEPT,
    MAIN,
    MOST_KEPT,
    NAMED_ROLES,
    WIDE_ROLES,
)

ROLES: tuple[Role, ...] = tuple(role for role, _ in NAMED_ROLES)
ROLE_BITS = (1 << len(ROLES)) - 1
"""The lowest bits, one for each role in the order in which they decide."""
WIDE_BITS = sum(1 << place for place, role in enumerate(ROLES) if role in WIDE_ROLES)
DATE_BIT = 1 << ROLES.index(Role.DATELINE)
(
    FURNITURE_BIT,
    MAIN_BIT,
    COMMENT_BIT,
    POST_BIT,
    ARTICLE_BIT,
    LISTS_BIT,
    OF_COMMENTS_BIT,
    ENDS_SO_BIT,
    LIST_NAME_BIT,
    ASIDE_BIT,
) = (1 << place for place in range(len(ROLES), len(ROLES) + 10))
WHOLE_WORDS = (
    (FURNITURE_BIT, FURNITURE),
    (MAIN_BIT, MAIN),
    (COMMENT_BIT, COMMENT),
    (POST_BIT, SEVERAL),
    (ARTICLE_BIT, ARTICLES),
    (LISTS_BIT, LISTS),
    (OF_COMMENTS_BIT, LISTS | LISTS_ELSEWHERE),
)
BITS_OF_WORD = {
    word: reduce(or_, [bit for bit, among in WHOLE_WORDS if word in among])
    for _, words in WHOLE_WORDS
    for word in words
}
ROLES_OF_WORD = {
    word: reduce(or_, [1 << place for place, (_, among) in enumerate(NAMED_ROLES) if word in among])
    for _, words in NAMED_ROLES
    for word in words
}
ASIDE = re.compile(
    r"\b(?:ad|ads|advert\w{0,12}|author\w{0,8}|bio|bread-?crumbs?|byline|carousel|consent|cookies?|copyright|credits?|"
    r"disclaimer|disqus|download|footer|gdpr|latest|legal|login|menu\w{0,8}|meta|modal|most|nav\w{0,8}|newsletter\w{0,8}|"
    r"outbrain|overlay|pager|pagination|popular|popup|print|promo\w{0,12}|rating|recirc\w{0,8}|recommend\w{0,8}|register|"
    r"related\w{0,12}|reply|respond|shar(?:e|es|ing)|side-?bar\w{0,8}|sign-?(?:in|up)|slider|social\w{0,8}|sponsor\w{0,8}|"
    r"subscri\w{0,8}|taboola|tag-?list|tags?|teasers?|tool-?bar|tools|trending|vote|widgets?)\b"
)
"""Words that sites use in the class or id of what stands beside a text."""
HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
MOST_PIECES = 5
"""Pieces of the longest name that is sought, and one before it."""


def told_by(value: str) -> int:
    """Return what the words in an attribute tell together."""
    return _told_by(value) if len(value) <= LONGEST_KEPT else _told_by.__wrapped__(value)


@lru_cache(maxsize=MOST_KEPT)
def _told_by(value: str) -> int:
    return reduce(or_, map(_told_by_word, value.split()), 0)


@lru_cache(maxsize=MOST_KEPT)
def _told_by_word(raw: str) -> int:
    word = raw.lower().replace("_", "-").replace("--", "-")
    bits = BITS_OF_WORD.get(word, 0) | ROLES_OF_WORD.get(word, 0)
    if "-" in word:
        pieces = word.split("-")[-MOST_PIECES:]
        for place in range(1, len(pieces)):
            bits |= ROLES_OF_WORD.get("-".join(pieces[place:]), 0)
    if "comment" in word:
        bits |= OF_COMMENTS_BIT * word.startswith("comment-") | ENDS_SO_BIT * bool(ENDS_SO.search(word))
    bits |= LIST_NAME_BIT * bool(LIST_NAME.search(word))
    return bits | ASIDE_BIT * bool(ASIDE.search(HUMP.sub("-", raw).lower().replace("_", "-")))
