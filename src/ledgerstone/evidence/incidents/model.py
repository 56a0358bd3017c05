"""Papers in; incidents, copies, lines and accounts out."""

from enum import StrEnum

from msgspec import Struct

from ledgerstone.evidence.claims.model import Claim, Question, Scope, Stance, VoiceKind
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.values.answers import Value
from ledgerstone.values.dates import DateValue


class HeldClaim(Struct, frozen=True, kw_only=True):
    """A claim with the id that the record keeps it under."""

    id: str
    claim: Claim


def is_comment(held: HeldClaim) -> bool:
    """Return whether a claim is a reader's, written below a paper."""
    return held.claim.region == Role.COMMENT or held.claim.voice.kind is VoiceKind.READER_COMMENT


class Paper(Struct, frozen=True, kw_only=True):
    """A source as incidents need it: its reading, its claims and what is known of its origin.

    Attributes:
        id: The source's id.
        published: Date of publication; None is not known.
        publisher: Who published it; None is not known.
        title: Its title; None for none.
        language: As in the reading.
        text: The reading's text.
        regions: The reading's regions.
        claims: In the order of their passages.
    """

    id: str
    published: DateValue | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None
    text: str
    regions: tuple[Region, ...] = ()
    claims: tuple[HeldClaim, ...] = ()


class CopyKind(StrEnum):
    """How the words were taken over."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    REORDERED = "reordered"
    TRANSLATED = "translated"


class Direction(StrEnum):
    """Whether it is known which of the two came first."""

    KNOWN = "known"
    UNKNOWN = "unknown"


class CopiedPassage(Struct, frozen=True, kw_only=True):
    """The same words in two readings, in code points of each."""

    start: int
    end: int
    of_start: int
    of_end: int


class Change(Struct, frozen=True, kw_only=True):
    """A figure, date, name, negation or scope word that differs between two copies, with both wordings."""

    start: int
    end: int
    exact: str
    of_start: int
    of_end: int
    of_exact: str


class Copy(Struct, frozen=True, kw_only=True):
    """Source `source` repeats passages of source `of`; a finding for people, never a verdict.

    Attributes:
        source: The copy (where the direction is known), else the one later by date, publisher, title, id.
        of: What it copies.
        kind: How the words were taken over; a translated copy is a proposal.
        direction: Whether it is known which came first.
        share: Part of the shorter text that the passages cover, 0 to 1.
        passages: Aligned stretches, in the order of `start`.
        changed: What differs within or beside them.
    """

    source: str
    of: str
    kind: CopyKind
    direction: Direction
    share: float
    passages: tuple[CopiedPassage, ...] = ()
    changed: tuple[Change, ...] = ()


class Lines(Struct, frozen=True, kw_only=True):
    """How many independent lines: one number where it is sure, else a range with the reason."""

    min: int
    max: int
    reason: str | None = None


class Reason(Struct, frozen=True, kw_only=True):
    """What speaks for or against a grouping.

    Attributes:
        text: In our words for a person, with values only, no sentence of a source. Sources are named by id.
        supports: Whether it speaks for the grouping; else it speaks against.
        sources: Ids of the sources that it is about, in order.
        claims: Ids of the claims that one can look it up in, in order.
    """

    text: str
    supports: bool
    sources: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


class Incident(Struct, frozen=True, kw_only=True):
    """A thing that happened at a time and a place, as proposed from mentions in sources.

    Attributes:
        id: Stays the same when papers come in that add to it.
        title: Kind, place and date put together from values, never a sentence of a source.
        kind: The most general word for it, from a closed list of ours that names no guilt ("violence").
        when: The span of the dates that the sources give; None is not known.
        where: The places as the sources name them.
        claims: Ids of the claims that are about it.
        sources: Ids of the sources that mention it.
        lines: In how many independent lines.
        evidence: What speaks for the grouping and against it.
    """

    id: str
    title: str
    kind: str
    when: DateValue | None
    where: tuple[str, ...]
    claims: tuple[str, ...]
    sources: tuple[str, ...]
    lines: Lines
    evidence: tuple[Reason, ...] = ()


class Constraints(Struct, frozen=True, kw_only=True):
    """What people decided on numbered mentions, as a grouping has to hold it; no two of these contradict each other.

    Attributes:
        together: Sets of numbers that are of one incident, whatever the papers say; no number is in two of them.
        apart: Two sides each: no incident may hold a number of one side and a number of the other.
    """

    together: tuple[tuple[int, ...], ...] = ()
    apart: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()


class EdgeKind(StrEnum):
    """Why two claims are of one line, or may be."""

    COPY = "copy"
    CREDIT = "credit"
    VOICE = "voice"
    PASSED_ON = "passed on"
    PROPOSAL = "proposal"


class Stretch(Struct, frozen=True, kw_only=True):
    """Words of a source, in code points of its reading; the end exclusive."""

    source: str
    start: int
    end: int


class Edge(Struct, frozen=True, kw_only=True):
    """Two claims that are of one line; a proposal only says that they may be.

    Attributes:
        kind: What it rests on.
        a: Id of a claim.
        b: Id of another.
        at: The words that it rests on in the source of `a`: a copied passage, a credit, or the claim's own.
        of: The same in the source of `b`.
        reason: In our words for a person; names are as the texts have them.
    """

    kind: EdgeKind
    a: str
    b: str
    at: Stretch
    of: Stretch
    reason: str


class Line(Struct, frozen=True, kw_only=True):
    """An independent line of evidence for one answer.

    Attributes:
        origin: What its sources go back to, named as the text names it ("Orsin Telegraph Agency").
        why: How we know that they are one line: copy, credit or voice, in words for a person.
        sources: Ids of the sources in it, the origin's own first where it is held.
        claims: Ids of the claims in it.
        edges: What joins them, each to be looked up in both texts; none where one claim stands alone.
    """

    origin: str | None
    why: str
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    edges: tuple[Edge, ...] = ()


class Answer(Struct, frozen=True, kw_only=True):
    """One of the rival answers to a question; never summed, averaged or ranked.

    Attributes:
        value: What is said.
        scope: What it covers.
        stances: Of those who say it.
        lines: As many as `lines_max`.
        lines_min: How many they are if all that may be one line is one.
        lines_max: How many they are if none of it is.
        reason: Why these two differ, in our words; None where they do not.
        proposed: What may join lines to each other: no person has decided it.
    """

    value: Value | None
    scope: Scope
    stances: tuple[Stance, ...]
    lines: tuple[Line, ...]
    lines_min: int
    lines_max: int
    reason: str | None = None
    proposed: tuple[Edge, ...] = ()


class QuestionAnswers(Struct, frozen=True, kw_only=True):
    """A question with its rival answers side by side; `not_known` where no source says."""

    question: Question
    answers: tuple[Answer, ...]
    not_known: bool


class Account(Struct, frozen=True, kw_only=True):
    """For one incident: each question, who says what, in how many lines, what is not known.

    Attributes:
        incident: What it is about.
        questions: Every question, in the order of `Question`, also those that no source answers.
        copies: Copies among its sources.
        comments: Ids of claims in reader comments: listed apart, never a line.
    """

    incident: Incident
    questions: tuple[QuestionAnswers, ...]
    copies: tuple[Copy, ...] = ()
    comments: tuple[str, ...] = ()
