"""Chains of voices in every language with a pack: relays, sources of sources, names in quotation marks, hearsay."""

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context, Question, Stance, VoiceKind
from ledgerstone.evidence.reading.read import read

PAPER = Context(publisher="The Vell Bell", publisher_kind=VoiceKind.MEDIA)


@pytest.mark.parametrize(
    ("language", "text", "chain"),
    [
        ("en", "A witness told BBC News ten people were killed.", ["BBC News", "A witness"]),
        (
            "en",
            "According to Rights Watch, which cited doctors, ten people were killed.",
            ["Rights Watch", "doctors"],
        ),
        ("ru", "Свидетель рассказал Би-би-си, что погибли десять человек.", ["Би-би-си", "Свидетель"]),
        (
            "ru",
            "«Права Велла» со ссылкой на врачей сообщила, что погибли десять человек.",
            ["«Права Велла»", "врачей"],
        ),
        (
            "ru",
            "Погибли десять человек, сообщает «Вестник» со ссылкой на прокурора.",
            ["«Вестник»", "прокурора"],
        ),
        ("fr", "Les chiffres du ministère font état de 32 morts.", ["Les chiffres du ministère"]),
        ("fr", "Un témoin a raconté à la BBC que dix personnes ont été tuées.", ["la BBC", "Un témoin"]),
        ("de", "„Zehn Menschen wurden getötet“, sagte Hans Orlo, ein Augenzeuge.", ["Hans Orlo"]),
        ("de", "Das Gericht stellte fest, dass zehn Menschen getötet wurden.", ["Das Gericht"]),
        ("de", "Ein Zeuge sagte der BBC, zehn Menschen seien getötet worden.", ["der BBC", "Ein Zeuge"]),
        (
            "de",
            "Vell Rights Watch teilte unter Berufung auf Ärzte mit, dass zehn Menschen getötet wurden.",
            ["Vell Rights Watch", "Ärzte"],
        ),
        (
            "hy",
            "«Վելի Լուրեր»-ը, վկայակոչելով բժիշկներին, հայտնեց, որ սպանվել է տասը մարդ։",
            ["բժիշկներին"],
        ),
        (
            "az",
            "İnsan Haqları Təşkilatı həkimlərə istinadən bildirib ki, on nəfər öldürülüb.",
            ["İnsan Haqları Təşkilatı", "həkimlərə"],
        ),
        (
            "tr",
            "Vell Hakları Örgütü, doktorlara dayanarak on kişinin öldürüldüğünü bildirdi.",
            ["Vell Hakları Örgütü", "doktorlara"],
        ),
    ],
)
def test_the_chain_goes_back_to_the_origin_that_the_text_names(language: str, text: str, chain: list[str]):
    reading = read(text.encode(), name="page.txt", language=language)
    (claim,) = [c for c in extract(reading, find_mentions(reading, PAPER), PAPER) if c.question is Question.KILLED]
    assert [link.name for link in claim.voice.chain[1:]][-len(chain) :] == chain
    assert claim.voice.name == chain[-1]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("hy", "Հաղորդվում է, որ սպանվել է տասը մարդ։"),
        ("tr", "İddiaya göre on kişi öldürüldü."),
    ],
)
def test_hearsay_is_reported_and_has_no_other_voice(language: str, text: str):
    reading = read(text.encode(), name="page.txt", language=language)
    (claim,) = [c for c in extract(reading, find_mentions(reading, PAPER), PAPER) if c.question is Question.KILLED]
    assert claim.stance is Stance.REPORTED
    assert [link.kind for link in claim.voice.chain[1:]] == [VoiceKind.UNATTRIBUTED]


def test_a_name_in_quotation_marks_is_not_said():
    text = "«Права Орло Велла» сообщила, что погибли десять человек."
    reading = read(text.encode(), name="page.txt", language="ru")
    claims = extract(reading, find_mentions(reading, PAPER), PAPER)
    assert [c for c in claims if c.question is Question.WORDS_SAID] == []
