"""What is collected of a passage that somebody asks about; a finding for people, never a verdict."""

from collections.abc import Callable
from enum import StrEnum

from msgspec import Struct

from ledgerstone.evidence.claims.model import Passage, Question
from ledgerstone.evidence.incidents.model import Account, Change, CopiedPassage, Copy, CopyKind, Direction, Paper
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.references.model import Finding
from ledgerstone.values.dates import DateValue

REWORDED = frozenset(kind for kind in CopyKind if kind.value in {"translated", "reworded"})
"""Kinds of copies whose words are other words: proposals that no person has decided."""


class Held(Struct, frozen=True, kw_only=True):
    """A source as a case looks at it: as incidents see it, and its reading."""

    paper: Paper
    reading: Reading


class Asked(Struct, frozen=True, kw_only=True):
    """What a case is about, and what there is to look at.

    Attributes:
        source: Id of the source that the passage is of.
        start: First code point of the passage in that source's reading.
        end: Code point after its last.
        sought: The stretch that is looked for in other sources: the passage, or of a short one its sentence.
        held: Returns a source by its id; only those that are met are asked for.
        copies: Returns the copies of which a source is a side.
        alike: Where words of the passage stand in sources: ids with places in their readings.
        beside: Ids of the sources whose acts are compared with those of this one.
        accounts: Of the incidents that claims in the passage are about.
        languages: Of all sources that the viewer may see.
        answered: Whether a reply of the author is held.
    """

    source: str
    start: int
    end: int
    sought: tuple[int, int]
    held: Callable[[str], Held]
    copies: Callable[[str], tuple[Copy, ...]]
    alike: tuple[tuple[str, int, int], ...] = ()
    beside: tuple[str, ...] = ()
    accounts: tuple[Account, ...] = ()
    languages: frozenset[str] = frozenset()
    answered: bool = False


class Variant(Struct, frozen=True, kw_only=True):
    """The passage as another source has it.

    Attributes:
        source: Id of that source.
        kind: How the words were taken over, by the copy that was found; None where none was found and the words
            alone are the same.
        direction: Which of the two is later, where the copy says it: "known" means that the copy's `source` is later.
        later: Id of the source that is the later one; None where that is not known.
        via: Id of the source by which it was found, where it shares no copy with the case's own; None where it does.
        proposal: Whether it is a proposal that no person has decided (a translation).
        comment: Whether it stands in a reader's comment; its paper's date says nothing of the first appearance then.
        passage: Its words, in code points of its reading.
        aligned: The same words in both, `start` and `end` in the case's source.
        words: How many of the words that were sought it has, in the same order.
        whole: Whether it is the passage; else it is a row of its words in a text that is no copy, which may be a
            formula: no figures are compared then, and its date says nothing of the first appearance.
        differs: Each stretch of words that is other here than there, with both wordings; an empty one was left out.
        changed: What of it is another figure, date, name or negation.
    """

    source: str
    kind: CopyKind | None
    direction: Direction
    later: str | None
    via: str | None
    proposal: bool
    comment: bool
    passage: Passage
    aligned: tuple[CopiedPassage, ...]
    words: int
    whole: bool
    differs: tuple[Change, ...]
    changed: tuple[Change, ...]


class FirstAppearance(Struct, frozen=True, kw_only=True):
    """Which of the sources with these words was published first, as far as dates tell.

    Attributes:
        known: Whether one is earlier than all others, and all have a date.
        sources: Ids of those that may be the first, in order; one where it is known.
        published: The date of the first; None where it is not known.
        undated: Ids of sources with these words whose date is not known.
        reason: In our words.
    """

    known: bool
    sources: tuple[str, ...]
    published: DateValue | None
    undated: tuple[str, ...]
    reason: str


class CitationFinding(Struct, frozen=True, kw_only=True):
    """What a rule found in the citations of the source, and whether in the passage itself."""

    finding: Finding
    reason: str
    in_passage: bool


class CitedOtherwise(Struct, frozen=True, kw_only=True):
    """An act that another source cites otherwise, if it is the same act.

    Attributes:
        what: What agrees and what does not, in our words.
        passage: The citation in the case's source.
        in_passage: Whether it lies in the passage.
        other: Id of the other source.
        of: The citation there.
    """

    what: str
    passage: Passage
    in_passage: bool
    other: str
    of: Passage


class SaidOtherwise(Struct, frozen=True, kw_only=True):
    """One voice that is given here with one answer and elsewhere with another.

    Attributes:
        incident: Id of the incident.
        question: What is answered.
        voice: Who says it, as the text names it.
        claims: Ids of the claims in the passage.
        others: Ids of the claims with the other answer.
    """

    incident: str
    question: Question
    voice: str
    claims: tuple[str, ...]
    others: tuple[str, ...]


class CheckName(StrEnum):
    """What can be checked of a passage; each case lists all, in this order."""

    COPIES = "copies"
    SAME_WORDS = "same words"
    OTHER_LANGUAGES = "other languages"
    FIRST_APPEARANCE = "first appearance"
    CHANGED_FIGURES = "changed figures"
    CITATIONS = "citations"
    ACTS = "acts cited otherwise"
    VOICES = "voices given otherwise"
    BYTES = "bytes"
    ORIGINAL = "original"
    OUTSIDE = "outside the archive"
    REPLY = "reply of the author"


class Check(Struct, frozen=True, kw_only=True):
    """Something that was checked or was not.

    Attributes:
        check: What.
        done: Whether it was checked.
        found: How many things are listed for it; None where nothing can be.
        reason: How it was checked, or why it was not.
    """

    check: CheckName
    done: bool
    found: int | None
    reason: str


class CaseFile(Struct, frozen=True, kw_only=True):
    """All that is collected of a passage.

    Attributes:
        source: Id of the source.
        passage: Its words, in code points of the source's reading.
        sought: The words that were looked for in other sources: those, or of a short passage its sentence.
        variants: As other sources have it, by date of publication, the undated last.
        first: Which was published first.
        findings: On the citations of the source, those of the passage before the others.
        cited_otherwise: Acts that others cite otherwise.
        said_otherwise: Voices that others give with another answer.
        checks: What was checked and what was not.
    """

    source: str
    passage: Passage
    sought: Passage
    variants: tuple[Variant, ...]
    first: FirstAppearance
    findings: tuple[CitationFinding, ...]
    cited_otherwise: tuple[CitedOtherwise, ...]
    said_otherwise: tuple[SaidOtherwise, ...]
    checks: tuple[Check, ...]
