"""A page drawn as a picture, as its reader saw it: turned and cropped alike, so that boxes land on their words.

Runs in a confined process: PDFium and the decoders of pictures are handed bytes of strangers.
"""

import math
from io import BytesIO

import pypdfium2
from PIL import Image

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.reading.dispatch import PDF, RECOGNISERS
from ledgerstone.evidence.reading.media_types import media_type
from ledgerstone.evidence.reading.scans.pictures import Refused, coloured_page

LONGEST_SIDE = 1600
"""Pixels: small print of a newspaper page can be read, and a page is some 400 kB."""
MOST_SCALE = 4.0
"""Pixels a point: a stamp-sized page is not blown up beyond 288 dpi."""
QUALITY = 82


def draw_page(data: bytes, number: int) -> Image.Image:
    """Return one page of a file as it is seen, `LONGEST_SIDE` pixels long at most.

    Args:
        data: A PDF file, or an image file that a reader of scans takes.
        number: Of the page, from 1.

    Raises:
        UnreadableError: It cannot be drawn, and why.
    """
    found = media_type(data)
    if found == PDF:
        return _page_of_pdf(data, number)
    if found not in RECOGNISERS:
        raise UnreadableError(f"a file of the kind {found} has no pages to draw")
    image = coloured_page(data, number, longest=LONGEST_SIDE)
    if isinstance(image, Refused):
        raise UnreadableError(image.reason)
    return image


def jpeg_of(image: Image.Image) -> bytes:
    """Return a picture as a JPEG file without metadata."""
    file = BytesIO()
    image.save(file, "JPEG", quality=QUALITY)
    return file.getvalue()


def _page_of_pdf(data: bytes, number: int) -> Image.Image:
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"the PDF cannot be opened ({error})") from error
    try:
        if not 1 <= number <= len(document):
            raise UnreadableError(f"there is no page {number} in a file of {len(document)}")
        return _rendered(document[number - 1])
    except pypdfium2.PdfiumError as error:
        raise UnreadableError(f"PDFium cannot draw it ({error})") from error
    finally:
        document.close()


def _rendered(page: pypdfium2.PdfPage) -> Image.Image:
    try:
        longer = max(page.get_size())
        if not (math.isfinite(longer) and longer > 0):
            raise UnreadableError("the page has no size")
        # As for recognition: forms are left alone, notes that somebody stuck on the page are drawn.
        bitmap = page.render(scale=min(MOST_SCALE, LONGEST_SIDE / longer), may_draw_forms=False)
        # A copy, because the picture shares PDFium's memory.
        image: Image.Image = bitmap.to_pil().convert("RGB").copy()
        bitmap.close()
    finally:
        page.close()
    # Rounding up may have added a row.
    image.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return image
