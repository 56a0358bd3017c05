"""Claims of a reading: each sentence through the makers of claims, in the text's order, the same each time.

No claim is made of policies, boilerplate, reference lists, signatures and closing lines. No claim is without a
passage, and `passage.exact` is the text at its offsets.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import chain

from ledgerstone.evidence.claims.anachronisms import with_anachronisms
from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.counts.claims import count_claims
from ledgerstone.evidence.claims.datelines import without_datelines
from ledgerstone.evidence.claims.do_no_harm import without_victim
from ledgerstone.evidence.claims.identity import said_by
from ledgerstone.evidence.claims.mentions import sentences_of
from ledgerstone.evidence.claims.model import Claim, Context, Mention, MentionKind
from ledgerstone.evidence.claims.page import Page
from ledgerstone.evidence.claims.persons.claims import person_claims
from ledgerstone.evidence.claims.quotations import Quotation, find_quotations
from ledgerstone.evidence.claims.quotations_claims import quotation_claims
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.claims.rules import rules_of
from ledgerstone.evidence.claims.scope_events import event_claims
from ledgerstone.evidence.claims.voices.find import Voices
from ledgerstone.evidence.reading.model import Reading


def extract(
    reading: Reading, mentions: tuple[Mention, ...], context: Context, cut: tuple[Sentence, ...] | None = None
) -> tuple[Claim, ...]:
    """Return the claims of a reading, sorted by passage, none twice.

    Args:
        reading: The reading.
        mentions: What `find_mentions` found in it.
        context: What is known of the document beside its text.
        cut: Its sentences, where they are at hand.
    """
    rules = rules_of(reading.language)
    cut = sentences_of(reading) if cut is None else cut
    page = Page(
        text=reading.text,
        regions=RegionIndex(reading.regions),
        mentions=_by_kind(without_datelines(reading.text, reading.regions, mentions)),
        voices=Voices(reading, context, mentions, cut, rules),
        rules=rules,
    )
    quotations = find_quotations(reading.text)
    of_sentences = (_marked(page, sentence, quotations) for sentence in cut if not page.silent(sentence))
    found = chain(chain.from_iterable(of_sentences), person_claims(page, cut))
    unique: dict[tuple[object, ...], Claim] = {}
    for claim in map(without_victim, found):
        unique.setdefault(said_by(claim), claim)
    return tuple(sorted(unique.values(), key=lambda claim: (claim.passage.start, claim.passage.end)))


def _by_kind(mentions: Iterable[Mention]) -> dict[MentionKind, tuple[Mention, ...]]:
    found: dict[MentionKind, list[Mention]] = {}
    for mention in sorted(mentions, key=lambda mention: mention.start):
        found.setdefault(mention.kind, []).append(mention)
    return {kind: tuple(of_kind) for kind, of_kind in found.items()}


def _marked(page: Page, sentence: Sentence, quotations: tuple[Quotation, ...]) -> Iterator[Claim]:
    return with_anachronisms(page, sentence, _claims(page, sentence, quotations))


def _claims(page: Page, sentence: Sentence, quotations: tuple[Quotation, ...]) -> Iterator[Claim]:
    yield from count_claims(page, sentence)
    yield from event_claims(page, sentence)
    low = bisect_left(quotations, sentence.start, key=lambda quotation: quotation.start)
    high = bisect_left(quotations, sentence.end, key=lambda quotation: quotation.start)
    yield from quotation_claims(page, sentence, quotations[low:high])
