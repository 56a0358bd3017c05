"""Words of scans: how many are wrong beside those that Tesseract alone gets wrong on the very same pictures.

The pages are drawn here, of the invented lines that the tests draw: three languages, two sizes, and each clean,
blurred, faint or spoilt by grains; then the same turned, as scanners and telephones hand them in. The language is said
to both.
A word that is broken at a line's end counts as right whether it stands broken or mended.

    scans.py [--fraction 0.1] [--json]
"""

import random
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from PIL import Image, ImageFilter
from sets import command_line, emit, percent

sys.path.append(str(Path(__file__).resolve().parents[1] / "tests" / "evidence" / "reading" / "scans"))

from drawn_pages import FONTS, LINES, as_file, draw, plainly_read, turn, wrong_words

from ledgerstone.evidence.reading.scans.scan import read_scan

SIZES = (20, 26)
UPRIGHT, TURNED = (0.0,), (3.0, 90.0, 180.0)
FEWEST = 6


def main() -> None:
    """Print the figures."""
    options = command_line(__doc__).parse_args()
    tool = shutil.which("tesseract")
    if tool is None or not all(font.is_file() for font in FONTS.values()):
        print("no Tesseract, or none of the fonts to draw with: skipped")
        return
    for name, turns in (("upright pages", UPRIGHT), ("turned pages", TURNED)):
        pages = tuple(drawn(turns))
        step = max(1, min(round(1 / options.fraction), len(pages) // FEWEST))
        words, ours, alone = counted(pages[::step], tool)
        emit(
            f"words right, {name}",
            100 - percent(ours, words),
            as_json=options.json,
            peer=("Tesseract", 100 - percent(alone, words)),
        )
        emit(f"ratio: word error to Tesseract's, {name}", quotient(ours, alone), as_json=options.json)


def quotient(ours: int, alone: int) -> float:
    """Return how many words are wrong for each that is wrong by the other; 1 where neither has any."""
    return ours / alone if alone else float(1 + ours)


def counted(pages: tuple[tuple[str, Image.Image], ...], tool: str) -> tuple[int, int, int]:
    """Read pages in both ways; return how many words they have, and how many of them are wrong, ours first."""
    words = ours = alone = 0
    for language, page in pages:
        lines = LINES[language]
        with tempfile.TemporaryDirectory() as folder:
            reading = read_scan(as_file(page), tool=tool, languages=(language,), folder=Path(folder))
            plain = plainly_read(page, language, tool=tool, folder=Path(folder))
        words += sum(len(line.split()) for line in lines)
        ours += wrong_words(reading.text, lines)
        alone += wrong_words(plain, lines)
    return words, ours, alone


def drawn(turns: tuple[float, ...]) -> Iterator[tuple[str, Image.Image]]:
    """Yield pages with their language."""
    for spoil in (clean, blurred, faint, grainy):
        for size in SIZES:
            for number, language in enumerate(LINES):
                page = spoil(draw(LINES[language], language, size=size))
                yield language, turn(page, turns[number % len(turns)])


def clean(page: Image.Image) -> Image.Image:
    """Leave a page as it is."""
    return page


def blurred(page: Image.Image) -> Image.Image:
    """Draw a page as a telephone does that was not held still."""
    return page.filter(ImageFilter.GaussianBlur(1.6))


def faint(page: Image.Image) -> Image.Image:
    """Draw a page as a worn ribbon does."""
    return page.point(lambda value: 175 + value * 80 // 255)


def grainy(page: Image.Image) -> Image.Image:
    """Spoil a page by grains, one in forty points."""
    chance, spoilt = random.Random("grains"), page.copy()
    for _ in range(page.width * page.height // 40):
        spoilt.putpixel((chance.randrange(page.width), chance.randrange(page.height)), chance.choice((60, 220)))
    return spoilt


if __name__ == "__main__":
    main()
