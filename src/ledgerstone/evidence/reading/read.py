"""From a source's bytes to its reading: find the media type, hand the bytes to the reader that knows it.

A reading is deterministic. Bad content never raises: what no reader knows gives a reading without text and with a
warning. The name is used in no decision; a warning says where its extension and the bytes disagree.
"""

from pathlib import PurePath

from msgspec import structs

from ledgerstone.evidence.reading.assets import with_assets
from ledgerstone.evidence.reading.candidate_dates import with_dates
from ledgerstone.evidence.reading.dispatch import reader_of
from ledgerstone.evidence.reading.media_types import media_type
from ledgerstone.evidence.reading.model import Reading, Role
from ledgerstone.evidence.reading.region_languages import language_of_most, with_languages
from ledgerstone.evidence.reading.repeated import with_repeats
from ledgerstone.values.languages import language_of

TEXT_EXTENSIONS = frozenset({".txt", ".text", ".html", ".htm", ".xhtml", ".md", ".csv"})
LANGUAGE_SAMPLE = 6000
"""Code points of running text by which a language is known beyond doubt."""
TOOL, VERSION = "none", "1"


def read(data: bytes, *, name: str, language: str | None = None) -> Reading:
    """Return the reading of a source's bytes.

    Args:
        data: The bytes, whole.
        name: The file's name, for warnings alone.
        language: The language, where a person said it; else it is found from the text.
    """
    found = media_type(data)
    reader = reader_of(found)
    reading = reader(data) if reader else _unread(found)
    if not data:
        reading = structs.replace(reading, warnings=("the file is empty",))
    elif not reading.text and not reading.warnings:
        reading = structs.replace(reading, warnings=("holds no text",))
    if reader is None and PurePath(name).suffix.lower() in TEXT_EXTENSIONS:
        warning = f"named as a text, but its bytes are {found}"
        reading = structs.replace(reading, warnings=(*reading.warnings, warning))
    return told(reading, language=language)


def told(reading: Reading, *, language: str | None) -> Reading:
    """Return a reading with its language: as a person said it, else as its words tell it, else as the file says it.

    Where its body is in several languages, it is that of more than half of the body.
    Its regions have theirs as their words tell it, those that repeat others are marked, its dates are in order,
    and the addresses that it prints are among its assets.
    """
    known = structs.replace(reading, language=language or language_of(_running_text(reading)) or reading.language)
    parted = with_languages(with_dates(known))
    most = None if language else language_of_most(parted)
    if most not in {None, parted.language}:
        # Letters of all parts together tell another language than most parts are in, and ties went to that.
        parted = with_languages(with_dates(structs.replace(known, language=most)))
    return with_assets(with_repeats(parted))


def _unread(found: str) -> Reading:
    warning = f"no reader for {found}: kept, not read"
    return Reading(media_type=found, text="", warnings=(warning,), tool=TOOL, version=VERSION)


def _running_text(reading: Reading) -> str:
    """Words of the body, by which the language is known; of the whole text where no body is."""
    pieces, length = [], 0
    for region in reading.regions:
        if region.role is Role.BODY and length < LANGUAGE_SAMPLE:
            piece = reading.text[region.start : min(region.end, region.start + LANGUAGE_SAMPLE)]
            pieces.append(piece)
            length += len(piece)
    return "\n".join(pieces) or reading.text[:LANGUAGE_SAMPLE]
