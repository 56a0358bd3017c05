"""What of a reading is withheld from the public: readers' comments, and sentences that tell of sexual violence.

DOMAIN, section G, rules 4, 7 and 9: no commenter is named and no comment is shown before moderation; what tells of
sexual violence waits for a person who makes a claim of it public. The words are masked in place, so that every offset
keeps its meaning.
"""

import msgspec

from ledgerstone.evidence.claims.do_no_harm import told_in
from ledgerstone.evidence.claims.model import Claim
from ledgerstone.evidence.reading.model import Reading, Region
from ledgerstone.evidence.reading.spans import Spans, comments_of
from ledgerstone.record.find.visible import let_out
from ledgerstone.record.json_text import from_json
from ledgerstone.record.rows import ReadingRow

MASK = "░"


def hidden_of(reading: Reading | ReadingRow, source: str) -> Spans:
    """Return the stretches of a source's reading that the public is not shown.

    Args:
        reading: The reading.
        source: Id of the source.
    """
    comments = comments_of(reading.regions)
    told = tuple(told_in(reading.text, reading.language))
    if not told:
        return comments
    claims = (from_json(record.content, Claim).passage for record in let_out(source))
    free = Spans.of((passage.start, passage.end) for passage in claims)
    kept = (span for span in told if not free.touch(*span))
    return Spans.of((*zip(comments.starts, comments.ends, strict=True), *kept))


def without_hidden(reading: ReadingRow, source: str) -> ReadingRow:
    """Return the reading with what is withheld masked, and without the mentions and names in it."""
    hidden = hidden_of(reading, source)
    if not hidden.starts:
        return reading
    return msgspec.structs.replace(
        reading,
        text=masked(reading.text, hidden),
        regions=tuple(_unnamed(region, hidden) for region in reading.regions),
        mentions=tuple(one for one in reading.mentions if not hidden.touch(one.start, one.end)),
    )


def masked(text: str, hidden: Spans) -> str:
    """Return a text in which what is withheld is masked, sign by sign, so that every offset keeps its meaning."""
    parts, at = [], 0
    for start, end in zip(hidden.starts, hidden.ends, strict=True):
        parts.append(text[at:start])
        parts.append("".join(char if char.isspace() else MASK for char in text[start:end]))
        at = end
    return "".join([*parts, text[at:]])


def _unnamed(region: Region, hidden: Spans) -> Region:
    if region.author is None or not hidden.touch(region.start, region.end):
        return region
    return msgspec.structs.replace(region, author=None)
