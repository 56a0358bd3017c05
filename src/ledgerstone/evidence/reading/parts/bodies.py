"""The running text that no other rule has taken: its paragraphs, with a paragraph that is a quotation marked so."""

import re
from collections.abc import Iterator

from ledgerstone.evidence.reading.lines import Sheet
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.evidence.reading.parts.part import Part

QUOTED = {"“": "”", "«": "»", "„": "“”", '"': '"'}
FEWEST_WORDS = 5
AFTER_QUOTATION = re.compile(r"[\s.,;]{0,4}(?:\[[^\[\]\n]{1,80}\][\s.,;]{0,3})?(?:[(—–-][^\n]{1,120})?")
DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\n.,:;!?“”«»\"()/—–]{1,40})"
    r"(?P<when>,[^\n!?:;“”«»\"()/—–]{1,40})?\s{0,2}(?P<credit>\([^()\n]{2,60}\)|/[^/\n]{2,60}/)?[.,]?\s{0,2}"
    r"(?P<dash>—|–|--|-\s)"
)


def find_bodies(sheet: Sheet) -> tuple[Part, ...]:
    """Return a part for each paragraph: a run of lines without a blank line or another part between."""
    starts = [place for place in range(len(sheet.lines)) if sheet.starts_block(place)]
    ends = [*(place - 1 for place in starts[1:]), len(sheet.lines) - 1]
    return tuple(Part(role=Role.BODY, first=first, last=last) for first, last in zip(starts, ends, strict=bool(starts)))


def find_quotations(text: str, regions: tuple[Region, ...]) -> Iterator[Region]:
    """Yield the words in quotation marks of each paragraph that is nothing but a quotation and its source."""
    for region in regions:
        if region.role is not Role.BODY or text[region.start] not in QUOTED:
            continue
        closing = QUOTED[text[region.start]]
        end = max(text.rfind(mark, region.start + 1, region.end) for mark in closing) + 1
        words = len(text[region.start : end].split(None, FEWEST_WORDS)) if end else 0
        if words >= FEWEST_WORDS and AFTER_QUOTATION.fullmatch(text, end, region.end):
            yield Region(role=Role.QUOTATION, start=region.start, end=end)


def find_inline_dateline(text: str, regions: tuple[Region, ...]) -> Region | None:
    """Return the place, date and agency that the first paragraph begins with ("ORSIN, 12 March (OTA) —")."""
    first = next((region for region in regions if region.role is Role.BODY), None)
    found = DATELINE.match(text, first.start, first.end) if first else None
    if not found or not first:
        return None
    sure = found["place"].isupper() or found["credit"] or (found["when"] and re.search(r"\d", found["when"]))
    end = found.start() + len(text[found.start() : found.start("dash")].rstrip())
    return Region(role=Role.DATELINE, start=found.start(), end=end) if sure and end < first.end else None
