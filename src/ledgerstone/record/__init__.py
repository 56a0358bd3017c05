"""The record: the one Django app. `find` reads, `save` writes, `models` belongs to this room alone."""
