"""What is kept of a paper as bytes, and what is read from them again."""

from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b

import msgspec
import numpy as np
from msgspec import Struct

from ledgerstone.evidence.incidents.copying.copies import held_of, outside
from ledgerstone.evidence.incidents.copying.furniture import Sentences, Sighting, furniture_spans
from ledgerstone.evidence.incidents.copying.kept import Card, Codes
from ledgerstone.evidence.incidents.copying.skeletons import skeleton
from ledgerstone.evidence.incidents.copying.sketches import Sketch
from ledgerstone.evidence.incidents.copying.traits import ITEMS, PRINTS, TRIPLES
from ledgerstone.evidence.incidents.model import Paper


class Coming(Struct, frozen=True, kw_only=True, eq=False):
    """A paper that comes in, or comes again in another form.

    Attributes:
        card: What is kept of it.
        sighting: Its sentences, as furniture is judged by.
        forms: Their forms, without names.
    """

    card: Card
    sighting: Sighting
    forms: Sighting


def coming_of(papers: Iterable[Paper]) -> Iterator[Coming]:
    """Yield papers as they come in; each is looked at by itself."""
    for paper in papers:
        [held] = held_of([paper])
        yield Coming(
            card=Card(
                head=held.head,
                whole=blake2b(msgspec.msgpack.encode(paper), digest_size=16).digest(),
                digest=held.sighting.digest,
                size=held.size,
                prints=held.sketch.prints.astype("<u8").tobytes(),
                places=held.sketch.places.astype("<i4").tobytes(),
                triples=held.triples.astype("<u4").tobytes(),
                sentences=_packed(held.sentences),
                skeleton=skeleton(paper),
            ),
            sighting=held.sighting,
            forms=held.forms,
        )


def _packed(one: Sentences) -> tuple[bytes, ...]:
    numbers = tuple(part.astype("<i4").tobytes() for part in (one.starts, one.ends, one.lines))
    codes = tuple(part.astype("<u8").tobytes() for part in (one.codes, one.forms))
    return numbers + codes


def _unpacked(sentences: tuple[bytes, ...]) -> Sentences:
    starts, ends, lines = (np.frombuffer(one, dtype="<i4").astype(np.int32) for one in sentences[:3])
    codes, forms = (np.frombuffer(one, dtype="<u8").astype(np.uint64) for one in sentences[3:])
    return Sentences(starts=starts, ends=ends, codes=codes, forms=forms, lines=lines)


def furniture_in(card: Card, known: Collection[int]) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a paper that are furniture, in code points.

    Args:
        card: What is kept of the paper.
        known: Codes of furniture, of the paper's sentences at least.
    """
    return furniture_spans(_unpacked(card.sentences), np.array(sorted(known), dtype=np.uint64))


def sentence_codes(cards: Iterable[Card]) -> set[int]:
    """Return the codes and the forms of the sentences of papers."""
    each = (_unpacked(card.sentences) for card in cards)
    return {code for one in each for code in (*one.codes.tolist(), *one.forms.tolist())}


def sketch_in(card: Card) -> Sketch:
    """Return the sketch of a paper, furniture among it."""
    prints, places = np.frombuffer(card.prints, dtype="<u8"), np.frombuffer(card.places, dtype="<i4")
    return Sketch(prints=prints.astype(np.uint64), places=places.astype(np.int32))


def looked_up(card: Card, around: tuple[tuple[int, int], ...], *, first: bool) -> dict[str, Codes]:
    """Return the codes by which a paper is looked up, sorted, for each trait.

    Args:
        card: What is kept of the paper.
        around: Furniture in it, as spans of code points.
        first: Whether it is the first of the papers of the same words: the others copy that one.
    """
    items = np.zeros(0, dtype=np.int64) if card.skeleton is None else card.skeleton.asked.astype(np.int64)
    if not first:
        return {ITEMS: items}
    return {
        PRINTS: np.unique(outside(sketch_in(card), around).prints.view(np.int64)),
        TRIPLES: np.frombuffer(card.triples, dtype="<u4").astype(np.int64),
        ITEMS: items,
    }
