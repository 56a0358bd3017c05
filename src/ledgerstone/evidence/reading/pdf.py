"""The reader of PDF files: the text layer of each page, then the rules for plain lines.

Lines that stand further apart than the lines of their page mostly do get a blank line between them, because the
text layer has none; pages are parted by a form feed; a word that is broken at a line's end is mended, and each line
keeps its place on its page (`scans.composing`). A page without a text layer may be a scan: `scans.scanned_pdf` reads
those. Scripts, forms and attachments in the file are left alone.
PDFium is not safe for threads: one reading at a time in a process.
"""

from collections.abc import Sequence

import pypdfium2
from msgspec import Struct, structs
from pypdfium2 import raw as pdfium

from ledgerstone.evidence.reading.assets import MOST_ASSETS
from ledgerstone.evidence.reading.candidate_dates import stamped
from ledgerstone.evidence.reading.model import CandidateDate, DateOf, Reading
from ledgerstone.evidence.reading.pdf_links import PageLink, links_on, pointed_to
from ledgerstone.evidence.reading.scans.composing import Composed, PrintedPage, compose, reading_of
from ledgerstone.evidence.reading.scans.pdf_lines import printed_page

TOOL, VERSION, MEDIA_TYPE = "pdf", "3", "application/pdf"
MOST_PAGES = 2000
"""Long reports have some 800 pages."""
MOST_CODE_POINTS = 16 * 1024 * 1024
MOST_UNREADABLE = 20
"""Pages in a row: a file that claims a million pages and has none is not asked for each of them."""
MOST_NAMED = 12
"""Pages that a warning names by number."""


class TextLayer(Struct, frozen=True, kw_only=True):
    """The pages of a file with the lines of their text layer.

    Attributes:
        pages: Those that could be opened.
        bare: Numbers of the pages that show something and have no text layer.
        warnings: What was left out.
        links: What the pages point to.
    """

    pages: tuple[PrintedPage, ...]
    bare: tuple[int, ...]
    warnings: tuple[str, ...]
    links: tuple[PageLink, ...] = ()


def read_pdf(data: bytes) -> Reading:
    """Return the reading of a PDF file's bytes: of its text layer alone."""
    document = open_pdf(data)
    if isinstance(document, str):
        return reading_of_pdf(Composed("", (), ()), (document,))
    try:
        layer, dates = text_layer(document), information_dates(document)
    finally:
        document.close()
    composed = compose(layer.pages)
    reading = reading_of_pdf(composed, (*layer.warnings, *_unread(layer, composed)))
    return structs.replace(reading, dates=dates, assets=pointed_to(layer.links, reading))


def open_pdf(data: bytes) -> pypdfium2.PdfDocument | str:
    """Return a PDF file, opened; the reason where it cannot be."""
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return f"the PDF cannot be opened ({error}): kept, not read"


def information_dates(document: pypdfium2.PdfDocument) -> tuple[CandidateDate, ...]:
    """Return when a PDF file says that it was made and changed (ISO 32000-1, 14.3.3)."""
    given = {name: document.get_metadata_value(name) for name in ("CreationDate", "ModDate")}
    return stamped(given, of=DateOf.MADE, where="PDF information")


def text_layer(document: pypdfium2.PdfDocument) -> TextLayer:
    """Return the text layer of a PDF file's pages, within the bounds of this module."""
    pages: list[PrintedPage] = []
    bare: list[int] = []
    unread: list[int] = []
    links: list[PageLink] = []
    warnings = _left_alone(document)
    count, length, failed = len(document), 0, 0
    for number in range(1, min(count, MOST_PAGES) + 1):
        page = _page(document, number)
        failed = 0 if page else failed + 1
        if page is None:
            unread.append(number)
            if failed == MOST_UNREADABLE:
                warnings.append(f"{count} pages are claimed; no page from {number - failed + 1} on can be read")
                break
            continue
        printed, is_bare, found = page
        links += found if len(links) <= MOST_ASSETS else []
        length += sum(len(line.words) + 1 for line in printed.lines)
        if length > MOST_CODE_POINTS:
            warnings.append(f"longer than {MOST_CODE_POINTS:,} signs: read up to page {number - 1}")
            break
        pages.append(printed)
        if is_bare:
            bare.append(number)
    if unread:
        warnings.append(f"cannot be read: {named(unread)}")
    if count > MOST_PAGES:
        warnings.append(f"{count} pages, of which the first {MOST_PAGES} are read")
    return TextLayer(pages=tuple(pages), bare=tuple(bare), warnings=tuple(warnings), links=tuple(links))


def reading_of_pdf(composed: Composed, warnings: Sequence[str], *, tool: str = TOOL, version: str = VERSION) -> Reading:
    """Return the reading of the composed pages of a PDF file."""
    return reading_of(composed, warnings, media_type=MEDIA_TYPE, tool=tool, version=version)


def named(numbers: Sequence[int]) -> str:
    """Return pages by their numbers, in words: "page 2", "pages 2, 3 and 40 more"."""
    listed = ", ".join(map(str, numbers[:MOST_NAMED]))
    more = f" and {len(numbers) - MOST_NAMED} more" if len(numbers) > MOST_NAMED else ""
    return f"{'page' if len(numbers) == 1 else 'pages'} {listed}{more}"


def _unread(layer: TextLayer, composed: Composed) -> tuple[str, ...]:
    if not composed.text:
        return ("no text layer: perhaps a scan; kept, not read",)
    if layer.bare:
        return (f"no text layer on {named(layer.bare)}: perhaps scans; kept, not read",)
    return ()


def _left_alone(document: pypdfium2.PdfDocument) -> list[str]:
    """What a file has beside its pages."""
    scripts = pdfium.FPDFDoc_GetJavaScriptActionCount(document)
    attached = pdfium.FPDFDoc_GetAttachmentCount(document)
    warnings = ["the PDF has scripts: they are not run"] if scripts > 0 else []
    if attached > 0:
        warnings.append(f"files attached to the PDF ({attached}) are not read")
    return warnings


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[PrintedPage, bool, list[PageLink]] | None:
    """A page with its lines, whether it shows something without words, and its links; None where it is not read."""
    try:
        page = document[number - 1]
    except pypdfium2.PdfiumError:
        return None
    try:
        printed = printed_page(page, number)
        has_words = any(line.words and not line.words.isspace() for line in printed.lines)
        return printed, not has_words and pdfium.FPDFPage_CountObjects(page) > 0, links_on(document, page, number)
    except (pypdfium2.PdfiumError, RecursionError, AssertionError):
        # pypdfium2 looks for the first sign that is text by calling itself, once a sign, and asserts their number.
        return None
    finally:
        page.close()
