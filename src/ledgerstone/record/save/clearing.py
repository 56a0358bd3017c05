"""Clearing: the words of a source, and all that was made of them, leave the record; the row of the source stays.

It is done in steps, each of which may be repeated: a source is marked when the log says so, its words are cleared,
and it is marked as done when nothing of them is left in any file. Decisions and publications are rows that are never
changed; here alone their words are masked, and only where the log names the row as cleared.
"""

import secrets
from collections.abc import Sequence
from pathlib import Path

from django.db import connection, models
from django.db.models import Q
from msgspec import Struct, structs

from ledgerstone.evidence.incidents.model import Lines
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.record.json_text import CLEARED_JSON, to_json
from ledgerstone.record.logged_text import row_text
from ledgerstone.record.models import (
    Acquisition,
    ClaimRecord,
    CopyRecord,
    IncidentRecord,
    Judgement,
    LoggedRow,
    Publication,
    PublicationSource,
    ReadingRecord,
    Source,
)
from ledgerstone.record.rows import SAID_OF_BYTES
from ledgerstone.record.save.readings import clear_readings
from ledgerstone.record.shapes import incident_value
from ledgerstone.record.statuses import ENDINGS
from ledgerstone.storage.scrubbing import scrub

CLEARED = "░"
"""What stands where words stood that cannot be unknown."""

_UNKNOWN_TYPE = "application/octet-stream"
_NO_SALT = "0" * 64


class TiedRow(Struct, frozen=True, kw_only=True):
    """A row that the log fixes and that has words of a source: what to keep of it before it is cleared.

    Attributes:
        kind: What was done.
        key: The row's key.
        digest: What the log was told.
        salt: What the digest was salted with, in hex.
        text: The row as one text, of which, after the salt, it is the digest.
    """

    kind: EntryType
    key: str
    digest: str
    salt: str
    text: str


def mark(sha256: str, status: str) -> str | None:
    """Mark a source whose words are to be cleared; from now on nobody but the custodian sees it.

    Args:
        sha256: Its digest.
        status: A key of `ENDINGS`.

    Returns:
        Its id; None where the digest is no source's, or the source was cleared before.
    """
    found = Source.objects.filter(sha256=sha256).exclude(status__in=[status, ENDINGS[status]]).first()
    if found is None:
        return None
    Source.objects.filter(pk=found.pk).update(sealed=True, status=status)
    return found.pk


def marked() -> tuple[str, ...]:
    """Return the ids of the sources that are marked and not yet cleared to the end."""
    return tuple(Source.objects.filter(status__in=list(ENDINGS)).order_by("pk").values_list("pk", flat=True))


def tied_rows(source_ids: Sequence[str]) -> tuple[TiedRow, ...]:
    """Return publications that cite the sources, people's readings of them, and judgements on them or their claims."""
    cited = PublicationSource.objects.filter(source__in=source_ids).values_list("publication_id", flat=True)
    claims = ClaimRecord.objects.filter(source__in=source_ids).values("pk")
    about = Q(subject__in=source_ids) | Q(other__in=source_ids) | Q(subject__in=claims) | Q(other__in=claims)
    judged = Judgement.objects.filter(about).values_list("pk", flat=True)
    readings = ReadingRecord.objects.filter(source__in=source_ids).values_list("pk", flat=True)
    keys = (
        Q(kind=EntryType.PUBLICATION.value, key__in=list(cited))
        | Q(kind=EntryType.JUDGEMENT.value, key__in=list(judged))
        | Q(kind=EntryType.READING.value, key__in=[str(one) for one in readings])
    )
    found = LoggedRow.objects.filter(keys, index__isnull=False).exclude(salt=_NO_SALT)
    return tuple(_tied(row) for row in found)


def tied_judgements(keys: Sequence[str]) -> tuple[TiedRow, ...]:
    """Return judgements that the log fixes and whose words were not cleared yet, by their ids."""
    found = LoggedRow.objects.filter(kind=EntryType.JUDGEMENT.value, key__in=keys, index__isnull=False)
    return tuple(_tied(row) for row in found.exclude(salt=_NO_SALT))


def kept_reasons(source_ids: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of judgements on incidents that name the sources: their reasons stay, for people to read."""
    naming = [record.pk for record in IncidentRecord.objects.all() if _names(record, source_ids)]
    return tuple(Judgement.objects.filter(subject__in=naming).values_list("pk", flat=True))


def clear_row(digest: str) -> None:
    """Mask the words of a row that the log names as cleared; nothing happens where there is no such row."""
    row = LoggedRow.objects.filter(digest=digest).first()
    if row is None:
        return
    if row.kind == EntryType.JUDGEMENT.value:
        models.QuerySet(Judgement).filter(pk=row.key).update(reason=CLEARED)
    elif row.kind == EntryType.PUBLICATION.value:
        models.QuerySet(Publication).filter(pk=row.key).update(listing=CLEARED_JSON, snapshot=CLEARED_JSON)
    elif row.kind == EntryType.READING.value:
        clear_readings(Q(pk=row.key))
    # With its salt, the digest in the log would confirm a guess at a short reason.
    LoggedRow.objects.filter(pk=row.pk).update(salt=_NO_SALT)


def clear_sources(source_ids: Sequence[str]) -> None:
    """Take away what was read, claimed and found of the sources, and mask how they came in."""
    Source.objects.filter(pk__in=source_ids).update(
        reading=None,
        media_type=_UNKNOWN_TYPE,
        title=None,
        publisher=None,
        published=None,
        published_value=None,
        origin=None,
        language=None,
        grouped=False,
    )
    CopyRecord.objects.filter(Q(source__in=source_ids) | Q(of__in=source_ids)).delete()
    ClaimRecord.objects.filter(source__in=source_ids).delete()
    clear_readings(Q(source__in=source_ids))
    ReadingRecord.objects.filter(source__in=source_ids, by__isnull=True).delete()
    for one in Acquisition.objects.filter(source__in=source_ids):
        # The fingerprint is a digest of the words, and would confirm a guess at them.
        masked = dict.fromkeys(SAID_OF_BYTES)
        Acquisition.objects.filter(pk=one.pk).update(path=CLEARED, fingerprint=secrets.token_hex(32), **masked)


def clear_incidents(source_ids: Sequence[str]) -> None:
    """Mask what earlier groupings said of incidents that name the sources; to be called after a new grouping."""
    for record in IncidentRecord.objects.filter(current=False):
        if _names(record, source_ids):
            kept = structs.replace(
                incident_value(record),
                title=CLEARED,
                when=None,
                where=(),
                claims=(),
                sources=(),
                lines=Lines(min=0, max=0),
                evidence=(),
                places=(),
                around=(),
            )
            IncidentRecord.objects.filter(pk=record.pk).update(title=CLEARED, earliest=None, content=to_json(kept))


def finish(source_ids: Sequence[str]) -> None:
    """Note that nothing of the words of these sources is left."""
    for status, ending in ENDINGS.items():
        Source.objects.filter(pk__in=source_ids, status=status).update(status=ending)


def scrub_record(folder: Path) -> bool:
    """Make the database forget what was deleted from it.

    Args:
        folder: Where SQLite may put its working copy; it holds what the database holds.

    Returns:
        Whether that was done to the end; not, where somebody else kept reading an earlier state.
    """
    with connection.cursor() as cursor:
        if connection.vendor != "sqlite":
            cursor.execute("VACUUM FULL")
            return True

        def execute(statement: str) -> tuple[int, ...] | None:
            cursor.execute(statement)
            row: tuple[int, ...] | None = cursor.fetchone()
            return row

        return scrub(execute, folder)


def _tied(row: LoggedRow) -> TiedRow:
    kind = EntryType(row.kind)
    return TiedRow(kind=kind, key=row.key, digest=row.digest, salt=row.salt, text=row_text(kind, row.key) or "")


def _names(record: IncidentRecord, source_ids: Sequence[str]) -> bool:
    return not set(source_ids).isdisjoint(incident_value(record).sources)
