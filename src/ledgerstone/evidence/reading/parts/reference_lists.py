"""The numbered list at the end of a text that its citations point to.

It is known by a heading ("References", "Литература"), or, without one, by being the last numbered list of a text
that cites by number. Entries are numbered from 1 without a gap; an entry may run over several lines.
"""

import re
from collections.abc import Iterator

from ledgerstone.evidence.reading.cues import is_whole
from ledgerstone.evidence.reading.lines import Line, Sheet
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.citations import find_citations
from ledgerstone.evidence.reading.parts.part import Part

ENTRY = re.compile(r"(?:\[(?P<bracketed>\d{1,3})\]|(?P<plain>\d{1,3})\s?[.)])\s{1,8}(?=\S)")
WIDEST_GAP = 2


def find_reference_lists(sheet: Sheet) -> tuple[Part, ...]:
    """Return the reference list of a text with its heading; none where no list is one."""
    runs = tuple(_runs(sheet))
    headed = [run for run in runs if run[0] and is_whole("references_heading").fullmatch(sheet.words(run[0] - 1))]
    if headed:
        first, last = headed[-1]
        return (Part(role=Role.REFERENCE_LIST, first=first - 1, last=last),)
    if not runs or not any(find_citations(sheet.text, end=sheet.lines[runs[-1][0]].start)):
        return ()
    first, last = runs[-1]
    return (Part(role=Role.REFERENCE_LIST, first=first, last=last),)


def entry_number(words: str) -> int | None:
    """Return the number that a line begins with as an entry of a list does; None where it does not."""
    return _entry_number(words, 0, len(words))


def _entry_number(text: str, start: int, end: int) -> int | None:
    found = ENTRY.match(text, start, end)
    return int(found["bracketed"] or found["plain"]) if found else None


def _runs(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Lists numbered 1, 2, 3 …, as the places of the first and the last line of each."""
    first = last = expected = 0
    text = sheet.text
    for place, line in enumerate(sheet.lines):
        number = _number(text, line) if text[line.start] == "[" or text[line.start].isdecimal() else None
        if expected and _goes_on(sheet, place, number, expected):
            last, expected = place, expected + (number == expected)
            continue
        if expected:
            yield first, last
        first, last, expected = place, place, 2 if number == 1 else 0
    if expected:
        yield first, last


def _goes_on(sheet: Sheet, place: int, number: int | None, expected: int) -> bool:
    """Whether a line is the next entry of a list, or goes on the entry above."""
    line = sheet.lines[place]
    if line.after_part or line.gap > WIDEST_GAP:
        return False
    return number == expected or (line.gap == 0 and number != 1)


def _number(text: str, line: Line) -> int | None:
    return _entry_number(text, line.start, min(line.end, line.start + 20))
