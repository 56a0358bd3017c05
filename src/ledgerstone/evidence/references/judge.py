"""A statement's linter: its citations held against its reference list, rule by rule.

A finding says what a reader would stumble over, never who is right; no rule knows any group. Each rule is a small
function in `RULES`, with its reason in `reasons` and its place in docs/reference/statement-rules.md.
"""

from collections.abc import Callable, Iterator
from itertools import chain

from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.references.model import Finding, References
from ledgerstone.evidence.references.rules.anniversaries import anniversaries
from ledgerstone.evidence.references.rules.bodies import body_expanded_twice, entry_by_signatory
from ledgerstone.evidence.references.rules.days import days_of_interval, weekday_of_date
from ledgerstone.evidence.references.rules.entries import (
    entry_without_address,
    entry_without_author,
    entry_without_year,
)
from ledgerstone.evidence.references.rules.figures import figure_without_citation
from ledgerstone.evidence.references.rules.numbers import (
    ambiguous_locator,
    citation_without_entry,
    entry_never_cited,
    locator_against_entry,
)
from ledgerstone.evidence.references.rules.quotations import quotation_altered
from ledgerstone.evidence.references.rules.spellings import body_spelled_twice
from ledgerstone.evidence.references.statement import Statement, take_apart
from ledgerstone.values.dates import DateValue

Rule = Callable[[Statement], Iterator[Finding]]
RULES: tuple[Rule, ...] = (
    citation_without_entry,
    entry_never_cited,
    ambiguous_locator,
    locator_against_entry,
    entry_without_address,
    entry_without_year,
    entry_without_author,
    entry_by_signatory,
    body_expanded_twice,
    body_spelled_twice,
    anniversaries,
    weekday_of_date,
    days_of_interval,
    quotation_altered,
    figure_without_citation,
)


def judge_references(reading: Reading, *, published: DateValue | None = None) -> References:
    """Return the entries and citations of a reading, and what the rules find in them, rule by rule.

    Args:
        reading: The reading.
        published: When it came out, where that is known from elsewhere than its text; anniversaries count from it.
    """
    statement = take_apart(reading, published=published)
    return References(
        entries=statement.entries,
        citations=statement.citations,
        findings=tuple(chain.from_iterable(rule(statement) for rule in RULES)),
    )
