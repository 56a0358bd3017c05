"""The reader of PDF files: the text layer of each page, then the rules for plain lines.

Lines that stand further apart than the lines of their page mostly do get a blank line between them, because the
text layer has none; pages are parted by a form feed. A file without a text layer is a scan, which is not read yet.
PDFium is not safe for threads: one reading at a time in a process.
"""

from itertools import pairwise

import pypdfium2

from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.regions import find_layout

TOOL, VERSION, MEDIA_TYPE = "pdf", "1", "application/pdf"
MOST_PAGES = 2000
"""Long reports have some 800 pages."""
MOST_CODE_POINTS = 16 * 1024 * 1024
MOST_ON_A_PAGE = 200_000
"""A newspaper page in small print has some 30,000 signs."""
PAGE_BREAK = "\f"
PARAGRAPH_GAP = 1.35
"""Times the usual distance of two lines on the page."""
UNMAPPED = {0xFFFE: "-", 0x02: "-", 0x00: "\ufffd", 0x0D: None}
"""PDFium's sign for a hyphen at a line's end; what has no meaning in a text."""


def read_pdf(data: bytes) -> Reading:
    """Return the reading of a PDF file's bytes."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        return _reading("", (f"the PDF cannot be opened ({error}): kept, not read",))
    try:
        text, warnings = _text(document)
    finally:
        document.close()
    return _reading(text, warnings)


def _reading(text: str, warnings: tuple[str, ...]) -> Reading:
    layout = find_layout(text)
    return Reading(
        media_type=MEDIA_TYPE,
        text=text,
        regions=layout.regions,
        warnings=(*warnings, *layout.warnings),
        title=layout.title,
        published=layout.published,
        publisher=layout.publisher,
        tool=TOOL,
        version=VERSION,
    )


def _text(document: pypdfium2.PdfDocument) -> tuple[str, tuple[str, ...]]:
    pages: list[str] = []
    warnings: list[str] = []
    length = 0
    for number in range(min(len(document), MOST_PAGES)):
        page, broken = _page(document, number)
        if broken:
            warnings.append(f"page {number + 1} cannot be read: {broken}")
        length += len(page)
        if length > MOST_CODE_POINTS:
            warnings.append(f"longer than {MOST_CODE_POINTS:,} signs: read up to page {number}")
            break
        pages.append(page)
    if len(document) > MOST_PAGES:
        warnings.append(f"{len(document)} pages, of which the first {MOST_PAGES} are read")
    text = PAGE_BREAK.join(pages)
    if not text.strip():
        return "", (*warnings, "no text layer: perhaps a scan; kept, not read")
    return text, tuple(warnings)


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[str, str | None]:
    """The text of a page, and why it could not be read."""
    try:
        page = document[number]
        words = page.get_textpage()
        count = min(words.count_chars(), MOST_ON_A_PAGE)
        raw = words.get_text_range(0, count) if count > 0 else ""
        return _spaced(words, raw), None
    except pypdfium2.PdfiumError as error:
        return "", str(error)


def _spaced(words: pypdfium2.PdfTextPage, raw: str) -> str:
    """A page's lines, with a blank line where two stand further apart than most."""
    lines = raw.split("\r\n")
    tops = _tops(words, lines)
    steps = [above - below for above, below in pairwise(tops) if above is not None and below is not None]
    usual = _usual(steps)
    pieces = [lines[0].translate(UNMAPPED)]
    for line, above, below in zip(lines[1:], tops, tops[1:], strict=False):
        apart = usual > 0 and above is not None and below is not None and above - below > PARAGRAPH_GAP * usual
        pieces.append(("\n\n" if apart else "\n") + line.translate(UNMAPPED))
    return "".join(pieces)


def _usual(steps: list[float]) -> float:
    """The distance of two lines of one paragraph: that of the lower quartile; 0 where the page has too few lines."""
    down = sorted(step for step in steps if step > 0)
    return down[len(down) // 4] if down else 0.0


def _tops(words: pypdfium2.PdfTextPage, lines: list[str]) -> list[float | None]:
    """The height at which each line begins; None where PDFium gives none."""
    found: list[float | None] = []
    place = 0
    for line in lines:
        mark = next((i for i, sign in enumerate(line) if not sign.isspace()), None)
        found.append(_bottom(words, place + mark) if mark is not None else None)
        place += len(line) + 2
    return found


def _bottom(words: pypdfium2.PdfTextPage, place: int) -> float | None:
    try:
        return float(words.get_charbox(place, loose=True)[1])
    except pypdfium2.PdfiumError:
        return None
