"""Counts in a text: every number that counts somebody or something, as a range with its wording.

What a number counts and which question it answers is decided in `harms`; what it is no count of, in
`limits`.
"""

from collections.abc import Iterable

from ledgerstone.evidence.claims.clauses import Sentence, sentences
from ledgerstone.evidence.claims.counts.amounts import amount_at
from ledgerstone.evidence.claims.counts.limits import is_count
from ledgerstone.evidence.claims.counts.numbers import Kind, Number
from ledgerstone.evidence.claims.model import Mention, MentionKind, Span
from ledgerstone.evidence.claims.rules import Rules, rules_of
from ledgerstone.evidence.claims.spans import merged, overlaps
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.values.counts import CountValue

NO_COUNTS = frozenset({Role.CITATION, Role.REFERENCE_LIST})
"""A list of references numbers its entries and their pages, and counts nothing itself."""


def find_counts(
    text: str, *, language: str | None, regions: tuple[Region, ...], taken: tuple[Span, ...] = ()
) -> tuple[Mention, ...]:
    """Return the counts of a text in order.

    Args:
        text: The reading's text.
        language: Of the text; without a pack only numerals are found.
        regions: The reading's regions.
        taken: Stretches that are something else, dates and places; a number inside one is no count.
    """
    rules = rules_of(language)
    return counts_in(text, sentences(text, regions, rules.abbreviations), rules, regions=regions, taken=taken)


def counts_in(
    text: str,
    found: Iterable[Sentence],
    rules: Rules,
    *,
    regions: tuple[Region, ...],
    taken: tuple[Span, ...],
) -> tuple[Mention, ...]:
    """Return the counts of sentences that are already cut; arguments as for `find_counts`."""
    barred = merged([*taken, *(Span(start=r.start, end=r.end) for r in regions if r.role in NO_COUNTS)])
    return tuple(
        mention
        for sentence in found
        for number in numbers_in(sentence, rules)
        if not overlaps(barred, *sentence.span(_core(number), number.end))
        for mention in (_mention(text, sentence, number, rules),)
    )


def numbers_in(sentence: Sentence, rules: Rules) -> tuple[Number, ...]:
    """Return the numbers of a sentence that count something, in order, none overlapping another."""
    found: list[Number] = []
    harmful: bool | None = None
    index = 0
    while index < len(sentence.words):
        number = amount_at(sentence, index, rules)
        if number is None:
            index += 1
            continue
        index = number.end
        if number.kind is Kind.SINGLE:
            harmful = bool(rules.harms.find(sentence.words)) if harmful is None else harmful
            if not harmful:
                continue
        behind = found[-1].end if found else 0
        if number.first >= behind and is_count(sentence, number, rules):
            found.append(number)
    return tuple(found)


def _core(number: Number) -> int:
    """Return the first token that must be a count's own: of "a 12-year-old boy" the noun, as the age is a duration."""
    return number.end - 1 if number.kind is Kind.SINGLE else number.first


def _mention(text: str, sentence: Sentence, number: Number, rules: Rules) -> Mention:
    group = rules.groups.before(sentence.words, number.first)
    start, end = sentence.span(group.first if group else number.first, number.end)
    exact = text[start:end]
    value = CountValue(lower=number.lower, upper=number.upper, approximate=number.approximate, wording=exact)
    return Mention(kind=MentionKind.COUNT, start=start, end=end, exact=exact, value=value)
