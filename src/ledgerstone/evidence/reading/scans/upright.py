"""Turn a picture of a page so that its lines run level, and lead what is found there back to the picture as it was.

Skew is the angle at which the dark dots of a page gather most clearly in rows: the profile of dots per row is sharpest
when rows run along the lines of text (W. Postl, "Detection of linear oblique structures and skew scan in digitized
documents", ICPR 1986).
"""

import math
from typing import NamedTuple

import numpy as np
from PIL import Image

from ledgerstone.evidence.reading.scans.composing import Frame

MOST_SKEW = 8.0
COARSE, FINE = 0.5, 0.1
"""Steps of the search, in degrees."""
LEAST_SKEW = 0.3
"""Degrees: Tesseract reads what is less askew as well as it can."""
PROFILE_SIDE = 1000
"""Pixels of the longer side of the picture on which the angle is sought."""
MOST_DOTS = 200_000
FEWEST_DOTS = 200
CLEARER = 1.02
"""Times as sharp as the profile of the page as it is, to be worth a turn."""
DARK_SHARE = 0.6
"""Of the way from the darkest to the lightest shade: what is below is ink."""
PAPER = 255


class Turn(NamedTuple):
    """What is done to a picture: turned counter-clockwise by so many degrees, then sized by a factor."""

    degrees: float = 0.0
    scale: float = 1.0


def turned(image: Image.Image, turn: Turn) -> Image.Image:
    """Return a picture turned, on a sheet large enough for it, and sized."""
    made = image
    if turn.degrees:
        made = image.rotate(turn.degrees, resample=Image.Resampling.BICUBIC, expand=True, fillcolor=PAPER)
    if turn.scale != 1.0:
        size = (max(1, round(made.width * turn.scale)), max(1, round(made.height * turn.scale)))
        made = made.resize(size, Image.Resampling.LANCZOS)
    return made


def led_back(frame: Frame, turn: Turn, *, before: tuple[int, int], after: tuple[int, int]) -> Frame:
    """Return where on a picture stands what a frame holds on the picture turned.

    Args:
        frame: On the picture turned.
        turn: What was done to it.
        before: The size of the picture, width and height.
        after: The size of the picture turned.
    """
    angle = math.radians(turn.degrees)
    cosine, sine = math.cos(angle), math.sin(angle)
    corners = [
        ((x - after[0] / 2) / turn.scale, (y - after[1] / 2) / turn.scale)
        for x in (frame.left, frame.right)
        for y in (frame.top, frame.bottom)
    ]
    across = [min(max(x * cosine - y * sine + before[0] / 2, 0.0), float(before[0])) for x, y in corners]
    down = [min(max(x * sine + y * cosine + before[1] / 2, 0.0), float(before[1])) for x, y in corners]
    return Frame(min(across), min(down), max(across), max(down))


def reduced(image: Image.Image) -> Image.Image:
    """Return a picture small enough to seek an angle on."""
    return image.reduce(max(1, -(-max(image.size) // PROFILE_SIDE)))


def fullest_part(image: Image.Image, side: int) -> Image.Image:
    """Return the square of a picture, `side` pixels wide and high at most, in which its shades change most often."""
    if image.width <= side and image.height <= side:
        return image
    small = reduced(image)
    ratio = small.width / image.width
    shades = np.asarray(small).astype(np.int16)
    busy = np.abs(np.diff(shades, axis=1, prepend=shades[:, :1])) + np.abs(np.diff(shades, axis=0, prepend=shades[:1]))
    corners = [(x, y) for y in _steps(image.height, side) for x in _steps(image.width, side)]

    def busyness(corner: tuple[int, int]) -> int:
        x, y, reach = round(corner[0] * ratio), round(corner[1] * ratio), max(1, round(side * ratio))
        return int(busy[y : y + reach, x : x + reach].sum(dtype=np.int64))

    left, top = max(corners, key=busyness)
    return image.crop((left, top, min(left + side, image.width), min(top + side, image.height)))


def _steps(length: int, side: int) -> list[int]:
    """Where squares begin that cover a length, half of each over the next."""
    last = max(0, length - side)
    return sorted({*range(0, last, max(1, side // 2)), last})


def skew(image: Image.Image) -> float:
    """Return by how many degrees a picture is to be turned counter-clockwise for its lines to run level; 0.0 for none.

    Args:
        image: In shades of grey; `reduced` is enough.
    """
    shades = np.asarray(reduced(image))
    darkest, lightest = float(shades.min()), float(shades.max())
    down, across = np.nonzero(shades < darkest + (lightest - darkest) * DARK_SHARE)
    if len(down) < FEWEST_DOTS or len(down) > shades.size / 2:
        return 0.0
    step = -(-len(down) // MOST_DOTS)
    dots = _Dots(down[::step].astype(np.float64), across[::step].astype(np.float64))
    coarse = max(np.arange(-MOST_SKEW, MOST_SKEW + COARSE, COARSE), key=dots.sharpness)
    found = float(max(np.arange(coarse - COARSE, coarse + COARSE + FINE, FINE), key=dots.sharpness))
    is_clear = dots.sharpness(found) > CLEARER * dots.sharpness(0.0)
    return round(found, 2) if is_clear and abs(found) >= LEAST_SKEW else 0.0


class _Dots(NamedTuple):
    """The dark dots of a page."""

    down: np.ndarray[tuple[int, ...], np.dtype[np.float64]]
    across: np.ndarray[tuple[int, ...], np.dtype[np.float64]]

    def sharpness(self, degrees: float) -> float:
        """How much neighbouring rows differ in their number of dots once the page is turned."""
        angle = math.radians(degrees)
        rows = np.rint(self.down * math.cos(angle) - self.across * math.sin(angle)).astype(np.int64)
        profile = np.bincount(rows - rows.min())
        return float(np.square(np.diff(profile)).sum())
