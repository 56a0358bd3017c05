"""Where a paper gives other people's words, or words that are not its report at all.

A quotation that two reporters share shows that they heard the same speaker, not that one copied the other; it may
seed an alignment and gives no evidence. The same holds for what a page prints around the report.
"""

import re

from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.reading.model import Role

MARKED = re.compile(r"[“„«][^“”„«»\n]{20,3000}[”“»]")
STRAIGHT = re.compile(r'"([^"\n]*)"')
"""Of any length: what stands between the end of a short quotation and the next one's beginning is none."""

SHORTEST, LONGEST = 20, 3000

OTHER_WORDS = frozenset({
    *(Role.QUOTATION, Role.POLICY, Role.BOILERPLATE, Role.COMMENT, Role.REFERENCE_LIST, Role.CLOSING_LINE),
    *(Role.TITLE, Role.BYLINE, Role.DATELINE),
})  # fmt: skip
"""Regions that give no evidence of copying."""


def quoted_spans(text: str) -> tuple[tuple[int, int], ...]:
    """Return the stretches between quotation marks, of twenty characters or more, none across a line's end.

    Straight marks count only in lines where they pair up.
    """
    spans = [match.span() for match in MARKED.finditer(text)]
    start = 0
    for line in text.splitlines(keepends=True) if '"' in text else ():
        if line.count('"') % 2 == 0:
            spans += [
                (start + match.start(), start + match.end())
                for match in STRAIGHT.finditer(line)
                if SHORTEST <= len(match.group(1)) <= LONGEST
            ]
        start += len(line)
    return tuple(sorted(spans))


def not_evidence(paper: Paper) -> tuple[tuple[int, int], ...]:
    """Return the stretches of a paper that give no evidence of copying: quotations and what stands around."""
    regions = tuple((region.start, region.end) for region in paper.regions if region.role in OTHER_WORDS)
    return quoted_spans(paper.text) + regions
