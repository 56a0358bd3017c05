"""Sources, with how they came in and their readings."""

from django.db.models import Max, Q, QuerySet
from msgspec import Struct

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import NotFoundError
from ledgerstone.record.find import visible
from ledgerstone.record.find.copies import patchworks_of
from ledgerstone.record.find.identity import full_source_id
from ledgerstone.record.find.withheld import without_hidden
from ledgerstone.record.json_text import from_json
from ledgerstone.record.models import Publication, ReadingRecord, Source
from ledgerstone.record.reading_kinds import CLEARED_READING
from ledgerstone.record.rows import ReadingLine, SourceDetail, SourceRow
from ledgerstone.record.shapes import acquisition_row, reading_row, source_row, text_of


class _Made(Struct, frozen=True, kw_only=True):
    """What a list says of a reading, of all that is kept of it."""

    tool: str
    version: str
    language: str | None = None


def sources(*, viewer: Viewer, purpose: Purpose, limit: int | None = None, offset: int = 0) -> tuple[SourceRow, ...]:
    """Return the sources that the viewer may see, in the order in which they came in.

    Args:
        viewer: Who looks.
        purpose: What for.
        limit: At most so many; None for all.
        offset: How many to leave out before.
    """
    end = None if limit is None else offset + limit
    found = visible.sources(viewer=viewer, purpose=purpose)[offset:end]
    return tuple(source_row(source) for source in found)


def languages(*, viewer: Viewer, purpose: Purpose, source: str | None = None) -> tuple[str, ...]:
    """Return the languages of the sources that the viewer may see, in order; of one source where it is named.

    Args:
        viewer: Who looks.
        purpose: What for.
        source: Its id or digest, or a beginning that only one has.

    Raises:
        NotFoundError: There is no such source for this viewer.
    """
    found = visible.sources(viewer=viewer, purpose=purpose)
    if source is not None:
        found = found.filter(pk=full_source_id(source, viewer=viewer, purpose=purpose))
    return tuple(sorted(filter(None, found.order_by().values_list("language", flat=True).distinct())))


def source(
    id: str,  # noqa: A002 - the contract's word
    *,
    viewer: Viewer,
    purpose: Purpose,
    reading: int | None = None,
) -> SourceDetail:
    """Return one source.

    Args:
        id: Its id or digest, or a beginning that only one has.
        viewer: Who looks.
        purpose: What for.
        reading: Number of one of its readings; None for the one in use.

    Raises:
        NotFoundError: There is no such source for this viewer, or it has no such reading.
    """
    key = full_source_id(id, viewer=viewer, purpose=purpose)
    found = visible.sources(viewer=viewer, purpose=purpose).select_related("reading").get(pk=key)
    shown = _readings(found, viewer)
    record = found.reading if reading is None else shown.filter(pk=reading).first()
    if record is None and reading is not None:
        raise NotFoundError(f"source {key} has no reading {reading}: see the list of its readings")
    row = None if record is None else reading_row(record)
    if row is not None and viewer.role is Role.PUBLIC:
        row = without_hidden(row, key)
    return SourceDetail(
        source=source_row(found),
        acquisitions=tuple(acquisition_row(one) for one in found.acquisitions.all()),
        reading=row,
        readings=tuple(_line(one, found.reading_id, viewer) for one in shown),
        patchwork=next(iter(patchworks_of((key,), viewer=viewer, purpose=purpose)), None),
    )


def _readings(source: Source, viewer: Viewer) -> QuerySet[ReadingRecord]:
    """Return the readings of a source whose words are there, the latest last.

    To the public, beside the one in use, those alone that were there when somebody last published what cites it.
    """
    found = source.readings.exclude(content=CLEARED_READING).select_related("by")
    if viewer.role is not Role.PUBLIC:
        return found
    last = Publication.objects.filter(cited__source=source).aggregate(at=Max("at"))["at"]
    used = Q(pk=source.reading_id)
    return found.filter(used if last is None else used | Q(made__lte=last))


def _line(record: ReadingRecord, used: int | None, viewer: Viewer) -> ReadingLine:
    """Return a reading in a list; to the public, nobody is named who worked on it."""
    made = from_json(record.content, _Made)
    named = None if viewer.role is Role.PUBLIC or record.by is None else record.by.name
    return ReadingLine(
        id=record.pk,
        tool=made.tool,
        version=made.version,
        by=named,
        kind=record.kind,
        parent=record.parent_id,
        made=record.made,
        language=made.language,
        characters=len(text_of(record)),
        in_use=record.pk == used,
    )
