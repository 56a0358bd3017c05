"""Places of a text as mentions: of the gazetteer, or named as a place by the words around them."""

from ledgerstone.evidence.claims.places.find import find_places

__all__ = ["find_places"]
