"""Numerals in every grouping style, in the digits of any script: 30,000 · 30 000 · 30.000 · 30'000 · 3,00,000 · 2.5."""

import re
from decimal import Decimal

GROUPED = re.compile(r"\d{1,3}(?:([,.'’\u066c\u060c\u00a0\u202f\u2009 ])\d{3})(?:\1\d{3}){0,5}")
INDIAN = re.compile(r"\d{1,2}(?:,\d{2}){1,5},\d{3}")
PLAIN = re.compile(r"\d{1,15}")
DECIMAL = re.compile(r"(\d{1,12})[.,](\d{1,6})")


def numeral_value(numeral: str) -> Decimal | None:
    """Return the number that a numeral writes.

    A separator that is followed by exactly three digits groups, whatever it is: a count of people has no fractions.

    Args:
        numeral: Digits with separators, nothing else.

    Returns:
        The number; None where the separators fit no style ("30,00") or there are more digits than any count has.
    """
    if PLAIN.fullmatch(numeral):
        return Decimal(int(numeral))
    if GROUPED.fullmatch(numeral) or INDIAN.fullmatch(numeral):
        return Decimal(int("".join(char for char in numeral if char.isdecimal())))
    fraction = DECIMAL.fullmatch(numeral)
    if fraction:
        return Decimal(f"{int(fraction.group(1))}.{''.join(str(int(char)) for char in fraction.group(2))}")
    return None
