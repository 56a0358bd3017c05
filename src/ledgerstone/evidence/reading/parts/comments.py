"""Comments under a page copied from a screen: "  1. Name said:", with replies nested by their indentation.

A run of comments begins at a numbered line of this form, or at any such line after a heading of comments or of
their policy. Each comment reaches to the head of the next, so that no region overlaps another; which one it
answers is in `parent`: by their numbering and indentation, and by what they say themselves ("@Name", "In reply to
#3"). Where comments are indented, a line that stands further left ends the last of them.
"""

import re
from collections.abc import Iterator
from itertools import chain

import msgspec

from ledgerstone.evidence.reading.cues import alternatives, is_whole
from ledgerstone.evidence.reading.lines import Sheet
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.answers import LOOKED_AT, Earlier
from ledgerstone.evidence.reading.parts.part import Part
from ledgerstone.evidence.reading.printed_dates import find_date

MARK = r"(?:(?P<mark>(?P<number>\d{1,6})\s?[.)]|#\s?(?P<hash>\d{1,6})[.:]?|[•·*▪◦○●‣▸►»>+–—-])\s{1,8})?"
CLOCK = re.compile(
    r"\W{0,3}(?:\b(?:at|on|à|в|le|saat|ժամը)\s)?\b\d{1,2}[:.hժ]\d\d(?::\d\d)?\s?(?:[ap]\.?m\.?)?", re.IGNORECASE
)
AROUND_DATE = re.compile(r"^(?:on|le|в)\s|\s(?:on|at|le|à|в)\s{0,3}$", re.IGNORECASE)
LONGEST_NAME = 80
LONGEST_HEAD = 160
ENDS_HEAD = re.compile(rf"(?:{CLOCK.pattern})?\s?(?:[)\]]\s?[:–—-]|[:–—]|[)\]])(?=\s\S)", re.IGNORECASE)
NOBODY = re.compile(r"\W{0,2}\[[^\[\]]{1,60}\]?\W{0,2}")
"""Printed where an author stood whose account or comment is gone ("[deleted]")."""
MOST_WORDS_IN_NAME = 7
ALIGNMENT = 2
"""Columns by which a list's numbers may move to stand flush ("  9." above " 10.")."""


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The line that heads a comment.

    Attributes:
        place: Of the line in the sheet.
        margin: Column of the mark, or of the name where no mark is.
        column: Column of the name.
        number: The printed number.
        label: The printed mark.
        author: The printed name.
        said: Whether a cue word stands there, which is what makes it sure.
        length: Code points of the line that are the head; the rest of the line are the comment's first words.
    """

    place: int
    margin: int
    column: int
    number: int | None
    label: str | None
    author: str
    said: bool
    length: int


def find_comments(sheet: Sheet) -> tuple[Part, ...]:
    """Return the comments of a page, in their order."""
    heads = tuple(_heads(sheet))
    if not heads:
        return ()
    ends = [head.place - 1 for head in heads[1:]] + [_last_line(sheet, heads)]
    parents = _with_said(sheet, heads, _parents(heads), ends)
    return tuple(
        Part(
            role=Role.COMMENT,
            first=head.place,
            last=end,
            author=head.author,
            order=order,
            parent=parent,
            label=head.label,
        )
        for order, (head, parent, end) in enumerate(zip(heads, parents, ends, strict=True), start=1)
    )


def _heads(sheet: Sheet) -> Iterator[Head]:
    """Heads of comments from the place on where comments are known to stand."""
    open_to_all = numbered = False
    lines = sheet.every_words
    heading = next((place for place, words in sheet.cued.items() if _is_heading(words)), len(lines))
    likely = [place for place, words in enumerate(lines[:heading]) if words.endswith(ENDS_SAID)]
    for place in chain(likely, range(heading, len(lines))):
        words = lines[place]
        if not words:
            continue
        if place in sheet.cued and _is_heading(words):
            open_to_all = True
            continue
        head = _head(sheet, place, words, dated=open_to_all)
        if head is None:
            continue
        if head.said and head.number is not None and sheet.starts_block(place):
            numbered = True
        if (head.said and numbered) or (open_to_all and (head.said or sheet.starts_block(place))):
            yield head


def _is_heading(words: str) -> bool:
    return bool(is_whole("comments_heading").fullmatch(words) or is_whole("policy_heading").fullmatch(words))


def _said() -> re.Pattern[str]:
    return re.compile(
        rf"{MARK}(?P<name>\S.{{0,{LONGEST_NAME}}}?)[\s,]{{1,3}}(?P<cue>{alternatives('said')})(?!\w)"
        rf"(?P<when>.{{0,60}}?)\s{{0,3}}(?:[:՝։]|\.{{3}}|…)",
        re.IGNORECASE,
    )


SAID = _said()
ENDS_SAID = (":", "՝", "։", "...", "…")
"""What `SAID` ends with; looked at first, since few lines do."""
WITHOUT_COLON = re.compile(rf"(?P<name>\S.{{0,{LONGEST_NAME}}}?)\s{{1,3}}{alternatives('said')}", re.IGNORECASE)
ONLY_SAID = re.compile(rf"{alternatives('said')}\s?:?", re.IGNORECASE)
NAMED = re.compile(rf"{MARK}(?P<name>[^\s:].{{0,{2 * LONGEST_NAME}}}?)\s?:?")


def _head(sheet: Sheet, place: int, words: str, *, dated: bool) -> Head | None:
    """The head that a line is or begins with: a name with "said:", or, where it may be, a name with a date."""
    said = SAID.fullmatch(words) if words.endswith(ENDS_SAID) else None
    if not said and not dated:
        return None
    if said and said["when"].strip() and not any(sign.isdigit() for sign in said["when"]):
        return None
    length = len(words) if said else _dated_length(words)
    found = said or NAMED.fullmatch(words[:length])
    if not found:
        return None
    author = _name(found["name"]) if said else _dated_name(found["name"])
    if not author:
        return None
    line = sheet.lines[place]
    number = found["number"] or found["hash"]
    return Head(
        place=place,
        margin=line.indent,
        column=line.indent + found.start("name"),
        number=int(number) if number else None,
        label=found["mark"],
        author=author,
        said=said is not None,
        length=length,
    )


def _dated_length(words: str) -> int:
    """How much of a line is a name with a date, where the comment begins in the same line ("Name (1.2.2014): ...")."""
    date = find_date(words[:LONGEST_HEAD])
    end = ENDS_HEAD.match(words, date.end) if date and date.start else None
    return end.end() if end else len(words)


def head_author(words: str) -> str | None:
    """Return the author that the first line of a comment names, where a cue word or a date shows it; None for none."""
    if SAID.fullmatch(words) or WITHOUT_COLON.fullmatch(words):
        return author_of(words)
    return _dated_name(words[:LONGEST_HEAD])


def is_said(words: str) -> bool:
    """Say whether words are nothing but a cue word that stands beside a name ("wrote")."""
    return bool(ONLY_SAID.fullmatch(words))


def author_of(words: str) -> str | None:
    """Return the author that the head of a comment names ("Name said:", "Name, 12.01.2020"); None for none."""
    said = SAID.fullmatch(words) or WITHOUT_COLON.fullmatch(words)
    return _name(said["name"] if said else words)


def _dated_name(words: str) -> str | None:
    """The name in "Ivan Petrov, 12.01.2020 14:05"; None where the line holds more, or no date."""
    found = find_date(words)
    return _name(words) if found else None


def _name(words: str) -> str | None:
    """A name without the date and hour beside it; None where that is too long for a name."""
    found = find_date(words)
    if found:
        words = f"{words[: found.start]} {words[found.end :]}"
        words = AROUND_DATE.sub(" ", words.strip())
    words = CLOCK.sub(" ", words)
    name = words.strip(" \t,;|·•/()-–—:")
    fits = 0 < len(name.split()) <= MOST_WORDS_IN_NAME and len(name) <= LONGEST_NAME
    return name if fits and any(sign.isalnum() for sign in name) and not NOBODY.fullmatch(name) else None


def _parents(heads: tuple[Head, ...]) -> list[int | None]:
    """The order of the comment that each answers, by numbering first and indentation second."""
    parents: list[int | None] = []
    above: list[tuple[Head, int]] = []
    for order, head in enumerate(heads, start=1):
        level = _level(above, head)
        del above[level:]
        parents.append(above[-1][1] if above else None)
        above.append((head, order))
    return parents


def _with_said(
    sheet: Sheet, heads: tuple[Head, ...], parents: list[int | None], ends: list[int]
) -> tuple[int | None, ...]:
    """The parents, with those of whom comments say themselves that they answer them where lines do not show any."""
    earlier, found = Earlier(), list(parents)
    for order, (head, end) in enumerate(zip(heads, ends, strict=True), start=1):
        if found[order - 1] is None and head.place <= end:
            first = sheet.lines[head.place]
            begin = min(first.end, first.start + head.length)
            said = earlier.said(sheet.text[begin : min(sheet.lines[end].end, begin + LOOKED_AT)])
            found[order - 1] = said
        earlier.add(order, author=head.author, label=head.label)
    return tuple(found)


def _level(above: list[tuple[Head, int]], head: Head) -> int:
    """How many of the open comments stand above this one."""
    for level in range(len(above) - 1, -1, -1):
        other = above[level][0]
        goes_on = head.number is not None and other.number is not None and head.number == other.number + 1
        if goes_on and abs(head.margin - other.margin) <= ALIGNMENT:
            return level
    level = len(above)
    while level and above[level - 1][0].column >= head.column:
        level -= 1
    return level


def _last_line(sheet: Sheet, heads: tuple[Head, ...]) -> int:
    """The last line of the last comment: to where the page goes on further left, or to the end."""
    left = min(head.margin for head in heads)
    place = heads[-1].place
    while place + 1 < len(sheet.lines) and not _ends(sheet, place + 1, left):
        place += 1
    return place


def _ends(sheet: Sheet, place: int, left: int) -> bool:
    return sheet.starts_block(place) and sheet.lines[place].indent < left
