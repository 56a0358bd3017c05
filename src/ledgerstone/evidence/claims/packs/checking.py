"""All packs looked at before a run begins: one that is broken is refused before anything is kept.

Beyond what decoding refuses, the words for questions and voices must be those of the glossary: a typing error there
would else be found at the first text of the language.
"""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable

from ledgerstone.errors import RefusedError
from ledgerstone.evidence.claims.model import Manner, Question, VoiceKind
from ledgerstone.evidence.claims.packs import NO_PACK, Pack, available, decode, load


@cache
def check_packs() -> None:
    """Make sure that every pack can be used; once for a process, which loads each of them once.

    Raises:
        RefusedError: One cannot; the message names file and line.
    """
    for code in available():
        check_pack(resources.files(__package__).joinpath(f"{code}.toml"))


def check_pack(file: Traversable) -> None:
    """Make sure that a pack can be used; raises as `check_packs` does."""
    pack = decode(file)
    for word, what in _unknown(pack):
        lines = file.read_text(encoding="utf-8").splitlines()
        line = next((number for number, text in enumerate(lines, start=1) if _holds(text, word)), 1)
        raise RefusedError(f"{file}:{line}", f"broken language pack: there is no {what} {word!r}")


def without_pack(language: str | None) -> str | None:
    """Return what a reader is told of a language that has no pack; None where it has one, or is not known."""
    if language is None or load(language).about.checked_by != NO_PACK:
        return None
    return f"no language pack for {language}: dates and counts written in numerals are read, and nothing else"


def _unknown(pack: Pack) -> Iterator[tuple[str, str]]:
    questions, kinds, manners = frozenset(Question), frozenset(VoiceKind), frozenset(Manner)
    yield from ((harm.question, "question") for harm in pack.claims.harms if harm.question not in questions)
    yield from ((kind, "kind of voice") for kind in pack.voices.kinds if kind not in kinds)
    yield from ((manner, "manner") for manner in pack.attributions.manners if manner not in manners)


def _holds(line: str, word: str) -> bool:
    key, _, value = (part.strip() for part in line.partition("="))
    return key.strip('"') == word or (key == "question" and value.startswith(f'"{word}"'))
