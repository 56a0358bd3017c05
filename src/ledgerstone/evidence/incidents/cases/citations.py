"""What the rules find in the citations of a case's source, and which acts other sources cite otherwise."""

from collections.abc import Iterator, Sequence

from ledgerstone.evidence.incidents.cases.model import Asked, CitationFinding, CitedOtherwise
from ledgerstone.evidence.references.compare import acts_cited_differently
from ledgerstone.evidence.references.judge import judge_references
from ledgerstone.evidence.references.model import Finding, References


def citations_of(asked: Asked) -> References:
    """Return the reference list of the case's source against its citations."""
    held = asked.held(asked.source)
    return judge_references(held.reading, published=held.paper.published)


def citation_findings(asked: Asked, references: References) -> tuple[CitationFinding, ...]:
    """Return what the rules find in the source's citations, those of the passage first.

    A finding is of the passage where its words touch it, or where they are an entry that the passage cites.
    """
    cited = {one.number for one in references.citations if _touches(asked, one.start, one.end)}
    entries = [(one.start, one.end) for one in references.entries if one.number in cited]
    found = [
        CitationFinding(finding=one, reason=one.reason, in_passage=_is_of_passage(asked, one, entries))
        for one in references.findings
    ]
    return tuple(sorted(found, key=lambda one: not one.in_passage))


def cited_otherwise(asked: Asked, beside: Sequence[str]) -> tuple[CitedOtherwise, ...]:
    """Return where another source cites otherwise what may be the same act, those of the passage first.

    Args:
        asked: The passage.
        beside: Ids of the other sources.
    """
    return tuple(sorted(_compared(asked, beside), key=lambda one: not one.in_passage))


def _compared(asked: Asked, beside: Sequence[str]) -> Iterator[CitedOtherwise]:
    own = (asked.source, asked.held(asked.source).reading)
    others = [(key, asked.held(key).reading) for key in beside]
    for found in acts_cited_differently([own, *others]):
        here, there = found.cited
        if here.source == asked.source:
            yield CitedOtherwise(
                what=found.what,
                passage=here.passage,
                in_passage=_touches(asked, here.passage.start, here.passage.end),
                other=there.source,
                of=there.passage,
            )


def _is_of_passage(asked: Asked, finding: Finding, entries: list[tuple[int, int]]) -> bool:
    at = finding.passage
    if at is None:
        return False
    return _touches(asked, at.start, at.end) or any(at.start < end and start < at.end for start, end in entries)


def _touches(asked: Asked, start: int, end: int) -> bool:
    return start < asked.end and asked.start < end
