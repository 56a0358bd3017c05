"""An account: rivals side by side, parts beside their wholes, days under days, what changed, what is against itself."""

import random
import re

import msgspec
import pytest
from one_incident import incident_of

from ledgerstone.evidence.claims.model import Question, Stance, VoiceKind
from ledgerstone.evidence.incidents.accounts.accounts import account
from ledgerstone.evidence.incidents.model import Account, Length, Paper, QuestionAnswers
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue, Timex
from ledgerstone.values.texts import TextValue

MARCH = ("1991-03-11", "1991-03-14")


def account_of(*papers: Paper) -> Account:
    """Give the account of one incident that all claims of the papers are about."""
    return account(incident_of(papers), papers, ())


def asked(of: Account, question: Question = Question.KILLED) -> QuestionAnswers:
    return next(one for one in of.questions if one.question is question)


def wordings(found: QuestionAnswers) -> list[str]:
    return [answer.value.wording for answer in found.answers]


def part(claim, whole: str):
    """Give a claim as a part of a whole."""

    def at(text: str):
        made = claim(text)
        return msgspec.structs.replace(made, scope=msgspec.structs.replace(made.scope, part=whole))

    return at


COUNTED = "47 people were killed in Lorveno, of them 41 Torvans."


def count_of(make, name: str, wording: str = "47", **kwargs) -> Paper:
    text = COUNTED.replace("47", wording)
    whole = make.claim(text, CountValue(lower=47, upper=47, wording=wording), where="Lorveno")
    of_them = make.claim(text, 41, of_whom="Torvans")
    return make.paper(name, text, whole, part(of_them, wording), **kwargs)


def test_a_part_stands_after_its_whole_and_names_it(make):
    later = make.paper("s2", "39 people died.", make.claim("39 people died", 39), published="1991-03-18")
    found = asked(account_of(count_of(make, "s1", published="1991-03-20"), later))
    assert wordings(found) == ["39", "47", "41"]
    _, whole, of_them = found.answers
    assert of_them.part_of == (whole.id,)
    assert whole.part_of == ()


def test_a_part_of_one_whole_is_one_answer_in_whatever_words_the_whole_stands(make):
    papers = count_of(make, "s1", publisher="Bell"), count_of(make, "s2", "forty-seven", publisher="Courier")
    found = asked(account_of(*papers))
    assert [(answer.value.lower, answer.lines_max) for answer in found.answers] == [(47, 2), (41, 2)]


def test_a_part_of_a_whole_that_no_claim_gives_stands_alone(make):
    text = "Of the 60, 12 were killed."
    found = asked(account_of(make.paper("s1", text, part(make.claim(text, 12), "60"))))
    assert [answer.part_of for answer in found.answers] == [()]


def test_a_part_is_no_greater_than_its_whole(make):
    text = "Two people were killed, and six others were hurt."
    claims = make.claim(text, CountValue(lower=2, upper=2, wording="Two")), part(make.claim(text, 6), "two")
    assert [answer.part_of for answer in asked(account_of(make.paper("s1", text, *claims))).answers] == [(), ()]


def test_two_claims_that_name_each_other_as_their_whole_are_both_listed(make):
    text = "12 of 60 and 60 of 12."
    one, other = part(make.claim(text, 12), "60"), part(make.claim(text, 60), "12")
    found = asked(account_of(make.paper("s1", text, one, other)))
    assert sorted(answer.value.lower for answer in found.answers) == [12, 60]


def days_told(make, name: str, *spans: tuple[str, ...], **kwargs) -> Paper:
    texts = [f"It was {' and '.join(span)}, they say {number} times." for number, span in enumerate(spans)]
    claims = [
        make.claim(text, make.days(*span), question=Question.WHEN) for text, span in zip(texts, spans, strict=True)
    ]
    return make.paper(name, " ".join(texts), *claims, **kwargs)


def test_days_stand_under_the_nearest_days_that_hold_them_and_rivals_beside_each_other(make):
    found = asked(
        account_of(
            days_told(make, "s1", ("1991-03-13",)),
            days_told(make, "s2", ("1991-03-11", "1991-03-17")),
            days_told(make, "s3", MARCH),
            days_told(make, "s4", ("1991-04-02",)),
        ),
        Question.WHEN,
    )
    edtf = {answer.id: answer.value.edtf for answer in found.answers}
    above = {answer.value.edtf: [edtf[one] for one in answer.within] for answer in found.answers}
    assert above == {
        "1991-03-11/1991-03-17": [],
        "1991-03-11/1991-03-14": ["1991-03-11/1991-03-17"],
        "1991-03-13": ["1991-03-11/1991-03-14"],
        "1991-04-02": [],
    }
    assert list(edtf.values()) == list(above)


def test_days_that_are_denied_hold_nothing(make):
    claim = make.claim("It was then", make.days(*MARCH), question=Question.WHEN, stance=Stance.DENIED)
    papers = make.paper("s1", "It was then.", claim), days_told(make, "s2", ("1991-03-13",))
    assert all(answer.within == () for answer in asked(account_of(*papers), Question.WHEN).answers)


def toll(make, name: str, killed: int, *, said_by=None, **kwargs) -> Paper:
    text = f"{killed} people were killed in Lorveno between 11 and 14 March."
    claim = make.claim(text, killed, when=make.days(*MARCH), where="Lorveno", said_by=said_by)
    return make.paper(name, text, claim, **kwargs)


def test_each_line_is_told_with_the_days_on_which_it_is_first_and_last_printed(make):
    agency = make.voice("Mirsel Agency", VoiceKind.AGENCY)
    found = asked(
        account_of(
            toll(make, "s3", 34, said_by=agency),
            toll(make, "s2", 34, said_by=agency, published="2021-03-11"),
            toll(make, "s1", 34, said_by=agency, published="1991-03-15"),
            toll(make, "s4", 47, publisher="Commission", published="1991-03-20"),
        )
    )
    one, other = found.over_time
    assert (one.origin, one.first.source, one.last.source, one.undated) == ("Mirsel Agency", "s1", "s2", ("s3",))
    assert (other.first, other.first) == (other.last, other.first)
    assert [saying.answer for saying in found.over_time] == [answer.id for answer in found.answers]


def test_an_origin_that_gives_another_value_later_is_shown_as_such(make):
    agency = make.voice("Mirsel Agency", VoiceKind.AGENCY)
    found = asked(
        account_of(
            toll(make, "s1", 34, said_by=agency, published="1991-03-15"),
            toll(make, "s2", 39, said_by=agency, published="1991-03-17"),
            toll(make, "s3", 34, said_by=agency, published="2021-03-11"),
            toll(make, "s4", 47, publisher="Bell", published="1991-03-20"),
        )
    )
    (one,) = found.revised
    values = {answer.id: answer.value.lower for answer in found.answers}
    assert (one.origin, values[one.answer], values[one.later_answer]) == ("Mirsel Agency", 34, 39)
    assert (one.first.source, one.later.source) == ("s1", "s2")


@pytest.mark.parametrize(("first", "later"), [(None, "1991-03-17"), ("1991-03-15", None), ("1991-03-15", "1991-03-15")])
def test_where_dates_are_not_known_or_the_same_nothing_is_later(make, first, later):
    agency = make.voice("Mirsel Agency", VoiceKind.AGENCY)
    papers = (
        toll(make, "s1", 34, said_by=agency, published=first),
        toll(make, "s2", 39, said_by=agency, published=later),
    )
    assert asked(account_of(*papers)).revised == ()


def test_single_persons_and_words_for_no_number_are_no_other_value(make):
    agency = make.voice("Mirsel Agency", VoiceKind.AGENCY)
    text = "Dozens were killed in Lorveno."
    vague = make.claim(text, CountValue(wording="Dozens"), where="Lorveno", said_by=agency)
    papers = (
        toll(make, "s1", 1, said_by=agency, published="1991-03-15"),
        make.paper("s2", text, vague, published="1991-03-16"),
        toll(make, "s3", 34, said_by=agency, published="1991-03-17"),
    )
    assert asked(account_of(*papers)).revised == ()


def test_one_number_in_two_scopes_is_no_other_value(make):
    agency = make.voice("Mirsel Agency", VoiceKind.AGENCY)
    text = "34 people were killed in {}."
    claims = [make.claim(text.format(where), 34, where=where, said_by=agency) for where in ("Lorveno", "Ostavra")]
    papers = (
        make.paper("s1", text.format("Lorveno"), claims[0], published="1991-03-15"),
        make.paper("s2", text.format("Ostavra"), claims[1], published="1991-03-16"),
        make.paper(
            "s3",
            "34 people were killed.",
            make.claim("34 people were killed.", 34, said_by=agency),
            published="1991-03-17",
        ),
    )
    found = asked(account_of(*papers))
    assert len(found.answers) == 3
    assert found.revised == ()


def test_a_part_and_a_count_of_others_are_no_other_value(make):
    agency = make.voice("Mirsel Agency", VoiceKind.AGENCY)
    text = "41 Torvans were killed in Lorveno."
    torvans = make.claim(text, 41, where="Lorveno", of_whom="Torvans", said_by=agency)
    papers = (
        toll(make, "s1", 47, said_by=agency, published="1991-03-15"),
        make.paper("s2", text, torvans, published="1991-03-17"),
        make.paper("s3", text, part(torvans, "47"), published="1991-03-18"),
    )
    assert asked(account_of(*papers)).revised == ()


@pytest.mark.parametrize(("printed", "answers"), [("12-26", 1), ("12-28", 2)])
def test_a_day_without_its_year_is_of_the_answer_that_has_that_day(make, printed, answers):
    days = [make.days("2013-12-26"), DateValue(timex=Timex(type="DATE", value=f"XXXX-{printed}"), wording=printed)]
    made = [make.claim("20 died", 20, when=when, where="Lorveno") for when in days]
    papers = [make.paper(f"s{number}", "20 died.", claim) for number, claim in enumerate(made)]
    assert len(asked(account_of(*papers)).answers) == answers


@pytest.mark.parametrize(
    ("question", "value", "lines"),
    [(Question.CHARACTERISED_AS, TextValue(text="pogrom"), [1, 2]), (Question.KILLED, 34, [1, 1, 1])],
)
def test_a_label_is_one_answer_in_days_that_meet_and_a_number_is_not(make, question, value, lines):
    days = [make.days("1990-01-01", "1990-12-31"), make.days("1990-01-20"), make.days("1991-01-20")]
    made = [make.claim("a pogrom", value, question=question, when=when, where="Lorveno") for when in days]
    papers = [make.paper(f"s{number}", "It was a pogrom.", claim) for number, claim in enumerate(made)]
    found = asked(account_of(*papers), question)
    assert sorted(answer.lines_max for answer in found.answers) == lines


def test_an_answer_is_shown_in_the_form_that_most_papers_print(make):
    papers = []
    for number, (name, day) in enumerate((("Лорвено", 12), ("Lorveno", 13), ("Lorveno", 14))):
        claim = make.claim("34 killed", 34, where=name)
        where = make.claim("killed", make.place(name), question=Question.WHERE)
        papers.append(make.paper(f"s{number}", "34 killed.", claim, where, published=f"1991-03-{day}"))
    found = account_of(*papers)
    (place,), (toll_,) = asked(found, Question.WHERE).answers, asked(found).answers
    assert (place.value.wording, toll_.scope.where.wording) == ("Lorveno", "Lorveno")


def against(*papers: Paper) -> list[tuple[str, Question, int]]:
    return [(one.source, one.question, len(one.claims)) for one in account_of(*papers).against_itself]


def both(  # noqa: PLR0913 - what two counts consist of
    make, first: int, second: int, *, voices=(None, None), scopes=({}, {}), name: str = "s1"
) -> Paper:
    """Give a paper with two counts, each in a sentence of its own."""
    texts = f"In all {first} people were killed in Lorveno.", f"Thus {second} people lost their lives in Lorveno."
    claims = [
        make.claim(text, value, **{"where": "Lorveno", "said_by": voice} | scope)
        for text, value, voice, scope in zip(texts, (first, second), voices, scopes, strict=True)
    ]
    return make.paper(name, " ".join(texts), *claims)


def test_two_counts_of_one_thing_in_one_voice_are_against_each_other(make):
    assert against(both(make, 34, 36)) == [("s1", Question.KILLED, 2)]
    assert against(both(make, 34, 34)) == []


def test_what_a_paper_quotes_is_not_against_its_own_count(make):
    hospital = make.voice("Central Hospital", VoiceKind.BODY)
    assert against(both(make, 34, 36, voices=(None, hospital))) == []


@pytest.mark.parametrize(
    "scopes",
    [
        ({"of_whom": "Torvans"}, {}),
        ({"where": None}, {}),
        ({"where": "Ostavra"}, {}),
        ({"where": None}, {"where": None}),
    ],
)
def test_counts_whose_scopes_do_not_say_the_same_are_not_compared(make, scopes):
    assert against(both(make, 34, 36, scopes=scopes)) == []


def test_single_persons_and_rounded_counts_are_against_nothing(make):
    assert against(both(make, 1, 34)) == []
    text = "Some 300 were killed in Lorveno. Thus 34 were killed in Lorveno."
    rounded = make.claim("Some 300 were killed", CountValue(lower=300, upper=300, approximate=True, wording="Some 300"))
    assert against(make.paper("s1", text, rounded, make.claim("Thus 34 were killed", 34))) == []


def test_one_count_for_two_days_is_against_itself(make):
    texts = "On 26 February 32 people were killed.", "The 32 people died on 27 February."
    days = "1991-02-26", "1991-02-27"
    claims = [make.claim(text, 32, when=make.days(day)) for text, day in zip(texts, days, strict=True)]
    assert against(make.paper("s1", " ".join(texts), *claims)) == [("s1", Question.WHEN, 2)]


def test_one_sentence_with_two_dates_is_against_itself(make):
    texts = "The Lorveno killings began on 1991-02-26.", "Again: the Lorveno killings began on 1991-02-27."
    claims = [
        make.claim(
            f"the Lorveno killings began on {day}" if number else f"The Lorveno killings began on {day}",
            make.days(day),
            question=Question.WHEN,
        )
        for number, day in enumerate(("1991-02-26", "1991-02-27"))
    ]
    assert against(make.paper("s1", " ".join(texts), *claims)) == [("s1", Question.WHEN, 2)]


def test_one_text_with_three_durations_is_against_itself(make):
    spans = ("1990-01-12", "1990-01-19"), ("1990-01-13", "1990-01-20"), ("1990-01-14", "1990-01-23")
    assert against(days_told(make, "s1", *spans)) == [("s1", Question.WHEN, 3)]


def lasting(make, text: str, *lengths: tuple[str, str], where: str = "Velmar") -> Paper:
    """Give a paper with a claim on the place of each sentence, and with the lengths of time that it names."""
    sentences = [sentence for sentence in re.split(r"(?<=\.) ", text) if where in sentence]
    claims = [make.claim(sentence, make.place(where), question=Question.WHERE) for sentence in sentences]
    made = make.paper("s1", text, *claims)
    named = tuple(
        Length(start=text.index(words), end=text.index(words) + len(words), length=length) for words, length in lengths
    )
    return msgspec.structs.replace(made, lengths=named)


def test_one_text_with_three_lengths_of_time_is_against_itself_in_those_words(make):
    text = "The pogrom in Velmar lasted three days. Velmar saw a week of violence. A ten-day massacre took Velmar."
    told = account_of(lasting(make, text, ("three days", "P3D"), ("a week", "P1W"), ("ten-day", "P10D")))
    (found,) = told.against_itself
    assert (found.question, len(found.claims)) == (Question.WHEN, 3)
    assert [text[one.start : one.end] for one in found.passages] == [one.exact for one in found.passages]
    assert [word in one.exact for word, one in zip(("three", "week", "ten"), found.passages, strict=True)] == [True] * 3


@pytest.mark.parametrize(
    "other",
    [
        ("Two days after the massacre Velmar buried its dead.", "Two days", "P2D"),
        ("He lay ten days in a hospital of Velmar.", "ten days", "P10D"),
        ("The pogrom in Velmar, two days later, was denied.", "two days", "P2D"),
        ("The pogrom in Velmar lasted 70 hours.", "70 hours", "PT70H"),
        ("The two-month-old boy of the massacre of Velmar lives.", "two-month-old", "P2M"),
        (f"{'He went on. ' * 50}Ostavra saw ten days of violence.", "ten days", "P10D"),
        ("Three days of violence shook Velmar.", "Three days", "P3D"),
    ],
)
def test_other_lengths_of_time_are_against_nothing(make, other):
    sentence, words, length = other
    text = f"The pogrom in Velmar lasted three days. {sentence}"
    assert against(lasting(make, text, ("three days", "P3D"), (words, length))) == []


def test_days_of_what_lasted_are_not_against_each_other(make):
    lasted = days_told(make, "s2", ("1991-03-11", "1991-03-14"))
    assert against(days_told(make, "s1", ("1991-03-11",), ("1991-03-13",))) == []
    assert against(days_told(make, "s1", ("1991-03-11", "1991-03-12"), ("1991-03-12", "1991-03-13")), lasted) == []


def test_two_sources_that_give_rival_counts_are_not_against_themselves(make):
    assert against(toll(make, "s1", 34, publisher="Bell"), toll(make, "s2", 47, publisher="Courier")) == []


def test_papers_in_any_order_give_one_account(make):
    agency = make.voice("Mirsel Agency", VoiceKind.AGENCY)
    papers = [
        count_of(make, "s1", published="1991-03-20", publisher="Commission"),
        toll(make, "s2", 34, said_by=agency, published="1991-03-15"),
        toll(make, "s3", 39, said_by=agency, published="1991-03-17", publisher="Bell"),
        days_told(make, "s4", MARCH, ("1991-03-12",), ("1991-04-01",), publisher="Courier"),
        both(make, 34, 36, name="s5"),
    ]
    first = account_of(*papers)
    shuffled = random.Random(3).sample(papers, len(papers))  # noqa: S311  # no secret
    again = account_of(*shuffled)
    assert msgspec.structs.replace(again, incident=first.incident) == first
    assert again.incident.lines == first.incident.lines


def test_silent_claims_that_fit_two_answers_are_one_answer_of_their_own(make):
    placed = [toll(make, f"s{k}", 34) for k in (1,)]
    other = make.paper("s2", "34 died in Ostavra.", make.claim("34 died in Ostavra", 34, where="Ostavra"))
    silent = [make.paper(f"s{k}", "34 died.", make.claim("34 died", 34)) for k in (3, 4, 5)]
    found = asked(account_of(*placed, other, *silent))
    assert [answer.lines_max for answer in found.answers] == [1, 1, 3]


def test_the_number_of_lines_of_the_incident_is_that_of_the_lines_listed(make):
    found = account_of(toll(make, "s1", 34, publisher="Bell"), toll(make, "s2", 47, publisher="Courier"))
    assert (found.incident.lines.max, found.incident.lines.min) == (2, 2)
    assert [line.origin for line in found.lines] == ["Bell", "Courier"]
