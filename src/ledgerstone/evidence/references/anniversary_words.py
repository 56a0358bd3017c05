"""The words by which texts name anniversaries: "25th anniversary", "thirtieth anniversary", "on this day 30 years ago".

All languages are looked for at once, because a statement's list may be in another language than its text.
"""

import re
from typing import Final

TENS: Final = {
    "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
    "двадцать": 20, "тридцать": 30, "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "семьдесят": 70,
    "восемьдесят": 80, "девяносто": 90,
    "vingt": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60,
}  # fmt: skip
UNITS: Final = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "перв": 1, "втор": 2, "трет": 3, "четверт": 4, "четвёрт": 4, "пят": 5, "шест": 6, "седьм": 7, "восьм": 8,
    "девят": 9,
    "unième": 1, "deuxième": 2, "troisième": 3, "quatrième": 4, "cinquième": 5, "sixième": 6, "septième": 7,
    "huitième": 8, "neuvième": 9,
}  # fmt: skip
ORDINALS: Final = UNITS | {
    "tenth": 10, "fifteenth": 15, "twentieth": 20, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60,
    "seventieth": 70, "eightieth": 80, "ninetieth": 90, "hundredth": 100,
    "десят": 10, "пятнадцат": 15, "двадцат": 20, "тридцат": 30, "сороков": 40, "пятидесят": 50, "шестидесят": 60,
    "семидесят": 70, "восьмидесят": 80, "девяност": 90, "сот": 100,
    "dixième": 10, "quinzième": 15, "vingtième": 20, "trentième": 30, "quarantième": 40, "cinquantième": 50,
    "soixantième": 60, "centième": 100,
    "տասներորդ": 10, "քսաներորդ": 20, "երեսուներորդ": 30, "քառասուներորդ": 40, "հիսուներորդ": 50, "հարյուրերորդ": 100,
    "onuncu": 10, "iyirminci": 20, "otuzuncu": 30, "qırxıncı": 40, "əllinci": 50, "yüzüncü": 100,
}  # fmt: skip
"""Words, or the beginnings that their endings follow, with their numbers."""


def _either(words: dict[str, int]) -> str:
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


NUMBER_WORDS: Final = rf"(?:(?P<tens>{_either(TENS)})[\s-])?(?P<ordinal>{_either(ORDINALS)})\w{{0,4}}"
COMMEMORATED: Final = r"anniversary\b|anniversaire\b|годовщин\w{0,4}|տարելից\w{0,6}|ildönüm\w{0,6}"
ANNIVERSARY: Final = re.compile(
    r"(?<!\d)\d{1,3}\s?(?:st|nd|rd|th)?[\s-]anniversary\b"
    r"|(?<!\d)\d{1,3}\s?-?\s?(?:й|я|ю|ой|ую|ая)?\s?-?(?:годовщин|лети)\w{0,4}"
    r"|(?<!\d)\d{1,3}\s?-?(?:րդ)?\s?-?(?:ամյա|տարելից)\w{0,6}"
    r"|(?<!\d)\d{1,3}\s?-?(?:ci|cı|cu|cü)?\s?-?(?:ildönüm|illiy)\w{0,6}"
    r"|(?<!\d)\d{1,3}\s?(?:e|ème|er)\sanniversaire\b"
    rf"|(?<!\w){NUMBER_WORDS}[\s-](?:{COMMEMORATED})"
    r"|\bthis (?:day|date),?\s\d{1,3} years ago\b|(?<!\d)\d{1,3} years ago,? (?:today|on this day|this day)\b"
    r"|\bв этот день,?\s\d{1,3} (?:лет|год|года) назад|(?<!\d)\d{1,3} (?:лет|год|года) назад,? в этот (?:же )?день"
    r"|(?<!\w)այս օրը,?\s\d{1,3} տարի առաջ|(?<!\d)\d{1,3} տարի առաջ,? այս օրը"
    r"|\bbu gün,?\s\d{1,3} il (?:əvvəl|öncə)|(?<!\d)\d{1,3} il (?:əvvəl|öncə),? bu gün"
    r"|\bil y a \d{1,3} ans,? (?:ce jour|jour pour jour|aujourd['’]hui)",
    re.IGNORECASE,
)


def years_of(found: re.Match[str]) -> int:
    """Return how many years the words of an anniversary say.

    Args:
        found: A match of `ANNIVERSARY`.
    """
    digits = re.search(r"\d{1,3}", found.group())
    if digits:
        return int(digits.group())
    return TENS.get((found["tens"] or "").lower(), 0) + ORDINALS[found["ordinal"].lower()]
