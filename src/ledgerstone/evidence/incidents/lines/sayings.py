"""Whether two claims give one value, by keys that equal values share."""

from collections.abc import Hashable

from ledgerstone.evidence.incidents.naming import whole_key
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.names import NameValue
from ledgerstone.values.places import PlaceValue
from ledgerstone.values.texts import TextValue


def value_key(value: Value | None) -> Hashable:
    """Return a key that equal values share, whatever their wording; names and places by their sounds."""
    if isinstance(value, CountValue):
        known = value.lower is not None or value.upper is not None
        return "count", value.lower, value.upper, None if known else value.wording.casefold()
    if isinstance(value, DateValue):
        known = value.earliest is not None or value.latest is not None
        return "date", value.earliest, value.latest, None if known else value.wording.casefold()
    if isinstance(value, PlaceValue | NameValue):
        return type(value).__name__, whole_key(value.name)
    return "text", value.text.casefold() if isinstance(value, TextValue) else None
