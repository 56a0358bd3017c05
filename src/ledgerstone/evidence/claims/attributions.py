"""Attributions: who is said to say what, as spans of source, cue and content.

Three forms: a verb of saying with its speaker ("doctors said that …", "…", said the mayor), words before or after a
source ("according to the ministry"), and hearsay without one ("reportedly"). Content runs to the end of the sentence
and of a quotation that goes on beyond it.
"""

from bisect import bisect_right

from msgspec import Struct

from ledgerstone.evidence.claims.attributions_sources import source_after, source_before, source_of_phrase
from ledgerstone.evidence.claims.clauses import CLOSERS, Sentence, sentences
from ledgerstone.evidence.claims.model import Attribution, Mention, MentionKind, Span
from ledgerstone.evidence.claims.packs.lexicon import Hit, Lexicon
from ledgerstone.evidence.claims.quotations import Quotation, find_quotations
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.claims.rules import Rules, rules_of
from ledgerstone.evidence.reading.model import Region, Role

NOT_READ = frozenset({Role.REFERENCE_LIST, Role.POLICY, Role.BOILERPLATE, Role.SIGNATURES, Role.CLOSING_LINE})
FEWEST_WORDS = 2
HEARER_WITHIN = 10
ADJUNCT_WORDS = 4
ASIDE = frozenset({",", "–", "—", "-", *CLOSERS})
MARKS = frozenset({",", ":", ".", ";", "–", "—", "-", "!", "?"})

Range = tuple[int, int]
"""Tokens from the first up to the second, exclusive."""


class _Found(Struct, frozen=True, kw_only=True):
    source: Range | None
    cue: Range
    content: tuple[Range, ...]


def find_attributions(text: str, *, language: str | None, regions: tuple[Region, ...]) -> tuple[Mention, ...]:
    """Return the attributions of a text in order of their first word.

    Args:
        text: The reading's text.
        language: Of the text; without a pack none are found.
        regions: The reading's regions; nothing is read in lists of references, policies and signatures.
    """
    rules = rules_of(language)
    cut = sentences(text, regions, rules.abbreviations)
    return attributions_in(text, cut, find_quotations(text), rules, regions=regions)


def attributions_in(
    text: str,
    cut: tuple[Sentence, ...],
    quotations: tuple[Quotation, ...],
    rules: Rules,
    *,
    regions: tuple[Region, ...],
) -> tuple[Mention, ...]:
    """Return the attributions of sentences that are already cut; arguments as for `find_attributions`."""
    barred = RegionIndex(tuple(region for region in regions if region.role in NOT_READ))
    found = [
        _mention(text, sentence, one, quotations)
        for sentence in cut
        if not barred.around(sentence.start)
        for one in _in_sentence(sentence, rules)
    ]
    return tuple(sorted(found, key=lambda mention: (mention.start, -mention.end)))


def _in_sentence(sentence: Sentence, rules: Rules) -> list[_Found]:
    found = [*_phrases(sentence, rules), *_hearsay(sentence, rules.hearsay, rules)]
    used = {at for one in found for at in range(*one.cue)}
    used |= {at for one in found if one.source for at in range(*one.source)}
    for cue in rules.says.find(sentence.words):
        if not used.intersection(range(cue.first, cue.end)):
            said = _said(sentence, cue, rules)
            if said:
                found.append(said)
    return found if any(one.source for one in found) else [*found, *_hearsay(sentence, rules.moods, rules)]


def _phrases(sentence: Sentence, rules: Rules) -> list[_Found]:
    """Return "according to X" and, for languages that say it after, "X-ə görə"."""
    found: list[_Found] = []
    for lexicon in (rules.according, rules.citing):
        for cue in lexicon.find(sentence.words):
            source = source_of_phrase(sentence, cue.end, rules)
            if source:
                found.append(_around(sentence, source, (cue.first, cue.end)))
    for cue in rules.according_after.find(sentence.words):
        source = source_before(sentence, cue.first, rules)
        if source:
            found.append(_around(sentence, source, (cue.first, cue.end)))
    return [one for one in found if one.content]


def _around(sentence: Sentence, source: Range, cue: Range) -> _Found:
    """Return the attribution whose content is what stands before and after its source and cue."""
    low, high = min(source[0], cue[0]), max(source[1], cue[1])
    parts = (_trimmed(sentence, 0, low), _trimmed(sentence, high, len(sentence.words)))
    after_comma = low > 0 and sentence.words[low - 1] == "," and high < len(sentence.words)
    opens = low <= 1
    content = parts[1:] if opens and parts[1] else parts if after_comma else (parts[0] or parts[1],)
    return _Found(source=source, cue=cue, content=tuple(part for part in content if part))


def _hearsay(sentence: Sentence, cues: Lexicon[None], rules: Rules) -> list[_Found]:
    hits = cues.find(sentence.words)
    found: list[_Found] = []
    for hit in hits:
        before, after = _trimmed(sentence, 0, hit.first), _trimmed(sentence, hit.end, len(sentence.words))
        content = (
            (after,)
            if after and rules.that.at(sentence.words, min(hit.end, len(sentence.words) - 1))
            else (
                before,
                after,
            )
        )
        found.append(_Found(source=None, cue=(hit.first, hit.end), content=tuple(part for part in content if part)))
    return found


def _said(sentence: Sentence, cue: Hit[None], rules: Rules) -> _Found | None:
    """Return what a verb of saying attributes; None where no speaker or nothing said is found."""
    words = sentence.words
    aside = cue.first > 0 and words[cue.first - 1] in ASIDE
    after = source_after(sentence, cue.end, rules)
    before = source_before(sentence, cue.first, rules)
    opens = before is not None and before[0] == 0
    source = (after or before) if aside and not opens else (before or after)
    if source is None:
        return None
    content = _content_left(sentence, source, cue, rules) if source is before else _content_right(sentence, source, cue)
    return _Found(source=source, cue=(cue.first, cue.end), content=content) if content else None


def _content_left(sentence: Sentence, source: Range, cue: Hit[None], rules: Rules) -> tuple[Range, ...]:
    """Return the content where the speaker stands before the verb."""
    words = sentence.words
    set_off = source[0] > 0 and words[source[0] - 1] in ASIDE
    before = _trimmed(sentence, 0, source[0]) if set_off else None
    start = _after_hearer(sentence, cue.end, rules)
    after = _trimmed(sentence, start, len(words))
    if after is None or (before and _is_adjunct(before, after)):
        return (before,) if before else ()
    closes = cue.end < len(words) and words[cue.end] in ASIDE
    return (before, after) if before and closes else (after,)


def _is_adjunct(before: Range, after: Range) -> bool:
    """Return whether what follows the verb only says when or where it was said ("reported at the time")."""
    return after[1] - after[0] <= ADJUNCT_WORDS < before[1] - before[0]


def _content_right(sentence: Sentence, source: Range, cue: Hit[None]) -> tuple[Range, ...]:
    """Return the content where the speaker stands after the verb."""
    before = _trimmed(sentence, 0, cue.first)
    after = _trimmed(sentence, source[1], len(sentence.words))
    if before is None:
        return (after,) if after else ()
    goes_on = after is not None and sentence.words[source[1]] in ASIDE
    return (before, after) if goes_on and after else (before,)


def _after_hearer(sentence: Sentence, index: int, rules: Rules) -> int:
    """Return the first token of what is said, past the hearer ("told the paper that")."""
    for at in range(index, min(index + HEARER_WITHIN, len(sentence.words))):
        hit = rules.that.at(sentence.words, at)
        if hit:
            return hit.end
        if sentence.words[at] in MARKS:
            break
    return index


def _trimmed(sentence: Sentence, first: int, end: int) -> Range | None:
    """Return a range without marks at its ends; None where too few words are left."""
    words = sentence.words
    while first < end and words[first] in MARKS:
        first += 1
    while end > first and words[end - 1] in MARKS:
        end -= 1
    return (first, end) if end - first >= FEWEST_WORDS else None


def _mention(text: str, sentence: Sentence, one: _Found, quotations: tuple[Quotation, ...]) -> Mention:
    source = (_span(sentence, one.source),) if one.source else ()
    cue = (_span(sentence, one.cue),)
    content = tuple(_whole_quotation(_span(sentence, part), quotations) for part in one.content)
    spans = (*source, *cue, *content)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    value = Attribution(source=source, cue=cue, content=content)
    return Mention(kind=MentionKind.ATTRIBUTION, start=start, end=end, exact=text[start:end], value=value)


def _span(sentence: Sentence, part: Range) -> Span:
    start, end = sentence.span(*part)
    return Span(start=start, end=end)


def _whole_quotation(span: Span, quotations: tuple[Quotation, ...]) -> Span:
    """Return a span grown to the quotations that hold its ends."""
    start, end = span.start, span.end
    index = bisect_right(quotations, start, key=lambda q: q.start) - 1
    if index >= 0 and quotations[index].end > start:
        start = quotations[index].start
    index = bisect_right(quotations, end - 1, key=lambda q: q.start) - 1
    if index >= 0 and quotations[index].end >= end:
        end = quotations[index].end
    return Span(start=start, end=end)
