"""The line that closes a statement and invites others to it ("open for joining")."""

from ledgerstone.evidence.reading.cues import folded, holds, words_in
from ledgerstone.evidence.reading.lines import Sheet
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.part import Part

LONGEST = 200


def find_closing_lines(sheet: Sheet) -> tuple[Part, ...]:
    """Return the lines that say that others may still join or sign."""
    text = folded(sheet.text)
    likely = words_in("closing", text)
    if not likely:
        return ()
    return tuple(
        Part(role=Role.CLOSING_LINE, first=place, last=place)
        for place, line in enumerate(sheet.lines)
        if line.end - line.start <= LONGEST
        and any(word in text[line.start : line.end] for word in likely)
        and holds("closing").search(sheet.words(place))
    )
