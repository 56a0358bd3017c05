"""Rows of the tables as the plain rows that leave the record."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType

import msgspec

from ledgerstone.evidence.claims.model import Claim, Context, Mention, Speaker, Voice
from ledgerstone.evidence.incidents.model import Copy, HeldClaim, Incident, Paper
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record.json_text import from_json
from ledgerstone.record.models import (
    Acquisition,
    ClaimRecord,
    CopyRecord,
    IncidentRecord,
    Judgement,
    Publication,
    ReadingRecord,
    Source,
)
from ledgerstone.record.rows import (
    AcquisitionRow,
    Attribution,
    ClaimRow,
    IncidentRow,
    JudgementRow,
    PublicationRow,
    ReadingRow,
    SourceRow,
)
from ledgerstone.values.dates import DateValue

NOT_GIVEN: Mapping[str, Attribution] = MappingProxyType({})
"""No person gives any claim another voice."""


def source_row(source: Source) -> SourceRow:
    """Return a source as a row of a listing."""
    return SourceRow(
        id=source.id,
        sha256=source.sha256,
        media_type=source.media_type,
        size=source.size,
        title=source.title,
        publisher=source.publisher,
        published=source.published,
        obtained=source.obtained,
        origin=source.origin,
        language=source.language,
        status=source.status,
        visibility=source.visibility,
    )


def acquisition_row(acquisition: Acquisition) -> AcquisitionRow:
    """Return one time that the bytes came in."""
    return AcquisitionRow(
        path=acquisition.path,
        obtained=acquisition.obtained,
        title=acquisition.title,
        publisher=acquisition.publisher,
        published=acquisition.published,
        url=acquisition.url,
        language=acquisition.language,
        origin=acquisition.origin,
        fonds=acquisition.fonds,
        shelfmark=acquisition.shelfmark,
        rights=acquisition.rights,
        part_of=acquisition.part_of,
        captured=acquisition.captured,
    )


def text_of(reading: ReadingRecord) -> str:
    """Return the reading's text; PostgreSQL's driver gives a memoryview, SQLite's gives bytes."""
    return bytes(reading.text).decode("utf-8")


def reading_value(reading: ReadingRecord) -> Reading:
    """Return the reading as the core made it."""
    return msgspec.structs.replace(from_json(reading.content, Reading), text=text_of(reading))


def reading_row(record: ReadingRecord) -> ReadingRow:
    """Return a reading with its regions and mentions."""
    reading = reading_value(record)
    return ReadingRow(
        tool=reading.tool,
        version=reading.version,
        made=record.made,
        language=reading.language,
        text=reading.text,
        regions=reading.regions,
        stretches=reading.stretches,
        dates=reading.dates,
        pages=reading.pages,
        mentions=from_json(record.mentions, tuple[Mention, ...]),
        warnings=reading.warnings,
        context=from_json(record.context, Context),
    )


def date_value(text: str | None) -> DateValue | None:
    """Return the date that a column keeps; None is unknown."""
    return None if text is None else from_json(text, DateValue)


def claim_value(record: ClaimRecord) -> Claim:
    """Return the claim as the core made it."""
    return from_json(record.content, Claim)


def claim_as_given(record: ClaimRecord, given: Mapping[str, Attribution]) -> Claim:
    """Return the claim with the voice that a person gives it, where one does.

    Args:
        record: The claim.
        given: People's attributions, by claim.
    """
    claim, by_person = claim_value(record), given.get(record.pk)
    if by_person is None:
        return claim
    speaker = Speaker(name=by_person.name, kind=by_person.kind)
    return msgspec.structs.replace(claim, voice=Voice(name=speaker.name, kind=speaker.kind, chain=(speaker,)))


def claim_row(record: ClaimRecord, *, incident: str | None, given: Mapping[str, Attribution] = NOT_GIVEN) -> ClaimRow:
    """Return a claim, with the incident that it is shown under, and with the voice that a person gives it."""
    claim, attribution = claim_as_given(record, given), given.get(record.pk)
    if attribution is not None:
        attribution = msgspec.structs.replace(attribution, was=claim_value(record).voice)
    return ClaimRow(
        id=record.id,
        source=record.source_id,
        question=claim.question.value,
        value=claim.value,
        scope=claim.scope,
        voice=claim.voice,
        stance=claim.stance,
        passage=claim.passage,
        region=claim.region,
        incident=incident,
        method=claim.method,
        status=record.status,
        reading=record.reading_id,
        cue=claim.cue,
        notes=claim.notes,
        attribution=attribution,
    )


def incident_value(record: IncidentRecord) -> Incident:
    """Return the incident as the core proposed it."""
    return from_json(record.content, Incident)


def incident_row(record: IncidentRecord) -> IncidentRow:
    """Return an incident as a row of a listing."""
    incident = incident_value(record)
    return IncidentRow(
        id=record.id,
        title=incident.title,
        kind=incident.kind,
        when=incident.when,
        where=incident.where,
        sources=incident.sources,
        lines=incident.lines,
        status=record.status,
        visibility=record.visibility,
        evidence=incident.evidence,
    )


def first_day(incident: Incident) -> date | None:
    """Return the day by which the incident is put in order; None where it is not known."""
    return None if incident.when is None else incident.when.earliest


def copy_value(record: CopyRecord) -> Copy:
    """Return the copy as the core found it."""
    return from_json(record.content, Copy)


def paper(source: Source, claims: tuple[ClaimRecord, ...], given: Mapping[str, Attribution] = NOT_GIVEN) -> Paper:
    """Return a source as incidents need it.

    Args:
        source: With its latest reading, which it must have.
        claims: Its claims in the order of their passages.
        given: People's attributions, by claim.
    """
    reading = None if source.reading is None else reading_value(source.reading)
    return Paper(
        id=source.id,
        published=date_value(source.published_value),
        publisher=source.publisher,
        title=source.title,
        language=source.language,
        text="" if reading is None else reading.text,
        regions=() if reading is None else reading.regions,
        claims=tuple(HeldClaim(id=record.id, claim=claim_as_given(record, given)) for record in claims),
    )


def judgement_row(record: Judgement, *, superseded_by: str | None) -> JudgementRow:
    """Return a judgement."""
    return JudgementRow(
        id=record.id,
        subject=record.subject,
        decision=record.decision,
        other=record.other,
        reason=record.reason,
        by=record.by.name,
        at=record.at,
        superseded_by=superseded_by,
    )


def publication_row(record: Publication) -> PublicationRow:
    """Return a publication without its snapshot."""
    return PublicationRow(
        id=record.id,
        subject=record.subject,
        version=record.version,
        by=record.by.name,
        at=record.at,
        sha256=record.sha256,
    )
