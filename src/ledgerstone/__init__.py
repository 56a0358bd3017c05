"""Ledgerstone: a record of mass violence that stands up to attack.

Floors, from the top down, are drawn in ARCHITECTURE.md; a room imports only from floors below it.
"""

__version__ = "0.1.0"
