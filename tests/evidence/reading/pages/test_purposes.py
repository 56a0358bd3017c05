"""What tags and names say of elements."""

import pytest
from lxml.html import fragment_fromstring

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.pages.purposes import purpose_of


@pytest.mark.parametrize(
    ("markup", "role"),
    [
        ('<span class="post__author">', Role.BYLINE),
        ('<span class="entry-date">', Role.DATELINE),
        ('<span class="entry_date author">', Role.BYLINE),
        ('<div class="update-dates">', None),
        ('<div id="references">', Role.REFERENCE_LIST),
        ('<div id="author">', None),
        ('<blockquote class="author">', Role.QUOTATION),
        ("<ul>", Role.LIST),
        ('<article class="author">', None),
    ],
)
def test_names_give_a_role_alone_or_at_the_end_of_a_compound(markup: str, role: Role | None) -> None:
    assert purpose_of(fragment_fromstring(markup)).role is role


def test_an_id_longer_than_what_is_kept_tells_the_same() -> None:
    long = " ".join(f"c{number}" for number in range(200))
    assert purpose_of(fragment_fromstring(f'<div class="{long} sidebar">')).furniture
    assert not purpose_of(fragment_fromstring(f'<div class="{long}">')).furniture


@pytest.mark.parametrize("value", ["a=b", "=", "", "x\ny=comment"])
def test_signs_in_a_name_do_not_make_other_names_of_it(value: str) -> None:
    element = fragment_fromstring("<div>")
    element.set("id", value)
    purpose = purpose_of(element)
    assert not purpose.comment
    assert not purpose.furniture


def test_what_is_named_a_comment_by_class_id_or_microdata_is_one() -> None:
    for attribute in ('class="comment"', 'id="comment-12"', 'itemtype="https://schema.org/Comment"'):
        assert purpose_of(fragment_fromstring(f"<div {attribute}>")).comment
    assert not purpose_of(fragment_fromstring('<div class="comments">')).comment
