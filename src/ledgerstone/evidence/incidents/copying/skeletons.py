"""What a translation keeps of a text: its sentences' lengths, and in each the figures, months, weekdays and names.

Names are compared by their first consonants in romanised form: endings of case and vowels differ between languages.
Where a script has no capitals, or a language gives them to all nouns, any word may be a name: such words can meet a
name of the other text, and their absence tells nothing.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from hashlib import blake2b
from itertools import pairwise

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.claims.packs import load
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon
from ledgerstone.evidence.incidents.copying.figures import folded, may_name, numbers_of
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.pile import head_of
from ledgerstone.evidence.incidents.tokens import SENTENCE_END, WORD, function_words
from ledgerstone.evidence.reading.model import Role
from ledgerstone.values.name_keys import name_key

LEAST_ITEMS = 8
"""Of a paper; fewer tell no translation from a report."""

MAYBE, NAME, FIGURE = 0, 1, 2
"""What an item is: a word that may be a name, a name, or a figure, month or weekday."""

MOST_ITEMS = 400
MOST_SENTENCES = 100
"""Of one paper that are compared, from its beginning."""

MOST_SPACE = 20
"""Code points of white space between two sentences that are part of neither."""

LONGEST_SENTENCE = 20_000
"""Code points. What goes on for longer is looked at in pieces: all its words at once can take half a gigabyte."""

KEY = 4
"""Consonants of a name that are compared, and by which it is looked up in a pile."""

ENDED_KEY = 3
"""Consonants of a name that is the same with one more: an ending of case ("LNT", "LNTM")."""

LEAST_KEY = 2
"""Consonants; one is no skeleton."""

NOUNS = 0.2
"""Share of capitals among the words inside sentences from which a capital makes no name."""

SAMPLE = 4_000
"""Code points of a text by which it is told how it uses capitals."""

SHORT = 2
"""Letters or digits before a full stop that ends no sentence ("14. März", "4 p.m. a bomb")."""

LEFT_OUT = frozenset({
    *(Role.TITLE, Role.BYLINE, Role.DATELINE, Role.CAPTION, Role.BOILERPLATE, Role.POLICY),
    *(Role.COMMENT, Role.REFERENCE_LIST),
})  # fmt: skip


WORDS_AT_HAND = 1 << 13
"""Words whose item is kept, and as many figures: some four megabytes."""


class Skeleton(Struct, frozen=True, kw_only=True):
    """What is held of a paper to find its translations: a plain value, no text; arrays as bytes.

    Attributes:
        head: The paper without its text and claims.
        codes: Code of each item (uint32), in the order of sentences.
        stems: The code that it has without an ending of case, 0 for none (uint32).
        rows: The number of its sentence (uint16).
        marks: FIGURE, NAME or MAYBE (uint8).
        bounds: First code point of each sentence and the one after its last (int32, in turn).
        lookups: Codes by which it is looked up in a pile, sorted, each once (uint32).
    """

    head: Paper
    codes: bytes
    stems: bytes
    rows: bytes
    marks: bytes
    bounds: bytes
    lookups: bytes

    @property
    def asked(self) -> NDArray[np.uint32]:
        """The codes by which candidates are looked up: sorted, each once."""
        return np.frombuffer(self.lookups, dtype=np.uint32)


class _Item(Struct, frozen=True, kw_only=True):
    code: int
    stem: int = 0
    mark: int
    asked: bool = True


def skeleton(paper: Paper) -> Skeleton | None:
    """Return what a translation of a paper would keep of it; None where that is too little to tell one by."""
    rows: list[int] = []
    items: list[_Item] = []
    bounds: list[int] = []
    names_told = _names_told(paper.text[:SAMPLE])
    for number, (start, end) in enumerate(_sentences(paper)):
        found = _items(WORD.findall(paper.text, start, end), paper.language, names_told=names_told)
        rows += [number] * len(found)
        items += found
        bounds += (start, end)
        if len(items) >= MOST_ITEMS or number + 1 >= MOST_SENTENCES:
            break
    if len(items) < LEAST_ITEMS:
        return None
    lookups = sorted({item.code for item in items if item.asked})
    return Skeleton(
        head=head_of(paper),
        codes=np.array([item.code for item in items], dtype=np.uint32).tobytes(),
        stems=np.array([item.stem for item in items], dtype=np.uint32).tobytes(),
        rows=np.array(rows, dtype=np.uint16).tobytes(),
        marks=bytes(item.mark for item in items),
        bounds=np.array(bounds, dtype=np.int32).tobytes(),
        lookups=np.array(lookups, dtype=np.uint32).tobytes(),
    )


def _sentences(paper: Paper) -> Iterator[tuple[int, int]]:
    """Yield the sentences of a paper outside what is no part of its story."""
    text = paper.text
    skipped = [(region.start, region.end) for region in paper.regions if region.role in LEFT_OUT]
    start = 0
    for end in (*(match.end() for match in SENTENCE_END.finditer(text)), len(text)):
        if end < len(text) and _is_short(text, end):
            continue
        if text[start:end].strip() and not any(a <= start < b for a, b in skipped):
            yield from pairwise((*range(start, end, LONGEST_SENTENCE), end))
        start = end + len(text[end : end + MOST_SPACE]) - len(text[end : end + MOST_SPACE].lstrip())


def _is_short(text: str, end: int) -> bool:
    """Tell whether a full stop stands behind a short word or number."""
    if text[end - 1] != ".":
        return False
    before = text[max(0, end - 2 - SHORT) : end - 1]
    return not before[-SHORT - 1 :].isalnum() and before[-1:].isalnum()


def _names_told(text: str) -> bool:
    """Tell whether a capital makes a name in a text: some words have one, and by far not all nouns."""
    words = text.split()
    capitals = sum([word[0].isupper() for word in words])
    sentences = sum(1 for _ in SENTENCE_END.finditer(text))
    return bool(0 < capitals < NOUNS * len(words) + sentences)


def _items(printed: Sequence[str], language: str | None, *, names_told: bool) -> list[_Item]:
    """Return the items of a sentence, by its words as they are printed; each once."""
    words = folded(printed)
    dates, numbers = _date_words(language).find(words), numbers_of(words, language)
    in_dates = {k for hit in dates for k in range(hit.first, hit.end)}
    if names_told:
        places = [k for k in may_name(words, printed, numbers, language) if k not in in_dates]
        # A sentence's first word may be none.
        found = [_name(printed[k], NAME if k else MAYBE) for k in places]
    else:
        places = [k for k, word in enumerate(printed) if k not in in_dates and not word[0].isdigit()]
        found = [_name(printed[k], MAYBE) for k in places]
    found += [_figure(hit.label, asked=False) for hit in dates]
    found += [_figure(f"={one.value}", asked=True) for one in numbers]
    # Of those of one code the last one stands: what may be none comes first.
    return list({item.code: item for item in found if item is not None}.values())


@lru_cache(maxsize=WORDS_AT_HAND)
def _name(printed: str, mark: int) -> _Item | None:
    """Return a word that may be a name; None where it has too few consonants to be told by."""
    key = name_key(printed)
    if len(key) < LEAST_KEY or fold(printed) in function_words():
        return None
    stem = _code(key[:ENDED_KEY]) if len(key) == KEY else 0
    return _Item(code=_code(key[:KEY]), stem=stem, mark=mark)


@cache
def _date_words(language: str | None) -> Lexicon[str]:
    """Return the months and weekdays of a language, but those that are other words too."""
    dates = load(language).dates
    months = (*enumerate(dates.months), *enumerate(dates.months_before_day))
    named = (("month", months), ("weekday", tuple(enumerate(dates.weekdays))))
    return Lexicon(
        (form, f"{what} {number}") for what, tables in named for number, forms in tables for form in forms
        if form not in dates.weak
    )  # fmt: skip


@lru_cache(maxsize=WORDS_AT_HAND)
def _figure(key: str, *, asked: bool) -> _Item:
    return _Item(code=_code(key), mark=FIGURE, asked=asked)


def _code(key: str) -> int:
    return int.from_bytes(blake2b(key.encode("utf-8", "surrogatepass"), digest_size=4).digest(), "big")
