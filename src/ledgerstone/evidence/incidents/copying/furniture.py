"""What outlets print on every page: footers, lists of other articles, invitations to subscribe.

Judged sentence by sentence, and so paragraph by paragraph too, for many pages are one line. A sentence is furniture
if it stands in three or more otherwise different texts of one outlet, or comes back in three or more clusters of dates
more than a fortnight apart. Plain frequency would delete the very telegram that everybody reprints, so the reprints and
captures of one text by one outlet count once, and a sentence that holds a claim about an event is never furniture for
coming back at later dates: anniversaries reprint telegrams too. At later dates a sentence comes back with other names
in it too: the footers of many outlets are filled in from one form.

All is judged from plain sightings. Whether a sentence is furniture hangs on the pages that hold it and on nothing else,
so that it can be kept up to date page by page.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import cache

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.outlets import outlet_of
from ledgerstone.evidence.incidents.copying.sketches import scatter
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.order import day_of
from ledgerstone.evidence.incidents.tokens import NUMERAL, SENTENCE_END, Words, words_of

LEAST_WORDS = 5
"""Of a sentence that is looked at; shorter ones are taken together with those after them."""

BAR = re.compile(r"(?<=\s)[|•·]{1,8}\s")
"""Between the entries of a menu: it ends a sentence too."""

LINE_END = re.compile("\n")

TEXTS_OF_ONE_OUTLET = 3
CLUSTERS_OF_DATES = 3
DAYS_BETWEEN_CLUSTERS = 14

SENTENCES_OF_PARAGRAPH = 12
"""A line of more is no paragraph but a page, in which each sentence stands for itself."""

MOST = 0.5
"""Share of a paragraph's characters from which it is furniture where its sentences are."""

SAME_TEXT = 0.5
"""Share of the sentences of the shorter from which two pages of one outlet are captures or reprints of one text."""

TEXTS_LOOKED_AT = 24
"""Pages of one outlet that are asked whether they are otherwise different, the first by their digests."""


class Sentences(Struct, frozen=True, kw_only=True, eq=False):
    """The sentences of a text, in their order.

    Attributes:
        starts: First code point of each.
        ends: Code point after the last of each.
        codes: A code of its words; every numeral has one.
        forms: A code of its words without its names, those with a capital inside it; 0 where too few are left.
        lines: The line of the text in which each begins.
    """

    starts: NDArray[np.int32]
    ends: NDArray[np.int32]
    codes: NDArray[np.uint64]
    forms: NDArray[np.uint64]
    lines: NDArray[np.int32]


class Cut(Struct, frozen=True, kw_only=True, eq=False):
    """A text cut into words and sentences, once for all that looks at it."""

    words: Words
    sentences: Sentences


class Sighting(Struct, frozen=True, kw_only=True, eq=False):
    """The sentences of one page, as furniture is judged by.

    Attributes:
        codes: Of its sentences, each once, sorted.
        told: Those of them that hold a claim about an event.
        outlet: Whose page it is; None is not known.
        day: Of publication, as a proleptic ordinal; None is not known.
        digest: Of its words: captures of one text have one.
    """

    codes: NDArray[np.uint64]
    told: NDArray[np.uint64]
    outlet: str | None
    day: int | None
    digest: bytes


def cut(text: str) -> Cut:
    """Return a text cut into words and sentences."""
    words = words_of(text)
    return Cut(words=words, sentences=sentences_of(text, words))


def sentences_of(text: str, words: Words | None = None) -> Sentences:
    """Return the sentences of a text.

    Args:
        text: The text.
        words: Its words, where they are at hand.

    Returns:
        Spans of code points from the first word of each to after its last, none of fewer than LEAST_WORDS words.
    """
    words = words_of(text) if words is None else words
    spans = _spans((*breaks(text, words), len(words.codes)))
    if not spans:
        none = np.zeros(0, dtype=np.int32)
        codes = np.zeros(0, dtype=np.uint64)
        return Sentences(starts=none, ends=none, codes=codes, forms=codes, lines=none)
    bounds = np.array(spans, dtype=np.int64)
    starts = words.starts[bounds[:, 0]]
    line_ends = np.fromiter((match.start() for match in LINE_END.finditer(text)), dtype=np.int64)
    names = words.capital.copy()
    names[bounds[:, 0]] = False
    plain = np.append(0, np.cumsum(~names))[bounds]
    codes, forms = _codes((words.codes, np.where(names, NUMERAL, words.codes)), bounds)
    return Sentences(
        starts=starts,
        ends=words.ends[bounds[:, 1] - 1],
        codes=codes,
        forms=np.where(plain[:, 1] - plain[:, 0] >= LEAST_WORDS, forms, np.uint64(0)),
        lines=np.searchsorted(line_ends, starts).astype(np.int32),
    )


def breaks(text: str, words: Words) -> list[int]:
    """Return the words before which a sentence of a text or an entry of a menu ends, by their numbers, in order."""
    ends = (match.end() for pattern in (SENTENCE_END, BAR) for match in pattern.finditer(text))
    return sorted(set(words.starts.searchsorted(np.fromiter(ends, dtype=np.int64)).tolist()))


def _spans(cuts: Iterable[int]) -> list[tuple[int, int]]:
    """Return the first word of each sentence and the word after its last; short ones in a row are taken together."""
    spans, first, before = [], 0, 0
    for cut in cuts:
        if cut - before >= LEAST_WORDS:
            first = before
        if cut - first >= LEAST_WORDS:
            spans.append((first, cut))
            first = cut
        before = cut
    return spans


def _codes(columns: Iterable[NDArray[np.uint64]], bounds: NDArray[np.int64]) -> list[NDArray[np.uint64]]:
    """Return for each column of words one code for each sentence, made of its words in their order."""
    sizes = bounds[:, 1] - bounds[:, 0]
    firsts = np.cumsum(sizes) - sizes
    place = np.arange(sizes.sum()) - np.repeat(firsts, sizes)
    words, order = np.repeat(bounds[:, 0], sizes) + place, scatter(place.astype(np.uint64) + np.uint64(1))
    return [scatter(np.add.reduceat(scatter(codes[words] + order), firsts)) for codes in columns]


def sighting_of(paper: Paper, sentences: Sentences, digest: bytes) -> Sighting:
    """Return the sentences of a paper as furniture is judged by.

    Args:
        paper: The paper, with its claims.
        sentences: Of its text.
        digest: Of the words of its text.
    """
    claims = np.sort(np.array([held.claim.passage.start for held in paper.claims], dtype=np.int64))
    at = np.searchsorted(sentences.ends, claims, side="right")
    claims, at = claims[at < len(sentences.ends)], at[at < len(sentences.ends)]
    day = day_of(paper)
    return Sighting(
        codes=np.unique(sentences.codes),
        told=np.unique(sentences.codes[at[sentences.starts[at] <= claims]]),
        outlet=outlet_of(paper),
        day=None if day is None else day.toordinal(),
        digest=digest,
    )


def form_sighting(paper: Paper, sentences: Sentences, digest: bytes) -> Sighting:
    """Return the forms of a paper's sentences as furniture is judged by: at later dates only, whoever prints them.

    Args:
        paper: The paper, with its claims.
        sentences: Of its text.
        digest: Of the words of its text.
    """
    seen = sighting_of(paper, structs.replace(sentences, codes=sentences.forms), digest)
    return structs.replace(seen, codes=seen.codes[seen.codes > 0], outlet=None)


def furniture(sightings: Sequence[Sighting]) -> NDArray[np.uint64]:
    """Return the codes of the sentences that are furniture, sorted.

    Args:
        sightings: Of all pages that hold one of the sentences; their order changes nothing.
    """
    return np.union1d(furniture_of_outlets(sightings), furniture_of_dates(sightings))


def furniture_spans(sentences: Sentences, known: NDArray[np.uint64]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a text that are furniture, in code points; neighbours as one.

    In a paragraph of a few sentences of which most are not, none is: reporters have their formulas.

    Args:
        sentences: Of the text.
        known: The codes of the furniture, sorted.
    """
    marked = np.isin(sentences.codes, known) | np.isin(sentences.forms, known)
    marked &= _in_furniture(sentences, marked)
    if not marked.any():
        return ()
    edges = np.flatnonzero(np.diff(np.r_[False, marked, False]))
    firsts, lasts = edges[::2], edges[1::2] - 1
    return tuple(zip(sentences.starts[firsts].tolist(), sentences.ends[lasts].tolist(), strict=True))


def _in_furniture(sentences: Sentences, marked: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Mark the sentences of lines that are furniture for the greater part, or long as a page without line breaks is."""
    _, line = np.unique(sentences.lines, return_inverse=True)
    sizes = (sentences.ends - sentences.starts).astype(np.int64)
    furnished, whole = np.bincount(line, weights=sizes * marked), np.bincount(line, weights=sizes)
    page = (np.bincount(line) > SENTENCES_OF_PARAGRAPH) | (len(whole) == 1)
    return np.asarray((page | (furnished >= MOST * whole))[line])


def furniture_of_dates(sightings: Sequence[Sighting]) -> NDArray[np.uint64]:
    """Return the codes of the sentences that come back at later dates, sorted."""
    dated = [(one.codes, one.day) for one in sightings if one.day is not None]
    if not dated:
        return np.zeros(0, dtype=np.uint64)
    codes = np.concatenate([those for those, _ in dated])
    days = np.repeat(np.array([day for _, day in dated]), [len(those) for those, _ in dated])
    order = np.lexsort((days, codes))
    codes, days = codes[order], days[order]
    new = np.r_[True, (codes[1:] != codes[:-1]) | (np.diff(days) > DAYS_BETWEEN_CLUSTERS)][: len(codes)]
    found, counts = np.unique(codes[new], return_counts=True)
    told = np.concatenate([one.told for one in sightings])
    return np.setdiff1d(found[counts >= CLUSTERS_OF_DATES], told)


def furniture_of_outlets(sightings: Sequence[Sighting]) -> NDArray[np.uint64]:
    """Return the codes of the sentences that outlets print in otherwise different texts, sorted."""
    outlets: dict[str, dict[bytes, Sighting]] = defaultdict(dict)
    for one in sightings:
        if one.outlet is not None:
            outlets[one.outlet].setdefault(one.digest, one)
    found = [_of_one_outlet([pages[digest] for digest in sorted(pages)]) for pages in outlets.values()]
    return np.unique(np.concatenate([np.zeros(0, dtype=np.uint64), *found]))


def _of_one_outlet(pages: list[Sighting]) -> NDArray[np.uint64]:
    """Return the codes that stand in enough otherwise different pages, which come by their digests."""
    codes = np.concatenate([one.codes for one in pages])
    owners = np.repeat(np.arange(len(pages)), [len(one.codes) for one in pages])
    order = np.lexsort((owners, codes))
    codes, owners = codes[order], owners[order]
    starts = np.flatnonzero(np.r_[True, codes[1:] != codes[:-1]][: len(codes)])
    sizes = np.diff(np.append(starts, len(codes)))
    alike = cache(lambda one, other: _same_text(pages[one].codes, pages[other].codes))
    found = []
    for start, size in zip(starts.tolist(), sizes.tolist(), strict=True):
        if size >= TEXTS_OF_ONE_OUTLET and _different(owners[start : start + min(size, TEXTS_LOOKED_AT)], alike):
            found.append(start)
    return np.asarray(codes[found])


def _different(owners: NDArray[np.intp], alike: Callable[[int, int], bool]) -> bool:
    """Tell whether there are enough pages of which each is unlike those chosen before it."""
    chosen: list[int] = []
    for owner in owners.tolist():
        if not any(alike(one, owner) for one in chosen):
            chosen.append(owner)
        if len(chosen) == TEXTS_OF_ONE_OUTLET:
            return True
    return False


def _same_text(one: NDArray[np.uint64], other: NDArray[np.uint64]) -> bool:
    shared = len(np.intersect1d(one, other, assume_unique=True))
    return shared >= SAME_TEXT * min(len(one), len(other))
