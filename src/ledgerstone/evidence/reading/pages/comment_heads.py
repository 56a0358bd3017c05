"""What a comment's element says of it: its author, its time, its number, its names, and whom it says it answers.

Only the first elements of a comment are looked at, and of those none within a quotation or an answer, so that the
work is the same for a comment of any length.
"""

import re
from collections.abc import Iterator
from itertools import islice

from lxml.html import HtmlElement
from msgspec import Struct

from ledgerstone.evidence.reading.cues import begins, holds
from ledgerstone.evidence.reading.pages.elements import BLOCKS, COMMENT_AUTHORS, PUBLISHED, is_dropped, tokens, word_set
from ledgerstone.evidence.reading.parts.comments import LONGEST_NAME, NOBODY, author_of, is_said
from ledgerstone.evidence.reading.printed_dates import find_date

NEAR = 80
"""Elements: a comment names its author within its first few."""
MORE_AUTHORS = word_set(
    "actor-name hnuser ljuser bigusername nameplate display-name full-name comment-name sender-name "
    "commento-name profilename commentername message-name"
)
TIMES = PUBLISHED | word_set(
    "time time-ago timeago when age createdtime created livetimestamp rel-date relative-date postdate submitted-on "
    "live-timestamp dt-published post-date comment-date commentdate comment-time commenttime"
)
NUMBERS = word_set("number num comnum counter postcounter position index comment-number cnumber")
CHILDREN = word_set(
    "children replies comment-replies child answers indented subcomments sub-comments fyre-comment-replies "
    "isso-follow-up mc-comment-child idc-thread comments-list comment-children nested thread-replies postreplies"
)
QUOTES = re.compile(r"(?:^|[\s-])(?:quoted|quoteheader|quotebox|quotation|bbcode-container)(?=\s|$)|quote(?=\s|$)")
POST_BODIES = word_set("postcontent post-content message-content")
ANSWER_LINKS = re.compile(
    r"(?:^|[\s-])(?:reply-to|replyto|parent-link|in-reply-to|inreplyto|mention|parent|reply-to-tab|widget-message-reply)"
    r"(?=\s|$)"
)
BADGES = re.compile(
    r"(?:badge|label|role|rank|group|tag|flair|status|count|karma|score|reputation|says|title|meta|bubble)s?(?=\s|$)"
)
QUOTE_KEYS = ("data-post", "data-source", "data-ipsquote-contentcommentid", "data-comment-id", "data-reply-id")
QUOTE_NAMES = ("data-username", "data-quote", "data-ipsquote-username", "data-author")
ID_ATTRIBUTES = (
    *("data-comment-id", "data-commentid", "data-id", "id", "data-message-id", "data-post-id", "data-reply-id"),
    *("data-fullname", "thingid", "data-dtid", "data-post"),
)
AUTHOR_ATTRIBUTES = ("data-author", "author", "data-author-name", "data-user-name")
ID_NUMBER = re.compile(r"\d{1,20}$")
LEAST_KEY = 3
"""Digits: a shorter number within a comment is seldom its own."""
LABEL = re.compile(r"(?:#|№)\s?\d{1,9}")
BARE_LABEL = re.compile(r"\d{1,9}[.)]?")
NAMES_SHOWN = word_set("a b strong cite h3 h4 h5 h6")
LONGEST_STAMP = 60
MOST_PIECES = 24
SOON = 14
"""Elements after a time within which a forum's post names its author."""
LINKS_IN_QUOTE = 12
BREAK = "\n"


class Head(Struct, frozen=True, kw_only=True, eq=False):
    """What a comment's element says of it.

    Attributes:
        near: Its first elements, quotations and answers aside.
        author: The printed author; None for none.
        named: The element that names the author.
        time: The element that holds the time; None where none is named so.
        dated: Whether it has a time at all.
        titled: Whether it has a heading with a link, as an article in a list has.
        label: The number that it prints ("#12").
        keys: Names that others may refer to it by.
        answers: Names of comments that it refers to as answered, the surest first.
        addressed: Names of people that it refers to so.
    """

    near: tuple[HtmlElement, ...]
    author: str | None = None
    named: HtmlElement | None = None
    time: HtmlElement | None = None
    dated: bool = False
    titled: bool = False
    label: str | None = None
    keys: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    addressed: tuple[str, ...] = ()


def head_of(comment: HtmlElement) -> Head:
    """Return what a comment's element says of it."""
    near, quotes = _near(comment)
    time = next((inner for inner in near if _is_time(inner)), None)
    stamp = time if time is not None else next((inner for inner in near if _is_stamp(inner)), None)
    named = next((inner for inner in near if is_author(inner) and name_in(inner)), None)
    given = next((comment.get(each) for each in AUTHOR_ATTRIBUTES if comment.get(each)), None)
    if named is None and not given and stamp is not None:
        named = _name_before(near, stamp)
    author = name_in(named) if named is not None else given
    links = [inner for inner in near if inner.tag == "a" and _is_answer(inner)]
    return Head(
        near=tuple(near),
        author=None if author and NOBODY.fullmatch(author) else author,
        named=named,
        time=time,
        dated=stamp is not None,
        titled=any(map(_is_title, near)),
        label=next(filter(None, map(_label, near)), None),
        keys=tuple(_keys(comment, near)),
        answers=tuple(_answers(links, quotes)),
        addressed=tuple(_addressed(links, quotes, near)),
    )


def _near(comment: HtmlElement) -> tuple[list[HtmlElement], list[HtmlElement]]:
    """The first elements of a comment in their order, and the quotations among them."""
    near: list[HtmlElement] = []
    quotes: list[HtmlElement] = []
    own = comment.get("class")
    waiting = _children(comment)
    while waiting and len(near) < NEAR:
        inner = waiting.pop()
        if not isinstance(inner.tag, str) or is_dropped(inner):
            continue
        given = inner.get("class")
        if given and (tokens(inner, "class") & CHILDREN or (inner.tag == comment.tag and given == own)):
            break
        if _is_quote(inner):
            quotes.append(inner)
            continue
        near.append(inner)
        waiting.extend(_children(inner))
    return near, quotes


def _children(element: HtmlElement) -> list[HtmlElement]:
    return [*islice(element.iterchildren(), NEAR)][::-1]


def _is_quote(element: HtmlElement) -> bool:
    if element.tag in ("a", "span", "button"):
        return False
    names = tokens(element, "class") if element.get("class") else frozenset()
    return not names & POST_BODIES and (element.tag == "blockquote" or bool(QUOTES.search(" ".join(names))))


AUTHOR_NAMED = re.compile(
    rf"(?:^|[\s-])(?:{'|'.join(sorted(COMMENT_AUTHORS | MORE_AUTHORS, key=len, reverse=True))})(?=\s|$)"
)
TIME_NAMED = re.compile(rf"(?:^|[\s-])(?:{'|'.join(sorted(TIMES, key=len, reverse=True))})(?=\s|$)")
AUTHOR_IDS = re.compile(r"author-text|.{0,80}(?:lbl|_)(?:author|name|user|username|nick)(?:_\d{1,6})?", re.IGNORECASE)
"""YouTube's, and those that ASP.NET makes of a label's name and a row's number."""
TIME_IDS = word_set("published-time-text")


def is_author(element: HtmlElement) -> bool:
    """Say whether an element within a comment holds its author's name."""
    if not isinstance(element.tag, str):
        return False
    if element.tag == "cite" and element.getparent() is not None and element.getparent().tag != "blockquote":
        return True
    if AUTHOR_IDS.fullmatch(element.get("id") or "") or "author" in (element.get("property") or ""):
        return True
    return bool(element.keys()) and bool(AUTHOR_NAMED.search(names_of(element, "class", "itemprop", "rel")))


def names_of(element: HtmlElement, *attributes: str) -> str:
    """Return the words in some attributes of an element as `tokens` does, with "authorName" as "author-name" too."""
    words = " ".join(element.get(name) or "" for name in attributes)
    apart = CAMEL.sub("-", words) if not words.islower() else words
    return apart.lower().replace("_", "-").replace("--", "-")


CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _is_time(element: HtmlElement) -> bool:
    """Whether an element is named as a time and prints one."""
    named = element.tag in ("time", "abbr") or element.get("id") in TIME_IDS
    if not named and not (element.keys() and TIME_NAMED.search(names_of(element, "class", "itemprop"))):
        return False
    words = shown(element)
    return 0 < len(words) <= LONGEST_STAMP and BREAK not in words


def _is_stamp(element: HtmlElement) -> bool:
    """Whether an element's own words are few and hold a date."""
    own = [element.text or "", *(inner.tail or "" for inner in islice(element.iterchildren(), NEAR))]
    return any(
        any(sign.isdigit() for sign in words) and find_date(words)
        for words in own
        if words and len(words) <= 2 * LONGEST_STAMP
    )


def _is_title(element: HtmlElement) -> bool:
    """Whether an element is a heading that links to what it heads, and not a post's date or number."""
    if element.tag not in ("h1", "h2") or element.find(".//a") is None:
        return False
    words = shown(element)
    return not find_date(words) and not LABEL.fullmatch(words)


def _name_before(near: list[HtmlElement], stamp: HtmlElement) -> HtmlElement | None:
    """The last short link, bold words or small heading before the time, within what prints it, or soon after it."""
    place = near.index(stamp)
    within = [inner for inner in near[place + 1 :] if inner.getparent() is stamp]
    places = [*[*near[:place], *within][::-1], *near[place + 1 : place + SOON]]
    return next((inner for inner in places if _stands_out(inner) and _may_name(inner)), None)


def _stands_out(element: HtmlElement) -> bool:
    return element.tag in NAMES_SHOWN or "bold" in (element.get("style") or "")


def _may_name(element: HtmlElement) -> bool:
    words = shown(element)
    return bool(name_in(element)) and not BARE_LABEL.fullmatch(words) and not LABEL.fullmatch(words)


def name_in(element: HtmlElement) -> str | None:
    """Return the name that an element prints, without what stands beside it; None where it prints none."""
    own = (element.text or "").strip()
    link = element.find("a") if own and (own.endswith(":") or holds("byline").search(own) or is_said(own)) else None
    words = shown(element if link is None else link).partition(BREAK)[0].strip()
    by = begins("byline").match(words)
    words = words[by.end() :].lstrip(" :") if by and by.end() < len(words) else words
    found = author_of(words.rstrip("…").removesuffix("..."))
    return (found or words) if 0 < len(found or words) <= LONGEST_NAME else None


def shown(element: HtmlElement) -> str:
    """Return the words of a small element: white space joined, badges and hidden parts left out, blocks apart."""
    pieces: list[str] = []
    waiting: list[HtmlElement | str] = _parts(element)
    while waiting and len(pieces) < MOST_PIECES:
        part = waiting.pop()
        if isinstance(part, str):
            pieces.append(part)
        elif isinstance(part.tag, str) and not is_dropped(part) and not BADGES.search(" ".join(tokens(part, "class"))):
            waiting.extend(_parts(part))
    lines = (" ".join(line.split()) for line in "".join(pieces).split(BREAK))
    return BREAK.join(filter(None, lines))


def _parts(element: HtmlElement) -> list[HtmlElement | str]:
    """The words and elements in an element, the last first."""
    edge = BREAK if element.tag in BLOCKS or element.tag == "br" else ""
    parts: list[HtmlElement | str] = [edge, _flat(element.text)]
    for inner in islice(element.iterchildren(), MOST_PIECES):
        parts += [inner, _flat(inner.tail)]
    return [*parts, edge][::-1]


def _flat(words: str | None) -> str:
    return (words or "").replace(BREAK, " ")[: 2 * LONGEST_NAME]


def _label(element: HtmlElement) -> str | None:
    """The number that an element prints as a comment's."""
    words = "".join(islice(element.itertext(), 6)).strip()
    if LABEL.fullmatch(words):
        return words
    named = BARE_LABEL.fullmatch(words) and tokens(element, "class", "id") & NUMBERS
    return words if named else None


def _keys(comment: HtmlElement, near: list[HtmlElement]) -> Iterator[str]:
    """The names of a comment: its own with and without what stands before a number, then those within it."""
    for name in ID_ATTRIBUTES:
        value = comment.get(name)
        if value:
            yield from key_forms(value)
    for inner in near:
        for value in (inner.get("id"), inner.get("name"), inner.get("data-commentid")):
            number = ID_NUMBER.search(value) if value else None
            if number and len(number.group()) >= LEAST_KEY:
                yield number.group()


def key_forms(value: str) -> Iterator[str]:
    """Yield a name and the number at its end alone."""
    yield value
    number = ID_NUMBER.search(value)
    if number:
        yield number.group()


def _is_answer(link: HtmlElement) -> bool:
    """Whether a link leads to what a comment answers: by its class, by its words, or by what stands before it."""
    if ANSWER_LINKS.search(" ".join(tokens(link, "class"))):
        return True
    words = (link.text or "").strip()
    if words.startswith(("@", ">>")):
        return True
    before = link.getprevious()
    parent = link.getparent()
    said = (before.tail if before is not None else "") or ""
    said = said if said.strip() or parent is None else parent.text or ""
    return bool(said.strip()) and bool(holds("in_reply").search(said[-LONGEST_STAMP:]))


def _answers(links: list[HtmlElement], quotes: list[HtmlElement]) -> Iterator[str]:
    """Names of comments in links to what is answered, then in quotations."""
    for link in links:
        yield from _fragment(link)
    for quote in quotes:
        for name in QUOTE_KEYS:
            yield from key_forms(quote.get(name) or "")
        for link in islice(quote.iter("a"), LINKS_IN_QUOTE):
            yield from _fragment(link)


def _fragment(link: HtmlElement) -> Iterator[str]:
    fragment = (link.get("href") or "").rpartition("#")[2]
    number = ID_NUMBER.search(fragment)
    if number:
        yield from (fragment, number.group())
    query = re.search(r"[?&](?:comment|id|p|replyto)=(\d{1,20})$", link.get("href") or "")
    if query:
        yield query[1]


def _addressed(links: list[HtmlElement], quotes: list[HtmlElement], near: list[HtmlElement]) -> Iterator[str]:
    """Names of people in links to what is answered, in what is named so, and at the head of quotations."""
    for link in links:
        yield shown(link).lstrip("@ ")
    for inner in near:
        if inner.tag != "a" and ANSWER_LINKS.search(" ".join(tokens(inner, "class"))):
            yield shown(inner).lstrip("@ ")
    for quote in quotes:
        yield from filter(None, map(quote.get, QUOTE_NAMES))
        for inner in islice(quote.iter("cite", "b", "strong", "a"), LINKS_IN_QUOTE):
            yield name_in(inner) or ""
        yield name_in(quote) or ""
