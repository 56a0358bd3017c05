"""Sayings that are not made: "did not confirm that", "чего никто не подтвердил", "doğrulamadı".

Whoever does not say or confirm a thing neither asserts nor denies it. A negation works over the verb of saying behind
it, in some languages before it; and over what is said only where that follows at once or behind a word like "that":
"did not report arrests after ten people were killed" leaves the ten alone, as "did not say how" does.
"""

from ledgerstone.evidence.claims.attributions.cue_rules import Relation
from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.rules import Opening, Rules

NEGATED_WITHIN = 3
"""Words between a negation and its verb of saying: auxiliaries and adverbs."""
SUBJECT_WITHIN = 4
"""Words of a speaker that is nobody ("no witness of the fire said")."""
OBJECT_WITHIN = 4
LINK_WITHIN = 3
"""Words between a verb of saying and its "that": "the reports", "to us"."""
NEGATIVE = frozenset({Opening.NONE, Opening.NO})


def unsaid(sentence: Sentence, span: tuple[int, int], rules: Rules) -> tuple[int, int] | None:
    """Return the tokens by which what stands in a span is not said; None where nothing does that.

    Args:
        sentence: The sentence.
        span: First token of what would be said, and the token after its last.
        rules: Of its language.
    """
    first, end = span
    for hit in rules.stances.unsaid.find(sentence.words):
        over = _over(sentence, hit.end, first, rules) if hit.end <= first else _behind(sentence, end, hit.first, rules)
        if over:
            return hit.first, hit.end
    for cue in rules.cues.words.find(sentence.words[:first]):
        if cue.label.relation is not Relation.SAYS:
            continue
        negated = _negated(sentence, cue.first, cue.end, rules)
        if negated is not None and _over(sentence, max(negated[1], cue.end), first, rules):
            return negated
    return None


def after_negated_saying(sentence: Sentence, start: int, first: int, rules: Rules) -> int:
    """Return where the words before a token begin that may negate it: behind a verb of saying with its own negation.

    Args:
        sentence: The sentence.
        start: First of the words before the token.
        first: The token.
        rules: Of the language.
    """
    tables = (rules.stances.negations, rules.stances.negations_after)
    if not any(table.may_stand_in(sentence.words[start:first]) for table in tables):
        return start
    for hit in rules.cues.words.find(sentence.words[:first]):
        negated = _negated(sentence, hit.first, hit.end, rules)
        if negated is not None:
            start = max(start, negated[1])
    return start


def _negated(sentence: Sentence, first: int, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return the tokens from a negation to its verb of saying, or from the verb to a negation behind it."""
    words = sentence.words
    for at in range(first - 1, max(-1, first - 1 - NEGATED_WITHIN), -1):
        if rules.stances.affirmed.at(words, at):
            return None
        if rules.stances.negations.holds(words[at]):
            return at, end
        if not rules.cues.between.holds(words[at]) and not rules.cues.being.holds(words[at]):
            break
    for at in range(end, min(end + NEGATED_WITHIN, len(words))):
        if rules.stances.negations_after.holds(words[at]):
            return None if rules.stances.affirmed.at(words, at) else (first, at + 1)
        if sentence.tokens[at].sort is Sort.MARK:
            break
    subject = range(max(0, first - SUBJECT_WITHIN), first)
    nobody = next((at for at in subject if _nobody(words, at, rules)), None)
    return (nobody, end) if nobody is not None and not _breaks(sentence, nobody, first, rules) else None


def _nobody(words: tuple[str, ...], at: int, rules: Rules) -> bool:
    hit = rules.openings.at(words, at)
    return hit is not None and hit.label in NEGATIVE


def _over(sentence: Sentence, end: int, first: int, rules: Rules) -> bool:
    """Whether a saying that ends before a token has it for its content."""
    words = sentence.words
    link = next((at for at in range(end, min(end + LINK_WITHIN + 1, first)) if _links(words, at, rules)), None)
    opened = range(end, first if link is None else link)
    if any(rules.stances.asked.holds(words[at]) or (rules.cues.openers.holds(words[at])) for at in opened):
        return False
    if link is None:
        marks = any(sentence.tokens[at].sort is Sort.MARK for at in range(end, first))
        return first - end <= OBJECT_WITHIN and not marks
    return not _breaks(sentence, link + 1, first, rules)


def _links(words: tuple[str, ...], at: int, rules: Rules) -> bool:
    return rules.that.holds(words[at]) or rules.stances.whether.holds(words[at])


def _behind(sentence: Sentence, end: int, first: int, rules: Rules) -> bool:
    """Whether a saying that begins behind a token is the verb of its clause."""
    words = sentence.words
    if any(rules.stances.asked.holds(word) for word in words[:first]):
        return False
    between = range(end, first)
    clause = (rules.conjunctions, rules.cues.relatives)
    return not any(
        sentence.tokens[at].sort is Sort.MARK or any(table.holds(words[at]) for table in clause) for at in between
    )


def _breaks(sentence: Sentence, first: int, end: int, rules: Rules) -> bool:
    """Whether another clause begins between two tokens: behind a semicolon, a dash, or a comma with "but" or "and"."""
    words = sentence.words
    for at in range(first, end):
        if words[at] in {";", ":", "–", "—"}:
            return True
        if (
            words[at] == ","
            and at + 1 < end
            and (rules.cues.cuts.at(words, at + 1) or rules.conjunctions.at(words, at + 1))
        ):
            return True
    return False
