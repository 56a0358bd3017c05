"""The voice of a claim: from the one who prints it back to the origin that the text names.

The printer is the document's publisher, in a comment its author. An agency's credit stands between the printer and
the speakers of the text. Whatever a comment says, its voice is the comment's author. A citation behind the words
is a link of the chain, not a speaker. A caption's credit stands for the document's; the one who signed a document
speaks in it, where one alone did.
"""

from bisect import bisect_right

from msgspec import Struct

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.mentions import citation_name
from ledgerstone.evidence.claims.model import (
    Attribution,
    Context,
    Mention,
    MentionKind,
    Span,
    Speaker,
    Voice,
    VoiceKind,
)
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.claims.rules import Rules
from ledgerstone.evidence.claims.stance import Cue
from ledgerstone.evidence.claims.voices.credits import caption_credits, credits_of, kind_of, signer_of, teller_of
from ledgerstone.evidence.claims.voices.links import cue_words, hearer_of, makes_voice, order_of
from ledgerstone.evidence.claims.voices.makers import maker_of
from ledgerstone.evidence.reading.model import Reading, Region, Role

CITED_WITHIN = 12
"""Code points between the end of a passage and its citation: a closing mark and a space."""
BESIDE = 5
"""Code points between citations that belong together: "1, 4", "[1] [4]"."""


class Said(Struct, frozen=True, kw_only=True):
    """Voice of a passage, with what its stance is read from."""

    voice: Voice
    cue: Cue


class Voices:
    """Who speaks where in one reading."""

    def __init__(
        self,
        reading: Reading,
        context: Context,
        mentions: tuple[Mention, ...],
        cut: tuple[Sentence, ...],
        rules: Rules,
    ) -> None:
        self._text = reading.text
        self._rules = rules
        self._attributions = tuple(m for m in mentions if isinstance(m.value, Attribution))
        self._saying = tuple(n for n, m in enumerate(self._attributions) if makes_voice(self._text, m, rules))
        self._references = tuple(m for m in mentions if m.kind is MentionKind.REFERENCE)
        self._comments = RegionIndex(tuple(r for r in reading.regions if r.role is Role.COMMENT))
        credited = (credits_of(reading, cut, rules), teller_of(reading, cut, rules) or signer_of(reading, rules))
        self._credits = tuple(filter(None, credited))
        self._printer = Speaker(name=context.publisher, kind=context.publisher_kind)
        self._contents = sorted(
            ((s.start, s.end, index) for index in self._saying for s in _contents(self._attributions[index])),
            key=lambda entry: entry[0],
        )
        credited_captions = caption_credits(reading, cut, rules)
        self._captions = RegionIndex(tuple(region for region, _ in credited_captions))
        self._caption_credits = {region.start: speaker for region, speaker in credited_captions}
        self._links: dict[int, tuple[Speaker, ...]] = {}
        self._kinds: dict[str, VoiceKind] = {}
        self._longest = max((end - start for start, end, _ in self._contents), default=0)

    def at(self, start: int, end: int, *, until: int | None = None) -> Said:
        """Return who says what stands at `start` up to `end`.

        Args:
            start: First code point of the words that make the claim.
            end: Code point after the last.
            until: Where their clause ends; a citation up to there is theirs. None for right behind the words.
        """
        covering = self._covering(start, end)
        comment = next(iter(self._comments.around(start)), None)
        chain = [self._printer, *self._passing(comment, start)]
        for number in covering:
            chain += self._link(number)
        cited = self._cited(end, until)
        chain += cited
        chain = [link for at, link in enumerate(chain) if at == 0 or link != chain[at - 1]]
        return Said(voice=_voice(chain, comment, self._printer, cited), cue=self._cue(covering))

    def _passing(self, comment: Region | None, start: int) -> list[Speaker]:
        if comment is not None:
            return [Speaker(name=comment.author, kind=VoiceKind.READER_COMMENT)]
        caption = next(iter(self._captions.around(start)), None)
        return [self._caption_credits[caption.start]] if caption else list(self._credits)

    def _covering(self, start: int, end: int) -> list[int]:
        """Return the numbers of the attributions whose content holds the words, outermost first."""
        found: list[tuple[int, int]] = []
        index = bisect_right(self._contents, start, key=lambda entry: entry[0]) - 1
        while index >= 0 and self._contents[index][0] >= start - self._longest:
            low, high, number = self._contents[index]
            if low <= start and end <= high:
                found.append((high - low, number))
            index -= 1
        found.sort(key=lambda entry: (-entry[0], order_of(self._text, self._attributions[entry[1]], self._rules)))
        return [number for _, number in found]

    def _link(self, number: int) -> tuple[Speaker, ...]:
        """Return the speaker of an attribution behind the one that was told, found once for all that it covers."""
        link = self._links.get(number)
        if link is None:
            mention = self._attributions[number]
            told = hearer_of(self._text, mention, self._rules)
            speaker = self._source(mention)
            link = self._links[number] = (told, speaker) if told else (speaker,)
        return link

    def _source(self, mention: Mention) -> Speaker:
        source = mention.value.source if isinstance(mention.value, Attribution) else ()
        if not source:
            return Speaker(name=None, kind=VoiceKind.UNATTRIBUTED)
        name = self._text[source[0].start : source[-1].end]
        if len(name.split()) == 1 and self._rules.pronouns.holds(name.lower()):
            return self._antecedent(mention) or Speaker(name=name, kind=VoiceKind.UNKNOWN)
        return self._named(name)

    def _named(self, name: str) -> Speaker:
        """Return the speaker of a name in the text's words, without the apposition that tells the kind."""
        name = maker_of(name, self._rules)
        head = name.split(",", 1)[0].split(" (", 1)[0].strip()
        head, name = _without_ending(head, self._rules), _without_ending(name, self._rules)
        kind = self._kinds.get(name)
        if kind is None:
            kind = self._kinds[name] = kind_of(name, self._rules)
        return Speaker(name=head if head[:1].isupper() else name, kind=kind)

    def _antecedent(self, mention: Mention) -> Speaker | None:
        """Return the speaker that a pronoun stands for: the last one that the text named before."""
        index = bisect_right(self._attributions, mention.start - 1, key=lambda m: m.start) - 1
        for earlier in reversed(self._attributions[max(0, index - 2) : index + 1]):
            source = earlier.value.source if isinstance(earlier.value, Attribution) else ()
            name = self._text[source[0].start : source[-1].end] if source else ""
            if name and not self._rules.pronouns.holds(name.lower()):
                return self._named(name)
        return None

    def _cited(self, end: int, until: int | None) -> tuple[Speaker, ...]:
        """Return the citations right behind some words: all of the first pair of brackets and of its neighbours."""
        index = bisect_right(self._references, end - 1, key=lambda m: m.start)
        if index == len(self._references):
            return ()
        first = self._references[index]
        between = self._text[until or end : first.start]
        near = len(between) <= CITED_WITHIN and not any(char.isalnum() or char == "\n" for char in between)
        if not near and (until is None or first.start >= until):
            return ()
        found = [first]
        for mention in self._references[index + 1 :]:
            between = self._text[found[-1].end : mention.start]
            if len(between) > BESIDE or any(char.isalnum() or char == "\n" for char in between):
                break
            found.append(mention)
        return tuple(Speaker(name=citation_name(mention), kind=VoiceKind.DOCUMENT) for mention in found)

    def _cue(self, covering: list[int]) -> Cue:
        if not covering:
            return Cue()
        value = self._attributions[covering[-1]].value
        if not isinstance(value, Attribution):
            return Cue()
        return Cue(words=cue_words(self._text, value), hearsay=not value.source, spans=value.cue)


def _without_ending(name: str, rules: Rules) -> str:
    """Return a name without the ending that makes it one's whose something is ("the ministry's")."""
    endings = (ending for ending in rules.cues.possessive_endings if fold(name).endswith(ending) and "'" in ending)
    cut = next(endings, "")
    kept = name[: len(name) - len(cut)] if cut else name
    return kept + "s" if cut == "s'" else kept


def _contents(mention: Mention) -> tuple[Span, ...]:
    return mention.value.content if isinstance(mention.value, Attribution) else ()


def _voice(chain: list[Speaker], comment: Region | None, printer: Speaker, cited: tuple[Speaker, ...]) -> Voice:
    """Return the voice of a chain: a comment's author, else the last speaker, citations left aside."""
    if len(chain) == 1:
        return Voice(name=printer.name, kind=printer.kind)
    speakers = [link for link in chain if not any(link is one for one in cited)]
    last = Speaker(name=comment.author, kind=VoiceKind.READER_COMMENT) if comment is not None else speakers[-1]
    return Voice(name=last.name, kind=last.kind, chain=tuple(chain))
