"""The best that Tesseract makes of one page: read as it lies, then upright, level or enlarged, and never made worse.

How a page lies and which script it has are told by reading a part of it in each way until one is read with confidence:
Tesseract's own detection takes Armenian for Latin upside down. A page is then read as it lies; another attempt takes
the place of the first only if its mean confidence is clearly higher and it has not lost words that were read surely.
Words of every attempt point at the picture as it was given.
"""

import math
from collections.abc import Iterator, Sequence
from itertools import product

from msgspec import Struct
from PIL import Image

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.reading.scans.languages import choices, languages_read
from ledgerstone.evidence.reading.scans.pictures import LEAST_DPI, Picture
from ledgerstone.evidence.reading.scans.recognise import Recognised, RecognisedLine, Tesseract, recognise
from ledgerstone.evidence.reading.scans.upright import Turn, fullest_part, led_back, reduced, skew, turned

GOOD = 85.0
"""Mean confidence: what is read as well as this lies upright, is in that script, and is large enough."""
SURE = 60.0
CLEARLY = 2.0
"""By how much more confidence another attempt must have: that of a grainy page differs by a point for no reason."""
FEWEST_SURE = 12
"""Signs that must have been read surely for a part of a page to tell anything."""
LEAST_KEPT = 0.9
"""Of the signs that the attempt before was sure of."""
MOST_READ_PIXELS = 40_000_000
"""A broadsheet page at 300 dpi has some 33 million; what has more is made smaller."""
MOST_SIDE = 30_000
"""Pixels; Tesseract takes no more than 32,767."""
SMALL_DPI, ENLARGED = 170, 2.0
"""Below this resolution letters of 10 points are less than 20 pixels high, which Tesseract reads badly."""
QUARTERS = (0, 180, 90, 270)
PART_INCHES, LEAST_PART = 4, 800
"""The side of the part of a page that is read on trial, and the least that it is in pixels."""


class Page(Struct, frozen=True, kw_only=True):
    """How a page was read.

    Attributes:
        recognised: Its words, with frames on the picture as it was given.
        turn: What was done to the picture first.
        languages: What it was read with, as Tesseract names them.
    """

    recognised: Recognised
    turn: Turn
    languages: tuple[str, ...]


def read_page(picture: Picture, *, tool: Tesseract, languages: Sequence[str], has: Sequence[str]) -> Page:
    """Return the best reading of a page.

    Args:
        picture: The page.
        tool: Tesseract.
        languages: Codes of the languages that are expected ("hy", "az-Cyrl"); none where nobody knows.
        has: The languages that Tesseract has, as it names them; at least one.

    Raises:
        UnreadableError: The page could not be read at all.
    """
    scale = _fitting(picture.image.size)
    trials = _Trials(picture, tool)
    ways = choices(languages, has)
    is_told = len(ways) == 1 and trials.page(Turn(0, scale), ways[0]).recognised.confidence >= GOOD
    quarter, chosen = (0, ways[0]) if is_told else _likeliest(trials, ways)
    best = trials.page(Turn(0, scale), chosen)
    for turn in _turns(picture, quarter, scale, is_weak=best.recognised.confidence < GOOD):
        best = _better(best, trials, turn, chosen)
    if not languages:
        for other in languages_read(best.recognised.text(), best.languages, has):
            best = _better(best, trials, best.turn, (other,))
    return best


class _Trials:
    """The ways in which one picture was read, each once.

    Args:
        picture: The picture.
        tool: Tesseract.
    """

    def __init__(self, picture: Picture, tool: Tesseract) -> None:
        self.picture, self.tool = picture, tool
        self._pages: dict[tuple[Turn, tuple[str, ...]], Page] = {}

    def page(self, turn: Turn, languages: tuple[str, ...]) -> Page:
        """Read the picture in one way.

        Raises:
            UnreadableError: Tesseract failed or took too long.
        """
        way = (turn, languages)
        if way not in self._pages:
            self._pages[way] = _attempt(self.picture, turn, languages, self.tool)
        return self._pages[way]

    def part(self) -> "_Trials":
        """Return those of the part of the picture that has most to read; the same where the picture is small."""
        side = max(PART_INCHES * self.picture.dpi, LEAST_PART)
        image = fullest_part(self.picture.image, side)
        if image is self.picture.image:
            return self
        return _Trials(Picture(number=self.picture.number, image=image, dpi=self.picture.dpi), self.tool)


def _fitting(size: tuple[int, int]) -> float:
    """By what a picture is made smaller so that it can be read."""
    return min(1.0, MOST_SIDE / max(size), math.sqrt(MOST_READ_PIXELS / (size[0] * size[1])))


def _likeliest(trials: _Trials, ways: Sequence[tuple[str, ...]]) -> tuple[int, tuple[str, ...]]:
    """How far a page is to be turned counter-clockwise to lie upright, and the languages to read it with."""
    part = trials.part()
    found = (0, ways[0])
    most = 0.0
    for quarter, languages in product(QUARTERS, ways):
        page = part.page(Turn(quarter), languages)
        if page.recognised.confidence > most + CLEARLY and _sure(page) >= FEWEST_SURE:
            found, most = (quarter, languages), page.recognised.confidence
        if most >= GOOD or not page.recognised.lines:
            # Where nothing looks like print it does so in no script.
            break
    return found


def _turns(picture: Picture, quarter: int, scale: float, *, is_weak: bool) -> Iterator[Turn]:
    """What is worth trying after the page was read as it lies."""
    level = quarter + skew(reduced(picture.image).rotate(quarter, expand=True))
    if level:
        yield Turn(level, scale)
    if is_weak and scale == 1.0 and picture.dpi < SMALL_DPI:
        yield Turn(level, _fitting((picture.image.width * 2, picture.image.height * 2)) * ENLARGED)


def _attempt(picture: Picture, turn: Turn, languages: tuple[str, ...], tool: Tesseract) -> Page:
    image = turned(picture.image, turn)
    dpi = max(LEAST_DPI, round(picture.dpi * turn.scale))
    found = recognise(image, dpi=dpi, languages=languages, tool=tool)
    lines = tuple(_led_back(line, turn, picture.image, image) for line in found.lines)
    return Page(recognised=Recognised(lines), turn=turn, languages=languages)


def _led_back(line: RecognisedLine, turn: Turn, before: Image.Image, after: Image.Image) -> RecognisedLine:
    frames = (led_back(word.frame, turn, before=before.size, after=after.size) for word in line.words)
    return line._replace(
        words=tuple(word._replace(frame=frame) for word, frame in zip(line.words, frames, strict=True))
    )


def _better(best: Page, trials: _Trials, turn: Turn, languages: tuple[str, ...]) -> Page:
    """Read a page once more, and return the better of two readings."""
    try:
        other = trials.page(turn, languages)
    except UnreadableError:
        return best
    # The right language shows by little: most of its words are read surely with another's data as well.
    margin = CLEARLY if languages == best.languages else 0.0
    is_surer = other.recognised.confidence > best.recognised.confidence + margin
    return other if is_surer and _sure(other) >= LEAST_KEPT * _sure(best) else best


def _sure(page: Page) -> int:
    return sum(len(word.words) for word in page.recognised.words() if word.confidence >= SURE)
