"""Numbers written as words, from the values of the words; the words themselves are in the language packs.

Works for languages that say hundreds before tens before units and multiply by thousands ("two hundred and six
thousand"), with the sums of French ("soixante-dix-sept").
"""

from collections.abc import Sequence

HUNDRED = 100
THOUSAND = 1000
TEENS_ON = (60, 80)
"""French counts on to nineteen from sixty and from eighty."""


def number_of(values: Sequence[int]) -> tuple[int, int]:
    """Return the number that the longest fitting run of values from the first makes, and the length of the run.

    Args:
        values: The value of each word in order; 1,000 and more multiply what stands before them.

    Returns:
        The number and how many values it took; (0, 0) for none. "twenty, thirty" takes one: two numbers.
    """
    total, current, taken, limit = 0, 0, 0, None
    for value in values:
        if value >= THOUSAND:
            if limit is not None and value >= limit:
                break
            total, current, limit = total + max(current, 1) * value, 0, value
        else:
            joined = _joined(current, value, fresh=taken == 0 or current == 0)
            if joined is None:
                break
            current = joined
        taken += 1
    return total + current, taken


def _joined(current: int, value: int, *, fresh: bool) -> int | None:
    """Return what a value below a thousand makes of the hundreds, tens and units before it; None where it can't."""
    if fresh:
        return value
    if value == HUNDRED and 0 < current < 10:  # noqa: PLR2004  # one digit
        return current * HUNDRED
    tens = current % HUNDRED
    fits = (
        (tens == 0 and value < HUNDRED)
        or (tens % 10 == 0 and tens > 10 and 0 < value < 10)  # noqa: PLR2004  # tens, then units
        or (tens in TEENS_ON and 0 < value < 20)  # noqa: PLR2004  # French
    )
    return current + value if fits else None
