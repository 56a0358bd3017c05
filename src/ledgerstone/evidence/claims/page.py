"""What the makers of claims share for one reading: its mentions and voices, and how a claim is put together."""

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence, form_words
from ledgerstone.evidence.claims.model import (
    Claim,
    Ground,
    Mention,
    MentionKind,
    Part,
    Passage,
    Question,
    Scope,
)
from ledgerstone.evidence.claims.packs.entries import entry_of
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.claims.rules import Rules
from ledgerstone.evidence.claims.stance import Taken
from ledgerstone.evidence.claims.voices.find import Said, Voices
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.values.answers import Value

NO_CLAIMS = frozenset({Role.POLICY, Role.BOILERPLATE, Role.REFERENCE_LIST, Role.SIGNATURES, Role.CLOSING_LINE})
_start = attrgetter("start")
BREAKS = frozenset({";", ":", "–", "—"})
EDGES = frozenset({",", ";", ":", "–", "—", ".", "•", "-"})


class Page(Struct, frozen=True, kw_only=True):
    """One reading as the makers of claims see it; the `mentions` of each kind are sorted by start."""

    text: str
    regions: RegionIndex
    mentions: dict[MentionKind, tuple[Mention, ...]]
    voices: Voices
    rules: Rules

    def within(self, sentence: Sentence, kind: MentionKind) -> tuple[Mention, ...]:
        """Return the mentions of a kind that lie inside a sentence, in order."""
        mentions = self.mentions.get(kind, ())
        low = bisect_left(mentions, sentence.start, key=_start)
        high = bisect_left(mentions, sentence.end, lo=low, key=_start)
        return tuple(mention for mention in mentions[low:high] if mention.end <= sentence.end)

    def told(self, sentence: Sentence, kind: MentionKind, said: Said) -> tuple[Mention, ...]:
        """Return the mentions of a kind that the same voice makes in a sentence; all of them where it makes none."""
        inside = self.within(sentence, kind)
        same = tuple(mention for mention in inside if self.voices.at(mention.start, mention.end).voice == said.voice)
        return same or inside

    def said(self, sentence: Sentence, first: int, end: int) -> Said:
        """Return who says tokens `first` up to `end`."""
        return self.voices.at(*sentence.span(first, end), until=clause_span(sentence, first, end)[1])

    def innermost(self, offset: int) -> Region | None:
        """Return the innermost region that holds an offset; None outside all."""
        return next(iter(self.regions.around(offset)), None)

    def silent(self, sentence: Sentence) -> bool:
        """Return whether a sentence lies in a region of which no claim is made."""
        return any(region.role in NO_CLAIMS for region in self.regions.around(sentence.start))

    def claim(  # noqa: PLR0913  # the parts of a claim, each by its name
        self,
        question: Question,
        value: Value | None,
        *,
        said: Said,
        stance: Taken,
        span: tuple[int, int],
        rule: str,
        scope: Scope | None = None,
        grounds: tuple[Ground, ...] = (),
    ) -> Claim:
        """Return a claim whose passage is a span of the text.

        Args:
            question: What it answers.
            value: The answer.
            said: Who says it.
            stance: How they stand to it, with the words that gave the stance.
            span: Offsets of its passage.
            rule: The rule that made it.
            scope: What the value covers.
            grounds: What the question and the scope rest on; those of stance and voice are added.
        """
        start, end = span
        region = self.innermost(start)
        return Claim(
            question=question,
            value=value,
            scope=scope or Scope(),
            voice=said.voice,
            stance=stance.stance,
            passage=self.passage(start, end),
            region=region.role.value if region else None,
            method=f"{rule}/{self.rules.language} {self.rules.version}",
            cue=self.passage(stance.span.start, stance.span.end) if stance.span else None,
            grounds=(*grounds, *self._stance_ground(stance), *self._voice_grounds(said)),
        )

    def passage(self, start: int, end: int) -> Passage:
        """Return a stretch of the text with its words."""
        return Passage(start=start, end=end, exact=self.text[start:end])

    def ground(self, part: Part, span: tuple[int, int], table: str | None = None) -> Ground:
        """Return what a part of a claim rests on.

        Args:
            part: Of the claim.
            span: Offsets of the words.
            table: The pack's table that they were matched by; None where they were not.
        """
        words = self.passage(*span)
        folded = form_words(fold(words.exact)).split() if table else []
        return Ground(part=part, words=words, entry=entry_of(self.rules.language, table, folded) if table else None)

    def _stance_ground(self, stance: Taken) -> Iterator[Ground]:
        if stance.span is not None:
            yield self.ground(Part.STANCE, (stance.span.start, stance.span.end), stance.table)

    def _voice_grounds(self, said: Said) -> Iterator[Ground]:
        for span in said.cue.spans:
            found = self.ground(Part.VOICE, (span.start, span.end), "voices")
            yield found if found.entry else self.ground(Part.VOICE, (span.start, span.end), "attributions")


def clause_span(sentence: Sentence, first: int, end: int) -> tuple[int, int]:
    """Return the offsets of the clause that holds tokens `first` up to `end`: to the next break on either side."""
    while first > 0 and sentence.words[first - 1] not in BREAKS:
        first -= 1
    while end < len(sentence.words) and sentence.words[end] not in BREAKS:
        end += 1
    while first < end - 1 and sentence.words[first] in EDGES:
        first += 1
    return sentence.span(first, end)
