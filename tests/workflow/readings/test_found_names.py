"""Names by finders in the confined process that files are read in."""

import os
import tempfile
from importlib.util import find_spec
from pathlib import Path

import pytest

from ledgerstone.evidence.claims.model import MentionKind
from ledgerstone.workflow.readings.read_confined import READ, Readers, ToRead
from ledgerstone.workflow.readings.reading_terms import Asked, Made

RUSSIAN = (
    "Москва, 5 мая 1991 г. Как сообщила Анна Орлова, в городе Ростове 32 человека были убиты, а ещё 12 ранены. "
    "Александр Сорин это отрицал."
)
INVENTED = "Velmar 32 orlan."


def made_of(tmp: Path, words: str, *, language: str, finders: bool) -> Made:
    def data() -> int:
        with tempfile.TemporaryFile(dir=tmp) as file:
            file.write(words.encode())
            return os.dup(file.fileno())

    asked = Asked(name="words.txt", language=language, finders=finders)
    with Readers(tmp) as readers:
        [outcome] = readers.read([ToRead(asked=asked, data=data)])
    assert outcome.status == READ
    return outcome.made


def test_claims_are_the_same_with_finders_and_without(tmp_path: Path):
    without = made_of(tmp_path, RUSSIAN, language="ru", finders=False)
    with_them = made_of(tmp_path, RUSSIAN, language="ru", finders=True)
    assert with_them.claims == without.claims
    assert len(without.claims) > 1
    others = [[m for m in made.mentions if m.kind is not MentionKind.NAME] for made in (without, with_them)]
    assert others[0] == others[1]


@pytest.mark.skipif(find_spec("slovnet") is None, reason="slovnet is not installed: make names")
def test_a_model_is_loaded_once_and_finds_in_a_child_that_may_open_no_file(tmp_path: Path):
    made = made_of(tmp_path, RUSSIAN, language="ru", finders=True)
    names = [(m.exact, m.method.split()[0]) for m in made.mentions if m.kind is MentionKind.NAME and m.method]
    assert names == [("Анна Орлова", "names/slovnet"), ("Александр Сорин", "names/slovnet")]
    assert not made.reading.warnings


def test_a_language_without_a_finder_is_read_by_the_rules_and_it_says_so(tmp_path: Path):
    made = made_of(tmp_path, INVENTED, language="cy", finders=True)
    assert made.reading.warnings == ("no finder of names is installed for cy: names are those of the rules",)
    assert not made_of(tmp_path, INVENTED, language="cy", finders=False).reading.warnings
