"""Elements with more attributes than any page has need: libxml2 compares each attribute with all before it.

An element of 100,000 attributes would take minutes. Those after the first `MOST_ATTRIBUTES` are cut from the page
before it is parsed. Tags are found by their form alone, outside comments and scripts: a page that hides a tag from this
is slow, and read as it was.
"""

import re

MOST_ATTRIBUTES = 1000
"""Of one element; the fullest ones that people write have some 50."""
MANY = f"elements with more than {MOST_ATTRIBUTES:,} attributes: the others are left out"
ATTRIBUTE = r"[\s/]*+[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"?+|'[^']*+'?+|[^\s>\"'][^\s>]*+)?+)?+"
RAW = "script|style"
# No part of it can fail, so that nothing is looked at twice: work is linear in the page.
TAG = re.compile(
    r"<!--(?:[^-]++|-(?!->))*+"
    rf"|<(?:(?P<raw>{RAW})(?=[\s/>])|[A-Za-z][^\s/>]*+)"
    rf"(?:{ATTRIBUTE}){{0,{MOST_ATTRIBUTES}}}+(?P<others>(?:{ATTRIBUTE})*+)"
    rf"(?(raw)(?:[^<]++|<(?!/(?:{RAW})))*+)",
    re.IGNORECASE,
)


def without_many_attributes(page: str) -> tuple[str, tuple[str, ...]]:
    """Return a page whose elements have no more than `MOST_ATTRIBUTES`, and a warning where some had more.

    Args:
        page: Its source text.
    """
    pieces: list[str] = []
    end = 0
    for tag in TAG.finditer(page):
        if tag["others"]:
            pieces.append(page[end : tag.start("others")])
            end = tag.end("others")
    return "".join((*pieces, page[end:])), (MANY,) if pieces else ()
