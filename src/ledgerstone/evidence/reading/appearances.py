"""Where a text or a file's name looks like something that it is not: said in a warning, never mended.

Signs that turn the order of words round or are not seen (Unicode Technical Report 36; Boucher and Anderson, "Trojan
Source", 2021), letters that look like those of another alphabet, extensions that the bytes do not have. The signs stay
in the text as they are: they are evidence.
"""

import re
from pathlib import PurePath

from ledgerstone.values.unseen_signs import TURNING, UNSEEN, code_of

TURNED = re.compile(f"[{TURNING}]")
"""Embeddings, overrides and isolates. The marks of a direction (U+200E, U+200F, U+061C) turn nothing by themselves."""

HIDDEN = re.compile(f"[{UNSEEN}]")
"""Without the joiners (U+200C, U+200D), which Persian and other languages are written with, and the soft hyphen."""

CYRILLIC_ALIKE = "АВЕЅІЈКМНОРСТУХаеіјорсухѕ"
GREEK_ALIKE = "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧονρ"
ARMENIAN_ALIKE = "ՕՍօոս"
_ALIKE = CYRILLIC_ALIKE + GREEK_ALIKE + ARMENIAN_ALIKE
MIXED = re.compile(f"[A-Za-z][{_ALIKE}]|[{_ALIKE}][A-Za-z]")
"""A Latin letter beside one of another alphabet that looks Latin; "XXго" and "5 μm" have none of these."""

EXTENSIONS = {
    ".pdf": "application/pdf",
    ".html": "text/html",
    ".htm": "text/html",
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".ods": "application/vnd.oasis.opendocument.spreadsheet",
    ".epub": "application/epub+zip",
}
"""Extensions that are used for one type alone. A file of text may be called anything."""


MOST_CODES = 5
"""Kinds of signs that a warning names."""


def said_of_signs(text: str) -> tuple[str, ...]:
    """Return warnings of a text's signs that a reader would not see, or would take for others."""
    if text.isascii():
        return ()
    said = []
    if turning := TURNED.findall(text):
        said.append(f"{len(turning):,} signs that turn the order of words round ({_codes(turning)}) stand in the text")
    if unseen := HIDDEN.findall(text):
        said.append(f"{len(unseen):,} signs that are not seen ({_codes(unseen)}) stand in the text")
    if mixed := sum(1 for _ in MIXED.finditer(text)):
        said.append(f"{mixed:,} places where letters of two alphabets that look alike stand side by side")
    return tuple(said)


def said_of_name(name: str, media_type: str) -> tuple[str, ...]:
    """Return a warning where a file's name promises another type than its bytes have.

    Args:
        name: The file's name.
        media_type: As found in the bytes.
    """
    extension = PurePath(name).suffix.lower()
    promised = EXTENSIONS.get(extension)
    if promised in {None, media_type}:
        return ()
    return (f"named as {extension}, but its bytes are {media_type}",)


def _codes(signs: list[str]) -> str:
    """The kinds of signs by their codes, the first few of them."""
    kinds = sorted(set(signs))
    listed = ", ".join(map(code_of, kinds[:MOST_CODES]))
    return f"{listed} and {len(kinds) - MOST_CODES} more" if len(kinds) > MOST_CODES else listed
