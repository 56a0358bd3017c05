"""Papers in; incidents, copies, lines and accounts out."""

from enum import StrEnum

from msgspec import Struct

from ledgerstone.evidence.claims.model import Claim, Passage, Question, Scope, Stance, VoiceKind
from ledgerstone.evidence.incidents.edge import Edge
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


class Length(Struct, frozen=True, kw_only=True):
    """How long something lasted, as a text says it ("three days"); `length` is the value of TIMEX3 ("P3D")."""

    start: int
    end: int
    length: str


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
        lengths: In the order of the text; none where they were not asked for.
    """

    id: str
    published: DateValue | None = None
    publisher: str | None = None
    title: str | None = None
    language: str | None = None
    text: str
    regions: tuple[Region, ...] = ()
    claims: tuple[HeldClaim, ...] = ()
    lengths: tuple[Length, ...] = ()


class CopyKind(StrEnum):
    """How the words were taken over."""

    VERBATIM = "verbatim"
    EDITED = "edited"
    REORDERED = "reordered"
    REWORDED = "reworded"
    TRANSLATED = "translated"

    @property
    def proposed(self) -> bool:
        """Whether such a copy is a proposal: it joins nothing until a person has decided it."""
        return self in {CopyKind.REWORDED, CopyKind.TRANSLATED}


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
        kind: How the words were taken over; a reworded or translated copy is a proposal.
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


class Patchwork(Struct, frozen=True, kw_only=True):
    """A source that shares separate passages with many others; a finding for people, never a verdict.

    Attributes:
        source: Its id.
        others: Ids of the others, each with a passage in it that meets none of the rest's, in the order of these.
        reason: What that may mean, in our words.
    """

    source: str
    others: tuple[str, ...]
    reason: str


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
        places: Keys of the place that most papers name, by which it meets in other incidents; see `naming.place_keys`.
        around: Keys of the other places.
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
    places: tuple[str, ...] = ()
    around: tuple[str, ...] = ()


class RelationKind(StrEnum):
    """How an incident stands to another."""

    PART_OF = "part of"
    HOLDS = "holds"
    FOLLOWED_BY = "followed by"
    FOLLOWS = "follows"
    SAME_PLACE = "in the same place as"


class Relation(Struct, frozen=True, kw_only=True):
    """How one incident stands to another, as proposed from days and places.

    Attributes:
        kind: How.
        incident: Id of the incident.
        other: Id of the other one.
        days_apart: Days between the last of the earlier and the first of the later; 0 where they meet; None where one
            has no date.
        reason: In our words, with values only.
        status: proposed, or what a person decided of the two: accepted or rejected.
    """

    kind: RelationKind
    incident: str
    other: str
    days_apart: int | None
    reason: str
    status: str = "proposed"


class Constraints(Struct, frozen=True, kw_only=True):
    """What people decided on numbered mentions, as a grouping has to hold it; no two of these contradict each other.

    Attributes:
        together: Sets of numbers that are of one incident, whatever the papers say; no number is in two of them.
        apart: Two sides each: no incident may hold a number of one side and a number of the other.
    """

    together: tuple[tuple[int, ...], ...] = ()
    apart: tuple[tuple[tuple[int, ...], tuple[int, ...]], ...] = ()


class Line(Struct, frozen=True, kw_only=True):
    """An independent line of evidence for one answer.

    Attributes:
        origin: What its sources go back to, named as the text names it ("Orsin Telegraph Agency").
        why: How we know that they are one line: copy, credit or voice, in words for a person.
        sources: Ids of the sources in it, the origin's own first where it is held.
        claims: Ids of the claims in it.
        edges: What joins them, each to be looked up in both texts; none where one claim stands alone.
        explanation: Why its papers are one line, in a plain sentence; sources are named by id.
    """

    origin: str | None
    why: str
    sources: tuple[str, ...]
    claims: tuple[str, ...]
    edges: tuple[Edge, ...] = ()
    explanation: str = ""


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
        id: Of its own within the account; it stays while its first claim is the same.
        part_of: Ids of the answers that give the whole of which this is a part, as the same sources say it.
        within: Ids of the answers whose days hold the days of this one, the nearest; of "when" alone.
        explanation: The number of lines in one or two plain sentences; sources are named by id.
    """

    value: Value | None
    scope: Scope
    stances: tuple[Stance, ...]
    lines: tuple[Line, ...]
    lines_min: int
    lines_max: int
    reason: str | None = None
    proposed: tuple[Edge, ...] = ()
    id: str = ""
    part_of: tuple[str, ...] = ()
    within: tuple[str, ...] = ()
    explanation: str = ""


class Printed(Struct, frozen=True, kw_only=True):
    """A claim in a source whose date of publication is known."""

    claim: str
    source: str
    published: DateValue


class Saying(Struct, frozen=True, kw_only=True):
    """When a line gave an answer, by dates of publication.

    Attributes:
        answer: Id of the answer.
        origin: What the line goes back to, as in the line.
        claims: Ids of the line's claims.
        first: Where it is first printed; None where no source of the line has a date.
        last: Where it is last printed, the same where it is printed once; None as for `first`.
        undated: Ids of its sources whose date is not known.
    """

    answer: str
    origin: str | None
    claims: tuple[str, ...]
    first: Printed | None
    last: Printed | None
    undated: tuple[str, ...] = ()


class Revision(Struct, frozen=True, kw_only=True):
    """One origin gave one answer and, printed later, another: both stand; a finding for people, never a verdict.

    Attributes:
        origin: Who, as the text names it.
        answer: Id of the earlier answer.
        first: Where this origin's is first printed.
        later_answer: Id of the later answer.
        later: Where that is first printed.
    """

    origin: str | None
    answer: str
    first: Printed
    later_answer: str
    later: Printed


class QuestionAnswers(Struct, frozen=True, kw_only=True):
    """A question with its rival answers side by side; `not_known` where no source says.

    Attributes:
        question: The question.
        answers: A part stands after its whole and days within others after these; else by date of publication.
        not_known: Whether there is none.
        over_time: Which line gave which answer first and last, by date of publication; those without a date last.
        revised: Origins that gave another answer later.
    """

    question: Question
    answers: tuple[Answer, ...]
    not_known: bool
    over_time: tuple[Saying, ...] = ()
    revised: tuple[Revision, ...] = ()


class AgainstItself(Struct, frozen=True, kw_only=True):
    """What one source says in one voice of one thing and what cannot all hold; a finding for people, never a verdict.

    Attributes:
        source: Id of the source.
        question: What the claims answer.
        claims: Ids of the claims, in the order of their passages.
        reason: Why not all of them can hold, in our words.
        passages: The words meant, where no claim gives them as its value: lengths of time; else none.
    """

    source: str
    question: Question
    claims: tuple[str, ...]
    reason: str
    passages: tuple[Passage, ...] = ()


class Account(Struct, frozen=True, kw_only=True):
    """For one incident: each question, who says what, in how many lines, what is not known.

    Attributes:
        incident: What it is about.
        questions: Every question, in the order of `Question`, also those that no source answers.
        copies: Copies among its sources.
        comments: Ids of claims in reader comments: listed apart, never a line.
        lines: The lines of all that is said of it, whatever the answers: `incident.lines` counts them.
        proposed: What may join these lines to each other: no person has decided it.
        against_itself: What single sources say against themselves.
        relations: How the incident stands to others in time and place; for the desk alone.
        patchworks: Which of its sources share separate passages with many others of the record; for the desk alone.
    """

    incident: Incident
    questions: tuple[QuestionAnswers, ...]
    copies: tuple[Copy, ...] = ()
    comments: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    proposed: tuple[Edge, ...] = ()
    against_itself: tuple[AgainstItself, ...] = ()
    relations: tuple[Relation, ...] = ()
    patchworks: tuple[Patchwork, ...] = ()
