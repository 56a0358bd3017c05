"""Preservation: bytes kept so that alteration shows. Free of Django, clock and network; works on a `Store`."""
