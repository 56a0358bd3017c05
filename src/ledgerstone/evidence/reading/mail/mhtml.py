"""Web pages saved with what they show as one file of mail (MHTML, RFC 2557): the page is the reading, the rest members.

The browser that saved it says from where and when. That is when it was saved, not when the page was published, so it
stands in a warning, and among the dates as one at which somebody had the page.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from msgspec import structs

from ledgerstone.evidence.reading.assets import once
from ledgerstone.evidence.reading.containers.model import Bounds, Opened
from ledgerstone.evidence.reading.containers.unpacking import Description
from ledgerstone.evidence.reading.mail.bodies import content_of, decoded
from ledgerstone.evidence.reading.mail.headers import printed
from ledgerstone.evidence.reading.mail.mailbox import Resource, open_parts, path_of
from ledgerstone.evidence.reading.mail.message import day_in
from ledgerstone.evidence.reading.mail.pointing import by_location
from ledgerstone.evidence.reading.mail.recognition import LEADING, SAVED_PAGE
from ledgerstone.evidence.reading.mail.structure import Part, Structure, find_parts
from ledgerstone.evidence.reading.model import CandidateDate, DateOf, Reading
from ledgerstone.evidence.reading.web_page import read_web_page

TOOL, VERSION = "mhtml", "2"
LONGEST = 300
ABSOLUTE = ("http://", "https://", "ftp://")


def read_mhtml(data: bytes) -> Reading:
    """Return the reading of the page that was saved.

    Args:
        data: The file, whole.
    """
    structure = _structure(data)
    page = _page(structure)
    if page is None:
        warnings = (*structure.problems, "holds no page of HTML: kept, not read")
        return Reading(media_type=SAVED_PAGE, text="", warnings=warnings, tool=TOOL, version=VERSION)
    pages = sum(part.said.media_type == "text/html" for part in structure.parts)
    others = (f"{pages - 1} more pages of HTML in it (frames): members, not read here",) if pages > 1 else ()
    text, problems = decoded(data, page)
    reading = read_web_page(text.encode("utf-8", "replace"))
    saved = next((words for field in structure.parts[0].head.all("date") if (words := printed(field)[0])), "")
    return structs.replace(
        reading,
        dates=(*reading.dates, *_when_saved(saved)),
        assets=once(by_location(reading.assets, structure)),
        base=_address(structure, page) or reading.base,
        media_type=SAVED_PAGE,
        warnings=(*_saved(structure, page), *others, *structure.problems, *problems, *reading.warnings),
        tool=TOOL,
        version=VERSION,
    )


def open_mhtml(data: BinaryIO, folder: Path, bounds: Bounds) -> Opened:
    """Write what a saved page consists of into a folder, each with its address; an `Opener`."""
    return open_parts(data, folder, bounds, _resources, tool=TOOL)


def _resources(structure: Structure) -> Iterator[Resource]:
    for number, part in enumerate((part for part in structure.parts if not part.children), start=1):
        address = part.said.location
        path = address or part.said.identifier or path_of(part, number)
        known = address if address and address.lower().startswith(ABSOLUTE) else None
        yield Resource(part=part, path=path, said=Description(address=known, media_type=part.said.media_type))


def _structure(data: bytes) -> Structure:
    return find_parts(data, start=len(data) - len(data.lstrip(LEADING)))


def _page(structure: Structure) -> Part | None:
    """The root of the file: the part of HTML that it takes for its text, else the first of HTML."""
    roots = [place for slot in content_of(structure).slots for place in slot.html]
    every = [place for place, part in enumerate(structure.parts) if part.said.media_type == "text/html"]
    place = next(iter([*roots, *every]), None)
    return structure.parts[place] if place is not None else None


def _when_saved(words: str) -> tuple[CandidateDate, ...]:
    value = day_in(words) if words else None
    return (CandidateDate(value=value, where="header Date of the saved page", of=DateOf.SEEN),) if value else ()


def _saved(structure: Structure, page: Part) -> tuple[str, ...]:
    """From where and when it was saved, as the file says it."""
    address = _address(structure, page)
    when = next((printed(field)[0] for field in structure.parts[0].head.all("date")), None)
    said = [f"saved from {address[:LONGEST]}"] if address else ["does not say from where it was saved"]
    said += [f"saved on {when[:LONGEST]}, as the file says"] if when else ["does not say when it was saved"]
    return tuple(said)


def _address(structure: Structure, page: Part) -> str | None:
    """From where the page was saved."""
    head = structure.parts[0].head
    named = [printed(field)[0] for field in head.all("snapshot-content-location")[:1]]
    return next(iter([*named, page.said.location]), None)
