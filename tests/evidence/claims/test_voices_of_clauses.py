"""Where the voice of a clause ends: relative clauses, clauses of when behind a quotation, what is cited as a reason."""

from collections.abc import Callable

import pytest

from ledgerstone.evidence.claims.model import Claim, Context, Question, VoiceKind

ClaimsOf = Callable[..., tuple[Claim, ...]]
PAPER = Context(publisher="The Vell Bell", publisher_kind=VoiceKind.MEDIA)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The massacre of 13 January, which the government calls “clashes”, left 48 dead."),
        ("en", "The massacre of 13 January, which the government called a riot, left 48 dead."),
        ("en", "The mayor, who said he was home, left two dead behind."),
        ("en", "The fire, which police said was set on purpose, killed ten people."),
        ("en", "In the raid, which the ministry called “a brawl”, ten people died."),
        ("en", "It was a battle, which he called “a massacre”, and ten people died."),
        ("en", "Soldiers, who the governor said were drunk, killed nine people."),
        ("ru", "В результате погрома, который министр назвал беспорядками, погибли 48 человек."),
        ("ru", "Мэр, который сказал, что был дома, убил двух человек."),
        ("fr", "Le massacre, que le ministre a qualifié d'émeute, a fait 48 morts."),
        ("fr", "Le maire, qui a dit qu'il était chez lui, a tué deux personnes."),
        ("de", "Der Bürgermeister, der sagte, er sei zu Hause gewesen, tötete zwei Menschen."),
        ("de", "Das Massaker vom 13. Januar, das die Regierung „Zusammenstöße“ nennt, forderte 48 Tote."),
        ("hy", "Ջարդերի հետևանքով, որոնք նախարարը անվանեց «բախումներ», սպանվեց 48 մարդ։"),
        ("az", "Hücumda, hansını ki nazir “qarşıdurma” adlandırdı, 48 nəfər öldürüldü."),
        ("tr", "Bakanın “çatışma” dediği katliamda 48 kişi öldü."),
    ],
)
def test_the_voice_of_a_relative_clause_ends_with_it(claims_of: ClaimsOf, language: str, text: str):
    (claim,) = claims_of(text, Question.KILLED, language=language, context=PAPER)
    assert claim.voice.chain == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The mayor, who said that ten people were killed, resigned.", "The mayor"),
        ("The mayor, who said ten men, four women and two girls were killed, resigned.", "The mayor"),
        ("Ten men met the mayor, who said that at the bridge, ten people were killed.", "who"),
        ("Police said the attack, which officials called “clashes”, killed 48 people.", "Police"),
    ],
)
def test_what_a_relative_clause_says_is_its_speaker_s(claims_of: ClaimsOf, text: str, name: str):
    for claim in claims_of(text, Question.KILLED, context=PAPER):
        assert claim.voice.name == name


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "“It was terrible,” Orlo told “Vell” after he was asked about the massacre that killed 49 people."),
        ("en", "“It was terrible,” he told the Bell when he was asked about the attack that killed 49 people."),
        ("en", "“We will rebuild,” the mayor said, as rescuers searched the ruins where 49 people died."),
        ("en", "“We will rebuild,” said the mayor while the town buried 49 dead."),
        ("ru", "«Мы всё восстановим», — сказал мэр, когда его спросили о бойне, в которой погибли 49 человек."),
        ("fr", "« Nous reconstruirons », a déclaré le maire après que 49 personnes ont été tuées."),
        ("de", "„Wir bauen wieder auf“, sagte der Bürgermeister, nachdem 49 Menschen getötet wurden."),
        ("hy", "«Մենք կվերակառուցենք», - ասաց քաղաքապետը, երբ նրան հարցրեցին ջարդի մասին, ուր սպանվեց 49 մարդ։"),
    ],
)
def test_when_words_quoted_before_were_said_is_not_said(claims_of: ClaimsOf, language: str, text: str):
    (claim,) = claims_of(text, Question.KILLED, language=language, context=PAPER)
    assert claim.voice.chain == ()


@pytest.mark.parametrize(
    ("language", "text", "links"),
    [
        ("en", "Ten people were killed, said Eric Orlo, citing another reason the state is difficult.", 2),
        ("en", "Ten people were killed, said Eric Orlo, citing the need for calm.", 2),
        ("en", "Ten people were killed, said Eric Orlo, citing doctors.", 3),
        ("en", "Ten people were killed, said Eric Orlo, citing the Safety Board.", 3),
        ("ru", "Погибли десять человек, сообщил Орло, ссылаясь на нехватку воды.", 2),
        ("ru", "Погибли десять человек, сообщил Орло, ссылаясь на врачей.", 3),
        ("fr", "Dix personnes ont été tuées, a déclaré Orlo, citant le manque d'eau.", 2),
    ],
)
def test_a_reason_that_is_cited_is_no_source(claims_of: ClaimsOf, language: str, text: str, links: int):
    (claim,) = claims_of(text, Question.KILLED, language=language, context=PAPER)
    assert len(claim.voice.chain) == links
