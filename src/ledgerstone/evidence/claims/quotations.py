"""Quotations by their marks, of all styles: “ ” « » „ “ ‘ ’ " ". Linear, never across a blank line.

An apostrophe closes nothing inside a word; a straight mark opens before a word and closes after one.
"""

import re

from msgspec import Struct

LONGEST = 4000
"""Longer stretches are two marks that do not belong together."""
_MARK = re.compile(r"[\"“”„«»‘’]|\n[ \t\r]*\n")
_CLOSERS = {"“": '”"', "„": '“”"', "«": "»", "‘": "’", '"': '"”'}


class Quotation(Struct, frozen=True, kw_only=True):
    """A quotation: its marks are at `start` and before `end`, its words between `inner_start` and `inner_end`."""

    start: int
    end: int
    inner_start: int
    inner_end: int


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a text in order; one that is not closed is none."""
    found: list[Quotation] = []
    opened: int | None = None
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        if mark[0] == "\n" or (opened is not None and at - opened > LONGEST):
            opened = None
        if opened is not None and mark in _CLOSERS[text[opened]]:
            if not _inside_word(text, at):
                found.append(_quotation(text, opened, at))
                opened = None
        elif opened is None and mark in _CLOSERS and _opens(text, at):
            opened = at
    return tuple(found)


def _quotation(text: str, opened: int, closed: int) -> Quotation:
    inner = text[opened + 1 : closed]
    start = opened + 1 + len(inner) - len(inner.lstrip())
    return Quotation(start=opened, end=closed + 1, inner_start=start, inner_end=max(start, start + len(inner.strip())))


def _opens(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    return not before.isalnum() and at + 1 < len(text) and not text[at + 1].isspace()


def _inside_word(text: str, at: int) -> bool:
    if text[at] != "’":
        return False
    return at + 1 < len(text) and text[at + 1].isalpha() and text[at - 1].isalpha()
