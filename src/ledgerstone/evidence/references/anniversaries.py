"""The arithmetic of anniversaries: "25th anniversary of …, dated 2015" is of a year 1990."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ledgerstone.evidence.references.anniversary_words import ANNIVERSARY, years_of

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
            years=years_of(found),
            of=of.strip(),
            own_years=tuple(int(year) for year in YEAR.findall(of)),
        )


class YearsBeside:
    """The years that a text prints in one sentence with a name, by the first letters of the name."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self._years: dict[str, set[int]] = defaultdict(set)
        for sentence in sentences:
            years = {int(year) for year in YEAR.findall(sentence)}
            for name in NAME.findall(sentence) if years else ():
                self._years[name[:STEM].casefold()] |= years

    def name_with(self, year: int, words: str) -> str | None:
        """Return the name among some words that the text prints beside a year, the one with the fewest years.

        Args:
            year: The year.
            words: Words with names ("the fire in Orsin").
        """
        names = [name for name in NAME.findall(words) if year in self._years.get(name[:STEM].casefold(), ())]
        return min(names, key=lambda name: len(self._years[name[:STEM].casefold()]), default=None)
