"""Every code of the closed lists has a word."""

import pytest

from ledgerstone.evidence.claims.model import Question, Stance, VoiceKind
from ledgerstone.evidence.incidents.model import CopyKind
from ledgerstone.evidence.reading.model import AssetKind, Role
from ledgerstone.web.portal import words


@pytest.mark.parametrize(
    ("table", "codes"),
    [
        (words.QUESTIONS, Question),
        (words.TOPICS, Question),
        (words.STANCES, Stance),
        (words.VOICE_KINDS, VoiceKind),
        (words.ROLES, Role),
        (words.ASSETS, AssetKind),
        (words.COPY_KINDS, CopyKind),
    ],
)
def test_every_code_has_a_word_and_no_word_is_left_over(table, codes):
    assert set(table) == {code.value for code in codes}


def test_a_code_without_a_word_is_shown_as_it_is():
    assert words.word(words.STANCES, "sung") == "sung"
