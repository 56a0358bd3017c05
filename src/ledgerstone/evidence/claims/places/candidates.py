"""Spans that may name a place: runs of capitalised words, and of each run the parts that a name can be.

A run is broken by punctuation; small words ("of", "de") may stand inside. Nothing is decided here.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from ledgerstone.evidence.claims.gazetteer import Gazetteer
from ledgerstone.evidence.claims.places.words import PlaceWords, Word

LONGEST: Final = 5
SHORTEST: Final = 3
"""Letters of a name in small letters that is looked up: one of two ("Ba" of an OCR's "Ba ku") is more often a scrap."""
LONGEST_RUN: Final = 20
"""A run of more capitalised words (a headline in capitals) is cut, so that each word costs a constant."""

_LEAST_UNCASED: Final = 3
"""Letters: a shorter word of a script without capitals is a word of the language far more often than a place."""
_JOINTS: Final = frozenset({" ", "-", "\u00a0", ". ", "-\n", "–"})
_ABBREVIATED: Final = frozenset({"st", "ste", "mt", "ft", "pt"})


class Candidate(Struct, frozen=True, kw_only=True):
    """A span of words that may be a place.

    Attributes:
        first: Index of its first word.
        last: Index of its last word.
        run_first: First word of the capitalised run that it is in.
        run_last: Last word of that run.
        end: Code point after it, its abbreviation's full stop included.
        name: The form that is looked up: the words, or without their ending of case.
        known: Whether the gazetteer has it.
    """

    first: int
    last: int
    run_first: int
    run_last: int
    end: int
    name: str
    known: bool


class Page(Struct, frozen=True, kw_only=True):
    """A text in words, with the pack and the gazetteer that it is read by."""

    text: str
    words: tuple[Word, ...]
    pack: PlaceWords
    gazetteer: Gazetteer | None


def runs(words: Sequence[Word], inside: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the runs of capitalised words, as first and last index."""
    index = 0
    while index < len(words):
        if not words[index].capital:
            index += 1
            continue
        last = index
        while (following := _next(words, last, inside)) is not None and following - index < LONGEST_RUN:
            last = following
        yield index, last
        index = last + 1


def _next(words: Sequence[Word], last: int, inside: frozenset[str]) -> int | None:
    """Return the next capitalised word of a run, over at most two small ones; None where the run ends."""
    for step in (1, 2, 3):
        at = last + step
        if at >= len(words) or not _joined(words, at):
            return None
        if words[at].capital:
            return at
        if words[at].folded not in inside:
            return None
    return None


def _joined(words: Sequence[Word], at: int) -> bool:
    gap = words[at].gap
    return gap in _JOINTS and (gap != ". " or words[at - 1].folded in _ABBREVIATED)


def candidates(page: Page, run: tuple[int, int]) -> list[Candidate]:
    """Return the names of the gazetteer in a run, longest first from the left, else the run, unless it is a scrap."""
    found: list[Candidate] = []
    first, stop = run
    while page.gazetteer is not None and first <= stop:
        candidate = _longest(page, page.gazetteer, first, run)
        if candidate is None:
            first += 1
            continue
        found.append(candidate)
        first = candidate.last + 1
    if found:
        return found
    whole = _whole(page, run)
    return [] if _is_scrap(whole.name) else [whole]


def _longest(page: Page, gazetteer: Gazetteer, first: int, run: tuple[int, int]) -> Candidate | None:
    text, words = page.text, page.words
    if not words[first].capital:
        return None
    for last in range(min(run[1], first + LONGEST - 1), first - 1, -1):
        if not words[last].capital:
            continue
        end = words[last].end
        written = text[words[first].start : end]
        spelled = [written + "."] if text[end : end + 1] == "." else []
        for name in (*spelled, *forms(written, page.pack)):
            if not _is_scrap(name) and gazetteer.knows(name):
                stop = end + int(name in spelled)
                return Candidate(
                    first=first, last=last, run_first=run[0], run_last=run[1], end=stop, name=name, known=True
                )
    return None


def _is_scrap(name: str) -> bool:
    return len(name) < SHORTEST and name[-1].islower()


def _whole(page: Page, run: tuple[int, int]) -> Candidate:
    """Return a run as one name that no gazetteer has, without common words and cues at its beginning."""
    first, last = run
    words, pack = page.words, page.pack
    while first < last and (
        not words[first].capital or pack.stop.holds(words[first].folded) or pack.before.holds(words[first].folded)
    ):
        first += 1
    last = _before_date(page, first, last)
    end = words[last].end
    written = page.text[words[first].start : end]
    return Candidate(first=first, last=last, run_first=run[0], run_last=last, end=end, name=written, known=False)


def _before_date(page: Page, first: int, last: int) -> int:
    """Return the last word of a name before a date that its run goes on with ("Velmar on Sunday", "Velmar Monday")."""
    words, dates = page.words, page.pack.dates
    for at in range(first + 1, last + 1):
        rest = (word for word in words[at : last + 1] if word.capital)
        if dates.holds(words[at].folded) and (not words[at - 1].capital or all(dates.holds(w.folded) for w in rest)):
            end = at - 1
            while end > first and not words[end].capital:
                end -= 1
            return end
    return last


def uncased(page: Page) -> Iterator[Candidate]:
    """Yield the names of the gazetteer in a script without capitals, two words before one; each is a run of its own."""
    free = 0
    for at, word in enumerate(page.words):
        if word.uncased and at >= free and page.gazetteer is not None:
            found = next(_uncased_at(page, page.gazetteer, at), None)
            if found is not None:
                free = found.last + 1
                yield found


def _uncased_at(page: Page, gazetteer: Gazetteer, first: int) -> Iterator[Candidate]:
    words = page.words
    for last in (first + 1, first):
        if last >= len(words) or (last > first and words[last].gap != " "):
            continue
        end = words[last].end
        written = page.text[words[first].start : end]
        for name in forms(written, page.pack):
            if len(name) >= _LEAST_UNCASED and gazetteer.knows(name):
                yield Candidate(first=first, last=last, run_first=first, run_last=last, end=end, name=name, known=True)


def forms(written: str, pack: PlaceWords) -> Iterator[str]:
    """Yield a name as written, then without each ending of case that it may carry."""
    yield written
    for ending, instead in pack.endings:
        stem = written[: -len(ending)] if ending else written
        if written.endswith(ending) and len(stem) >= len("Бак"):
            yield stem + instead
