"""Forms of a pack, matched against the words of a text in linear time.

A form is words separated by spaces; a word ending in `*` matches whatever begins so. The longest form wins. Words
are compared folded, as `clauses` folds them. Most words of a text begin no form: that is found out by one look into a
table, of stems by one more.
"""

from collections.abc import Iterable, Sequence
from itertools import chain
from operator import itemgetter
from typing import Generic, TypeVar

from msgspec import Struct

from ledgerstone.evidence.claims.packs.folding import fold

Label = TypeVar("Label")
Forms = tuple[tuple[tuple[str, ...], Label], ...]
"""Of forms that may begin with a word: the words after it, and what the form stands for. The longest first."""

MOST_SEEN = 2048
"""Words whose forms a lexicon keeps at hand; a text of ever new words must not fill the memory."""
MOST_BEFORE = 5
"""Words before a place at which a form may begin that ends there."""


class Hit(Struct, Generic[Label], frozen=True):
    """A form found: words `first` up to `end` (exclusive), and what the form stands for."""

    first: int
    end: int
    label: Label


class Lexicon(Generic[Label]):
    """Forms with what they stand for."""

    def __init__(self, entries: Iterable[tuple[str, Label]]) -> None:
        whole: dict[str, list[tuple[tuple[str, ...], Label]]] = {}
        stems: dict[str, list[tuple[tuple[str, ...], Label]]] = {}
        for form, label in entries:
            words = _folded(form)
            if words:
                first = words[0]
                table, key = (stems, first[:-1]) if first.endswith("*") else (whole, first)
                table.setdefault(key, []).append((words, label))
        self._stems = {stem: _sorted(forms) for stem, forms in stems.items()}
        self._lengths = tuple(sorted(set(map(len, stems)), reverse=True))
        self._cut = itemgetter(slice(0, min(self._lengths, default=0)))
        self._beginnings = frozenset(map(self._cut, stems))
        self._whole: dict[str, Forms[Label]] = {word: _sorted(forms) for word, forms in whole.items()}
        for word, forms in self._whole.items() if stems else ():
            if self._cut(word) in self._beginnings:
                self._whole[word] = _joined((forms, *self._of_stems(word)))
        self._words = frozenset(whole)
        self._seen: dict[str, Forms[Label]] = {}
        self._reach, self._lasts, self._last_stems = _endings([*chain(*whole.values(), *stems.values())])

    def at(self, words: Sequence[str], index: int) -> Hit[Label] | None:
        """Return the longest form that begins at a word; None where none does."""
        forms = self._whole.get(words[index])
        if forms is None and self._beginnings:
            forms = self._begun(words[index])
        if not forms:
            return None
        following = words[index + 1] if index + 1 < len(words) else ""
        for rest, label in forms:
            if not rest or ((rest[0] == following or rest[0][-1] == "*") and _goes_on(words, index, rest)):
                return Hit(index, index + 1 + len(rest), label)
        return None

    def before(self, words: Sequence[str], index: int) -> Hit[Label] | None:
        """Return the longest form that ends right before a word; None where none does."""
        if index < 1 or not self.ends(words[index - 1]):
            return None
        for first in range(max(0, index - self._reach), index):
            hit = self.at(words, first)
            if hit is not None and hit.end == index:
                return hit
        return None

    def begins(self, word: str) -> bool:
        """Return whether a form may begin with a word."""
        return word in self._words or (bool(self._beginnings) and self._cut(word) in self._beginnings)

    def beginning(self, words: Iterable[str]) -> frozenset[str]:
        """Return those of some words with which a form may begin."""
        if not self._beginnings:
            return self._words.intersection(words)
        return frozenset(word for word in set(words) if self.begins(word))

    def ends(self, word: str) -> bool:
        """Return whether a form may end with a word."""
        return word in self._lasts or (bool(self._last_stems) and word.startswith(self._last_stems))

    def find(self, words: Sequence[str]) -> tuple[Hit[Label], ...]:
        """Return all forms in order, leftmost and longest first, none overlapping another."""
        if not self.may_stand_in(words):
            return ()
        found: list[Hit[Label]] = []
        end = 0
        for index, word in enumerate(words):
            if index >= end and self.begins(word):
                hit = self.at(words, index)
                if hit is not None:
                    found.append(hit)
                    end = hit.end
        return tuple(found)

    def may_stand_in(self, words: Sequence[str]) -> bool:
        """Return False where no word begins a form; True says only that one may."""
        if not self._words.isdisjoint(words):
            return True
        return bool(self._beginnings) and not self._beginnings.isdisjoint(map(self._cut, words))

    def holds(self, word: str) -> bool:
        """Return whether one word is a form by itself."""
        forms = self._whole.get(word)
        if forms is None and self._beginnings:
            forms = self._begun(word)
        return forms is not None and len(forms) > 0 and not forms[-1][0]

    def _begun(self, word: str) -> Forms[Label]:
        """Return the forms whose stem a word begins with, and keep them: a text asks for it time and again."""
        if self._cut(word) not in self._beginnings:
            return ()
        forms = self._seen.get(word)
        if forms is None:
            if len(self._seen) >= MOST_SEEN:
                self._seen.clear()
            forms = self._seen[word] = _joined(self._of_stems(word))
        return forms

    def _of_stems(self, word: str) -> tuple[Forms[Label], ...]:
        beginnings = (word[:length] for length in self._lengths if length <= len(word))
        return tuple(self._stems[beginning] for beginning in beginnings if beginning in self._stems)


def lexicon(forms: Iterable[str]) -> Lexicon[None]:
    """Return a lexicon of forms that stand for nothing but themselves."""
    return Lexicon((form, None) for form in forms)


def _folded(form: str) -> tuple[str, ...]:
    """Return the words of a form, folded; what is ASCII at once, as it is most of the work of loading a pack."""
    return tuple(form.lower().split()) if form.isascii() else tuple(map(fold, form.split()))


def _sorted(forms: list[tuple[tuple[str, ...], Label]]) -> Forms[Label]:
    """Return what follows the first word of each form, the longest first."""
    if len(forms) == 1:
        words, label = forms[0]
        return ((words[1:], label),)
    ordered = sorted(forms, key=lambda entry: (len(entry[0]), sum(map(len, entry[0]))), reverse=True)
    return tuple((words[1:], label) for words, label in ordered)


def _joined(groups: Iterable[Forms[Label]]) -> Forms[Label]:
    """Return the forms of groups, those of most words first; of as many words those of the group before."""
    return tuple(sorted(chain.from_iterable(groups), key=lambda entry: -len(entry[0])))


def _endings(forms: Sequence[tuple[tuple[str, ...], Label]]) -> tuple[int, frozenset[str], tuple[str, ...]]:
    """Return how many words before its end a form may begin, and the last words and their stems."""
    lasts = {words[-1] for words, _ in forms}
    stems = {last for last in lasts if last.endswith("*")}
    longest = max(map(len, map(itemgetter(0), forms)), default=0)
    return min(longest, MOST_BEFORE), frozenset(lasts - stems), tuple(sorted(stem[:-1] for stem in stems))


def _goes_on(words: Sequence[str], index: int, rest: tuple[str, ...]) -> bool:
    """Tell whether the words after one are those of a form."""
    if index + len(rest) >= len(words):
        return False
    for at, form in enumerate(rest, start=index + 1):
        word = words[at]
        if word != form and not (form[-1] == "*" and word.startswith(form[:-1])):
            return False
    return True
