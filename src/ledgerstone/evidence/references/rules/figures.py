"""The rule on figures: how many were harmed, said without a citation, in any source.

A number in brackets, an address, a note's raised number or "(Tolen 1999)" in the same sentence is a citation. Where a
source has no reference list, as a newspaper has none, naming who says the figure is one too.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from ledgerstone.evidence.claims.attributions.find import attributions_in
from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.counts.find import counts_in
from ledgerstone.evidence.claims.counts.harms import Counted, counted
from ledgerstone.evidence.claims.model import Attribution, Mention, Span
from ledgerstone.evidence.claims.quotations import find_quotations
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.references.model import Finding
from ledgerstone.evidence.references.statement import SPOKEN, Statement
from ledgerstone.values.counts import CountValue

CITED_WITHIN = 12
"""Code points between a sentence's end and its citation: a closing mark and a space."""
MOST_COUNTS = 12
"""Of one sentence; one with more is a table, or made to cost time, and is not judged."""
OTHERWISE_CITED = re.compile(
    r"https?://|\bwww\.|[¹²³⁰⁴-⁹]"
    r"|\([^\W\d_][^()\n]{1,60},?\s(?:1[5-9]\d\d|20\d\d)[a-z]?(?:\s?[,:]\s?[^()\n]{1,30})?\)"
)


def figure_without_citation(statement: Statement) -> Iterator[Finding]:
    """Find figures of people or property harmed whose sentence cites nothing and names nobody who says so."""
    regions = RegionIndex(statement.reading.regions)
    cited = sorted(r.start for r in statement.reading.regions if r.role is Role.CITATION)
    told, counts = _told(statement), _counts(statement)
    for sentence in statement.sentences:
        spoken = all(region.role in SPOKEN for region in regions.around(sentence.start))
        if not spoken or _is_cited(statement, sentence, cited):
            continue
        for figure in _figures(statement, sentence, counts):
            teller = _teller(figure.mention, told) or _somebody(statement, sentence)
            if teller is None or statement.entries:
                yield _finding(statement, sentence, figure, teller)


def _counts(statement: Statement) -> tuple[Mention, ...]:
    """The numbers of the text that count something, in their order."""
    taken = tuple(Span(start=date.start, end=date.end) for date in statement.dates)
    reading = statement.reading
    return counts_in(reading.text, statement.sentences, statement.pack, regions=reading.regions, taken=taken)


def _figures(statement: Statement, sentence: Sentence, counts: tuple[Mention, ...]) -> Iterator[Counted]:
    """The figures of a sentence that count harm: wholes alone, and no "a man" that is no figure."""
    low = bisect_left(counts, sentence.start, key=lambda count: count.start)
    high = bisect_left(counts, sentence.end, key=lambda count: count.start)
    if not 0 < high - low <= MOST_COUNTS:
        return
    for one in counted(statement.reading.text, sentence, counts[low:high], statement.pack):
        value = one.mention.value
        article = isinstance(value, CountValue) and value.upper == 1 and not any(map(str.isdigit, one.mention.exact))
        if one.harm is not None and one.whole is None and not article:
            yield one


def _is_cited(statement: Statement, sentence: Sentence, cited: list[int]) -> bool:
    text = statement.reading.text
    if OTHERWISE_CITED.search(text, sentence.start, sentence.end):
        return True
    index = bisect_left(cited, sentence.start)
    if index == len(cited):
        return False
    between = text[sentence.end : max(sentence.end, cited[index])]
    return len(between) <= CITED_WITHIN and not any(sign.isalnum() or sign == "\n" for sign in between)


def _told(statement: Statement) -> tuple[tuple[Span, str], ...]:
    """What somebody is named as saying, each with that name in the text's words."""
    reading = statement.reading
    quotations = find_quotations(reading.text)
    found = attributions_in(reading.text, statement.sentences, quotations, statement.pack, regions=reading.regions)
    return tuple(
        (content, reading.text[one.value.source[0].start : one.value.source[-1].end])
        for one in found
        if isinstance(one.value, Attribution) and one.value.source
        for content in one.value.content
    )


def _teller(figure: Mention, told: tuple[tuple[Span, str], ...]) -> str | None:
    return next((who for span, who in told if span.start <= figure.start and figure.end <= span.end), None)


def _somebody(statement: Statement, sentence: Sentence) -> str | None:
    """The cue of saying in a sentence whose speaker the rules of attributions do not know: somebody is named still."""
    pack = statement.pack
    if pack.hearsay.find(sentence.words):
        return None
    cues = (pack.says, pack.according, pack.citing, pack.according_after)
    hit = next((hits[0] for cue in cues if (hits := cue.find(sentence.words))), None)
    if hit is None:
        return None
    start, end = sentence.span(hit.first, hit.end)
    return f"whoever “{statement.reading.text[start:end]}” is of"


def _finding(statement: Statement, sentence: Sentence, figure: Counted, teller: str | None) -> Finding:
    lacks = "nobody is named who says it" if teller is None else f"only the text says that it is from {teller}"
    harm = figure.harm
    first = min(figure.first, harm.first) if harm else figure.first
    end = max(figure.end, harm.end) if harm else figure.end
    return Finding(
        rule="figure-without-citation",
        message=f"the figure “{figure.mention.exact}” has no citation, and {lacks}",
        passage=statement.passage(*sentence.span(first, end)),
    )
