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
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache, lru_cache
from importlib import resources
from itertools import repeat

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
LONG = 150
"""Letters from which the part of a model that knows groups of three letters is enough, which takes a fifteenth of the
time and of the memory of the whole: lingua asks for no other part from 120 letters on."""
THREES = "threes:"
"""Before a language, for that part of its model."""
MOST_WORDS_KNOWN = 8192
"""Words whose languages are kept: one to two megabytes."""
MOST_TEXTS_KNOWN = 4
"""Texts whose scores are kept: the same is often asked again at once."""
LONGEST_WORD = 40
"""Letters: what follows is not looked at."""
DIGIT = 16
"""Bits of a language's score: a sample has far fewer than 32,768 words."""
EVEN = 1 << DIGIT - 1
"""What stands for a score of zero, as scores may be negative."""
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
BEYOND_LATIN = re.compile(
    "[\u0531-\u0587\u10a0-\u10ff\u1c90-\u1cbf\u05d0-\u05ea\u0370-\u03ff\u0400-\u052f\u0620-\u064a\u066e-\u06d3]"
)
"""A letter of any other script than Latin: most texts have none, and then there is nothing to weigh."""
ENOUGH_LATIN = re.compile(rf"(?:[A-Za-z\u00c0-\u024f][^A-Za-z\u00c0-\u024f]*+){{{FEWEST_LETTERS}}}")
LATIN_AZERBAIJANI = re.compile("[əƏ]")
CYRILLIC_AZERBAIJANI = re.compile("[ҹҸҝҜ]|[әӘ](?=[^қңґўіҗ]*[јҺһ])", re.IGNORECASE)
OTHER_TURKIC = re.compile("[қңұіҗў]", re.IGNORECASE)
WORD = re.compile(rf"([^\W\d_]{{1,{LONGEST_WORD}}})[^\W\d_]*+")
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
    told = _weighed(sample)
    if told.language or told.script is None:
        return told.language
    return _by_lingua(sample, told.script, told.scores)


def language_by_words(text: str) -> str | None:
    """Return the language of a text where its letters and frequent words tell it clearly; no model is asked.

    Of the sentences of `languages-dev`, nine in ten are told so, and of their first 20 signs two in five; of what is
    told, three in 2,800 are wrong at 20 signs and none where a sentence is whole.

    Args:
        text: Any text; its first 3,000 code points count.
    """
    return _weighed(text[:SAMPLE]).language


def may_be(text: str, language: str) -> bool:
    """Say whether a language is among those that most of a text's words speak for, none of them leading clearly.

    Args:
        text: A text that `language_by_words` cannot tell.
        language: A code.
    """
    scores = _weighed(text[:SAMPLE]).scores
    most = max(scores.values(), default=0)
    return most > 0 and scores.get(language) == most and _leading(scores) is None


def _by_letters(sample: str, script: str | None) -> str | None:
    """The language whose letters alone decide; None where words must."""
    if script == "Latn" and LATIN_AZERBAIJANI.search(sample):
        return "az"
    if script == "Cyrl" and CYRILLIC_AZERBAIJANI.search(sample) and not OTHER_TURKIC.search(sample):
        return "az-Cyrl"
    return None if script in OTHER_SCRIPTS_LANGUAGES else script


def script_of(text: str) -> str | None:
    """Return the language code of a script that one language uses, "Cyrl", "Arab" or "Latn"; None if unsure."""
    if text.isascii() or not BEYOND_LATIN.search(text):
        return "Latn" if ENOUGH_LATIN.search(text) else None
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


class _Weighed(Struct, frozen=True):
    """What the letters and words of a text say: its script, the score of each language of it, the one that is told."""

    script: str | None
    scores: dict[str, int]
    language: str | None


@lru_cache(maxsize=MOST_TEXTS_KNOWN)
def _weighed(sample: str) -> _Weighed:
    script = script_of(sample)
    by_letters = _by_letters(sample, script)
    if script is None or by_letters:
        return _Weighed(script=script, scores={}, language=by_letters)
    scores = _scores(sample, script)
    return _Weighed(script=script, scores=scores, language=_leading(scores))


def _scores(sample: str, script: str) -> dict[str, int]:
    """Count words for each language; a name (with a capital) may be foreign, and counts against none."""
    languages = _told(script)
    words = WORD.findall(sample.replace(CAPITAL_DOTTED_I, "i"))
    even = sum(EVEN << DIGIT * place for place in range(len(languages)))
    total = sum(map(_counts, words, repeat(script)), even)
    return {language: (total >> DIGIT * place & 2 * EVEN - 1) - EVEN for place, language in enumerate(languages)}


@lru_cache(maxsize=MOST_WORDS_KNOWN)
def _counts(word: str, script: str) -> int:
    """For which languages a word counts, and against which: one number, in which each of them has a digit.

    Kept, since a few words are most of any text; and one sum adds them up for all languages.
    """
    lower, common = word.lower(), word.islower()
    return sum(
        ((lower in told.words) - (common and told.foreign.search(word) is not None)) << DIGIT * place
        for place, told in enumerate(_told(script).values())
    )


def _leading(scores: dict[str, int]) -> str | None:
    next_most, most = sorted(scores.values())[-2:]
    leads = most > 0 and most >= next_most + CLEAR_LEAD
    return next(language for language, count in scores.items() if count == most) if leads else None


class MissingModelsError(Exception):
    """A text needs models that are not loaded, and may not be loaded here.

    Attributes:
        models: Their languages, in order; with `THREES` before it where a part is enough.
    """

    def __init__(self, models: Iterable[str]) -> None:
        self.models = tuple(sorted(models))
        super().__init__(", ".join(self.models))


_READY: set[str] = set()
_LOADS: ContextVar[bool] = ContextVar("loads", default=True)


def models_ready() -> frozenset[str]:
    """Return the models, and parts of models, that this process has, as `MissingModelsError` names them."""
    return frozenset(_READY)


@contextmanager
def with_ready_models() -> Iterator[None]:
    """Load no model meanwhile, which takes a third of a second each: `MissingModelsError` where a text needs one."""
    token = _LOADS.set(False)
    try:
        yield
    finally:
        _LOADS.reset(token)


def prepare_models(models: Iterable[str]) -> None:
    """Load models, for processes that are forked from this one.

    Args:
        models: As `MissingModelsError` names them; what is no language is left out.
    """
    wanted = frozenset(models)
    for script, known in OTHER_SCRIPTS_LANGUAGES.items():
        for before, sample in (("", _PREPARING), (THREES, _LONG_PREPARING[script])):
            chosen = frozenset(one for one in known if f"{before}{_code(one)}" in wanted)
            if chosen:
                _detector(chosen).compute_language_confidence_values(sample)
                _note_ready(frozenset(f"{before}{_code(one)}" for one in chosen))


def _note_ready(models: frozenset[str]) -> None:
    """Note models as loaded: a whole one has the part."""
    _READY.update(models, (f"{THREES}{model.removeprefix(THREES)}" for model in models))


_PREPARING = "aа\u0627 aаб\u0627\u0628 abcde абвгд \u0627\u0628\u0628\u0627\u0628"
"""Words of one to five letters in each script: a model is a table for each length, loaded when it is asked."""
_LONG_PREPARING = {"Latn": "abcde " * LONG, "Cyrl": "абвгд " * LONG, "Arab": "\u0627\u0628\u062a\u062b\u062c " * LONG}
"""Many words of each script, for which the table of three letters alone is asked."""


@cache
def _detector(languages: frozenset[Language]) -> LanguageDetector:
    return LanguageDetectorBuilder.from_languages(*languages).build()


def _by_lingua(sample: str, script: str, scores: dict[str, int]) -> str | None:
    """Weigh what lingua holds likely with the scores, a word for a factor of e; what trails far behind is not asked."""
    least = max(scores.values()) - FARTHEST_BEHIND
    asked = frozenset(one for one in OTHER_SCRIPTS_LANGUAGES[script] if scores[_code(one)] >= least)
    before = THREES if sum(map(str.isalpha, sample)) >= LONG else ""
    missing = frozenset(f"{before}{_code(one)}" for one in asked) - _READY
    if missing and not _LOADS.get():
        raise MissingModelsError(missing)
    _note_ready(missing)
    weights = {
        code: (one.value + LEAST_LIKELY) * math.exp(min(scores[code], CLEAR_LEAD))
        for one in _detector(asked).compute_language_confidence_values(sample)
        if (code := _code(one.language))
    }
    best = max(weights, key=lambda code: weights[code])
    return best if weights[best] >= LEAST_CONFIDENCE * math.fsum(weights.values()) else None


def _code(language: Language) -> str:
    return language.iso_code_639_1.name.lower()
