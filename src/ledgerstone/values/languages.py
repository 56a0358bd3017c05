"""The language of a text: by its script, by frequent short words, by lingua; None where it cannot be told.

A script that one language of ours alone uses decides at once (Armenian, Georgian, Hebrew, Greek). Latin, Cyrillic
and Arabic are decided by frequent words where these are clear, else by lingua, restricted to languages that sources
of this field are written in. Azerbaijani has letters that no other language has: ə in Latin, ҹ and ҝ in Cyrillic,
which lingua does not know; these decide.
Codes are ISO 639-1, and "az-Cyrl" (BCP 47) for Azerbaijani in Cyrillic.
"""

import re
import tomllib
from collections import Counter
from functools import cache
from importlib import resources

from lingua import Language, LanguageDetector, LanguageDetectorBuilder

SAMPLE = 3000
"""Code points: what is longer tells no more."""
FEWEST_LETTERS = 6
LEAST_SHARE = 0.6
"""Of the letters that must be of one script: a name in brackets does not change a text's language."""
LEAST_CONFIDENCE = 0.25
LEAST_TELLING_WORDS = 4
LEAST_LEAD = 2
"""How many times the telling words of the next language: neighbours (ru and uk, es and pt) share many of theirs."""
SCRIPTS = (
    ("hy", re.compile("[\u0531-\u0587]")),
    ("ka", re.compile("[\u10a0-\u10ff\u1c90-\u1cbf]")),
    ("he", re.compile("[\u05d0-\u05ea]")),
    ("el", re.compile("[\u0370-\u03ff]")),
    ("Cyrl", re.compile("[\u0400-\u052f]")),
    ("Arab", re.compile("[\u0620-\u064a\u066e-\u06d3]")),
    ("Latn", re.compile("[A-Za-z\u00c0-\u024f]")),
)
LATIN_AZERBAIJANI = re.compile("[əƏ]")
CYRILLIC_AZERBAIJANI = re.compile("[ҹҸҝҜ]|[әӘ](?=[^қңґўіҗ]*[јҺһ])", re.IGNORECASE)
OTHER_TURKIC = re.compile("[қңұіҗў]", re.IGNORECASE)
OTHER_SCRIPTS_LANGUAGES = {
    "Cyrl": (
        Language.RUSSIAN,
        Language.UKRAINIAN,
        Language.BELARUSIAN,
        Language.BULGARIAN,
        Language.SERBIAN,
        Language.MACEDONIAN,
    ),
    "Arab": (Language.ARABIC, Language.PERSIAN, Language.URDU),
    "Latn": (
        Language.ENGLISH,
        Language.FRENCH,
        Language.GERMAN,
        Language.TURKISH,
        Language.AZERBAIJANI,
        Language.SPANISH,
        Language.ITALIAN,
        Language.PORTUGUESE,
        Language.DUTCH,
        Language.POLISH,
        Language.SWEDISH,
    ),
}


def language_of(text: str) -> str | None:
    """Return the language of a text as a code ("hy", "az-Cyrl"); None where it cannot be told.

    Args:
        text: Any text; its first 3,000 code points count.
    """
    sample = text[:SAMPLE]
    script = script_of(sample)
    if script is None or script not in OTHER_SCRIPTS_LANGUAGES:
        return script
    if script == "Latn" and LATIN_AZERBAIJANI.search(sample):
        return "az"
    if script == "Cyrl" and CYRILLIC_AZERBAIJANI.search(sample) and not OTHER_TURKIC.search(sample):
        return "az-Cyrl"
    return _by_telling_words(sample, script) or _by_lingua(sample, script)


def script_of(text: str) -> str | None:
    """Return the language code of a script that one language uses, "Cyrl", "Arab" or "Latn"; None if unsure."""
    counts = Counter({name: len(letters.findall(text)) for name, letters in SCRIPTS})
    name, most = counts.most_common(1)[0]
    return name if most >= FEWEST_LETTERS and most >= LEAST_SHARE * counts.total() else None


@cache
def _telling_words() -> dict[str, frozenset[str]]:
    content = resources.files(__package__).joinpath("telling_words.toml").read_text(encoding="utf-8")
    return {language: frozenset(words.split()) for language, words in tomllib.loads(content).items()}


def _by_telling_words(sample: str, script: str) -> str | None:
    words = re.findall(r"\w+", sample.lower())
    languages = {language.iso_code_639_1.name.lower() for language in OTHER_SCRIPTS_LANGUAGES[script]}
    counts = Counter(
        {
            code: sum(word in telling for word in words)
            for code, telling in _telling_words().items()
            if code in languages
        }
    )
    (first, most), (_, next_most) = counts.most_common(2)
    return first if most >= LEAST_TELLING_WORDS and most >= LEAST_LEAD * next_most else None


@cache
def _detector(script: str) -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*OTHER_SCRIPTS_LANGUAGES[script]).build()


def _by_lingua(sample: str, script: str) -> str | None:
    ranked = _detector(script).compute_language_confidence_values(sample)
    best = ranked[0]
    return best.language.iso_code_639_1.name.lower() if best.value >= LEAST_CONFIDENCE else None
