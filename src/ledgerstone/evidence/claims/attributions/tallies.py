"""Counts that speak for the one who made them: "a count by the relief committee gives 34 dead"."""

from collections.abc import Iterator

from ledgerstone.evidence.claims.attributions.contents import Quoted, Range, said_after, trimmed
from ledgerstone.evidence.claims.attributions.cues import before_auxiliaries
from ledgerstone.evidence.claims.attributions.found import Found
from ledgerstone.evidence.claims.attributions.sources import source_before
from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.rules import Rules

BEFORE_NOUN = 2
"""Words before the noun of a count ("an early count by")."""


def tallies(sentence: Sentence, quoted: Quoted, rules: Rules) -> Iterator[Found]:
    """Yield what a count gives, with the noun phrase of the count as its source.

    The verb is one of those that say nothing beside another subject ("gives", "lists"). It follows the count, or closes
    the sentence where the language puts it last.

    Args:
        sentence: The sentence.
        quoted: What of it is quoted.
        rules: Of its language.
    """
    for verb in rules.cues.tallying.find(sentence.words):
        if quoted.holds(verb.first):
            continue
        source = source_before(sentence, verb.first, rules)
        content = said_after(sentence, verb.end, quoted, rules)
        if source is None or maker_in(sentence, source, rules) is None:
            source = _opening_count(sentence, verb.first, rules) if _closes(sentence, verb.end) else None
            content = trimmed(sentence, source[1], verb.first) if source else None
        if source is not None and content is not None:
            yield Found(source=source, cue=(verb.first, verb.end), content=(content,), begins=source[0])
    yield from _counted(sentence, quoted, rules)


def _counted(sentence: Sentence, quoted: Quoted, rules: Rules) -> Iterator[Found]:
    """Yield what somebody counted: a number right behind the verb."""
    for verb in rules.cues.counting.find(sentence.words):
        numbered = verb.end < len(sentence.words) and _opens_number(sentence, verb.end, rules)
        if not numbered or quoted.holds(verb.first):
            continue
        source = source_before(sentence, before_auxiliaries(sentence, verb.first, rules), rules)
        content = said_after(sentence, verb.end, quoted, rules)
        if source is None or content is None or maker_in(sentence, source, rules):
            continue
        if _names(sentence, source, rules):
            yield Found(source=source, cue=(verb.first, verb.end), content=(content,), begins=source[0])


def _opens_number(sentence: Sentence, at: int, rules: Rules) -> bool:
    numeral = sentence.tokens[at].sort is Sort.NUMERAL or rules.bounds.at(sentence.words, at) is not None
    return numeral or rules.numbers.at(sentence.words, at) is not None


def maker_in(sentence: Sentence, phrase: Range, rules: Rules) -> Range | None:
    """Return the tokens of the one who made a count; None where a noun phrase is no count, or nobody's.

    A count of those harmed ("the count of the dead") names nobody who made it.

    Args:
        sentence: The sentence.
        phrase: The tokens of a noun phrase.
        rules: Of the language.
    """
    made = _behind(sentence, phrase, rules) or _before(sentence, phrase, rules)
    if made is None:
        return None
    if rules.harms.find(sentence.words[slice(*made)]):
        return None
    return made if rules.cues.articles.holds(sentence.words[made[0]]) or _names(sentence, made, rules) else None


def _names(sentence: Sentence, phrase: Range, rules: Rules) -> bool:
    """Whether a noun phrase has a name in it, or a noun for a speaker."""
    tokens = sentence.tokens[slice(*phrase)]
    named = any(token.capital and not rules.names.not_names.holds(token.word) for token in tokens)
    return named or bool(rules.kinds.find(sentence.words[slice(*phrase)]))


def _behind(sentence: Sentence, phrase: Range, rules: Rules) -> Range | None:
    for first in range(phrase[0], min(phrase[0] + BEFORE_NOUN + 1, phrase[1])):
        hit = rules.counts_by.at(sentence.words, first)
        if hit is not None:
            return (hit.end, phrase[1]) if hit.end < phrase[1] else None
    return None


def _before(sentence: Sentence, phrase: Range, rules: Rules) -> Range | None:
    """Return the words before the noun of a count: with the ending of one whose something is, where there are such."""
    hit = rules.counts_of.before(sentence.words, phrase[1])
    if hit is None or hit.first <= phrase[0]:
        return None
    endings = rules.cues.possessive_endings or rules.owner_endings
    return (phrase[0], hit.first) if not endings or sentence.words[hit.first - 1].endswith(endings) else None


def _opening_count(sentence: Sentence, end: int, rules: Rules) -> Range | None:
    """Return the noun phrase of a count that stands before what its verb at the end says; None where none does."""
    for hit in rules.counts_of.find(sentence.words[:end]):
        source = source_before(sentence, hit.end, rules)
        if source is not None and maker_in(sentence, source, rules) is not None:
            return source
    return None


def _closes(sentence: Sentence, end: int) -> bool:
    return all(token.sort is Sort.MARK for token in sentence.tokens[end:])
