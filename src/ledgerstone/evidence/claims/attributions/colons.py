"""Speakers before a colon, as headings and transcripts have them ("Orlo: The bridge is closed").

A label ("Place:", "Killed:") stands before a colon too: only one whom the text has speaking elsewhere, or whose noun
is one of a speaker, counts.
"""

from ledgerstone.evidence.claims.attributions.contents import trimmed
from ledgerstone.evidence.claims.attributions.found import Found
from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.rules import Rules

FARTHEST = 10
FEWEST_WORDS = 3


def before_colon(sentence: Sentence, speakers: frozenset[str], rules: Rules) -> Found | None:
    """Return the attribution of a sentence to the name before its first colon; None where there is none.

    Args:
        sentence: The sentence.
        speakers: Folded words of names that speak elsewhere in the text.
        rules: Of its language.
    """
    words = sentence.words
    if ":" not in words[1:FARTHEST]:
        return None
    colon = words.index(":", 1)
    content = trimmed(sentence, colon + 1, len(words))
    if content is None or content[1] - content[0] < FEWEST_WORDS or not _is_speaker(sentence, colon, speakers, rules):
        return None
    return Found(source=(0, colon), cue=(colon, colon + 1), content=(content,), begins=0)


def speakers_in(sentence: Sentence, found: Found) -> frozenset[str]:
    """Return the folded words with a capital of a speaker's name."""
    if found.source is None:
        return frozenset()
    return frozenset(t.word for t in sentence.tokens[slice(*found.source)] if t.capital and t.sort is Sort.WORD)


def _is_speaker(sentence: Sentence, colon: int, speakers: frozenset[str], rules: Rules) -> bool:
    tokens = sentence.tokens[:colon]
    if rules.labels.find(sentence.words[:colon]) or not tokens[0].capital:
        return False
    names = [token.word for token in tokens if token.capital and not rules.names.not_names.holds(token.word)]
    small = [t for t in tokens if t.sort is Sort.WORD and not t.capital and t.word not in rules.names.inside]
    kind = bool(rules.kinds.find(sentence.words[:colon]))
    return (kind or not speakers.isdisjoint(names)) and not small
