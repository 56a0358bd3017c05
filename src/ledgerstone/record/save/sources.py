"""Sources, acquisitions and refusals."""

from collections.abc import Callable, Iterable
from datetime import UTC, datetime

import msgspec

from ledgerstone.accountability.access import Visibility
from ledgerstone.errors import DamagedError
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import Acquisition, Refusal, Source
from ledgerstone.record.rows import AcquisitionRow, RefusalRow
from ledgerstone.record.save.described import said_of_source, show
from ledgerstone.record.shapes import reading_value
from ledgerstone.record.statuses import DEACCESSIONED, DEACCESSIONING, ENDINGS
from ledgerstone.values.digests import sha256_hex, short_id

KEPT = "kept"
"""The status of a source whose bytes are held and whose reading is still to be made."""

NO_TIME = datetime(1, 1, 1, tzinfo=UTC)


def add_source(*, sha256: str, size_bytes: int, obtained: datetime) -> tuple[str, bool]:
    """Hold a source under its digest, or find the one that is held; one that was removed comes back as a new one.

    Returns:
        Its id, and whether it was added.

    Raises:
        DamagedError: Another digest has the same short id (chance below 2 in 1,000 for a million sources).
    """
    key = short_id("s", sha256)
    held, created = Source.objects.get_or_create(
        pk=key,
        defaults={
            "sha256": sha256,
            "size": size_bytes,
            "obtained": obtained,
            "media_type": "application/octet-stream",
            "status": KEPT,
        },
    )
    if held.sha256 != sha256:
        raise DamagedError(f"{sha256} and {held.sha256} share the id {key}; keep one of them in another archive")
    if held.status in {DEACCESSIONING, DEACCESSIONED}:
        # Whoever published it published what was there before: it comes back for the desk alone.
        desk = Visibility.DESK.value
        Source.objects.filter(pk=key).update(status=KEPT, sealed=False, visibility=desk, obtained=obtained)
        created = True
    return key, created


def add_acquisition(source_id: str, acquisition: AcquisitionRow) -> bool:
    """Add how the bytes came in, unless they came in with the very same description before.

    The source's columns for listings are written anew; where people now say more than the latest reading knew, the
    source waits to be read again, because dates and voices depend on it.

    Returns:
        Whether it was added.
    """
    _, created = Acquisition.objects.get_or_create(
        source_id=source_id, fingerprint=fingerprint(acquisition), defaults=msgspec.structs.asdict(acquisition)
    )
    if created:
        source = Source.objects.select_related("reading").get(pk=source_id)
        said = said_of_source(source)
        show(source, said, None if source.reading is None else reading_value(source.reading))
        if source.reading is not None and source.reading.said != to_json(said):
            source.status = KEPT
        source.save()
    return created


def await_reading(source_ids: Iterable[str]) -> None:
    """Have sources wait to be read again, but for those whose words have left the record, or are leaving it."""
    gone = [*ENDINGS, *ENDINGS.values()]
    Source.objects.filter(pk__in=list(source_ids)).exclude(status__in=gone).update(status=KEPT)


def fingerprint(acquisition: AcquisitionRow) -> str:
    """Return the digest of a description: of all but when it came in, and the object that holds it."""
    timeless = msgspec.structs.replace(acquisition, obtained=NO_TIME, meta=None)
    return sha256_hex([to_json(timeless).encode("utf-8")])


def refuse(refusal: RefusalRow) -> None:
    """Keep what was refused and why."""
    Refusal.objects.create(path=refusal.path, reason=refusal.reason, at=refusal.at)


def forget_refusals(is_meant: Callable[[str], bool]) -> int:
    """Delete what was refused where its path or the reason is meant, and return how many rows went."""
    meant = [one.pk for one in Refusal.objects.all() if is_meant(one.path) or is_meant(one.reason)]
    Refusal.objects.filter(pk__in=meant).delete()
    return len(meant)
