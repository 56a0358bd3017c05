from collections.abc import Callable

import pytest

from ledgerstone.evidence.claims.attributions.find import find_attributions
from ledgerstone.evidence.claims.model import Attribution, Claim, Context, Question, Stance, VoiceKind
from ledgerstone.evidence.reading.model import Region, Role

ClaimsOf = Callable[..., tuple[Claim, ...]]
PAPER = Context(publisher="The Vell Bell", publisher_kind=VoiceKind.MEDIA)


def found(text: str, language: str = "en") -> list[tuple[str, str, tuple[str, ...]]]:
    """Source, cue and content of each attribution, in the text's words."""
    values = [m.value for m in find_attributions(text, language=language, regions=())]
    return [
        (
            " ".join(text[s.start : s.end] for s in v.source),
            " ".join(text[s.start : s.end] for s in v.cue),
            tuple(text[s.start : s.end] for s in v.content),
        )
        for v in values
        if isinstance(v, Attribution)
    ]


@pytest.mark.parametrize(
    ("text", "source", "content"),
    [
        ("The mayor promised to open the bridge.", "The mayor", ("to open the bridge",)),
        ("The mayor called the plan a mistake.", "The mayor", ("the plan a mistake",)),
        ("The mayor accused the miller of theft.", "The mayor", ("the miller of theft",)),
        ("The bridge, the mayor said, is closed.", "the mayor", ("The bridge", "is closed")),
        ("“The bridge is closed,” said Anna Orlo, the mayor.", "Anna Orlo, the mayor", ("“The bridge is closed,”",)),
        ("“The bridge is closed!” the mayor said.", "the mayor", ("“The bridge is closed!”",)),
        ("“It fell,” she said. “We ran.”", "she", ("“It fell,”", "“We ran.”")),
        ("''It fell,'' she said.", "she", ("''It fell,''",)),
        ("The mayor told the council on Monday that the bridge is closed.", "The mayor", ("the bridge is closed",)),
        ("In the spring, the mayor said the bridge was closed.", "the mayor", ("the bridge was closed",)),
        ("Anna Orlo (Greens) said the bridge was closed.", "Anna Orlo (Greens)", ("the bridge was closed",)),
        (
            "The committee's claim that the bridge fell was read out.",
            "The committee's",
            ("the bridge fell was read out",),
        ),
        ("Police: the bridge over the weir is closed.", "Police", ("the bridge over the weir is closed",)),
        ("Per the council, the bridge is closed.", "council", ("the bridge is closed",)),
    ],
)
def test_source_and_content_are_found_with_their_ends(text: str, source: str, content: tuple[str, ...]):
    ((who, _, what),) = found(text)
    assert (who, what) == (source, content)


def test_clauses_beside_each_other_share_a_speaker_or_have_their_own():
    assert sorted(found("The mayor said the bridge fell, adding that the weir held.")) == [
        ("The mayor", "adding", ("the weir held",)),
        ("The mayor", "said", ("the bridge fell",)),
    ]
    assert found("The mayor said the bridge fell, but the miller said the weir held.") == [
        ("The mayor", "said", ("the bridge fell",)),
        ("the miller", "said", ("the weir held",)),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The claims were read in the hall.",
        "His support grew in the valley.",
        "A self-described poet came to the weir.",
        "Killed: ten people of the old town.",
        "The bridge fell at 9:42 in the evening.",
    ],
)
def test_namesakes_of_cues_and_labels_attribute_nothing(text: str):
    assert found(text) == []


def test_a_colon_s_speaker_is_one_who_speaks_elsewhere_too():
    assert found("Orlo: The bridge is closed now.") == []
    text = "Orlo: The bridge is closed now.\n\nThe bridge fell, Orlo said."
    assert [source for source, _, _ in found(text)] == ["Orlo", "Orlo"]


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "The Vell Rights Committee, citing doctors, said ten people were killed.",
            ["The Vell Rights Committee", "doctors"],
        ),
        ("Ten people were killed, the committee said, citing doctors.", ["the committee", "doctors"]),
        ("Citing doctors, the committee said ten people were killed.", ["the committee", "doctors"]),
        ("A witness told the evening paper that ten people were killed.", ["the evening paper", "A witness"]),
        ("The mayor said that doctors told the committee that ten people were killed.", ["The mayor", "doctors"]),
        ("The ministry's figures put the dead at ten.", ["The ministry"]),
        ("The mayor said that ten people were killed, according to the daily.", ["the daily", "The mayor"]),
    ],
)
def test_the_origin_stands_last_in_the_chain(claims_of: ClaimsOf, text: str, chain: list[str]):
    (claim,) = claims_of(text, Question.KILLED, context=PAPER)
    assert [link.name for link in claim.voice.chain] == ["The Vell Bell", *chain]
    assert claim.voice.name == chain[-1]


@pytest.mark.parametrize(
    "text",
    [
        "The mayor condemned the attack that killed ten people.",
        "Police found ten people killed in the house.",
        "We know that ten people were killed.",
        "The mayor learned of ten people killed in the valley.",
    ],
)
def test_an_attitude_to_what_the_paper_tells_makes_no_voice(claims_of: ClaimsOf, text: str):
    (claim,) = claims_of(text, Question.KILLED, context=PAPER)
    assert (claim.voice.name, claim.voice.chain) == ("The Vell Bell", ())


@pytest.mark.parametrize(
    ("text", "name", "stance", "cue"),
    [
        ("The ministry doubts that ten people were killed.", "The ministry", Stance.DOUBTED, "doubts"),
        ("The ministry denies that ten people were killed.", "The ministry", Stance.DENIED, "denies"),
        ("Deputies demanded the release of ten detained men.", "Deputies", Stance.DEMANDED, "demanded"),
        ("The mayor hopes that ten people were killed.", "The mayor", Stance.HYPOTHETICAL, "hopes"),
        ("The claim that ten people were killed is old.", None, Stance.REPORTED, "claim that"),
        ("A thousand deaths would not be enough.", "The Vell Bell", Stance.HYPOTHETICAL, "would not be enough"),
        ("The team suffered a massacre, 7:0.", "The Vell Bell", Stance.HYPOTHETICAL, "team"),
        ("It is feared that ten people were killed.", None, Stance.HYPOTHETICAL, "It is feared"),
    ],
)
def test_the_voice_and_its_stance_are_those_of_the_cue(
    claims_of: ClaimsOf, text: str, name: str | None, stance: Stance, cue: str
):
    claim = claims_of(text, context=PAPER)[0]
    assert (claim.voice.name, claim.stance) == (name, stance)
    assert claim.cue is not None
    assert claim.cue.exact.startswith(cue)


def test_the_one_who_signed_speaks_in_a_document_and_a_caption_has_its_own_credit(claims_of: ClaimsOf):
    text = "Ten people were killed.\n\nAnna Orlo, doctor"
    signed = Region(role=Role.SIGNATURES, start=25, end=len(text))
    (claim,) = claims_of(text, Question.KILLED, context=PAPER, regions=(signed,))
    assert (claim.voice.name, claim.voice.kind) == ("Anna Orlo", VoiceKind.WITNESS)
    text = "Ten people were killed. Photo: Reuters"
    caption = Region(role=Role.CAPTION, start=0, end=len(text))
    (claim,) = claims_of(text, Question.KILLED, context=PAPER, regions=(caption,))
    assert (claim.voice.name, claim.voice.kind) == ("Reuters", VoiceKind.AGENCY)


@pytest.mark.parametrize(
    ("language", "text", "chain", "stance"),
    [
        ("ru", "Комитет, ссылаясь на врачей, сообщил, что погибли 12 человек.", ["Комитет", "врачей"], Stance.ASSERTED),
        ("ru", "«Погибли 12 человек», — сказал Иван Орло, очевидец.", ["Иван Орло"], Stance.ASSERTED),
        ("ru", "Министерство сомневается, что погибли 12 человек.", ["Министерство"], Stance.DOUBTED),
        (
            "fr",
            "Le comité, citant des médecins, a dit que 12 personnes ont été tuées.",
            ["Le comité", "des médecins"],
            Stance.ASSERTED,
        ),
        ("fr", "12 personnes ont été tuées, a affirmé le maire.", ["le maire"], Stance.ASSERTED),
        ("hy", "«Զոհվել է տասներկու մարդ»,- ասաց քաղաքապետը։", ["քաղաքապետը"], Stance.ASSERTED),
        ("az", "“12 nəfər öldürülüb”, - deyə mer bildirib.", ["mer"], Stance.ASSERTED),
        ("az", "Nazirlik inkar edib ki, 12 nəfər öldürülüb.", ["Nazirlik"], Stance.DENIED),
    ],
)
def test_chains_and_stances_of_each_language(
    claims_of: ClaimsOf, language: str, text: str, chain: list[str], stance: Stance
):
    (claim,) = claims_of(text, Question.KILLED, language=language, context=PAPER)
    assert [link.name for link in claim.voice.chain] == ["The Vell Bell", *chain]
    assert claim.stance is stance
