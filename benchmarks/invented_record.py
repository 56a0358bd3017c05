"""A record of invented news, written row by row: sources, readings, claims, copies and incidents as they are kept.

Nothing is read and nothing is grouped: the incidents are those that the papers were made for.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from hashlib import sha256
from itertools import islice, pairwise

from django.db import connection
from django.db.models import OuterRef, Subquery
from django.test.utils import CaptureQueriesContext

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.claims.model import Context, Question
from ledgerstone.evidence.incidents.model import Copy, CopyKind, Direction, HeldClaim, Incident, Lines, Paper
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record.find.account import account
from ledgerstone.record.json_text import to_json
from ledgerstone.record.make_tables import make_tables
from ledgerstone.record.models import ClaimRecord, CopyRecord, IncidentClaim, IncidentRecord, ReadingRecord, Source
from ledgerstone.values.dates import DateValue
from ledgerstone.values.digests import short_id
from ledgerstone.values.places import PlaceValue

OBTAINED = datetime(2020, 1, 1, tzinfo=UTC)
AT_ONCE = 500

Key = tuple[str, str]
"""Day and town of an incident."""


class Told:
    """What is said of incidents, gathered while papers are kept."""

    def __init__(self) -> None:
        self.claims: dict[Key, list[str]] = defaultdict(list)
        self.sources: dict[Key, dict[str, None]] = defaultdict(dict)

    def add(self, paper: Paper) -> None:
        """Note what a paper tells of."""
        key: Key | None = None
        for held in paper.claims:
            key = _key(held) or key
            if key is not None:
                self.claims[key].append(held.id)
                self.sources[key][paper.id] = None

    def incidents(self) -> Iterator[Incident]:
        """Yield the incidents, in the order in which they were first told of."""
        for key, claims in self.claims.items():
            yield Incident(
                id=short_id("i", claims[0]),
                title=" ".join(key),
                kind="violence",
                when=DateValue(edtf=key[0], earliest=None, latest=None, wording=key[0]),
                where=(key[1],),
                claims=tuple(claims),
                sources=tuple(sorted(self.sources[key])),
                lines=Lines(min=1, max=len(self.sources[key])),
            )

    def copies(self) -> Iterator[CopyRecord]:
        """Yield a copy for each two papers of an incident that follow each other, each pair once."""
        pairs = dict.fromkeys(pair for those in self.sources.values() for pair in pairwise(sorted(those)))
        for one, other in pairs:
            copy = Copy(source=one, of=other, kind=CopyKind.EDITED, direction=Direction.UNKNOWN, share=0.5)
            yield CopyRecord(source_id=one, of_id=other, content=to_json(copy))


def queries_of(incident: str) -> int:
    """Ask for an account as the desk does; return how many queries it took."""
    with CaptureQueriesContext(connection) as queries:
        account(incident, viewer=Viewer(role=Role.DESK), purpose=Purpose.READING)
    return len(queries)


def fill(papers: Iterable[Paper]) -> tuple[str, ...]:
    """Make a record of papers, with their incidents and copies; return the incidents' ids, the first told of first."""
    make_tables()
    told, coming = Told(), iter(papers)
    while some := tuple(islice(coming, AT_ONCE)):
        Source.objects.bulk_create(map(_source, some))
        readings = ReadingRecord.objects.bulk_create(map(_reading, some))
        numbers = {reading.source_id: reading.pk for reading in readings}
        ClaimRecord.objects.bulk_create(_claims(some, numbers))
        for paper in some:
            told.add(paper)
    own = ReadingRecord.objects.filter(source=OuterRef("pk")).values("pk")[:1]
    Source.objects.update(reading=Subquery(own))
    incidents = tuple(told.incidents())
    IncidentRecord.objects.bulk_create(map(_incident, incidents), batch_size=AT_ONCE)
    links = (IncidentClaim(incident_id=one.id, claim_id=claim) for one in incidents for claim in one.claims)
    IncidentClaim.objects.bulk_create(links, batch_size=AT_ONCE)
    CopyRecord.objects.bulk_create(told.copies(), batch_size=AT_ONCE)
    return tuple(one.id for one in incidents)


def _incident(one: Incident) -> IncidentRecord:
    return IncidentRecord(id=one.id, title=one.title, kind=one.kind, content=to_json(one))


def _source(paper: Paper) -> Source:
    return Source(
        id=paper.id,
        sha256=sha256(paper.id.encode()).hexdigest(),
        size=len(paper.text),
        obtained=OBTAINED,
        media_type="text/plain",
        title=paper.title,
        publisher=paper.publisher,
        published=None if paper.published is None else paper.published.edtf,
        published_value=None if paper.published is None else to_json(paper.published),
        language=paper.language,
        status="read",
        grouped=True,
    )


def _reading(paper: Paper) -> ReadingRecord:
    reading = Reading(
        media_type="text/plain", language=paper.language, text="", regions=paper.regions, tool="plain text", version="2"
    )
    return ReadingRecord(
        source_id=paper.id,
        made=OBTAINED,
        text=paper.text.encode(),
        content=to_json(reading),
        mentions="[]",
        context=to_json(Context(published=paper.published, publisher=paper.publisher)),
        said="null",
    )


def _claims(papers: Iterable[Paper], readings: dict[str, int]) -> Iterator[ClaimRecord]:
    for paper in papers:
        for held in paper.claims:
            yield ClaimRecord(
                id=held.id,
                source_id=paper.id,
                reading_id=readings[paper.id],
                question=held.claim.question.value,
                stance=held.claim.stance.value,
                start=held.claim.passage.start,
                content=to_json(held.claim),
            )


def _key(held: HeldClaim) -> Key | None:
    scope = held.claim.scope
    if held.claim.question is not Question.KILLED or scope.when is None or not isinstance(scope.where, PlaceValue):
        return None
    return str(scope.when.edtf), str(scope.where.gazetteer_id)
