"""Who repeats whose words in a pile: candidates from what is held of each paper, compared two by two.

A pile is read once for what is held of each paper: its sketch, its rare triples and its sentences, and no text. Only
candidates are read again. A finding for people, never a verdict; the outcome does not depend on the order of the
papers. Identical texts are each held against the first of them only, so that ten thousand of them cost ten thousand
pairs.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.furniture import (
    Cut,
    Sentences,
    Sighting,
    cut,
    form_sighting,
    furniture,
    furniture_spans,
    sighting_of,
)
from ledgerstone.evidence.incidents.copying.occasions import DAYS_OF_NEWS
from ledgerstone.evidence.incidents.copying.pairs import About, compare_pairs
from ledgerstone.evidence.incidents.copying.prepared import own_words
from ledgerstone.evidence.incidents.copying.sketches import Sketch, by_print, candidates, sketch
from ledgerstone.evidence.incidents.copying.traits import SHARED_PRINTS, SHARED_RARE
from ledgerstone.evidence.incidents.copying.triples import most_papers, rare_pairs, triples_of
from ledgerstone.evidence.incidents.model import Copy, Paper
from ledgerstone.evidence.incidents.order import print_number
from ledgerstone.evidence.incidents.pile import Papers, head_of

Code = TypeVar("Code", bound=np.generic)


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
    """Return what is held of papers, one after the other; each is looked at by itself, in batches wherever they are."""
    return (held_from(paper, cut(paper.text)) for paper in papers)


def held_from(paper: Paper, text: Cut) -> Held:
    """Return what is held of a paper whose text is cut already."""
    words, sentences = text.words, text.sentences
    one = sketch(words)
    inside = own_words(paper, words, ())[one.places]
    return Held(
        head=head_of(paper),
        size=len(words.codes),
        sketch=by_print(Sketch(prints=one.prints[inside], places=words.starts[one.places[inside]])),
        triples=triples_of(words),
        sentences=sentences,
        sighting=sighting_of(paper, sentences, words.digest),
        forms=form_sighting(paper, sentences, words.digest),
    )


def side_by_side(held: Sequence[Held]) -> list[Held]:
    """Return what is held of papers with their hashes in a few large arrays.

    Small ones lie among what stays, and leave holes there, when they are let go of, that nothing large fits into.
    """
    prints, places, triples = (
        _parts([one.sketch.prints for one in held]),
        _parts([one.sketch.places for one in held]),
        _parts([one.triples for one in held]),
    )
    each = zip(held, prints, places, triples, strict=True)
    return [structs.replace(one, sketch=Sketch(prints=a, places=b), triples=c) for one, a, b, c in each]


def _parts(arrays: Sequence[NDArray[Code]]) -> list[NDArray[Code]]:
    """Return arrays as parts of one."""
    ends = np.cumsum([len(one) for one in arrays]).tolist()
    return [] if not arrays else np.split(np.concatenate(arrays), ends[:-1])


def about(one: Held, known: NDArray[np.uint64]) -> About:
    """Return what is known of a paper before it is compared.

    Args:
        one: What is held of it.
        known: The codes of furniture, sorted.
    """
    held = _held_of_known(one.sentences, known)
    around = furniture_spans(one.sentences, held) if len(held) else ()
    return About(size=one.size, around=around, sketch=outside(one.sketch, around))


def _held_of_known(sentences: Sentences, known: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Return which known codes some sentences have, sorted: a pile knows thousands, and most papers have none."""
    if not len(known):
        return known
    codes = np.concatenate([sentences.codes, sentences.forms])
    return np.sort(codes[known.take(known.searchsorted(codes), mode="clip") == codes])


def leave_furniture(held: list[Held], known: NDArray[np.uint64]) -> list[About]:
    """Return what is known of papers, and hold on to no part of their sketches that is furniture.

    Args:
        held: What is held of them; their sketches are replaced, each when it was looked at.
        known: The codes of furniture.
    """
    abouts = []
    for number, one in enumerate(held):
        abouts.append(about(one, known))
        held[number] = structs.replace(one, sketch=abouts[-1].sketch)
    return abouts


def candidate_pairs(held: Sequence[Held], abouts: Sequence[About]) -> NDArray[np.int64]:
    """Return the pairs of papers that are worth comparing, and whether for rewording too.

    Args:
        held: What is held of them, in an order that does not depend on the order of arrival.
        abouts: What is known of each.

    Returns:
        A row for each pair: positions, the smaller first, and 1 where two papers share rare triples, else 0; in the
        order of the later one: the earlier ones are mostly of the same days.
    """
    first = _first_of_identical([one.sighting.digest for one in held])
    kept = [number for number, one in enumerate(first) if one == number]
    own = [abouts[k].sketch for k in kept]
    days = np.array([-1 if (day := held[k].sighting.day) is None else day for k in kept], dtype=np.int64)
    most = most_papers(len(held))
    rare = rare_pairs([held[k].triples for k in kept], days, most=most, least=SHARED_RARE, days_apart=DAYS_OF_NEWS)
    found = np.union1d(candidates(own, least=SHARED_PRINTS), rare)
    same = np.array([(head, k, 0) for k, head in enumerate(first) if head != k], dtype=np.int64).reshape(-1, 3)
    at = np.array(kept, dtype=np.int64)
    others = np.column_stack([at[found >> 32], at[found & 0xFFFFFFFF], np.isin(found, rare)])
    pairs = np.concatenate([same, others])
    return np.asarray(pairs[np.lexsort((pairs[:, 0], pairs[:, 1]))], dtype=np.int64)


def find_copies(papers: Papers, held: Iterable[Held] | None = None) -> tuple[Copy, ...]:
    """Return every pair of papers of which one repeats the other's words.

    Args:
        papers: In any order; they are gone through once, candidates are read again.
        held: What is held of them, in their order, where that is at hand: candidates alone are read then.

    Returns:
        Sorted by `source`, then by `of`.
    """
    every = list(held_of(papers) if held is None else held)
    numbers = sorted(range(len(every)), key=lambda number: _in_print(every[number].head))
    every = [every[number] for number in numbers]
    known = furniture([sighting for one in every for sighting in (one.sighting, one.forms)])
    abouts = leave_furniture(every, known)
    rows = (row.tolist() for row in candidate_pairs(every, abouts))
    pairs = ((numbers[a], numbers[b], rare == 1) for a, b, rare in rows)
    by_number = dict(zip(numbers, abouts, strict=True))
    return tuple(sorted(compare_pairs(papers, pairs, by_number.__getitem__), key=lambda copy: (copy.source, copy.of)))


def _in_print(paper: Paper) -> tuple[int, str]:
    return print_number(paper), paper.id


def outside(one: Sketch, around: tuple[tuple[int, int], ...]) -> Sketch:
    """Return the part of a paper's sketch that lies outside furniture, in its order; the sketch itself where all does.

    Args:
        one: With the code point of each hash.
        around: The furniture, as spans of code points that follow each other.
    """
    # Before the first span, in it, behind it, in the next …: an odd number of edges lies before what a span holds.
    inside = np.searchsorted(np.array(around, dtype=np.int64).ravel(), one.places, side="right") % 2 == 1
    return Sketch(prints=one.prints[~inside], places=one.places[~inside]) if inside.any() else one


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
