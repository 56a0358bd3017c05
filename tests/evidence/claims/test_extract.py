from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.identity import claim_id
from ledgerstone.evidence.claims.mentions import find_mentions, sentences_of
from ledgerstone.evidence.claims.model import Claim, Context, VoiceKind
from ledgerstone.evidence.reading.model import Reading, Region, Role

ClaimsOf = Callable[..., tuple[Claim, ...]]
TEXT = (
    "On 13 May 1991, at least 30,000 peaceful Orlics were killed in Paris, police said.\n\n"
    "“We saw 12 houses burning,” a miller’s son said. Reportedly 400 families fled from 13-20 May 1991.\n\n"
    "The group chanted “Close the bridges now!” before two men were wounded."
)


@pytest.mark.parametrize(
    "role", [Role.POLICY, Role.BOILERPLATE, Role.REFERENCE_LIST, Role.SIGNATURES, Role.CLOSING_LINE]
)
def test_nothing_is_claimed_of_policies_lists_of_references_and_boilerplate(claims_of: ClaimsOf, role: Role):
    assert claims_of(TEXT, regions=(Region(role=role, start=0, end=len(TEXT)),)) == ()
    assert claims_of(TEXT) != ()


def test_the_same_reading_gives_the_same_claims(claims_of: ClaimsOf):
    assert claims_of(TEXT) == claims_of(TEXT)


def test_sentences_that_are_at_hand_give_the_same_claims(read_words: Callable[..., Reading]):
    reading = read_words(TEXT)
    cut = sentences_of(reading)
    mentions = find_mentions(reading, Context(), cut)
    assert mentions == find_mentions(reading, Context())
    assert extract(reading, mentions, Context(), cut) == extract(reading, mentions, Context())


def test_no_claim_is_made_twice_and_ids_tell_claims_apart(claims_of: ClaimsOf):
    found = claims_of(TEXT + "\n\nIn Paris 26 men and 26 women were killed.")
    ids = [claim_id("s1", claim) for claim in found]
    assert len(set(ids)) == len(found) == len(set(found))
    assert all(claim_id("s2", claim) != one for claim, one in zip(found, ids, strict=True))


def test_the_method_names_rule_language_and_version(claims_of: ClaimsOf):
    assert {c.method for c in claims_of("Ten people were killed.")} == {"counts/en 1"}


def essence(claims: tuple[Claim, ...]) -> list[tuple[object, ...]]:
    """What claims say, without offsets and typography."""
    return [(c.question, _plain(c), c.stance, c.voice.kind, c.scope.unit, c.scope.term, c.region) for c in claims]


def _plain(claim: Claim) -> object:
    value = claim.value
    return (getattr(value, "lower", None), getattr(value, "upper", None), getattr(value, "edtf", None))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("\n", "\r\n"),
        (" Orlics", "\u00a0Orlics"),
        ("30,000", "30\u00a0000"),
        ("30,000", "30 thousand"),
        ("13-20", "13–20"),
        ("’", "'"),
        ("“", "«"),
        ("400", "four hundred"),
        ("12 houses", "twelve houses"),
    ],
)
def test_typography_and_spelled_numbers_change_no_claim(claims_of: ClaimsOf, old: str, new: str):
    changed = TEXT.replace(old, new)
    if new == "«":
        changed = changed.replace("”", "»")
    assert changed != TEXT
    assert essence(claims_of(changed)) == essence(claims_of(TEXT))


GROUPS = ["Orlics", "Vellans", "Tarvans", "Ossils"]


@given(st.permutations(GROUPS))
@settings(max_examples=20)
def test_swapping_the_names_of_groups_changes_only_the_names(order: list[str]):
    text = "The massacre of 30 Orlics by Vellans in Paris. Tarvans killed 20 Ossils, and 12 Orlics fled, police said."
    swap = dict(zip(GROUPS, order, strict=True))
    swapped = " ".join(next((w.replace(g, swap[g]) for g in GROUPS if g in w), w) for w in text.split(" "))
    first, second = _made(text), _made(swapped)
    assert len(first) == len(second)
    for one, other in zip(first, second, strict=True):
        renamed = one.scope.of_whom
        for group in GROUPS:
            if renamed and group in renamed:
                renamed = renamed.replace(group, swap[group])
                break
        assert (one.question, _plain(one), one.stance, renamed) == (
            other.question,
            _plain(other),
            other.stance,
            other.scope.of_whom,
        )


@given(st.integers(min_value=2, max_value=99))
def test_a_number_spelled_out_in_count_position_gives_the_same_claim(number: int):
    written = _made(f"In the valley {number} people were killed by night.")
    spelled = _made(f"In the valley {_spelled(number)} people were killed by night.")
    assert essence(written) == essence(spelled)
    assert written


@given(st.sampled_from(["The rain went on and the bridge stayed shut.", "Snow lay on the roofs of the quarter."]))
def test_a_paragraph_that_names_nothing_changes_no_claim(paragraph: str):
    assert essence(_made(TEXT + "\n\n" + paragraph)) == essence(_made(TEXT))


@given(
    st.text(alphabet="aA 1,.\n\"“”«»'’[](){}–-:;?!%$՞։", max_size=200),
    st.sampled_from(["en", "ru", "hy", "az", "fr", None]),
)
@settings(max_examples=60, deadline=None)
def test_no_text_breaks_the_makers_of_claims(text: str, language: str | None):
    for claim in _made(text, language):
        assert claim.passage.exact
        assert text[claim.passage.start : claim.passage.end] == claim.passage.exact


def test_claims_of_a_long_text_are_those_of_its_parts():
    part = "At least 30 people were killed in the market of Paris, police said.\n\n"
    assert essence(_made(part * 50)) == essence(_made(part)) * 50


def test_a_comment_s_claims_are_the_reader_s(claims_of: ClaimsOf):
    comment = Region(role=Role.COMMENT, start=0, end=len(TEXT), author="raven", order=1)
    found = claims_of(TEXT, regions=(comment,))
    assert found
    assert {c.voice.kind for c in found} == {VoiceKind.READER_COMMENT}


def _made(text: str, language: str | None = "en") -> tuple[Claim, ...]:
    reading = Reading(media_type="text/plain", language=language, text=text, tool="test", version="1")
    return extract(reading, find_mentions(reading, Context()), Context())


def _spelled(number: int) -> str:
    small = [
        "zero",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
        "eleven",
        "twelve",
        "thirteen",
        "fourteen",
        "fifteen",
        "sixteen",
        "seventeen",
        "eighteen",
        "nineteen",
    ]
    tens = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
    if number < len(small):
        return small[number]
    ten, unit = divmod(number, 10)
    return tens[ten - 2] + (f"-{small[unit]}" if unit else "")
