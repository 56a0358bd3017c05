"""Citations by number in brackets: [1], [2, p. 5], [2 – chapter 5, 3], [1, 4; 6].

What stands in the brackets is kept as the label, whole; what it means is the references' matter. A number of four
digits is a year that an editor inserted, not a citation. An entry's own number ("[1] Smith …") looks the same: the
caller leaves reference lists out. What stands for a passage that was withheld is none, though it looks like one.
"""

import re
from collections.abc import Iterator

from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.redaction import is_marker

CITATION = re.compile(
    r"\[\s{0,3}(?P<label>\d{1,3}(?!\d)(?:\s{0,3}[–—,;:.-][^\[\]\n\r]{1,80}|\s[^\W\d][^\[\]\n\r]{1,80})?)\s{0,3}\]"
)


def find_citations(text: str, start: int = 0, end: int | None = None) -> Iterator[Region]:
    """Yield a region for each citation between two places of a text, brackets included."""
    for found in CITATION.finditer(text, start, len(text) if end is None else end):
        if not is_marker(found.group()):
            yield Region(role=Role.CITATION, start=found.start(), end=found.end(), label=found["label"].strip())
