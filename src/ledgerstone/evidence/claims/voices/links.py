"""Which attributions make a voice, in which order, and who passed on what a speaker told.

A verb of saying makes one; wanting, praising, finding does not: what follows is the document's own. Nor do words of
the document's author about himself ("we recall that"). A hearer is a link only where it is one that passes on: a
paper, a station, an agency.
"""

from ledgerstone.evidence.claims.attributions.cue_rules import Frame, Relation
from ledgerstone.evidence.claims.clauses import form_words, sentences
from ledgerstone.evidence.claims.model import Attribution, Mention, Speaker, VoiceKind
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.rules import Rules
from ledgerstone.evidence.claims.unsaid import NEGATIVE
from ledgerstone.evidence.claims.voices.credits import kind_of

NEGATED_WITHIN = 40
"""Code points between a speaker, a negation and the verb of saying."""
HEARER_WITHIN = 60
"""Code points behind a verb of telling in which its hearer is looked for."""
RELAYS = frozenset({VoiceKind.MEDIA, VoiceKind.AGENCY})


def cue_words(text: str, value: Attribution) -> tuple[str, ...]:
    """Return the words of an attribution's cue as a pack's forms are compared."""
    words = (word for span in value.cue for word in text[span.start : span.end].split())
    return tuple(form_words(" ".join(map(fold, words))).split())


def makes_voice(text: str, mention: Mention, rules: Rules) -> bool:
    """Return whether what an attribution holds is said by its source, and not by the document alone.

    Args:
        text: The reading's text.
        mention: The attribution.
        rules: Of the reading's language.
    """
    value = mention.value
    if not isinstance(value, Attribution) or not value.content:
        return False
    words = cue_words(text, value)
    hit = rules.cues.words.at(words, 0) if words else None
    if not value.source:
        passes_on = bool(rules.hearsay.find(words) or rules.moods.find(words))
        return passes_on or (hit is not None and hit.label.relation is Relation.SAYS and hit.label.frame is Frame.NOUN)
    name = fold(text[value.source[0].start : value.source[-1].end])
    nobody = rules.openings.at(form_words(name).split(), 0)
    own = (
        rules.cues.own.holds(name)
        or (nobody is not None and nobody.label in NEGATIVE)
        or _left_open(text, value, rules)
    )
    return not own and (hit is None or hit.label.relation is Relation.SAYS)


def _left_open(text: str, value: Attribution, rules: Rules) -> bool:
    """Whether a speaker does not say how or why a thing is so: that it is so is then the document's word."""
    low, high = value.source[-1].end, value.cue[0].start
    behind, said = value.cue[-1].end, value.content[0].start
    around = ((low, high, rules.stances.negations), (behind, said, rules.stances.negations_after))
    negated = any(
        start < end <= start + NEGATED_WITHIN and table.find(form_words(fold(text[start:end])).split())
        for start, end, table in around
    )
    first = form_words(fold(text[said : said + NEGATED_WITHIN])).split()
    return negated and bool(first) and rules.stances.asked.holds(first[0])


def order_of(text: str, mention: Mention, rules: Rules) -> tuple[bool, int]:
    """Return where an attribution stands in a chain among those of the same content: the one cited last."""
    value = mention.value
    words = cue_words(text, value) if isinstance(value, Attribution) else ()
    citing = bool(rules.citing.find(words) or rules.citing_after.find(words))
    return citing, mention.start


def hearer_of(text: str, mention: Mention, rules: Rules) -> Speaker | None:
    """Return who was told and passes it on ("told the evening paper that"); None where no such one is named."""
    value = mention.value
    if not isinstance(value, Attribution) or not value.cue or not rules.cues.hearing.find(cue_words(text, value)):
        return None
    start = value.cue[-1].end
    for sentence in sentences(text[start : start + HEARER_WITHIN], (), rules.abbreviations)[:1]:
        first = int(rules.cues.adjuncts.holds(sentence.words[0]))
        later = range(first, len(sentence.words))
        end = next((at for at in later if _ends_hearer(sentence.words, at, rules)), len(sentence.words))
        if end > first:
            low, high = sentence.span(first, end)
            name = text[start + low : start + high]
            kind = kind_of(name, rules)
            return Speaker(name=name, kind=kind) if kind in RELAYS else None
    return None


def _ends_hearer(words: tuple[str, ...], at: int, rules: Rules) -> bool:
    word = words[at]
    if rules.cues.articles.holds(word):
        return False
    stops = rules.that.at(words, at) or rules.cues.adjuncts.holds(word) or rules.stops.holds(word)
    return bool(stops) or rules.openings.at(words, at) is not None or not (word[0].isalnum() or word == "-")
