"""The speaker beside a cue: the noun phrase before a verb of saying, after it, or after "according to"."""

from ledgerstone.evidence.claims.clauses import CLOSERS, OPENERS, Sentence, Sort
from ledgerstone.evidence.claims.rules import Rules

LONGEST = 14
LONGEST_PRONOUN = 3
QUOTES = frozenset('"“„«')
LONGEST_QUOTED = 5
"""Words of a name in quotation marks ("the agency «Mirsel»"); more are words said."""
BREAKS = frozenset({",", ";", ":", ".", "!", "?", "…", *CLOSERS, *OPENERS}) - {"-", "'", "’"}


def source_before(sentence: Sentence, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return the speaker right before a token, with an apposition between commas; None where there is none.

    Args:
        sentence: The sentence.
        end: The token of the cue.
        rules: Of the language.
    """
    words = sentence.words
    if end > 0 and words[end - 1] == ",":
        return _with_apposition(sentence, end - 1, rules)
    if end > 0 and (rules.passive.holds(words[end - 1]) or words[end - 1] == "-"):
        return None
    first = _left(sentence, end, rules)
    return _speaker(sentence, first, end, rules)


def source_after(sentence: Sentence, first: int, rules: Rules) -> tuple[int, int] | None:
    """Return the speaker right after a verb of saying; None where there is none or the verb is part of a word."""
    if first > 1 and sentence.words[first - 2] == "-":
        return None
    if first < len(sentence.words) and rules.that.at(sentence.words, first):
        return None
    end = _right(sentence, first, rules, stops=True)
    return _speaker(sentence, first, end, rules)


def source_of_phrase(sentence: Sentence, first: int, rules: Rules) -> tuple[int, int] | None:
    """Return the speaker after "according to": up to a comma, a break or the end; a name is not asked for."""
    end = _right(sentence, first, rules, stops=False)
    return (first, end) if end > first else None


def _with_apposition(sentence: Sentence, comma: int, rules: Rules) -> tuple[int, int] | None:
    """Return "A. Person, a spokesman" before the comma that closes it."""
    opening = next((at for at in range(comma - 1, max(-1, comma - LONGEST), -1) if sentence.words[at] == ","), None)
    if opening is None:
        return None
    first = _left(sentence, opening, rules)
    name = _speaker(sentence, first, opening, rules)
    return (name[0], comma) if name and sentence.tokens[name[0]].capital else None


def _left(sentence: Sentence, end: int, rules: Rules) -> int:
    first = end
    while first > 0 and end - first < LONGEST:
        word = sentence.words[first - 1]
        if _breaks(sentence, first - 1) or rules.that.holds(word) or rules.says.holds(word):
            break
        if rules.conjunctions.holds(word) and word not in rules.joiners:
            break
        first -= 1
    while first < end and (rules.conjunctions.holds(sentence.words[first]) or sentence.words[first] in rules.joiners):
        first += 1
    return first


def _breaks(sentence: Sentence, at: int) -> bool:
    """Whether a mark ends a phrase; the full stop of an initial does not."""
    word = sentence.words[at]
    if word == "." and at > 0 and len(sentence.words[at - 1]) == 1 and sentence.tokens[at - 1].capital:
        return False
    return word in BREAKS or word in {"–", "—"}


def _right(sentence: Sentence, first: int, rules: Rules, *, stops: bool) -> int:
    end = first
    while end < len(sentence.words) and end - first < LONGEST:
        word = sentence.words[end]
        quoted = _quoted_name(sentence, end) if end > first else end
        if quoted > end:
            end = quoted
            continue
        if _breaks(sentence, end) or rules.says.holds(word):
            break
        if stops and end > first and (rules.stops.holds(word) or rules.that.holds(word)):
            break
        end += 1
    return end


def _quoted_name(sentence: Sentence, at: int) -> int:
    """Return the token after a short name in quotation marks that belongs to the noun before it, else `at`."""
    if sentence.words[at] not in QUOTES or at + 1 >= len(sentence.words) or not sentence.tokens[at + 1].capital:
        return at
    for end in range(at + 2, min(at + 2 + LONGEST_QUOTED, len(sentence.words))):
        if sentence.words[end] in CLOSERS:
            return end + 1
    return at


def _speaker(sentence: Sentence, first: int, end: int, rules: Rules) -> tuple[int, int] | None:
    """Return the range where it names a speaker: a pronoun, a noun of one, or a name."""
    while (
        end > first + 1
        and rules.stops.holds(sentence.words[end - 1])
        and not rules.pronouns.holds(sentence.words[end - 1])
    ):
        end -= 1
    words = sentence.words[first:end]
    if not words:
        return None
    if len(words) <= LONGEST_PRONOUN and any(rules.pronouns.holds(word) for word in words):
        return first, end
    named = not rules.names.nouns_capital and any(
        token.capital and token.sort is Sort.WORD and not rules.names.not_names.holds(token.word)
        for token in sentence.tokens[first:end]
    )
    return (first, end) if named or rules.kinds.find(words) else None
