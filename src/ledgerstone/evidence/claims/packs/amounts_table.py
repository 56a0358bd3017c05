"""The table `[amounts]` of a language pack: parts of a round number, shares of a whole, bounds after a number.

A form is one or more words, as in the other tables; a table that a language lacks is empty.
"""

from msgspec import Struct

Forms = tuple[str, ...]


class AmountsTable(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Words for amounts that are no whole numbers, and words after a number that bound it.

    Attributes:
        parts: Words for a part of the round number that follows, in hundredths ("half a" million: 50).
        added: Words for a part that is added, before or after the round number ("and a half": 50).
        shares: Words for a part of a whole that follows ("half", "two thirds").
        shares_after: Words for a part of a whole that stands before ("yarısı*").
        links: Words between a share and its whole ("of the").
        linked: Whether a share is one only with such words between: "a third man" is none.
        wholes: Words for a whole that has no number ("them", "the population").
        percent: Words and signs for hundredths.
        out_of: Words between a number and the number of the whole ("of the", "из").
        who: Words after which a whole is told to be harmed itself ("five people who").
        harmed: Words that say so right behind a number or its noun, without an auxiliary ("90 dead", "people shot").
        whole_endings: Endings of the noun of a whole, before the number of its part ("məhbusdan 12").
        from_endings: Endings of the first number of a range, after a hyphen ("ից").
        range_joins: Words between the two numbers of a range that a word of `range_ends` closes ("ilə").
        range_ends: Words that close a range ("arasında").
        or_less: Words and endings for an upper bound, after the number ("or fewer", "dək").
    """

    parts: dict[str, int] = {}
    added: dict[str, int] = {}
    shares: Forms = ()
    shares_after: Forms = ()
    links: Forms = ()
    linked: bool = False
    wholes: Forms = ()
    percent: Forms = ()
    out_of: Forms = ()
    who: Forms = ()
    harmed: Forms = ()
    whole_endings: Forms = ()
    from_endings: Forms = ()
    range_joins: Forms = ()
    range_ends: Forms = ()
    or_less: Forms = ()
