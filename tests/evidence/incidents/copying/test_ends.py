"""What two papers of one outlet begin and end with is no evidence of copying."""

import pytest

from ledgerstone.evidence.incidents.copying.comparing import compare

FOOT = (
    "The Bell. All rights reserved. No part of this page may be reproduced without the written consent of the "
    "publisher. Letters to the editor reach us at the mill on weekdays.\n\nRead also: The swans of the northern pond "
    "return to the quarry\n\nRead also: Two carpenters carry a piano over the river"
)


@pytest.mark.parametrize(("publisher", "copied"), [("The Bell", False), ("The Drum", True)])
def test_the_foot_of_two_pages_of_one_outlet_is_no_copying(make, publisher, copied):
    one = make.paper("s1", f"{make.story(1)}\n\n{FOOT}", publisher="The Bell")
    other = make.paper("s2", f"{make.story(2)}\n\n{FOOT}", publisher=publisher)
    assert (compare(one, other) is not None) is copied


def test_a_list_of_other_articles_may_have_one_that_is_new_and_another_order(make):
    parts = FOOT.split("\n\n")
    feet = "\n\n".join(parts), "\n\n".join([parts[0], parts[2], "Read also: The baker of the valley shuts", parts[1]])
    papers = [make.paper(f"s{k}", f"{make.story(k)}\n\n{feet[k]}", publisher="The Bell") for k in range(2)]
    assert compare(*papers) is None


def test_an_end_that_tells_of_an_event_or_is_most_of_a_text_is_a_copy(make):
    told = f"{FOOT}\n\nIn Vell 34 people died when the bridge fell."
    papers = [
        make.paper(f"s{k}", f"{make.story(k)} {told}", make.claim("34 people", 34), publisher="The Bell")
        for k in range(2)
    ]
    assert compare(*papers)
    first, second = (f"{make.story(k, 2)} {make.story(3)}" for k in range(2))
    assert compare(make.paper("s1", first, publisher="The Bell"), make.paper("s2", second, publisher="The Bell"))
