"""What the pages of a PDF file point to by links: addresses, and files beside it (ISO 32000-1, 12.6.4.3, .5 and .7).

Links within the file lead nowhere else. A page without annotations costs one call.
"""

import ctypes
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, islice

import pypdfium2
from msgspec import Struct
from pypdfium2 import raw as pdfium

from ledgerstone.evidence.reading.assets import (
    LONGEST_ADDRESS,
    LONGEST_LABEL,
    MOST_ASSETS,
    kind_by_ending,
    once,
    points_elsewhere,
)
from ledgerstone.evidence.reading.model import Asset, Box, Reading

MOST_LINKS, MOST_LINES = 2000, 5000
"""Of one page that are looked at; a page of an index has some hundred."""
FINE = 10
"""Parts of a point to which a place is told."""
LEAST_SIGNS = 2
TO_FILES = frozenset({pdfium.PDFACTION_REMOTEGOTO, pdfium.PDFACTION_LAUNCH})


class PageLink(Struct, frozen=True, kw_only=True):
    """A link as a page has it.

    Attributes:
        page: The number of the page.
        address: As written.
        label: The words under it; "" for none.
        left: As the page is seen, from its left edge, in points.
        middle: Its height on the page, from the upper edge.
    """

    page: int
    address: str
    label: str = ""
    left: float = 0.0
    middle: float = 0.0


def links_on(document: pypdfium2.PdfDocument, page: pypdfium2.PdfPage, number: int) -> list[PageLink]:
    """Return the links of a page that lead out of the file, each address once."""
    place, link = ctypes.c_int(0), pdfium.FPDF_LINK()
    found: dict[str, PageLink] = {}
    words: pypdfium2.PdfTextPage | None = None
    for _ in range(MOST_LINKS):
        if not pdfium.FPDFLink_Enumerate(page, ctypes.byref(place), ctypes.byref(link)):
            break
        address = _address(document, link)
        if address not in found and points_elsewhere(address):
            words = words or page.get_textpage()
            found[address] = _link(page, words, link, PageLink(page=number, address=address))
    if words:
        words.close()
    return list(found.values())


def pointed_to(links: Sequence[PageLink], reading: Reading) -> tuple[Asset, ...]:
    """Return links as assets, each where its words stand in the text of its page, else where its line does."""
    if not links:
        return ()
    boxes = {page: list(islice(some, MOST_LINES)) for page, some in groupby(reading.boxes, key=lambda box: box.page)}
    starts = {page.number: (page.start, page.end) for page in reading.pages}
    return once(
        Asset(
            kind=kind_by_ending(link.address),
            address=link.address,
            start=_start(link, reading.text, starts[link.page], boxes.get(link.page, [])),
            label=link.label or None,
        )
        for link in links[: MOST_ASSETS + 1]
        if link.page in starts
    )


def _start(link: PageLink, text: str, page: tuple[int, int], boxes: list[Box]) -> int:
    """Where the words of a link begin: in the line at its height, from there on, or at the line."""
    lines = (box for box in boxes if box.top <= link.middle <= box.bottom and box.right >= link.left)
    line = next(lines, None)
    start = page[0] if line is None else line.start
    found = text.find(link.label, start, page[1]) if len(link.label) >= LEAST_SIGNS else -1
    return max(start, found)


def _address(document: pypdfium2.PdfDocument, link: pdfium.FPDF_LINK) -> str:
    action = pdfium.FPDFLink_GetAction(link)
    kind = pdfium.FPDFAction_GetType(action) if action else None
    buffer = ctypes.create_string_buffer(LONGEST_ADDRESS + 2)
    size = 0
    if kind == pdfium.PDFACTION_URI:
        size = pdfium.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
    elif kind in TO_FILES:
        size = pdfium.FPDFAction_GetFilePath(action, buffer, len(buffer))
    return buffer.raw[: size - 1].decode("utf-8", "replace").strip() if 0 < size <= len(buffer) else ""


def _link(page: pypdfium2.PdfPage, words: pypdfium2.PdfTextPage, link: pdfium.FPDF_LINK, bare: PageLink) -> PageLink:
    """A link with its place and the words under it."""
    rect = pdfium.FS_RECTF()
    if not pdfium.FPDFLink_GetAnnotRect(link, ctypes.byref(rect)):
        return bare
    corners = list(_seen(page, ((rect.left, rect.top), (rect.right, rect.bottom))))
    label = words.get_text_bounded(rect.left, rect.bottom, rect.right, rect.top)
    return PageLink(
        page=bare.page,
        address=bare.address,
        label=" ".join(label[: 4 * LONGEST_LABEL].split())[:LONGEST_LABEL],
        left=min(across for across, _ in corners),
        middle=sum(down for _, down in corners) / len(corners),
    )


def _seen(page: pypdfium2.PdfPage, corners: Iterable[tuple[float, float]]) -> Iterator[tuple[float, float]]:
    """Corners as the page is seen: turned and cut as it is."""
    width, height = (max(1, int(side * FINE)) for side in page.get_size())
    across, down = ctypes.c_int(0), ctypes.c_int(0)
    for x, y in corners:
        pdfium.FPDF_PageToDevice(page, 0, 0, width, height, 0, x, y, ctypes.byref(across), ctypes.byref(down))
        yield across.value / FINE, down.value / FINE
