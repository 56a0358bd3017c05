"""Which opener takes a container apart, by its media type."""

from ledgerstone.evidence.reading.containers.model import Opener

OPENERS: dict[str, Opener] = {}


def opener_of(media_type: str) -> Opener | None:
    """Return what opens files of a media type; None where they are no containers."""
    return OPENERS.get(media_type)
