"""Cues of attribution in a sentence: verbs and nouns of saying, of attitude and of seeming, told from their namesakes.

"The claims were read" holds no cue, "he claims" does: what stands before a word decides, by tables of the pack.
"""

from collections.abc import Iterator

from msgspec import Struct

from ledgerstone.evidence.claims.attributions.cue_rules import CueWord, Frame
from ledgerstone.evidence.claims.clauses import Sentence, Sort
from ledgerstone.evidence.claims.packs.lexicon import Hit
from ledgerstone.evidence.claims.rules import Rules

HEADING_SHARE = 0.6
FARTHEST_AUXILIARY = 6
THAT_WITHIN = 12
NAME_ENDS = frozenset({",", ".", ";", ":", ")"})


class Candidate(Struct, frozen=True, kw_only=True):
    """A word that may be a cue.

    Attributes:
        first: Its first token.
        end: The token after its last.
        start: The first of the auxiliaries and adverbs before it.
        word: What the pack says of it.
        passive: Whether it is said of its subject ("was accused of").
    """

    first: int
    end: int
    start: int
    word: CueWord
    passive: bool = False

    @property
    def frame(self) -> Frame:
        """How it joins its source and its content."""
        return self.word.frame


def candidates(sentence: Sentence, rules: Rules) -> Iterator[Candidate]:
    """Yield the words of a sentence that may be cues, in order.

    Args:
        sentence: The sentence.
        rules: Of its language.
    """
    heading: bool | None = None
    for hit in rules.cues.words.find(sentence.words):
        if hit.first and sentence.tokens[hit.first].capital:
            heading = is_heading(sentence) if heading is None else heading
            if not heading:
                continue
        found = _candidate(sentence, hit, rules)
        if found is not None:
            yield found


def is_heading(sentence: Sentence) -> bool:
    """Return whether most words of a sentence have a capital, as in the headings of some papers."""
    words = [token for token in sentence.tokens if token.sort is Sort.WORD]
    return sum(token.capital for token in words) > HEADING_SHARE * len(words)


def before_auxiliaries(sentence: Sentence, end: int, rules: Rules) -> int:
    """Return the first of the auxiliaries and adverbs right before a token, or the token itself."""
    first = end
    while first > 0 and end - first < FARTHEST_AUXILIARY and _between(sentence.words[first - 1], rules):
        first -= 1
    return first


def is_compound(sentence: Sentence, at: int) -> bool:
    """Return whether a hyphen joins a token to the word before it ("self-described")."""
    if at < 2 or sentence.words[at - 1] != "-":  # noqa: PLR2004  # a word and its hyphen
        return False
    first, hyphen, word = sentence.tokens[at - 2 : at + 1]
    return first.sort is Sort.WORD and first.end == hyphen.start and hyphen.end == word.start


def _has_subject(words: tuple[str, ...], start: int, hit: Hit[CueWord], rules: Rules) -> bool:
    """Whether what stands before a form makes it a verb ("they support", "will support", "… but call on us")."""
    if start < hit.first or start == 0:
        return start < hit.first
    joined = hit.end > hit.first + 1 and rules.conjunctions.holds(words[start - 1])
    return joined or rules.pronouns.holds(words[start - 1])


def is_noun(before: str, rules: Rules) -> bool:
    """Return whether the word before a form that may be a verb or a noun makes it a noun ("the claims")."""
    return rules.cues.determiners.holds(before) or before.endswith(rules.cues.possessive_endings)


def _between(word: str, rules: Rules) -> bool:
    return rules.cues.between.holds(word) or word.endswith(rules.cues.adverb_endings)


def _candidate(sentence: Sentence, hit: Hit[CueWord], rules: Rules) -> Candidate | None:
    words, word = sentence.words, hit.label
    if word.frame is Frame.NOUN:
        return Candidate(first=hit.first, end=hit.end, start=hit.first, word=word)
    if hit.first > 0 and (is_compound(sentence, hit.first) or is_noun(words[hit.first - 1], rules)):
        return None
    start = before_auxiliaries(sentence, hit.first, rules)
    if start > 0 and rules.cues.infinitive.holds(words[start - 1]):
        return None
    if _says_nothing(sentence, hit, rules) or rules.tolls.follow(words, hit.end):
        return None
    if rules.cues.namesakes.holds(words[hit.first]) and not _has_subject(words, start, hit, rules):
        return None
    being = start > 0 and rules.cues.being.holds(words[start - 1])
    if being:
        start = before_auxiliaries(sentence, start - 1, rules)
    participle = word.frame is Frame.PARTICIPLE
    if participle and being:
        word = CueWord(relation=word.relation, frame=Frame.FINITE)
    return Candidate(first=hit.first, end=hit.end, start=start, word=word, passive=being and not participle)


def _says_nothing(sentence: Sentence, hit: Hit[CueWord], rules: Rules) -> bool:
    """Whether a form only tells where a thing stands or what it is called ("mentioned in the list", "called Orlo")."""
    words, end = sentence.words, hit.end
    if end >= len(words) or end > hit.first + 1:
        return False
    if rules.cues.direct.holds(words[hit.first]) and rules.cues.adjuncts.holds(words[end]):
        later = range(end + 1, min(end + THAT_WITHIN, len(words)))
        return not any(rules.that.holds(words[at]) and not rules.cues.adjuncts.holds(words[at - 1]) for at in later)
    if not rules.cues.naming.holds(words[hit.first]) or not sentence.tokens[end].capital:
        return False
    while end < len(words) and sentence.tokens[end].capital:
        end += 1
    return end == len(words) or words[end] in NAME_ENDS or rules.stops.holds(words[end])
