"""Lists: marked or numbered lines, and runs of short lines that stand like titles.

A dash alone marks a list only where the line before announces it or an item ends as an item does, because in
Russian and French a dash also begins what somebody says.
"""

import re
from collections.abc import Iterator

from ledgerstone.evidence.reading.cues import begins
from ledgerstone.evidence.reading.lines import Sheet, is_title_like
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.part import Part

BULLET = re.compile(r"[•·*▪◦○●‣▸►■□]\s{1,8}\S")
NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zа-яա-ֆ])\s?[.)]\s{1,8}\S")
DASH = re.compile(r"[-–—]\s{1,8}\S")
MARKS = (BULLET, NUMBER, DASH)
FEWEST_ITEMS = 2
FEWEST_TITLES = 3
LONGEST_LISTED = 160
WIDEST_GAP = 2
ITEM_ENDS = (";", ",")


def find_lists(sheet: Sheet) -> tuple[Part, ...]:
    """Return the lists of a text, a heading that announces a list of titles included."""
    marked = tuple(_marked(sheet))
    return marked + tuple(_titles(sheet, {place for part in marked for place in range(part.first, part.last + 1)}))


def _mark(sheet: Sheet, place: int) -> re.Pattern[str] | None:
    line = sheet.lines[place]
    start = sheet.text[line.start : min(line.end, line.start + 16)]
    return next((mark for mark in MARKS if mark.match(start)), None)


def _marked(sheet: Sheet) -> Iterator[Part]:
    place = 0
    while place < len(sheet.lines):
        mark = _mark(sheet, place)
        last, items = _run(sheet, place, mark) if mark else (place, 0)
        if mark and items >= FEWEST_ITEMS and (mark is not DASH or _is_announced(sheet, place, last)):
            yield Part(role=Role.LIST, first=place, last=last)
        place = last + 1


def _run(sheet: Sheet, first: int, mark: re.Pattern[str]) -> tuple[int, int]:
    """The last line of a run of items with one kind of mark, lines that go on an item included; and the items."""
    last = place = first
    items = 1
    while place + 1 < len(sheet.lines) and not sheet.lines[place + 1].after_part:
        place += 1
        if _mark(sheet, place) is mark and sheet.lines[place].gap <= WIDEST_GAP:
            last, items = place, items + 1
        elif sheet.lines[place].gap:
            break
        elif sheet.lines[place].indent > sheet.lines[first].indent:
            last = place
        else:
            break
    return last, items


def _is_announced(sheet: Sheet, first: int, last: int) -> bool:
    before = sheet.text[: sheet.lines[first].start][-200:].rstrip() if first else ""
    if before.endswith((":", "՝")):
        return True
    ends = [sheet.text[sheet.lines[place].end - 1] for place in range(first, last)]
    return sum(end in ITEM_ENDS for end in ends) * 2 > len(ends)


def _titles(sheet: Sheet, marked: set[int]) -> Iterator[Part]:
    """Runs of title-like lines: three or more, or two under a heading such as "Read also"."""
    place = 0
    while place < len(sheet.lines):
        last = place
        while last < len(sheet.lines) and last not in marked and _is_listed(sheet, place, last):
            last += 1
        headed = last > place and bool(begins("list_heading").match(sheet.words(place)))
        if last - place >= FEWEST_TITLES:
            yield Part(role=Role.LIST, first=place, last=last - 1, label=sheet.words(place) if headed else None)
        place = max(last, place + 1)


def _is_listed(sheet: Sheet, first: int, place: int) -> bool:
    words = sheet.words(place)
    if not 0 < len(words) <= LONGEST_LISTED or not is_title_like(words):
        return False
    if place == first:
        return True
    heads_another = bool(begins("list_heading").match(words)) and sheet.starts_block(place)
    return not sheet.lines[place].after_part and not heads_another
