"""What each word of a sentence can be in a name, by the lists of a language: given name, surname, body, place."""

from collections.abc import Callable, Iterator
from functools import lru_cache

from msgspec import Struct, structs

from ledgerstone.evidence.claims import packs
from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.finders.lists.endings import LEAST_STEM, Endings, small
from ledgerstone.evidence.claims.finders.lists.table import NameLists, Words, spelled
from ledgerstone.evidence.claims.finders.written import written_words
from ledgerstone.evidence.claims.gazetteer import EntryKind, open_default
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.spelling import SpellingTable
from ledgerstone.evidence.claims.places.words import place_words
from ledgerstone.values.names import NameType

LARGE, TOWN = 200_000, 100_000
"""People of a place that a word alone can name where any word has a capital, and elsewhere."""
MOST_NAMES = 8192
"""Names of which it is kept what the gazetteer has under them."""
LEAST_PLACE = 4
"""Letters of a place's name that is no country, division or area: shorter ones are common words too often."""


class Word(Struct, frozen=True, kw_only=True, gc=False):
    """A word of a text.

    Attributes:
        start: Its first code point.
        end: The one after its last, an ending behind a hyphen left out.
        small: In small letters.
        capital: Whether it begins with a capital.
        opens: Whether it opens its sentence.
        letters: Whether it is written in capitals alone, two at least.
        hyphened: Whether an ending stands behind a hyphen.
    """

    start: int
    end: int
    small: str
    capital: bool
    opens: bool
    letters: bool
    hyphened: bool

    @property
    def initial(self) -> bool:
        """Whether it is the first letter of a name."""
        return self.capital and self.end - self.start == 1


class Part(Struct, frozen=True, gc=False):
    """What a word is in a name, and how many of its letters without its ending; `whole` where it has no ending."""

    base: int
    whole: bool
    surname: bool = False


class Spotted(Struct, frozen=True, gc=False):
    """A name among words: its first, the one after its last, and how many letters that has without its ending."""

    first: int
    end: int
    type: NameType
    base: int | None = None


class WordLists:
    """The lists of a language, ready to be asked.

    Args:
        language: As in the reading.
        lists: As the file has them.
        spelling: How the language spells them.
    """

    def __init__(self, language: str, lists: NameLists, spelling: SpellingTable) -> None:
        def forms(words: Words) -> Words:
            return spelled(tuple(map(small, words)), spelling)

        self.endings = Endings(lists.endings, spelling)
        self.common = frozenset(forms(lists.persons.common))
        self.before = frozenset(forms(lists.persons.before))
        self._given = frozenset(forms(lists.persons.given)) | self.common
        self._surnames = forms(lists.persons.surnames)
        self._surnames_beside = forms(lists.persons.surnames_beside)
        self._no_surnames = forms(lists.persons.not_surnames)
        self._outside = self.endings.written(lists.endings.never_inside)
        self._patronymics = frozenset(forms(lists.persons.patronymics))
        self.heads = self.endings.of_heads(forms(lists.bodies.heads))
        self.joiners = frozenset(forms(lists.bodies.joiners))
        self.whole = frozenset(tuple(form.split()) for form in forms(lists.bodies.whole))
        self.letters = frozenset(forms(lists.bodies.letters))
        self.no_bodies = frozenset(forms((*lists.bodies.no_letters, *lists.places.letters)))
        self.places_in_letters = frozenset(forms(lists.places.letters))
        self._no_places = frozenset(forms(lists.places.stop))
        self._stop = place_words(packs.load(language).places).stop

    def given(self, word: Word) -> Part | None:
        """Return the word as a given name."""
        return self._part(word.small, self._given.__contains__) if word.capital else None

    def surname(self, word: Word) -> Part | None:
        """Return the word as a surname that tells itself by its ending."""
        part = self._part(word.small, self._is_surname) if word.capital else None
        return None if part is None else structs.replace(part, surname=True)

    def surname_beside(self, word: Word) -> Part | None:
        """Return the word as a surname behind a given name."""
        return self._part(word.small, lambda small: small.endswith(self._surnames_beside))

    def patronymic(self, word: Word) -> Part | None:
        """Return the word as what stands behind a father's name."""
        return self._part(word.small, self._patronymics.__contains__)

    def never_inside(self, word: Word) -> bool:
        """Return whether a word has an ending that none has within a name; a place that is written so has none."""
        cut = (word.small[: -len(ending)] for ending in self._outside if word.small.endswith(ending))
        inflected = any(stem in self.endings.stems(word.small) for stem in cut)
        return inflected and _known(word.small) is None

    def plain(self, word: Word) -> bool:
        """Return whether a word is a common one of the language."""
        return self._stop.holds(fold(word.small)) or word.small in self._no_places

    def _part(self, small: str, holds: Callable[[str], bool]) -> Part | None:
        if holds(small):
            return Part(len(small), whole=True)
        stem = next(filter(holds, self.endings.stems(small)), None)
        return None if stem is None else Part(len(stem), whole=False)

    def _is_surname(self, small: str) -> bool:
        if not small.endswith(self._surnames) or small.endswith(self._no_surnames):
            return False
        return any(small.endswith(ending) and len(small) >= len(ending) + LEAST_STEM for ending in self._surnames)


class _Known(Struct, frozen=True, gc=False):
    """What the gazetteer has under a name: whether a land or a part of one; how many people its largest town has."""

    land: bool
    people: int


@lru_cache(maxsize=MOST_NAMES)
def _known(name: str) -> _Known | None:
    """Return what the gazetteer has under a name; None where it has nothing."""
    gazetteer = open_default()
    if gazetteer is None or not gazetteer.knows(name):
        return None
    entries = gazetteer.lookup(name)
    towns = (entry.population for entry in entries if entry.kind is EntryKind.TOWN)
    return _Known(land=any(entry.land for entry in entries), people=max(towns, default=0))


def is_land(name: str) -> bool:
    """Return whether the gazetteer has a land or a part of one of a name."""
    known = _known(name)
    return known is not None and known.land


def is_town(name: str, *, opens: bool) -> bool:
    """Return whether the gazetteer has a town of a name that is large enough to be told by it alone.

    Args:
        name: As written.
        opens: Whether it opens a sentence, where any word has a capital.
    """
    known = _known(name)
    return known is not None and known.people >= (LARGE if opens else TOWN) and len(name) >= LEAST_PLACE


class Segment(Struct, frozen=True):
    """Words of a sentence that no mark parts, with the text and the lists that they are read by."""

    text: str
    words: tuple[Word, ...]
    lists: WordLists

    def place(self, first: int, end: int) -> Part | None:
        """Return words as a place of the gazetteer, the last with an ending or without; None where they are none."""
        words, last = self.words[first:end], self.words[end - 1]
        plain = any(map(self.lists.plain, words))
        common = words[0].small in self.lists.common
        if common or (plain and len(words) == 1) or not all(word.capital for word in words):
            return None
        for base in (len(last.small), *map(len, self.lists.endings.stems(last.small))):
            name = self.text[words[0].start : last.start + base]
            if is_land(name) or (not plain and is_town(name, opens=words[0].opens)):
                return Part(base, whole=base == len(last.small))
        return None

    def inflected(self, spotted: Spotted) -> bool:
        """Return whether the last word of a name has an ending."""
        last = self.words[spotted.end - 1]
        return spotted.base is not None and spotted.base < last.end - last.start


def segments(text: str, sentence: Sentence, lists: WordLists) -> Iterator[Segment]:
    """Yield the stretches of words of a sentence that no mark parts; the full stop of an initial parts none."""
    found: list[Word] = []
    opens = True
    for start, end in written_words(sentence):
        if text[start].isalpha():
            found.append(_word(text, (start, end), lists.endings, opens=opens))
        elif not (text[start] == "." and found and found[-1].initial):
            if found:
                yield Segment(text, tuple(found), lists)
            found = []
        opens = not text[start].isalnum()
    if found:
        yield Segment(text, tuple(found), lists)


def _word(text: str, span: tuple[int, int], endings: Endings, *, opens: bool) -> Word:
    """Return a word without an ending that stands behind a hyphen ("BMT-nin")."""
    exact = text[slice(*span)]
    bare, mark, ending = exact.rpartition("-")
    hyphened = bool(mark) and endings.holds(ending)
    exact = bare if hyphened else exact
    return Word(
        start=span[0],
        end=span[0] + len(exact),
        small=small(exact),
        capital=exact[0].isupper(),
        opens=opens,
        letters=len(exact) > 1 and exact.isalpha() and exact.isupper(),
        hyphened=hyphened,
    )
