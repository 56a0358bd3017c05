"""The language of each region, and of each paragraph of a region whose paragraphs are in several.

Letters and frequent words decide, as far as they do (`values.languages`); no model is asked, because a region is often
a line, of which a model says something in any case. What they leave open is unknown, unless they leave it open between
a few languages of which the reading's own, as its running text tells it, is one: that is then taken and marked as
tied. A line of names, which has no frequent word of any language, stays unknown.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator

from msgspec import structs

from ledgerstone.evidence.reading.lines import CLOSERS, SENTENCE_ENDS
from ledgerstone.evidence.reading.model import Reading, Region, Role, Stretch
from ledgerstone.values.languages import language_by_words, may_be

SAMPLE = 300
"""Code points of a part that are looked at first: two sentences, which nearly always tell."""
LONG_SAMPLE = 1200
"""The same of what they do not tell."""
MOST_PARTS = 20_000
"""Regions and paragraphs of one reading that are looked at: two seconds of work."""
MANY = f"the language of parts is told for the first {MOST_PARTS:,} of them alone"
OF_PARAGRAPHS = frozenset({Role.BODY, Role.COMMENT, Role.QUOTATION})
"""Roles whose regions are running text."""
WITHOUT = frozenset({Role.CITATION})
"""A mark in a sentence has no language."""
LINE = re.compile(r"\S[^\n\r\f]*")
LONG_LINE = 110
"""Code points: lines of this length at an average are paragraphs; shorter ones are what a paragraph was broken into."""


ENDS = (*SENTENCE_ENDS, ":")
"""With the colon, which is often typed for the Armenian full stop."""


class _Looking:
    """Counts the parts that are looked at, and has the language that decides a tie."""

    def __init__(self, reading: Reading) -> None:
        told = any(region.role is Role.BODY for region in reading.regions)
        self.language = reading.language if told else None
        self.left = MOST_PARTS

    def reached(self) -> bool:
        """Count one more, and say whether it is one too many."""
        self.left -= 1
        return self.left < 0


def with_languages(reading: Reading) -> Reading:
    """Return a reading with the languages of its regions, and of paragraphs where they mix.

    Args:
        reading: With its own language.
    """
    looking = _Looking(reading)
    regions: list[Region] = []
    stretches: list[Stretch] = []
    covered = 0
    for region in reading.regions:
        parts: list[Stretch] = []
        if region.role in OF_PARAGRAPHS and region.start >= covered:
            parts = [_part(reading, start, end, looking) for start, end in _paragraphs(reading.text, region)]
            covered = region.end
        if len({part.language for part in parts if part.language}) > 1:
            stretches += parts
        most = _most(parts) if len(parts) > 1 else _of_region(reading, region, parts, looking)
        regions.append(structs.replace(region, language=most.language, tied=most.tied) if most.language else region)
    warnings = (*reading.warnings, MANY) if looking.left < 0 else reading.warnings
    return structs.replace(reading, regions=tuple(regions), stretches=tuple(stretches), warnings=warnings)


def language_of_most(reading: Reading) -> str | None:
    """Return the language of more than half of the body of a text whose body is in several; None where there is none.

    Args:
        reading: With the languages of its regions.
    """
    lengths: Counter[str | None] = Counter()
    for region in reading.regions:
        if region.role is Role.BODY:
            first, last = (bisect_left(reading.stretches, at, key=_start) for at in (region.start, region.end))
            for part in reading.stretches[first:last] or (region,):
                # What stands under a tie has taken the reading's own language, and says nothing of it.
                lengths[None if part.tied else part.language] += part.end - part.start
    several = len(lengths.keys() - {None}) > 1
    language, most = max(lengths.items(), key=lambda one: one[1], default=(None, 0))
    return language if several and most * 2 > lengths.total() else None


def _start(stretch: Stretch) -> int:
    return stretch.start


def _of_region(reading: Reading, region: Region, parts: list[Stretch], looking: _Looking) -> Stretch:
    """A region as one part: what is known of it already, or what its words say."""
    if parts:
        return parts[0]
    if region.role in WITHOUT:
        return Stretch(start=region.start, end=region.end, language=None)
    return _part(reading, region.start, region.end, looking)


def _part(reading: Reading, start: int, end: int, looking: _Looking) -> Stretch:
    """A part with its language, as its beginning tells it, or more of it where that does not."""
    unknown = Stretch(start=start, end=end, language=None)
    if looking.reached():
        return unknown
    words = reading.text[start : min(end, start + SAMPLE)]
    language = language_by_words(words)
    if language is None and end - start > SAMPLE:
        words = reading.text[start : min(end, start + LONG_SAMPLE)]
        language = language_by_words(words)
    if language is None and looking.language and may_be(words, looking.language):
        return structs.replace(unknown, language=looking.language, tied=True)
    return structs.replace(unknown, language=language)


def _paragraphs(text: str, region: Region) -> list[tuple[int, int]]:
    """Where the paragraphs of a region of running text stand.

    They are parted by blank lines. Lines that follow each other are paragraphs where most end a sentence or are long,
    and where the first is in another language than the last; otherwise a paragraph was broken into them.
    """
    found: list[tuple[int, int]] = []
    for lines in _blocks(text, region):
        first, last = lines[0], lines[-1]
        if len(lines) == 1 or _are_paragraphs(text, lines):
            found += lines
        else:
            found.append((first[0], last[1]))
    return found


def _blocks(text: str, region: Region) -> Iterator[list[tuple[int, int]]]:
    """The lines of a region that are not blank, in runs without a blank line between them."""
    lines: list[tuple[int, int]] = []
    for match in LINE.finditer(text, region.start, region.end):
        start = match.start()
        end = start + len(match.group().rstrip())
        if lines and start - lines[-1][1] > 1 and text.count("\n", lines[-1][1], start) > 1:
            yield lines
            lines = []
        lines.append((start, end))
    if lines:
        yield lines


def _are_paragraphs(text: str, lines: list[tuple[int, int]]) -> bool:
    marked = ((start, end) for start, end in lines if not text[end - 1].isalnum())
    whole = sum(text[max(start, end - len(ENDS)) : end].rstrip(CLOSERS).endswith(ENDS) for start, end in marked)
    if whole * 2 > len(lines) or lines[-1][1] - lines[0][0] > LONG_LINE * len(lines):
        return True
    first, last = (language_by_words(text[start : min(end, start + SAMPLE)]) for start, end in (lines[0], lines[-1]))
    return first is not None and last is not None and first != last


def _most(parts: list[Stretch]) -> Stretch:
    """The language of most of the words whose language is known, as a part."""
    lengths: Counter[str] = Counter()
    sure = {part.language for part in parts if not part.tied}
    for part in parts:
        if part.language is not None:
            lengths[part.language] += part.end - part.start
    language = lengths.most_common(1)[0][0] if lengths else None
    tied = language is not None and language not in sure
    return Stretch(start=parts[0].start, end=parts[-1].end, language=language, tied=tied)
