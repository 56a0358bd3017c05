"""Search: the index gives ids and offsets, the words come out of the record for whoever may see them."""

from collections.abc import Iterable, Iterator
from itertools import islice

from django.conf import settings

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.reading.spans import Spans
from ledgerstone.evidence.search.model import Hit
from ledgerstone.record.find import visible
from ledgerstone.record.find.withheld import hidden_of
from ledgerstone.record.models import ReadingRecord
from ledgerstone.record.rows import SearchRow
from ledgerstone.record.shapes import reading_value, text_of
from ledgerstone.storage.fulltext import FullText

LOOKED_AT = 300
"""Hits that are taken from the index at least, so that those which the viewer may not see leave room for others."""


def search(query: str, limit: int, *, viewer: Viewer, purpose: Purpose) -> tuple[SearchRow, ...]:
    """Return passages that answer a query, the best first.

    Args:
        query: As people type it: words, "phrases", beginnings*.
        limit: At most so many.
        viewer: Who looks; readers' comments and sexual violence are found by the desk alone.
        purpose: What for.

    Raises:
        UsageError: There is no word in the query.
    """
    hits = FullText(settings.DATA_DIRECTORY.search_index).query(query, max(limit, LOOKED_AT))
    seen = visible.sources(viewer=viewer, purpose=purpose).filter(pk__in={hit.source_id for hit in hits})
    reading_of = dict(seen.filter(reading__isnull=False).values_list("pk", "reading"))
    open_hits: Iterator[Hit] = (hit for hit in hits if hit.source_id in reading_of)
    if viewer.role is Role.PUBLIC:
        open_hits = _without_hidden(open_hits, reading_of)
    best = tuple(islice(open_hits, limit))
    texts = _texts({reading_of[hit.source_id] for hit in best})
    return tuple(_row(hit, texts[reading_of[hit.source_id]]) for hit in best)


def _texts(keys: set[int]) -> dict[int, str]:
    return {record.pk: text_of(record) for record in ReadingRecord.objects.filter(pk__in=keys)}


def _without_hidden(hits: Iterable[Hit], reading_of: dict[str, int]) -> Iterator[Hit]:
    """Yield the hits that touch nothing that is withheld from the public; a reading is looked through once."""
    hidden: dict[str, Spans] = {}
    for hit in hits:
        source = hit.source_id
        if source not in hidden:
            reading = reading_value(ReadingRecord.objects.get(pk=reading_of[source]))
            hidden[source] = hidden_of(reading, source)
        if not hidden[source].touch(hit.start, hit.end):
            yield hit


def _row(hit: Hit, text: str) -> SearchRow:
    passage = Passage(start=hit.start, end=hit.end, exact=text[hit.start : hit.end])
    return SearchRow(source=hit.source_id, passage=passage, score=hit.score, how=hit.how)
