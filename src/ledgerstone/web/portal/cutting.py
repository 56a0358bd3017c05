"""The part of a page's picture that shows a passage: the whole width, and the lines around it."""

from msgspec import Struct

from ledgerstone.evidence.reading.places import Place

LINES_AROUND = 2.5
"""Heights of the first line that are shown above the passage and below it."""


class CutOut(Struct, frozen=True, kw_only=True):
    """A part of a page's picture.

    Attributes:
        page: The number of the page.
        top: Where it begins, from the upper edge of the page, in the page's units.
        height: How much of the page it shows.
        page_width: Of the whole page.
        page_height: The same.
        places: The rectangles of the passage in it.
    """

    page: int
    top: float
    height: float
    page_width: float
    page_height: float
    places: tuple[Place, ...]


def cut_out(places: tuple[Place, ...]) -> CutOut:
    """Return the part of the first page that a passage touches; it has at least one place."""
    first = places[0]
    here = tuple(place for place in places if place.page == first.page)
    around = LINES_AROUND * (first.bottom - first.top)
    top = max(0.0, min(place.top for place in here) - around)
    bottom = min(first.height, max(place.bottom for place in here) + around)
    return CutOut(
        page=first.page,
        top=round(top, 2),
        height=round(bottom - top, 2),
        page_width=first.width,
        page_height=first.height,
        places=here,
    )
