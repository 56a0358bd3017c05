"""What the workflow asks of the whole record, in custody: digests, readings, standing incidents, users.

Nothing here is shown to anybody: the functions take no viewer, and `workflow` alone calls them.
"""

from collections.abc import Iterable, Iterator, Sequence

from django.db.models import Q, QuerySet

from ledgerstone.evidence.incidents.model import Copy, Incident
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record.models import Acquisition, ClaimRecord, CopyRecord, IncidentRecord, ReadingRecord, Source, User
from ledgerstone.record.said import Said, Unread, said_of
from ledgerstone.record.shapes import acquisition_row, copy_value, incident_value, reading_value, text_of
from ledgerstone.record.statuses import DEACCESSIONED, DEACCESSIONING, KEPT

_AT_ONCE = 100
"""Rows that are asked for together: a statement for each costs more than the row, and all of them do not fit."""


def expected_digests() -> Iterator[str]:
    """Yield the digest of every source, in order: what must be in the archive."""
    yield from Source.objects.order_by("sha256").values_list("sha256", flat=True).iterator()


def is_held(sha256: str) -> bool:
    """Tell whether the record has a source with this digest."""
    return Source.objects.filter(sha256=sha256).exists()


def is_sealed(sha256: str) -> bool:
    """Tell whether the source with this digest is sealed."""
    return _sealed().filter(sha256=sha256).exists()


def sealed_digests() -> frozenset[str]:
    """Return the digests of all sealed sources: their bytes are not taken in again."""
    return frozenset(_sealed().values_list("sha256", flat=True))


def removed_digests() -> dict[str, str]:
    """Return the digests of all sources that were removed or are being removed, with their status."""
    found = Source.objects.filter(status__in=[DEACCESSIONING, DEACCESSIONED])
    return dict(found.values_list("sha256", "status"))


def agent_of(name: str) -> str:
    """Return the random id that stands for a user in the log; there is such a user."""
    return User.objects.get(name=name).agent


def unread_count() -> int:
    """Return how many sources there are whose reading is still to be made."""
    return _unread().count()


def unread() -> Iterator[Unread]:
    """Yield what the readings of sources need that are still to be made: new ones, and what an interrupted run left.

    In the order in which they came in, as far as they wait now, some at a time: what is read meanwhile waits no more.
    """
    last, after = _unread().last(), Q()
    until = Q() if last is None else Q(obtained=last.obtained, pk__lte=last.pk) | Q(obtained__lt=last.obtained)
    while some := _unread().filter(until).filter(after).prefetch_related("acquisitions")[:_AT_ONCE]:
        yield from map(_unread_value, some)
        at = some[len(some) - 1]
        after = Q(obtained=at.obtained, pk__gt=at.pk) | Q(obtained__gt=at.obtained)


def _unread() -> QuerySet[Source]:
    return Source.objects.filter(status=KEPT).order_by("obtained", "pk")


def _unread_value(source: Source) -> Unread:
    acquisitions = tuple(acquisition_row(one) for one in source.acquisitions.all())
    return Unread(
        id=source.pk,
        sha256=source.sha256,
        path=acquisitions[0].path,
        said=said_of(acquisitions),
        acquired=acquisitions[0],
        containers=_containers(source.sha256, acquisitions[0].part_of),
    )


def _containers(sha256: str, part_of: str | None) -> tuple[str, ...]:
    """Return the containers that a source was taken out of, by the way that it came in first, the nearest first."""
    found: dict[str, None] = {}
    while part_of is not None and part_of not in found and part_of != sha256:
        found[part_of] = None
        acquisition = Acquisition.objects.filter(source__sha256=part_of).first()
        part_of = None if acquisition is None else acquisition.part_of
    return tuple(found)


def is_grouped() -> bool:
    """Tell whether the latest grouping has seen every reading."""
    return not Source.objects.filter(reading__isnull=False, grouped=False).exists()


def read_ids() -> Iterator[str]:
    """Yield the id of every source with a reading."""
    yield from Source.objects.filter(reading__isnull=False).order_by("pk").values_list("pk", flat=True).iterator()


def read_count() -> int:
    """Return how many sources have a reading."""
    return Source.objects.filter(reading__isnull=False).count()


def read_among(ids: Sequence[str]) -> tuple[str, ...]:
    """Return those of some sources that have a reading, in order."""
    found: list[str] = []
    for start in range(0, len(ids), _AT_ONCE):
        some = Source.objects.filter(pk__in=ids[start : start + _AT_ONCE], reading__isnull=False)
        found += some.values_list("pk", flat=True)
    return tuple(sorted(found))


def texts_in_use(source_ids: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield ids of sources with the texts of their readings in use."""
    for key in source_ids:
        reading = Source.objects.select_related("reading").get(pk=key).reading
        if reading is not None:
            yield key, text_of(reading)


def every_text() -> Iterator[tuple[str, str]]:
    """Yield id and text for every reading of every source, those of people and those no longer in use among them."""
    for key in ReadingRecord.objects.order_by("pk").values_list("pk", flat=True):
        reading = ReadingRecord.objects.only("source", "text").get(pk=key)
        yield reading.source_id, text_of(reading)


def read_by_people(source_ids: Iterable[str]) -> frozenset[str]:
    """Return those of some sources whose reading in use is a person's."""
    found = Source.objects.filter(pk__in=list(source_ids), reading__by__isnull=False)
    return frozenset(found.values_list("pk", flat=True))


def readings_of(source_id: str) -> tuple[int, ...]:
    """Return the numbers of the readings of a source, the latest last."""
    return tuple(ReadingRecord.objects.filter(source=source_id).values_list("pk", flat=True))


def reading_in_use(source_id: str) -> int | None:
    """Return the number of the reading that a source's claims come from; None where it has none."""
    return Source.objects.values_list("reading", flat=True).get(pk=source_id)


def reading(number: int) -> Reading:
    """Return a reading by its number."""
    return reading_value(ReadingRecord.objects.get(pk=number))


def said_of_source(source_id: str) -> Said:
    """Return what people said of a source."""
    return said_of(tuple(acquisition_row(one) for one in Source.objects.get(pk=source_id).acquisitions.all()))


def standing_incidents() -> tuple[Incident, ...]:
    """Return the incidents of the latest grouping."""
    return tuple(incident_value(record) for record in IncidentRecord.objects.filter(current=True).order_by("pk"))


def incident_stands(key: str) -> bool:
    """Tell whether the latest grouping has an incident of this id."""
    return IncidentRecord.objects.filter(pk=key, current=True).exists()


def incidents_about(claims: Sequence[str]) -> tuple[Incident, ...]:
    """Return the incidents of the latest grouping that hold one of some claims."""
    found: dict[str, Incident] = {}
    for start in range(0, len(claims), _AT_ONCE):
        some = claims[start : start + _AT_ONCE]
        for record in IncidentRecord.objects.filter(current=True, claims__in=some).distinct():
            found[record.pk] = incident_value(record)
    return tuple(found[key] for key in sorted(found))


def copies_of(sources: Sequence[str]) -> tuple[Copy, ...]:
    """Return the copies that some sources take part in, on either side, by their sides."""
    found: dict[tuple[str, str], Copy] = {}
    for start in range(0, len(sources), _AT_ONCE):
        some = sources[start : start + _AT_ONCE]
        for record in CopyRecord.objects.filter(Q(source__in=some) | Q(of__in=some)):
            found[record.source_id, record.of_id] = copy_value(record)
    return tuple(found[key] for key in sorted(found))


def copies_between(pairs: Sequence[tuple[str, str]]) -> tuple[Copy, ...]:
    """Return the copies between pairs of sources, in either direction."""
    found = []
    for start in range(0, len(pairs), _AT_ONCE):
        some = [(one, of) for ends in pairs[start : start + _AT_ONCE] for one, of in (ends, ends[::-1])]
        wanted = Q(*(Q(source=one, of=of) for one, of in some), _connector=Q.OR)
        found += [copy_value(record) for record in CopyRecord.objects.filter(wanted)]
    return tuple(found)


def ungrouped() -> tuple[str, ...]:
    """Return the ids of sources with a reading that the latest grouping has not seen."""
    found = Source.objects.filter(reading__isnull=False, grouped=False)
    return tuple(found.order_by("pk").values_list("pk", flat=True))


def sources_named(ids: Iterable[str]) -> tuple[str, ...]:
    """Return the sources among some ids, and those of the claims among them, that have a reading."""
    named = list(ids)
    own = ClaimRecord.objects.filter(pk__in=named).values("source")
    found = Source.objects.filter(Q(pk__in=named) | Q(pk__in=own), reading__isnull=False)
    return tuple(found.order_by("pk").values_list("pk", flat=True))


def user_exists(name: str) -> bool:
    """Tell whether there is a user of this name."""
    return User.objects.filter(name=name).exists()


def _sealed() -> QuerySet[Source]:
    return Source.objects.filter(sealed=True).exclude(status__in=[DEACCESSIONING, DEACCESSIONED])
