"""Text of PDF files: the time of our pages, lines and boxes beside PDFium's plain text of the same pages.

The PDF files are made here, of invented words, as programs write them: lines shown whole, word by word, and letter by
letter with kerning (as word processors, browsers and TeX do), each upright and on turned pages with a crop box. Both
sides open each file and read every page, in turn; the best of several rounds counts, in processor time. The second
figure is the whole reading, with the regions that are looked for in it.
"""

import random
import time
from collections.abc import Callable

import pypdfium2
from sets import command_line, emit

from ledgerstone.evidence.reading.pdf import open_pdf, read_pdf, text_layer
from ledgerstone.evidence.reading.scans.composing import compose

PAGES, LINES, WORDS, ROUNDS = 40, 44, 17, 7
VOCABULARY = (
    *("the", "office", "of", "Velmar", "has", "found", "that", "people", "were", "killed", "in", "market", "Norvik"),
    *("families", "had", "to", "leave", "their", "homes", "nobody", "from", "Orlan", "was", "heard", "before", "a"),
)
TOP, STEP, LEFT, SIZE = 740, 12, 60, 10


def main() -> None:
    """Print the figures."""
    options = command_line(__doc__).parse_args()
    pages = max(6, round(PAGES * options.fraction))
    files = [make(pages, show, turned=turned) for show in (whole, by_word, by_letter) for turned in (False, True)]
    peer, ours, reading = best((plain, layer, read_pdf), files)
    emit("time ratio, text with boxes to get_text_range", ours / peer, as_json=options.json)
    emit("time ratio, whole reading to get_text_range", reading / peer, as_json=options.json)


def best(works: tuple[Callable[[bytes], object], ...], files: list[bytes]) -> list[float]:
    """Return the seconds that each work takes for all files, in its best round for each of them."""
    seconds = [0.0 for _ in works]
    for data in files:
        rounds: list[list[float]] = [[] for _ in works]
        for _ in range(ROUNDS):
            for taken, work in zip(rounds, works, strict=True):
                start = time.process_time()
                work(data)
                taken.append(time.process_time() - start)
        seconds = [before + min(taken) for before, taken in zip(seconds, rounds, strict=True)]
    return seconds


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


def make(pages: int, show: Callable[[list[str], int], str], *, turned: bool) -> bytes:
    """Make a PDF file of invented words; one line in six ends in a broken word.

    Args:
        pages: How many.
        show: Shows the words of a line at a height.
        turned: The pages are turned and cropped.
    """
    chance = random.Random(f"{pages} {show.__name__} {turned}")
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {pages} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    view = "/Rotate 90 /CropBox [20 20 590 780]" if turned else ""
    for number in range(pages):
        lines = [chance.choices(VOCABULARY, k=WORDS) for _ in range(LINES)]
        for line in lines:
            line[-1] = "mar-" if chance.random() < 1 / 6 else line[-1]
        shown = "".join(show(line, TOP - row * STEP) for row, line in enumerate(lines))
        stream = ("0 1 -1 0 780 0 cm\n" + shown if turned else shown).encode()
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] {view} /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream))
    return assembled(objects)


def whole(words: list[str], height: int) -> str:
    """Show a line at once."""
    return f"BT /F1 {SIZE} Tf {LEFT} {height} Td ({' '.join(words)}) Tj ET\n"


def by_word(words: list[str], height: int) -> str:
    """Show each word by itself, without blanks between."""
    place, pieces = float(LEFT), []
    for word in words:
        pieces.append(f"BT /F1 {SIZE} Tf {place:.1f} {height} Td ({word}) Tj ET\n")
        place += (len(word) + 1) * SIZE * 0.52
    return "".join(pieces)


def by_letter(words: list[str], height: int) -> str:
    """Show a line with a number for kerning between any two letters."""
    letters = " ".join(f"({sign}) {-12 if sign in 'aeo' else 3}" for sign in " ".join(words))
    return f"BT /F1 {SIZE} Tf {LEFT} {height} Td [{letters}] TJ ET\n"


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
