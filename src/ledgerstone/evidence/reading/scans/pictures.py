"""Pictures of pages from the bytes of an image file: upright as the camera says, in shades of grey, one at a time.

Pillow opens PNG, JPEG, TIFF, GIF and WEBP, pi-heif HEIC. What a picture would need is judged by its pixels before it is
decoded. A TIFF is a stack of pages; of any other file with several pictures (an animation, a burst, a photograph with
its preview) the first is the page.
"""

import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from io import BytesIO
from typing import TypeVar

import pi_heif
from msgspec import Struct
from PIL import ExifTags, Image, ImageOps

MOST_PIXELS = 200_000_000
"""Of one page: a broadsheet page scanned at 600 dpi has some 134 million."""
MOST_FRAMES = 500
FORMATS = ("PNG", "JPEG", "TIFF", "GIF", "WEBP", "HEIF")
STACKED = "TIFF"
LEAST_DPI, MOST_DPI = 70, 1200
PAPER_INCHES = 11.7
"""The long side of A4 (ISO 216): what a page is taken for that does not say its resolution."""
MOST_GUESSED_DPI = 600
WHITE = 255
DEEP_MODES = ("I", "F")
DEEP_TO_GREY = 1 / 257
"""From 16 bits to 8."""
GREY_MODES = ("1", "L", "I", "F", "I;16", "I;16B", "I;16L")
REDUCIBLE_MODES = ("L", "RGB", "CMYK", "YCbCr")
ON_ITS_SIDE = (5, 6, 7, 8)
"""Values of the tag Orientation by which a camera says that the picture lies on its side (CIPA DC-008, Exif 2.32)."""
TRANSPARENT_MODES = ("RGBA", "LA", "PA", "RGBa", "La")

pi_heif.register_heif_opener()
# All of Pillow's readers now, because a confined process may find it harder later.
Image.init()
# Pillow warns above this and refuses above twice as much, also where it opens a part of a file by itself.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2


class Picture(Struct, frozen=True, kw_only=True):
    """A page.

    Attributes:
        number: From 1.
        image: In shades of grey (mode "L"), as it is seen.
        dpi: Its resolution, as the file says it or as a page of common paper would have.
    """

    number: int
    image: Image.Image
    dpi: int


class Sized(Struct, frozen=True, kw_only=True):
    """A page that is not decoded: its number from 1, and its size in pixels as it is seen."""

    number: int
    width: int
    height: int


Made = TypeVar("Made")


class Refused(Struct, frozen=True, kw_only=True):
    """A page, or all pages from one on, that cannot be had, and why.

    Attributes:
        number: Of the page.
        reason: In words for a person.
    """

    number: int
    reason: str


def open_pictures(data: bytes) -> Iterator[Picture | Refused]:
    """Yield the pages of an image file in their order; at least one, or why there is none."""
    yield from _each(data, _frame)


def page_sizes(data: bytes) -> Iterator[Sized | Refused]:
    """Yield the sizes of the pages of an image file, of which none is decoded; at least one, or why there is none."""
    yield from _each(data, _sized)


def coloured_page(data: bytes, number: int, *, longest: int) -> Image.Image | Refused:
    """Return one page of an image file as it is seen, in its colours or shades of grey, without metadata.

    Args:
        data: The file.
        number: Of the page, from 1.
        longest: Pixels that its longer side has at most.
    """
    opened = _opened(data)
    if isinstance(opened, Refused):
        return opened
    image, count = opened
    if not 1 <= number <= min(count, MOST_FRAMES):
        return Refused(number=number, reason=f"there is no page {number} in a file of {count}")
    with image:
        return _page(image, number, lambda image, _: _coloured(image, longest))


def _each(data: bytes, make: Callable[[Image.Image, int], Made]) -> Iterator[Made | Refused]:
    """Yield what is made of each page of an image file."""
    opened = _opened(data)
    if isinstance(opened, Refused):
        yield opened
        return
    image, count = opened
    with image:
        for number in range(1, min(count, MOST_FRAMES) + 1):
            yield _page(image, number, make)
    if count > MOST_FRAMES:
        yield Refused(number=MOST_FRAMES + 1, reason=f"{count} pages, of which the first {MOST_FRAMES} are read")


def _page(image: Image.Image, number: int, make: Callable[[Image.Image, int], Made]) -> Made | Refused:
    """Turn to a page, and make something of it where it is not too large."""
    try:
        with _quiet():
            if number > 1:
                image.seek(number - 1)
            if image.width * image.height > MOST_PIXELS:
                return Refused(number=number, reason=_too_many(image.width * image.height))
            return make(image, number)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever hostile bytes cause, the page is refused
        return Refused(number=number, reason=_reason(error))


def _opened(data: bytes) -> tuple[Image.Image, int] | Refused:
    """Open an image file, and count its pages."""
    try:
        with _quiet():
            image = Image.open(BytesIO(data), formats=FORMATS)
            return image, getattr(image, "n_frames", 1) if image.format == STACKED else 1
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever hostile bytes cause, the page is refused
        return Refused(number=1, reason=_reason(error))


def _frame(image: Image.Image, number: int) -> Picture:
    image.draft("L", image.size)
    dpi = _dpi(image)
    return Picture(number=number, image=_grey(ImageOps.exif_transpose(image)), dpi=dpi)


def _sized(image: Image.Image, number: int) -> Sized:
    width, height = image.size
    # Pillow gives the size of a TIFF as it is seen.
    lies = image.format != STACKED and image.getexif().get(ExifTags.Base.Orientation) in ON_ITS_SIDE
    return Sized(number=number, width=height if lies else width, height=width if lies else height)


def _coloured(image: Image.Image, longest: int) -> Image.Image:
    image.draft("RGB", (longest, longest))
    ImageOps.exif_transpose(image, in_place=True)
    return _reduced(image, longest)


def _quiet() -> AbstractContextManager[None]:
    """What Pillow warns of is either refused or read: nothing is to be printed."""
    return warnings.catch_warnings(action="ignore")


def _too_many(pixels: int) -> str:
    return f"a picture of {pixels:,} pixels: no more than {MOST_PIXELS:,} are read"


def _reason(error: Exception) -> str:
    if isinstance(error, Image.DecompressionBombError):
        return f"a picture of more than {MOST_PIXELS:,} pixels is not read"
    return f"the picture cannot be decoded ({type(error).__name__})"


def _reduced(image: Image.Image, longest: int) -> Image.Image:
    """A picture no larger than is asked for; made smaller before its colours are, which saves memory."""
    step = max(image.size) // longest
    small = image.reduce(step) if step > 1 and image.mode in REDUCIBLE_MODES else image
    shown = _on_paper(small, "L" if small.mode in GREY_MODES else "RGB")
    shown.thumbnail((longest, longest))
    shown.info.clear()
    return shown


def _grey(image: Image.Image) -> Image.Image:
    """Shades of grey on white paper."""
    return _on_paper(image, "L")


def _on_paper(image: Image.Image, mode: str) -> Image.Image:
    """A picture on white paper, in colours ("RGB") or shades of grey ("L")."""
    if image.mode.split(";")[0] in DEEP_MODES:
        return image.convert("F").point(lambda level: level * DEEP_TO_GREY).convert(mode)
    if image.mode in TRANSPARENT_MODES or "transparency" in image.info:
        clear = image.convert("RGBA")
        paper = Image.new("RGBA", clear.size, (WHITE, WHITE, WHITE, WHITE))
        return Image.alpha_composite(paper, clear).convert(mode)
    return image.convert(mode)


def _dpi(image: Image.Image) -> int:
    """The resolution that the file says, where it can be true; else that of a page of common paper."""
    said = image.info.get("dpi")
    if isinstance(said, tuple) and said and LEAST_DPI <= (across := float(said[0])) <= MOST_DPI:
        return round(across)
    guessed = round(max(image.size) / PAPER_INCHES)
    return min(max(guessed, LEAST_DPI), MOST_GUESSED_DPI)
