"""What an event takes ("claimed 48 lives"), told from what people claim and demand; and harm that is only not grave."""

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Question, Stance, VoiceKind
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.counts import CountValue

TOLLS = (
    ("en", "The attack claimed 48 lives."),
    ("en", "The war has cost at least 48 civilian lives, and it goes on."),
    ("en", "Altogether 48 lives were lost."),
    ("de", "Das Massaker forderte 48 Tote."),
    ("de", "Der Anschlag forderte mindestens 48 Todesopfer."),
    ("fr", "L'attaque a coûté 48 vies."),
    ("ru", "Погром унёс 48 жизней."),
    ("tr", "Saldırı 48 can aldı."),
    ("az", "Hadisə 48 can aldı."),
    ("hy", "Հարձակումը 48 կյանք խլեց։"),
)
NONE = (
    ("en", "The minister claimed 48 lives were saved."),
    ("en", "He took out 48 lives insurances."),
    ("en", "The vaccine saved 48 lives."),
    ("de", "Die Opposition forderte 48 Mandate."),
    ("ru", "Врачи спасли 48 жизней."),
    ("tr", "Doktor 48 can kurtardı."),
)
NOT_GRAVELY = (
    ("en", "No one was seriously injured."),
    ("en", "No life-threatening injuries were reported."),
    ("de", "Niemand wurde schwer verletzt."),
    ("ru", "Никто не был тяжело ранен."),
    ("hy", "Ոչ ոք ծանր չի վիրավորվել։"),
)


def counts(text: str, language: str) -> list[Claim]:
    """Return the claims of numbers that a text makes."""
    context = Context()
    reading = read(text.encode(), name="page.txt", language=language)
    found = extract(reading, find_mentions(reading, context), context)
    return [claim for claim in found if isinstance(claim.value, CountValue)]


@pytest.mark.parametrize(("language", "text"), TOLLS)
def test_the_lives_that_an_event_takes_are_killed_and_no_voice_says_or_demands_them(language: str, text: str) -> None:
    (claim,) = counts(text, language)
    assert claim.question is Question.KILLED
    assert claim.value.lower == 48
    assert claim.stance is Stance.ASSERTED
    assert claim.voice.kind is VoiceKind.UNATTRIBUTED


@pytest.mark.parametrize(("language", "text"), NONE)
def test_what_people_claim_demand_and_save_is_no_toll(language: str, text: str) -> None:
    assert not [claim for claim in counts(text, language) if claim.question is Question.KILLED]


@pytest.mark.parametrize(("language", "text"), NOT_GRAVELY)
def test_nobody_gravely_injured_leaves_open_who_is_injured(language: str, text: str) -> None:
    assert not counts(text, language)


def test_nobody_injured_is_said() -> None:
    (claim,) = counts("No one was injured.", "en")
    assert (claim.question, claim.value.upper) == (Question.INJURED, 0)


@pytest.mark.parametrize(
    ("language", "text"),
    [("tr", "Saldırıda 5 kişi öldü 12 kişi yaralandı."), ("az", "Hücumda 5 nəfər öldü 12 nəfər yaralandı.")],
)
def test_a_number_belongs_to_the_verb_that_closes_its_clause(language: str, text: str) -> None:
    found = {claim.question: claim.value.lower for claim in counts(text, language)}
    assert found == {Question.KILLED: 5, Question.INJURED: 12}
