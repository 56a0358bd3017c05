"""What the workflow asks of the whole record, in custody: digests, papers, standing incidents, users.

Nothing here is shown to anybody: the functions take no viewer, and `workflow` alone calls them.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ledgerstone.evidence.incidents.model import Incident, Paper
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record.models import ClaimRecord, IncidentRecord, Judgement, Source, User
from ledgerstone.record.rows import SourceRow
from ledgerstone.record.shapes import incident_value, paper, reading_value, source_row

BATCH = 200
"""How many readings lie in memory at once where they are walked one by one."""

REJECTED = "rejected"


def expected_digests() -> Iterator[str]:
    """Yield the digest of every source, in order: what must be in the archive."""
    yield from Source.objects.order_by("sha256").values_list("sha256", flat=True).iterator()


def held_digests(digests: Iterable[str]) -> frozenset[str]:
    """Return those of the digests that the record has as sources."""
    return frozenset(Source.objects.filter(sha256__in=list(digests)).values_list("sha256", flat=True))


def held_source(sha256: str) -> SourceRow | None:
    """Return the source with this digest; None where there is none."""
    found = Source.objects.filter(sha256=sha256).first()
    return None if found is None else source_row(found)


def unread_sources() -> tuple[SourceRow, ...]:
    """Return the sources whose reading was not made, because a run was interrupted between keeping and reading."""
    found = Source.objects.filter(status="kept").order_by("obtained", "pk")
    return tuple(source_row(source) for source in found)


def papers() -> tuple[Paper, ...]:
    """Return every source with a reading as incidents need it, with the claims that nobody rejected."""
    by_source: dict[str, list[ClaimRecord]] = defaultdict(list)
    for record in ClaimRecord.objects.filter(current=True).exclude(status=REJECTED):
        by_source[record.source_id].append(record)
    found = Source.objects.filter(reading__isnull=False).select_related("reading").order_by("pk")
    return tuple(paper(source, tuple(by_source[source.pk])) for source in found)


def readings() -> Iterator[tuple[str, Reading]]:
    """Yield the id and the latest reading of every source that has one."""
    found = Source.objects.filter(reading__isnull=False).select_related("reading").order_by("pk")
    for source in found.iterator(chunk_size=BATCH):
        if source.reading is not None:
            yield source.pk, reading_value(source.reading)


def standing_incidents() -> tuple[Incident, ...]:
    """Return the incidents of the latest grouping."""
    return tuple(incident_value(record) for record in IncidentRecord.objects.filter(current=True).order_by("pk"))


def standing_decisions() -> tuple[tuple[str, str, str | None], ...]:
    """Return subject, decision and other of every judgement that no later one superseded, oldest first."""
    found = Judgement.objects.filter(superseded_by__isnull=True)
    return tuple(found.values_list("subject", "decision", "other"))


def user_exists(name: str) -> bool:
    """Tell whether there is a user of this name."""
    return User.objects.filter(name=name).exists()
