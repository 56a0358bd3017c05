from collections.abc import Callable

import pytest
from document_figures import Figures, document_figures
from victims import counts_victims

from ledgerstone.evidence.claims.model import Claim
from ledgerstone.values.counts import CountValue

ClaimsOf = Callable[..., tuple[Claim, ...]]


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Nothing happened in the town.", 0, 0),
        ("Three people were killed and five injured in Lyon.", 3, 5),
        ("Four people were shot in Lyon. One of them died.", 1, 3),
        ("A boy was shot in Lyon. He died at noon.", 1, 0),
        ("A boy was killed and his mother was wounded in Lyon.", 1, 1),
        ("Ann Bell, Tom Bell and their guard were killed.", 3, 0),
        ("One dead, three others shot in Lyon.", 1, 3),
        ("A man shot himself dead.", 1, 0),
    ],
)
def test_a_document_s_figures_are_of_all_that_it_tells(claims_of: ClaimsOf, text: str, killed: int, injured: int):
    assert document_figures(claims_of(text), text) == Figures(killed=killed, injured=injured)


def test_an_event_of_another_year_is_left_out(claims_of: ClaimsOf):
    text = "Two men were killed in Lyon on 3 May 1990. Thirty people were killed there in 1918. Thirty people died."
    assert document_figures(claims_of(text[: text.rindex("Thirty")]), text).killed == 2


def test_earlier_tellings_weigh_more_than_later_ones(claims_of: ClaimsOf):
    text = "Five people were killed in Lyon. Later reports say: six people were killed."
    assert document_figures(claims_of(text), text).killed == 5


@pytest.mark.parametrize(
    ("text", "victims"),
    [
        ("Ten villagers were killed.", True),
        ("Ten soldiers were killed.", False),
        ("Ten guerrillas were wounded.", False),
        ("A rebel was killed.", False),
        ("Ten women were kidnapped.", True),
        ("Police arrested ten women.", False),
        ("Ten houses were burned.", False),
    ],
)
def test_losses_of_a_fight_and_arrests_are_no_victims(claims_of: ClaimsOf, text: str, *, victims: bool):
    found = [claim for claim in claims_of(text) if isinstance(claim.value, CountValue)]
    assert [counts_victims(claim) for claim in found] == [victims]
