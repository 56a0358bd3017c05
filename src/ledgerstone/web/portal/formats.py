"""Dates, numbers, sizes and names of languages in the reader's language, by the CLDR data that Babel carries.

A form that is not understood is shown as the record keeps it, never dropped and never guessed.
"""

from datetime import date, datetime

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_datetime, format_interval, format_skeleton
from babel.numbers import format_decimal, format_percent
from django.utils.translation import get_language, gettext

from ledgerstone.errors import UsageError
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.edtf import EdtfDate, EdtfInterval, Qualifier, bounds, parse
from ledgerstone.values.names import NameValue
from ledgerstone.values.places import PlaceValue

DECEMBER = 12
_ENGLISH = Locale("en", "GB")


def reader_locale() -> Locale:
    """Return the CLDR locale of the active language; English is the British one, which puts the day first."""
    code = get_language() or "en"
    return _ENGLISH if code == "en" else Locale.parse(code, sep="-")


def number_words(number: float) -> str:
    """Return a number with the reader's grouping of digits."""
    return format_decimal(number, locale=reader_locale())


def share_words(share: float) -> str:
    """Return a share of 0 to 1 as a whole percentage."""
    return format_percent(share, locale=reader_locale())


def size_words(size_bytes: int) -> str:
    """Return a size in bytes, with the unit spelled out so that nobody has to know whether kB are 1,000 or 1,024."""
    return gettext("%(number)s bytes") % {"number": number_words(size_bytes)}


def moment_words(moment: datetime) -> str:
    """Return a moment as date and time of day in UTC."""
    return format_datetime(moment, "d MMMM y, HH:mm 'UTC'", locale=reader_locale())


def language_name(code: str | None) -> str:
    """Return the name of a language in the reader's language ("Armenian"), or the code where CLDR has none."""
    if code is None:
        return gettext("language not known")
    try:
        name = Locale.parse(code, sep="-").get_display_name(reader_locale())
    except (UnknownLocaleError, ValueError):
        return code
    return name or code


def edtf_words(edtf: str) -> str:
    """Return an EDTF date or interval in words, or the EDTF itself where words would have to guess."""
    try:
        value = parse(edtf)
    except UsageError:
        return edtf
    if isinstance(value, EdtfDate):
        return _date_in_words(value) or edtf
    return _interval_in_words(value) or edtf


def date_words(value: DateValue) -> str:
    """Return a date value in words; what bounds alone say is said as bounds, and the rest as not known."""
    if value.edtf is not None:
        return edtf_words(value.edtf)
    if value.earliest is not None and value.latest is not None:
        first, last = (format_date(day, "long", locale=reader_locale()) for day in (value.earliest, value.latest))
        return gettext("between %(first)s and %(last)s") % {"first": first, "last": last}
    if value.latest is not None:
        return gettext("%(last)s or before") % {"last": format_date(value.latest, "long", locale=reader_locale())}
    return gettext("date not known")


def count_words(value: CountValue) -> str:
    """Return a count's range in words: "12", "12 or more", "up to 300", "26 to 32", "no number given"."""
    lower, upper = value.lower, value.upper
    if lower is not None and upper is not None:
        words = _closed_count(lower, upper)
    elif lower is not None:
        words = gettext("%(number)s or more") % {"number": number_words(lower)}
    elif upper is not None:
        words = gettext("up to %(number)s") % {"number": number_words(upper)}
    else:
        return gettext("no number given")
    return gettext("about %(what)s") % {"what": words} if value.approximate else words


def value_words(value: Value | None) -> str:
    """Return how we read a claim's value, in words."""
    if value is None:
        return gettext("no value that can be held")
    if isinstance(value, CountValue):
        return count_words(value)
    if isinstance(value, DateValue):
        return date_words(value)
    if isinstance(value, PlaceValue | NameValue):
        return value.name
    return value.text


def value_wording(value: Value | None) -> str | None:
    """Return the source's own words of a value; None where there is no value."""
    if value is None:
        return None
    return value.wording if isinstance(value, CountValue | DateValue | PlaceValue | NameValue) else value.text


def _closed_count(lower: int, upper: int) -> str:
    if lower == upper:
        return number_words(lower)
    return gettext("%(lower)s to %(upper)s") % {"lower": number_words(lower), "upper": number_words(upper)}


def _date_in_words(value: EdtfDate) -> str | None:
    """Return one date in words; None for decades, centuries, seasons and years before 1."""
    day = _first_day(value)
    if day is None:
        return None
    locale = reader_locale()
    if value.day is not None:
        words = format_date(day, "long", locale=locale)
    elif value.month is not None:
        words = format_skeleton("yMMMM", day, locale=locale)
    else:
        words = format_skeleton("y", day, locale=locale)
    return _qualified(words, value.qualifier)


def _interval_in_words(value: EdtfInterval) -> str | None:
    start, end = value.start, value.end
    if start is None or end is None:
        known = start or end
        words = _date_in_words(known) if known is not None else None
        if words is None:
            return None
        pattern = gettext("from %(date)s on") if end is None else gettext("until %(date)s")
        return pattern % {"date": words}
    first, last = _first_day(start), _first_day(end)
    skeleton = _skeleton(start)
    plain = start.qualifier is None and end.qualifier is None and skeleton == _skeleton(end)
    if first is not None and last is not None and plain:
        return format_interval(first, last, skeleton, locale=reader_locale())
    words_of_ends = (_date_in_words(start), _date_in_words(end))
    return " – ".join(word for word in words_of_ends if word) if all(words_of_ends) else None


def _skeleton(value: EdtfDate) -> str:
    if value.day is not None:
        return "yMMMd"
    return "y" if value.month is None else "yMMMM"


def _first_day(value: EdtfDate) -> date | None:
    if value.unspecified or (value.month is not None and value.month > DECEMBER):
        return None
    return bounds(value)[0]


def _qualified(words: str, qualifier: Qualifier | None) -> str:
    if qualifier is None:
        return words
    pattern = gettext("perhaps %(what)s") if qualifier is Qualifier.UNCERTAIN else gettext("about %(what)s")
    return pattern % {"what": words}
