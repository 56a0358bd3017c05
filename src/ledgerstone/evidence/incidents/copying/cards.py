"""What is kept of a paper as bytes, and what is read from them again."""

from collections.abc import Collection, Iterable, Iterator
from hashlib import blake2b

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.alignment import Seeds, close_seeds, seeds_in
from ledgerstone.evidence.incidents.copying.copies import held_from, outside
from ledgerstone.evidence.incidents.copying.furniture import Sentences, Sighting, cut, furniture_spans
from ledgerstone.evidence.incidents.copying.kept import Card, Outside, Spans
from ledgerstone.evidence.incidents.copying.pairs import About, Close
from ledgerstone.evidence.incidents.copying.postings import Codes
from ledgerstone.evidence.incidents.copying.prepared import own_words
from ledgerstone.evidence.incidents.copying.skeletons import skeleton
from ledgerstone.evidence.incidents.copying.sketches import Sketch
from ledgerstone.evidence.incidents.copying.traits import ITEMS, PRINTS, TRIPLES
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.tokens import Words


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
        text = cut(paper.text)
        held, words = held_from(paper, text), text.words
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
                bounds=np.searchsorted(words.starts, (held.sentences.starts, held.sentences.ends))
                .astype("<i4")
                .tobytes(),
                stems=words.stems[words.stems > 0].astype("<u8").tobytes(),
                content=np.packbits(words.stems > 0).tobytes(),
                own=np.packbits(own_words(paper, words, ())).tobytes(),
                skeleton=skeleton(paper),
            ),
            sighting=held.sighting,
            forms=held.forms,
        )


def _bounds(one: Sentences, words: Words) -> bytes:
    return np.searchsorted(words.starts, (one.starts, one.ends)).astype("<i4").tobytes()


def _packed(one: Sentences) -> tuple[bytes, ...]:
    numbers = tuple(part.astype("<i4").tobytes() for part in (one.starts, one.ends, one.lines))
    codes = tuple(part.astype("<u8").tobytes() for part in (one.codes, one.forms))
    return numbers + codes


def _unpacked(sentences: tuple[bytes, ...]) -> Sentences:
    starts, ends, lines = (np.frombuffer(one, dtype="<i4").astype(np.int32) for one in sentences[:3])
    codes, forms = (np.frombuffer(one, dtype="<u8").astype(np.uint64) for one in sentences[3:])
    return Sentences(starts=starts, ends=ends, codes=codes, forms=forms, lines=lines)


def furniture_in(card: Card, known: Collection[int]) -> Spans:
    """Return the stretches of a paper that are furniture, in code points.

    Args:
        card: What is kept of the paper.
        known: Codes of furniture, of the paper's sentences at least.
    """
    return furniture_spans(_unpacked(card.sentences), np.array(sorted(known), dtype=np.uint64))


def outside_in(card: Card, around: Spans) -> Outside:
    """Return what hangs on which parts of a paper are furniture.

    Args:
        card: What is kept of the paper.
        around: Its furniture, in code points.
    """
    sentences = _unpacked(card.sentences)
    firsts, behind = np.frombuffer(card.bounds, dtype="<i4").reshape(2, -1)
    inside = np.zeros(card.size, dtype=np.bool_)
    for start, end in around:
        first, last = np.searchsorted(sentences.starts, start), np.searchsorted(sentences.ends, end)
        inside[firsts[first] : behind[last]] = True
    stems = np.zeros(card.size, dtype=np.uint64)
    stems[_bits(card.content, card.size)] = np.frombuffer(card.stems, dtype="<u8")
    close = close_seeds(seeds_in(stems * ~inside))
    return Outside(
        around=around,
        prints=(close.prints >> np.uint64(32)).astype("<u4").tobytes(),
        firsts=close.firsts.astype("<i4").tobytes(),
        lasts=close.lasts.astype("<i4").tobytes(),
        own=np.packbits(_bits(card.own, card.size) & ~inside).tobytes(),
    )


def about_in(card: Card, one: Outside) -> About:
    """Return what is known of a paper before it is compared.

    Args:
        card: What is kept of the paper.
        one: What hangs on its furniture.
    """
    seeds = Seeds(
        prints=np.frombuffer(one.prints, dtype="<u4").astype(np.uint64),
        firsts=np.frombuffer(one.firsts, dtype="<i4").astype(np.int32),
        lasts=np.frombuffer(one.lasts, dtype="<i4").astype(np.int32),
    )
    before = np.append(0, np.cumsum(_bits(one.own, card.size)))
    return About(
        size=card.size,
        around=one.around,
        sketch=outside(sketch_in(card), one.around),
        close=Close(digest=card.digest, seeds=seeds, before=before),
    )


def _bits(packed: bytes, count: int) -> NDArray[np.bool_]:
    return np.unpackbits(np.frombuffer(packed, dtype=np.uint8), count=count).astype(np.bool_)


def sentence_codes(cards: Iterable[Card]) -> set[int]:
    """Return the codes and the forms of the sentences of papers."""
    each = (_unpacked(card.sentences) for card in cards)
    return {code for one in each for code in (*one.codes.tolist(), *one.forms.tolist())}


def sketch_in(card: Card) -> Sketch:
    """Return the sketch of a paper, furniture among it."""
    prints, places = np.frombuffer(card.prints, dtype="<u8"), np.frombuffer(card.places, dtype="<i4")
    return Sketch(prints=prints.astype(np.uint64), places=places.astype(np.int32))


def looked_up(card: Card, around: Spans, *, first: bool) -> dict[str, Codes]:
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
