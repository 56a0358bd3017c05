"""The tables `[dates]` and `[places]` of a language pack: the words by which dates and places are read.

A form is one or more words, matched without case; a last word ending in `*` is a stem. A table that a language lacks
is empty: numeric dates and places of the gazetteer are then found, nothing else.
"""

from typing import Literal

from msgspec import Struct

Forms = tuple[str, ...]
Edge = Literal["early", "mid", "late", "first half", "second half"]


class DatesTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of dates.

    Attributes:
        months: For each month all its forms, which may follow a day or stand by themselves.
        months_before_day: For each month the forms that a day may follow ("January 13", "հունվարի 13").
        solar_months: For each month of the solar Hijri calendar all its forms.
        solar_years: First and last year that a text counts in that calendar where it does not say otherwise.
        lunar: Words that mark a year as of the lunar Hijri calendar.
        months_capital: Whether months and weekdays are written with a capital, and are none without it.
        weak: Forms of months and seasons that are also other words ("may", "fall"): alone they need a cue.
        weekdays: For each weekday from Monday all its forms.
        seasons: "21" to "24" of EDTF (spring to winter) to their forms.
        parts_of_day: Ending of TIMEX3 (MO, AF, EV, NI) to its forms.
        units: day, week, month, year, decade, century, hour, minute to their forms.
        numbers: Number words to their values; those of `compound` add ("twenty" "five").
        spans: Phrases for so many years ("quarter century": 25).
        vague_numbers: Words for an amount that is not given ("several").
        one: Articles that count as one before a unit in "a year later".
        ordinals: Ordinal words to their values, 1 to 31.
        number_suffixes: Endings of a numeral ("th", "ին", "cı").
        from_suffixes: Of them those that mean "from" ("ից", "dən"), so that a second number ends an interval.
        decade_suffixes: Endings that make a year a decade ("s", "ական").
        year_before: Words before a year ("год", "l'an").
        year_after: Words after a year ("թ", "il", "года").
        years_plural: Words beside a year that make it a decade ("années", "illər").
        era_before_christ: Words for years before the year 1.
        era_christ: Words for years from the year 1.
        of: Words between the parts of a date ("of").
        the: Articles.
        cues: Words before a date ("in", "on", "since", "by"): they make a weak form or an early year one.
        month_cues: Of them those that stand before a month and never before its day ("in January"): a number after
            that month is a count.
        from_words: Words before the first of two dates.
        to_words: Words between two dates that make an interval.
        and_words: Words between two dates that make an interval after `from_words` or between neighbouring days.
        ago: Words after an amount, counted back from the day of writing.
        ago_before: The same, before the amount ("il y a").
        later: Words after an amount, counted from the date mentioned before.
        later_before: The same, before the amount ("через").
        earlier: Words after an amount, counted back from the date mentioned before.
        this_day: "on this day", the calendar day of writing in another year.
        last: Words for the one before the day of writing.
        next: Words for the one after the day of writing.
        this: Words for the one of the day of writing.
        past: Words before an amount that ended just now ("the past two years"): a duration.
        previous: Words for the one before the date mentioned before.
        following: Words for the one after the date mentioned before.
        same: Words for the one of the date mentioned before.
        early: Words for the beginning of a date.
        mid: Words for its middle.
        late: Words for its end.
        edges_before: early, mid, late, first half, second half to phrases before a date ("the first half of").
        edges_after: The same to words after a date, of languages that put them there ("սկզբին").
        about: Words that make a date approximate.
        each: Words that make a unit a set ("every").
        fixed: PRESENT_REF, PAST_REF, FUTURE_REF, or the number of days from today, to their phrases.
        sets: TIMEX3 value to phrases of that frequency ("P1Y": annually).
        not_before: Words before a number that is no year ("page", "no").
        not_after: Words after a number that is no year ("people", "metres").
        clock_before: Words before a time of day of four digits ("at 2100"), which is then no year.
        clock_after: Words after one ("hours", "local").
        old_style: Words that mark a date as of the Julian calendar ("O.S.").
        new_style: Words that mark it as of the Gregorian one.
    """

    months: tuple[Forms, ...] = ()
    months_before_day: tuple[Forms, ...] = ()
    solar_months: tuple[Forms, ...] = ()
    solar_years: tuple[int, int] | None = None
    lunar: Forms = ()
    months_capital: bool = False
    weak: Forms = ()
    weekdays: tuple[Forms, ...] = ()
    seasons: dict[str, Forms] = {}
    parts_of_day: dict[str, Forms] = {}
    units: dict[str, Forms] = {}
    numbers: dict[str, int] = {}
    spans: dict[str, int] = {}
    vague_numbers: Forms = ()
    one: Forms = ()
    ordinals: dict[str, int] = {}
    number_suffixes: Forms = ()
    from_suffixes: Forms = ()
    decade_suffixes: Forms = ()
    year_before: Forms = ()
    year_after: Forms = ()
    years_plural: Forms = ()
    era_before_christ: Forms = ()
    era_christ: Forms = ()
    of: Forms = ()
    the: Forms = ()
    cues: Forms = ()
    month_cues: Forms = ()
    from_words: Forms = ()
    to_words: Forms = ()
    and_words: Forms = ()
    ago: Forms = ()
    ago_before: Forms = ()
    later: Forms = ()
    later_before: Forms = ()
    earlier: Forms = ()
    this_day: Forms = ()
    last: Forms = ()
    next: Forms = ()
    this: Forms = ()
    past: Forms = ()
    previous: Forms = ()
    following: Forms = ()
    same: Forms = ()
    early: Forms = ()
    mid: Forms = ()
    late: Forms = ()
    edges_before: dict[Edge, Forms] = {}
    edges_after: dict[Edge, Forms] = {}
    about: Forms = ()
    each: Forms = ()
    fixed: dict[str, Forms] = {}
    sets: dict[str, Forms] = {}
    not_before: Forms = ()
    not_after: Forms = ()
    clock_before: Forms = ()
    clock_after: Forms = ()
    old_style: Forms = ()
    new_style: Forms = ()


class PlacesTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words of places.

    Attributes:
        before: Words right before a place ("in", "near", "town of"), which make a capitalised name one.
        weak_before: Words before a place that also stand before other names ("of", "to"): only with a gazetteer.
        scene_before: Of them those that make a place of a single word that no gazetteer has ("at").
        after: Words right after a place ("province", "քաղաք").
        endings: Endings of case that are taken off to look a name up, longest first, each with what replaces it.
        locatives: Endings that alone make a capitalised name a place ("ում", "da").
        elisions: Articles and prepositions written together with a name ("d'").
        inside: Small words inside a name ("of", "de").
        lists: Words between the last two places of a list ("and").
        types: Words of type after which a name stands bare ("городе"), so that no ending is taken off.
        people_before: Words before a person ("Mr", "President").
        bodies: Words of a body's name; a span that holds one is no place.
        local_bodies: Words of a body that is named after where it is ("police"): the place in its name is one.
        directions: Words of direction before a place ("Northern").
        demonyms: Endings by which a people is called after a land, each with what the land ends in instead; they
            serve to resolve a name that is handed in, never to find one.
        stop: Words that are capitalised without naming a place.
        given_names: Frequent given names, also those that are names of small places.
        regions: Names of regions and lands that the gazetteer does not hold, as places without coordinates.
        kinds: Words for a kind of place right behind its name ("department"), for texts in capitals throughout.
        kinds_before: The same before a name ("town of"), for such texts.
        openers: Words that open names of places ("san"), for such texts.
    """

    before: Forms = ()
    weak_before: Forms = ()
    scene_before: Forms = ()
    after: Forms = ()
    endings: tuple[tuple[str, str], ...] = ()
    locatives: Forms = ()
    elisions: Forms = ()
    inside: Forms = ()
    lists: Forms = ()
    kinds: Forms = ()
    kinds_before: Forms = ()
    openers: Forms = ()
    types: Forms = ()
    people_before: Forms = ()
    bodies: Forms = ()
    local_bodies: Forms = ()
    directions: Forms = ()
    demonyms: tuple[tuple[str, str], ...] = ()
    stop: Forms = ()
    given_names: Forms = ()
    regions: Forms = ()
