"""The regions of a mail's HTML: those of the page, with what the mail repeats of others and how it ends.

The reader of pages knows quotations by their element; who wrote them stands in the line above. A message that was
forwarded without such an element is known by its printed headers, as in plain text.
"""

from bisect import bisect_left

from msgspec import structs

from ledgerstone.evidence.reading.lines import Sheet, lines_of
from ledgerstone.evidence.reading.mail.quoting import author_in, find_forwarded, find_signature, repeated
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.regions import MOST_LINES, nested

MOST_QUOTATIONS = 500
OF_A_HEAD = frozenset({Role.TITLE, Role.BYLINE, Role.DATELINE})
"""A mail has its title, author and date in its headers; a line of its text that looks like one is text."""


def html_regions(text: str, page: tuple[Region, ...]) -> tuple[Region, ...]:
    """Return the regions of a mail's HTML.

    Args:
        text: Its text.
        page: The regions that the reader of pages found.
    """
    sheet = Sheet(text=text, lines=lines_of(text, limit=MOST_LINES))
    forwarded = find_forwarded(sheet)
    heads = [_lines_region(sheet, Role.BOILERPLATE, each.first, each.last) for each in forwarded]
    plain = [structs.replace(r, role=Role.BODY, author=None) if r.role in OF_A_HEAD else r for r in page]
    quotations = [region for region in page if region.role is Role.QUOTATION][:MOST_QUOTATIONS]
    signature = [
        _within(_lines_region(sheet, part.role, part.first, part.last), quotations)
        for part in find_signature(sheet, [])
    ]
    whole = [_within(region, quotations) for region in repeated(sheet, forwarded)]
    left = _outside(plain, [*heads, *signature])
    return nested([*whole, *heads, *signature, *_with_authors(sheet, left)])


def _lines_region(sheet: Sheet, role: Role, first: int, last: int) -> Region:
    return Region(role=role, start=sheet.lines[first].start, end=sheet.lines[last].end)


def _within(region: Region, quotations: list[Region]) -> Region:
    """The region; one that begins within a quotation of the page ends with it."""
    around = [quotation.end for quotation in quotations if quotation.start <= region.start < quotation.end]
    return structs.replace(region, end=min([region.end, *around]))


def _outside(page: list[Region], taken: list[Region]) -> list[Region]:
    """The regions of the page that do not lie within one of some others."""
    places = sorted((region.start, region.end) for region in taken)
    starts = [start for start, _ in places]

    def is_within(region: Region) -> bool:
        place = bisect_left(starts, region.start + 1) - 1
        return place >= 0 and region.end <= places[place][1]

    return [region for region in page if not is_within(region)]


def _with_authors(sheet: Sheet, page: list[Region]) -> list[Region]:
    """The regions of the page; a quotation under a line that names its author begins with that line.

    Where the line is the end of a region that begins above it, only the author is taken from it.
    """
    starts = [line.start for line in sheet.lines]
    first_of: dict[int, int] = {}
    for region in page:
        first_of.setdefault(region.end, region.start)
    done: list[Region] = []
    used: set[int] = set()
    for region in page:
        above = bisect_left(starts, region.start) - 1
        author = _author_above(sheet, above) if region.role is Role.QUOTATION and above not in used else None
        if author is not None:
            used.add(above)
            line = sheet.lines[above]
            start = line.start if first_of.get(line.end, line.start) >= line.start else region.start
            region = structs.replace(region, author=author, start=start)  # noqa: PLW2901 -- the same, attributed
        done.append(region)
    return done


def _author_above(sheet: Sheet, place: int) -> str | None:
    words = sheet.words(place) if place >= 0 else ""
    return author_in(words) if words.endswith((":", "՝", "：")) else None
