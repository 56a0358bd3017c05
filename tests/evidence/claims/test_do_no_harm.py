"""Sexual violence: a count is claimed, a victim is never named, and what stands in the same words is kept in."""

import pytest

from ledgerstone.evidence.claims.do_no_harm import for_the_desk
from ledgerstone.evidence.claims.model import Question
from ledgerstone.values.names import NameValue

VIOLENCE = Question.SEXUAL_VIOLENCE


def test_of_several_the_text_s_words_for_them_stay(claims_of):
    (claim,) = claims_of("Seven women of Velmar were raped by soldiers.", VIOLENCE)
    assert (claim.value.lower, claim.scope.unit) == (7, "people")
    assert claim.scope.of_whom is not None


@pytest.mark.parametrize(
    "text",
    [
        "A girl was raped in Velmar.",
        "A schoolteacher, Anna Lind, was raped in Velmar.",
        "Anna Lind, 17, was raped in Velmar by two men.",
        "One woman, Anna Lind, was raped.",
        "The rape of Anna Lind was reported by the hospital.",
        "He said Anna Lind was sexually assaulted in Norvik.",
    ],
)
def test_of_one_person_no_words_are_kept(claims_of, text):
    for claim in claims_of(text):
        named = claim.value.name if isinstance(claim.value, NameValue) else ""
        assert "Anna" not in named
        if claim.question is VIOLENCE:
            assert claim.scope.of_whom is None or claim.value.upper != 1
            assert "Anna" not in (claim.scope.of_whom or "")


def test_what_shares_words_with_the_passage_is_for_the_desk(claims_of):
    text = "Seven women were raped in Velmar on 3 May 1994. Ten men were killed in Norvik on 4 May 1994."
    claims = claims_of(text)
    kept = dict(zip(claims, for_the_desk(claims), strict=True))
    until = text.index("Ten")
    assert kept
    assert all(kept_in is (claim.passage.start < until) for claim, kept_in in kept.items())
