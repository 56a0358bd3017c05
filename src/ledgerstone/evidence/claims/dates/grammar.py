"""Which runs of tokens are a date, and what they say.

Each rule is a regular expression over the signs of the tokens (see `tokens`), all repetitions bounded by 1, so that
a match costs a constant; at each token the longest rule wins, of equal ones the first.
"""

import re
from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from typing import Final

from msgspec import Struct

from ledgerstone.evidence.claims.dates import calendars, eras, numerics
from ledgerstone.evidence.claims.dates import readings as read
from ledgerstone.evidence.claims.dates.expressions import Expression, Found
from ledgerstone.evidence.claims.dates.tokens import Token

_YEAR: Final = r"(?:Y?(?P<{0}y>y)(?:[Ea]\.?)?)"
_MONTH: Final = r"(?P<{0}m>[GMm])\.?"
_DAY: Final = r"(?P<{0}d>d|w?o)"

_DAY_MONTH: Final = rf"D?{_DAY}(?:O|D|OD)?{_MONTH}(?:O?,?{_YEAR})?"
_MONTH_DAY: Final = rf"(?P<{{0}}m>[Gm])\.?D?{_DAY}(?:[,']?O?{_YEAR})?"
_YEAR_DAY_MONTH: Final = rf"{_YEAR},?{_DAY}{_MONTH}"
_YEAR_MONTH: Final = rf"{_YEAR},?{_MONTH}{_DAY}?"
_MONTH_YEAR: Final = rf"{_MONTH}(?:O|,|OD)?{_YEAR}"
_SEASON_YEAR: Final = rf"(?P<{{0}}m>[Sq])(?:O|,|OD)?{_YEAR}"
_YEAR_SEASON: Final = rf"{_YEAR}(?P<{{0}}m>[Sq])"
_WITHOUT_YEAR: Final = (
    rf"D?{_DAY}(?:O|D|OD)?{_MONTH}",
    r"(?P<{0}m>[Gm])\.?D?(?P<{0}d>d|w?o),?",
    r"(?P<{0}m>[GMmSq])\.?",
)
_FULL: Final = (_DAY_MONTH, _MONTH_DAY, _YEAR_DAY_MONTH, _YEAR_MONTH, _MONTH_YEAR)
_TO: Final = r"(?P<to>[\-T&])D?"
_LEAD: Final = r"(?:(?P<from>F)D?)?"
_EDGE: Final = r"(?:D?(?P<edge>[ecz])-?O?D?|D?(?P<which>[lo])[dw]?UOD?|D?(?P<half>V)O?D?)?"
_AFTER: Final = r"(?P<after>N?)"
_ABOUT: Final = r"(?:(?P<about>~)O?D?)?"
_PART: Final = r"(?:D?(?P<part>p)[OTIF]?D?)?"
_DAYNAME: Final = r"(?:W[,.]?(?:D|I|ID)?)?"
_AMOUNT: Final = r"(?P<n>[dnwvZ](?:-?w)?)"
_TIME: Final = rf"(?:{_AMOUNT}-?(?P<unit>U)|Z?(?P<span>C))"

_MONTHS: Final = "GMmSq"
_JOINING: Final = "-T&"
_OPENING: Final = "(["
_OPEN: Final = r"[(\[]"
_CLOSE: Final = r"[)\]]"
_STYLE: Final = r"(?:I?O?D?(?P<{0}>[<>]))"
_DAYS_WRITTEN: Final = (
    rf"D?{_DAY}(?:O|D|OD)?{_MONTH}(?:O?,?{_YEAR})?",
    _MONTH_DAY,
    _YEAR_DAY_MONTH,
    rf"{_YEAR},?{_MONTH}{_DAY}",
)
NEVER_LAST: Final = ",D&OIFT-('/[~!?kcezZvwQHghrV"
"""Signs in which no match ends: what comes after the last other sign of a run makes no difference."""
_SIGN: Final = re.compile(r"[^#¶]")
_OTHER: Final = re.compile(r"[#¶]")
_LONGEST: Final = 32
"""No rule matches more tokens, and none matches a sign of `_OTHER`."""

Build = Callable[[read.Match], Expression | None]


class Rule(Struct, frozen=True):
    """A pattern over signs, and what its match says; None from `build` means that it is no date.

    What the pattern matches holds one of the signs of each of `needs`, so that it is not tried where there is none, and
    compiled only where it is tried.
    """

    form: str
    build: Build
    needs: tuple[frozenset[str], ...]

    @property
    def pattern(self) -> re.Pattern[str]:
        """The form, compiled at its first use."""
        return _compiled(self.form)

    def may_match(self, signs: str) -> bool:
        """Tell whether some signs hold what the pattern needs."""
        return not any(needed.isdisjoint(signs) for needed in self.needs)


@cache
def _compiled(form: str) -> re.Pattern[str]:
    return re.compile(form)


def compile_all() -> None:
    """Compile each rule now: for a process that many are forked from."""
    for rule in rules():
        _compiled(rule.form)


def _rule(form: str, build: Build, *needs: str) -> Rule:
    return Rule(form, build, tuple(map(frozenset, needs)))


def _point(*patterns: str) -> list[Rule]:
    """Return rules for one date with what may stand around it."""
    return [
        _rule(
            rf"{_PART}{_DAYNAME}{_EDGE}{_ABOUT}(?:{each.format('a')})(?:,?(?P<part1>p))?{_AFTER}", read.point, _MONTHS
        )
        for each in patterns
    ]


def _ranges() -> list[Rule]:
    """Return rules for an interval of two dates or of days within a month."""
    days = (
        rf"{_LEAD}{_DAY.format('a')}{_TO}(?:{_DAY_MONTH.format('b')})",
        rf"(?P<bm>[Gm])\.?{_LEAD}{_DAY.format('a')}{_TO}{_DAY.format('b')}(?:,?O?{_YEAR.format('b')})?",
        rf"{_YEAR.format('b')},?(?P<bm>[GMm])\.?{_DAY.format('a')}{_TO}{_DAY.format('b')}",
        rf"{_YEAR.format('b')},?{_LEAD}{_DAY.format('a')}{_TO}{_DAY.format('b')}{_MONTH.format('b')}",
        rf"(?P<from>F)(?P<bm>[GMm])\.?{_DAY.format('a')}{_TO}{_DAY.format('b')}",
    )
    wholes = [
        rf"{_LEAD}(?:{one.format('a')}){_TO}(?:{other.format('b')})"
        for one in (*_FULL, _MONTH)
        for other in (*_FULL, _MONTH)
    ]
    years = rf"{_LEAD}Y?(?P<ay>y)(?:E\.?)?{_TO}Y?(?P<by>[ydn])(?P<plural>(?:P|E\.?)?)"
    rules = [_rule(rf"{_PART}(?:{each})", read.interval, _JOINING, _MONTHS) for each in (*days, *wholes)]
    return [*rules, _rule(years, read.years, _JOINING)]


def _two_styles() -> list[Rule]:
    """Return rules for one day of the Julian and the Gregorian calendar, and for a date marked as of one of them."""
    day, other = _DAY.format("a"), _DAY.format("b")
    month, year = _MONTH.format("b"), _YEAR.format("b")
    patterns: list[tuple[str, str]] = []
    for both, sign in ((rf"{day}/{other}", "/"), (rf"{day}{_OPEN}{other}{_CLOSE}", _OPENING)):
        patterns += [
            (rf"D?{both}O?{month}(?:O?,?{year})?", sign),
            (rf"(?P<bm>[Gm])\.?D?{both}(?:,?O?{year})?", sign),
            (rf"{year},?{month}{both}", sign),
            (rf"{year},?{both}{month}", sign),
        ]
    later_year = rf"(?:,?O?{_YEAR.format('c')})?"
    for one in _DAYS_WRITTEN:
        first = rf"(?:{one.format('a')})"
        for another in _DAYS_WRITTEN:
            second = rf"(?:{another.format('b')})"
            inside = rf"(?:{_STYLE.format('s1')},?)?{second}(?:,?{_STYLE.format('s2')})?"
            patterns += [
                (rf"{first},?{_STYLE.format('s')}?{_OPEN}{inside}{_CLOSE}{later_year}", _OPENING),
                (rf"{first}/{second}", "/"),
            ]
    for one in (*_DAYS_WRITTEN, _MONTH_YEAR):
        first = rf"(?:{one.format('a')})"
        patterns += [
            (rf"{first},?{_OPEN}{_STYLE.format('s')}{_CLOSE}{later_year}", "<>"),
            (rf"{first},?{_STYLE.format('s')}{later_year}", "<>"),
        ]
    return [_rule(rf"{_PART}{_DAYNAME}(?:{each})", calendars.two_styles, needed, _MONTHS) for each, needed in patterns]


def _before_christ() -> list[Rule]:
    """Return rules for months, decades and centuries of years before the year 1 ("August 480 BC")."""
    year = r"O?D?,?(?P<ay>[ydn])E?b\.?"
    dated = [rf"{_PART}{_DAYNAME}{_EDGE}{_ABOUT}(?:{each.format('a')}){year}" for each in _WITHOUT_YEAR]
    return [
        *[_rule(each, eras.dated_before_christ, "b") for each in dated],
        _rule(rf"{_EDGE}D?(?P<decade>s)P?b\.?", eras.decade_before_christ, "b"),
        _rule(rf"{_EDGE}D?(?P<ordinal>[dor]|wo)-?(?P<unit>U)b\.?", eras.century_before_christ, "b"),
    ]


def _of_other_year() -> list[Rule]:
    """Return rules for a date of the same, last or next year ("in August of that year")."""
    return [
        _rule(rf"{_PART}{_EDGE}(?:{each.format('a')})O?D?(?P<beside>[lxtufj])(?P<unit>U)", read.of_other_year, "lxtufj")
        for each in _WITHOUT_YEAR
    ]


@cache
def rules() -> tuple[Rule, ...]:
    """Return all rules, made at the first date that is looked for: most commands look for none."""
    return (
        _rule(r"(?P<numeric>K)(?:E\.?)?", numerics.numeric, "K"),
        _rule(rf"{_PART}{_LEAD}(?P<ad>d){_TO}(?P<numeric>K)(?:E\.?)?", numerics.up_to, "K"),
        _rule(rf"{_PART}{_LEAD}(?P<day_month>n)\.?{_TO}(?P<numeric>K)(?:E\.?)?", numerics.up_to, "K"),
        _rule(rf"{_PART}{_LEAD}(?P<numeric>K)(?:E\.?)?{_TO}(?P<last>K)(?:E\.?)?", numerics.between_two, "K"),
        *_two_styles(),
        *_ranges(),
        *_point(*_FULL, _SEASON_YEAR, _YEAR_SEASON),
        _rule(r"(?P<am>[Sq])(?:O|,|OD)?Y?(?P<ay>y)[/\-](?P<by>[ydn])(?:E\.?)?", read.winter, "Sq"),
        _rule(r"Y?(?P<ay>y)[/\-](?P<by>[ydn])(?:E\.?)?(?P<am>[Sq])", read.winter, "Sq"),
        _rule(rf"(?P<ad>n){_MONTH.format('a')}O?,?{_YEAR.format('a')}", read.point, "n"),
        _rule(rf"{_EDGE}{_ABOUT}(?P<number>[ydn])(?P<era>b)\.?", eras.before_christ, "b"),
        _rule(rf"{_LEAD}(?P<a>[ydn])b?{_TO}(?P<b>[ydn])(?P<era>b)", eras.years_before_christ, "b"),
        _rule(r"(?P<era>b)(?P<number>[ydn])", eras.before_christ, "b"),
        *_before_christ(),
        _rule(rf"{_EDGE}D?'?(?P<decade>s)P?{_AFTER}", read.decade, "s"),
        _rule(rf"{_EDGE}D?P(?P<decade>[yn]){_AFTER}", read.decade, "P"),
        _rule(rf"{_EDGE}(?P<decade>y)P{_AFTER}", read.decade, "P"),
        _rule(rf"{_EDGE}D?(?P<ordinal>[dor]|wo)-?(?P<unit>U){_AFTER}", read.century, "U"),
        _rule(rf"{_EDGE}{_ABOUT}(?P<mark0>Y?)(?P<year>y)(?P<mark>(?:[Ea]\.?)?){_AFTER}", read.year, "y"),
        _rule(rf"{_PART}{_EDGE}(?P<month>[GMmSq])\.?{_AFTER}", read.month, _MONTHS),
        _rule(rf"(?:(?P<day>[JR]),?D?)?{_TIME}(?P<ago>A)(?:,?(?P<day1>[JR]))?", read.ago, "A"),
        _rule(rf"(?:(?P<day>[JR]),?D?)?(?P<ago>Q){_TIME}(?:,?(?P<day1>[JR]))?", read.ago, "Q"),
        _rule(rf"{_TIME}(?P<way>[LB])", read.later, "LB"),
        _rule(rf"(?P<way>H){_AMOUNT}?(?P<unit>U)", read.later, "H"),
        _rule(r"D?(?P<which>[lxtufj])(?P<what>[UWpSqGMm])(?P<part>p?)", read.neighbour, "lxtufj"),
        _rule(r"D?(?P<what>[UW])(?P<which>[lxuf])", read.neighbour, "lxuf"),
        *_of_other_year(),
        _rule(r"(?:D?(?P<part1>p)O?D?)?(?P<weekday>W)(?P<part>p?)", read.weekday, "W"),
        _rule(r"(?P<each>g)(?P<amount>[dw]?)(?P<unit>[UW])", read.each, "g"),
        _rule(rf"D?(?P<past>[hl]){_AMOUNT}(?P<unit>U)|D?(?P<past1>h)(?P<unit1>U)", read.past, "hl"),
        _rule(_TIME, read.lasting, "UC"),
        _rule(r"(?P<phrase>[RX])(?P<part>p?)", read.phrase, "RX"),
    )


def find(tokens: Sequence[Token]) -> list[Found]:
    """Return the dates among tokens, leftmost and longest first, none overlapping another."""
    signs = "".join([token.sign for token in tokens])
    found: list[Found] = []
    index = 0
    while (sign := _SIGN.search(signs, index)) is not None:
        index = sign.start()
        best = _longest(tokens, signs, index)
        if best is None:
            index += 1
            continue
        match, expression = best
        found.append(Found(start=tokens[match.first].start, end=tokens[match.last].end, expression=expression))
        index = match.last + 1
    return found


def _longest(tokens: Sequence[Token], signs: str, index: int) -> tuple[read.Match, Expression] | None:
    other = _OTHER.search(signs, index, index + _LONGEST)
    run = signs[index : other.start() if other else index + _LONGEST]
    for order in _fitting(run.rstrip(NEVER_LAST)):
        rule = rules()[order]
        match = rule.pattern.match(signs, index)
        if match is None:
            continue
        view = read.Match(tokens, signs, match)
        expression = rule.build(view)
        if expression is not None and view.first <= view.last:
            return view, expression
    return None


@lru_cache(maxsize=1 << 16)
def _fitting(signs: str) -> tuple[int, ...]:
    """Return the rules that match at the beginning of some signs, the longest match first.

    The same few runs of signs make up all texts, so that most words cost one look into the cache.
    """
    matches = []
    for order, rule in enumerate(rules()):
        match = rule.pattern.match(signs) if rule.may_match(signs) else None
        if match is not None and match.end():
            matches.append((-match.end(), order))
    return tuple(order for _, order in sorted(matches))
