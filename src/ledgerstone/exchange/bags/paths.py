"""Names of files in a bag: how ours are made, how they stand in a manifest, and which of others' we follow.

Source: RFC 8493, sections 2.1.3 (percent-encoding of line breaks and of the percent sign) and 5.1 (paths that lead out
of the bag). A name from the world never becomes one of ours as it is.
"""

import re
import unicodedata

PAYLOAD = "data/"
LONGEST_NAME = 100
"""Bytes of what we keep of a name, in UTF-8: what is put before it still leaves it below 255."""

_ENDING = re.compile(r"\.[A-Za-z0-9]{1,8}\Z")
_ENCODED = re.compile(r"%(0A|0D|25)", re.IGNORECASE)
_TO_ENCODE = {"\n": "%0A", "\r": "%0D", "%": "%25"}
_PARTS = re.compile(r"[/\\]")
_KEPT = "._-"


class PathError(ValueError):
    """A path that we do not follow; the message says why."""


def safe_name(key: str, path: str) -> str:
    """Return the name under which a source's file lies in a bag.

    Args:
        key: The source's id, which makes the name the only one of its kind, on every file system.
        path: What the file was called when it came in.
    """
    last = _PARTS.split(path)[-1]
    plain = "".join(char if _is_kept(char) else "_" for char in unicodedata.normalize("NFC", last))
    ending = _ENDING.search(plain)
    end = ending.group(0) if ending else ""
    stem = plain.removesuffix(end).encode("utf-8")[: LONGEST_NAME - len(end)].decode("utf-8", "ignore")
    stem = stem.strip("._")
    return f"{key}-{stem}{end}" if stem else f"{key}{end}"


def encoded(path: str) -> str:
    """Return a path as it stands in a manifest."""
    return "".join(_TO_ENCODE.get(char, char) for char in path)


def decoded(text: str) -> str:
    """Return the path that a manifest means: three characters are encoded, and these only."""
    return _ENCODED.sub(lambda found: chr(int(found.group(1), 16)), text)


def plain_path(text: str) -> str:
    """Return a path of a manifest without empty parts and dots.

    Raises:
        PathError: It leads out of the bag, or could on some system.
    """
    parts = _PARTS.split(text)
    if "\0" in text or not text:
        raise PathError("no path")
    if ".." in parts or text.startswith(("/", "\\", "~")) or ":" in parts[0]:
        raise PathError("it leads out of the bag")
    found = "/".join(part for part in text.split("/") if part not in {"", "."})
    if not found:
        raise PathError("no path")
    return found


def _is_kept(char: str) -> bool:
    return char in _KEPT or unicodedata.category(char)[0] in "LMN"
