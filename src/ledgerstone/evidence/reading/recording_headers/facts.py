"""What the headers of a recording say, and how moments and names stand in them."""

from datetime import datetime, timedelta

from msgspec import Struct

MOST_BOXES = 5000
"""Boxes, chunks or elements of one file that are looked at; a film of an hour has some hundred before its data."""


class Track(Struct, kw_only=True):
    """One track of a recording; None for what its header does not say.

    Attributes:
        kind: "sound", "picture" or the four letters of its handler.
        codec: As the header names it ("avc1", "mp4a", "Opus").
        rate_hz: Samples of sound in a second.
        channels: Of sound.
        width: Of the picture, in pixels.
        height: The same.
    """

    kind: str = "sound"
    codec: str | None = None
    rate_hz: int | None = None
    channels: int | None = None
    width: int | None = None
    height: int | None = None


class Facts(Struct, kw_only=True):
    """What the headers of a recording say; None for what they do not.

    Attributes:
        container: Its format.
        duration_s: Seconds.
        created: When it was made, ISO 8601 and "UTC" where that is known, as the file says.
        placed: Whether it says where it was recorded.
        tracks: In the order of the file.
    """

    container: str
    duration_s: float | None = None
    created: str | None = None
    placed: bool = False
    tracks: list[Track]


def moment(epoch: datetime, seconds: float) -> str | None:
    """Return the moment so many seconds after an epoch; None for the epoch itself, by which programs mean none."""
    try:
        found = (epoch + timedelta(seconds=seconds)).replace(microsecond=0, tzinfo=None)
    except OverflowError:
        return None
    return f"{found.isoformat()} UTC" if seconds else None


def printable(raw: bytes) -> str:
    """Return bytes of a header as a name, what is not printable as question marks."""
    return "".join(sign if sign.isprintable() else "?" for sign in raw.decode("latin-1")).strip()
