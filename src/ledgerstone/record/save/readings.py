"""Readings: each is added, beside all others; the source then points at the one in use.

A person's transcription or correction is in use until a person hands in another. What a tool makes after it stands
beside it.
"""

from collections.abc import Sequence
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
from ledgerstone.record.said import Said
from ledgerstone.record.save.described import said_of_source, show
from ledgerstone.record.save.logged import log_row
from ledgerstone.record.shapes import reading_value
from ledgerstone.record.statuses import KEPT

_READ = "read"
_COLUMNS = (
    *("title", "publisher", "published", "published_value", "language", "origin"),
    *("status", "media_type", "reading", "grouped"),
)
"""Columns of a source that a reading changes."""


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


class ByTool(Struct, frozen=True, kw_only=True):
    """A reading that a tool made.

    Attributes:
        source: Id of the source whose it is.
        reading: As the core made it.
        mentions: What it mentions.
        context: What was known of the document when the mentions were resolved.
        status: The source's status from now on: read, not read, unreadable; that of the reading in use.
        known: What people had said of the source when it was read; None for what they say now. Where they say more by
            now, the source waits to be read again.
    """

    source: str
    reading: Reading
    mentions: tuple[Mention, ...]
    context: Context
    status: str
    known: Said | None = None


def add_readings(some: Sequence[ByTool], *, made: datetime) -> tuple[int, ...]:
    """Add tools' readings, of another source each, and use each unless a person's is in use.

    Args:
        some: The readings; a statement of SQL costs more than the words of a small one.
        made: When.

    Returns:
        The readings' keys, for their claims, in their order.
    """
    found = Source.objects.select_related("reading").prefetch_related("acquisitions")
    sources = found.in_bulk([one.source for one in some])
    records = [_record(sources[one.source], one.reading, one.mentions, one.context, made) for one in some]
    ReadingRecord.objects.bulk_create(records)
    for one, record in zip(some, records, strict=True):
        _follow(sources[one.source], one, record)
    Source.objects.bulk_create(
        sources.values(), update_conflicts=True, unique_fields=["id"], update_fields=list(_COLUMNS)
    )
    return tuple(record.pk for record in records)


def _follow(source: Source, one: ByTool, record: ReadingRecord) -> None:
    """Change a source by its new reading; the caller saves it."""
    used, said = source.reading, said_of_source(source)
    if used is not None and used.by_id is not None:
        source.status = _READ
        show(source, said, reading_value(used))
    else:
        _use(source, record, one.reading)
        source.status = one.status if one.known in {None, said} else KEPT
    source.media_type = one.reading.media_type


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
    one = ByTool(source=source_id, reading=reading, mentions=mentions, context=context, status=status)
    return add_readings([one], made=made)[0]


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
    record = _record(source, reading, mentions, context, made)
    record.kind, record.parent_id, record.by = person.kind, person.parent, User.objects.get(name=person.by)
    record.save()
    log_row(EntryType.READING, str(record.pk), by=person.by)
    if person.kind != TRANSLATION:
        _use(source, record, reading)
        source.status = _READ
        source.save()
    return record.pk


def renew_rules(number: int, *, mentions: tuple[Mention, ...], context: Context) -> None:
    """Put what today's rules make of a reading in the place of what earlier ones made; its words stay.

    Args:
        number: Of a reading that is in use.
        mentions: What it mentions.
        context: What was known of the document when the mentions were resolved.
    """
    record = ReadingRecord.objects.select_related("source").defer("text", "content").get(pk=number)
    record.mentions, record.context = to_json(mentions), to_json(context)
    record.said = to_json(said_of_source(record.source))
    record.save(update_fields=("mentions", "context", "said"))
    Source.objects.filter(pk=record.source_id).update(grouped=False)


def clear_readings(only: Q) -> None:
    """Clear the words of people's readings; who made them, of what kind and when stays, as of every decision."""
    found = ReadingRecord.objects.filter(only, by__isnull=False)
    found.update(text=b"", content=CLEARED_READING, mentions="[]", context="{}", said="{}")


def _record(
    source: Source, reading: Reading, mentions: tuple[Mention, ...], context: Context, made: datetime
) -> ReadingRecord:
    return ReadingRecord(
        source=source,
        made=made,
        text=reading.text.encode("utf-8"),
        content=to_json(msgspec.structs.replace(reading, text="")),
        mentions=to_json(mentions),
        context=to_json(context),
        said=to_json(said_of_source(source)),
    )


def _use(source: Source, record: ReadingRecord, reading: Reading) -> None:
    """Make a reading the one in use; the caller saves the source."""
    show(source, said_of_source(source), reading)
    source.reading = record
    source.grouped = False
