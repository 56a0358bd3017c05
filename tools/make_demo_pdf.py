"""Write the demo's one PDF from its plain text: `python tools/make_demo_pdf.py SOURCE.txt TARGET.pdf`.

The standard library suffices: base-14 Helvetica, WinAnsi text, uncompressed pages. The same text gives the same bytes.
A line beginning with "# " or "## " is a heading; the last line is printed at the foot of every page, so that no page
goes without saying that it is invented. Source: ISO 32000-1, 7.5 (file structure) and 9.6.2.2 (standard fonts).
"""

import sys
import textwrap
from pathlib import Path

PAGE_WIDTH, PAGE_HEIGHT = 595, 842
MARGIN, FOOT = 64, 40
LINES_ON_A_PAGE = 34
CHARACTERS_ON_A_LINE = 84
REGULAR, BOLD = "/F1", "/F2"

Line = tuple[str, int, str]


def pdf_of(text: str) -> bytes:
    """Return the PDF of a text.

    Args:
        text: Paragraphs parted by blank lines; its last line becomes the foot of every page.

    Raises:
        UnicodeEncodeError: Where a character has no place in WinAnsi (code page 1252).
    """
    *body, foot = text.strip().splitlines()
    lines = _lines(body)
    starts = range(0, len(lines), LINES_ON_A_PAGE)
    return _file([_page(lines[at : at + LINES_ON_A_PAGE], foot) for at in starts])


def _lines(body: list[str]) -> list[Line]:
    """Wrap paragraphs into lines of font, size and words."""
    lines: list[Line] = []
    for written in body:
        if written.startswith("# "):
            lines.append((BOLD, 17, written[2:]))
        elif written.startswith("## "):
            lines.append((BOLD, 13, written[3:]))
        else:
            lines += [(REGULAR, 11, part) for part in textwrap.wrap(written, CHARACTERS_ON_A_LINE) or [""]]
    return lines


def _page(lines: list[Line], foot: str) -> bytes:
    """Return the content stream of a page."""
    drawn = []
    for row, (font, size, words) in enumerate(lines):
        height = PAGE_HEIGHT - MARGIN - 20 * row
        drawn.append(_drawn(font, size, height, words))
    drawn.append(_drawn(REGULAR, 8, FOOT, foot))
    return b"\n".join(drawn)


def _drawn(font: str, size: int, height: int, words: str) -> bytes:
    escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
    return f"BT {font} {size} Tf {MARGIN} {height} Td ({escaped}) Tj ET".encode("cp1252")


def _file(pages: list[bytes]) -> bytes:
    """Put objects, cross-reference table and trailer together."""
    numbers = [5 + 2 * at for at in range(len(pages))]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode("ascii"),
        _font("Helvetica"),
        _font("Helvetica-Bold"),
    ]
    for number, content in zip(numbers, pages, strict=True):
        objects += [_page_object(number + 1), b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)]
    return _numbered(objects)


def _font(name: str) -> bytes:
    return f"<< /Type /Font /Subtype /Type1 /BaseFont /{name} /Encoding /WinAnsiEncoding >>".encode("ascii")


def _page_object(content: int) -> bytes:
    fonts = f"<< /Font << {REGULAR} 3 0 R {BOLD} 4 0 R >> >>"
    box = f"[0 0 {PAGE_WIDTH} {PAGE_HEIGHT}]"
    page = f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Resources {fonts} /Contents {content} 0 R >>"
    return page.encode("ascii")


def _numbered(objects: list[bytes]) -> bytes:
    """Number the objects from 1 and add the table that says at which byte each begins."""
    written = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    offsets = []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = len(written)
    written += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    written += b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    written += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, table)
    return bytes(written)


if __name__ == "__main__":
    Path(sys.argv[2]).write_bytes(pdf_of(Path(sys.argv[1]).read_text(encoding="utf-8")))
