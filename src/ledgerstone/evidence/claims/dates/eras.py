"""Years before the year 1, and the months, decades and centuries of them: 480 BC is the astronomical year -479."""

from ledgerstone.evidence.claims.dates.expressions import FIXED_EDGE, Expression, Point, Range, Unit
from ledgerstone.evidence.claims.dates.readings import CENTURY, DECADE, Match, written


def before_christ(match: Match) -> Expression | None:
    """Read a year before the year 1: 480 BC is the astronomical year -479."""
    number = match.value("number")
    if not number:
        return None
    return Point(year=1 - number, edge=match.edge(), approximate=bool(match.sign("about")))


def years_before_christ(match: Match) -> Expression | None:
    """Read an interval of years before the year 1 ("264-241 BC")."""
    first, second = match.value("a") or 0, match.value("b") or 0
    if not 0 < second < first or (match.sign("to") == "&" and not match.sign("from") and first - second != 1):
        return None
    return Range(first=Point(year=1 - first), last=Point(year=1 - second))


def dated_before_christ(match: Match) -> Expression | None:
    """Read a month, season or day of a year before the year 1 ("August 480 BC")."""
    found = written(match, "a")
    if found is None or not found.year:
        return None
    return Point(
        year=1 - found.year, month=found.month, day=found.day, edge=match.edge(), approximate=bool(match.sign("about"))
    )


def decade_before_christ(match: Match) -> Expression | None:
    """Read a decade of years before the year 1: the 470s BC are 479 to 470 BC."""
    value = match.value("decade") or 0
    if value % DECADE or value < DECADE:
        return None
    return _span_before_christ(match, value + DECADE - 1, value, f"BC{value // DECADE:03d}")


def century_before_christ(match: Match) -> Expression | None:
    """Read a century of years before the year 1: the 4th century BC is 400 to 301 BC."""
    number = match.value("ordinal") or 0
    if match.unit() is not Unit.CENTURY or not 1 <= number <= CENTURY - 1:
        return None
    return _span_before_christ(match, number * CENTURY, number * CENTURY - CENTURY + 1, f"BC{number - 1:02d}")


def _span_before_christ(match: Match, first: int, last: int, timex: str) -> Range:
    edge = match.edge()
    reason = FIXED_EDGE.format(edge) if edge else None
    return Range(first=Point(year=1 - first), last=Point(year=1 - last), reason=reason, timex=timex)
