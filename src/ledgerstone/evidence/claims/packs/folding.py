"""How words are compared with the forms of a pack: without case, typographic variants or marks inside the word."""

import unicodedata

_VARIANTS = str.maketrans({
    "’": "'", "ʼ": "'", "‘": "'", "ʻ": "'",
    "ё": "е", "İ": "i", "I": "i", "ı": "i", "և": "եւ",
    "՛": None, "՜": None, "՞": None, "\u00ad": None, "\u0307": None, "\u0301": None,
})  # fmt: skip
"""Armenian stress, exclamation and question marks stand inside the word; Latin i is one with and without its dot."""


def fold(word: str) -> str:
    """Return a word as it is compared: composed, small letters, one apostrophe, no marks inside."""
    if word.isascii():
        return word.lower()
    return unicodedata.normalize("NFC", word.translate(_VARIANTS).lower().translate(_VARIANTS))
