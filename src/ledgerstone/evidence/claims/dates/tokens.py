"""Words and numbers of a text, each as one sign of what it can be in a date.

The signs of a whole text make a string over which the grammar runs; offsets stay those of the text. A phrase of the
pack ("day before yesterday") is one token.

Signs: numbers `d` (1 to 31) `y` (a year) `n` (other) `s` (decade) `k` (time of day) `K` (a whole numeric date);
months `G` (a day may follow) `M` (none may) `m` (weak, a day may follow); `W` weekday, `S` season, `q` weak season,
`p` part of day, `U` unit, `w` number word, `v` vague number, `C` years in one phrase, `Z` article as one, `o` ordinal,
`r` Roman numeral; `V` which part of a date, before it, `N` after it;
the rest as in `_WORDS`; `¶` end of a paragraph, `#` everything else. A cue `I` has the value 2 before months alone.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from msgspec import Struct

from ledgerstone.evidence.claims.dates.halves import HALVES
from ledgerstone.evidence.claims.packs.dates_table import DatesTable, Edge, Forms
from ledgerstone.evidence.claims.packs.folding import fold
from ledgerstone.evidence.claims.packs.lexicon import Lexicon

_MARKS: Final = "\u055a\u055b\u055c\u055e\u0300-\u036f\u00ad"
_WORD: Final = rf"[^\W\d_][^\W\d_{_MARKS}]{{0,80}}(?:[{_MARKS}]{{1,2}}[^\W\d_]{{1,40}}){{0,4}}"
_TOKEN: Final = re.compile(
    r"(?P<numeric>\d{4}-\d{2}-\d{2}(?!\d)|\d{1,2}[./]\d{1,2}[./]\d{4}(?!\d)"
    r"|(?<![\d.,/:-])(?:\d\d\.\d\d\.|\d{1,2}/\d{1,2}/)\d\d(?!\d|[-.,/:]\d))"
    r"|(?P<spaced>\d(?:[ \u00a0]\d(?!\d)){2,9})"
    r"|(?P<time>\d{1,2}:\d{2}(?::\d{2})?(?!\d))"
    r"|(?P<grouped>\d{1,3}(?:[,.\u066c\u060c\u00a0\u202f ]\d{3}){1,4}(?![\d])|\d{1,9}[.,]\d{1,9})"
    r"|(?P<digits>\d{1,40})"
    rf"|(?P<word>{_WORD})"
    r"|(?P<paragraph>\n\s{0,40}\n)"
    r"|(?P<sign>\S)"
)
_SUFFIX: Final = re.compile(r"(?:[\-‑–]|[’']){0,1}([^\W\d_]{1,14})")
_ORDINAL_DOT: Final = re.compile(r"\.(?=[ \u00a0]{0,2}[^\W\d_]|[ \u00a0]?[\-–/])")
"""The full stop of an ordinal before a word or another day ("13. Januar", "13.–20. Januar")."""
_ROMAN: Final = re.compile(r"(X{0,2}(?:IX|IV|V?I{0,3}))(?:e|ème)?")
_ROMAN_VALUES: Final = {"I": 1, "V": 5, "X": 10}
_DASHES: Final = frozenset("-–—‑−")
_KINDS: Final = {"numeric": "K", "time": "k", "grouped": "n", "spaced": "n", "paragraph": "¶"}
_PUNCTUATION: Final = {sign: sign for sign in ",.()[]/'"} | {"’": "'", "‘": "'"}
_RANKED: Final = 1
_FROM: Final = 2
_ERAS: Final = frozenset("abE")
_HOURS: Final = 24
_MINUTES: Final = 60
MAX_DAY: Final = 31
YEAR_DIGITS: Final = 4
MONTH_CUE: Final = 2
SOLAR: Final = 100
"""Added to the number of a month of the solar Hijri calendar."""
FIRST_YEAR: Final = 1000
LAST_YEAR: Final = 2199

UNITS: Final = ("day", "week", "month", "year", "decade", "century", "hour", "minute")
PARTS: Final = ("MO", "AF", "EV", "NI", "DT")
EDGES: Final[tuple[Edge, ...]] = ("early", "mid", "late", *HALVES)

_WORDS: Final = {
    "year_before": "Y",
    "year_after": "E",
    "years_plural": "P",
    "era_before_christ": "b",
    "era_christ": "a",
    "of": "O",
    "the": "D",
    "cues": "I",
    "from_words": "F",
    "to_words": "T",
    "and_words": "&",
    "ago": "A",
    "ago_before": "Q",
    "later": "L",
    "later_before": "H",
    "earlier": "B",
    "this_day": "J",
    "last": "l",
    "next": "x",
    "this": "t",
    "past": "h",
    "previous": "u",
    "following": "f",
    "same": "j",
    "early": "e",
    "mid": "c",
    "late": "z",
    "about": "~",
    "each": "g",
    "vague_numbers": "v",
    "one": "Z",
    "not_before": "!",
    "not_after": "?",
    "old_style": "<",
    "new_style": ">",
}


class Token(Struct, frozen=True, gc=False):
    """A word, number or sign: where it stands, what it can be, and its value (number, month, index of a list).

    `rank` is 1 for a numeral with an ending, 2 where the ending means "from"; an empty token `T` then follows.
    """

    start: int
    end: int
    sign: str
    value: int = 0
    text: str = ""
    rank: int = 0


class Clock(Struct, frozen=True):
    """The words before and after a time of day of four digits ("at 2100", "2100 hours")."""

    before: frozenset[str]
    after: frozenset[str]


class Vocabulary(Struct, frozen=True):
    """A pack's words as one lexicon of (sign, value, label), with the endings of numerals."""

    lexicon: Lexicon[tuple[str, int, str]]
    suffixes: frozenset[str]
    from_suffixes: frozenset[str]
    dotted: bool
    decades: frozenset[str]
    year_words: frozenset[str]
    capital: bool
    empty: bool
    hijri_years: range
    christ: frozenset[str]
    lunar: frozenset[str]
    clock: Clock


def vocabulary(table: DatesTable) -> Vocabulary:
    """Return the vocabulary of a table."""
    entries = [(_spaced(form), label) for form, label in _entries(table)]
    return Vocabulary(
        lexicon=Lexicon(entries),
        suffixes=frozenset(map(fold, table.number_suffixes)),
        from_suffixes=frozenset(map(fold, table.from_suffixes)),
        dotted="." in table.number_suffixes,
        decades=frozenset(map(fold, table.decade_suffixes)),
        year_words=frozenset(map(fold, table.year_after)),
        capital=table.months_capital,
        empty=not table.months,
        hijri_years=range(table.solar_years[0], table.solar_years[1] + 1) if table.solar_years else range(0),
        christ=frozenset(map(fold, table.era_christ)),
        lunar=frozenset(map(fold, table.lunar)),
        clock=Clock(frozenset(map(fold, table.clock_before)), frozenset(map(fold, table.clock_after))),
    )


def tokenize(text: str, words: Vocabulary, *, start: int, end: int) -> list[Token]:
    """Return the tokens of a stretch of text, phrases of the pack joined."""
    raw = _raw(text, words, start, end)
    folded = [token.text for token in raw]
    beginning = words.lexicon.beginning(folded)
    tokens: list[Token] = []
    index = 0
    while index < len(raw):
        token = raw[index]
        may_be = token.text in beginning and token.sign == "#"
        hit = words.lexicon.at(folded, index) if may_be else None
        if hit is None or not _written_so(text, token, hit.label[0], words):
            tokens.append(token)
            index += 1
            continue
        sign, value, label = hit.label
        if sign == "U" and token.text in words.year_words and tokens and tokens[-1].sign in "yK":
            sign = "E"
        tokens.append(Token(token.start, raw[hit.end - 1].end, sign, value, label or token.text))
        index = hit.end
    return _with_times(text, tokens, words.clock)


def _with_times(text: str, tokens: list[Token], clock: Clock) -> list[Token]:
    """Return the tokens, those of four digits that are a time of day as such."""
    for at, token in enumerate(tokens):
        if token.sign in "yn" and token.end - token.start == YEAR_DIGITS and is_time(text[token.start : token.end]):
            before = tokens[at - 1].text if at else ""
            after = tokens[at + 1] if at + 1 < len(tokens) else token
            if after.text in clock.after or (before in clock.before and after.sign not in _ERAS):
                tokens[at] = Token(token.start, token.end, _KINDS["time"], text=text[token.start : token.end])
    return tokens


def is_time(digits: str) -> bool:
    """Return whether four digits can be hours and minutes."""
    return digits.isdecimal() and int(digits[:2]) <= _HOURS and int(digits[2:]) < _MINUTES


def _written_so(text: str, token: Token, sign: str, words: Vocabulary) -> bool:
    return not (words.capital and sign in "GMmW") or text[token.start].isupper()


def _spaced(form: str) -> str:
    """Return a form with its signs as words of their own, as the text is cut ("aujourd'hui")."""
    return " ".join(re.findall(r"[^\W_]+\*?|[^\w\s]", form))


def _entries(table: DatesTable) -> Iterator[tuple[str, tuple[str, int, str]]]:
    """Yield each form once, with its sign; of two signs for one form the later wins."""
    found: dict[str, tuple[str, int, str]] = {}
    for attribute, sign in _WORDS.items():
        forms: Iterable[str] = getattr(table, attribute)
        found.update(dict.fromkeys(forms, (sign, 1, "")))
    found.update(dict.fromkeys(table.month_cues, ("I", MONTH_CUE, "")))
    for key, forms in table.sets.items():
        found.update(dict.fromkeys(forms, ("X", 0, key)))
    for key, forms in table.fixed.items():
        found.update(dict.fromkeys(forms, ("R", 0, key)))
    found.update({form: ("w", value, "") for form, value in table.numbers.items()})
    found.update({form: ("o", value, "") for form, value in table.ordinals.items()})
    found.update({form: ("C", value, "") for form, value in table.spans.items()})
    found.update(_edges(table.edges_before, "V"))
    found.update(_edges(table.edges_after, "N"))
    found.update(_named(table))
    yield from found.items()


def _edges(edges: dict[Edge, Forms], sign: str) -> dict[str, tuple[str, int, str]]:
    return {form: (sign, EDGES.index(edge), "") for edge, forms in edges.items() for form in forms}


def _named(table: DatesTable) -> dict[str, tuple[str, int, str]]:
    """Return the forms of units, parts of the day, seasons, weekdays and months."""
    found: dict[str, tuple[str, int, str]] = {}
    weak = set(table.weak)
    for unit, forms in table.units.items():
        found.update({form: ("U", UNITS.index(unit), "") for form in forms})
    for part, forms in table.parts_of_day.items():
        found.update({form: ("p", PARTS.index(part), "") for form in forms})
    for season, forms in table.seasons.items():
        found.update({form: ("q" if form in weak else "S", int(season), "") for form in forms})
    for number, forms in enumerate(table.weekdays):
        found.update(dict.fromkeys(forms, ("W", number, "")))
    for number, forms in enumerate(table.months, start=1):
        found.update(dict.fromkeys(forms, ("M", number, "")))
    for number, forms in enumerate(table.solar_months, start=1):
        found.update(dict.fromkeys(forms, ("M", SOLAR + number, "")))
    for number, forms in enumerate(table.months_before_day, start=1):
        found.update({form: ("m" if form in weak else "G", number, "") for form in forms})
    return found


def _raw(text: str, words: Vocabulary, start: int, end: int) -> list[Token]:
    found: list[Token] = []
    at = start
    while (match := _TOKEN.search(text, at, end)) is not None:
        if match.lastgroup == "word":
            first, at = match.span()
            found.append(_word(first, at, match.group()))
            continue
        token = _token(text, match, words, end)
        found.append(token)
        at = token.end
        if token.rank == _FROM:
            found.append(Token(at, at, "T"))
    return found


def _token(text: str, match: re.Match[str], words: Vocabulary, end: int) -> Token:
    first, last = match.span()
    kind = match.lastgroup
    if kind == "digits":
        return _number(text, first, last, words, end)
    if kind in _KINDS:
        return Token(first, last, _KINDS[kind], text=match.group())
    sign = match.group()
    return Token(first, last, "-" if sign in _DASHES else _PUNCTUATION.get(sign, "#"), 0, sign)


def _word(first: int, last: int, content: str) -> Token:
    if content[0] in _ROMAN_VALUES:
        roman = _ROMAN.fullmatch(content)
        if roman is not None and len(roman[1]) > 1:
            return Token(first, last, "r", _roman(roman[1]), fold(content))
    return Token(first, last, "#", 0, fold(content))


def _number(text: str, first: int, last: int, words: Vocabulary, end: int) -> Token:
    digits = text[first:last]
    value = int(digits) if len(digits) <= YEAR_DIGITS else 0
    suffix = _SUFFIX.match(text, last, end)
    ending = fold(suffix.group(1)) if suffix else ""
    if suffix and ending in words.decades and (len(digits) == YEAR_DIGITS or value % 10 == 0):
        return Token(first, suffix.end(), "s", value)
    if words.dotted and value <= MAX_DAY and _ORDINAL_DOT.match(text, last, end):
        return Token(first, last + 1, "d" if value else "n", value, rank=_RANKED)
    rank = _RANKED if suffix and ending in words.suffixes else 0
    stop = suffix.end() if suffix and rank else last
    rank += int(bool(rank) and ending in words.from_suffixes)
    if len(digits) == YEAR_DIGITS and FIRST_YEAR <= value <= LAST_YEAR:
        return Token(first, stop, "y", value, rank=rank)
    if len(digits) < YEAR_DIGITS - 1 and 1 <= value <= MAX_DAY:
        return Token(first, stop, "d", value, rank=rank)
    return Token(first, stop, "n", value, rank=rank)


def _roman(numeral: str) -> int:
    values = [_ROMAN_VALUES[letter] for letter in numeral]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
