"""Sealing, disclosing, redacting and removing sources, and clearing what was derived from them."""
