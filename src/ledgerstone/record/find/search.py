"""Search: the index gives ids and offsets, the words come out of the record for whoever may see them."""

from django.conf import settings

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.spans import comments_of
from ledgerstone.evidence.search.model import Hit
from ledgerstone.record.find import visible
from ledgerstone.record.json_text import from_json
from ledgerstone.record.models import ReadingRecord
from ledgerstone.record.rows import SearchRow
from ledgerstone.record.shapes import text_of
from ledgerstone.storage.fulltext import FullText

LOOKED_AT = 300
"""Hits that are taken from the index at least, so that those which the viewer may not see leave room for others."""


def search(query: str, limit: int, *, viewer: Viewer, purpose: Purpose) -> tuple[SearchRow, ...]:
    """Return passages that answer a query, the best first.

    Args:
        query: As people type it: words, "phrases", beginnings*.
        limit: At most so many.
        viewer: Who looks; readers' comments are found by the desk alone.
        purpose: What for.

    Raises:
        UsageError: There is no word in the query.
    """
    hits = FullText(settings.DATA_DIRECTORY.search_index).query(query, max(limit, LOOKED_AT))
    seen = visible.sources(viewer=viewer, purpose=purpose).filter(pk__in={hit.source_id for hit in hits})
    reading_of = dict(seen.filter(reading__isnull=False).values_list("pk", "reading"))
    open_hits = [hit for hit in hits if hit.source_id in reading_of]
    if viewer.role is Role.PUBLIC:
        open_hits = _without_comments(open_hits, reading_of)
    best = open_hits[:limit]
    texts = _texts({reading_of[hit.source_id] for hit in best})
    return tuple(_row(hit, texts[reading_of[hit.source_id]]) for hit in best)


def _texts(keys: set[int]) -> dict[int, str]:
    return {record.pk: text_of(record) for record in ReadingRecord.objects.filter(pk__in=keys)}


def _without_comments(hits: list[Hit], reading_of: dict[str, int]) -> list[Hit]:
    """Return the hits that touch no reader's comment."""
    found = ReadingRecord.objects.filter(pk__in=set(reading_of.values())).values_list("pk", "content")
    hidden = {key: comments_of(from_json(content, Reading).regions) for key, content in found}
    return [hit for hit in hits if not hidden[reading_of[hit.source_id]].touch(hit.start, hit.end)]


def _row(hit: Hit, text: str) -> SearchRow:
    passage = Passage(start=hit.start, end=hit.end, exact=text[hit.start : hit.end])
    return SearchRow(source=hit.source_id, passage=passage, score=hit.score, how=hit.how)
