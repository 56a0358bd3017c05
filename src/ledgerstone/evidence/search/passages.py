"""A reading cut into passages: paragraphs, short ones joined, long ones parted where a sentence or a word ends."""

import re
from collections.abc import Iterator

LONGEST = 1200
"""Code points: a long paragraph of a newspaper; more would make two unrelated words meet in one passage."""

SHORTEST = 200
"""A heading, or a line of a letter, is searched together with what follows it."""

SHOWN = 320
"""Code points of context that are shown around what was found."""

_PARAGRAPH_END = re.compile(r"\n[ \t]{0,99}\n|\n")
_SENTENCE_END = re.compile(r"[.!?։…]['\"»”)\]]{0,3}\s")


def passages(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each passage, in code points; together they cover the text."""
    start = 0
    while start < len(text):
        end = _end(text, start)
        if text[start:end].strip():
            yield start, end
        start = end


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the sentences that hold a stretch of the text, without white space at the ends, at most `SHOWN` long.

    A stretch that is longer comes back as it is.
    """
    room = max(0, (SHOWN - (end - start)) // 2)
    low, high = max(0, start - room), min(len(text), end + room)
    before = [found.end() for found in _SENTENCE_END.finditer(text, low, start)]
    before += [found.end() for found in _PARAGRAPH_END.finditer(text, low, start)]
    after = [
        found.end()
        for found in (_SENTENCE_END.search(text, end, high), _PARAGRAPH_END.search(text, end, high))
        if found
    ]
    first = max(before) if before else _word_edge(text, low, start)
    last = min(after) if after else _word_edge_back(text, high, end)
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _end(text: str, start: int) -> int:
    """Return where the passage that starts here ends."""
    limit = min(len(text), start + LONGEST)
    if limit == len(text):
        return limit
    for border, least in ((_PARAGRAPH_END, SHORTEST), (_SENTENCE_END, SHORTEST)):
        ends = [found.end() for found in border.finditer(text, start + least, limit)]
        if ends:
            return ends[0] if border is _PARAGRAPH_END else ends[-1]
    space = text.rfind(" ", start + 1, limit)
    return space + 1 if space > 0 else limit


def _word_edge(text: str, low: int, start: int) -> int:
    """Return the beginning of the first whole word from `low` on, at most `start`."""
    if low == 0:
        return 0
    space = text.find(" ", low, start)
    return start if space < 0 else space + 1


def _word_edge_back(text: str, high: int, end: int) -> int:
    """Return the end of the last whole word before `high`, at least `end`."""
    if high == len(text):
        return high
    space = text.rfind(" ", end, high)
    return end if space < 0 else space
