"""The head of a page: title, byline, dateline, captions, and the paper's own name above them.

It reaches from the first line to the first running text. A short line printed twice in a row, but for the shape of
its quotation marks, is a caption: a page copied from a screen gives an image's alternative text and its caption.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from itertools import pairwise

from ledgerstone.evidence.reading.cues import begins, holds
from ledgerstone.evidence.reading.lines import Sheet, is_prose, is_title_like
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.part import Part
from ledgerstone.evidence.reading.parts.signatures import is_date_line
from ledgerstone.evidence.reading.printed_dates import find_date

MOST_LINES = 16
LONGEST_BYLINE = 120
MOST_WORDS_IN_MASTHEAD = 8
MOST_WORDS_IN_BYLINE = 10
MOST_WORDS_IN_PLACE = 2
"""More words in capitals are a heading ("SHELLING OF ORSIN (Update)")."""
CREDITED_PLACE = re.compile(
    r"(?P<place>[^\W\d_][^\n.,:;!?“”«»\"()/—–]{1,40})(?:, [^\n!?:;“”«»\"()/—–]{1,40})? \([^\W\d_a-z][^()\d\n]{1,60}\)"
)
MOST_KNOWN = 8
"""Lines whose words are kept: a line is compared with its neighbours and the first, and they with it."""


def find_heads(sheet: Sheet) -> tuple[Part, ...]:
    """Return the parts of a page's head, in the order of its lines."""
    titled = len(sheet.lines) == 1
    found: list[Part] = []
    seen: list[str] = []
    for place in range(min(MOST_LINES, len(sheet.lines))):
        words = sheet.words(place)
        part = _small_part(sheet, place)
        if part is None and not titled and _is_title(sheet, place):
            part, titled = Part(role=Role.TITLE, first=place, last=_title_end(sheet, place)), True
        elif part is None and titled and seen and same_words(words) in seen:
            part = Part(role=Role.BOILERPLATE, first=place, last=place)
        if part is None and is_prose(words) and not is_repeated(sheet, place):
            break
        if part and part.role in (Role.TITLE, Role.BOILERPLATE):
            seen.append(same_words(words))
        if part and not (found and found[-1].last >= place):
            found.append(part)
    return tuple(found) + tuple(_later_captions(sheet, found))


def find_small_parts(sheet: Sheet) -> tuple[Part, ...]:
    """Return bylines, datelines and captions in the head of a page whose title is known, and later captions."""
    found: list[Part] = []
    for place in range(min(MOST_LINES, len(sheet.lines))):
        part = _small_part(sheet, place)
        if part:
            found.append(part)
        elif is_prose(sheet.words(place)):
            break
    return tuple(found) + tuple(_later_captions(sheet, found))


def _small_part(sheet: Sheet, place: int) -> Part | None:
    """A byline, dateline, caption or masthead."""
    words = sheet.words(place)
    if is_caption(sheet, place):
        return Part(role=Role.CAPTION, first=place, last=place)
    author = byline_author(words)
    if author:
        return Part(role=Role.BYLINE, first=place, last=place, author=author)
    name = masthead_name(words) if _title_follows(sheet, place) else None
    if name or is_head_date(words) or is_credited_place(words):
        return Part(role=Role.DATELINE, first=place, last=place, label=name)
    return None


def is_head_date(words: str) -> bool:
    """Say whether a line of a head gives the date of the page, alone or after a cue ("Published on")."""
    if is_date_line(words):
        return True
    return (
        bool(words) and bool(begins("published").match(words)) and find_date(words) is not None and not is_prose(words)
    )


def is_credited_place(words: str) -> bool:
    """Say whether a line is a place in capitals with the agency of the text behind it ("ORSIN (OTA)")."""
    found = CREDITED_PLACE.fullmatch(words)
    return found is not None and found["place"].isupper() and len(found["place"].split()) <= MOST_WORDS_IN_PLACE


def byline_author(words: str) -> str | None:
    """Return the author that a byline names; None where a line is no byline."""
    cue = begins("byline").match(words) if 0 < len(words) <= LONGEST_BYLINE else None
    if not cue or is_prose(words):
        return None
    rest = words[cue.end() :]
    found = find_date(rest)
    name = (rest[: found.start] if found else rest).strip(" \t:՝|,·•—–-")
    fits = name[:1].isupper() and len(name.split()) <= MOST_WORDS_IN_BYLINE and name[-1:] not in "?!"
    return name if name and fits else None


def is_caption(sheet: Sheet, place: int) -> bool:
    """Say whether a line is a caption, by its first words or by being printed twice in a row."""
    words = sheet.words(place)
    return bool(words) and (bool(begins("caption").match(words)) or is_repeated(sheet, place))


def is_repeated(sheet: Sheet, place: int) -> bool:
    """Say whether a line stands twice in a row as a block of its own, after the first line of the page."""
    words = sheet.words(place)
    if place == 0 or not words:
        return False
    first = sheet.words(0)
    neighbours = [other for other in (place - 1, place + 1) if 0 < other < len(sheet.lines)]
    same = same_words(words)
    return any(same_words(sheet.words(other)) == same for other in neighbours) and same != same_words(first)


@lru_cache(maxsize=MOST_KNOWN)
def same_words(words: str) -> str:
    """Return words in the form in which two printings of one line are the same: letters and digits only."""
    folded = unicodedata.normalize("NFKC", words).casefold()
    return "".join(filter(str.isalnum, folded))


def _is_title(sheet: Sheet, place: int) -> bool:
    return is_title_like(sheet.words(place)) and place + 1 < len(sheet.lines) and not _is_filled(sheet, place)


def _is_filled(sheet: Sheet, place: int) -> bool:
    """Say whether a line is as long as the next ones of its block, which goes on: one of a paragraph set to a width."""
    after = range(place + 1, place + MOST_TITLE_LINES + 1)
    if after[-1] >= len(sheet.lines) or any(sheet.starts_block(line) for line in after):
        return False
    length, *others = (len(sheet.words(line)) for line in (place, *after[:-1]))
    return FEWEST_IN_FILLED <= length <= LONGEST_FILLED and all(length >= FILLED_SHARE * other for other in others)


def _title_end(sheet: Sheet, place: int) -> int:
    """The last line of a title that was broken over two or three lines of one block."""
    last = place
    while last + 1 < len(sheet.lines) and last - place < MOST_TITLE_LINES - 1 and _goes_on(sheet, last + 1):
        last += 1
    whole = last + 1 == len(sheet.lines) or sheet.starts_block(last + 1)
    return last if whole else place


def _goes_on(sheet: Sheet, place: int) -> bool:
    words = sheet.words(place)
    plain = bool(words) and not is_prose(words) and not is_head_date(words) and byline_author(words) is None
    return plain and not sheet.starts_block(place) and not is_caption(sheet, place)


MOST_TITLE_LINES = 3
FEWEST_IN_FILLED, LONGEST_FILLED, FILLED_SHARE = 40, 120, 0.75


def masthead_name(words: str) -> str | None:
    """Return the paper or body whose name a line prints above a title; None where the line is none such.

    It is known by a date beside it or by a word of papers and bodies ("Herald", "Commission"), with capitals
    throughout or both of these.
    """
    found = find_date(words)
    if not words or is_prose(words) or (found and len(words) - found.end > LONGEST_AFTER_DATE):
        return None
    name = (words[: found.start] if found else words).partition(",")[0].strip(" \t;|·•—–-()")
    if not name or not name.split()[-1][0].isupper() or len(name.split()) > MOST_WORDS_IN_MASTHEAD:
        return None
    cue = holds("masthead").search(name) is not None
    capitals = name.isupper() and len(name.split()) > 1
    return name if sum((cue, capitals, found is not None)) > 1 else None


def _title_follows(sheet: Sheet, place: int) -> bool:
    """Whether the page begins here and goes on, dates and bylines aside, with a line that can be its title."""
    for below in range(place + 1, min(len(sheet.lines) - 1, place + 1 + MOST_BETWEEN)):
        words = sheet.words(below)
        if not is_head_date(words) and byline_author(words) is None:
            return place == 0 and is_title_like(words) and not is_repeated(sheet, below)
    return False


MOST_BETWEEN = 3
LONGEST_AFTER_DATE = 8
"""Signs that belong to a year ("-ci il", " года", " թ.")."""


def _later_captions(sheet: Sheet, found: list[Part]) -> Iterator[Part]:
    """Captions within the running text: by their first words and standing alone."""
    start = found[-1].last + 1 if found else 0
    starts = [place for place in range(start, len(sheet.lines)) if sheet.starts_block(place)]
    for place, following in pairwise((*starts, len(sheet.lines))):
        words = sheet.words(place)
        if following == place + 1 and 0 < len(words) <= LONGEST_CAPTION and begins("caption").match(words):
            yield Part(role=Role.CAPTION, first=place, last=place)


LONGEST_CAPTION = 250
