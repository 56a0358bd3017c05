"""What a match of the grammar says: one function for each rule, from tokens to an expression.

None means that the words are no date after all ("1,300-year", "killed 1990 people"). What stands before and after a
match is looked at here, so that a cue ("in") is no part of the mention.
"""

import re
from collections.abc import Sequence
from typing import Final

from ledgerstone.evidence.claims.dates.expressions import (
    Anchor,
    Distance,
    Expression,
    Fixed,
    Neighbour,
    Point,
    Range,
    Unit,
)
from ledgerstone.evidence.claims.dates.halves import with_half
from ledgerstone.evidence.claims.dates.missing_days import LEAP_YEAR
from ledgerstone.evidence.claims.dates.tokens import EDGES, MONTH_CUE, PARTS, UNITS, Token
from ledgerstone.values.dates import Timex, TimexType
from ledgerstone.values.edtf import days_in_month

_UNITS: Final = dict(zip(UNITS, Unit, strict=True))
_EDGES: Final = {"e": "early", "c": "mid", "z": "late"}
_CUES: Final = frozenset("IOFTDtlxufjecz&-(~,!")
_TELLING: Final = frozenset("IOFTtlxfuj")
"""Of the signs before a year those of a word that says that one follows."""
_STEPS: Final = {"l": -1, "u": -1, "x": 1, "f": 1, "t": 0, "j": 0}
_FROM_WRITING: Final = frozenset("lxt")
WINTER_OF_TWO: Final = "a winter of two years: from December to March"
_SAFE_YEARS: Final = range(1500, 2100)
CENTURY: Final = 100
_SHORT_YEAR_DIGITS: Final = 2
_MEASURED: Final = frozenset("!")
DECADE: Final = 10
_MAX_CENTURY: Final = 22
_DECEMBER: Final = 12
_MARCH: Final = 3
_WINTER: Final = 24


class Match:
    """A match as the builders look at it: groups by name, and what stands around it."""

    def __init__(self, tokens: Sequence[Token], signs: str, match: re.Match[str]) -> None:
        self._tokens = tokens
        self._signs = signs
        self._match = match
        self.first = match.start()
        self.last = match.end() - 1
        if signs[self.last] == ".":
            self.last -= 1  # a sentence ends here: the full stop of "г." is part of the word's own token

    @property
    def before(self) -> str:
        """The sign before the match; that of a paragraph's end where there is none."""
        return self._signs[self.first - 1] if self.first else "¶"

    @property
    def after(self) -> str:
        """The sign after the match."""
        return self._signs[self.last + 1] if self.last + 1 < len(self._signs) else "¶"

    def words_around(self) -> tuple[str, str]:
        """Return the folded words before and after; empty at the ends of the text."""
        before = self._tokens[self.first - 1].text if self.first else ""
        after = self._tokens[self.last + 1].text if self.last + 1 < len(self._tokens) else ""
        return before, after

    def after_month_cue(self) -> bool:
        """Whether a word stands before that is followed by a month, and never by its day."""
        return self.first > 0 and self.before == "I" and self._tokens[self.first - 1].value == MONTH_CUE

    def tokens(self, name: str) -> Sequence[Token]:
        """Return the tokens of a group; none where the group is not there."""
        if name not in self._match.re.groupindex or self._match[name] is None:
            return ()
        return self._tokens[self._match.start(name) : self._match.end(name)]

    def sign(self, name: str) -> str:
        """Return the signs of a group; empty where it is not there."""
        return "".join(token.sign for token in self.tokens(name))

    def value(self, name: str) -> int | None:
        """Return the sum of a group's values ("twenty" "five"); None where it is not there."""
        tokens = self.tokens(name)
        return sum(token.value for token in tokens) if tokens else None

    def amount(self) -> int | None:
        """Return the number of the group `n` or `span`; None where the words give none ("several") or it is grouped."""
        tokens = self.tokens("n") or self.tokens("span")
        if not tokens or any(token.sign == "v" or (token.sign == "n" and not token.value) for token in tokens):
            return None
        return sum(token.value for token in tokens)

    def unit(self) -> Unit:
        """Return the unit of the group `unit`; of a `span` years."""
        tokens = self.tokens("unit") or self.tokens("unit1")
        return _UNITS[UNITS[tokens[0].value]] if tokens else Unit.YEAR

    def part(self) -> str | None:
        """Return the part of the day, before or after."""
        value = self.value("part") if self.sign("part") else self.value("part1")
        return None if value is None else PARTS[value]

    def edge(self) -> str | None:
        """Return which part of a date; "the last week of" is late, "the first days of" early."""
        if self.sign("half") or self.sign("after"):
            return EDGES[self.value("half" if self.sign("half") else "after") or 0]
        which = self.sign("which")
        if not which:
            return _EDGES.get(self.sign("edge"))
        return "late" if which == "l" else "early" if self.value("which") == 1 else "mid"


def point(match: Match) -> Expression | None:
    """Read one date of day, month and year in any order."""
    found = written(match, "a")
    if found is None or _weak_alone(match, "am", found) or _counted(match, found):
        return None
    whole = Point(
        year=found.year,
        month=found.month,
        day=found.day,
        part=match.part(),
        edge=match.edge(),
        approximate=bool(match.sign("about")),
    )
    return with_half(whole)


def _weak_alone(match: Match, name: str, found: Point) -> bool:
    """Whether a weak month or season has neither day nor year beside it nor a cue before it."""
    weak = match.sign(name) in {"m", "q"} and found.day is None and found.year is None
    return weak and match.before not in "IOFTtlxufjeczD&"


def _counted(match: Match, found: Point) -> bool:
    """Whether the number after a month counts what follows: "in January 30 people", "February 30 people"."""
    if found.day is None or found.month is None or match.tokens("am")[0].start > match.tokens("ad")[0].start:
        return False
    if found.day > days_in_month(found.year or LEAP_YEAR, found.month) and match.after == "?":
        return True
    plain = match.after in "#?" and match.words_around()[1].isalpha()
    return plain and found.year is None and match.after_month_cue()


def written(match: Match, prefix: str) -> Point | None:
    """Return the date of the groups with a prefix, also one that the calendar does not have (29 February 1990)."""
    year, month, day = (match.value(prefix + part) for part in "ymd")
    return None if day == 0 else Point(year=year, month=month, day=day)


def interval(match: Match) -> Expression | None:
    """Read an interval of two dates; days within one month, or what the first lacks, come from the second."""
    first, second = written(match, "a"), written(match, "b")
    if first is None or second is None:
        return None
    if first.month is None and first.year is None:
        first = Point(year=second.year, month=second.month, day=first.day)
    if not _joined(match, first, second):
        return None
    return Range(first=first, last=second)


def _joined(match: Match, first: Point, second: Point) -> bool:
    """Whether the word between makes an interval: "and" does after "between" and between neighbouring days."""
    if match.sign("to") != "&" or match.sign("from"):
        return True
    neighbours = first.day is not None and second.day is not None and second.day - first.day == 1
    return neighbours and first.month in {None, second.month}


def years(match: Match) -> Expression | None:
    """Read an interval of years ("1988-1990", "1914–18", "from 1988 to 1990")."""
    first, second = match.value("ay") or 0, match.value("by") or 0
    if match.sign("to") == "&" and not match.sign("from"):
        return None
    if match.sign("by") != "y":
        if match.sign("to") != "-" or len(str(second)) > _SHORT_YEAR_DIGITS or match.tokens("by")[0].rank:
            return None
        second += first // CENTURY * CENTURY
    if second <= first:
        return None
    return Range(first=Point(year=first), last=Point(year=second))


def winter(match: Match) -> Expression | None:
    """Read the winter of two years ("the winter of 1988–89"); of another season an interval of two."""
    first, second, season = match.value("ay") or 0, match.value("by") or 0, match.value("am")
    if match.sign("by") != "y":
        second += first // CENTURY * CENTURY
    if second != first + 1 and (second % CENTURY, first % CENTURY) != (0, CENTURY - 1):
        return None
    second = first + 1
    if season == _WINTER:
        bounds = Point(year=first, month=_DECEMBER), Point(year=second, month=_MARCH)
        return Range(first=bounds[0], last=bounds[1], reason=WINTER_OF_TWO, timex=f"{first}-WI")
    return Range(first=Point(year=first, month=season), last=Point(year=second, month=season))


def of_other_year(match: Match) -> Expression | None:
    """Read a date of the same, last or next year ("in August of that year")."""
    found, which = written(match, "a"), match.sign("beside")
    if found is None or match.unit() is not Unit.YEAR:
        return None
    anchor = Anchor.WRITING if which in _FROM_WRITING else Anchor.MENTION
    part = match.part()
    return Neighbour(step=_STEPS[which], anchor=anchor, unit=Unit.YEAR, month=found.month, day=found.day, part=part)


def decade(match: Match) -> Expression | None:
    """Read a decade ("the 1990s", "80's", "années 1990")."""
    value = match.value("decade") or 0
    if value % DECADE:
        return None
    return with_half(Point(year=value, unspecified=1, short=value < CENTURY, edge=match.edge()))


def century(match: Match) -> Expression | None:
    """Read a century ("the 19th century", "XIX век")."""
    number = match.value("ordinal") or 0
    ordinal = match.sign("ordinal")[-1] in "or" or match.tokens("ordinal")[0].rank
    if match.unit() is not Unit.CENTURY or not ordinal or not 1 <= number <= _MAX_CENTURY:
        return None
    return with_half(Point(year=(number - 1) * CENTURY, unspecified=2, edge=match.edge()))


def year(match: Match) -> Expression | None:
    """Read a year by itself, where what stands around it lets it be one."""
    value = match.value("year") or 0
    marked = any(match.sign(name) for name in ("mark", "mark0", "edge", "half", "after"))
    if not marked and not _year_here(match, value):
        return None
    bare = not marked and match.before not in _TELLING
    return with_half(Point(year=value, edge=match.edge(), approximate=bool(match.sign("about")), bare=bare))


def _year_here(match: Match, value: int) -> bool:
    """Whether a bare number is a year: never before a counted noun, and not between two plain words."""
    before, after = match.words_around()
    counted = "?Uk" if match.before == "I" else "?wUk"  # "in 1990 three soldiers"
    if match.before in "!wndk" or match.after in counted or after in {"%", "$", "€"} or before in {"$", "€", "£", "№"}:
        return False
    if match.after == "-" and match.before == "-":
        return False
    cued = match.before in _CUES
    if value not in _SAFE_YEARS:
        return cued and match.before not in ",-("
    plain = match.before == "#" and match.after == "#"
    return cued or not (plain and before.isalpha() and after.isalpha())


def month(match: Match) -> Expression | None:
    """Read a month or season by itself; a weak form needs a cue."""
    sign, value = match.sign("month"), match.value("month")
    found = Point(month=value, edge=match.edge(), part=match.part())
    cues = "ItlxufjD" if sign == "q" else "IOFTtlxufj&-"
    if sign in {"m", "q"} and not match.edge() and match.before not in cues:
        return None
    return None if sign == "q" and match.after == "O" else with_half(found)


def ago(match: Match) -> Expression | None:
    """Read an amount of time before the day of writing ("30 years ago")."""
    amount = match.amount()
    days = [*match.tokens("day"), *match.tokens("day1")]
    if any(token.sign == "R" and token.text != "0" for token in days):
        return None
    return Distance(
        amount=None if amount is None else -amount,
        unit=match.unit(),
        anchor=Anchor.WRITING,
        same_day=bool(days),
    )


def later(match: Match) -> Expression | None:
    """Read an amount of time after or before the date mentioned before ("a year later")."""
    amount = match.amount()
    if not (match.tokens("n") or match.tokens("span")):
        amount = 1
    if amount is not None and match.sign("way") == "B":
        amount = -amount
    return Distance(amount=amount, unit=match.unit(), anchor=Anchor.MENTION)


def neighbour(match: Match) -> Expression | None:
    """Read the last, this, next or same of its kind."""
    which, what, value = match.sign("which"), match.sign("what"), match.value("what") or 0
    anchor = Anchor.WRITING if which in _FROM_WRITING else Anchor.MENTION
    step, part = _STEPS[which], match.part()
    if what == "U":
        unit = _UNITS[UNITS[value]]
        if unit in {Unit.HOUR, Unit.MINUTE, Unit.DECADE, Unit.CENTURY} or _last_of_another(match, which, unit):
            return None
        return Neighbour(step=step, anchor=anchor, unit=unit, part=part)
    if what == "W":
        return Neighbour(step=step, anchor=anchor, weekday=value, part=part)
    if what == "p":
        return Neighbour(step=step, anchor=anchor, unit=Unit.DAY, part=PARTS[value])
    return Neighbour(step=step, anchor=anchor, month=value)


def _last_of_another(match: Match, which: str, unit: Unit) -> bool:
    """Whether "last" is not of the day of writing: "the last month of the war", "the last days"."""
    return which == "l" and (unit is Unit.DAY or match.after == "O")


def weekday(match: Match) -> Expression | None:
    """Read a weekday by itself: the nearest one up to the day of writing."""
    return Neighbour(step=0, anchor=Anchor.WRITING, weekday=match.value("weekday"), part=match.part())


def each(match: Match) -> Expression | None:
    """Read a set ("every three years")."""
    if match.sign("unit") == "W":
        value = f"XXXX-WXX-{(match.value('unit') or 0) + 1}"
    else:
        value = _length(match.value("amount") or 1, match.unit())
    return Fixed(timex=Timex(type=TimexType.SET, value=value))


def lasting(match: Match) -> Expression | None:
    """Read a duration ("three days"); a grouped number ("1,300-year") is a count, no date.

    An article before a unit is a rate ("twice a day") more often than an amount, but not after "more than", "nearly".
    """
    first = (match.tokens("n") or match.tokens("span"))[0]
    amount = match.amount()
    rate = first.sign == "Z" and match.before not in _MEASURED
    if rate or first.rank or (amount is None and first.sign != "v"):
        return None
    return Fixed(timex=Timex(type=TimexType.DURATION, value=_length(amount, match.unit())))


def past(match: Match) -> Expression | None:
    """Read an amount of time that ended just now ("the past two years"), as a duration."""
    amount = match.amount() if match.tokens("n") else 1
    return Fixed(timex=Timex(type=TimexType.DURATION, value=_length(amount, match.unit())))


def _length(amount: int | None, unit: Unit) -> str:
    """Return an ISO 8601 duration; an X where the amount is not given."""
    number = "X" if amount is None else str(amount)
    if unit in {Unit.HOUR, Unit.MINUTE}:
        return f"PT{number}{unit.value[-1]}"
    return f"P{number}{unit.value}"


def phrase(match: Match) -> Expression | None:
    """Read a phrase of the pack: today and its neighbours, PRESENT_REF and the like, sets."""
    label = match.tokens("phrase")[0].text
    if match.sign("phrase") == "X":
        return Fixed(timex=Timex(type=TimexType.SET, value=label))
    if label.lstrip("-").isdigit():
        return Distance(amount=int(label), unit=Unit.DAY, anchor=Anchor.WRITING)
    return Fixed(timex=Timex(type=TimexType.DATE, value=label))
