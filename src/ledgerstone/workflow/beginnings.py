"""How far the rules look into one text: a bound on the work and the memory that hostile bytes can cause.

The text itself is kept, shown and searched whole. Offsets mean the same in a text and in its beginning.
"""

from msgspec import structs

from ledgerstone.evidence.reading.model import Reading, Region

MOST_CHARACTERS = 4_000_000
"""Some 1,500 pages."""


def beginning(text: str, regions: tuple[Region, ...]) -> tuple[str, tuple[Region, ...]]:
    """Return the part of a text that the rules look at, with the regions that lie in it whole."""
    if len(text) <= MOST_CHARACTERS:
        return text, regions
    return text[:MOST_CHARACTERS], tuple(region for region in regions if region.end <= MOST_CHARACTERS)


def looked_at(reading: Reading) -> Reading:
    """Return the part of a reading that the rules look at."""
    text, regions = beginning(reading.text, reading.regions)
    return structs.replace(reading, text=text, regions=regions)


def warned(reading: Reading) -> Reading:
    """Return the reading with a warning where the rules look at its beginning alone."""
    length = len(reading.text)
    if length <= MOST_CHARACTERS:
        return reading
    warning = f"claims and copies were looked for in the first {MOST_CHARACTERS:,} of {length:,} characters alone"
    return structs.replace(reading, warnings=(*reading.warnings, warning))
