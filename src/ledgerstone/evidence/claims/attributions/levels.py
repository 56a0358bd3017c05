"""Which attributions of a sentence stand side by side, and which lie in the content of another.

"A said X, and B said Y" is two; "A said that B believes X" is one, with a link of the chain inside it where B says
it. An attitude that someone tells of is no attribution of its own.
"""

from msgspec.structs import replace

from ledgerstone.evidence.claims.attributions.contents import Quoted, Range, trimmed
from ledgerstone.evidence.claims.attributions.cue_rules import Relation
from ledgerstone.evidence.claims.attributions.found import Found
from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.rules import Rules

PAUSES = frozenset({",", ";", "–", "—"})


def levelled(found: list[Found], sentence: Sentence, quoted: Quoted, rules: Rules) -> list[Found]:
    """Return the attributions that stand, their contents cut where the next one's clause begins.

    Args:
        found: Of one sentence, in order of their cues.
        sentence: The sentence.
        quoted: What of it is quoted.
        rules: Of its language.
    """
    kept: list[Found] = []
    for one in found:
        kept = [_within(sentence, one, other, rules) for other in kept if not _takes_in(sentence, one, other, rules)]
        outer = next((at for at in range(len(kept) - 1, -1, -1) if _covers(kept[at].content, one.begins)), None)
        if outer is None or _apart(sentence, kept[outer], one, quoted, rules):
            if outer is not None:
                kept[outer] = _cut(sentence, kept[outer], one.begins, rules)
            kept.append(one)
        elif _tells(one) or _links(sentence, one, rules):
            kept.append(one)
    return [one for one in kept if one.content or one.aside]


def _within(sentence: Sentence, one: Found, other: Found, rules: Rules) -> Found:
    """Return an attribution without the words behind it that pass the whole on ("…, according to Y")."""
    passed = one.relation is Relation.PASSES_ON and _covers(one.content, other.cue[0])
    return _cut(sentence, other, one.begins, rules) if passed and _covers(other.content, one.begins) else other


def _takes_in(sentence: Sentence, one: Found, other: Found, rules: Rules) -> bool:
    """Whether an attribution that stands behind its content has an earlier one in it."""
    aside = one.content != () and one.content[0][1] <= one.cue[0] and one.relation is not Relation.SEEMS
    kept = _tells(other) or _links(sentence, other, rules)
    return aside and not kept and _covers(one.content[:1], other.cue[0])


def _tells(one: Found) -> bool:
    return one.relation is Relation.PASSES_ON


def _links(sentence: Sentence, one: Found, rules: Rules) -> bool:
    """Whether one within another's content is a link of the chain: a named one who says that it is so."""
    if one.relation is not Relation.SAYS or one.source is None or one.shared or not one.content:
        return False
    named = any(not rules.pronouns.holds(word) for word in sentence.words[slice(*one.source)])
    return named and _opened(sentence, one.content[0][0], rules)


def _opened(sentence: Sentence, first: int, rules: Rules) -> bool:
    """Whether a word like "that" opens a clause right before a token."""
    return first > 0 and rules.that.before(sentence.words, first) is not None


def _covers(content: tuple[Range, ...], at: int) -> bool:
    return any(first <= at < end for first, end in content)


def _apart(sentence: Sentence, outer: Found, inner: Found, quoted: Quoted, rules: Rules) -> bool:
    """Whether a clause within the content of another stands beside it."""
    words, at = sentence.words, inner.begins
    if at <= outer.cue[1] or quoted.holds(at):
        return False
    if _after_source(inner) or inner.source is None:
        return False
    conjunction = rules.conjunctions.holds(words[at - 1])
    if inner.shared:
        joined = conjunction and (inner.relation is Relation.SAYS or words[at - 2] in PAUSES)
        return joined or words[at - 1] in PAUSES
    if conjunction:
        return words[at - 2] in PAUSES
    subordinate = outer.begins > 0 and rules.cues.openers.holds(words[outer.begins - 1])
    return words[at - 1] in PAUSES - {","} or (words[at - 1] == "," and subordinate)


def _after_source(one: Found) -> bool:
    return one.source is not None and one.source[0] > one.cue[0]


def _cut(sentence: Sentence, outer: Found, at: int, rules: Rules) -> Found:
    """Return an attribution whose content ends where another clause begins, without the conjunction before it."""
    end = at - 1 if rules.conjunctions.holds(sentence.words[at - 1]) else at
    parts = (trimmed(sentence, first, min(last, end)) for first, last in outer.content if first < end)
    return replace(outer, content=tuple(part for part in parts if part))
