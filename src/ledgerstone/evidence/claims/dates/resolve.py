"""From what the words say to a value: each date held against the document around it, in reading order.

What cannot be known stays unknown with its reason; TIMEX3 then says as much as the words do ("XXXX-01-13").
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import structs

from ledgerstone.evidence.claims.dates.calendars import day_of_both, day_of_old_style
from ledgerstone.evidence.claims.dates.expressions import (
    FIXED_EDGE,
    Anchor,
    Distance,
    Expression,
    Found,
    Neighbour,
    Point,
    Range,
    TwoStyles,
    Unit,
)
from ledgerstone.evidence.claims.dates.missing_days import bounds_around, exists
from ledgerstone.evidence.claims.dates.surroundings import Counted, Surroundings
from ledgerstone.values.dates import DateValue, Timex, TimexType
from ledgerstone.values.dates_arithmetic import Offset, of_edtf, shift, timex_of
from ledgerstone.values.edtf import EdtfDate, EdtfInterval, Qualifier, bounds, of_days, parse

_SEASONS: Final = {21: "SP", 22: "SU", 23: "FA", 24: "WI"}
_WEEK: Final = 7
_DECEMBER: Final = 12
_NO_DAY: Final = "no date of publication"
_NO_MENTION: Final = "no date before it to count from"


def resolve(text: str, found: Sequence[Found], around: Surroundings) -> list[DateValue]:
    """Return the value of each date, in the order of the text."""
    values = []
    for each in found:
        around.forget(each)
        anchor, words, wording = around.anchor, around.anchor_words, text[each.start : each.end]
        values.append(_resolve(each, wording, around))
        if around.anchor is not anchor:
            around.anchor_words = wording
            around.counted = None
            if isinstance(each.expression, Distance):
                around.counted = Counted(end=each.end, distance=each.expression, anchor=anchor, words=words)
    return values


def _resolve(found: Found, wording: str, around: Surroundings) -> DateValue:
    expression: Expression = found.expression
    if isinstance(expression, Point):
        return _point(expression, found, wording, around)
    if isinstance(expression, Range):
        return _range(expression, found, wording, around)
    if isinstance(expression, TwoStyles):
        return _two_styles(expression, found, wording, around)
    if isinstance(expression, Distance):
        return _distance(expression, wording, around)
    if isinstance(expression, Neighbour):
        return _neighbour(expression, wording, around)
    return DateValue(timex=expression.timex, wording=wording)


def _point(point: Point, found: Found, wording: str, around: Surroundings) -> DateValue:
    reasons = [point.reason] if point.reason else []
    if point.edge:
        reasons.append(FIXED_EDGE.format(point.edge))
    full = _complete(point, found, around, reasons)
    if full is not None and not exists(full):
        is_written = point.year is not None
        return bounds_around(full, full, wording=wording, reasons=reasons, is_written=is_written)
    if full is None:
        return DateValue(
            timex=Timex(type=_type(point.part), value=_open_timex(point)),
            wording=wording,
            reason=_missing_year(point, around),
        )
    around.anchor = structs.replace(full, qualifier=None)
    return _dated(full, point.part, wording, reasons)


def _complete(point: Point, found: Found, around: Surroundings, reasons: list[str]) -> EdtfDate | None:
    """Return the date with the year that the document gives it, its reason added; None where none does."""
    year = point.year
    taken: tuple[int, str] | None = None
    if year is None:
        taken = around.year_of(found, point.month)
    elif point.short:
        taken = around.century_of(found, point)
    if taken is not None:
        year = taken[0]
        reasons.extend({taken[1]}.difference(reasons))
    if year is None or (point.short and taken is None):
        return None
    qualifier = Qualifier.APPROXIMATE if point.approximate else None
    return EdtfDate(
        year=year,
        month=point.month,
        day=point.day,
        unspecified=point.unspecified,
        qualifier=qualifier,
    )


def _dated(value: EdtfDate, part: str | None, wording: str, reasons: Sequence[str]) -> DateValue:
    plain = of_edtf(value, wording=wording, reason="; ".join(reasons) or None)
    timex = timex_of(structs.replace(value, qualifier=None))
    return structs.replace(plain, timex=Timex(type=_type(part), value=timex + (f"T{part}" if part else "")))


def _type(part: str | None) -> TimexType:
    return TimexType.TIME if part else TimexType.DATE


def _missing_year(point: Point, around: Surroundings) -> str:
    if point.short:
        return "no century written and none near it"
    return "no year written and none near it" if around.inherits else "no year written"


def _open_timex(point: Point) -> str:
    """Return what TIMEX3 says of a date without a year."""
    part = f"T{point.part}" if point.part else ""
    if point.unspecified:
        return f"XX{(point.year or 0) // 10}"
    if point.month in _SEASONS:
        return f"XXXX-{_SEASONS[point.month]}{part}"
    month = "" if point.month is None else f"-{point.month:02d}"
    year = f"XX{point.year:02d}" if point.short and point.year is not None else "XXXX"
    return f"{year}{month}" + ("" if point.day is None else f"-{point.day:02d}") + part


def _range(value: Range, found: Found, wording: str, around: Surroundings) -> DateValue:
    reasons = [value.reason] if value.reason else []
    first, last = value.first, value.last
    if last.year is None and first.year is not None:
        last = structs.replace(last, year=first.year)
    full_last = _complete(last, found, around, reasons)
    if full_last is None:
        return DateValue(wording=wording, reason="an interval without a year, and none near it")
    if first.year is None:
        over = (first.month or 0) > (last.month or 0)
        first = structs.replace(first, year=full_last.year - int(over))
    full_first = _complete(first, found, around, reasons)
    if full_first is None:
        return DateValue(wording=wording, reason="the calendar does not have its first day")
    if not (exists(full_first) and exists(full_last)):
        is_written = value.last.year is not None or value.first.year is not None
        return bounds_around(full_first, full_last, wording=wording, reasons=reasons, is_written=is_written)
    around.anchor = full_last
    interval = EdtfInterval(start=full_first, end=full_last)
    earliest, latest = bounds(interval)
    if earliest and latest and earliest > latest:
        return DateValue(wording=wording, reason="its end lies before its beginning")
    whole = of_edtf(interval, wording=wording, reason="; ".join(reasons) or None)
    return structs.replace(whole, timex=Timex(type=TimexType.DATE, value=value.timex)) if value.timex else whole


def _two_styles(value: TwoStyles, found: Found, wording: str, around: Surroundings) -> DateValue:
    reasons: list[str] = []
    first = _complete(value.first, found, around, reasons)
    second = None if value.second is None else _complete(value.second, found, around, [])
    if first is None or (second is None and value.second is not None):
        return DateValue(wording=wording, reason="no year written and none near it")
    if second is None:
        return day_of_old_style(first, wording=wording, reasons=reasons)
    day = day_of_both(first, second, first_is_old=value.first_is_old, wording=wording)
    _move(day, around)
    return structs.replace(day, reason="; ".join([*reasons, day.reason or ""]))


def _distance(value: Distance, wording: str, around: Surroundings) -> DateValue:
    anchor = _anchor(value.anchor, around)
    if anchor is None or value.amount is None:
        return _unanchored(value, wording, anchor)
    if value.same_day:
        return shift(of_edtf(anchor, wording=wording), _offset(value), wording=wording)
    whole = _truncated(anchor, value.unit)
    moved = shift(of_edtf(whole, wording=wording), _offset(value), wording=wording)
    reason = _counted(value.anchor, around) + (f"; {moved.reason}" if moved.reason else "")
    finer = anchor.day is None and value.unit in {Unit.DAY, Unit.WEEK}
    timex = Timex(type=TimexType.DATE, value="XXXX-XX-XX") if finer else moved.timex
    _move(moved, around)
    return structs.replace(moved, reason=reason, timex=timex)


def _unanchored(value: Distance, wording: str, anchor: EdtfDate | None) -> DateValue:
    """Return an unknown date that says whether it lies before or after."""
    known = "FUTURE_REF" if (value.amount or 0) > 0 else "PAST_REF"
    if value.amount == 0:
        known = "PRESENT_REF"
    missing = _NO_DAY if value.anchor is Anchor.WRITING else _NO_MENTION
    timex = known if value.anchor is Anchor.WRITING else "XXXX-XX-XX"
    return DateValue(
        timex=Timex(type=TimexType.DATE, value=timex),
        wording=wording,
        reason=missing if anchor is None else "the amount is not given",
    )


def _anchor(anchor: Anchor, around: Surroundings) -> EdtfDate | None:
    if anchor is Anchor.MENTION:
        return around.anchor
    return None if around.published is None else _day(around.published)


def _counted(anchor: Anchor, around: Surroundings) -> str:
    words = f" “{around.anchor_words}”" if anchor is Anchor.MENTION else ""
    return f"counted from {anchor}{words}"


def _day(day: date) -> EdtfDate:
    return EdtfDate(year=day.year, month=day.month, day=day.day)


def _offset(value: Distance) -> Offset:
    amount = value.amount or 0
    offsets = {
        Unit.DAY: Offset(days=amount),
        Unit.WEEK: Offset(weeks=amount),
        Unit.MONTH: Offset(months=amount),
        Unit.YEAR: Offset(years=amount),
        Unit.DECADE: Offset(years=amount * 10),
        Unit.CENTURY: Offset(years=amount * 100),
    }
    return offsets.get(value.unit, Offset())


def _truncated(value: EdtfDate, unit: Unit) -> EdtfDate:
    """Return a date no finer than a unit: a year later than a day is a year."""
    if unit is Unit.MONTH and value.month is not None and value.month <= _DECEMBER:
        return EdtfDate(year=value.year, month=value.month)
    if unit in {Unit.YEAR, Unit.DECADE, Unit.CENTURY} and not value.unspecified:
        return EdtfDate(year=value.year)
    return value


def _move(value: DateValue, around: Surroundings) -> None:
    """Make a date the one that the next counts from, where it is a single one."""
    parsed = parse(value.edtf) if value.edtf else None
    if isinstance(parsed, EdtfDate):
        around.anchor = parsed


def _neighbour(value: Neighbour, wording: str, around: Surroundings) -> DateValue:
    anchor = _anchor(value.anchor, around)
    if value.weekday is not None and around.narrative and value.step == 0:
        anchor = around.anchor or anchor
    unknown = DateValue(
        timex=Timex(type=_type(value.part), value=_neighbour_timex(value)),
        wording=wording,
        reason=_NO_DAY if value.anchor is Anchor.WRITING else _NO_MENTION,
    )
    if anchor is None:
        return unknown
    reason = _counted(value.anchor, around)
    if value.weekday is not None:
        day = _weekday(value, anchor, narrative=around.narrative)
        return unknown if day is None else _placed(_day(day), value.part, wording, reason, around)
    if value.month is not None:
        year = anchor.year + value.step if value.unit is Unit.YEAR else _year_of_month(value, anchor)
        found = EdtfDate(year=year, month=value.month, day=value.day)
        if not exists(found):
            return bounds_around(found, found, wording=wording, reasons=[reason], is_written=False)
        return _placed(found, value.part, wording, reason, around)
    return _unit(value, anchor, wording, around) or unknown


def _neighbour_timex(value: Neighbour) -> str:
    part = f"T{value.part}" if value.part else ""
    if value.weekday is not None:
        return f"XXXX-WXX-{value.weekday + 1}{part}"
    if value.month is not None:
        return _open_timex(Point(month=value.month, day=value.day))
    patterns = {Unit.WEEK: "XXXX-WXX", Unit.MONTH: "XXXX-XX", Unit.YEAR: "XXXX"}
    if value.anchor is Anchor.WRITING and not value.part:
        return {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[value.step]
    return patterns.get(value.unit or Unit.DAY, "XXXX-XX-XX") + part


def _placed(value: EdtfDate, part: str | None, wording: str, reason: str, around: Surroundings) -> DateValue:
    around.anchor = value
    return _dated(value, part, wording, [reason])


def _weekday(value: Neighbour, anchor: EdtfDate, *, narrative: bool) -> date | None:
    """Return the weekday before, up to, or after a day; in a narrative the first one from that day on."""
    base = bounds(anchor)[0] if anchor.day is not None else None
    if base is None or value.weekday is None:
        return None
    ahead = (value.weekday - base.weekday()) % _WEEK
    if value.step > 0:
        return base + timedelta(days=ahead or _WEEK)
    if value.step < 0:
        return base - timedelta(days=(_WEEK - ahead))
    back = (base.weekday() - value.weekday) % _WEEK
    return base + timedelta(days=ahead) if narrative else base - timedelta(days=back)


def _year_of_month(value: Neighbour, anchor: EdtfDate) -> int:
    month = value.month or 1
    if anchor.month is None or value.step == 0:
        return anchor.year + (value.step if anchor.month is None else 0)
    season = {21: 3, 22: 6, 23: 9, 24: 12}.get(month, month)
    current = {21: 3, 22: 6, 23: 9, 24: 12}.get(anchor.month, anchor.month)
    if value.step < 0:
        return anchor.year - int(season >= current)
    return anchor.year + int(season <= current)


def _unit(value: Neighbour, anchor: EdtfDate, wording: str, around: Surroundings) -> DateValue | None:
    """Return the day, week, month or year beside an anchor; None where the anchor is coarser than that."""
    reason = _counted(value.anchor, around)
    unit, step = value.unit or Unit.DAY, value.step
    if unit is Unit.WEEK:
        return _week(anchor, step, wording, reason)
    fine_enough = {
        Unit.DAY: anchor.day is not None,
        Unit.MONTH: anchor.month is not None and anchor.month <= _DECEMBER,
        Unit.YEAR: not anchor.unspecified,
    }
    if not fine_enough.get(unit):
        return None
    distance = Distance(amount=step, unit=unit, anchor=value.anchor)
    moved = shift(of_edtf(_truncated(anchor, unit), wording=wording), _offset(distance), wording=wording)
    parsed = parse(moved.edtf) if moved.edtf else None
    if not isinstance(parsed, EdtfDate):
        return moved
    return _placed(parsed, value.part, wording, reason, around)


def _week(anchor: EdtfDate, step: int, wording: str, reason: str) -> DateValue | None:
    base = bounds(anchor)[0] if anchor.day is not None else None
    if base is None:
        return None
    monday = base - timedelta(days=base.weekday()) + timedelta(weeks=step)
    year, week, _ = monday.isocalendar()
    value = of_edtf(of_days(monday, monday + timedelta(days=_WEEK - 1)), wording=wording, reason=reason)
    return structs.replace(value, timex=Timex(type=TimexType.DATE, value=f"{year}-W{week:02d}"))
