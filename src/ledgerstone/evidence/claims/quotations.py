"""Quotations by their marks, of all styles: “ ” « » „ “ ‘ ’ '' " ". Linear, never across a blank line.

An apostrophe closes nothing inside a word; a straight mark opens before a word and closes after one.
"""

import re

from msgspec import Struct

LONGEST = 4000
"""Longer stretches are two marks that do not belong together."""
_MARK = re.compile(r"''|[\"“”„«»‘’]|\n[ \t\r]*\n")
_CLOSERS = {"“": '”"', "„": '“”"', "«": "»", "‘": "’", '"': '"”', "''": "''"}


class Quotation(Struct, frozen=True, kw_only=True):
    """A quotation: its marks are at `start` and before `end`, its words between `inner_start` and `inner_end`."""

    start: int
    end: int
    inner_start: int
    inner_end: int


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """Return the outermost quotations of a text in order; one that is not closed is none."""
    found: list[Quotation] = []
    opened: re.Match[str] | None = None
    for match in _MARK.finditer(text):
        mark = match.group()
        if mark[0] == "\n" or (opened is not None and match.start() - opened.start() > LONGEST):
            opened = None
        if opened is not None and mark in _CLOSERS[opened.group()]:
            if not _inside_word(text, match.start()):
                found.append(_quotation(text, opened, match))
                opened = None
        elif opened is None and mark in _CLOSERS and _opens(text, match):
            opened = match
    return tuple(found)


def _quotation(text: str, opened: re.Match[str], closed: re.Match[str]) -> Quotation:
    inner = text[opened.end() : closed.start()]
    start = opened.end() + len(inner) - len(inner.lstrip())
    return Quotation(
        start=opened.start(), end=closed.end(), inner_start=start, inner_end=max(start, start + len(inner.strip()))
    )


def _opens(text: str, mark: re.Match[str]) -> bool:
    before = text[mark.start() - 1] if mark.start() else " "
    return not before.isalnum() and mark.end() < len(text) and not text[mark.end()].isspace()


def _inside_word(text: str, at: int) -> bool:
    if text[at] != "’":
        return False
    return at + 1 < len(text) and text[at + 1].isalpha() and text[at - 1].isalpha()
