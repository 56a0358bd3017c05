"""SHA-256 digests and the short ids made from them."""

import hashlib
from collections.abc import Iterable

ID_HEX_DIGITS = 12
"""48 bits: among a million ids the chance of any two meeting is below 2 in 1,000; the record checks each."""


def sha256_hex(chunks: Iterable[bytes]) -> str:
    """Return the SHA-256 of the chunks in their order, as 64 lower-case hex digits."""
    return sha256_and_size(chunks)[0]


def sha256_and_size(chunks: Iterable[bytes]) -> tuple[str, int]:
    """Return the SHA-256 of the chunks in their order, as 64 lower-case hex digits, and how many bytes they have."""
    digest, size = hashlib.sha256(), 0
    for chunk in chunks:
        digest.update(chunk)
        size += len(chunk)
    return digest.hexdigest(), size


def short_id(letter: str, *parts: str) -> str:
    """Return an id that depends on the parts alone, so that the order of arrival changes no id.

    Args:
        letter: What it is an id of: s source, c claim, i incident, j judgement, p publication.
        parts: What identifies it; they are joined by the unit separator, which no part may hold.

    Returns:
        The letter and 12 hex digits.
    """
    return letter + sha256_hex(["\x1f".join(parts).encode("utf-8", "surrogatepass")])[:ID_HEX_DIGITS]
