"""The reader of PDF files that are scans, in whole or in part: pages without a text layer are drawn and recognised.

A page with a text layer keeps it. Boxes of every page are in points, as those of the text layer.
"""

from collections.abc import Sequence
from pathlib import Path

import pypdfium2
from msgspec import structs

from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.pdf import TextLayer, information_dates, named, open_pdf, reading_of_pdf, text_layer
from ledgerstone.evidence.reading.pdf_links import pointed_to
from ledgerstone.evidence.reading.scans.composing import Composed, PrintedLine, PrintedPage, compose
from ledgerstone.evidence.reading.scans.pictures import Picture
from ledgerstone.evidence.reading.scans.scan import PageReading, Recogniser, recognised_page, recogniser_of

TOOL, VERSION = "pdf, tesseract", "2"
DPI = 300
POINTS_AN_INCH = 72
MOST_DRAWN_PIXELS = 40_000_000
"""A page that is larger on paper than a broadsheet is drawn more coarsely."""
LEAST_SIDE = 1.0
"""Points."""


def read_scanned_pdf(data: bytes, *, tool: str | None, languages: Sequence[str], folder: Path) -> Reading:
    """Return the reading of a PDF file's bytes, with the words of its pages that have no text layer.

    Args:
        data: The file.
        tool: The path of Tesseract; None where the machine has none.
        languages: Codes of the languages that are expected ("hy", "az-Cyrl"); none where nobody knows.
        folder: For temporary files, which are overwritten.
    """
    document = open_pdf(data)
    if isinstance(document, str):
        return reading_of_pdf(Composed("", (), ()), (document,))
    try:
        layer, dates = text_layer(document), information_dates(document)
        recogniser = recogniser_of(tool, languages, folder) if layer.bare else None
        if recogniser is None:
            reading = reading_of_pdf(compose(layer.pages), layer.warnings)
        elif isinstance(recogniser, str):
            reading = reading_of_pdf(compose(layer.pages), (*layer.warnings, f"{named(layer.bare)}: {recogniser}"))
        else:
            reading = _recognised(document, layer, recogniser)
    finally:
        document.close()
    return structs.replace(reading, dates=dates, assets=pointed_to(layer.links, reading))


def _recognised(document: pypdfium2.PdfDocument, layer: TextLayer, recogniser: Recogniser) -> Reading:
    bare = frozenset(layer.bare)
    read = [
        _read(document, page, recogniser) if page.number in bare else PageReading(page=page) for page in layer.pages
    ]
    warnings = [*layer.warnings, f"recognised from pictures: {named(layer.bare)}"]
    warnings += [warning for one in read for warning in one.warnings]
    return reading_of_pdf(compose([one.page for one in read]), warnings, tool=TOOL, version=VERSION)


def _read(document: pypdfium2.PdfDocument, page: PrintedPage, recogniser: Recogniser) -> PageReading:
    """A page that was drawn and recognised, with its boxes in points."""
    if min(page.width, page.height) < LEAST_SIDE:
        return PageReading(page=page, warnings=(f"page {page.number} is too small to be read",))
    wanted = DPI / POINTS_AN_INCH
    scale = min(wanted, (MOST_DRAWN_PIXELS / (page.width * page.height)) ** 0.5)
    try:
        drawn = _drawn(document, page.number, scale)
    except pypdfium2.PdfiumError as error:
        return PageReading(page=page, warnings=(f"page {page.number} cannot be drawn ({error})",))
    read = recognised_page(drawn, recogniser)
    across, down = page.width / drawn.image.width, page.height / drawn.image.height
    lines = tuple(_in_points(line, across, down) for line in read.page.lines)
    return structs.replace(read, page=structs.replace(page, lines=lines))


def _drawn(document: pypdfium2.PdfDocument, number: int, scale: float) -> Picture:
    page = document[number - 1]
    try:
        bitmap = page.render(scale=scale, grayscale=True, may_draw_forms=False)
        # A copy, because the picture shares PDFium's memory.
        image = bitmap.to_pil().convert("L").copy()
        bitmap.close()
    finally:
        page.close()
    return Picture(number=number, image=image, dpi=max(70, round(scale * POINTS_AN_INCH)))


def _in_points(line: PrintedLine, across: float, down: float) -> PrintedLine:
    return structs.replace(
        line, stretches=tuple(structs.replace(one, frame=one.frame.sized(across, down)) for one in line.stretches)
    )
