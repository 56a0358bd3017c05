"""Attributions of languages whose verb of saying closes the sentence: "Bakanlık on kişinin öldürüldüğünü bildirdi".

The speaker opens the sentence, and what is said stands between the two. Without a comma behind it only a noun for a
speaker shows where the speaker ends.
"""

from ledgerstone.evidence.claims.attributions.contents import Range, trimmed
from ledgerstone.evidence.claims.attributions.found import Found
from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.rules import Rules

SPEAKER_WITHIN = 4
"""Words of a speaker that opens a sentence; a longer one is told by its comma."""
LONGEST_SPEAKER = 10


def closing(sentence: Sentence, rules: Rules) -> Found | None:
    """Return the attribution of a verb of saying that closes a sentence; None where no speaker opens it."""
    words = sentence.words
    cue = next(reversed(rules.says.find(words)), None) if rules.verb_last else None
    if cue is None or any(token.sort is not Sort.MARK for token in sentence.tokens[cue.end :]):
        return None
    source = _opening(sentence, cue.first, rules)
    content = trimmed(sentence, source[1], cue.first) if source else None
    if source is None or content is None:
        return None
    return Found(source=source, cue=(cue.first, cue.end), content=(content,), begins=source[0])


def _opening(sentence: Sentence, end: int, rules: Rules) -> Range | None:
    """Return the speaker that a sentence begins with, up to its comma or its noun for a speaker."""
    words = sentence.words
    comma = next((at for at in range(min(end, LONGEST_SPEAKER)) if words[at] == ","), None)
    if comma is not None and rules.kinds.find(words[:comma]):
        return 0, comma
    hits = rules.kinds.find(words[: min(end, SPEAKER_WITHIN)])
    last = hits[0].end if hits else 0
    counted = any(rules.numbers.at(words, at) or sentence.tokens[at].sort is not Sort.WORD for at in range(last))
    return (0, last) if hits and not counted else None
