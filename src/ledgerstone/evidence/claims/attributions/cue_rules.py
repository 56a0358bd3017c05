"""Cues of attribution, compiled: how each takes its speaker and its content, and the small words around them."""

from enum import Enum

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import form_words, labelled_forms, plain_forms
from ledgerstone.evidence.claims.model import Manner
from ledgerstone.evidence.claims.packs.attributions_table import AttributionsTable
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon


class Relation(Enum):
    """How a cue relates its speaker to the content of an attribution."""

    SAYS = "says"
    ATTITUDE = "attitude"
    SEEMS = "seems"
    PASSES_ON = "passes on"


class Frame(Enum):
    """How a cue joins its source and its content."""

    FINITE = "finite"
    PARTICIPLE = "participle"
    NOUN = "noun"
    QUOTING = "quoting"


PLAIN_MANNERS = {
    Relation.SAYS: Manner.SAID,
    Relation.ATTITUDE: Manner.JUDGED,
    Relation.SEEMS: Manner.SUPPOSED,
    Relation.PASSES_ON: Manner.SAID,
}
"""The manner of a cue for which the pack names none."""


class CueWord(Struct, frozen=True, kw_only=True):
    """What the pack says of a cue."""

    relation: Relation
    frame: Frame


class CueRules(Struct, frozen=True, kw_only=True):
    """The cues of a language, and the words by which they are told from their namesakes and their clauses bounded.

    Each is described in `AttributionsTable`; `between` holds the auxiliaries too.
    """

    words: Lexicon[CueWord]
    manners: Lexicon[Manner]
    between: Lexicon[None]
    auxiliaries: Lexicon[None]
    being: Lexicon[None]
    own: Lexicon[None]
    namesakes: Lexicon[None]
    determiners: Lexicon[None]
    articles: Lexicon[None]
    infinitive: Lexicon[None]
    links: Lexicon[None]
    openers: Lexicon[None]
    cuts: Lexicon[None]
    circumstances: Lexicon[None]
    direct: Lexicon[None]
    tallying: Lexicon[None]
    counting: Lexicon[None]
    naming: Lexicon[None]
    relatives: Lexicon[None]
    clauses: Lexicon[None]
    not_sources: Lexicon[None]
    hearing: Lexicon[None]
    adjuncts: Lexicon[None]
    possessives: Lexicon[None]
    possessive_endings: tuple[str, ...]
    adverb_endings: tuple[str, ...]


def cue_rules(table: AttributionsTable, says: tuple[str, ...]) -> CueRules:
    """Return the cues of a language; the later of two tables wins where both have a form.

    Args:
        table: Of its pack.
        says: Its verbs of saying.
    """
    tables = (
        (Relation.SEEMS, Frame.FINITE, table.seems),
        (Relation.ATTITUDE, Frame.NOUN, table.attitude_nouns),
        (Relation.ATTITUDE, Frame.PARTICIPLE, table.attitudes_doing),
        (Relation.ATTITUDE, Frame.FINITE, table.attitudes),
        (Relation.SAYS, Frame.QUOTING, table.quoting),
        (Relation.SAYS, Frame.PARTICIPLE, table.saying),
        (Relation.SAYS, Frame.FINITE, says),
        (Relation.SAYS, Frame.NOUN, table.saying_nouns),
    )
    words = {
        form_words(form): CueWord(relation=relation, frame=frame) for relation, frame, forms in tables for form in forms
    }
    return CueRules(
        words=Lexicon(words.items()),
        manners=labelled_forms((form, Manner(manner)) for manner, forms in table.manners.items() for form in forms),
        between=plain_forms((*table.between, *table.auxiliaries)),
        auxiliaries=plain_forms(table.auxiliaries),
        being=plain_forms(table.being),
        own=plain_forms(table.own),
        namesakes=plain_forms(table.namesakes),
        determiners=plain_forms(table.determiners),
        articles=plain_forms(table.articles),
        infinitive=plain_forms(table.infinitive),
        links=plain_forms(table.links),
        openers=plain_forms(table.openers),
        cuts=plain_forms(table.cuts),
        circumstances=plain_forms(table.circumstances),
        direct=plain_forms(table.direct),
        tallying=plain_forms(table.tallying),
        counting=plain_forms(table.counting),
        naming=plain_forms(table.naming),
        relatives=plain_forms(table.relatives),
        clauses=plain_forms(table.clauses),
        not_sources=plain_forms(table.not_sources),
        hearing=plain_forms(table.hearing),
        adjuncts=plain_forms(table.adjuncts),
        possessives=plain_forms(table.possessives),
        possessive_endings=tuple(map(fold, table.possessive_endings)),
        adverb_endings=tuple(map(fold, table.adverb_endings)),
    )
