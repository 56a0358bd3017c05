"""The regions of a text in lines: the rules of `parts` in their order, then what lies within a part.

Each rule sees only the lines that no rule before it has taken, so that regions nest or are disjoint by
construction. The page's furniture is taken first: appending it changes no other region. Work is linear in the
text, and no more than `MOST_LINES` lines are looked at.
"""

from collections.abc import Callable
from itertools import chain

from msgspec import Struct

from ledgerstone.evidence.reading.lines import Sheet, lines_of
from ledgerstone.evidence.reading.model import Region, Role, outside_comments
from ledgerstone.evidence.reading.parts.bodies import find_bodies, find_inline_dateline, find_quotations
from ledgerstone.evidence.reading.parts.citations import find_citations
from ledgerstone.evidence.reading.parts.closing_lines import find_closing_lines
from ledgerstone.evidence.reading.parts.comment_times import find_comment_times
from ledgerstone.evidence.reading.parts.comments import find_comments
from ledgerstone.evidence.reading.parts.heads import find_heads
from ledgerstone.evidence.reading.parts.lists import find_lists
from ledgerstone.evidence.reading.parts.notices import find_notices
from ledgerstone.evidence.reading.parts.part import Part
from ledgerstone.evidence.reading.parts.policies import find_policies
from ledgerstone.evidence.reading.parts.reference_lists import find_reference_lists
from ledgerstone.evidence.reading.parts.signatures import find_signatures
from ledgerstone.evidence.reading.parts.tables import find_tables
from ledgerstone.evidence.reading.printed_dates import find_date
from ledgerstone.values.dates import DateValue

MOST_LINES = 400_000
"""Some 40 MB of prose; a text of more lines is data, and a region a line would fill the memory."""

Rule = Callable[[Sheet], tuple[Part, ...]]
RULES: tuple[Rule, ...] = (
    find_notices,
    find_comments,
    find_policies,
    find_closing_lines,
    find_reference_lists,
    find_signatures,
    find_heads,
    find_tables,
    find_lists,
    find_bodies,
)
INNER = (Role.CITATION, Role.QUOTATION, Role.DATELINE)
WITHOUT_CITATIONS = (Role.REFERENCE_LIST, Role.COMMENT, Role.BOILERPLATE, Role.POLICY)


class Layout(Struct, frozen=True, kw_only=True):
    """The regions of a text and what its head says of it; the attributes are those of a `Reading`."""

    regions: tuple[Region, ...] = ()
    title: str | None = None
    published: DateValue | None = None
    publisher: str | None = None
    warnings: tuple[str, ...] = ()


def find_layout(text: str) -> Layout:
    """Return the regions of a plain text, and its title, date and publisher where it prints them."""
    sheet = Sheet(text=text, lines=lines_of(text, limit=MOST_LINES))
    full = len(sheet.lines) == MOST_LINES
    regions = with_inner(text, apply_rules(sheet, RULES)[0])
    title = next((r for r in regions if r.role is Role.TITLE), None)
    return Layout(
        regions=regions,
        title=" ".join(text[title.start : title.end].split()) if title else None,
        published=printed_date(text, regions),
        publisher=next((r.label for r in regions if r.role is Role.DATELINE and r.label), None),
        warnings=(f"parts were looked for in the first {MOST_LINES:,} lines only",) if full else (),
    )


def apply_rules(sheet: Sheet, rules: tuple[Rule, ...]) -> tuple[list[Region], Sheet]:
    """Return the regions that rules find on a sheet, and the sheet that they leave."""
    regions: list[Region] = []
    for rule in rules:
        found = rule(sheet)
        regions.extend(_region(sheet, part) for part in found)
        taken = frozenset(chain.from_iterable(range(part.first, part.last + 1) for part in found))
        sheet = sheet.without(taken, parts=rule is not find_notices) if taken else sheet
    return regions, sheet


def with_inner(text: str, outer: list[Region]) -> tuple[Region, ...]:
    """Return regions with the quotations, citations and the dateline that lie within them, in their order."""
    ordered = in_order(outer)
    dateline = find_inline_dateline(text, ordered)
    inner = [*find_quotations(text, ordered), *_citations(text, ordered), *([dateline] if dateline else [])]
    return nested([*outer, *inner, *find_comment_times(text, ordered)])


def in_order(regions: list[Region]) -> tuple[Region, ...]:
    """Return regions in the order of their start, outer before inner."""
    return tuple(sorted(regions, key=lambda region: (region.start, -region.end, region.role in INNER)))


def nested(regions: list[Region]) -> tuple[Region, ...]:
    """Return regions in their order without those that cross another: of two that cross, the first stays."""
    kept: list[Region] = []
    around: list[Region] = []
    for region in in_order(regions):
        while around and around[-1].end <= region.start:
            around.pop()
        if not around or region.end <= around[-1].end:
            kept.append(region)
            around.append(region)
    return tuple(kept)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch of text without the white space at its ends."""
    words = text[start:end]
    bare = words.lstrip()
    start += len(words) - len(bare)
    return start, start + len(bare.rstrip())


def _region(sheet: Sheet, part: Part) -> Region:
    return Region(
        role=part.role,
        start=sheet.lines[part.first].start,
        end=sheet.lines[part.last].end,
        author=part.author,
        order=part.order,
        parent=part.parent,
        label=part.label,
    )


def _citations(text: str, outer: tuple[Region, ...]) -> list[Region]:
    """Citations in the parts that can cite; none across the border of two parts."""
    found: list[Region] = []
    closed = 0
    for region in outer:
        if region.role in WITHOUT_CITATIONS:
            closed = max(closed, region.end)
        elif region.start >= closed and not (found and region.start < found[-1].end):
            found.extend(find_citations(text, region.start, region.end))
    return found


def printed_date(text: str, regions: tuple[Region, ...]) -> DateValue | None:
    """Return the date that a text gives of itself in a dateline or a byline: the first that has a year."""
    for region in outside_comments(regions):
        if region.role in (Role.DATELINE, Role.BYLINE):
            found = find_date(text[region.start : region.end])
            if found:
                return found.value
    return None
