"""Regions that print again what another of the same purpose prints: the caption under the picture and in the gallery.

Words are the same where they differ in white space, in capitals or in the form of quotation marks alone. What is too
short to be told from chance ("Reply", a name) is not marked, nor is a region within the one that it repeats.
"""

from msgspec import structs

from ledgerstone.evidence.reading.model import Reading, Region, Role

FEWEST_WORDS = 3
FEWEST_SIGNS = 20
BEGINNING = 200
"""Code points by which regions are compared first; those that begin alike are compared whole."""
TEXT = frozenset({Role.BODY, Role.CAPTION, Role.QUOTATION, Role.LIST, Role.TABLE, Role.CLOSING_LINE, Role.POLICY})
"""Roles that are one purpose: a caption is often printed again as a line of text."""
MARKS = str.maketrans("“”„‟«»‹›‘’‚‛", '""""""' + "''''''")


def with_repeats(reading: Reading) -> Reading:
    """Return a reading whose repeated regions are marked as the same as the first."""
    firsts: dict[str, list[tuple[str, Region]]] = {}
    regions: list[Region] = []
    for region in reading.regions:
        first = _first(firsts, reading.text, region)
        regions.append(region if first is None else structs.replace(region, same_as=first.start))
    return structs.replace(reading, regions=tuple(regions))


def _first(firsts: dict[str, list[tuple[str, Region]]], text: str, region: Region) -> Region | None:
    """The first region that prints the same; this one becomes the first where there is none."""
    beginning = _folded(text[region.start : min(region.end, region.start + 2 * BEGINNING)])[:BEGINNING]
    if len(beginning) < FEWEST_SIGNS and len(beginning.split()) < FEWEST_WORDS:
        return None
    alike = firsts.setdefault(f"{_purpose(region.role)}\n{beginning}", [])
    if not alike:
        alike.append(("", region))
        return None
    words = _folded(text[region.start : region.end])
    for place, (known, other) in enumerate(alike):
        whole = known or _folded(text[other.start : other.end])
        alike[place] = (whole, other)
        if whole == words:
            return other if other.end <= region.start else None
    if len(alike) < MOST_ALIKE:
        alike.append((words, region))
    return None


MOST_ALIKE = 50
"""Regions that begin alike and go on differently: more are a form filled in many times, and not held against all."""


def _purpose(role: Role) -> str:
    return Role.BODY.value if role in TEXT else role.value


def _folded(words: str) -> str:
    plain = " ".join(words.split()).casefold()
    return plain if plain.isascii() else plain.translate(MARKS)
