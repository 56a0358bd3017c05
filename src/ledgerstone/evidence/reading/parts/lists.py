"""Lists: marked or numbered lines, chronologies, and runs of short lines that stand like titles.

A chronology is a run of lines or paragraphs that begin with a date. Each of its rows, and each item of a marked list
most of whose items give a date, is a list of its own within the list, so that what it tells is told by it alone.

A dash alone marks a list only where the line before announces it or an item ends as an item does, because in
Russian and French a dash also begins what somebody says.
"""

import re
from collections.abc import Iterator

from ledgerstone.evidence.reading.cues import begins
from ledgerstone.evidence.reading.lines import Sheet, is_title_like
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.part import Part
from ledgerstone.evidence.reading.printed_dates import find_date, names_month

BULLET = re.compile(r"[•·*▪◦○●‣▸►■□]\s{1,8}\S")
NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-zа-яա-ֆ])\s?[.)]\s{1,8}\S")
DASH = re.compile(r"[-–—]\s{1,8}\S")
MARKS = (BULLET, NUMBER, DASH)
MARK = re.compile(r"(?:[•·*▪◦○●‣▸►■□–—-]|\(?(?:\d{1,3}|[a-zа-яա-ֆ])\s?[.)])\s{1,8}")
"""Any of them, to be taken off a line that has one."""
MAY_BE_MARKED = re.compile(r"[(\d•·*▪◦○●‣▸►■□–—-]|[a-zа-яա-ֆ]\s?[.)]")
"""Matches the first signs of what one of `MARKS` does."""
LONGEST_MARK = 16
FEWEST_ITEMS = 2
FEWEST_TITLES = 3
LONGEST_LISTED = 160
WIDEST_GAP = 2
ITEM_ENDS = (";", ",")
FEWEST_ROWS = 3
MAY_BE_DATED = re.compile(r"[(\[]?(?:\d|[^\W\d_]{3,14}+\s{1,2}+\d)")
DAYS = re.compile(r"(?<![\d-])(\d{1,2})\s?[–—-]\s?\d{1,2}(?!\d)")
"""Days of an interval, of which the first stands for all."""
AFTER_LEAD = re.compile(r"\s{0,3}(?:[–—|\t]|[:,)\]-]\s|\.\s|$)")
YEAR = re.compile(r"(?:1[5-9]\d\d|20\d\d)(?:\s?-?[^\W\d_]{1,5}\.?){0,2}")
HOUR = re.compile(r"(?P<hour>\d{1,2}[:.]\d\d)\s{0,3}(?:[–—]|-\s)")
LONGEST_LEAD = 48
LONGEST_ITEM = 400
AFTER_DATE = re.compile(r"-?(?:\s?[^\W\d_]{1,4}[.՝]?){0,2}(?:,\s[^\W\d_]{4,12})?")
"""What belongs to a date: a year's mark, a day of the week."""
SOME_YEAR = 2000
"""A leap year, so that every day of a month is one in it."""
COMPLETED = (("", ""), ("", f" {SOME_YEAR}"), ("1 ", ""))
"""What is put before and after words, so that they are a full date; what may lack, lacks only beside a month's name."""


def find_lists(sheet: Sheet) -> tuple[Part, ...]:
    """Return the lists of a text, a heading that announces a list of titles included."""
    marked = tuple(_marked(sheet))
    marked += tuple(_chronologies(sheet, _places(marked)))
    return marked + tuple(_titles(sheet, _places(marked)))


def leading_date(words: str) -> str | None:
    """Return the date, or the hour, that a line begins with as a row of a chronology does; None where it does not.

    A year, a month with its year, a day with or without its year will do, before a dash, a colon, a comma, a full
    stop or the end of the line.
    """
    if not MAY_BE_DATED.match(words):
        return None
    hour = HOUR.match(words)
    if hour:
        return hour["hour"]
    lead = words[: LONGEST_LEAD + 1]
    leads = (lead[: end.start()].strip("([]) ") for end in AFTER_LEAD.finditer(lead))
    dates = [each for each in leads if each and _is_date(DAYS.sub(r"\1", each))]
    return dates[-1] if dates else None


def gives_date(words: str) -> bool:
    """Say whether words begin with a date, or give a full one anywhere."""
    return leading_date(words) is not None or find_date(words) is not None


def _is_date(words: str) -> bool:
    """Whether words are a date: what may lack to a full one, its year or its day, is put beside them."""
    if YEAR.fullmatch(words):
        return True
    for before, after in COMPLETED if names_month(words) else COMPLETED[:1]:
        found = find_date(f"{before}{words}{after}")
        if found and found.start == 0 and AFTER_DATE.fullmatch(f"{before}{words}{after}", found.end):
            return True
    return False


def _places(parts: tuple[Part, ...]) -> set[int]:
    return {place for part in parts for place in range(part.first, part.last + 1)}


def _mark(sheet: Sheet, place: int) -> re.Pattern[str] | None:
    line = sheet.lines[place]
    end = min(line.end, line.start + LONGEST_MARK)
    return next((mark for mark in MARKS if mark.match(sheet.text, line.start, end)), None)


def _marked(sheet: Sheet) -> Iterator[Part]:
    likely = frozenset(filter(MAY_BE_MARKED.match, frozenset(sheet.openings)))
    last = -1
    for place in [place for place, start in enumerate(sheet.openings) if start in likely]:
        if place <= last:
            continue
        mark = _mark(sheet, place)
        last, items = _run(sheet, place, mark) if mark else (place, 0)
        if mark and items >= FEWEST_ITEMS and (mark is not DASH or _is_announced(sheet, place, last)):
            yield Part(role=Role.LIST, first=place, last=last)
            yield from _dated_items(sheet, place, last, mark)


def _dated_items(sheet: Sheet, first: int, last: int, mark: re.Pattern[str]) -> Iterator[Part]:
    """The items of a marked list as rows, where most of them give a date in their first line."""
    starts = [place for place in range(first, last + 1) if _mark(sheet, place) is mark]
    items = [MARK.sub("", _opening(sheet, place), count=1) for place in starts]
    if sum(map(gives_date, items)) * 2 > len(items):
        yield from _rows(starts, [leading_date(item) for item in items], last)


def _opening(sheet: Sheet, place: int) -> str:
    line = sheet.lines[place]
    return sheet.text[line.start : min(line.end, line.start + LONGEST_ITEM)]


def _rows(starts: list[int], labels: list[str | None], last: int) -> Iterator[Part]:
    ends = [start - 1 for start in starts[1:]] + [last]
    for start, end, label in zip(starts, ends, labels, strict=True):
        yield Part(role=Role.LIST, first=start, last=end, label=label)


def _chronologies(sheet: Sheet, marked: set[int]) -> Iterator[Part]:
    """Runs of lines, or of paragraphs, that begin with a date; lines that go on a row are the row's."""
    text, begins_dated = sheet.text, MAY_BE_DATED.match
    last = -1
    for place in [place for place, line in enumerate(sheet.lines) if begins_dated(text, line.start, line.end)]:
        if place <= last:
            continue
        starts, labels, last = _dated_run(sheet, place, marked)
        if len(starts) >= FEWEST_ROWS:
            yield Part(role=Role.LIST, first=place, last=last)
            yield from _rows(starts, labels, last)


def _dated_run(sheet: Sheet, first: int, marked: set[int]) -> tuple[list[int], list[str | None], int]:
    """The first lines of the rows of a run, their dates, and the last line of the run."""
    starts: list[int] = []
    labels: list[str | None] = []
    place = first
    while place < len(sheet.lines) and place not in marked:
        line = sheet.lines[place]
        label = leading_date(_opening(sheet, place))
        apart = bool(starts) and (line.after_part or line.gap > WIDEST_GAP)
        if apart or (label is None and (not starts or line.gap)):
            break
        if label is not None:
            starts.append(place)
            labels.append(label)
        place += 1
    return starts, labels, max(first, place - 1)


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
    after = 0
    lines = sheet.every_words
    for place in [place for place, words in enumerate(lines) if words and not words[0].islower()]:
        words = lines[place]
        if place < after or place in marked or not _is_listed(words):
            continue
        after = place + 1
        while after < len(sheet.lines) and after not in marked and _goes_on(sheet, after):
            after += 1
        if after - place >= FEWEST_TITLES:
            headed = begins("list_heading").match(words)
            yield Part(role=Role.LIST, first=place, last=after - 1, label=words if headed else None)


def _is_listed(words: str) -> bool:
    return 0 < len(words) <= LONGEST_LISTED and is_title_like(words)


def _goes_on(sheet: Sheet, place: int) -> bool:
    """Whether a line goes on a run of titles, and does not head another."""
    words = sheet.words(place)
    if sheet.lines[place].after_part or not _is_listed(words):
        return False
    return not sheet.starts_block(place) or not begins("list_heading").match(words)
