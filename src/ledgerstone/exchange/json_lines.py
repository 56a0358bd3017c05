"""Incidents as JSON lines, in the shape that the command line's contract gives them."""

from collections.abc import Iterator

import msgspec

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.record import find


def incidents(*, viewer: Viewer, purpose: Purpose) -> Iterator[str]:
    """Yield the incidents that the viewer may see, one JSON object a line."""
    for row in find.incidents(viewer=viewer, purpose=purpose):
        yield msgspec.json.encode(row).decode("utf-8") + "\n"
