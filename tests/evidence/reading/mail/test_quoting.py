"""What a mail repeats of others, who wrote it, and how it ends."""

import pytest

from ledgerstone.evidence.reading.mail.quoting import author_in, mail_regions
from ledgerstone.evidence.reading.model import Role

REPLY = """That cannot be, two of them were seen in Norvik.

On Sat, 12 Mar 1994 at 10:00 AM Ilen Varo <ilen@velmar.example>
wrote:
> At least 32 people were killed in Velmar.
>
> > How many were they?
> > Who says so?
>
> The hospital says so.

I ask again.

MARK
Dov Marin
Orlan Society, Norvik
""".replace("MARK", "-- ")
FORWARDED = """See below, please.

---------- Forwarded message ---------
From: Ilen Varo <ilen@velmar.example>
Date: Sat, 12 Mar 1994 at 10:00
Subject: The market
To: <desk@norvik.example>

At least 32 people were killed in Velmar.

-----Original Message-----
From: Mara Tolen
Sent: Friday, 11 March 1994 09:00
To: Ilen Varo
Subject: A question

How many were they?
"""


def found(text, role):
    return [(text[r.start : r.end], r.author, r.label) for r in mail_regions(text) if r.role is role]


def test_a_quoted_message_is_a_quotation_with_the_line_that_names_its_author():
    quotations = found(REPLY, Role.QUOTATION)
    words, author, _ = quotations[0]
    assert words.startswith("On Sat, 12 Mar 1994")
    assert words.endswith("> The hospital says so.")
    assert author == "Ilen Varo"


def test_what_a_quoted_message_quotes_is_a_quotation_within_it():
    assert [words for words, _, _ in found(REPLY, Role.QUOTATION)][1:] == ["> > How many were they?\n> > Who says so?"]


def test_what_is_not_quoted_is_the_body():
    assert [words for words, _, _ in found(REPLY, Role.BODY)] == [
        "That cannot be, two of them were seen in Norvik.",
        "I ask again.",
    ]


def test_a_signature_begins_at_its_mark():
    assert [words for words, _, _ in found(REPLY, Role.SIGNATURES)] == [
        "--\nDov Marin\nOrlan Society, Norvik".replace("--", "-- ")
    ]


def test_a_long_end_behind_a_rule_is_no_signature():
    text = "Words above the rule.\n--\n" + "A line of the text below it.\n" * 40
    assert found(text, Role.SIGNATURES) == []


def test_a_forwarded_message_is_a_quotation_to_the_end_and_the_one_in_it_within():
    first, second = found(FORWARDED, Role.QUOTATION)
    assert first[0].startswith("---------- Forwarded message")
    assert first[1:] == ("Ilen Varo", "Forwarded message")
    assert second[0].startswith("-----Original Message-----")
    assert second[1:] == ("Mara Tolen", "Original Message")
    assert first[0].endswith(second[0])


def test_the_text_of_a_forwarded_message_is_a_body_within_it_and_its_headers_are_none():
    assert [words for words, _, _ in found(FORWARDED, Role.BODY)] == [
        "See below, please.",
        "At least 32 people were killed in Velmar.",
        "How many were they?",
    ]


def test_a_form_of_labels_is_no_forwarded_message():
    text = "Place: Velmar\nDate: 12 March 1994\nKilled: 32\nContact: desk@norvik.example\n\nWords below the form.\n"
    assert found(text, Role.QUOTATION) == []


@pytest.mark.parametrize(
    ("words", "author"),
    [
        ("On 12 March 1994, Ilen Varo wrote:", "Ilen Varo"),
        ("12.03.1994 10:00, Илен Варо пишет:", "Илен Варо"),
        ("Le sam. 12 mars 1994 à 10:00, Ilen Varo <ilen@velmar.example> a écrit :", "Ilen Varo"),
        ("Am 12.03.1994 um 10:00 schrieb Ilen Varo:", None),
        ("They said this:", None),
        ("", None),
    ],
)
def test_an_author_is_named_where_it_is_sure(words, author):
    assert author_in(words) == author
