"""What the record gives out: plain frozen rows in the shapes of the command line's contract.

Rows come out through `record.find` only, which applies the rule of who may see what in SQL.
"""

from datetime import datetime

from msgspec import Struct, structs

from ledgerstone.evidence.claims.model import Context, Mention, Note, Passage, Scope, Stance, Voice, VoiceKind
from ledgerstone.evidence.incidents.model import Account, Lines, Patchwork, Reason, Relation
from ledgerstone.evidence.reading.model import CandidateDate, Page, Region, Stretch
from ledgerstone.evidence.reading.places import Place
from ledgerstone.evidence.references.model import Citation, Entry, Finding
from ledgerstone.values.answers import Value
from ledgerstone.values.dates import DateValue


class SourceRow(Struct, frozen=True, kw_only=True):
    """A source in a listing. `status`: read, not read (no reader), or unreadable. `published` is EDTF."""

    id: str
    sha256: str
    media_type: str
    size: int
    title: str | None
    publisher: str | None
    published: str | None
    obtained: datetime
    origin: str | None
    language: str | None
    status: str
    visibility: str


class AcquisitionRow(Struct, frozen=True, kw_only=True):
    """One time that the bytes came in: the same bytes from another publisher are one source, two acquisitions.

    Attributes:
        part_of: Digest of the container that the bytes were taken out of; `path` is then the path within it.
        captured: When they were fetched, as the container says it (ISO 8601): published by then, perhaps long before.
    """

    path: str
    obtained: datetime
    title: str | None
    publisher: str | None
    published: str | None
    url: str | None
    language: str | None = None
    origin: str | None
    fonds: str | None
    shelfmark: str | None
    rights: str | None
    part_of: str | None = None
    captured: str | None = None
    meta: str | None = None


SAID_OF_BYTES = (
    "title",
    "publisher",
    "published",
    "url",
    "language",
    "origin",
    "fonds",
    "shelfmark",
    "rights",
    "part_of",
    "captured",
)
"""The words of an acquisition that say something of the bytes: logged with them, and cleared with them."""


class ReadingRow(Struct, frozen=True, kw_only=True):
    """A reading of a source."""

    tool: str
    version: str
    made: datetime
    language: str | None
    text: str
    regions: tuple[Region, ...]
    stretches: tuple[Stretch, ...] = ()
    dates: tuple[CandidateDate, ...] = ()
    pages: tuple[Page, ...] = ()
    mentions: tuple[Mention, ...]
    warnings: tuple[str, ...]
    context: Context


class ReadingLine(Struct, frozen=True, kw_only=True):
    """A reading in the list of a source's readings.

    Attributes:
        id: Its number, for `--reading` and `--parent`.
        tool: What read the bytes, or the person's file.
        version: The tool's.
        by: The person who made it; None where a tool did, and for the public.
        kind: machine, transcription, correction or translation.
        parent: Number of the reading that it was made from; None for none.
        made: When.
        language: Of its words.
        characters: How many its text has.
        in_use: Whether claims come from it.
    """

    id: int
    tool: str
    version: str
    by: str | None
    kind: str
    parent: int | None
    made: datetime
    language: str | None
    characters: int
    in_use: bool


class AssetRow(Struct, frozen=True, kw_only=True):
    """Something that a source points to. `held`: id of the source that it is held as; None where it is missing."""

    kind: str
    address: str
    start: int
    label: str | None
    held: str | None


class Attribution(Struct, frozen=True, kw_only=True):
    """That a named person says that a claim's voice is another than the text as it was read.

    Attributes:
        name: Whom the person names.
        kind: What kind of speaker, where the person says it ("the hospital (body)").
        at: When.
        by: The person; None for the public, as are `reason` and `judgement`.
        reason: Why, in the person's words.
        judgement: Id of the judgement.
        was: The voice as it was read; it is never overwritten.
    """

    name: str
    kind: VoiceKind
    at: datetime
    by: str | None
    reason: str | None
    judgement: str | None
    was: Voice | None = None


class ClaimRow(Struct, frozen=True, kw_only=True):
    """A claim as kept. `status`: proposed, accepted, corrected or rejected (by the latest judgement).

    `reading`: number of the reading that its passage is of; None in publications of before there were numbers.
    `places`: where its passage stands on the pages of its reading; empty where that has no pages.
    `cue`: the words that gave the stance; None where nothing but the plain sentence did.
    `notes`: what people are asked to look at in it.
    `attribution`: by whom `voice` was given, where a person gave it; None where it is as it was read.
    """

    id: str
    source: str
    question: str
    value: Value | None
    scope: Scope
    voice: Voice
    stance: Stance
    passage: Passage
    region: str | None
    incident: str | None
    method: str
    status: str
    reading: int | None = None
    places: tuple[Place, ...] = ()
    cue: Passage | None = None
    notes: tuple[Note, ...] = ()
    attribution: Attribution | None = None


class SourceDetail(Struct, frozen=True, kw_only=True):
    """One source with how it came in, the reading in use or the one asked for (None where it has none), and all.

    `patchwork`: that it shares separate passages with many others; None where it does not.
    """

    source: SourceRow
    acquisitions: tuple[AcquisitionRow, ...]
    reading: ReadingRow | None
    readings: tuple[ReadingLine, ...] = ()
    patchwork: Patchwork | None = None


class WholeSource(SourceRow, frozen=True, kw_only=True):
    """A source in the contract's shape: its row's own keys, with how it came in and its reading beside them."""

    acquisitions: tuple[AcquisitionRow, ...]
    reading: ReadingRow | None
    readings: tuple[ReadingLine, ...]
    patchwork: Patchwork | None


def whole_source(detail: SourceDetail) -> WholeSource:
    """Return a source in the contract's shape."""
    return WholeSource(
        **structs.asdict(detail.source),
        acquisitions=detail.acquisitions,
        reading=detail.reading,
        readings=detail.readings,
        patchwork=detail.patchwork,
    )


class PageRow(Struct, frozen=True, kw_only=True):
    """A page of a source, with its words as the viewer may see them.

    Attributes:
        source: Whose it is.
        page: Its number, size and place in the reading's text.
        previous: The number of the page before; None for the first.
        next: The number of the page after; None for the last.
        count: How many pages the reading has.
        text: Its words.
        language: Of the reading.
        tool: What read it.
        confidence: How sure the tool is of its words, 0 to 100; None where none was recognised from a picture.
        pictured: Whether the viewer may see a picture of it.
    """

    source: SourceRow
    page: Page
    previous: int | None
    next: int | None
    count: int
    text: str
    language: str | None
    tool: str
    confidence: int | None
    pictured: bool


class IncidentRow(Struct, frozen=True, kw_only=True):
    """An incident in a listing. `where` are the places as sources name them; `relations` are for the desk alone."""

    id: str
    title: str
    kind: str
    when: DateValue | None
    where: tuple[str, ...]
    sources: tuple[str, ...]
    lines: Lines
    status: str
    visibility: str
    evidence: tuple[Reason, ...]
    relations: tuple[Relation, ...] = ()


class AccountDetail(Struct, frozen=True, kw_only=True):
    """An account with every claim and source that it names, so that a page needs no more queries."""

    account: Account
    claims: tuple[ClaimRow, ...]
    sources: tuple[SourceRow, ...]
    judgements: tuple["JudgementRow", ...]
    publication: "PublicationRow | None"


class ReferencesRow(Struct, frozen=True, kw_only=True):
    """The references of one source."""

    source: str
    entries: tuple[Entry, ...]
    citations: tuple[Citation, ...]
    findings: tuple[Finding, ...]


class JudgementRow(Struct, frozen=True, kw_only=True):
    """A named person's decision; `superseded_by` names the judgement that took its place."""

    id: str
    subject: str
    decision: str
    other: str | None
    reason: str
    by: str
    at: datetime
    superseded_by: str | None


class PublicationRow(Struct, frozen=True, kw_only=True):
    """A version that a named person made public."""

    id: str
    subject: str
    version: int
    by: str
    at: datetime
    sha256: str


class RefusalRow(Struct, frozen=True, kw_only=True):
    """What an ingest refused, and why."""

    path: str
    reason: str
    at: datetime


class UserRow(Struct, frozen=True, kw_only=True):
    """A named person who decides."""

    name: str
    added: datetime


class Numbers(Struct, frozen=True, kw_only=True):
    """How much the viewer may see; numbers of the record itself, never of people."""

    sources: int
    claims: int
    incidents: int


class PublishedAccount(Struct, frozen=True, kw_only=True):
    """The snapshot of a published account: all that a page shows, as it was."""

    incident: IncidentRow
    account: Account
    claims: tuple[ClaimRow, ...]
    sources: tuple[SourceRow, ...]


class PublishedSource(Struct, frozen=True, kw_only=True):
    """The snapshot of a published source: the reading and the claims as they were."""

    source: SourceDetail
    claims: tuple[ClaimRow, ...]


class SearchRow(Struct, frozen=True, kw_only=True):
    """A passage found. `how`: exact, inflected, other script, other spelling, other name."""

    source: str
    passage: Passage
    score: float
    how: str
