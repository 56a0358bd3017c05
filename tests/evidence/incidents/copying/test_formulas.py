"""What outlets print whatever they report is no copying."""

import pytest
from msgspec import structs

from ledgerstone.evidence.incidents.copying.comparing import compare

LIST = (
    "Council votes on the new ferry landing\n\nMarch of the lamplighters fills the square\n\nHow the granary was saved "
    "from the flood of spring\n\nTwo men carry a piano over the frozen river\n\nThe oldest baker of the valley shuts "
    "his shop\n\nWatch the swans return to the northern pond"
)
GREETING = (
    "The Bell is the morning paper of the whole northern valley and has been printed in the old mill since the bridge "
    "was built. Our reporters walk every street between the chapel and the quarry. Write to the desk or come by."
)


def formula(hour, street, age):
    return (
        f"A boy of {age} was found shot in a parked carriage near the house where he lived, the watch said. The "
        f"shooting was reported about {hour} in the {street} block of the boulevard. Watchmen are offering a reward "
        "for information that leads to whoever fired from the corner and fled on foot towards the old harbour."
    )


def titled(paper, title):
    return structs.replace(paper, title=title)


@pytest.mark.parametrize("text", [LIST, GREETING])
@pytest.mark.parametrize(
    ("titles", "publishers", "copied"),
    [
        (("Mayor opens bridge", "Thief taken in orchard"), ("The Bell", "The Bell"), False),
        (("Mayor opens bridge", "Mayor opens the bridge"), ("The Bell", "The Bell"), True),
        (("Mayor opens bridge", "Thief taken in orchard"), ("The Bell", "The Drum"), True),
        (("Mayor opens bridge", None), ("The Bell", "The Bell"), True),
    ],
)
def test_what_an_outlet_prints_beside_two_articles_is_no_copy_of_one_in_the_other(
    make, text, titles, publishers, copied
):
    one, other = (
        titled(make.paper(f"s{k}", text, publisher=publishers[k], published=f"1991-03-1{k}"), titles[k])
        for k in range(2)
    )
    assert (compare(one, other) is not None) is copied


def test_a_long_text_under_another_title_is_a_copy(make):
    text = make.story(1, 30)
    papers = [titled(make.paper(f"s{k}", text, publisher="The Bell"), f"Title{k}") for k in range(2)]
    assert compare(*papers)


@pytest.mark.parametrize(
    ("again", "publisher", "copied"),
    [
        (formula("4:49", "5400", 19), "The Bell", False),
        (formula("10:12", "9500", 19), "The Bell", True),
        (formula("4:49", "5400", 19), "The Drum", True),
    ],
)
def test_one_outlets_report_of_another_day_with_other_numbers_is_its_formula(make, again, publisher, copied):
    claims = [make.claim("found shot", 1, when=make.days(day)) for day in ("1991-03-10", "1991-05-20")]
    one = make.paper("s1", formula("10:12", "9500", 17), claims[0], publisher="The Bell", published="1991-03-11")
    other = make.paper("s2", again, claims[1], publisher=publisher, published="1991-05-21")
    assert (compare(one, other) is not None) is copied


def filled_in(place, number, keeper):
    return (
        f"The relief committee put the number of homeless in {place} at {number} after the flood reached {keeper}, and "
        f"the ferry crew from {place} counted the carts in front of the crowded market while relatives looked on. By "
        f"morning {number}5 villagers had come to the shelters that {keeper} opened for them behind the old chapel."
    )


@pytest.mark.parametrize(
    ("again", "around", "copied"),
    [
        (filled_in("Tosana", 53, "Reveno"), 12, False),
        (filled_in("Tosana", 35, "Reveno"), 12, True),
        (filled_in("Tosana", 53, "Reveno"), 0, True),
    ],
)
def test_a_part_of_a_text_with_another_name_and_number_everywhere_is_a_formula(make, again, around, copied):
    one = make.paper("s1", f"{filled_in('Lokena', 35, 'Mevona')}\n\n{make.story(1, around)}")
    other = make.paper("s2", f"{again}\n\n{make.story(2, around)}")
    assert (compare(one, other) is not None) is copied
