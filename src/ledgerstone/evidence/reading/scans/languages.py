"""With which of its languages Tesseract reads a page: those asked for; else one of each script, then the page's own.

Codes of ours are those of a reading's language (ISO 639-1, "az-Cyrl"); Tesseract's are the names of its data files.
"""

from collections.abc import Sequence

from ledgerstone.values.languages import language_of

NAMES = {
    "en": "eng",
    "ru": "rus",
    "hy": "hye",
    "az": "aze",
    "az-Cyrl": "aze_cyrl",
    "fr": "fra",
    "tr": "tur",
    "ka": "kat",
    "fa": "fas",
    "ar": "ara",
    "de": "deu",
    "uk": "ukr",
    "he": "heb",
    "el": "ell",
}
SCRIPTS = (("eng",), ("rus",), ("hye",), ("kat",), ("ara", "fas"), ("ell",), ("heb",))
"""One way to read each script; more languages at once make a reading slower and less sure."""
TAKEN_FOR = {"tur": ("aze",), "ukr": ("aze_cyrl",), "rus": ("aze_cyrl",)}
"""What a page may be in that looks like this language when it is read with another: Azerbaijani without its ə."""
FEWEST_LETTERS = 40
"""A language is told from no fewer."""


def choices(languages: Sequence[str], has: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Return the ways to try, each a set of languages as Tesseract names them; at least one.

    Args:
        languages: Codes of those that are expected; none where nobody knows.
        has: What Tesseract has; at least one.
    """
    wanted = tuple(name for name in dict.fromkeys(NAMES.get(code, code) for code in languages) if name in has)
    if wanted:
        return (wanted,)
    found = (tuple(name for name in names if name in has) for names in SCRIPTS)
    return tuple(names for names in found if names) or ((has[0],),)


def languages_read(text: str, used: Sequence[str], has: Sequence[str]) -> tuple[str, ...]:
    """Return the languages that a page may turn out to be in, as Tesseract names them; none where it was read with it.

    Args:
        text: The page as it was read.
        used: What it was read with.
        has: What Tesseract has.
    """
    if sum(sign.isalpha() for sign in text) < FEWEST_LETTERS:
        return ()
    name = NAMES.get(language_of(text) or "", "")
    return tuple(other for other in (name, *TAKEN_FOR.get(name, ())) if other in has and other not in used)
