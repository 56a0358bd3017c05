"""Where a text itself spells out a short form: "Norvik Relief Board (NRB)"."""

import re
from collections.abc import Iterator

from msgspec import Struct

SHORT = re.compile(r"\(\s?(?P<short>[^\W\d_a-zа-яёա-ևəğışçöü]{2,10}(?:[\s-][^\W\d_a-zа-яёա-ևəğışçöü]{1,8}){0,2})\s?\)")
WORD = re.compile(r"[^\W\d_][^\W\d_’']{0,60}")
LONGEST_NAME = 160
APART = re.compile(r"[.;:!?()\n]")


class SpelledOut(Struct, frozen=True, kw_only=True):
    """A short form with the words that it is spelled out as; the place is that of both."""

    short: str
    words: str
    start: int
    end: int


def spelled_out(text: str) -> Iterator[SpelledOut]:
    """Yield the short forms in brackets whose letters begin the words before them, in their order."""
    for found in SHORT.finditer(text):
        short = " ".join(found["short"].split())
        if not short.isupper():
            continue
        low = max(0, found.start() - LONGEST_NAME)
        breaks = [each.end() for each in APART.finditer(text, low, found.start())]
        low = breaks[-1] if breaks else low
        start = _start_of_name(text, low, found.start(), short)
        if start is not None:
            words = " ".join(text[start : found.start()].split())
            yield SpelledOut(short=short, words=words, start=start, end=found.end())


def _start_of_name(text: str, low: int, high: int, short: str) -> int | None:
    """Where the nearest run of words begins whose first letters hold those of the short form in their order."""
    letters = [sign for sign in short if sign.isalpha()]
    words = list(WORD.finditer(text, low, high))
    for place in range(len(words) - 1, -1, -1):
        initials = iter([word.group()[0].upper() for word in words[place:]])
        if words[place].group()[0] == letters[0] and all(letter in initials for letter in letters):
            return words[place].start()
    return None
