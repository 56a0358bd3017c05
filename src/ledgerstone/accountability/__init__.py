"""Accountability: who may see what; later law, reparation, declarations, discussion, testimony, remembrance."""
