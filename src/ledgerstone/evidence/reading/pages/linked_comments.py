"""Comments that a page holds only in its JSON-LD, where a script would have shown them (schema.org `Comment`).

They are read where the markup has none, and each only where the page does not print its words: never twice. A comment
is answered by those within it, or by one that names it as its `parentItem`.
"""

import html
import re
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from ledgerstone.evidence.reading.model import Region, Role

Node = Mapping[object, object]
TYPES = frozenset({"Comment", "UserComments"})
WITHIN = ("comment", "comments")
NAMES = ("@id", "url", "identifier")
WORDS = ("text", "commentText", "description")
TIMES = ("dateCreated", "datePublished", "commentTime", "dateModified")
AUTHORS = ("author", "creator")
MOST_COMMENTS = 1000
MOST_NODES = 20_000
LONGEST, LONGEST_NAME = 20_000, 200
LOOKED_FOR, LOOKED_AT = 200, 1_000_000
"""Code points of a comment that are looked for, in so many of the page's."""
BREAK = re.compile(r"<br\s{0,9}/?>|</(?:p|div|li|blockquote)>", re.IGNORECASE)
TAG = re.compile(r"</?[A-Za-z][^<>]{0,2000}>")
GAP = "\n\n"


class LinkedComment(Struct, frozen=True, kw_only=True):
    """A comment of a page's JSON-LD.

    Attributes:
        words: Its text.
        author: Who wrote it; None where that is not said.
        time: When, as written; None where that is not said.
        parent: The place of the one that it answers, among those before it; None for none.
    """

    words: str
    author: str | None
    time: str | None
    parent: int | None


class Thread(Struct, frozen=True, kw_only=True):
    """Comments as they stand after a page's text: what is added to it, and their regions in the whole."""

    text: str = ""
    regions: tuple[Region, ...] = ()
    warnings: tuple[str, ...] = ()


def linked_comments(objects: Iterable[Node]) -> tuple[LinkedComment, ...]:
    """Return the comments of a page's JSON-LD in their order, answers behind what they answer, within a bound.

    Args:
        objects: Of the page, those within others too.
    """
    found: list[LinkedComment] = []
    places: dict[str, int] = {}
    for node, around in _in_order(tuple(objects)):
        words = _plain(_first(node, WORDS))[:LONGEST]
        if not words or len(found) >= MOST_COMMENTS:
            continue
        inner = around is not None and _is_comment(around)
        parent = next(
            (places[key] for key in _keys(around if inner else node.get("parentItem")) if key in places), None
        )
        for key in _keys(node):
            places.setdefault(key, len(found))
        time = _first(node, TIMES).strip()[:LONGEST_NAME] or None
        found.append(LinkedComment(words=words, author=_author(node), time=time, parent=parent))
    return tuple(found)


def thread_of(comments: tuple[LinkedComment, ...], page: str) -> Thread:
    """Return the comments whose words a page does not print, as they stand after its text.

    Args:
        comments: Of its JSON-LD; the page has no others.
        page: Its text.
    """
    printed = " ".join(page[:LOOKED_AT].split()) if comments else ""
    pieces: list[str] = []
    regions: list[Region] = []
    orders: dict[int, int] = {}
    length = len(page)
    for place, comment in enumerate(comments):
        if " ".join(comment.words.split())[:LOOKED_FOR] in printed:
            continue
        pieces.append(GAP if length else "")
        start = length + len(pieces[-1])
        orders[place] = len(orders) + 1
        parent = None if comment.parent is None else orders.get(comment.parent)
        pieces.append("\n".join(line for line in (comment.author, comment.time, comment.words) if line))
        length = start + len(pieces[-1])
        regions.append(
            Region(
                role=Role.COMMENT, start=start, end=length, author=comment.author, order=orders[place], parent=parent
            )
        )
        if comment.time:
            first = start + (len(comment.author) + 1 if comment.author else 0)
            regions.append(Region(role=Role.DATELINE, start=first, end=first + len(comment.time)))
    said = f"{len(orders)} comments stand in its hidden data alone (JSON-LD): they follow the text"
    return Thread(text="".join(pieces), regions=tuple(regions), warnings=(said,) if orders else ())


def _in_order(objects: tuple[Node, ...]) -> Iterator[tuple[Node, Node | None]]:
    """Each comment once, with what it stands in: those that others have first, then those that stand alone."""
    seen: set[int] = set()
    alone = ((node, None) for node in objects if _is_comment(node))
    held = ((each, node) for node in objects if not _is_comment(node) for each in _within(node))
    for first in (*held, *alone):
        waiting: list[tuple[Node, Node | None]] = [first]
        while waiting and len(seen) < MOST_NODES:
            node, around = waiting.pop()
            if id(node) not in seen:
                seen.add(id(node))
                yield node, around
                waiting.extend((each, node) for each in reversed(tuple(_within(node))))


def _within(node: Node) -> Iterator[Node]:
    for name in WITHIN:
        given = node.get(name)
        for each in given if isinstance(given, list) else (given,):
            if isinstance(each, dict):
                yield each


def _is_comment(node: Node) -> bool:
    kind = node.get("@type")
    return not TYPES.isdisjoint(str(each) for each in (kind if isinstance(kind, list) else (kind,)))


def _keys(node: object) -> Iterator[str]:
    """By what a comment is named: its place in memory, for those within it, and what it says of itself."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, dict):
        yield f"#{id(node)}"
        yield from (given for name in NAMES if isinstance(given := node.get(name), str) and given)


def _first(node: Node, names: tuple[str, ...]) -> str:
    return next((given for name in names if isinstance(given := node.get(name), str) and given.strip()), "")


def _author(node: Node) -> str | None:
    for name in AUTHORS:
        given = node.get(name)
        one = given[0] if isinstance(given, list) and given else given
        words = one.get("name") if isinstance(one, dict) else one
        if isinstance(words, str) and words.strip():
            return " ".join(_plain(words).split())[:LONGEST_NAME] or None
    return None


def _plain(words: str) -> str:
    """Words that may be written as HTML, without its tags."""
    bare = TAG.sub("", BREAK.sub("\n", words[: 2 * LONGEST]))
    lines = (" ".join(line.split()) for line in html.unescape(bare).splitlines())
    return "\n".join(line for line in lines if line)
