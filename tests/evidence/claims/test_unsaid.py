"""What a voice does not say or confirm is neither asserted nor reported, in every language with a pack."""

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Question, Stance, VoiceKind
from ledgerstone.evidence.claims.rules import rules_of
from ledgerstone.evidence.reading.read import read

PAPER = Context(publisher="The Vell Bell", publisher_kind=VoiceKind.MEDIA)


def killed(text: str, language: str) -> list[Claim]:
    reading = read(text.encode(), name="page.txt", language=language)
    claims = extract(reading, find_mentions(reading, PAPER), PAPER)
    return [claim for claim in claims if claim.question is Question.KILLED]


@pytest.mark.parametrize(
    ("language", "text", "cue"),
    [
        ("en", "The ministry did not confirm that ten people were killed.", "not confirm"),
        ("en", "The ministry has not confirmed the deaths of ten people.", "not confirmed"),
        ("en", "The ministry never said that ten people were killed.", "never said"),
        ("en", "The ministry did not deny that ten people were killed.", "not deny"),
        ("en", "The ministry did not confirm reports that ten people were killed.", "not confirm"),
        ("en", "The ministry declined to say whether ten people were killed.", "declined to say"),
        ("en", "No witness said that ten people were killed.", "No witness said"),
        ("en", "The death of ten people was not confirmed by the ministry.", "not confirmed"),
        ("ru", "Министерство не подтвердило, что погибли десять человек.", "не подтвердило"),
        ("ru", "Министерство не сообщило, что десять человек были убиты.", "не сообщило"),
        ("ru", "Гибель десяти человек не подтвердилась.", "не подтвердилась"),
        ("ru", "Министерство отказалось подтвердить, что погибли десять человек.", "отказалось подтвердить"),
        ("fr", "Le ministère n'a pas confirmé que dix personnes ont été tuées.", "pas confirmé"),
        ("fr", "Le ministère ne confirme pas que dix personnes ont été tuées.", "ne confirme"),
        ("fr", "La police n'a pas pu confirmer que dix personnes ont été tuées.", "pas pu confirmer"),
        ("de", "Das Ministerium bestätigte nicht, dass zehn Menschen getötet wurden.", "bestätigte nicht"),
        ("de", "Das Ministerium hat nicht bestätigt, dass zehn Menschen getötet wurden.", "nicht bestätigt"),
        ("de", "Die Polizei konnte nicht bestätigen, dass zehn Menschen getötet wurden.", "nicht bestätigen"),
        ("hy", "Նախարարությունը չհաստատեց, որ տասը մարդ է զոհվել։", "չհաստատեց"),
        ("hy", "Նախարարությունը չի հաստատել, որ տասը մարդ է սպանվել։", "չի հաստատել"),
        ("az", "Nazirlik təsdiq etmədi ki, on nəfər öldürülüb.", "təsdiq etmədi"),
        ("az", "Polis demədi ki, on nəfər öldürülüb.", "demədi"),
        ("tr", "Bakanlık on kişinin öldürüldüğünü doğrulamadı.", "doğrulamadı"),
        ("tr", "Polis on kişinin öldürüldüğünü doğrulayamadı.", "doğrulayamadı"),
    ],
)
def test_what_is_not_confirmed_is_left_open(language: str, text: str, cue: str):
    (claim,) = killed(text, language)
    assert claim.stance is Stance.DOUBTED
    assert claim.cue is not None
    assert claim.cue.exact == cue


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The ministry not only confirmed that ten people were killed, it named them."),
        ("en", "Police did not report any arrests after ten people were killed."),
        ("en", "Police did not say how ten people were killed."),
        ("en", "Police did not comment, but ten people were killed."),
        ("en", "The mayor, who did not confirm the report, said ten people were killed."),
        ("en", "Ten people were killed by soldiers who did not say their names."),
        ("ru", "Министерство не только подтвердило, что погибли десять человек, но и назвало имена."),
        ("ru", "Полиция не сообщила, как погибли десять человек."),
        ("fr", "La police n'a pas dit comment dix personnes ont été tuées."),
        ("de", "Die Polizei sagte nicht, wie zehn Menschen getötet wurden."),
        ("tr", "Bakanlık on kişinin nasıl öldürüldüğünü açıklamadı."),
    ],
)
def test_a_negation_of_another_saying_leaves_the_fact_alone(language: str, text: str):
    (claim,) = killed(text, language)
    assert claim.stance is Stance.ASSERTED


def test_who_does_not_say_how_a_thing_came_about_is_no_voice_of_it():
    (claim,) = killed("Police did not say how ten people were killed.", "en")
    assert claim.voice.name == "The Vell Bell"


def test_nobody_is_no_voice():
    (claim,) = killed("No witness said that ten people were killed.", "en")
    assert claim.voice.name == "The Vell Bell"


def test_one_who_is_named_twice_is_one_link():
    (claim,) = killed("The mayor, who did not confirm the report, said ten people were killed.", "en")
    assert [link.name for link in claim.voice.chain] == ["The Vell Bell", "The mayor"]


def test_an_elision_of_a_pack_is_matched_as_a_text_parts_it():
    assert rules_of("fr").that.at(["qu'", "il"], 0) is not None
