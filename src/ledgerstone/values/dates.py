"""A date as a source gives it: an EDTF interval (ISO 8601-2) with its earliest and latest day."""

from datetime import date
from enum import StrEnum

from msgspec import Struct


class TimexType(StrEnum):
    """The TIMEX3 types (TimeML 1.2.1)."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


class Timex(Struct, frozen=True, kw_only=True):
    """What TIMEX3 says, which is also what EDTF cannot: durations "P3D", sets, PAST_REF."""

    type: TimexType
    value: str


class DateValue(Struct, frozen=True, kw_only=True, tag_field="kind", tag="date"):
    """A date or an interval.

    Attributes:
        edtf: EDTF level 0 or 1 ("1990-01-13/1990-01-20", "1990-01", "1990~"); None where EDTF cannot say it
            or where it is not known (a relative date in a document without a date).
        earliest: First day that it can mean; None means not known.
        latest: Last day that it can mean, inclusive; None means not known.
        timex: The TIMEX3 type and value; None where nothing can be said.
        wording: The words of the source.
        reason: Why it is an interval or unknown, in our words ("no date of publication"); None where plain.
    """

    edtf: str | None = None
    earliest: date | None = None
    latest: date | None = None
    timex: Timex | None = None
    wording: str
    reason: str | None = None
