"""How a voice stands to what it says, by cues of the pack: the nearest clause decides, and the verb of saying.

A question asserts nothing. A cue of supposition or demand works over its own clause, a negation over the next words.
"""

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.model import Stance
from ledgerstone.evidence.claims.packs.lexicon import Lexicon
from ledgerstone.evidence.claims.rules import Rules

CLAUSE_WITHIN = 9
NEGATED_WITHIN = 3
BREAKS = frozenset({";", ":", "–", "—", "."})


class Cue(Struct, frozen=True, kw_only=True):
    """The innermost cue of saying: its folded words, and whether it passes on without a source."""

    words: tuple[str, ...] = ()
    hearsay: bool = False


def stance_of(sentence: Sentence, span: tuple[int, int], rules: Rules, cue: Cue) -> Stance:
    """Return the stance of a voice to what tokens say.

    Args:
        sentence: The sentence.
        span: First token of what is said (the count, the word of harm), and the token after the last.
        rules: Of the language.
        cue: The innermost cue of saying.
    """
    if sentence.question:
        return Stance.HYPOTHETICAL
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
    by_clause = (stance for lexicon, within, stance in checks if _any(lexicon, sentence, within))
    plain = Stance.REPORTED if cue.hearsay else Stance.ASSERTED
    return _by_cue(cue.words, rules) or next(by_clause, plain)


def _by_cue(cues: tuple[str, ...], rules: Rules) -> Stance | None:
    tables = (
        (rules.stances.denied, Stance.DENIED),
        (rules.stances.doubted, Stance.DOUBTED),
        (rules.stances.demanded, Stance.DEMANDED),
    )
    return next((stance for lexicon, stance in tables if lexicon.find(cues)), None)


def _clause(sentence: Sentence, first: int) -> range:
    """Return the words before a token that belong to its clause."""
    start = first
    while start > 0 and first - start < CLAUSE_WITHIN and sentence.words[start - 1] not in BREAKS:
        start -= 1
    return range(start, first)


def _any(lexicon: Lexicon[None], sentence: Sentence, within: range) -> bool:
    """Whether a cue lies in a range; one with a capital inside the sentence is a name or a month."""
    for at in within:
        if sentence.tokens[at].capital and at > 0:
            continue
        hit = lexicon.at(sentence.words, at)
        if hit is not None and hit.end <= within.stop:
            return True
    return False
