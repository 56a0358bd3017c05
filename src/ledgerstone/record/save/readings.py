"""Readings: each is added, the source then points at the latest."""

from datetime import datetime

import msgspec

from ledgerstone.evidence.claims.model import Context, Mention
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import ReadingRecord, Source
from ledgerstone.record.save.described import said_of_source, show


def add_reading(  # noqa: PLR0913 - what makes a reading, all keyword-only but the source
    source_id: str,
    reading: Reading,
    *,
    mentions: tuple[Mention, ...],
    context: Context,
    status: str,
    made: datetime,
) -> int:
    """Add a reading and make it the source's latest.

    Args:
        source_id: Whose it is.
        reading: As the core made it.
        mentions: What it mentions.
        context: What was known of the document when the mentions were resolved.
        status: The source's status from now on: read, not read, unreadable.
        made: When.

    Returns:
        The reading's key, for its claims.
    """
    source = Source.objects.get(pk=source_id)
    said = said_of_source(source)
    record = ReadingRecord.objects.create(
        source=source,
        made=made,
        text=reading.text.encode("utf-8"),
        content=to_json(msgspec.structs.replace(reading, text="")),
        mentions=to_json(mentions),
        context=to_json(context),
        said=to_json(said),
    )
    show(source, said, reading)
    source.reading = record
    source.media_type = reading.media_type
    source.status = status
    source.grouped = False
    source.save()
    return record.pk
