"""The arithmetic of anniversaries: "25th anniversary of …, dated 2015" is of a year 1990."""

import re
from collections.abc import Iterator

from msgspec import Struct

ANNIVERSARY = re.compile(
    r"(?<!\d)\d{1,3}\s?(?:st|nd|rd|th)?[\s-]anniversary\b"
    r"|(?<!\d)\d{1,3}\s?-?\s?(?:й|я|ю|ой|ую|ая)?\s?-?(?:годовщин|лети)\w{0,4}"
    r"|(?<!\d)\d{1,3}\s?-?(?:րդ)?\s?-?(?:ամյա|տարելից)\w{0,6}"
    r"|(?<!\d)\d{1,3}\s?-?(?:ci|cı|cu|cü)?\s?-?(?:ildönüm|illiy)\w{0,6}"
    r"|(?<!\d)\d{1,3}\s?(?:e|ème|er)\sanniversaire\b",
    re.IGNORECASE,
)
YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
CLAUSE_END = re.compile(r"[.;\n\[]|,\s(?:in the year|on the|dans l|в год)|\b(?:dated|от|daté\w{0,2}|tarixli)\b")
LONGEST_CLAUSE = 200
NAME = re.compile(r"[^\W\d_a-zа-яёա-ևəğışçöü]\w{3,40}")
STEM = 4
"""Letters by which two spellings of a name meet (Sumgait, Sumgayit): for a hint that a person reads."""


class Anniversary(Struct, frozen=True, kw_only=True):
    """An anniversary as a text prints it.

    Attributes:
        start: Of the words, in the stretch that was searched.
        end: Of the words with what they are of.
        years: How many years.
        of: What it is the anniversary of, in the text's words.
        own_years: Years that stand in those words.
    """

    start: int
    end: int
    years: int
    of: str
    own_years: tuple[int, ...]


def find_anniversaries(text: str) -> Iterator[Anniversary]:
    """Yield the anniversaries that a stretch of text names."""
    for found in ANNIVERSARY.finditer(text):
        stretch = text[found.end() : found.end() + LONGEST_CLAUSE]
        ending = CLAUSE_END.search(stretch)
        following = next(ANNIVERSARY.finditer(stretch), None)
        cuts = [cut.start() for cut in (ending, following) if cut]
        of = stretch[: min(cuts, default=len(stretch))].rstrip()
        yield Anniversary(
            start=found.start(),
            end=found.end() + len(of),
            years=int(re.match(r"\d{1,3}", found.group()).group()),  # type: ignore[union-attr]  # ANNIVERSARY begins so
            of=of.strip(),
            own_years=tuple(int(year) for year in YEAR.findall(of)),
        )


def years_beside(names_of: str, text: str) -> dict[int, str]:
    """Return the years that a text prints in the same line as a name of some words, each with that name.

    Args:
        names_of: Words with names ("the pogroms in Baku").
        text: The text.
    """
    stems = {name[:STEM].casefold(): name for name in NAME.findall(names_of)}
    found: dict[int, str] = {}
    for line in text.splitlines():
        here = {name[:STEM].casefold() for name in NAME.findall(line)} & stems.keys()
        if here:
            for year in YEAR.findall(line):
                found.setdefault(int(year), stems[min(here)])
    return found
