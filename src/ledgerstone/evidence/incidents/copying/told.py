"""The sentences of one text, each read at the first time that it is asked for, and kept: a paper meets many others.

Nothing is read of a text that no copy is found of, nor of sentences that a copy repeats as they stand.
"""

from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cached_property, lru_cache
from itertools import pairwise

from ledgerstone.evidence.claims.dates import find_dates
from ledgerstone.evidence.claims.model import Mention
from ledgerstone.evidence.incidents.copying.figures import Item, Sentence, folded, items_of, sentence_at
from ledgerstone.evidence.incidents.tokens import SENTENCE_END, STEM_LETTERS, WORD
from ledgerstone.values.dates import DateValue

HEAD = 2
"""Code points, white space, that may stand before what is left out."""

RIGHTS = "©"
"""What begins so is a publisher's own line and no news."""

LONGEST = 4_000
"""Code points of a sentence; what goes on for longer is compared in pieces."""

BESIDE = 1
"""Sentences before and after an aligned passage that are compared too."""


SENTENCES_AT_HAND = 1 << 11
"""Whose words and sayings are kept: copies have their sentences from each other, and are compared after each other."""


@lru_cache(maxsize=SENTENCES_AT_HAND)
def dates_in(printed: str, language: str | None, published: DateValue | None = None) -> tuple[Mention, ...]:
    """Return the dates of a sentence, in code points from its start.

    Args:
        printed: The sentence (`Told.with_spaces`).
        language: As in the reading; None is not known.
        published: The day from which relative dates count; None is not known.
    """
    return find_dates(printed, language=language, regions=(), published=published)


@lru_cache(maxsize=SENTENCES_AT_HAND)
def _stems(printed: str) -> Counter[str]:
    words = folded(WORD.findall(printed))
    return Counter(["0" if word[0].isdigit() else word[:STEM_LETTERS] for word in words])


class Told:
    """A text's sentences, by their numbers; what is left out at a sentence's head is no part of it.

    Args:
        text: The text.
        language: As in the reading; None is not known.
        published: Date of publication, from which its relative dates count; None is not known.
        without: Spans of code points (boilerplate, heads, datelines) that are not compared.
    """

    def __init__(
        self,
        text: str,
        *,
        language: str | None = None,
        published: DateValue | None = None,
        without: tuple[tuple[int, int], ...] = (),
    ) -> None:
        self.text, self.language, self.published = text, language, published
        self._without = sorted(without)
        self._spans: dict[int, tuple[int, int] | None] = {}
        self._printed: dict[int, str] = {}
        self._read: dict[int, Sentence] = {}
        self._items: dict[int, tuple[Item, ...]] = {}
        self._dates: dict[tuple[int, DateValue | None], tuple[Mention, ...]] = {}

    @cached_property
    def _bounds(self) -> tuple[list[int], list[int]]:
        """First and last code points of all sentences."""
        text = self.text
        bounds = [0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text)]
        pieces = (piece for a, b in pairwise(bounds) for piece in pairwise((*range(a, b, LONGEST), b)))
        spans = [(a, b) for a, b in pieces if text[a:b].strip()]
        return [a for a, _ in spans], [b for _, b in spans]

    @cached_property
    def small(self) -> frozenset[str]:
        """The words that are printed with a small first letter: at a sentence's head they are no names."""
        return frozenset(word for word in WORD.findall(self.text) if word[0].islower())

    def near(self, spans: list[tuple[int, int]]) -> list[int]:
        """Return the numbers of the sentences that touch one of some spans, and of those beside them."""
        starts, ends = self._bounds
        found: set[int] = set()
        for start, end in spans:
            low, high = bisect_right(ends, start), bisect_left(starts, end)
            found.update(range(max(0, low - BESIDE), min(len(starts), high + BESIDE)))
        return [
            number
            for number in sorted(found)
            if self.span(number) is not None and not self.printed(number).startswith(RIGHTS)
        ]

    def span(self, number: int) -> tuple[int, int] | None:
        """Return where a sentence stands, without what is left out at its head; None where it ends within that."""
        if number not in self._spans:
            start, end = self._bounds[0][number], self._bounds[1][number]
            for low, high in self._without:
                if low <= start + HEAD and start < high:
                    start = high
            self._spans[number] = (start, end) if start < end else None
        return self._spans[number]

    def printed(self, number: int) -> str:
        """Return a sentence as it is printed."""
        if number not in self._printed:
            self._printed[number] = self.with_spaces(number).strip()
        return self._printed[number]

    def with_spaces(self, number: int) -> str:
        """Return a sentence as it is printed, with the white space around it: its dates and items count from there."""
        start, end = self.span(number) or (0, 0)
        return self.text[start:end]

    def sentence(self, number: int) -> Sentence:
        """Return a sentence's words."""
        if number not in self._read:
            self._read[number] = sentence_at(self.text, *(self.span(number) or (0, 0)))
        return self._read[number]

    def stems(self, number: int) -> Counter[str]:
        """Return the beginnings of a sentence's words, how often each stands there; all numerals are one."""
        return _stems(self.printed(number))

    def items(self, number: int) -> tuple[Item, ...]:
        """Return a sentence's figures, names, scope words and denials."""
        if number not in self._items:
            self._items[number] = items_of(self.sentence(number), self.language)
        return self._items[number]

    def dates(self, number: int, published: DateValue | None) -> tuple[Mention, ...]:
        """Return a sentence's dates, in code points from its start.

        Args:
            number: The sentence's.
            published: The day from which relative dates count: a copy's may be meant as the original's.
        """
        key = number, published
        if key not in self._dates:
            self._dates[key] = dates_in(self.with_spaces(number), self.language, published)
        return self._dates[key]
