"""The value of a claim: one of the five kinds, told apart by `kind`."""

from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.names import NameValue
from ledgerstone.values.places import PlaceValue
from ledgerstone.values.texts import TextValue

Value = CountValue | DateValue | PlaceValue | NameValue | TextValue
