"""Words of harm as a pack has them: which question each answers, of what units, and on which side of its number.

A form in which such a word means none ("death penalty") hides it. One that means harm only of those who are hit ("shot
at") is one where they stand before it, and nobody who is aimed at behind it. Lives are those that an event takes.
"""

from collections.abc import Iterable, Sequence
from enum import Enum

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import form_words
from ledgerstone.evidence.claims.counts.tolls import Tolls
from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.claims.packs.claims_tables import ClaimsTable, Harm
from ledgerstone.evidence.claims.packs.lexicon import Hit, Lexicon

PEOPLE_UNITS = frozenset({"people", "households"})
PASSIVE_WITHIN = 2
"""Words between an auxiliary and the verb ("were also shot at")."""
AIMED_WITHIN = 4
"""Words behind the verb in which those who are aimed at would stand ("shot at two of the officers")."""


class Side(Enum):
    """On which side of a word of harm its number stands."""

    EITHER = "either"
    BEFORE = "before"
    AFTER = "after"
    NOUN = "noun"
    TOTAL = "total"
    """It is the number itself ("the number of dead"), which a word before the numeral then gives ("rose to 34")."""
    NONE = "none"
    """It is no word of harm in this form ("shooting range")."""


class HarmWord(Struct, frozen=True, kw_only=True):
    """A word of harm: its question, the product's term for it, the units that it takes, and its side.

    `aimed` where it is one only of those who are hit, `taken` where only of lives that an event takes.
    """

    question: Question
    term: str | None
    units: frozenset[str]
    side: Side
    aimed: bool = False
    taken: bool = False


class Aimed(Struct, frozen=True, kw_only=True):
    """By what words those who are hit are told from those who are aimed at.

    Attributes:
        passive: Auxiliaries of the passive.
        people: Nouns for people, for those who act and for what they drive, and number words.
        closed: Words at which a noun phrase ends.
        articles: Articles and words like them, which headlines leave out.
    """

    passive: Lexicon[None]
    people: Lexicon[None]
    closed: Lexicon[None]
    articles: Lexicon[None]

    def hits(self, words: Sequence[str], first: int, end: int) -> bool:
        """Return whether words say of those before them that they were hit: "were shot at a home"."""
        behind = words[end : end + AIMED_WITHIN]
        if not behind or not behind[0].isalnum() or self.closed.holds(behind[0]):
            return False
        if any(self.people.holds(word) for word in behind):
            return False
        near = words[max(0, first - 1 - PASSIVE_WITHIN) : first]
        if any(self.passive.holds(word) for word in near):
            return True
        headline = not any(self.articles.holds(word) for word in (*near, behind[0]))
        return headline and bool(near) and (self.people.holds(near[-1]) or near[-1].isdecimal())


class Harms(Lexicon[HarmWord]):
    """Words of harm; a form in which such a word means none hides it and is never given."""

    def __init__(self, entries: Iterable[tuple[str, HarmWord]], aimed: Aimed, tolls: Tolls) -> None:
        super().__init__(entries)
        self._aimed, self._tolls = aimed, tolls

    def at(self, words: Sequence[str], index: int) -> Hit[HarmWord] | None:
        """Return the longest form that begins at a word; None where none does or it means no harm."""
        hit = super().at(words, index)
        return None if hit is None or not self._tells(words, hit) else hit

    def find(self, words: Sequence[str]) -> tuple[Hit[HarmWord], ...]:
        """Return all forms in order, none overlapping another or a form that means no harm."""
        if not self.may_stand_in(words):
            return ()
        found: list[Hit[HarmWord]] = []
        end = 0
        for index, word in enumerate(words):
            hit = super().at(words, index) if index >= end and self.begins(word) else None
            if hit is not None:
                end = hit.end
                found.append(hit)
        return tuple(hit for hit in found if self._tells(words, hit))

    def _tells(self, words: Sequence[str], hit: Hit[HarmWord]) -> bool:
        if hit.label.side is Side.NONE:
            return False
        if hit.label.taken:
            return self._tolls.taken(words, hit.first, hit.end)
        return not hit.label.aimed or self._aimed.hits(words, hit.first, hit.end)


def harm_words(table: ClaimsTable) -> Iterable[tuple[str, HarmWord]]:
    """Return the forms of a pack's words of harm, those that mean none first."""
    none = HarmWord(question=Question.OTHER, term=None, units=frozenset(), side=Side.NONE)
    entries = [(form_words(form), none) for form in table.harmless]
    for harm in table.harms:
        sides = (
            (_word(harm, Side.EITHER), harm.either),
            (_word(harm, Side.BEFORE), harm.before),
            (_word(harm, Side.AFTER), harm.after),
            (_word(harm, Side.NOUN), harm.nouns),
            (_word(harm, Side.TOTAL), harm.totals),
            (_word(harm, Side.BEFORE, aimed=True), harm.aimed),
            (_word(harm, Side.BEFORE, taken=True), harm.taken),
        )
        entries.extend((form_words(form), word) for word, forms in sides for form in forms)
    return entries


def _word(harm: Harm, side: Side, *, aimed: bool = False, taken: bool = False) -> HarmWord:
    return HarmWord(
        question=Question(harm.question),
        term=harm.term,
        units=frozenset(harm.units) or PEOPLE_UNITS,
        side=side,
        aimed=aimed,
        taken=taken,
    )
