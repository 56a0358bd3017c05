"""The tag files of a bag as values: the declaration, manifests, bag-info and fetch, of versions 0.93 to 1.0.

Source: RFC 8493, sections 2.1.1 (bagit.txt), 2.1.3 and 2.2.1 (manifests), 2.2.2 (bag-info.txt), 2.2.3 (fetch.txt).
What versions before 1.0 allowed and 1.0 does not is read, and said.
"""

import codecs
import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from ledgerstone.exchange.bags.paths import decoded, encoded

Version = tuple[int, int]
STRICT: Version = (1, 0)
"""The first version of which nothing but the written form is taken."""

KNOWN: tuple[Version, ...] = ((0, 93), (0, 94), (0, 95), (0, 96), (0, 97), STRICT)
DECLARATION = "bagit.txt"
BAG_INFO = "bag-info.txt"
FETCH = "fetch.txt"
OXUM = "payload-oxum"

_BREAK = re.compile(r"\r\n|\n|\r")
_ENCODINGS = re.compile(r"ascii|utf-(8|16|16-le|16-be|32)|iso8859-[0-9]{1,2}|cp12[0-9]{2}|koi8-[ru]")
"""Those that people wrote tag files in, by Python's names; some of the others take very long over hostile bytes."""

_STRICT_LINES = (r"BagIt-Version: ([0-9]{1,4})\.([0-9]{1,4})", r"Tag-File-Character-Encoding: (\S+)")
_LOOSE_LINES = (
    r"BagIt-Version[ \t]*:[ \t]*([0-9]{1,4})\.([0-9]{1,4})[ \t]*",
    r"Tag-File-Character-Encoding[ \t]*:[ \t]*(\S+)[ \t]*",
)
_LISTED = re.compile(r"([0-9A-Fa-f]{1,256})[ \t]+(\*?)(.+)", re.DOTALL)
_FETCHED = re.compile(r"(\S+)[ \t]+([0-9]+|-)[ \t]+(.+)", re.DOTALL)
_LABEL = re.compile(r"([^:\s][^:]*?)[ \t]*:[ \t]*(.*)", re.DOTALL)


class TagFileError(ValueError):
    """A tag file that cannot be understood; the message says which line, and why."""


class Declaration(Struct, frozen=True, kw_only=True):
    """What bagit.txt says: the version, and the encoding of the other tag files."""

    version: Version
    encoding: str


class Listed(Struct, frozen=True, kw_only=True):
    """A line of a manifest.

    Attributes:
        digest: Hex digits, in lower case.
        path: As written, decoded.
        starred: Whether an asterisk stands before it, as md5sum writes it.
    """

    digest: str
    path: str
    starred: bool = False


def parse_declaration(data: bytes) -> Declaration:
    """Return what bagit.txt says.

    Raises:
        TagFileError: It says nothing that we know.
    """
    try:
        lines = _lines(data.decode("utf-8"))
    except UnicodeDecodeError as error:
        raise TagFileError("it is not UTF-8") from error
    loose = [re.fullmatch(form, line) for form, line in zip(_LOOSE_LINES, lines, strict=False)]
    if len(lines) != len(_LOOSE_LINES) or loose[0] is None or loose[1] is None:
        raise TagFileError("it does not have the two lines BagIt-Version and Tag-File-Character-Encoding, and no more")
    version = (int(loose[0].group(1)), int(loose[0].group(2)))
    if version not in KNOWN:
        raise TagFileError(f"no version that we know: {version[0]}.{version[1]}")
    strict = all(re.fullmatch(form, line) for form, line in zip(_STRICT_LINES, lines, strict=True))
    if version >= STRICT and not strict:
        raise TagFileError("in version 1.0 a label is followed by a colon and one space, and nothing stands at the end")
    return Declaration(version=version, encoding=_encoding(loose[1].group(1)))


def parse_manifest(data: bytes, declared: Declaration) -> Iterator[Listed]:
    """Yield the lines of a manifest.

    Raises:
        TagFileError: A line cannot be understood.
    """
    for number, line in _filled(data, declared):
        found = _LISTED.fullmatch(line)
        if found is None:
            raise TagFileError(f"line {number} is no digest with a path")
        digest, star, path = found.groups()
        yield Listed(digest=digest.lower(), path=_path(path, declared), starred=bool(star))


def parse_fetch(data: bytes, declared: Declaration) -> Iterator[str]:
    """Yield the paths of files that a bag leaves to be fetched.

    Raises:
        TagFileError: A line cannot be understood.
    """
    for number, line in _filled(data, declared):
        found = _FETCHED.fullmatch(line)
        if found is None:
            raise TagFileError(f"line {number} is no address with a length and a path")
        yield _path(found.group(3), declared)


def parse_bag_info(data: bytes, declared: Declaration) -> tuple[tuple[str, str], ...]:
    """Return labels, in lower case, with what they say, in their order; a label may stand more than once.

    Raises:
        TagFileError: A line cannot be understood.
    """
    found: list[tuple[str, str]] = []
    for number, line in _filled(data, declared):
        if line[0] in " \t" and found:
            label, said = found[-1]
            found[-1] = (label, f"{said} {line.strip()}")
            continue
        pair = _LABEL.fullmatch(line)
        if pair is None:
            raise TagFileError(f"line {number} is no label with a value")
        found.append((pair.group(1).lower(), pair.group(2).strip()))
    return tuple(found)


def format_manifest(listed: Iterable[Listed]) -> bytes:
    """Return a manifest of version 1.0, in UTF-8, in the order of the paths."""
    ordered = sorted(listed, key=lambda one: one.path)
    return "".join(f"{one.digest}  {encoded(one.path)}\n" for one in ordered).encode("utf-8")


def format_bag_info(said: Iterable[tuple[str, str]]) -> bytes:
    """Return bag-info.txt, in UTF-8; a line break in what is said becomes a blank, so that it makes no label."""
    return "".join(f"{label}: {' '.join(value.split())}\n" for label, value in said).encode("utf-8")


def _filled(data: bytes, declared: Declaration) -> Iterator[tuple[int, str]]:
    try:
        lines = _lines(data.decode(declared.encoding))
    except UnicodeError as error:
        raise TagFileError(f"it is not {declared.encoding}") from error
    return ((number, line) for number, line in enumerate(lines, 1) if line.strip())


def _lines(text: str) -> list[str]:
    lines = _BREAK.split(text)
    return lines if lines[-1] else lines[:-1]


def _path(written: str, declared: Declaration) -> str:
    return decoded(written) if declared.version >= STRICT else written


def _encoding(name: str) -> str:
    try:
        known = codecs.lookup(name).name
    except LookupError:
        known = ""
    if _ENCODINGS.fullmatch(known) is None:
        raise TagFileError(f"no encoding that we read: {name[:40]!r}")
    return known
