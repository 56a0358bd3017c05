"""The arithmetic of anniversaries: "25th anniversary of …, dated 2015" is of a year 1990."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ledgerstone.evidence.references.anniversary_words import ANNIVERSARY, years_of

YEAR = re.compile(r"(?<!\d)(?:1[5-9]\d\d|20\d\d)(?!\d)")
CLAUSE_END = re.compile(r"[.;\n\[]|,\s(?:in the year|on the|dans l|в год)|\b(?:dated|от|daté\w{0,2}|tarixli)\b")
CLAUSE_BEGIN = re.compile(r"[;\n\]՝«»“”]|[.։]\s(?=[^\W\d_a-zа-яёա-ևəğışçöü])")
EVENT_FIRST = re.compile(r"[ա-ֆ]|ildönüm|illiy|\bil\s(?:əvvəl|öncə)", re.IGNORECASE)
LONGEST_CLAUSE = 200
NAME = re.compile(r"[^\W\d_a-zа-яёա-ևəğışçöü]\w{3,40}")
STEM = 4
"""Letters by which two spellings of a name meet (Sumgait, Sumgayit): for a hint that a person reads."""


class Anniversary(Struct, frozen=True, kw_only=True):
    """An anniversary as a text prints it.

    Attributes:
        start: Of the words, in the stretch that was searched.
        end: Of the words with what they are of, where that stands behind them.
        years: How many years.
        of: What it is the anniversary of, in the text's words: those behind it, in Armenian and Azerbaijani those
            before it.
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
        before = _said_before(text, found)
        behind = _said_behind(text, found) if before is None else ""
        years = YEAR.findall(before or behind)
        yield Anniversary(
            start=found.start(),
            end=found.end() + len(behind),
            years=years_of(found),
            of=before or behind.strip(),
            own_years=tuple(int(year) for year in (years[-1:] if before else years)),
        )


def _said_behind(text: str, found: re.Match[str]) -> str:
    """What stands behind an anniversary up to the end of its clause or the next anniversary."""
    stretch = text[found.end() : found.end() + LONGEST_CLAUSE]
    ending = CLAUSE_END.search(stretch)
    following = next(ANNIVERSARY.finditer(stretch), None)
    cuts = [cut.start() for cut in (ending, following) if cut]
    return stretch[: min(cuts, default=len(stretch))].rstrip()


def _said_before(text: str, found: re.Match[str]) -> str | None:
    """The clause before an anniversary in a language that says first what it is of; None in others."""
    if not EVENT_FIRST.search(found.group()):
        return None
    stretch = text[max(0, found.start() - LONGEST_CLAUSE) : found.start()]
    return CLAUSE_BEGIN.split(stretch)[-1].strip()


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
