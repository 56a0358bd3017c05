"""What search yields: ids and offsets alone; the words come out through the record, which knows who may see them."""

from msgspec import Struct

from ledgerstone.evidence.search.match import How


class Hit(Struct, frozen=True, kw_only=True):
    """A passage that answers a query.

    Attributes:
        source_id: The source whose reading holds it.
        start: First code point of the sentences around what was found.
        end: Code point after the last.
        marks: Start and end of each word or phrase found, in code points of the reading.
        score: Higher is better; comparable within one query alone.
        how: The least sure way in which a word was found.
    """

    source_id: str
    start: int
    end: int
    marks: tuple[tuple[int, int], ...]
    score: float
    how: How
