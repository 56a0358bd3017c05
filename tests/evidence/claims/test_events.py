from collections.abc import Callable

from ledgerstone.evidence.claims.model import Claim, Question, Stance
from ledgerstone.values.dates import DateValue
from ledgerstone.values.names import NameType, NameValue
from ledgerstone.values.texts import TextValue

ClaimsOf = Callable[..., tuple[Claim, ...]]


def test_a_date_and_a_place_are_the_event_s_only_beside_a_word_for_one(claims_of: ClaimsOf):
    assert claims_of("On 3 May 1991 the market in Lyon was open.") == ()
    found = claims_of("On 3 May 1991 a massacre took place in Lyon.")
    assert {c.question for c in found} == {Question.WHEN, Question.WHERE, Question.CHARACTERISED_AS}
    (when,) = (c.value for c in found if isinstance(c.value, DateValue))
    assert when.edtf == "1991-05-03"


def test_what_an_event_is_called_is_the_text_s_own_word(claims_of: ClaimsOf):
    (claim,) = claims_of("The paper called it the Vell clashes.", Question.CHARACTERISED_AS)
    assert claim.value == TextValue(text="clashes")


def test_whom_an_event_is_against_is_named_as_the_text_does(claims_of: ClaimsOf):
    (claim,) = claims_of("The pogroms of Orlics in Lyon are remembered.", Question.TARGETED)
    assert claim.value == NameValue(name="Orlics", type=NameType.GROUP, wording="Orlics")


def test_the_actor_is_in_the_words_of_the_text(claims_of: ClaimsOf):
    (agent,) = claims_of("A massacre was committed by masked gunmen.", Question.SAID_TO_HAVE_DONE)
    assert isinstance(agent.value, NameValue)
    assert agent.value.name == "masked gunmen"
    (subject,) = claims_of("In May the Old Front forces began a brutal massacre.", Question.SAID_TO_HAVE_DONE)
    assert isinstance(subject.value, NameValue)
    assert subject.value.name == "Old Front forces"


def test_a_question_asserts_nothing_about_an_event(claims_of: ClaimsOf):
    assert claims_of("Was there a massacre in Lyon on 3 May 1991?") == ()


def test_the_date_of_a_report_is_not_the_date_of_what_it_reports(claims_of: ClaimsOf):
    found = claims_of("The group said in 2001 that a massacre took place in Lyon in May 1991.", Question.WHEN)
    assert [c.value.edtf for c in found if isinstance(c.value, DateValue)] == ["1991-05"]


def test_a_demand_is_no_assertion(claims_of: ClaimsOf):
    (claim,) = claims_of("They must prevent a massacre.", Question.CHARACTERISED_AS)
    assert claim.stance is Stance.DEMANDED
