"""The command line's viewer: whoever holds the data directory is the desk."""

from ledgerstone.accountability.access import Purpose, Role, Viewer

DESK = Viewer(role=Role.DESK)
READING = Purpose.READING

UNKNOWN = "–"
"""Shown where something is not known; never an empty cell, which could be read as nothing."""


def shown(words: str | None) -> str:
    """Return words, or the sign for what is not known."""
    return words or UNKNOWN
