"""What is kept of papers between one and the next, so that a new one is held against its own candidates alone.

The core says what is kept and asks for it; where it lies is for others (`storage.copy_index`). A paper is named by a
number in whose order papers stand in print, so that the first few of those that share a hash can be asked for.

A trait is a sort of codes that candidates share: hashes of word sequences, rare triples, the figures and names of a
translation. A code that few papers have pairs all of them; one that many have pairs each with the first few, or none.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Final, Protocol

from msgspec import Struct

from ledgerstone.evidence.incidents.copying.postings import Codes, Postings
from ledgerstone.evidence.incidents.copying.seen_pages import KeptPages
from ledgerstone.evidence.incidents.copying.skeletons import Skeleton
from ledgerstone.evidence.incidents.model import Paper

SAME: Final = 1
"""Bit of a pair of papers of the same words, of which one is the first."""

PairOfNumbers = tuple[int, int]
"""The later paper and the earlier one."""

Spans = tuple[tuple[int, int], ...]
"""Stretches of a text in code points, in order."""


class Trait(Struct, frozen=True, kw_only=True):
    """A sort of codes that candidates share.

    Attributes:
        name: Its name.
        bit: Which marks pairs that share enough of them.
        long: Papers that may have a code before it pairs each with the first few only.
        first: How many these are.
        least: Codes that a pair shares.
    """

    name: str
    bit: int
    long: int
    first: int
    least: int


class Card(Struct, frozen=True, kw_only=True, array_like=True):
    """What is kept of a paper: no text, nor its words. Numbers are little-endian.

    Attributes:
        head: The paper without its text and claims.
        whole: A digest of the whole paper, claims among it.
        digest: Of its words.
        size: Words of its text.
        prints: Hashes of its sketch, 8 bytes each.
        places: Code point of each, 4 bytes.
        triples: Its triples, 4 bytes each, sorted.
        sentences: Starts, ends and lines of its sentences, 4 bytes each, then codes and forms, 8 bytes each.
        bounds: The first word of each sentence and the one after its last, all of the former first, 4 bytes each.
        stems: Of its words of content, in their order, 8 bytes each.
        content: Which of its words these are, a bit each.
        own: Which of its words count as evidence, were there no furniture, a bit each.
        skeleton: What a translation keeps of it; None where that is too little.
    """

    head: Paper
    whole: bytes
    digest: bytes
    size: int
    prints: bytes
    places: bytes
    triples: bytes
    sentences: tuple[bytes, ...]
    bounds: bytes
    stems: bytes
    content: bytes
    own: bytes
    skeleton: Skeleton | None


class Outside(Struct, frozen=True, kw_only=True, array_like=True):
    """What hangs on which parts of a paper are furniture.

    Attributes:
        around: These parts.
        prints: The upper half of the hash of each of its close seeds, 4 bytes each, in order.
        firsts: The first word of each, 4 bytes.
        lasts: The last.
        own: Which of its words count as evidence, a bit each.
    """

    around: Spans
    prints: bytes
    firsts: bytes
    lasts: bytes
    own: bytes


class Named(Struct, frozen=True, kw_only=True):
    """A paper's id and language."""

    id: str
    language: str | None


class KeptCopies(KeptPages, Protocol):
    """Where papers are kept for copying, and the pages that they are."""

    def papers(self) -> tuple[str, ...]:
        """Return the ids of the papers that are kept, in order."""

    def count(self, most: int) -> int:
        """Return how many papers there are; `most` where there are more."""

    def numbers(self, papers: Collection[str]) -> dict[str, int]:
        """Return the numbers of papers by their ids; those that are not kept are left out."""

    def named(self, numbers: Collection[int]) -> dict[int, Named]:
        """Return which papers numbers name."""

    def cards(self, numbers: Collection[int]) -> dict[int, Card]:
        """Return what is kept of papers."""

    def put(self, number: int, card: Card) -> int:
        """Keep a paper under a number, or the next one that is free; return which."""

    def drop(self, numbers: Collection[int]) -> None:
        """Keep papers no longer, nor their pairs; their codes have been taken out."""

    def every(self) -> tuple[int, ...]:
        """Return the numbers of all papers, in order."""

    def identical(self, digest: bytes, most: int) -> tuple[int, ...]:
        """Return the first papers of the same words, at most so many, in order."""

    def digests(self, numbers: Collection[int]) -> dict[int, bytes]:
        """Return the digests of the words of papers."""

    def codes(self, trait: str, numbers: Collection[int]) -> dict[int, Codes]:
        """Return the codes by which papers are looked up, sorted."""

    def post(self, trait: str, number: int, before: Codes, after: Codes) -> None:
        """Let a paper be looked up by other codes than before; what is no longer kept is looked up by none."""

    def gather(self) -> None:
        """Let nothing that came in lately slow down what is looked up."""

    def postings(self, trait: str, codes: Codes, many: int, few: int) -> Postings:
        """Return the papers that have each of some codes.

        Args:
            trait: What sort of codes they are.
            codes: Sorted, each once.
            many: So many papers are many: of these at least the first few are given, and perhaps no more.
            few: How many these are.
        """

    def all_with(self, trait: str, code: int) -> tuple[int, ...]:
        """Return all papers that have a code, in order."""

    def put_outside(self, outside: Mapping[int, Outside]) -> None:
        """Keep what hangs on the furniture in papers that are kept."""

    def outside(self, numbers: Collection[int]) -> dict[int, Outside]:
        """Return what hangs on the furniture in papers."""

    def pairs(self, numbers: Collection[int]) -> Iterator[tuple[int, int, int]]:
        """Yield the candidate pairs of papers, each once: later, earlier, the bits of what they share."""

    def bits(self, pairs: Collection[PairOfNumbers]) -> dict[PairOfNumbers, int]:
        """Return what candidate pairs share; those that are none are left out."""

    def pairs_among(self, numbers: Collection[int]) -> Iterator[tuple[int, int, int]]:
        """Yield the candidate pairs of some papers among each other: later, earlier, the bits of what they share."""

    def crowded(self, numbers: Collection[int], least: int) -> tuple[int, ...]:
        """Return those papers that have at least so many candidates before them."""

    def put_pairs(self, pairs: Mapping[PairOfNumbers, int]) -> None:
        """Keep candidate pairs in the place of those before; one with no bits is kept no longer."""

    def due(self) -> tuple[tuple[str, str], ...]:
        """Return the pairs of ids that wait to be compared, each in order."""

    def put_due(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Note that pairs of ids wait to be compared."""

    def changed(self) -> tuple[str, ...]:
        """Return the ids of papers whose copies are other than before; others wait to be told."""

    def put_changed(self, papers: Iterable[str]) -> None:
        """Note that the copies of papers are other than before."""

    def settle(self) -> None:
        """Note that no pair waits, and that all was told."""
