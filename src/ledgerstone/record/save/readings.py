"""Readings: each is added, beside all others; the source then points at the one in use.

A person's transcription or correction is in use until a person hands in another. What a tool makes after it stands
beside it.
"""

from datetime import datetime

import msgspec
from django.db.models import Q
from msgspec import Struct

from ledgerstone.evidence.claims.model import Context, Mention
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import ReadingRecord, Source, User
from ledgerstone.record.reading_kinds import CLEARED_READING, TRANSLATION
from ledgerstone.record.save.described import said_of_source, show
from ledgerstone.record.save.logged import log_row
from ledgerstone.record.shapes import reading_value

_READ = "read"


class ByPerson(Struct, frozen=True, kw_only=True):
    """That a person made a reading.

    Attributes:
        by: The person's name; there is such a user.
        kind: One of `reading_kinds.BY_PEOPLE`.
        parent: Number of the reading that it was made from; None where it was made from the bytes alone.
    """

    by: str
    kind: str
    parent: int | None


def add_reading(  # noqa: PLR0913 - what makes a reading, all keyword-only but the source
    source_id: str,
    reading: Reading,
    *,
    mentions: tuple[Mention, ...],
    context: Context,
    status: str,
    made: datetime,
) -> int:
    """Add a tool's reading, and use it unless a person's is in use.

    Args:
        source_id: Whose it is.
        reading: As the core made it.
        mentions: What it mentions.
        context: What was known of the document when the mentions were resolved.
        status: The source's status from now on: read, not read, unreadable; that of the reading in use.
        made: When.

    Returns:
        The reading's key, for its claims.
    """
    source = Source.objects.select_related("reading").get(pk=source_id)
    record = _add(source, reading, mentions, context, made)
    used = source.reading
    if used is not None and used.by_id is not None:
        source.status = _READ
        show(source, said_of_source(source), reading_value(used))
    else:
        _use(source, record, reading)
        source.status = status
    source.media_type = reading.media_type
    source.save()
    return record.pk


def add_reading_by_person(  # noqa: PLR0913 - as above, and who made it
    source_id: str,
    reading: Reading,
    person: ByPerson,
    *,
    mentions: tuple[Mention, ...],
    context: Context,
    made: datetime,
) -> int:
    """Add a person's reading, tie it to the log, and use it, but for a translation, whose words are not the source's.

    Args:
        source_id: Whose it is.
        reading: As it was made of the person's file.
        person: Who made it.
        mentions: What it mentions.
        context: What was known of the document when the mentions were resolved.
        made: When.

    Returns:
        The reading's key, for its claims.
    """
    source = Source.objects.get(pk=source_id)
    record = _add(source, reading, mentions, context, made, person)
    log_row(EntryType.READING, str(record.pk), by=person.by)
    if person.kind != TRANSLATION:
        _use(source, record, reading)
        source.status = _READ
        source.save()
    return record.pk


def clear_readings(only: Q) -> None:
    """Clear the words of people's readings; who made them, of what kind and when stays, as of every decision."""
    found = ReadingRecord.objects.filter(only, by__isnull=False)
    found.update(text=b"", content=CLEARED_READING, mentions="[]", context="{}", said="{}")


def _add(  # noqa: PLR0913, PLR0917 - as above
    source: Source,
    reading: Reading,
    mentions: tuple[Mention, ...],
    context: Context,
    made: datetime,
    person: ByPerson | None = None,
) -> ReadingRecord:
    record = ReadingRecord(
        source=source,
        made=made,
        text=reading.text.encode("utf-8"),
        content=to_json(msgspec.structs.replace(reading, text="")),
        mentions=to_json(mentions),
        context=to_json(context),
        said=to_json(said_of_source(source)),
    )
    if person is not None:
        record.kind, record.parent_id, record.by = person.kind, person.parent, User.objects.get(name=person.by)
    record.save()
    return record


def _use(source: Source, record: ReadingRecord, reading: Reading) -> None:
    """Make a reading the one in use; the caller saves the source."""
    show(source, said_of_source(source), reading)
    source.reading = record
    source.grouped = False
