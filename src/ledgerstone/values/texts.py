"""A label ("pogrom") or a quotation as a value, in the source's words."""

from msgspec import Struct


class TextValue(Struct, frozen=True, kw_only=True, tag_field="kind", tag="text"):
    """Words of a source taken as the value itself."""

    text: str
