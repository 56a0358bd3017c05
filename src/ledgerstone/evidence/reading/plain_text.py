"""The reader of plain text: the reading is the decoded file, code point for code point."""

from ledgerstone.evidence.reading.encodings import decode
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.regions import find_layout

TOOL, VERSION, MEDIA_TYPE = "plain text", "2", "text/plain"
MOST_CODE_POINTS = 32 * 1024 * 1024
"""The longest book has some 10 million; more is data, or made to fill the memory of who reads it."""


def read_plain_text(data: bytes) -> Reading:
    """Return the reading of a file of text.

    Args:
        data: The file.
    """
    decoded = decode(data, limit=MOST_CODE_POINTS)
    layout = find_layout(decoded.text)
    return Reading(
        media_type=MEDIA_TYPE,
        text=decoded.text,
        regions=layout.regions,
        warnings=(*decoded.warnings, *layout.warnings),
        title=layout.title,
        published=layout.published,
        publisher=layout.publisher,
        tool=TOOL,
        version=VERSION,
    )
