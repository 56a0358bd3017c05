import random

from ledgerstone.evidence.incidents.copying.comparing import compare, compare_all
from ledgerstone.evidence.incidents.copying.quotations import quoted_spans
from ledgerstone.evidence.incidents.model import CopyKind, Direction

TOLD = (
    "Engineers from Maravel reported on Tuesday that the northern aqueduct had carried brackish water since the spring "
    "floods. The reservoir keeper Tilda Oshan measured salt in eleven of the fourteen basins above the town. Fishermen "
    "stopped drying their nets near the outlet because the ropes were turning stiff and white. The council promised to "
    "replace the cracked sluice gates before the autumn harvest begins."
)
AGAIN = (
    "On Tuesday, engineers of Maravel said brackish water had been carried by the northern aqueduct since floods in "
    "spring. Salt was measured by reservoir keeper Tilda Oshan in eleven of fourteen basins above town. Near the "
    "outlet fishermen no longer dried their nets, for ropes were turning white and stiff. Cracked sluice gates will be "
    "replaced before the harvest of autumn begins, the council promised."
)


def test_a_text_told_again_in_other_words_is_a_proposal_with_its_passage(make):
    papers = make.paper("s1", f"{make.story(1, 4)} {TOLD}"), make.paper("s2", f"{AGAIN} {make.story(2, 4)}")
    copy = compare(*papers)
    assert copy.kind is CopyKind.REWORDED
    assert copy.kind.proposed
    (passage,) = copy.passages
    later, earlier = (papers[1], papers[0]) if copy.source == "s2" else papers
    spans = {
        later.id: later.text[passage.start : passage.end],
        earlier.id: earlier.text[passage.of_start : passage.of_end],
    }
    assert "brackish water" in spans["s1"]
    assert "brackish water" in spans["s2"]


def test_the_same_words_of_news_of_another_week_are_no_rewording(make):
    early = make.paper("s1", TOLD, published="1991-03-15")
    assert compare(early, make.paper("s2", AGAIN, published="1991-03-30")) is None
    assert list(compare_all([(early, make.paper("s2", AGAIN, published="1991-03-17"))]))


def test_a_rewording_that_contradicts_the_numbers_is_none(make):
    other = AGAIN.replace("Salt", "On 3 and 5 May, salt")
    assert compare(make.paper("s1", TOLD.replace("Tuesday", "12, 13 and 14 May")), make.paper("s2", other)) is None


def test_who_credits_the_others_publisher_is_the_copy_though_no_date_says_so(make):
    text = make.story(3)
    first = make.paper("s1", text, publisher="Orsin Telegraph")
    second = make.paper(
        "s2", f"LORVENO (Orsin Telegraph) {text}", publisher="Bell", dateline="LORVENO (Orsin Telegraph)"
    )
    copy = compare(first, second)
    assert (copy.source, copy.of, copy.direction) == ("s2", "s1", Direction.KNOWN)


def test_one_long_run_is_a_copy_however_long_the_texts_are(make):
    def filler(seed):
        rng = random.Random(seed)  # noqa: S311  # invented words, no secrets
        return " ".join("".join(rng.choices("abdeiklmnorstu", k=7)) for _ in range(700)) + "."

    papers = [make.paper(f"s{k}", f"{filler(k)}\n\n{TOLD} {AGAIN}\n\n{filler(k + 50)}") for k in (1, 2)]
    copy = compare(*papers)
    assert not copy.kind.proposed
    assert copy.share < 0.15


def test_what_stands_between_two_short_quotations_is_none():
    text = 'He said "no" and then went away from the town for good, and she said "yes".'
    assert quoted_spans(text) == ()
