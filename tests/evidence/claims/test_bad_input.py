"""What no one would write on purpose is read within bounds, and nothing false is claimed of it."""

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context, MentionKind, Question
from ledgerstone.evidence.reading.model import Reading

NUMBERS = 2_000


def read(text, language="en"):
    reading = Reading(media_type="text/plain", language=language, text=text, tool="test", version="1")
    mentions = find_mentions(reading, Context())
    return mentions, extract(reading, mentions, Context())


def of_kind(mentions, kind):
    return [mention.exact for mention in mentions if mention.kind is kind]


def table(numbers):
    return "\n".join("\t".join(str(row * 10 + column) for column in range(10)) for row in range(numbers // 10))


def exact_in(text, mentions, claims):
    passages = [claim.passage for claim in claims]
    return all(text[each.start : each.end] == each.exact for each in (*mentions, *passages))


def test_a_sentence_without_end_is_read_in_parts_each_with_its_exact_words():
    text = "ten people were killed in Paris and twelve of them said the doctors " * 400
    mentions, claims = read(text)
    assert exact_in(text, mentions, claims)
    assert max(len(claim.passage.exact.split()) for claim in claims) <= 240


@pytest.mark.long
def test_a_sentence_of_five_megabytes_is_read():
    text = "ten people were killed in Paris and twelve of them said the doctors " * 73_530
    mentions, claims = read(text)
    assert claims
    assert exact_in(text, mentions, claims)


def test_a_table_of_numbers_makes_no_claim():
    text = table(NUMBERS)
    mentions, claims = read(text)
    assert claims == ()
    assert exact_in(text, mentions, claims)


@pytest.mark.long
def test_a_table_of_a_hundred_thousand_numbers_makes_no_claim():
    assert read(table(100_000))[1] == ()


@pytest.mark.parametrize("digits", ["٣٢", "۳۲", "३२", "３２", "৩২"])
def test_digits_of_other_scripts_are_numbers(digits):
    text = f"{digits} people were killed in Velmar."
    mentions, claims = read(text)
    (killed,) = [claim for claim in claims if claim.question is Question.KILLED]
    assert (killed.value.lower, killed.value.upper, killed.value.wording) == (32, 32, digits)
    assert exact_in(text, mentions, claims)


def test_text_of_both_directions_is_quoted_as_it_stands():
    text = "At least 12 people were killed, شهود said, and \u202b٣٠\u202c were injured in שלום on 3 May 1991."
    mentions, claims = read(text)
    assert exact_in(text, mentions, claims)
    assert {claim.value.lower for claim in claims if claim.question is Question.KILLED} == {12}


@pytest.mark.parametrize("noise", ["l990", "I990", "199O", "19g0"])
def test_a_year_that_was_misread_is_never_a_number_of_people(noise):
    mentions, claims = read(f"In May {noise} people were killed in Velmar.")
    assert [claim.value for claim in claims if claim.question is Question.KILLED] == []
    assert of_kind(mentions, MentionKind.DATE) in (["May"], [], [f"May {noise}"])


def test_a_name_that_was_broken_is_no_other_place():
    mentions, claims = read("Twelve people were killed in Ba ku and in Ye revan.")
    points = [claim.value.latitude for claim in claims if claim.question is Question.WHERE]
    assert not any(points)
    assert all(mention.value.latitude is None for mention in mentions if mention.kind is MentionKind.PLACE)


@pytest.mark.parametrize("language", ["el", "he", "zz", None])
def test_without_a_pack_dates_and_numerals_are_mentions_and_nothing_is_claimed(language):
    mentions, claims = read("Στις 13/01/1990 σκοτώθηκαν 32 στο Παρίσι, είπε η εφημερίδα.", language)
    assert [(each.kind, each.exact) for each in mentions] == [
        (MentionKind.DATE, "13/01/1990"),
        (MentionKind.COUNT, "32"),
    ]
    assert claims == ()
