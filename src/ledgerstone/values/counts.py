"""A count as a source gives it: a range with its wording; never a number that the source did not give."""

from msgspec import Struct


class CountValue(Struct, frozen=True, kw_only=True, tag_field="kind", tag="count"):
    """A count range.

    Attributes:
        lower: Least number that the wording allows ("at least 32" is 32, "thousands" is None); None is an open end.
        upper: Greatest number that the wording allows ("up to 300" is 300); None is an open end.
        approximate: Whether the wording says so ("some 300", "about").
        wording: The words of the source.
    """

    lower: int | None = None
    upper: int | None = None
    approximate: bool = False
    wording: str
