"""A text as lines: where each begins and ends without its white space, how far it is indented, what gap is before.

Offsets are code points of the text. Nothing is changed in the text; a line ends at any of the characters at which
Unicode requires a break (UAX 14, class BK, CR, LF, NL).
"""

import re
from collections.abc import Iterator
from functools import cached_property
from itertools import compress, islice

import msgspec

from ledgerstone.evidence.reading.cues import HEADINGS, OPENING, may_begin, openings

LINE = re.compile(r"\S(?:[^\n\r\f\v\x85\u2028\u2029]*\S)?")
"""A line without the white space at its ends."""
BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
TAB_COLUMNS = 8
SHORT = 400
"""A line longer than this is prose: no cue is looked for in it. The longest titles in use have some 250 signs."""
SENTENCE_ENDS = ".!?…։。؟"
CLOSERS = "\"'”’»)]“"
SENTENCE = re.compile(r"[.!?…։](?:[\"'”’»)\]]{0,2})\s+(?=[^\Wa-zа-яёա-ֆ\d_]|[\"“«‘„(])")


class Line(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A line that is not blank.

    Attributes:
        start: First code point that is not white space.
        end: Code point after the last that is not white space.
        indent: Columns of white space before it.
        gap: Blank lines before it.
        after_part: Whether a part that was found already stands between it and the line before.
    """

    start: int
    end: int
    indent: int
    gap: int
    after_part: bool = False


class Sheet(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """A text and its lines that are not blank."""

    text: str
    lines: tuple[Line, ...]

    @cached_property
    def every_words(self) -> tuple[str, ...]:
        """The words of each line; "" for one that is too long for anything but prose."""
        text = self.text
        return tuple([text[line.start : line.end] if line.end - line.start <= SHORT else "" for line in self.lines])

    @cached_property
    def openings(self) -> tuple[str, ...]:
        """The first signs of each line, and what comes after a shorter one: few, by which most lines can be told."""
        text = self.text
        return tuple([text[line.start : line.start + OPENING] for line in self.lines])

    @cached_property
    def cued(self) -> dict[int, str]:
        """The words of the lines that may begin with a cue of a page's furniture or headings, by their places."""
        cues = openings(*HEADINGS)
        likely = {start for start in frozenset(self.openings) if may_begin(start, cues)}
        lines = zip(self.openings, self.every_words, strict=True)
        return {place: words for place, (start, words) in enumerate(lines) if start in likely and words}

    def words(self, index: int) -> str:
        """Return the words of a line; "" where it is too long for anything but prose."""
        return self.every_words[index]

    def starts_block(self, index: int) -> bool:
        """Say whether a line is the first of a block: after a blank line, after another part, or the first."""
        line = self.lines[index]
        return line.gap > 0 or line.after_part or index == 0

    def without(self, taken: frozenset[int], *, parts: bool) -> "Sheet":
        """Return the sheet without some lines.

        Args:
            taken: Places of the lines.
            parts: Whether the lines are parts, which part what stands around them (a page's furniture does not).
        """
        rest = Sheet(text=self.text, lines=tuple(_rest(self.lines, taken, parts=parts)))
        kept = [place not in taken for place in range(len(self.lines))]
        # What is known of each line is so of the lines that stay.
        rest.__dict__["every_words"] = tuple(compress(self.every_words, kept))
        rest.__dict__["openings"] = tuple(compress(self.openings, kept))
        return rest


def _rest(lines: tuple[Line, ...], taken: frozenset[int], *, parts: bool) -> Iterator[Line]:
    gap, passed = 0, False
    for place, line in enumerate(lines):
        if place in taken:
            gap, passed = gap + line.gap + 1, passed or parts or line.after_part
        elif gap:
            yield msgspec.structs.replace(line, gap=line.gap + gap, after_part=line.after_part or passed)
            gap, passed = 0, False
        else:
            yield line


def lines_of(text: str, *, limit: int) -> tuple[Line, ...]:
    """Return the lines of a text that are not blank, `limit` of them at most."""
    return tuple(islice(_lines(text), limit))


def _lines(text: str) -> Iterator[Line]:
    last = 0
    for found in LINE.finditer(text):
        start, end = found.span()
        # Most lines have one sign between them and the line before, which is a break.
        indent, gap = (0, 0) if last and start == last + 1 else _before(text, last, start)
        last = end
        yield Line(start=start, end=end, indent=indent, gap=gap)


def _before(text: str, last: int, start: int) -> tuple[int, int]:
    """The indent of a line and the gap before it, by the end of the line before; that is 0 where there is none."""
    first, breaks = last, 0
    for found in BREAK.finditer(text, last, start):
        first, breaks = found.end(), breaks + 1
    indent = start - first + (TAB_COLUMNS - 1) * text.count("\t", first, start)
    return indent, max(0, breaks - (last > 0))


def ends_sentence(words: str) -> bool:
    """Say whether words end as a sentence does, closing quotation marks and brackets aside."""
    return words.rstrip(CLOSERS + " ").endswith(tuple(SENTENCE_ENDS))


def is_prose(words: str) -> bool:
    """Say whether a line is running text: too long for a heading, several sentences, or one whole long one."""
    if not words or len(words) > SHORT:
        return True
    return bool(SENTENCE.search(words)) or (ends_sentence(words) and len(words.split()) > LONGEST_CRY)


LONGEST_CRY = 8
"""Words: a title may end in a mark ("Who will answer?"); more words with a mark at their end are a sentence."""


def is_title_like(words: str) -> bool:
    """Say whether a line stands as a title or a name does: short, begun with a capital, not ended as a sentence."""
    if not words or words[0].islower() or len(words) > LONGEST_TITLE or words[-1] in ",;:.—–-":
        return False
    first = words.lstrip("\"'“‘«„(№# ")[:1]
    begun = bool(first) and (first.isupper() or first.isdigit() or not (first.islower() or not first.isalnum()))
    return begun and not is_prose(words)


LONGEST_TITLE = 300
