"""Long texts are shown in parts of bounded size; a link names an offset, and the part that holds it is shown."""

from msgspec import Struct

PART_SIZE = 20_000
"""Code points of a part: some eight printed pages, below 100 kB of HTML with its marks."""

SLACK = 1_000
"""Code points by which a part may begin earlier than its nominal place, so as not to cut a paragraph or word."""


class Part(Struct, frozen=True, kw_only=True):
    """A part of a text: its number from 1, how many there are, and where it lies."""

    number: int
    count: int
    start: int
    end: int


def part_at(text: str, offset: int) -> Part:
    """Return the part that holds the code point at `offset` (the last part where the text is shorter)."""
    count = max(1, -(-len(text) // PART_SIZE))
    index = min(max(offset, 0) // PART_SIZE, count - 1)
    if index + 1 < count and offset >= _cut(text, index + 1):
        index += 1
    return Part(number=index + 1, count=count, start=_cut(text, index), end=_cut(text, index + 1))


def _cut(text: str, index: int) -> int:
    """Return where part `index` begins: after the last line break, else blank, shortly before its nominal place."""
    nominal = index * PART_SIZE
    if nominal <= 0:
        return 0
    if nominal >= len(text):
        return len(text)
    for separator in ("\n", " "):
        position = text.rfind(separator, nominal - SLACK, nominal)
        if position != -1:
            return position + 1
    return nominal
