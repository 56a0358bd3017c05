"""The language of a text: by its script, by letters and frequent short words, by lingua; None where it cannot be told.

A script that one language of ours alone uses decides at once (Armenian, Georgian, Hebrew, Greek). Azerbaijani has
letters that no other language has: ə in Latin, ҹ and ҝ in Cyrillic, which lingua does not know; these decide. Latin,
Cyrillic and Arabic are else decided by score: each frequent word of a language counts for it, each word with a letter
that it does not write counts against it. Where no language leads clearly, what lingua holds likely is weighed with the
score, within the languages that sources of this field are written in.
Codes are ISO 639-1, and "az-Cyrl" (BCP 47) for Azerbaijani in Cyrillic.
"""

import math
import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

from lingua import Language, LanguageDetector, LanguageDetectorBuilder
from msgspec import Struct

SAMPLE = 3000
"""Code points: what is longer tells no more."""
FEWEST_LETTERS = 6
LEAST_SHARE = 0.6
"""Of the letters that must be of one script: a name in brackets does not change a text's language."""
LATIN_PARTS = 3
"""Letters of the Latin script that weigh as much as one of another: names stay Latin in texts of any script."""
LEAST_CONFIDENCE = 0.3
CLEAR_LEAD = 2
"""Words that a language leads by where no model need be asked, which takes seconds to load: of 6,924 sentences of
`languages-dev` in Latin, Cyrillic and Arabic script, 86 % are decided so, and of these all but one right."""
FARTHEST_BEHIND = 2
"""Words that a language may trail by and still be asked for: each model that is loaded takes a third of a second."""
MOST_WORDS_KNOWN = 8192
"""Words whose languages are kept: one to two megabytes."""
LONGEST_WORD = 40
LEAST_LIKELY = 1e-4
"""What a language counts as that lingua holds impossible: a name can look like anything."""
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
WORD = re.compile(r"[^\W\d_]+")
CAPITAL_DOTTED_I = "\u0130"
"""Its small letter is two characters in Unicode, and one in Turkish and Azerbaijani."""
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
    by_letters = _by_letters(sample, script)
    if script is None or by_letters:
        return by_letters
    scores = _scores(sample, script)
    return _leading(scores) or _by_lingua(sample, script, scores)


def language_by_words(text: str) -> str | None:
    """Return the language of a text where its letters and frequent words tell it clearly; no model is asked.

    Of the sentences of `languages-dev`, nine in ten are told so, and of their first 20 signs two in five; of what is
    told, three in 2,800 are wrong at 20 signs and none where a sentence is whole.

    Args:
        text: Any text; its first 3,000 code points count.
    """
    sample = text[:SAMPLE]
    script = script_of(sample)
    by_letters = _by_letters(sample, script)
    return by_letters if script is None or by_letters else _leading(_scores(sample, script))


def may_be(text: str, language: str) -> bool:
    """Say whether a language is among those that most of a text's words speak for, none of them leading clearly.

    Args:
        text: A text that `language_by_words` cannot tell.
        language: A code.
    """
    sample = text[:SAMPLE]
    script = script_of(sample)
    scores = _scores(sample, script) if script in OTHER_SCRIPTS_LANGUAGES else Counter[str]()
    most = max(scores.values(), default=0)
    return most > 0 and scores[language] == most and _leading(scores) is None


def _by_letters(sample: str, script: str | None) -> str | None:
    """The language whose letters alone decide; None where words must."""
    if script == "Latn" and LATIN_AZERBAIJANI.search(sample):
        return "az"
    if script == "Cyrl" and CYRILLIC_AZERBAIJANI.search(sample) and not OTHER_TURKIC.search(sample):
        return "az-Cyrl"
    return None if script in OTHER_SCRIPTS_LANGUAGES else script


def script_of(text: str) -> str | None:
    """Return the language code of a script that one language uses, "Cyrl", "Arab" or "Latn"; None if unsure."""
    counts = Counter({name: len(letters.findall(text)) for name, letters in SCRIPTS})
    others = counts.total() - counts["Latn"]
    if others >= FEWEST_LETTERS:
        counts["Latn"] //= LATIN_PARTS
    name, most = counts.most_common(1)[0]
    return name if most >= FEWEST_LETTERS and most >= LEAST_SHARE * counts.total() else None


class _Told(Struct, frozen=True):
    """What tells a language: its words, and a pattern that finds a letter that it does not write."""

    words: frozenset[str]
    foreign: re.Pattern[str]


@cache
def _told(script: str) -> dict[str, _Told]:
    content = resources.files(__package__).joinpath("telling_words.toml").read_text(encoding="utf-8")
    return {
        language: _Told(words=frozenset(one["words"].split()), foreign=re.compile(f"[^{one['letters']}]"))
        for language, one in tomllib.loads(content).items()
        if script_of(one["letters"]) == script
    }


def _scores(sample: str, script: str) -> Counter[str]:
    """Count words for each language; a name (with a capital) may be foreign, and counts against none."""
    scores = Counter(dict.fromkeys(_told(script), 0))
    for word in WORD.findall(sample.replace(CAPITAL_DOTTED_I, "i")):
        for language, counts in _counts(word[:LONGEST_WORD], script):
            scores[language] += counts
    return scores


@lru_cache(maxsize=MOST_WORDS_KNOWN)
def _counts(word: str, script: str) -> tuple[tuple[str, int], ...]:
    """For which languages a word counts, and against which; kept, since a few words are most of any text."""
    lower, common = word.lower(), word.islower()
    counts = (
        (language, (lower in told.words) - (common and told.foreign.search(word) is not None))
        for language, told in _told(script).items()
    )
    return tuple((language, count) for language, count in counts if count)


def _leading(scores: Counter[str]) -> str | None:
    (first, most), (_, next_most) = scores.most_common(2)
    return first if most > 0 and most >= next_most + CLEAR_LEAD else None


_MODELS_ASKED: set[str] = set()


def models_asked() -> frozenset[str]:
    """Return the languages whose models this process has loaded, which takes a third of a second each."""
    return frozenset(_MODELS_ASKED)


def prepare_models(languages: Iterable[str]) -> None:
    """Load the models of languages, for processes that are forked from this one; what is no language is left out."""
    wanted = frozenset(languages)
    for known in OTHER_SCRIPTS_LANGUAGES.values():
        chosen = frozenset(one for one in known if _code(one) in wanted)
        if chosen:
            _detector(chosen).compute_language_confidence_values(_PREPARING)


_PREPARING = "aа\u0627 aаб\u0627\u0628 abcde абвгд \u0627\u0628\u0628\u0627\u0628"
"""Words of one to five letters in each script: a model is a table for each length, loaded when it is asked."""


@cache
def _detector(languages: frozenset[Language]) -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*languages).build()


def _by_lingua(sample: str, script: str, scores: Counter[str]) -> str | None:
    """Weigh what lingua holds likely with the scores, a word for a factor of e; what trails far behind is not asked."""
    least = max(scores.values()) - FARTHEST_BEHIND
    asked = frozenset(one for one in OTHER_SCRIPTS_LANGUAGES[script] if scores[_code(one)] >= least)
    _MODELS_ASKED.update(map(_code, asked))
    weights = {
        code: (one.value + LEAST_LIKELY) * math.exp(min(scores[code], CLEAR_LEAD))
        for one in _detector(asked).compute_language_confidence_values(sample)
        if (code := _code(one.language))
    }
    best = max(weights, key=lambda code: weights[code])
    return best if weights[best] >= LEAST_CONFIDENCE * math.fsum(weights.values()) else None


def _code(language: Language) -> str:
    return language.iso_code_639_1.name.lower()
