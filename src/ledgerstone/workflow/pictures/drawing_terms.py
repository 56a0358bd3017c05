"""What a confined process is asked to draw, and what it answers; it alone has the libraries that draw."""

from msgspec import Struct

DRAW = "ledgerstone.workflow.pictures.drawing_task:draw"
"""The name of the task, for a pool: it is imported there, and not here."""


class ToDraw(Struct, frozen=True, kw_only=True):
    """A page that is to be drawn.

    Attributes:
        sha256: Of the bytes that hold it.
        number: Of the page, from 1.
    """

    sha256: str
    number: int


class Drawn(Struct, frozen=True, kw_only=True):
    """A picture of a page.

    Attributes:
        jpeg: The picture, without metadata.
        width: In pixels.
        height: The same.
    """

    jpeg: bytes
    width: int
    height: int
