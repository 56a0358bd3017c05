"""How a voice stands to what it says, by cues of the pack: the nearest clause decides, and the verb of saying.

A question asserts nothing. A cue of supposition or demand works over its own clause, a negation over the next words.
A figure of speech asserts nothing either ("a thousand deaths would not be enough", a team's "massacre, 7:0").
"""

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.model import Span, Stance
from ledgerstone.evidence.claims.packs.lexicon import Lexicon
from ledgerstone.evidence.claims.rules import Opening, Rules
from ledgerstone.evidence.claims.unsaid import after_negated_saying, unsaid

CLAUSE_WITHIN = 9
NEGATED_WITHIN = 3
BREAKS = frozenset({";", ":", "–", "—", "."})
SCORE_MARKS = frozenset({":", "-", "–"})
LONGEST_SCORE = 2
"""Digits of each side's goals or points."""


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


def stance_of(sentence: Sentence, span: tuple[int, int], rules: Rules, cue: Cue, *, own: range = range(0)) -> Taken:
    """Return the stance of a voice to what tokens say, with the words that gave it.

    Args:
        sentence: The sentence.
        span: First token of what is said (the count, the word of harm), and the token after the last.
        rules: Of the language.
        cue: The innermost cue of saying.
        own: Tokens of the word of harm, which are no cue themselves ("is expected to survive").
    """
    if sentence.question:
        return Taken(stance=Stance.HYPOTHETICAL, span=Span(start=sentence.tokens[-1].start, end=sentence.end))
    first, end = span
    clause = _clause(sentence, first)
    near = _negated(sentence, span, max(clause.start, first - NEGATED_WITHIN), rules)
    whole = range(clause.start, end)
    checks = (
        (rules.stances.doubted, clause, Stance.DOUBTED),
        (rules.stances.denied, near, Stance.DENIED),
        (rules.stances.demanded, whole, Stance.DEMANDED),
        (rules.stances.hypothetical, whole, Stance.HYPOTHETICAL),
    )
    whole_clause = (
        _unsaid(sentence, span, rules) or _by_cue(sentence, first, cue, rules) or _figure(sentence, end, rules)
    )
    if whole_clause is not None:
        return whole_clause
    for lexicon, within, stance in checks:
        found = _first(lexicon, sentence, within, rules, own)
        if found is not None:
            return Taken(stance=stance, span=found, table=f"stance.{stance.value}")
    if cue.hearsay:
        return Taken(stance=Stance.REPORTED, span=_whole(cue), table="voices.hearsay")
    return Taken(stance=Stance.ASSERTED)


def _negated(sentence: Sentence, span: tuple[int, int], start: int, rules: Rules) -> range:
    """Return the words of which one may negate what is said; none beside "nobody", whose own negation asserts it."""
    first, end = span
    hit = rules.openings.at(sentence.words, first)
    if hit is not None and hit.label is Opening.NONE:
        return range(end, end)
    start = _after_conjunction(sentence, start, first, rules)
    return range(after_negated_saying(sentence, start, first, rules), end)


def _unsaid(sentence: Sentence, span: tuple[int, int], rules: Rules) -> Taken | None:
    """Return the stance of one who does not say or confirm a thing: he leaves it open."""
    found = unsaid(sentence, span, rules)
    if found is None:
        return None
    start, stop = sentence.span(*found)
    return Taken(stance=Stance.DOUBTED, span=Span(start=start, end=stop), table="stance.unsaid")


def _by_cue(sentence: Sentence, first: int, cue: Cue, rules: Rules) -> Taken | None:
    """Return the stance that the cue's words give; none where the speaker then says the number himself."""
    if _says_himself(sentence, first, cue, rules):
        return None
    tables = (
        (rules.stances.denied, Stance.DENIED),
        (rules.stances.doubted, Stance.DOUBTED),
        (rules.stances.demanded, Stance.DEMANDED),
        (rules.stances.hypothetical, Stance.HYPOTHETICAL),
    )
    for lexicon, stance in tables:
        if lexicon.find(cue.words):
            return Taken(stance=stance, span=_whole(cue), table=f"stance.{stance.value}")
    return None


def _says_himself(sentence: Sentence, first: int, cue: Cue, rules: Rules) -> bool:
    """Whether a further verb of the speaker gives the number: "denied the reports and put the dead at ten"."""
    words = sentence.words
    if not cue.spans or not sentence.start <= cue.spans[-1].start < sentence.end:
        return False
    for at in range(sentence.token_at(cue.spans[-1].end - 1) + 2, first + 1):
        if rules.stances.numbering.at(words, at) and rules.conjunctions.before(words, at):
            return True
    return False


def _figure(sentence: Sentence, end: int, rules: Rules) -> Taken | None:
    """Return the stance of a figure of speech: of rhetoric behind the words, of sport with a score in the sentence."""
    behind = range(end, min(end + CLAUSE_WITHIN, len(sentence.words)))
    rhetoric = _first(rules.stances.rhetorical, sentence, behind, rules)
    if rhetoric is not None:
        return Taken(stance=Stance.HYPOTHETICAL, span=rhetoric, table="stance.rhetorical")
    sport = rules.stances.sport.find(sentence.words)
    if sport and _has_score(sentence):
        start, stop = sentence.span(sport[0].first, sport[0].end)
        return Taken(stance=Stance.HYPOTHETICAL, span=Span(start=start, end=stop), table="stance.sport")
    return None


def _has_score(sentence: Sentence) -> bool:
    """Whether two small numbers with a colon or a dash between them stand in a sentence ("7:0")."""
    tokens = sentence.tokens
    return any(
        tokens[at].word in SCORE_MARKS
        and all(t.sort is Sort.NUMERAL and len(t.word) <= LONGEST_SCORE for t in (tokens[at - 1], tokens[at + 1]))
        for at in range(1, len(tokens) - 1)
    )


def _whole(cue: Cue) -> Span | None:
    return Span(start=cue.spans[0].start, end=cue.spans[-1].end) if cue.spans else None


def _clause(sentence: Sentence, first: int) -> range:
    """Return the words before a token that belong to its clause."""
    start = first
    while start > 0 and first - start < CLAUSE_WITHIN and sentence.words[start - 1] not in BREAKS:
        start -= 1
    return range(start, first)


def _after_conjunction(sentence: Sentence, start: int, first: int, rules: Rules) -> int:
    """Return where the clause of a token begins: a negation before a conjunction is of the other."""
    joins = (at + 1 for at in range(start, first) if rules.conjunctions.at(sentence.words, at))
    return max(joins, default=start)


def _first(
    lexicon: Lexicon[None], sentence: Sentence, within: range, rules: Rules, own: range = range(0)
) -> Span | None:
    """Return where the first cue of a range stands.

    One with a capital inside the sentence is a name or a month, one behind a hyphen is part of another word
    ("life-threatening"); one that opens a bound ("не менее"), or stands in the word of harm itself, is none.
    """
    for at in within:
        if at in own or (at > 0 and (sentence.tokens[at].capital or sentence.words[at - 1] == "-")):
            continue
        hit = lexicon.at(sentence.words, at)
        if hit is not None and hit.end <= within.stop and rules.bounds.at(sentence.words, at) is None:
            if rules.tolls.follow(sentence.words, hit.end):
                continue
            start, end = sentence.span(hit.first, hit.end)
            return Span(start=start, end=end)
    return None
