"""Between which moments a place in a log came to be: proven by tokens of time authorities, never by our own clock.

A token over a checkpoint of S entries proves that every place below S was there when it was made: "not later than".
A token that the log itself holds at place K proves that every place after K came to be when the token was there:
"after". (That a token is *about* an earlier checkpoint proves no such thing: it may be asked for at any later time.)
An authority may be off by as much as it says; bounds are widened by that, and to whole seconds.
"""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

from msgspec import Struct

_SECOND = timedelta(seconds=1)


class Dated(Struct, frozen=True, kw_only=True):
    """What a token in the log proves.

    Attributes:
        index: The place of its entry.
        size: The size of the log whose checkpoint it is about.
        moment: The time that it says.
        accuracy: How far off that may be; None where the authority does not say.
        authority: Whose token it is.
    """

    index: int
    size: int
    moment: datetime
    accuracy: timedelta | None
    authority: str

    @property
    def latest(self) -> datetime:
        """The latest moment at which it can have been made, in whole seconds."""
        found = self.moment + (self.accuracy or timedelta(0))
        return found if not found.microsecond else found.replace(microsecond=0) + _SECOND

    @property
    def earliest(self) -> datetime:
        """The earliest moment at which it can have been made, in whole seconds."""
        return (self.moment - (self.accuracy or timedelta(0))).replace(microsecond=0)


class Bracket(Struct, frozen=True, kw_only=True):
    """Between which moments a place in the log came to be.

    Attributes:
        not_later_than: The earliest upper bound; None where no token covers the place.
        after: The latest lower bound; None where no token lies before the place.
        covered_by: The token of the upper bound.
        preceded_by: The token of the lower bound.
    """

    not_later_than: datetime | None = None
    after: datetime | None = None
    covered_by: Dated | None = None
    preceded_by: Dated | None = None


def bracket(index: int, tokens: Iterable[Dated]) -> Bracket:
    """Return between which moments a place in the log came to be.

    Args:
        index: The place.
        tokens: All tokens of the log.
    """
    known = tuple(tokens)
    covering = min((one for one in known if one.size > index), key=lambda one: one.latest, default=None)
    preceding = latest_before(index, known)
    return Bracket(
        not_later_than=None if covering is None else covering.latest,
        after=None if preceding is None else preceding.earliest,
        covered_by=covering,
        preceded_by=preceding,
    )


def latest_before(place: int, tokens: Iterable[Dated]) -> Dated | None:
    """Return the token that proves the latest moment to be past when a place came to be; None where there is none.

    Of a place that is the size of a log, this is what its checkpoint proves.
    """
    return max((one for one in tokens if one.index < place), key=lambda one: one.earliest, default=None)


def written_moment(moment: datetime) -> str:
    """Return a moment as RFC 3339 in UTC, with a fraction of a second only where it has one."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")
