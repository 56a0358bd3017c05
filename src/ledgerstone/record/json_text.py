"""The core's values as JSON text in a column, and back.

A text column and not the database's own JSON type: both databases then keep the same characters, NUL included
(as an escape), and the order of keys is ours.
"""

from typing import TypeVar

import msgspec

T = TypeVar("T")

CLEARED_JSON = "null"
"""What stands in a column whose value was cleared with its source."""


def to_json(value: object) -> str:
    """Return the JSON of a value of the core."""
    return msgspec.json.encode(value).decode("utf-8")


def from_json(text: str, kind: type[T]) -> T:
    """Return the value that `to_json` wrote.

    Raises:
        msgspec.ValidationError: The text is not of this kind; the record was changed by other hands.
    """
    return msgspec.json.decode(text, type=kind)
