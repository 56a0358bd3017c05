"""Attributions: who is said to say what, as spans of source, cue and content.

Forms: a verb of saying or of attitude with its speaker ("doctors said that …", "…", said the mayor), a noun of saying
("the ministry's claim that"), words before or after a source ("according to the ministry"), and hearsay without one
("reportedly"). Content runs to the end of its clause and of a quotation that goes on beyond it.
"""

from collections.abc import Iterator

from msgspec.structs import replace

from ledgerstone.evidence.claims.attributions.clauses import Clauses
from ledgerstone.evidence.claims.attributions.colons import before_colon, speakers_in
from ledgerstone.evidence.claims.attributions.contents import Quoted, Range, trimmed
from ledgerstone.evidence.claims.attributions.cue_rules import PLAIN_MANNERS, Relation
from ledgerstone.evidence.claims.attributions.found import Found
from ledgerstone.evidence.claims.attributions.last import closing
from ledgerstone.evidence.claims.attributions.levels import levelled
from ledgerstone.evidence.claims.attributions.paragraphs import with_paragraphs
from ledgerstone.evidence.claims.attributions.quotations import Draft, with_quotations
from ledgerstone.evidence.claims.attributions.sources import (
    names_someone,
    source_before,
    source_of_phrase,
)
from ledgerstone.evidence.claims.attributions.tallies import tallies
from ledgerstone.evidence.claims.clauses import Sentence, Sort, sentences
from ledgerstone.evidence.claims.model import Attribution, Manner, Mention, MentionKind, Span
from ledgerstone.evidence.claims.packs.lexicon import Lexicon
from ledgerstone.evidence.claims.quotations import Quotation, find_quotations
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.claims.rules import Rules, rules_of
from ledgerstone.evidence.reading.model import Region, Role

NOT_READ = frozenset({Role.REFERENCE_LIST, Role.POLICY, Role.BOILERPLATE, Role.SIGNATURES, Role.CLOSING_LINE})


def find_attributions(text: str, *, language: str | None, regions: tuple[Region, ...]) -> tuple[Mention, ...]:
    """Return the attributions of a text in order of their first word.

    Args:
        text: The reading's text.
        language: Of the text; without a pack none are found.
        regions: The reading's regions; nothing is read in lists of references, policies and signatures, nor in the line
            that names the author of a comment ("N. said:").
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
    comments = frozenset(region.start for region in regions if region.role is Role.COMMENT)
    read = [s for s in cut if not barred.around(s.start) and not (s.start in comments and s.words[-1] == ":")]
    found = [(sentence, _in_sentence(sentence, quotations, rules)) for sentence in read]
    speakers = frozenset[str]().union(*(speakers_in(sentence, one) for sentence, ones in found for one in ones))
    told = [(sentence, one) for sentence, ones in found for one in _with_colon(sentence, ones, speakers, rules)]
    drafts = with_paragraphs(text, [(sentence, _draft(sentence, one, rules)) for sentence, one in told], read, rules)
    mentions = (_mention(text, draft) for draft in with_quotations(text, drafts, quotations))
    return tuple(sorted(mentions, key=lambda mention: (mention.start, -mention.end)))


def _in_sentence(sentence: Sentence, quotations: tuple[Quotation, ...], rules: Rules) -> list[Found]:
    quoted = Quoted(sentence, quotations)
    found = [*_phrases(sentence, rules), *_hearsay(sentence, rules.hearsay, rules)]
    taken = {at for one in found for at in range(*one.cue)}
    taken |= {at for one in found if one.source for at in range(*one.source)}
    said = tuple(Clauses(sentence, quoted, rules).said(frozenset(taken)))
    cues = {at for one in said for at in range(*one.cue)} | taken
    said = (*said, *(one for one in tallies(sentence, quoted, rules) if cues.isdisjoint(range(*one.cue))))
    last = closing(sentence, rules)
    if last is not None:
        said = (*(one for one in said if one.cue != last.cue), last)
    if not any(one.source for one in (*found, *said)):
        found.extend(_hearsay(sentence, rules.moods, rules))
    told = tuple(one for one in (*said, *found) if not _is_citing(sentence, one, rules))
    found = [_cited(sentence, one, told) if _is_citing(sentence, one, rules) else one for one in found]
    return levelled(sorted((*found, *said), key=lambda one: one.cue), sentence, quoted, rules)


def _is_citing(sentence: Sentence, one: Found, rules: Rules) -> bool:
    tables = (rules.citing, rules.citing_after)
    return one.relation is Relation.PASSES_ON and any(table.at(sentence.words, one.cue[0]) for table in tables)


def _cited(sentence: Sentence, one: Found, told: tuple[Found, ...]) -> Found:
    """Return a citing phrase with the content of the clause of saying that it stands in ("X, citing Y, said that")."""
    says = {Relation.SAYS, Relation.PASSES_ON}
    clauses = [o for o in told if o.relation in says and o.source and o.content and not o.shared]
    behind = (other for other in clauses if other.source and other.source[1] <= one.cue[0] <= other.cue[0])
    before = (other for other in reversed(clauses) if other.cue[1] <= one.cue[0])
    opens = clauses[0] if clauses and one.cue[0] == 0 else None
    outer = next(behind, None) or next(before, None) or opens
    if outer is None:
        return one
    low, high = min(one.cue[0], (one.source or one.cue)[0]), max(one.cue[1], (one.source or one.cue)[1])
    ranges = ((first, min(end, low)) if first < low else (max(first, high), end) for first, end in outer.content)
    parts = (trimmed(sentence, first, end) for first, end in ranges if first < end)
    return replace(one, content=tuple(part for part in parts if part))


def _with_colon(sentence: Sentence, found: list[Found], speakers: frozenset[str], rules: Rules) -> list[Found]:
    """Return the attributions of a sentence, or the one of its speaker before a colon, which takes in the others."""
    one = before_colon(sentence, speakers, rules)
    if one is None or any(other.cue[0] < one.cue[0] for other in found):
        return found
    return [one, *(other for other in found if other.relation is Relation.PASSES_ON)]


def _phrases(sentence: Sentence, rules: Rules) -> Iterator[Found]:
    """Yield "according to X" and, for languages that say it after, "X-ə görə"."""
    for lexicon in (rules.according, rules.citing):
        for cue in lexicon.find(sentence.words):
            source = source_of_phrase(sentence, cue.end, rules)
            if source and (lexicon is rules.according or names_someone(sentence, source, rules)):
                yield _around(sentence, source, (cue.first, cue.end), inverted=rules.inverts)
    hearsay = [range(hit.first, hit.end) for hit in rules.hearsay.find(sentence.words)]
    for cue in rules.according_after.find(sentence.words):
        source = source_before(sentence, cue.first, rules)
        if source and not any(cue.first in hit for hit in hearsay):
            yield _around(sentence, source, (cue.first, cue.end))
    for cue in rules.citing_after.find(sentence.words):
        source = (cue.first - 1, cue.first)
        if cue.first > 0 and sentence.tokens[source[0]].sort is Sort.WORD and names_someone(sentence, source, rules):
            yield _around(sentence, source, (cue.first, cue.end))


def _around(sentence: Sentence, source: Range, cue: Range, *, inverted: bool = False) -> Found:
    """Return the attribution whose content is what stands before and after its source and cue.

    Where verbs stand second, a source in the midst of a clause parts what is said ("starben laut Polizei zehn").
    """
    low, high = min(source[0], cue[0]), max(source[1], cue[1])
    parts = (trimmed(sentence, 0, low), trimmed(sentence, high, len(sentence.words)))
    after_comma = low > 0 and sentence.words[low - 1] == "," and high < len(sentence.words)
    opens = low <= 1
    content = parts[1:] if opens and parts[1] else parts if after_comma or inverted else (parts[0] or parts[1],)
    return _passed_on(source, cue, content)


def _hearsay(sentence: Sentence, cues: Lexicon[None], rules: Rules) -> Iterator[Found]:
    for hit in cues.find(sentence.words):
        before, after = trimmed(sentence, 0, hit.first), trimmed(sentence, hit.end, len(sentence.words))
        that = rules.that.at(sentence.words, min(hit.end, len(sentence.words) - 1))
        yield _passed_on(None, (hit.first, hit.end), (after,) if after and that else (before, after))


def _passed_on(source: Range | None, cue: Range, content: tuple[Range | None, ...]) -> Found:
    return Found(
        source=source,
        cue=cue,
        content=tuple(part for part in content if part),
        begins=min(cue[0], source[0] if source else cue[0]),
        relation=Relation.PASSES_ON,
    )


def _draft(sentence: Sentence, one: Found, rules: Rules) -> Draft:
    return Draft(
        manner=_manner(sentence, one, rules),
        opens=sentence.start,
        end=sentence.end,
        aside=one.aside,
        lacks_source=one.opens,
        joins=one.opens and one.begins > 0,
        source=(_span(sentence, one.source),) if one.source else (),
        cue=(_span(sentence, one.cue),),
        content=tuple(_span(sentence, part) for part in one.content),
    )


def _manner(sentence: Sentence, one: Found, rules: Rules) -> Manner:
    """Return how the speaker stands to what is said: by the words of the cue, else as its table has it."""
    hits = rules.cues.manners.find(sentence.words[slice(*one.cue)])
    return hits[0].label if hits else PLAIN_MANNERS[one.relation]


def _mention(text: str, draft: Draft) -> Mention:
    value = Attribution(source=draft.source, cue=draft.cue, content=draft.content, manner=draft.manner)
    spans = (*draft.source, *draft.cue, *draft.content)
    start, end = min(span.start for span in spans), max(span.end for span in spans)
    return Mention(kind=MentionKind.ATTRIBUTION, start=start, end=end, exact=text[start:end], value=value)


def _span(sentence: Sentence, part: Range) -> Span:
    start, end = sentence.span(*part)
    return Span(start=start, end=end)
