"""The lines of a page that no element and no rule has taken: which are its own text, which are furniture."""

from msgspec import Struct

from ledgerstone.evidence.reading.lines import Sheet
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.pages.blocks import Boxes
from ledgerstone.evidence.reading.pages.main_text import own_lines
from ledgerstone.evidence.reading.parts.bodies import find_bodies
from ledgerstone.evidence.reading.parts.heads import find_heads, find_small_parts
from ledgerstone.evidence.reading.regions import apply_rules
from ledgerstone.evidence.reading.spans import Spans

FEW = 20
"""Code points that may stand beside the named parts of a line ("By … |") without making it running text."""


class OwnText(Struct, frozen=True, kw_only=True):
    """The regions of the lines, and the stretches that are the page's own text."""

    regions: tuple[Region, ...]
    spans: Spans


def covered(sheet: Sheet, regions: tuple[Region, ...]) -> frozenset[int]:
    """Return the places of the lines that regions cover, but for a few signs beside them."""
    spans = Spans.of((region.start, region.end) for region in regions)
    return frozenset(place for place, line in enumerate(sheet.lines) if _bare(spans, line.start, line.end) <= 0)


def _bare(spans: Spans, start: int, end: int) -> int:
    """How many signs of a line no span covers, beyond the few that may stand beside; 0 or less where it is covered."""
    within = spans.shared(start, end)
    return end - start - within - (FEW if within else 0)


def own_regions(sheet: Sheet, own: list[bool], spans: Spans, *, titled: bool) -> OwnText:
    """Return the regions of the lines that are left on a page.

    Args:
        sheet: The lines.
        own: For each of them, whether it is the page's own text.
        spans: The page's articles, by its elements.
        titled: Whether the page's title is known.
    """
    furniture = sheet.without(frozenset(place for place, each in enumerate(own) if each), parts=True)
    text = sheet.without(frozenset(place for place, each in enumerate(own) if not each), parts=True)
    found, _ = apply_rules(text, (find_small_parts if titled else find_heads, find_bodies))
    aside, _ = apply_rules(furniture, (find_bodies,))
    stretches = [(line.start, line.end) for line in text.lines]
    reach = Spans.of([*zip(spans.starts, spans.ends, strict=True), *_around(sheet, own, stretches)])
    boilerplate = [Region(role=Role.BOILERPLATE, start=region.start, end=region.end) for region in aside]
    return OwnText(regions=(*found, *boilerplate), spans=reach)


def _around(sheet: Sheet, own: list[bool], stretches: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The stretch from the first to the last line of own text, where no line between them is furniture."""
    if not stretches:
        return [(0, len(sheet.text))]
    places = [place for place, each in enumerate(own) if each]
    unbroken = all(own[places[0] : places[-1] + 1])
    whole = (sheet.text.rfind("\n\n", 0, stretches[0][0]) + 1, stretches[-1][1])
    last = all(own[places[-1] :])
    return [(whole[0], len(sheet.text) if last else whole[1])] if unbroken else stretches


class MarkedPage(Struct, frozen=True, kw_only=True):
    """The lines of a page and what its elements and the rules say of them.

    Attributes:
        sheet: All its lines.
        boxes: Its boxes.
        articles: Its articles, by its elements.
        barred: Stretches that are known to be no running text of the page.
        begin: Where its title begins; 0 where it has none.
    """

    sheet: Sheet
    boxes: Boxes
    articles: Spans
    barred: Spans
    begin: int


def judge(page: MarkedPage, main: str | None) -> Spans:
    """Return the stretches of the lines that are a page's own text.

    Args:
        page: The page.
        main: What trafilatura takes as its main text.
    """
    lines = page.sheet.lines
    barred = [page.barred.hold(line.start) for line in lines]
    own = own_lines(page.sheet, page.boxes, main, barred=barred, begin=page.begin) if main else []
    if not any(own):
        own = [page.articles.hold(line.start) for line in lines]
    if not any(own):
        return Spans.of([(0, len(page.sheet.text))])
    return Spans.of((line.start, line.end) for line, each in zip(lines, own, strict=True) if each)
