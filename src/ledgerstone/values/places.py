"""A place as a source names it; coordinates only where a gazetteer knows the very place."""

from msgspec import Struct


class PlaceValue(Struct, frozen=True, kw_only=True, tag_field="kind", tag="place"):
    """A place.

    Attributes:
        name: The name in the form by which it is looked up (suffixes of case removed), in the source's script.
        latitude: Degrees north, WGS 84, -90 to 90; None where no gazetteer has it.
        longitude: Degrees east, WGS 84, -180 to 180; None where no gazetteer has it.
        gazetteer_id: "geonames:586523" or the like; None where no gazetteer has it.
        wording: The words of the source.
    """

    name: str
    latitude: float | None = None
    longitude: float | None = None
    gazetteer_id: str | None = None
    wording: str
