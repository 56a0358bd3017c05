"""Why a claim says what it says, in plain words, from what the claim keeps of its making."""

from msgspec import structs

from ledgerstone.evidence.claims.explain import OTHER_RULE, UNKEPT, explain
from ledgerstone.evidence.claims.model import Question

TEXT = (
    "The ministry denied that ten people were killed in Velmar. On 3 May 1994 Armenians killed a farmer near Baku. "
    "The massacre of villagers was committed by soldiers. “We saw it all burn,” a teacher said."
)


def test_every_rule_is_told_in_words(claims_of):
    claims = claims_of(TEXT)
    assert {claim.method.partition("/")[0] for claim in claims} >= {
        "counts",
        "events",
        "labels",
        "actors",
        "quotations",
    }
    assert all(explain(claim, None).rule != OTHER_RULE for claim in claims)


def test_a_claim_is_told_with_its_sentence_its_words_and_what_was_not_found(claims_of, read_words):
    (claim,) = claims_of(TEXT, Question.KILLED)[:1]
    told = explain(claim, read_words(TEXT))
    assert told.sentence.exact == "The ministry denied that ten people were killed in Velmar."
    assert told.method == claim.method
    assert any("“killed” because of “killed” (packs/en.toml:" in reason for reason in told.reasons)
    assert any("“denied” because of “denied” (packs/en.toml:" in reason for reason in told.reasons)
    assert "it is tied to no date: none in the sentence is near enough and of the same voice" in told.reasons


def test_words_said_rest_on_a_word_of_speaking_or_on_their_marks(claims_of):
    (said,) = claims_of("“The houses of the quarter burned down” [3].", Question.WORDS_SAID)
    (shouted,) = claims_of("The crowd chanted “Close the bridges now”.", Question.WORDS_SAID)
    assert [ground.words.exact for ground in said.grounds] == ["“"]
    assert shouted.grounds[0].words.exact == "chanted"


def test_a_plain_sentence_is_told_to_have_no_cue(claims_of):
    (claim,) = claims_of("Ten people were killed.", Question.KILLED)
    reasons = explain(claim, None).reasons
    assert any(reason.startswith("its stance is “asserted”: the sentence has no word") for reason in reasons)
    assert "its voice is the document's own: no speaker's words hold the passage" in reasons


def test_a_claim_of_an_earlier_version_says_that_it_kept_no_grounds(claims_of):
    (claim,) = claims_of("Ten people were killed.", Question.KILLED)
    told = explain(structs.replace(claim, grounds=(), method="old/en 0"), None)
    assert (told.rule, told.reasons) == (OTHER_RULE, (UNKEPT,))
