"""The gazetteer: names of places in any script, with where they lie. Optional: without it places are found by cues."""

from ledgerstone.evidence.claims.gazetteer.index import Entry, EntryKind, Gazetteer, default_path, open_default

__all__ = ["Entry", "EntryKind", "Gazetteer", "default_path", "open_default"]
