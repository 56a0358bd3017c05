"""What of a reading is withheld from the public: readers' comments and their authors' names.

DOMAIN, section G, rules 4 and 9: no commenter is named and no comment is shown before moderation. The words are
masked in place, so that every offset keeps its meaning.
"""

import msgspec

from ledgerstone.evidence.reading.model import Region
from ledgerstone.evidence.reading.spans import Spans, comments_of
from ledgerstone.record.rows import ReadingRow

MASK = "░"


def without_comments(reading: ReadingRow) -> ReadingRow:
    """Return the reading with its comments masked, and without the mentions and names in them."""
    comments = comments_of(reading.regions)
    if not comments.starts:
        return reading
    return msgspec.structs.replace(
        reading,
        text=_masked(reading.text, comments),
        regions=tuple(_unnamed(region, comments) for region in reading.regions),
        mentions=tuple(one for one in reading.mentions if not comments.touch(one.start, one.end)),
    )


def _masked(text: str, comments: Spans) -> str:
    parts, at = [], 0
    for start, end in zip(comments.starts, comments.ends, strict=True):
        parts.append(text[at:start])
        parts.append("".join(char if char.isspace() else MASK for char in text[start:end]))
        at = end
    return "".join([*parts, text[at:]])


def _unnamed(region: Region, comments: Spans) -> Region:
    if region.author is None or not comments.touch(region.start, region.end):
        return region
    return msgspec.structs.replace(region, author=None)
