"""Quotations with words left out or put in, and what stands in the way of checking them."""

import pytest

LISTED = (
    "\n\nReferences\n\n1. M. Tolen, The Market, Orsin 1999, https://example.org/market\n2. M. Tolen, The Mill, 2001\n"
)
RULE = "quotation-altered"


@pytest.mark.parametrize(
    ("quotation", "how"),
    [
        ("“the town … was empty on that day”", "left out"),
        ("“the town [...] was empty on that day”", "left out"),
        ("«город … был пуст в тот день»", "left out"),
        ("„the town ... was empty on that day“", "left out"),
        ("“the town [of Orsin] was empty on that day”", "put in"),
        ("“the town (also) was empty on that day”", "perhaps put in"),
        ("“the town [of Orsin] … was empty on that day”", "left out and put in"),
    ],
)
def test_words_left_out_or_put_in_are_found(found_in, quotation, how):
    (finding,) = found_in(f"A title\n\nIt is so. They wrote {quotation} [1].{LISTED}", RULE)
    assert f"words {how};" in finding.message


@pytest.mark.parametrize("quotation", ["“the town was empty on that day”", "“… it was empty on that day …”", "“a … b”"])
def test_a_whole_quotation_or_a_short_title_is_none(found_in, quotation):
    assert found_in(f"A title\n\nIt is so. They wrote {quotation} [1].{LISTED}", RULE) == ()


@pytest.mark.parametrize(
    ("cited", "said"),
    [
        (" [1].", "can be checked against entry 1"),
        (" [2].", "entry 2 gives no address"),
        (" [7].", "has no entry"),
        (". Others fled [1].", "no citation follows"),
    ],
)
def test_what_stands_in_the_way_of_a_check_is_said(found_in, cited, said):
    text = f"A title\n\nIt is so. They wrote “the town … was empty on that day”{cited}{LISTED}"
    assert said in found_in(text, RULE)[0].message


def test_a_quotation_in_any_source_is_judged_but_not_in_a_readers_comment(found_in):
    words = "They wrote “the town … was empty on that day”."
    assert found_in(f"A title\n\nIt is so. {words}\n", RULE)
    assert found_in(f"A title\n\nIt is so.\n\nComments\n\n  1. Ilen said:\n\n    {words}\n", RULE) == ()
