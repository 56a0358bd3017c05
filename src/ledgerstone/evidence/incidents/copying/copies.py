"""Who repeats whose words in a pile: candidates from what is held of each paper, compared two by two.

A pile is read once for what is held of each paper: its sketch, its rare triples and its sentences, and no text. Only
candidates are read again. A finding for people, never a verdict; the outcome does not depend on the order of the
papers. Identical texts are each held against the first of them only, so that ten thousand of them cost ten thousand
pairs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.furniture import (
    Sentences,
    Sighting,
    form_sighting,
    furniture,
    furniture_spans,
    sentences_of,
    sighting_of,
)
from ledgerstone.evidence.incidents.copying.occasions import DAYS_OF_NEWS
from ledgerstone.evidence.incidents.copying.pairs import About, Pair, compare_pairs
from ledgerstone.evidence.incidents.copying.prepared import own_words
from ledgerstone.evidence.incidents.copying.sketches import Sketch, by_print, candidates, sketch
from ledgerstone.evidence.incidents.copying.traits import SHARED_PRINTS, SHARED_RARE
from ledgerstone.evidence.incidents.copying.triples import most_papers, rare_pairs, triples_of
from ledgerstone.evidence.incidents.model import Copy, Paper
from ledgerstone.evidence.incidents.order import print_number
from ledgerstone.evidence.incidents.pile import Papers, head_of
from ledgerstone.evidence.incidents.tokens import words_of


class Held(Struct, frozen=True, kw_only=True, eq=False):
    """What is held of a paper to find its candidates: no text, nor its words.

    Attributes:
        head: The paper without its text and claims.
        size: Words of its text.
        sketch: Its sketch, each hash with the code point at which it begins; none in quotations.
        triples: Its triples, sorted.
        sentences: Its sentences.
        sighting: The same as furniture is judged by.
        forms: Their forms, without names.
    """

    head: Paper
    size: int
    sketch: Sketch
    triples: NDArray[np.uint32]
    sentences: Sentences
    sighting: Sighting
    forms: Sighting


def held_of(papers: Iterable[Paper]) -> Iterator[Held]:
    """Yield what is held of papers; each is looked at by itself, in batches wherever they are."""
    for paper in papers:
        words = words_of(paper.text)
        one, sentences = sketch(words), sentences_of(paper.text, words)
        inside = own_words(paper, words, ())[one.places]
        yield Held(
            head=head_of(paper),
            size=len(words.codes),
            sketch=Sketch(prints=one.prints[inside], places=words.starts[one.places[inside]]),
            triples=triples_of(words),
            sentences=sentences,
            sighting=sighting_of(paper, sentences, words.digest),
            forms=form_sighting(paper, sentences, words.digest),
        )


def about(one: Held, known: NDArray[np.uint64]) -> About:
    """Return what is known of a paper before it is compared.

    Args:
        one: What is held of it.
        known: The codes of furniture.
    """
    around = furniture_spans(one.sentences, known)
    return About(size=one.size, around=around, sketch=by_print(outside(one.sketch, around)))


def candidate_pairs(held: Sequence[Held], abouts: Sequence[About]) -> tuple[Pair, ...]:
    """Return the pairs of papers that are worth comparing, and whether for rewording too.

    Args:
        held: What is held of them, in an order that does not depend on the order of arrival.
        abouts: What is known of each.

    Returns:
        Positions, the smaller first, in the order of the later one: the earlier ones are mostly of the same days. True
        where two papers share rare triples.
    """
    first = _first_of_identical([one.sighting.digest for one in held])
    kept = [number for number, one in enumerate(first) if one == number]
    own = [abouts[k].sketch for k in kept]
    days = np.array([-1 if (day := held[k].sighting.day) is None else day for k in kept], dtype=np.int64)
    most = most_papers(len(held))
    rare = rare_pairs([held[k].triples for k in kept], days, most=most, least=SHARED_RARE, days_apart=DAYS_OF_NEWS)
    found = dict.fromkeys(candidates(own, least=SHARED_PRINTS), False) | dict.fromkeys(rare, True)
    pairs = [(first[k], k, False) for k in range(len(first)) if first[k] != k]
    pairs += ((kept[a], kept[b], both) for (a, b), both in found.items())
    return tuple(sorted(pairs, key=lambda pair: (pair[1], pair[0])))


def find_copies(papers: Papers) -> tuple[Copy, ...]:
    """Return every pair of papers of which one repeats the other's words.

    Args:
        papers: In any order; they are gone through once, candidates are read again.

    Returns:
        Sorted by `source`, then by `of`.
    """
    held = list(held_of(papers))
    numbers = sorted(range(len(held)), key=lambda number: _in_print(held[number].head))
    held = [held[number] for number in numbers]
    known = furniture([sighting for one in held for sighting in (one.sighting, one.forms)])
    abouts = [about(one, known) for one in held]
    pairs = ((numbers[a], numbers[b], rare) for a, b, rare in candidate_pairs(held, abouts))
    by_number = dict(zip(numbers, abouts, strict=True))
    return tuple(sorted(compare_pairs(papers, pairs, by_number.__getitem__), key=lambda copy: (copy.source, copy.of)))


def _in_print(paper: Paper) -> tuple[int, str]:
    return print_number(paper), paper.id


def outside(one: Sketch, around: tuple[tuple[int, int], ...]) -> Sketch:
    """Return the part of a paper's sketch that lies outside furniture.

    Args:
        one: With the code point of each hash.
        around: The furniture, as spans of code points.
    """
    inside = np.ones(len(one.prints), dtype=np.bool_)
    for start, end in around:
        inside[np.searchsorted(one.places, start) : np.searchsorted(one.places, end)] = False
    return Sketch(prints=one.prints[inside], places=one.places[inside])


def _first_of_identical(digests: list[bytes]) -> list[int]:
    """Return for each text the first text that has the same words in the same order."""
    first: dict[bytes, int] = {}
    return [first.setdefault(one, number) for number, one in enumerate(digests)]


def copies_by_source(copies: tuple[Copy, ...]) -> dict[str, tuple[Copy, ...]]:
    """Return the copies that each source takes part in, on either side."""
    found: dict[str, list[Copy]] = defaultdict(list)
    for copy in copies:
        found[copy.source].append(copy)
        found[copy.of].append(copy)
    return {source: tuple(those) for source, those in found.items()}
