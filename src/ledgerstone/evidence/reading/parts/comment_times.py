"""When a comment was written, as it is printed beside the author's name or under the words."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.printed_dates import find_date

HOUR = r"\d{1,2}[:.hժ]\d\d(?::\d\d)?(?:\s?[ap]\.?m\b\.?)?"
AFTER = re.compile(
    rf"[\s\xa0,;|·•–—-]{{0,4}}(?:(?:at|on|à|в|um|saat|ժամը|г\.|թ\.)[\s,]{{1,3}}){{0,2}}{HOUR}(?:\s?\([A-Z]{{2,5}}\))?"
    r"|\s?\([A-Z]{2,5}\)",
    re.IGNORECASE,
)
BEFORE = re.compile(rf"{HOUR}(?:\s?\([A-Z]{{2,5}}\))?[\s,|–—-]{{1,4}}(?:(?:on|le|в)\s)?$", re.IGNORECASE)
HEAD_LINES, TAIL_LINES = 4, 2
LONGEST_LINE = 200
LONGEST_BEFORE, LONGEST_AFTER = 100, 40
LONGEST_BESIDE = 60
"""Code points that may stand beside the date in a line that is not the first: a name, a title, a label."""
INLINE_END = re.compile(r"\s?[)\]]?\s?[:–—-]|\s?[)\]]")
SIGNATURE_END = re.compile(r"\W{0,6}$")


def find_comment_times(text: str, regions: tuple[Region, ...]) -> Iterator[Region]:
    """Yield a dateline within each comment that prints its time and has none by its elements.

    Args:
        text: Of the reading.
        regions: In their order.
    """
    comments = [region for region in regions if region.role is Role.COMMENT]
    known = [region.start for region in regions if region.role is Role.DATELINE]
    starts = [comment.start for comment in comments[1:]]
    for comment, following in zip(comments, [*starts, len(text)], strict=bool(comments)):
        end = min(comment.end, following)
        place = bisect_left(known, comment.start)
        if place == len(known) or known[place] >= end:
            found = _at_head(text, comment.start, end) or _at_tail(text, comment.start, end)
            if found:
                yield Region(role=Role.DATELINE, start=found[0], end=found[1])


def _at_head(text: str, start: int, end: int) -> tuple[int, int] | None:
    place = start
    for number in range(HEAD_LINES):
        stop = _line_end(text, place, end)
        found = _time(text[place : min(stop, place + LONGEST_LINE)])
        if found and _beside(text[place:stop], found, first=number == 0):
            return place + found[0], place + found[1]
        place = _next_words(text, stop, end)
        if place >= end:
            return None
    return None


def _at_tail(text: str, start: int, end: int) -> tuple[int, int] | None:
    """The time at the end of one of the last lines: a footer's, or a signature's."""
    stop = end
    for _ in range(TAIL_LINES):
        begin = max(start, text.rfind("\n", start, stop) + 1, stop - LONGEST_BEFORE)
        found = _time(text[begin:stop])
        if found and SIGNATURE_END.match(text[begin + found[1] : stop]):
            return begin + found[0], begin + found[1]
        stop = start + len(text[start:begin].rstrip()) if begin - start < LONGEST_LINE else _trimmed(text, begin)
        if stop <= start:
            return None
    return None


def _trimmed(text: str, end: int) -> int:
    while end and text[end - 1].isspace():
        end -= 1
    return end


def _line_end(text: str, start: int, end: int) -> int:
    found = text.find("\n", start, end)
    return end if found < 0 else found


def _next_words(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _time(line: str) -> tuple[int, int] | None:
    """Where a line prints a date, with the hour beside it."""
    date = find_date(line) if any(sign.isdigit() for sign in line) else None
    if date is None:
        return None
    before = BEFORE.search(line, 0, date.start)
    after = AFTER.match(line, date.end)
    return before.start() if before else date.start, after.end() if after else date.end


def _beside(line: str, found: tuple[int, int], *, first: bool) -> bool:
    """Whether what stands beside a date shows that it is the comment's: a short line, or a name before it."""
    before, after = found[0], len(line) - found[1]
    if before <= LONGEST_BEFORE and INLINE_END.match(line, found[1]) and first:
        return True
    if found[0] == 0 and line.startswith("\t", found[1]):
        return True
    return before <= LONGEST_BEFORE and after <= LONGEST_AFTER and (first or before + after <= LONGEST_BESIDE)
