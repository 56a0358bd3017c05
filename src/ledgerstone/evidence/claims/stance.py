"""How a voice stands to what it says, by cues of the pack: the nearest clause decides, and the verb of saying.

A question asserts nothing. A cue of supposition or demand works over its own clause, a negation over the next words.
"""

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.model import Span, Stance
from ledgerstone.evidence.claims.packs.lexicon import Lexicon
from ledgerstone.evidence.claims.rules import Rules

CLAUSE_WITHIN = 9
NEGATED_WITHIN = 3
BREAKS = frozenset({";", ":", "–", "—", "."})


class Cue(Struct, frozen=True, kw_only=True):
    """The innermost cue of saying: its folded words, whether it passes on without a source, and where it stands."""

    words: tuple[str, ...] = ()
    hearsay: bool = False
    spans: tuple[Span, ...] = ()


class Taken(Struct, frozen=True, kw_only=True):
    """A stance, the stretch of the text that gave it, and the pack's table that has the words; None where none did."""

    stance: Stance
    span: Span | None = None
    table: str | None = None


def stance_of(sentence: Sentence, span: tuple[int, int], rules: Rules, cue: Cue) -> Taken:
    """Return the stance of a voice to what tokens say, with the words that gave it.

    Args:
        sentence: The sentence.
        span: First token of what is said (the count, the word of harm), and the token after the last.
        rules: Of the language.
        cue: The innermost cue of saying.
    """
    if sentence.question:
        return Taken(stance=Stance.HYPOTHETICAL, span=Span(start=sentence.tokens[-1].start, end=sentence.end))
    first, end = span
    clause = _clause(sentence, first)
    near = range(max(clause.start, first - NEGATED_WITHIN), end)
    whole = range(clause.start, end)
    checks = (
        (rules.stances.doubted, clause, Stance.DOUBTED),
        (rules.stances.denied, near, Stance.DENIED),
        (rules.stances.demanded, whole, Stance.DEMANDED),
        (rules.stances.hypothetical, whole, Stance.HYPOTHETICAL),
    )
    by_cue = _by_cue(cue, rules)
    if by_cue is not None:
        return by_cue
    for lexicon, within, stance in checks:
        found = _first(lexicon, sentence, within)
        if found is not None:
            return Taken(stance=stance, span=found, table=f"stance.{stance.value}")
    if cue.hearsay:
        return Taken(stance=Stance.REPORTED, span=_whole(cue), table="voices.hearsay")
    return Taken(stance=Stance.ASSERTED)


def _by_cue(cue: Cue, rules: Rules) -> Taken | None:
    tables = (
        (rules.stances.denied, Stance.DENIED),
        (rules.stances.doubted, Stance.DOUBTED),
        (rules.stances.demanded, Stance.DEMANDED),
    )
    for lexicon, stance in tables:
        if lexicon.find(cue.words):
            return Taken(stance=stance, span=_whole(cue), table=f"stance.{stance.value}")
    return None


def _whole(cue: Cue) -> Span | None:
    return Span(start=cue.spans[0].start, end=cue.spans[-1].end) if cue.spans else None


def _clause(sentence: Sentence, first: int) -> range:
    """Return the words before a token that belong to its clause."""
    start = first
    while start > 0 and first - start < CLAUSE_WITHIN and sentence.words[start - 1] not in BREAKS:
        start -= 1
    return range(start, first)


def _first(lexicon: Lexicon[None], sentence: Sentence, within: range) -> Span | None:
    """Return where the first cue of a range stands; one with a capital inside the sentence is a name or a month."""
    for at in within:
        if sentence.tokens[at].capital and at > 0:
            continue
        hit = lexicon.at(sentence.words, at)
        if hit is not None and hit.end <= within.stop:
            start, end = sentence.span(hit.first, hit.end)
            return Span(start=start, end=end)
    return None
