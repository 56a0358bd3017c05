"""Text of PDF files: the time of our pages, lines and boxes beside PDFium's plain text of the same pages.

The PDF files are made here, of invented words: lines shown whole, word by word, and turned pages with a crop box. Both
sides open each file and read every page; the better of several rounds counts. The second figure is the whole reading,
with the regions that are looked for in it.
"""

import random
import time
from collections.abc import Callable

import pypdfium2
from sets import command_line, emit

from ledgerstone.evidence.reading.pdf import open_pdf, read_pdf, text_layer
from ledgerstone.evidence.reading.scans.composing import compose

PAGES, LINES, WORDS, ROUNDS = 60, 38, 13, 5
VOCABULARY = (
    *("the", "office", "of", "Velmar", "has", "found", "that", "people", "were", "killed", "in", "market", "Norvik"),
    *("families", "had", "to", "leave", "their", "homes", "nobody", "from", "Orlan", "was", "heard", "before", "a"),
)
TOP, STEP, LEFT, SIZE = 740, 14, 60, 10


def main() -> None:
    """Print the figures."""
    options = command_line(__doc__).parse_args()
    pages = max(6, round(PAGES * options.fraction))
    files = [make(pages, spread=spread, turned=turned) for spread in (False, True) for turned in (False, True)]
    peer = best(plain, files)
    for figure, work in (("text with boxes", layer), ("whole reading", read_pdf)):
        emit(f"time ratio, {figure} to get_text_range", best(work, files) / peer, as_json=options.json)


def best(work: Callable[[bytes], object], files: list[bytes]) -> float:
    """Return the seconds of the fastest of several rounds over all files."""
    seconds = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        for data in files:
            work(data)
        seconds.append(time.perf_counter() - start)
    return min(seconds)


def plain(data: bytes) -> list[str]:
    """Read a file with pypdfium2 alone."""
    document = pypdfium2.PdfDocument(data)
    texts = []
    for page in document:
        words = page.get_textpage()
        texts.append(words.get_text_range())
        words.close()
        page.close()
    document.close()
    return texts


def layer(data: bytes) -> object:
    """Read a file as ours does, without looking for regions."""
    document = open_pdf(data)
    if isinstance(document, str):
        raise TypeError(document)
    composed = compose(text_layer(document).pages)
    document.close()
    return composed


def make(pages: int, *, spread: bool, turned: bool) -> bytes:
    """Make a PDF file of invented words; `spread` shows each word by itself, `turned` turns and crops the pages."""
    chance = random.Random(f"{pages} {spread} {turned}")
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    view = "/Rotate 90 /CropBox [20 20 590 780]" if turned else ""
    for number in range(pages):
        shown = "".join(line(chance, row, spread=spread) for row in range(LINES))
        stream = ("0 1 -1 0 780 0 cm\n" + shown if turned else shown).encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {view} /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return assembled(objects)


def line(chance: random.Random, row: int, *, spread: bool) -> str:
    """Show a line of words; one in six ends in a broken word."""
    words = chance.choices(VOCABULARY, k=WORDS)
    if chance.random() < 1 / 6:
        words[-1] = "mar-"
    height = TOP - row * STEP
    if not spread:
        return f"BT /F1 {SIZE} Tf {LEFT} {height} Td ({' '.join(words)}) Tj ET\n"
    place, pieces = float(LEFT), []
    for word in words:
        pieces.append(f"BT /F1 {SIZE} Tf {place:.1f} {height} Td ({word}) Tj ET\n")
        place += (len(word) + 1) * SIZE * 0.52
    return "".join(pieces)


def assembled(objects: list[bytes]) -> bytes:
    """Set objects one after the other, with the table of their places."""
    data, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(data))
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n"
    return data + tail % (size, table, size, len(data))


if __name__ == "__main__":
    main()
