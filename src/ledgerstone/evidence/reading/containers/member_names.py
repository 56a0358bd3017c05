"""Names of members, from the bytes that a container has for them.

ZIP and TAR of older programs don't say in which encoding a name is. UTF-8 that holds is UTF-8; the others of one
container are taken for one encoding, found by their letters as for a text (`encodings.py`): CP866 from DOS and
Windows' own ZIP, CP1251 from others. A name is evidence: it is shown, never written to.
"""

import re

from msgspec import Struct

from ledgerstone.evidence.reading.encodings import decode, detect

Name = bytes | str
"""Bytes where the encoding is not said; else as it was decoded by the container's own rule."""
LONGEST = 4096
"""Bytes of a path: PATH_MAX of Linux, of which no system that makes archives has more in use."""
FALLBACK = "cp437"
"""What a ZIP's names are in where nothing is said (APPNOTE.TXT 6.3.10, appendix D)."""
SAMPLE_NAMES = 2000
OUTSIDE = re.compile(r"[\\/]|[A-Za-z]:|(?:.*[\\/])?\.\.(?:[\\/]|$)", re.DOTALL)


class DecodedNames(Struct, frozen=True, kw_only=True):
    """Paths in the order of the names, and what had to be guessed."""

    paths: list[str]
    warnings: tuple[str, ...] = ()


def decode_names(names: list[Name]) -> DecodedNames:
    """Return the names of one container as text that can be stored: no lone surrogates, no NUL."""
    raw = [name for name in names if isinstance(name, bytes) and _utf8(name) is None]
    encoding = _encoding(raw) if raw else None
    warnings = [f"names of members are not in UTF-8: read as {encoding.upper()}, by their letters"] if encoding else []
    if any(len(name) > LONGEST for name in names):
        warnings.append(f"paths longer than {LONGEST:,} are cut there")
    return DecodedNames(paths=[_path(name, encoding or FALLBACK) for name in names], warnings=tuple(warnings))


def points_outside(path: str) -> bool:
    """Whether a path would lead out of the folder that it is unpacked in."""
    return OUTSIDE.match(path) is not None


def _path(name: Name, encoding: str) -> str:
    cut = name[:LONGEST]
    if isinstance(cut, bytes):
        decoded = _utf8(cut)
        cut = decode(cut, limit=LONGEST, encoding=encoding).text if decoded is None else decoded
    return cut.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


def _utf8(name: bytes) -> str | None:
    try:
        return name.decode()
    except UnicodeDecodeError:
        return None


def _encoding(names: list[bytes]) -> str:
    found = detect(b"\n".join(name[:LONGEST] for name in names[:SAMPLE_NAMES]))
    return FALLBACK if found is None or found.startswith("utf") else found
