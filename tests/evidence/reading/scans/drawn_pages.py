"""Invented pages, drawn as pictures; how many words of a reading are wrong; Tesseract alone on the same picture."""

import re
import subprocess
from io import BytesIO
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT_FOLDER = Path("/usr/share/fonts/truetype")
FONTS = {
    "en": FONT_FOLDER / "dejavu" / "DejaVuSerif.ttf",
    "ru": FONT_FOLDER / "dejavu" / "DejaVuSans.ttf",
    "hy": FONT_FOLDER / "dejavu" / "DejaVuSans.ttf",
}
MOST_WRONG = {"en": 1, "ru": 1, "hy": 2}
"""Words of a page."""
NAMES = {"en": "eng", "ru": "rus", "hy": "hye"}
LINES = {
    "en": (
        "The office of the town of Velmar has found that",
        "at least thirty-two people were killed in the mar-",
        "ket of Norvik on the twelfth of March, and that",
        "four hundred families had to leave their homes.",
        "Nobody from Orlan was heard before the report.",
    ),
    "ru": (
        "Управление города Вельмара установило, что",
        "не менее тридцати двух человек погибли на рын-",
        "ке Норвика двенадцатого марта, а четыреста",
        "семей были вынуждены оставить свои дома.",
        "Никого из Орлана до доклада не выслушали.",
    ),
    "hy": (
        "Վելմար քաղաքի վարչությունը պարզել է, որ",
        "մարտի տասներկուսին Նորվիկի շուկայում",
        "սպանվել է առնվազն երեսուներկու մարդ, իսկ",
        "չորս հարյուր ընտանիք ստիպված է եղել",
        "թողնել իր տունը։ Օրլանից ոչ ոքի չեն լսել։",
    ),
}
SIZE, MARGIN, DPI = 26, 40, 200


def draw(lines: tuple[str, ...], language: str, *, size: int = SIZE, width: int = 860) -> Image.Image:
    """Draw lines on white paper."""
    step = size * 8 // 5
    page = Image.new("L", (width, 2 * MARGIN + step * len(lines)), 255)
    pen = ImageDraw.Draw(page)
    for number, line in enumerate(lines):
        pen.text((MARGIN, MARGIN + number * step), line, font=ImageFont.truetype(FONTS[language], size), fill=0)
    return page


def turn(page: Image.Image, degrees: float) -> Image.Image:
    return page.rotate(degrees, expand=True, fillcolor=255, resample=Image.Resampling.BICUBIC)


def as_file(page: Image.Image, kind: str = "PNG", **options: object) -> bytes:
    file = BytesIO()
    page.save(file, kind, **{"dpi": (DPI, DPI), **options})
    return file.getvalue()


def wrong_words(found: str, lines: tuple[str, ...]) -> int:
    """Count words to change, add or leave out; a word broken at a line's end may stand mended or broken."""
    wanted, got = (re.sub(r"-\s*\n\s*", "", text).split() for text in ("\n".join(lines), found))
    before = list(range(len(got) + 1))
    for row, word in enumerate(wanted, 1):
        now = [row]
        for column, other in enumerate(got, 1):
            now.append(min(before[column] + 1, now[-1] + 1, before[column - 1] + (word != other)))
        before = now
    return before[-1]


def plainly_read(page: Image.Image, language: str, *, tool: str, folder: Path) -> str:
    """Read a picture with Tesseract alone."""
    path = folder / "plain.png"
    page.save(path, dpi=(DPI, DPI))
    command = [tool, str(path), "stdout", "-l", NAMES[language], "--psm", "3", "--dpi", str(DPI)]
    return subprocess.run(command, capture_output=True, check=True, text=True, env={"OMP_THREAD_LIMIT": "1"}).stdout
