"""Finders of names: models and lists that hint at persons, places and bodies. Optional: all works without them."""

from ledgerstone.evidence.claims.finders.choose import finder_of
from ledgerstone.evidence.claims.finders.model import FoundName, NameFinder

__all__ = ["FoundName", "NameFinder", "finder_of"]
