"""The bytes of a file as a reader takes them: all at once, up to a limit, so that no file takes the whole memory."""

from collections.abc import Iterable

from ledgerstone.errors import UnreadableError

MOST_BYTES = 100_000_000
"""A reader takes several times as much memory as it is given bytes; the longest scan of a newspaper's year is less."""


def whole_bytes(chunks: Iterable[bytes], *, most: int = MOST_BYTES) -> bytes:
    """Return the chunks as one.

    Raises:
        UnreadableError: They are more than a reader takes.
    """
    found: list[bytes] = []
    size = 0
    for chunk in chunks:
        size += len(chunk)
        if size > most:
            raise UnreadableError(f"it has more than the {most:,} bytes that a reader takes at once")
        found.append(chunk)
    return b"".join(found)
