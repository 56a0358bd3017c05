"""Why a claim says what it says: its rule in plain words, the words and pack entries it went by, and its sentence.

Told from what the claim itself keeps of its making, not by reading the text again: the rules of today may be others.
"""

from collections.abc import Iterator
from types import MappingProxyType

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import sentence_at
from ledgerstone.evidence.claims.mentions import sentences_of
from ledgerstone.evidence.claims.model import Claim, Ground, Note, Part, Passage, Stance
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.values.answers import Value

RULES = MappingProxyType(
    {
        "counts": "a number belongs to the nearest word of harm in its sentence, by distance and by side",
        "persons": "one person told of without a number belongs to the nearest word of harm in the sentence",
        "events": "a date or place belongs to the nearest word for an event in its sentence, told by the same voice",
        "labels": "a word by which an event is characterised is kept in the text's own form, with its voice",
        "actors": "the one named beside a word for an event, as whom it is against or as who is said to have done it",
        "quotations": "a quotation with a speaker, a word of speaking aloud or a citation is words said",
    }
)
PARTS = MappingProxyType(
    {
        Part.QUESTION: "it answers “{question}” because of",
        Part.STANCE: "its stance is “{stance}” because of",
        Part.VOICE: "it has a speaker because of",
        Part.WHEN: "its time is the nearest date in the sentence that the same voice gives:",
        Part.WHERE: "its place is the nearest place in the sentence that the same voice names:",
        Part.ACTOR: "it names",
    }
)
OTHER_RULE = "a rule of an earlier version, which kept no more than its name"
UNKEPT = "made before claims kept the words and pack entries they went by; read the source again to have them"


class Explanation(Struct, frozen=True, kw_only=True):
    """Why a claim says what it says.

    Attributes:
        method: The rule, language and version that made it.
        rule: That rule in plain words.
        sentence: The sentence that its passage begins in; None where the reading is not at hand.
        reasons: One sentence for each thing it went by.
        grounds: The same as words of the text and entries of the pack.
        notes: What people are asked to look at.
    """

    method: str
    rule: str
    sentence: Passage | None
    reasons: tuple[str, ...]
    grounds: tuple[Ground, ...]
    notes: tuple[Note, ...]


def explain(claim: Claim, reading: Reading | None) -> Explanation:
    """Return why a claim says what it says.

    Args:
        claim: The claim, with its grounds.
        reading: The reading that its passage is of; None where it is not at hand.
    """
    return Explanation(
        method=claim.method,
        rule=RULES.get(claim.method.partition("/")[0], OTHER_RULE),
        sentence=None if reading is None else _sentence(claim, reading),
        reasons=tuple(_reasons(claim)),
        grounds=claim.grounds,
        notes=claim.notes,
    )


def _sentence(claim: Claim, reading: Reading) -> Passage | None:
    found = sentence_at(sentences_of(reading), claim.passage.start)
    if found is None:
        return None
    return Passage(start=found.start, end=found.end, exact=reading.text[found.start : found.end])


def _reasons(claim: Claim) -> Iterator[str]:
    if not claim.grounds:
        yield UNKEPT
        return
    for ground in claim.grounds:
        because = PARTS[ground.part].format(question=claim.question.value, stance=claim.stance.value)
        yield f"{because} “{ground.words.exact}”{_entry(ground)}"
    yield from _unsaid(claim)


def _entry(ground: Ground) -> str:
    if ground.entry is None:
        return ""
    return f" ({ground.entry.file}, {ground.entry.table}: {ground.entry.form})"


def _unsaid(claim: Claim) -> Iterator[str]:
    """Yield what no words gave: a plain sentence, a voice that the text does not name, a scope left open."""
    if claim.cue is None and claim.stance is Stance.ASSERTED:
        yield "its stance is “asserted”: the sentence has no word of denial, doubt, demand, supposition or hearsay"
    if not any(ground.part is Part.VOICE for ground in claim.grounds):
        yield "its voice is the document's own: no speaker's words hold the passage"
    if claim.method.startswith(("counts/", "persons/")):
        yield from _open(claim.scope.where, "place")
        yield from _open(claim.scope.when, "date")


def _open(value: Value | None, what: str) -> Iterator[str]:
    if value is None:
        yield f"it is tied to no {what}: none in the sentence is near enough and of the same voice"
