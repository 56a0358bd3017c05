"""Those who sign a statement: the names that stand between its text and its date.

A run of short lines that end no sentence, after running text and before a line that is a date, or under a heading
("Signed by:"). Only in a text that calls itself one that is signed, so that a list of links above a date is none.
"""

import re

from ledgerstone.evidence.reading.cues import begins, folded, holds, words_in
from ledgerstone.evidence.reading.lines import Sheet, is_prose, is_title_like
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.part import Part
from ledgerstone.evidence.reading.printed_dates import find_date

LONGEST_DATE_LINE = 80
MOST_WORDS_BESIDE_DATE = 5
FEWEST_WITHOUT_HEADING = 2
TELLS = re.compile(r"[\s.,)\w]{0,8}\s?[–—:-]\s{1,3}[^\W\d]\w*(?:[\s,]{1,3}[^\W\d]\w*){2}")
"""Three words behind a date and a dash tell what happened then, as a row of a chronology does."""


def find_signatures(sheet: Sheet) -> tuple[Part, ...]:
    """Return the signatories of a statement and the date of signing, where the text prints them."""
    if not words_in("statement", folded(sheet.text)) or not holds("statement").search(sheet.text):
        return ()
    return _before_date(sheet) or _under_heading(sheet)


def is_date_line(words: str) -> bool:
    """Say whether a line is a date with a place or an hour beside it at most, and no row of a table or chronology."""
    if not words or len(words) > LONGEST_DATE_LINE or "\t" in words:
        return False
    found = find_date(words)
    if found is None or (found.start == 0 and TELLS.match(words, found.end)):
        return False
    beside = f"{words[: found.start]} {words[found.end :]}"
    return len(beside.split()) <= MOST_WORDS_BESIDE_DATE and not is_prose(words.rstrip("."))


def _before_date(sheet: Sheet) -> tuple[Part, ...]:
    for place in range(len(sheet.lines) - 1, 0, -1):
        if is_date_line(sheet.words(place)):
            first = _first_name(sheet, place)
            if first is not None:
                return (
                    Part(role=Role.SIGNATURES, first=first, last=place - 1),
                    Part(role=Role.DATELINE, first=place, last=place),
                )
    return ()


def _first_name(sheet: Sheet, date_place: int) -> int | None:
    """The first of the names above a date; None where they are too few or no running text is above them."""
    first = date_place
    while first and not sheet.lines[first].after_part and _is_name(sheet.words(first - 1)):
        first -= 1
    headed = bool(first) and _is_heading(sheet.words(first - 1))
    enough = date_place - first >= (1 if headed else FEWEST_WITHOUT_HEADING)
    return first if enough and _prose_above(sheet, first) else None


def _is_name(words: str) -> bool:
    bare = words.lstrip("–—-•·*▪ ").rstrip(";,")
    return is_title_like(bare) and not is_date_line(words) and not _is_heading(words)


def _is_heading(words: str) -> bool:
    return words.endswith((":", "՝", "։")) or bool(words and begins("signatories").fullmatch(words))


def _prose_above(sheet: Sheet, place: int) -> bool:
    return any(is_prose(sheet.words(above)) for above in range(place))


def _under_heading(sheet: Sheet) -> tuple[Part, ...]:
    for place in range(len(sheet.lines) - 1, 0, -1):
        words = sheet.words(place - 1)
        if words and begins("signatories").match(words) and _is_heading(words) and _prose_above(sheet, place - 1):
            last = place - 1
            while last + 1 < len(sheet.lines) and _is_next_name(sheet, last + 1):
                last += 1
            if last >= place:
                return (Part(role=Role.SIGNATURES, first=place, last=last),)
    return ()


def _is_next_name(sheet: Sheet, place: int) -> bool:
    return not sheet.lines[place].after_part and _is_name(sheet.words(place))
