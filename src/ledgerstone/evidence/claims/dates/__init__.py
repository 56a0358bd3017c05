"""Dates of a text as mentions: absolute, partial, ranges and relative ones, resolved where the document allows it."""

from ledgerstone.evidence.claims.dates.find import find_dates

__all__ = ["find_dates"]
