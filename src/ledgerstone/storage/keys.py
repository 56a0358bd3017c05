"""Which keys a store accepts: relative paths of ASCII letters, digits, ".", "_" and "-", parted by "/"."""

import re

from ledgerstone.errors import UsageError

LONGEST = 1024
"""What S3 allows for a key; every key of ours is far below."""

_PART = "[A-Za-z0-9_-][A-Za-z0-9._-]{0,254}"
_KEY = re.compile(f"{_PART}(?:/{_PART}){{0,31}}")


def checked(key: str) -> str:
    """Return the key.

    Raises:
        UsageError: It could lead out of the store, or some store could not hold it.
    """
    if is_key(key):
        return key
    raise UsageError(f"not a key of a store: {key[:80]!r}")


def is_key(text: str) -> bool:
    """Tell whether a store accepts this as a key."""
    return len(text) <= LONGEST and _KEY.fullmatch(text) is not None
