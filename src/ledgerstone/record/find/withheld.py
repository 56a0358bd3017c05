"""What of a reading is withheld from the public: readers' comments and their authors' names.

DOMAIN, section G, rules 4 and 9: no commenter is named and no comment is shown before moderation. The words are
masked in place, so that every offset keeps its meaning.
"""

import msgspec

from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.record.rows import ReadingRow

MASK = "░"


def without_comments(reading: ReadingRow) -> ReadingRow:
    """Return the reading with its comments masked, and without the mentions and names in them."""
    comments = comments_of(reading.regions)
    if not comments:
        return reading
    return msgspec.structs.replace(
        reading,
        text=_masked(reading.text, comments),
        regions=tuple(_unnamed(region, comments) for region in reading.regions),
        mentions=tuple(one for one in reading.mentions if not inside(one.start, one.end, comments)),
    )


def comments_of(regions: tuple[Region, ...]) -> tuple[Region, ...]:
    """Return the regions that are readers' comments."""
    return tuple(region for region in regions if region.role is Role.COMMENT)


def inside(start: int, end: int, regions: tuple[Region, ...]) -> bool:
    """Tell whether the stretch touches any of the regions."""
    return any(start < region.end and region.start < end for region in regions)


def _masked(text: str, comments: tuple[Region, ...]) -> str:
    parts, at = [], 0
    for comment in sorted(comments, key=lambda region: region.start):
        parts.append(text[at : comment.start])
        hidden = text[max(at, comment.start) : comment.end]
        parts.append("".join(char if char.isspace() else MASK for char in hidden))
        at = max(at, comment.end)
    return "".join([*parts, text[at:]])


def _unnamed(region: Region, comments: tuple[Region, ...]) -> Region:
    if not inside(region.start, region.end, comments) or region.author is None:
        return region
    return msgspec.structs.replace(region, author=None)
