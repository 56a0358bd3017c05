"""Verification: the whole of an archive is read again and held against what its log says. Nothing is repaired here."""
