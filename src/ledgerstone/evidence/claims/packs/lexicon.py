"""Forms of a pack, matched against the words of a text in linear time.

A form is words separated by spaces; a word ending in `*` matches whatever begins so. The longest form wins. Words
are compared folded, as `clauses` folds them.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import Generic, TypeVar

from msgspec import Struct

from ledgerstone.evidence.claims.packs.folding import fold

Label = TypeVar("Label")

MOST_SEEN = 2048
"""Words whose forms a lexicon keeps at hand; a text of ever new words must not fill the memory."""


class Hit(Struct, Generic[Label], frozen=True):
    """A form found: words `first` up to `end` (exclusive), and what the form stands for."""

    first: int
    end: int
    label: Label


class Lexicon(Generic[Label]):
    """Forms with what they stand for."""

    def __init__(self, entries: Iterable[tuple[str, Label]]) -> None:
        self._whole: dict[str, list[tuple[tuple[str, ...], Label]]] = {}
        self._stems: dict[str, list[tuple[tuple[str, ...], Label]]] = {}
        self._stem_lengths: tuple[int, ...] = ()
        self._seen: dict[str, tuple[tuple[tuple[str, ...], Label], ...]] = {}
        for form, label in entries:
            words = tuple(fold(word) for word in form.split())
            if words:
                self._add(words, label)
        for forms in (*self._whole.values(), *self._stems.values()):
            forms.sort(key=lambda entry: (len(entry[0]), sum(map(len, entry[0]))), reverse=True)
        self._stem_lengths = tuple(sorted({len(stem) for stem in self._stems}, reverse=True))

    def at(self, words: Sequence[str], index: int) -> Hit[Label] | None:
        """Return the longest form that begins at a word; None where none does."""
        candidates = self._seen.get(words[index])
        if candidates is None:
            candidates = self._look_up(words[index])
        best: Hit[Label] | None = None
        for form, label in candidates:
            end = index + len(form)
            if best is not None and end <= best.end:
                continue
            if end <= len(words) and (len(form) == 1 or _goes_on(words, index, form)):
                best = Hit(index, end, label)
        return best

    def before(self, words: Sequence[str], index: int) -> Hit[Label] | None:
        """Return the longest form that ends right before a word; None where none does."""
        for first in range(max(0, index - 5), index):
            hit = self.at(words, first)
            if hit is not None and hit.end == index:
                return hit
        return None

    def find(self, words: Sequence[str]) -> tuple[Hit[Label], ...]:
        """Return all forms in order, leftmost and longest first, none overlapping another."""
        found: list[Hit[Label]] = []
        index = 0
        while index < len(words):
            hit = self.at(words, index)
            if hit is None:
                index += 1
            else:
                found.append(hit)
                index = hit.end
        return tuple(found)

    def holds(self, word: str) -> bool:
        """Return whether one word is a form by itself."""
        return self.at((word,), 0) is not None

    def _add(self, words: tuple[str, ...], label: Label) -> None:
        first = words[0]
        if first.endswith("*"):
            self._stems.setdefault(first[:-1], []).append((words, label))
        else:
            self._whole.setdefault(first, []).append((words, label))

    def _look_up(self, word: str) -> tuple[tuple[tuple[str, ...], Label], ...]:
        """Return the forms that may begin with a word, and keep them: a text asks for the same word time and again."""
        lengths = (length for length in self._stem_lengths if length <= len(word))
        stems = chain.from_iterable(self._stems.get(word[:length], ()) for length in lengths)
        candidates = (*self._whole.get(word, ()), *stems)
        if len(self._seen) >= MOST_SEEN:
            self._seen.clear()
        self._seen[word] = candidates
        return candidates


def lexicon(forms: Iterable[str]) -> Lexicon[None]:
    """Return a lexicon of forms that stand for nothing but themselves."""
    return Lexicon((form, None) for form in forms)


def _goes_on(words: Sequence[str], index: int, form: tuple[str, ...]) -> bool:
    """Tell whether the words after the first are those of a form; there are enough of them."""
    return all(_fits(words[index + k], form[k]) for k in range(1, len(form)))


def _fits(word: str, form: str) -> bool:
    return word.startswith(form[:-1]) if form.endswith("*") else word == form
