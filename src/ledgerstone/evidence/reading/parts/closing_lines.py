"""The line that closes a statement and invites others to it ("open for joining")."""

from ledgerstone.evidence.reading.cues import holds
from ledgerstone.evidence.reading.lines import Sheet
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.part import Part

LONGEST = 200


def find_closing_lines(sheet: Sheet) -> tuple[Part, ...]:
    """Return the lines that say that others may still join or sign."""
    return tuple(
        Part(role=Role.CLOSING_LINE, first=place, last=place)
        for place in range(len(sheet.lines))
        if 0 < len(sheet.words(place)) <= LONGEST and holds("closing").search(sheet.words(place))
    )
