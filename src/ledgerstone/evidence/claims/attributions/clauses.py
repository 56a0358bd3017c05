"""One cue with its speaker and its content: how verbs, participles, passives and nouns of saying take them."""

from collections.abc import Iterator

from msgspec.structs import replace

from ledgerstone.evidence.claims.attributions.contents import (
    ASIDE,
    Quoted,
    Range,
    is_aside,
    object_after,
    said_after,
    said_around,
    said_beside,
)
from ledgerstone.evidence.claims.attributions.cue_rules import Frame, Relation
from ledgerstone.evidence.claims.attributions.cues import Candidate, candidates, is_noun
from ledgerstone.evidence.claims.attributions.found import Found
from ledgerstone.evidence.claims.attributions.relative import within_relative
from ledgerstone.evidence.claims.attributions.sources import (
    antecedent_before,
    counts_harm,
    possessor_before,
    source_after,
    source_before,
    source_of_phrase,
    subject_of,
)
from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.rules import Rules

AGENT_WITHIN = 4


class Clauses:
    """The clauses of saying of one sentence."""

    def __init__(self, sentence: Sentence, quoted: Quoted, rules: Rules) -> None:
        self._sentence = sentence
        self._quoted = quoted
        self._rules = rules

    def said(self, taken: frozenset[int]) -> Iterator[Found]:
        """Yield what the cues of the sentence attribute, leaving out tokens that are taken."""
        prior: Found | None = None
        for candidate in candidates(self._sentence, self._rules):
            if taken.intersection(range(candidate.first, candidate.end)) or self._quoted.holds(candidate.first):
                continue
            found = self._clause(candidate, prior)
            found = within_relative(self._sentence, found, self._quoted, self._rules) if found else None
            if found is not None and (found.content or found.aside):
                prior = found if found.source else prior
                yield found

    def _clause(self, candidate: Candidate, prior: Found | None) -> Found | None:
        if candidate.word.relation is Relation.SEEMS:
            return self._of_subject(candidate, None)
        if candidate.passive:
            return self._passive(candidate) if candidate.frame is Frame.FINITE else None
        if candidate.frame is Frame.NOUN:
            return self._verb(candidate, prior) or self._noun(candidate)
        if candidate.frame is Frame.PARTICIPLE:
            return self._participle(candidate, prior)
        found = self._finite(candidate, prior)
        return found if candidate.frame is Frame.FINITE or self._quotes(found) else None

    def _quotes(self, found: Found | None) -> bool:
        return found is not None and any(self._quoted.holds(first) for first, _ in found.content)

    def _finite(self, candidate: Candidate, prior: Found | None) -> Found | None:
        """Return what a verb of saying attributes; None where no speaker or nothing said is found."""
        sentence, rules = self._sentence, self._rules
        cue = candidate.first, candidate.end
        before = source_before(sentence, candidate.start, rules)
        inverts = self._inverts(candidate, before)
        if inverts and counts_harm(sentence, cue[1], rules):
            return None
        after = source_after(sentence, cue[1], rules) if inverts else None
        if after is not None:
            content = said_around(sentence, after, cue, self._quoted, rules)
            return self._found(candidate, after, content, cue[0])
        if before is not None:
            content = self._beside(candidate, before)
            if self._only_agent(candidate, content):
                return None
            found = self._found(candidate, before, content, before[0])
            said = candidate.word.relation is Relation.SAYS
            opens = before[0] == 0 and is_aside(sentence, cue[1], content, rules)
            return replace(found, aside=said and (opens or sentence.words[-1] == ":"))
        return self._shared(candidate, prior)

    def _only_agent(self, candidate: Candidate, content: tuple[Range, ...]) -> bool:
        """Whether a form stands behind its noun as a participle ("the list written by the council")."""
        if len(content) != 1 or content[0][0] != candidate.end or self._quoted.holds(content[0][1] - 1):
            return False
        return candidate.start == candidate.first and self._rules.agents.holds(self._sentence.words[candidate.end])

    def _beside(self, candidate: Candidate, source: Range) -> tuple[Range, ...]:
        """Return the content of a verb behind its speaker: what is said may stand before them, an attitude's not."""
        after = self._after(candidate, candidate.end) if candidate.word.relation is Relation.ATTITUDE else None
        cue = candidate.first, candidate.end
        return (after,) if after else said_beside(self._sentence, source, cue, self._quoted, self._rules)

    def _inverts(self, candidate: Candidate, before: Range | None) -> bool:
        """Whether the speaker may stand behind the verb: after what is said ("…," said the mayor)."""
        words, at = self._sentence.words, candidate.start
        says = candidate.word.relation is Relation.SAYS
        if not says or at == 0 or words[at - 1] not in ASIDE:
            return False
        quoted = self._quoted.holds(at - 1) or (at > 1 and self._quoted.holds(at - 2))
        return before is None or (quoted and before[0] > 0)

    def _shared(self, candidate: Candidate, prior: Found | None) -> Found | None:
        """Return what a verb attributes to the speaker of the clause before ("and added that").

        A verb that opens a sentence, as in resolutions ("Declare that"), has its speaker in the heading.
        """
        words, at = self._sentence.words, candidate.start
        joined = at > 0 and self._rules.conjunctions.holds(words[at - 1])
        if joined and at > 1:
            related = antecedent_before(self._sentence, at - 1, self._rules) if prior is None else None
            content = self._after(candidate, candidate.end) if related else None
            return self._found(candidate, related, (content,), at) if content else self._of_prior(candidate, prior)
        that = self._rules.that
        opened = that.before(words, candidate.end) or (candidate.end < len(words) and that.at(words, candidate.end))
        found = self._of_prior(candidate, None) if joined or (at == 0 and opened) else None
        return replace(found, source=None, opens=True) if found else None

    def _participle(self, candidate: Candidate, prior: Found | None) -> Found | None:
        words, at = self._sentence.words, candidate.start
        if at > 0 and words[at - 1] not in ASIDE and not self._rules.conjunctions.holds(words[at - 1]):
            return None
        return self._of_prior(candidate, prior)

    def _of_prior(self, candidate: Candidate, prior: Found | None) -> Found | None:
        source = prior.source if prior else subject_of(self._sentence, self._rules)
        says = candidate.word.relation is Relation.SAYS
        if candidate.start <= 1 and says and prior is None:
            source = None
        elif source is None or source[1] > candidate.start:
            return None
        content = self._after(candidate, candidate.end)
        found = self._found(candidate, source, (content,) if content else (), candidate.start, shared=True)
        words = self._sentence.words
        return replace(found, aside=says and (words[-1] == ":" or candidate.end == len(words)))

    def _verb(self, candidate: Candidate, prior: Found | None) -> Found | None:
        """Return what a form of a noun attributes as a verb ("the agency reports that")."""
        before = self._sentence.words[candidate.first - 1] if candidate.first else ""
        if is_noun(before, self._rules):
            return None
        return self._finite(candidate, prior)

    def _noun(self, candidate: Candidate) -> Found | None:
        source = possessor_before(self._sentence, candidate.first, self._rules)
        if source is None and candidate.word.relation is Relation.ATTITUDE:
            return None
        content = self._after(candidate, candidate.end)
        begins = source[0] if source else candidate.first
        return self._found(candidate, source, (content,) if content else (), begins)

    def _passive(self, candidate: Candidate) -> Found | None:
        """Return what a passive attributes to its agent, or to nobody ("was accused by X of", "is expected to")."""
        sentence, rules = self._sentence, self._rules
        for at in range(candidate.end, min(candidate.end + AGENT_WITHIN, len(sentence.words))):
            if rules.agents.holds(sentence.words[at]):
                source = source_of_phrase(sentence, at + 1, rules)
                return self._of_subject(candidate, source)
        words = sentence.words
        linked = candidate.end < len(words) and rules.cues.links.holds(words[candidate.end])
        return self._of_subject(candidate, None) if linked else None

    def _of_subject(self, candidate: Candidate, source: Range | None) -> Found | None:
        sentence = self._sentence
        subject = source_before(sentence, candidate.start, self._rules)
        after = self._after(candidate, source[1] if source else candidate.end)
        content = tuple(part for part in (subject, after) if part)
        return self._found(candidate, source, content, subject[0] if subject else candidate.start)

    def _after(self, candidate: Candidate, first: int) -> Range | None:
        if candidate.word.relation is Relation.ATTITUDE:
            return object_after(self._sentence, first, self._quoted, self._rules)
        return said_after(self._sentence, first, self._quoted, self._rules)

    def _found(
        self,
        candidate: Candidate,
        source: Range | None,
        content: tuple[Range, ...],
        begins: int,
        *,
        shared: bool = False,
    ) -> Found:
        return Found(
            source=source,
            cue=(candidate.first, candidate.end),
            content=content,
            begins=begins,
            relation=candidate.word.relation,
            shared=shared,
        )
