"""The rules that a page prints for its readers' comments: a heading such as "Discussion Policy" and its text."""

from ledgerstone.evidence.reading.cues import is_whole
from ledgerstone.evidence.reading.lines import Sheet, is_title_like
from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.parts.part import Part

MOST_BLOCKS = 12
"""A printed policy is a paragraph or a short list; more blocks than this are something else."""


def find_policies(sheet: Sheet) -> tuple[Part, ...]:
    """Return each policy with its heading, up to the next heading or part."""
    found: list[Part] = []
    for place, words in sheet.cued.items():
        if found and place <= found[-1].last:
            continue
        if is_whole("policy_heading").fullmatch(words):
            found.append(Part(role=Role.POLICY, first=place, last=_last(sheet, place)))
    return tuple(found)


def _last(sheet: Sheet, heading: int) -> int:
    blocks, place = 0, heading
    while place + 1 < len(sheet.lines) and not sheet.lines[place + 1].after_part:
        starts = sheet.starts_block(place + 1)
        if starts and place > heading and _is_heading(sheet, place + 1):
            break
        blocks += starts
        if blocks > MOST_BLOCKS:
            break
        place += 1
    return place


def _is_heading(sheet: Sheet, place: int) -> bool:
    words = sheet.words(place)
    of_comments = bool(is_whole("comments_heading").fullmatch(words))
    return of_comments or (is_title_like(words) and not words[0].isdigit())
