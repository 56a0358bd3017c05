from collections.abc import Callable

import pytest

from ledgerstone.evidence.claims.attributions.find import find_attributions
from ledgerstone.evidence.claims.model import Attribution, Claim, Context, Question, Speaker, VoiceKind
from ledgerstone.evidence.reading.model import Region, Role

ClaimsOf = Callable[..., tuple[Claim, ...]]
PAPER = Context(publisher="The Vell Bell", publisher_kind=VoiceKind.MEDIA)
PRINTER = Speaker(name="The Vell Bell", kind=VoiceKind.MEDIA)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ten people were killed, police said.", "police", VoiceKind.OFFICIAL),
        ("Doctors said that ten people were killed.", "Doctors", VoiceKind.WITNESS),
        ("According to the ministry, ten people were killed.", "the ministry", VoiceKind.OFFICIAL),
        ("Ten people were killed, according to a survivor.", "a survivor", VoiceKind.WITNESS),
        ("The district court found that ten people were killed.", "The district court", VoiceKind.COURT),
        ("Anna Orlo, a historian, said ten people were killed.", "Anna Orlo", VoiceKind.SCHOLAR),
        (
            "The Vell Rights Committee put the number of people killed at ten.",
            "The Vell Rights Committee",
            VoiceKind.BODY,
        ),
        ("“Ten people were killed here,” said the mayor.", "the mayor", VoiceKind.OFFICIAL),
        ("N., a teacher, told the Bell that ten people were killed.", "N.", VoiceKind.WITNESS),
    ],
)
def test_the_voice_is_the_one_who_says_it(claims_of: ClaimsOf, text: str, name: str, kind: VoiceKind):
    (claim,) = claims_of(text, Question.KILLED, context=PAPER)
    assert (claim.voice.name, claim.voice.kind) == (name, kind)
    assert claim.voice.chain == (PRINTER, Speaker(name=name, kind=kind))


def test_where_no_one_else_speaks_the_voice_is_the_publisher_without_a_chain(claims_of: ClaimsOf):
    (claim,) = claims_of("Ten people were killed.", Question.KILLED, context=PAPER)
    assert (claim.voice.name, claim.voice.kind, claim.voice.chain) == ("The Vell Bell", VoiceKind.MEDIA, ())
    (unknown,) = claims_of("Ten people were killed.", Question.KILLED)
    assert (unknown.voice.name, unknown.voice.kind) == (None, VoiceKind.UNATTRIBUTED)


def test_hearsay_names_no_one(claims_of: ClaimsOf):
    (claim,) = claims_of("Allegedly ten people were killed.", Question.KILLED, context=PAPER)
    assert claim.voice.name is None
    assert claim.voice.chain[-1] == Speaker(name=None, kind=VoiceKind.UNATTRIBUTED)


def test_a_chain_goes_through_the_one_who_quotes_to_the_one_quoted(claims_of: ClaimsOf):
    text = "Ten people were killed, the Vell Rights Committee said, citing doctors."
    (claim,) = claims_of(text, Question.KILLED, context=PAPER)
    assert {link.name for link in claim.voice.chain} >= {"The Vell Bell", "doctors"}


@pytest.mark.parametrize("dateline", ["VELL, 3 March (Orlo Press) — ", "VELL, 3 March (AP) — "])
def test_an_agency_s_credit_stands_between_the_printer_and_the_speaker(claims_of: ClaimsOf, dateline: str):
    (claim,) = claims_of(dateline + "Ten people were killed, police said.", Question.KILLED, context=PAPER)
    assert [link.kind for link in claim.voice.chain] == [VoiceKind.MEDIA, VoiceKind.AGENCY, VoiceKind.OFFICIAL]


def test_a_comment_s_voice_is_its_author_whatever_it_says(claims_of: ClaimsOf):
    text = "Ten people were killed, police said."
    comment = Region(role=Role.COMMENT, start=0, end=len(text), author="raven", order=1)
    (claim,) = claims_of(text, Question.KILLED, context=PAPER, regions=(comment,))
    assert (claim.voice.name, claim.voice.kind, claim.region) == ("raven", VoiceKind.READER_COMMENT, "comment")
    assert claim.voice.chain[:2] == (PRINTER, Speaker(name="raven", kind=VoiceKind.READER_COMMENT))


def test_a_citation_is_a_link_of_the_chain_and_no_speaker(claims_of: ClaimsOf):
    (claim,) = claims_of("We recall that ten people were killed in the valley [3].", Question.KILLED, context=PAPER)
    assert claim.voice.name == "The Vell Bell"
    assert claim.voice.chain[-1] == Speaker(name="[3]", kind=VoiceKind.DOCUMENT)


def test_the_one_whose_account_a_document_is_becomes_its_voice(claims_of: ClaimsOf):
    text = "Told by N., who was sixteen.\n\nThree of my neighbours were killed."
    (claim,) = claims_of(text, Question.KILLED, context=PAPER)
    assert (claim.voice.name, claim.voice.kind) == ("N.", VoiceKind.WITNESS)


@pytest.mark.parametrize(
    ("language", "text", "name", "kind"),
    [
        ("ru", "Министерство сообщило, что погибли 12 человек.", "Министерство", VoiceKind.OFFICIAL),
        ("ru", "По словам врачей, погибли 12 человек.", "врачей", VoiceKind.WITNESS),
        ("hy", "Ըստ ականատեսների, զոհվել է տասներկու մարդ։", "ականատեսների", VoiceKind.WITNESS),
        ("az", "Nazirlik bildirib ki, 12 nəfər öldürülüb.", "Nazirlik", VoiceKind.OFFICIAL),
        ("fr", "Selon la police, 12 personnes ont été tuées.", "la police", VoiceKind.OFFICIAL),
    ],
)
def test_voices_of_each_language_are_heard(claims_of: ClaimsOf, language: str, text: str, name: str, kind: VoiceKind):
    (claim,) = claims_of(text, Question.KILLED, language=language, context=PAPER)
    assert (claim.voice.name, claim.voice.kind) == (name, kind)


def test_source_cue_and_content_are_spans_of_the_text():
    text = "The mayor of Vell said that ten people were killed."
    (mention,) = find_attributions(text, language="en", regions=())
    assert isinstance(mention.value, Attribution)
    words = [
        [text[s.start : s.end] for s in part]
        for part in (mention.value.source, mention.value.cue, mention.value.content)
    ]
    assert words == [["The mayor of Vell"], ["said"], ["ten people were killed"]]


def test_the_verb_that_follows_what_is_said_has_what_stands_before_it_as_content():
    text = "Ten people were killed, the mayor said."
    (mention,) = find_attributions(text, language="en", regions=())
    assert isinstance(mention.value, Attribution)
    assert [text[s.start : s.end] for s in mention.value.content] == ["Ten people were killed"]


def test_a_quotation_over_several_sentences_is_content_as_a_whole():
    text = "“We saw smoke. We ran to the bridge,” the miller said."
    (mention,) = find_attributions(text, language="en", regions=())
    assert isinstance(mention.value, Attribution)
    assert text[mention.value.content[0].start : mention.value.content[0].end].startswith("“We saw smoke.")


@pytest.mark.parametrize(
    ("ending", "chain"),
    [
        ("The wounded were taken home. (AFP)", ["AFP"]),
        ("The wounded were taken home (Orsin News Agency).", ["Orsin News Agency"]),
        ("The wounded were taken home, he told AFP (in French).", []),
        ("The wounded were taken home (as AFP wrote).", []),
    ],
)
def test_an_agency_alone_in_brackets_behind_the_last_words_is_a_credit(claims_of: ClaimsOf, ending: str, chain: list):
    text = f"Ten people were killed in the town on Monday, and the shops were closed.\n\n{ending}"
    start = text.index("\n\n")
    body = (
        Region(role=Role.BODY, start=0, end=start),
        Region(role=Role.BODY, start=start + 2, end=len(text)),
    )
    (killed,) = claims_of(text, Question.KILLED, regions=body, context=PAPER)
    assert [link.name for link in killed.voice.chain[1:]] == chain
