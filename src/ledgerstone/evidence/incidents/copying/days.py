"""Whether two wordings give one day: "2 October" and "October 2, 1990"; "on Tuesday" where the papers' dates settle it.

A copy's relative dates may count from its own day of print or from the original's, so that a date means several days.
"""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from ledgerstone.evidence.claims.model import Mention
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.incidents.copying.figures import Item, Sentence, Sort
from ledgerstone.evidence.incidents.copying.told import Told
from ledgerstone.values.dates import DateValue, TimexType

OPEN = "X"
"""What TIMEX3 writes for a part that is not said ("XXXX-03-05")."""

UNDATED = ("PAST_REF", "PRESENT_REF", "FUTURE_REF")
"""TIMEX3 values of words that are no date ("former", "now")."""


class Dated(Struct, frozen=True, kw_only=True):
    """A date in a sentence, with all that it may mean: first and last days, or a TIMEX3 value."""

    item: Item
    meant: frozenset[str]


def dates_of_both(one: Told, number: int, other: Told, k: int) -> tuple[tuple[Dated, ...], tuple[Dated, ...]]:
    """Return the dates and lengths of time of two sentences, with what they mean on either paper's day of print.

    Args:
        one: A text.
        number: The number of its sentence.
        other: Another.
        k: The number of its sentence.
    """
    mine, theirs = _on_days(one, number, (None,)), _on_days(other, k, (None,))
    if _wordings(one, mine) == _wordings(other, theirs):
        return mine, theirs
    days = (None, one.published, other.published)
    return _on_days(one, number, days), _on_days(other, k, days)


def _wordings(told: Told, found: tuple[Dated, ...]) -> Counter[str]:
    return Counter(fold(told.text[each.item.start : each.item.end]) for each in found)


def _on_days(told: Told, number: int, days: tuple[DateValue | None, ...]) -> tuple[Dated, ...]:
    mentions = (mention for published in dict.fromkeys(days) for mention in told.dates(number, published))
    return dated(told.text, told.sentence(number), mentions)


def dated(text: str, sentence: Sentence, mentions: Iterable[Mention]) -> tuple[Dated, ...]:
    """Return the dates and lengths of time of a sentence.

    Args:
        text: The text in which it stands.
        sentence: The sentence.
        mentions: Its dates, in code points from its start; of one on several days of print, each is what it may mean.
    """
    meant: dict[tuple[int, int], set[str]] = {}
    for mention in mentions:
        if isinstance(mention.value, DateValue):
            meant.setdefault((mention.start, mention.end), set()).update(_meanings(mention, mention.value))
    found = []
    for (start, end), values in sorted(meant.items()):
        covered = _covered(sentence, sentence.start + start, sentence.start + end)
        # A numeral by itself may be a year or not: figures tell.
        if values and covered and not text[sentence.start + start : sentence.start + end].isdecimal():
            found.append(Dated(item=sentence.item(Sort.DATE, (), covered[0], covered[-1]), meant=frozenset(values)))
    return tuple(found)


def words_of_dates(dates: Iterable[Dated]) -> set[int]:
    """Return which words of a sentence are its dates'."""
    return {k for date in dates for k in range(date.item.first, date.item.last + 1)}


def same_date(one: Dated, one_wording: str, other: Dated, other_wording: str) -> bool:
    """Tell whether two dates are wordings of one: what is said of both is the same, and nothing else is said."""
    if fold(one_wording) == fold(other_wording) or not one.meant.isdisjoint(other.meant):
        return True
    return any(_fits(a, b) or _fits(b, a) for a in one.meant for b in other.meant)


def _meanings(mention: Mention, value: DateValue) -> set[str]:
    meant = set()
    if value.earliest is not None and value.latest is not None:
        meant.add(f"{value.earliest}/{value.latest}")
    elif value.timex is not None and value.timex.type is not TimexType.SET and value.timex.value not in UNDATED:
        meant.add(value.timex.value)
    return meant if any(char.isalnum() for char in mention.exact) else set()


def _fits(open_one: str, other: str) -> bool:
    """Tell whether a day without its year is the day of another: "XXXX-03-05" and "1991-03-05/1991-03-05"."""
    first, _, last = other.partition("/")
    if not open_one.startswith(OPEN) or first != (last or first) or len(open_one) != len(first):
        return False
    return all(a in (b, OPEN) for a, b in zip(open_one, first, strict=True))


def _covered(sentence: Sentence, start: int, end: int) -> list[int]:
    """Return which words of a sentence lie in a span."""
    return [k for k, (a, b) in enumerate(sentence.places) if a >= start and b <= end]
