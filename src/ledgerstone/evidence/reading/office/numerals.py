"""How documents count: 1, 01, a, A, i, I, and the Russian letters.

The names are those of ISO/IEC 29500-1, 17.18.59; those of ODF 1.3 (part 3, 20.314: "1", "a", "i" …) are among them.
"""

ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc")),
    *((50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
LATIN = "abcdefghijklmnopqrstuvwxyz"
RUSSIAN = "абвгдежзиклмнопрстуфхцчшщыэюя"
MOST = 4000
ROMAN_FORMS = frozenset({"lowerRoman", "upperRoman", "i", "I"})
ALPHABETS = {
    **dict.fromkeys(("lowerLetter", "upperLetter", "a", "A"), LATIN),
    **dict.fromkeys(("russianLower", "russianUpper", "а", "А"), RUSSIAN),
}
UPPER = frozenset({"upperRoman", "I", "upperLetter", "A", "russianUpper", "А"})


def numeral(number: int, form: str) -> str:
    """Return a number in a form of counting; in digits where the form is not known.

    Args:
        number: From 0; what the form cannot say is given in digits.
        form: "decimal", "decimalZero", "lowerLetter", "upperRoman" …, or "1", "a", "A", "i", "I".
    """
    if not 0 < number < MOST:
        return str(number)
    if form == "decimalZero":
        return f"{number:02}"
    if form in ROMAN_FORMS:
        found = _roman(number)
    elif form in ALPHABETS:
        found = _letters(number, ALPHABETS[form])
    else:
        return str(number)
    return found.upper() if form in UPPER else found


def _letters(number: int, alphabet: str) -> str:
    """A letter; from the end of the alphabet on the letter twice, three times (17.18.59)."""
    times, place = divmod(number - 1, len(alphabet))
    return alphabet[place] * (times + 1)


def _roman(number: int) -> str:
    found = ""
    for value, letters in ROMAN:
        times, number = divmod(number, value)
        found += letters * times
    return found
