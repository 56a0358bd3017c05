"""What a document's reader finds, in its order (paragraphs, tables, notes), and how that becomes a reading.

Blocks are parted by a blank line. What the document itself marks (a table, a caption, a comment) becomes a region;
what it leaves open goes through the rules for plain lines. A list is a region only where those rules see nothing
else in it, because a numbered list may be the text's references; a list most of whose items give a date is left to
them too, since they make a region of each.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate

from msgspec import Struct, structs

from ledgerstone.evidence.reading.assets import moved, own_spans
from ledgerstone.evidence.reading.lines import Sheet, lines_of
from ledgerstone.evidence.reading.model import Asset, CandidateDate, Reading, Region, Role
from ledgerstone.evidence.reading.office.rows import dated_rows, is_chronology
from ledgerstone.evidence.reading.pages.page_lines import covered
from ledgerstone.evidence.reading.parts.heads import find_heads, find_small_parts, same_words
from ledgerstone.evidence.reading.parts.signatures import find_signatures
from ledgerstone.evidence.reading.regions import (
    MOST_LINES,
    RULES,
    Rule,
    apply_rules,
    printed_date,
    with_inner,
)
from ledgerstone.evidence.reading.spans import Spans

MOST_CODE_POINTS = 16 * 1024 * 1024
"""As for PDF files: the longest book has some 10 million."""
GAP = "\n\n"
HEAD = 12
"""Blocks among which a title stands, where no style says which it is."""
SPACES = re.compile(r"\s+")
UNTIL_LISTS = RULES[: RULES.index(find_signatures) + 1]
REST = RULES[RULES.index(find_signatures) + 1 :]


class Block(Struct, frozen=True, kw_only=True):
    """A paragraph or what stands like one; blocks follow each other in the order in which they are read.

    Attributes:
        words: Its lines; white space at the outer ends goes, but for tabs before a table's first cell that has
            words (they say which column it is in); a block without words is left out.
        role: What the document says it is for; None where it leaves that open.
        heading: Its rank as a heading, from 1; None for what is none.
        item: Whether it is an item of a list, which goes on the list of the block before.
        author: Of a comment, who wrote it.
        key: Of a comment, by which others name it.
        answers: Of a comment, the key of the one that it answers.
        label: What the text prints for it.
        assets: What it points to, by places in its words; without words, what the next block with words follows.
    """

    words: str
    role: Role | None = None
    heading: int | None = None
    item: bool = False
    author: str | None = None
    key: str | None = None
    answers: str | None = None
    label: str | None = None
    assets: tuple[Asset, ...] = ()


class Origin(Struct, frozen=True, kw_only=True):
    """What a reader says of itself: the attributes of a `Reading`."""

    media_type: str
    tool: str
    version: str


def one_line(words: str) -> str:
    """Return words as they stand in a cell of a table: each white space a blank, none at the ends."""
    return SPACES.sub(" ", words).strip()


def unread(origin: Origin, *warnings: str) -> Reading:
    """Return the reading of what cannot be read."""
    return Reading(media_type=origin.media_type, text="", warnings=warnings, tool=origin.tool, version=origin.version)


def as_reading(
    origin: Origin,
    blocks: Iterable[Block],
    warnings: Iterable[str] = (),
    *,
    title: str | None = None,
    dates: tuple[CandidateDate, ...] = (),
) -> Reading:
    """Return the reading of a document.

    Args:
        origin: Which reader, of what.
        blocks: What it found, in order.
        warnings: What it had to guess or leave out.
        title: The title in the document's properties: a block that prints it is the title, nothing else is.
        dates: The dates in the document's properties.
    """
    kept, cut = _within_bounds(_joined(blocks))
    kept = _titled(kept, title)
    text = GAP.join(block.words for block in kept)
    marked = _marked(kept)
    regions, full = _laid_out(text, marked)
    printed = next((region for region in regions if region.role is Role.TITLE), None)
    said = list(warnings)
    said += [each for each in (cut, full) if each and not any(each in other for other in said)]
    return Reading(
        media_type=origin.media_type,
        text=text,
        regions=regions,
        warnings=tuple(said if text else [*said, "holds no text"]),
        title=" ".join(text[printed.start : printed.end].split()) if printed else None,
        published=printed_date(text, regions),
        dates=dates,
        assets=_pointed_to(kept, regions, len(text)),
        publisher=next((region.label for region in regions if region.role is Role.DATELINE and region.label), None),
        tool=origin.tool,
        version=origin.version,
    )


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """The blocks that have words, items of one list made one block."""
    joined: list[Block] = []
    items: list[Block] = []
    waiting: tuple[Asset, ...] = ()
    for block in blocks:
        words = block.words.strip("\n").rstrip() if block.role is Role.TABLE else block.words.strip()
        if not words.strip():
            waiting += block.assets
            continue
        if items and not block.item:
            joined.append(merged(items, Role.LIST))
            items = []
        own = structs.replace(block, words=words, assets=waiting + block.assets) if waiting else block
        waiting = ()
        (items if block.item else joined).append(structs.replace(own, words=words))
    joined += [merged(items, Role.LIST)] if items else []
    if waiting:
        last = joined.pop() if joined else Block(words="")
        joined.append(structs.replace(last, assets=(*last.assets, *moved(waiting, len(last.words)))))
    return joined


def merged(blocks: Iterable[Block], role: Role) -> Block:
    """Return blocks as the lines of one, with what they point to."""
    lines: list[str] = []
    assets: list[Asset] = []
    length = 0
    for block in blocks:
        lines.append(block.words)
        assets += moved(block.assets, length)
        length += len(block.words) + 1
    return Block(words="\n".join(lines), role=role, assets=tuple(assets))


def _pointed_to(blocks: list[Block], regions: tuple[Region, ...], length: int) -> tuple[Asset, ...]:
    """What the text's own blocks point to."""
    ends = accumulate(len(block.words) + len(GAP) for block in blocks)
    placed = [
        asset
        for block, end in zip(blocks, ends, strict=True)
        if block.assets
        for asset in moved(block.assets, end - len(GAP) - len(block.words))
    ]
    spans = own_spans(regions, length)
    return tuple(asset for asset in placed if not length or spans.hold(min(asset.start, length - 1)))


def _within_bounds(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """The blocks that the longest text holds; of the one that crosses its end, the lines before it."""
    kept: list[Block] = []
    room = MOST_CODE_POINTS
    for block in blocks:
        if len(block.words) > room:
            lines = block.words[:room].rpartition("\n")[0].rstrip()
            last = [structs.replace(block, words=lines)] if lines.strip() else []
            return [*kept, *last], f"longer than {MOST_CODE_POINTS:,} signs: what follows is not read"
        kept.append(block)
        room -= len(block.words) + len(GAP)
    return kept, None


def _titled(blocks: list[Block], title: str | None) -> list[Block]:
    """The blocks with one title at most: styled so, else printing the properties' title, else the one first heading."""
    styled = [place for place, block in enumerate(blocks) if block.role is Role.TITLE]
    head = [place for place, block in enumerate(blocks[:HEAD]) if block.role is None]
    sought = same_words(title or "")
    named = [place for place in head if sought and same_words(blocks[place].words) == sought]
    first_rank = [place for place, block in enumerate(blocks) if block.heading == 1 and block.role is None]
    headed = first_rank if len(first_rank) == 1 and first_rank[0] in head else []
    chosen = next(iter([*styled, *named, *headed]), None)
    return [
        structs.replace(block, role=Role.TITLE if place == chosen else None)
        if place == chosen or block.role is Role.TITLE
        else block
        for place, block in enumerate(blocks)
    ]


def _marked(blocks: list[Block]) -> list[Region]:
    """The regions that the document gives; comments numbered behind any that rules may find."""
    ends = accumulate(len(block.words) + len(GAP) for block in blocks)
    keys = {block.key: BEHIND + place for place, block in enumerate(blocks) if block.key is not None}
    return [
        Region(
            role=block.role,
            start=end - len(GAP) - len(block.words.lstrip()),
            end=end - len(GAP),
            author=block.author,
            order=BEHIND + place if block.role is Role.COMMENT else None,
            parent=keys.get(block.answers) if block.role is Role.COMMENT and block.answers else None,
            label=block.label,
        )
        for place, (block, end) in enumerate(zip(blocks, ends, strict=True))
        if block.role is not None
    ]


BEHIND = 1_000_000_000


def _laid_out(text: str, marked: list[Region]) -> tuple[tuple[Region, ...], str | None]:
    """The regions of a text, those that the document gives among them, and what was not looked at."""
    sure = [region for region in marked if region.role is not Role.LIST]
    sheet = Sheet(text=text, lines=lines_of(text, limit=MOST_LINES))
    full = len(sheet.lines) == MOST_LINES and not (sure and sure[-1].end == len(text))
    sheet = sheet.without(covered(sheet, tuple(sure)), parts=True)
    rows = [row for region in sure if region.role is Role.TABLE for row in dated_rows(text, region)]
    found = _of_lines(sheet, marked) if sheet.lines else []
    regions = _renumbered(with_inner(text, [*sure, *rows, *found]))
    return regions, f"parts were looked for in the first {MOST_LINES:,} lines only" if full else None


def _of_lines(sheet: Sheet, marked: list[Region]) -> list[Region]:
    """The regions of the lines that the document leaves open, its lists among them."""
    first, sheet = apply_rules(sheet, UNTIL_LISTS)
    lists = _free(first, [each for each in marked if each.role is Role.LIST])
    lists = [each for each in lists if not is_chronology(sheet.text[each.start : each.end])]
    sheet = sheet.without(covered(sheet, tuple(lists)), parts=True)
    titled = any(region.role is Role.TITLE for region in marked)
    rest, _ = apply_rules(sheet, tuple(_known_title(rule) if titled else rule for rule in REST))
    return [*first, *lists, *rest]


def _known_title(rule: Rule) -> Rule:
    return find_small_parts if rule is find_heads else rule


def _free(taken: list[Region], lists: list[Region]) -> list[Region]:
    """The lists in which no rule has found anything."""
    spans = Spans.of((region.start, region.end) for region in taken)
    return [
        each
        for each in lists
        if not spans.hold(each.start) and bisect_left(spans.starts, each.start) == bisect_left(spans.starts, each.end)
    ]


def _renumbered(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """The regions, with comments numbered from 1 in their order; none answers one that comes after it."""
    orders = [region.order for region in regions if region.role is Role.COMMENT]
    place = {order: number for number, order in enumerate(orders, start=1)}
    found: list[Region] = []
    for region in regions:
        order, parent = place.get(region.order), place.get(region.parent)
        if region.role is Role.COMMENT and order:
            found.append(structs.replace(region, order=order, parent=parent if parent and parent < order else None))
        else:
            found.append(region)
    return tuple(found)
