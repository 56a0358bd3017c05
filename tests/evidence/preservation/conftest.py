"""What preservation promises holds on every kind of store: a test that takes `store` or `place` runs on each."""

from store_places import new_place, place, store

__all__ = ["new_place", "place", "store"]
