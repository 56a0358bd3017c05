"""Which lines of a page are its own text and which are what the site prints around it.

trafilatura names lines that are sure. The container is the innermost box that holds most of the page's running text;
within it the sure lines are completed by the running text that stands between or beside them and is built like them,
and what it does not hold is no text of the page's own, nor are lines that are nothing but a link. A page in which
trafilatura finds nothing is decided by its elements alone.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice

from msgspec import Struct

from ledgerstone.evidence.reading.lines import Sheet, is_prose
from ledgerstone.evidence.reading.pages.blocks import Block, Box, Boxes
from ledgerstone.evidence.reading.pages.elements import word_set

RUN = 4
SHARE = 0.5
WORD = re.compile(r"\w+")
MOST_LINKED = 0.35
"""The share of links in running text; a line with more is a teaser or a list of links."""
ONLY_LINK = 0.8
HALF_LINKED = 0.5
CONTAINED = 0.75
"""The container is left for a box in it that holds this share of its running text."""
HELD = 0.6
"""The share of sure words that the container, or lines beyond bare links, must hold to decide."""
SIBLINGS = 0.05
"""A box that holds this share of the sure words is one that the text stands in."""
SOME_WORDS, LONG_LINE, MANY_WORDS = 80, 80, 150
"""Code points: some fifteen words, a line that is none of a menu's, and a whole paragraph."""


class Judged(Struct, kw_only=True, eq=False):
    """A line, where it stands, and what is thought of it.

    Attributes:
        start: Its first code point.
        length: In code points.
        block: Where it stands.
        prose: Whether it is running text that no link and no name speaks against.
        barred: Whether it is known to be something else: furniture, a comment, a caption, a byline, the title.
        own: Whether it is the page's own text.
    """

    start: int
    length: int
    block: Block
    prose: bool
    barred: bool
    own: bool


def own_lines(sheet: Sheet, boxes: Boxes, main: str, *, barred: list[bool], begin: int) -> list[bool]:
    """Say for each line of a page whether it is the page's own text; for none where `main` has none of them.

    Args:
        sheet: All the lines of the page.
        boxes: Its boxes.
        main: What was extracted.
        barred: For each line, whether it is known to be something else.
        begin: Where its title begins.
    """
    runs, whole = set(_runs(_words(main))), {_folded(line) for line in main.splitlines()}
    lines = []
    for line, bar in zip(sheet.lines, barred, strict=True):
        words = sheet.text[line.start : line.end]
        block = boxes.of(line)
        lines.append(
            Judged(
                start=line.start,
                length=line.end - line.start,
                block=block,
                prose=not bar and block.linked < MOST_LINKED and (len(words) >= LONG_LINE or is_prose(words)),
                barred=bar,
                own=not bar and _is_sure(words, runs, whole),
            )
        )
    container = _container(sheet, boxes, lines)
    begin = begin if _narrowed(lines, lambda line: line.start >= begin) else 0
    if _narrowed(lines, lambda line: container.start <= line.start < container.end):
        _narrowed(lines, lambda line: line.block.linked <= ONLY_LINK)
        _complete(
            [line for line in lines if container.start <= line.start < container.end and line.start >= begin], container
        )
    return [line.own for line in lines]


def _container(sheet: Sheet, boxes: Boxes, lines: list[Judged]) -> Box:
    """The innermost box that holds most of the running text; what is printed several times counts half."""
    printed = Counter(sheet.text[line.start : line.end] for line in sheet.lines)
    for line in lines:
        if line.prose:
            times = printed[sheet.text[line.start : line.start + line.length]]
            line.block.box.prose += line.length * (1 - line.block.linked) / min(2, times)
    for box in reversed(boxes.all):  # what lies within comes after what is around
        if box.parent is not None:
            box.parent.prose += box.prose
    container = boxes.all[0]
    for box in boxes.all[1:]:
        if box.parent is container and box.prose > 0 and box.prose >= CONTAINED * container.prose:
            container = box
    return container


def _narrowed(lines: list[Judged], rule: Callable[[Judged], bool]) -> bool:
    """Take only those lines for the page's own that keep a rule, where they are most of them; say whether."""
    own = [line for line in lines if line.own]
    kept = sum(line.length for line in own if rule(line))
    holds = 0 < kept >= HELD * sum(line.length for line in own)
    if holds:
        for line in own:
            line.own = rule(line)
    return holds


def _complete(lines: list[Judged], container: Box) -> None:
    """Add what stands between sure lines, and running text before and after them, within the container."""
    sure = [place for place, line in enumerate(lines) if line.own]
    words: Counter[Box | None] = Counter()
    for place in sure:
        words[lines[place].block.box.parent] += lines[place].length
    most = SIBLINGS * words.total()
    beside = {box for box, length in words.items() if length > most}
    kinds = {_kind(lines[place]) for place in sure if lines[place].length > SOME_WORDS}
    for place, line in enumerate(lines):
        box = line.block.box
        if line.own or line.barred or box.asides > container.asides:
            continue
        if place < sure[0]:
            line.own = line.prose and line.length > MANY_WORDS and _kind(line) in kinds
        elif place > sure[-1]:
            line.own = line.prose and line.length > SOME_WORDS and _kind(line) in kinds
        else:
            line.own = line.prose or (line.block.linked < HALF_LINKED and _stands_in(box, beside))


def _stands_in(box: Box, beside: set[Box | None]) -> bool:
    """Whether a box, or the list or table that it is a part of, stands in one of some boxes."""
    while box.parent is not None and box.kind.partition(" ")[0] in PARTS:
        if box.parent in beside:
            return True
        box = box.parent
    return box.parent in beside


PARTS = word_set("li ul ol dl dt dd td th tr tbody thead tfoot table caption")
"""A tree is at most 256 deep, so the way up is short."""


def _kind(line: Judged) -> tuple[str, str]:
    box = line.block.box
    return (box.kind, box.parent.kind if box.parent else "")


def _is_sure(words: str, runs: set[tuple[str, ...]], whole: set[str]) -> bool:
    split = _words(words)
    if len(split) < RUN:
        return " ".join(split) in whole
    return sum(map(runs.__contains__, _runs(split))) >= SHARE * (len(split) - RUN + 1)


def _runs(words: list[str]) -> Iterable[tuple[str, ...]]:
    """The runs of `RUN` words, each beginning a word after the one before."""
    return zip(*(islice(words, start, None) for start in range(RUN)), strict=False)


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _folded(line: str) -> str:
    return " ".join(_words(line))
