"""All mentions of a reading: dates, places, counts, names, attributions and references, also where no claim comes."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator

from ledgerstone.evidence.claims.attributions.find import attributions_in
from ledgerstone.evidence.claims.clauses import Sentence, sentences
from ledgerstone.evidence.claims.counts.find import counts_in
from ledgerstone.evidence.claims.dates.find import find_dates
from ledgerstone.evidence.claims.model import Context, Mention, MentionKind, Reference, Span
from ledgerstone.evidence.claims.names import names_in
from ledgerstone.evidence.claims.places.find import find_places
from ledgerstone.evidence.claims.quotations import find_quotations
from ledgerstone.evidence.claims.rules import rules_of
from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.evidence.reading.redaction import markers_in
from ledgerstone.values.places import PlaceValue

_NUMBERS_ONLY = re.compile(r"\d{1,3}(?:(?:\s?[,;]\s?|[–—-])\d{1,3}){1,30}")
_NUMBER = re.compile(r"\d{1,3}")
_RANGE = re.compile(r"(\d{1,3})(?:[–—-](\d{1,3}))?")
LONGEST_RANGE = 40
_SEPARATORS = " \t\u00a0,;:.–—-"


def sentences_of(reading: Reading) -> tuple[Sentence, ...]:
    """Return the sentences of a reading, which mentions and claims are both found in."""
    return sentences(reading.text, reading.regions, rules_of(reading.language).abbreviations)


def find_mentions(reading: Reading, context: Context, cut: tuple[Sentence, ...] | None = None) -> tuple[Mention, ...]:
    """Return everything that a reading mentions, sorted by start.

    Args:
        reading: The reading; its language chooses the pack.
        context: The date of publication, against which relative dates resolve.
        cut: Its sentences, where they are at hand.
    """
    text, language, regions = reading.text, reading.language, reading.regions
    rules = rules_of(language)
    dates = find_dates(text, language=language, regions=regions, published=context.published)
    places = find_places(text, language=language, regions=regions, year=_year(context))
    cut = sentences_of(reading) if cut is None else cut  # the most memory; only now, when what places took is free
    taken = tuple(Span(start=m.start, end=m.end) for m in (*dates, *places))
    known = tuple(Span(start=m.start, end=m.end) for m in (*dates, *places) if not _guessed(m))
    found = (
        *dates,
        *places,
        *counts_in(text, cut, rules, regions=regions, taken=known),
        *names_in(text, cut, rules, taken=taken),
        *attributions_in(text, cut, find_quotations(text), rules, regions=regions),
        *references_in(text, regions),
    )
    return in_order(outside_markers(text, found))


def in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Return mentions as they are listed: by start, what holds another before it."""
    return tuple(sorted(mentions, key=lambda m: (m.start, -m.end, m.kind)))


def _year(context: Context) -> int | None:
    latest = None if context.published is None else context.published.latest
    return None if latest is None else latest.year


def outside_markers(text: str, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """Leave out figures in the words that stand for a withheld passage: they say how long it was, and nothing else."""
    markers = markers_in(text)
    starts = [marker.start for marker in markers]
    for mention in mentions:
        at = bisect_left(starts, mention.end) - 1
        if at < 0 or markers[at].end <= mention.start or mention.kind is MentionKind.ATTRIBUTION:
            yield mention


def _guessed(mention: Mention) -> bool:
    """Whether a place is one by the words around it alone; a number in it may still be a count."""
    return isinstance(mention.value, PlaceValue) and mention.value.gazetteer_id is None


def references_in(text: str, regions: tuple[Region, ...]) -> Iterator[Mention]:
    """Yield a mention for each number cited: two for "[1, 4]", three for "[2–4]", one with locator for "[2 – p. 5]".

    Args:
        text: The reading's text.
        regions: The reading's regions; those of citations carry the label.
    """
    for region in regions:
        if region.role is not Role.CITATION or not region.label:
            continue
        if _NUMBERS_ONLY.fullmatch(region.label):
            for found in _RANGE.finditer(text, region.start, region.end):
                yield from _references(text, found)
            continue
        number = _NUMBER.match(region.label)
        if number:
            locator = region.label[number.end() :].strip(_SEPARATORS) or None
            yield _reference(text, region.start, region.end, int(number.group()), locator)


def _references(text: str, found: re.Match[str]) -> Iterator[Mention]:
    """Yield the numbers of a range; those within it stand where its last one does."""
    first, last = int(found[1]), int(found[2] or found[1])
    yield _reference(text, *found.span(1), first, None)
    if found[2] is None:
        return
    within = range(first + 1, last) if last - first <= LONGEST_RANGE else ()
    yield from (_reference(text, found.end(1), found.end(), number, None) for number in within)
    yield _reference(text, *found.span(2), last, None)


def citation_name(mention: Mention) -> str:
    """Return the words of a citation as a link of a chain has them: with the brackets, those of one of several anew."""
    number = mention.value.number if isinstance(mention.value, Reference) else None
    return mention.exact if mention.exact[:1] == "[" or number is None else f"[{number}]"


def _reference(text: str, start: int, end: int, number: int, locator: str | None) -> Mention:
    value = Reference(number=number, locator=locator)
    return Mention(kind=MentionKind.REFERENCE, start=start, end=end, exact=text[start:end], value=value)
