"""What every page of a site prints around its text: calls to share, rights, forms; standing alone and short."""

from ledgerstone.evidence.reading.cues import begins, is_whole
from ledgerstone.evidence.reading.lines import Sheet
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.part import Part

LONGEST = 250


def find_notices(sheet: Sheet) -> tuple[Part, ...]:
    """Return the lines that are a page's furniture, one part a line."""
    return tuple(
        Part(role=Role.BOILERPLATE, first=place, last=place)
        for place, words in sheet.cued.items()
        if len(words) <= LONGEST and _is_notice(words)
    )


def _is_notice(words: str) -> bool:
    return bool(begins("notice").match(words) or is_whole("notice_line").fullmatch(words))
