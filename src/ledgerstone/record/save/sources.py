"""Sources, acquisitions and refusals."""

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from typing import TypedDict

import msgspec
from msgspec import Struct

from ledgerstone.accountability.access import Visibility
from ledgerstone.errors import DamagedError
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import Acquisition, Refusal, Source
from ledgerstone.record.rows import AcquisitionRow, RefusalRow
from ledgerstone.record.said import said_of
from ledgerstone.record.save.described import said_of_source, show
from ledgerstone.record.shapes import reading_value
from ledgerstone.record.statuses import DEACCESSIONED, DEACCESSIONING, ENDINGS, KEPT
from ledgerstone.values.digests import sha256_hex, short_id


class Fresh(TypedDict):
    """Columns of a source of which only the bytes are known."""

    size: int
    obtained: datetime
    media_type: str
    status: str


NO_TIME = datetime(1, 1, 1, tzinfo=UTC)


class Coming(Struct, frozen=True, kw_only=True):
    """Bytes that came in.

    Attributes:
        sha256: Their digest.
        size_bytes: How many they are.
        acquisition: How they came in.
    """

    sha256: str
    size_bytes: int
    acquisition: AcquisitionRow


def add_coming(some: Sequence[Coming]) -> tuple[tuple[str, bool], ...]:
    """Hold sources with how each came in; see `add_source` and `add_acquisition`.

    Returns:
        Of each its id, and whether its source was added.

    Raises:
        DamagedError: Two digests have the same short id.
    """
    keys = [short_id("s", one.sha256) for one in some]
    known = set(Source.objects.filter(pk__in=keys).values_list("pk", flat=True))
    new: dict[str, Coming] = {}
    for key, one in zip(keys, some, strict=True):
        if key not in known:
            new.setdefault(key, one)
    # What is held by nobody yet, as most of a pile is, goes in at once: a statement for each costs more than its words.
    Source.objects.bulk_create([_source(key, one) for key, one in new.items()])
    Acquisition.objects.bulk_create([_acquisition(key, one.acquisition) for key, one in new.items()])
    return tuple((key, True) if new.get(key) is one else _add_to_held(one) for key, one in zip(keys, some, strict=True))


def _source(key: str, one: Coming) -> Source:
    source = Source(id=key, sha256=one.sha256, **_fresh(one.size_bytes, one.acquisition.obtained))
    show(source, said_of((one.acquisition,)), None)
    return source


def _fresh(size_bytes: int, obtained: datetime) -> Fresh:
    return {"size": size_bytes, "obtained": obtained, "media_type": "application/octet-stream", "status": KEPT}


def _acquisition(key: str, row: AcquisitionRow) -> Acquisition:
    return Acquisition(source_id=key, fingerprint=fingerprint(row), **msgspec.structs.asdict(row))


def _add_to_held(one: Coming) -> tuple[str, bool]:
    key, created = add_source(sha256=one.sha256, size_bytes=one.size_bytes, obtained=one.acquisition.obtained)
    add_acquisition(key, one.acquisition)
    return key, created


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
        defaults={"sha256": sha256, **_fresh(size_bytes, obtained)},
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
    """Return the digest of a description: of all but when it came in, and the object that holds it.

    A time of capture counts where there is one, so that descriptions from before there were any are known again.
    """
    timeless = msgspec.structs.asdict(msgspec.structs.replace(acquisition, obtained=NO_TIME, meta=None))
    if acquisition.captured is None:
        del timeless["captured"]
    return sha256_hex([to_json(timeless).encode("utf-8")])


def refuse(refusal: RefusalRow) -> None:
    """Keep what was refused and why."""
    Refusal.objects.create(path=refusal.path, reason=refusal.reason, at=refusal.at)


def forget_refusals(is_meant: Callable[[str], bool]) -> int:
    """Delete what was refused where its path or the reason is meant, and return how many rows went."""
    meant = [one.pk for one in Refusal.objects.all() if is_meant(one.path) or is_meant(one.reason)]
    Refusal.objects.filter(pk__in=meant).delete()
    return len(meant)
