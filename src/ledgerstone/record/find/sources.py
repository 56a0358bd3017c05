"""Sources, with how they came in and their latest reading."""

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.record.find import visible
from ledgerstone.record.find.identity import full_source_id
from ledgerstone.record.find.withheld import without_comments
from ledgerstone.record.rows import SourceDetail, SourceRow
from ledgerstone.record.shapes import acquisition_row, reading_row, source_row


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


def source(id: str, *, viewer: Viewer, purpose: Purpose) -> SourceDetail:  # noqa: A002 - the contract's word
    """Return one source.

    Args:
        id: Its id or digest, or a beginning that only one has.
        viewer: Who looks.
        purpose: What for.

    Raises:
        NotFoundError: There is no such source for this viewer.
    """
    key = full_source_id(id, viewer=viewer, purpose=purpose)
    found = visible.sources(viewer=viewer, purpose=purpose).select_related("reading").get(pk=key)
    reading = None if found.reading is None else reading_row(found.reading)
    if reading is not None and viewer.role is Role.PUBLIC:
        reading = without_comments(reading)
    return SourceDetail(
        source=source_row(found),
        acquisitions=tuple(acquisition_row(one) for one in found.acquisitions.all()),
        reading=reading,
    )
