"""What an account says of lines, and of papers that have an answer through an agency."""

from one_incident import incident_of

from ledgerstone.evidence.claims.model import Question, VoiceKind
from ledgerstone.evidence.incidents.accounts.accounts import account

TOLL = "34 people were killed in Lorveno."
HEAD = "LORVENO, 15 March (Mirsel)"


def test_a_paper_that_has_it_through_an_agency_is_not_said_to_name_the_origin(make):
    hospital = make.voice("Lorveno Hospital", VoiceKind.BODY)
    papers = (
        make.paper(
            "s1",
            f"{HEAD} — {TOLL} {make.story(1)}",
            make.claim(TOLL, 34, where="Lorveno", said_by=hospital),
            publisher="Bell",
            dateline=HEAD,
        ),
        make.paper(
            "s2",
            f"{TOLL} {make.story(2)}",
            make.claim(TOLL, 34, where="Lorveno", said_by=make.voice("Mirsel", VoiceKind.AGENCY)),
            publisher="Courier",
        ),
    )
    found = account(incident_of(papers), papers, ())
    (answer,) = next(one for one in found.questions if one.question is Question.KILLED).answers
    assert answer.explanation == (
        "Two papers, one line: s2 has it from “Mirsel”, which passed it on; s1 gives it as said by “Lorveno Hospital”."
    )


def test_what_an_agency_passed_on_goes_back_to_its_origin_also_where_that_is_another_answers(make):
    hospital = make.voice("Lorveno Hospital", VoiceKind.BODY)
    elsewhere = TOLL.replace("Lorveno", "Ostavra")
    papers = (
        make.paper(
            "s1",
            f"{HEAD} — {TOLL} {make.story(1)}",
            make.claim(TOLL, 34, where="Lorveno", said_by=hospital),
            publisher="Bell",
            dateline=HEAD,
        ),
        make.paper("s2", f"{elsewhere} {make.story(2)}", make.claim(elsewhere, 34, where="Ostavra", said_by=hospital)),
        make.paper(
            "s3",
            "34 people were killed.",
            make.claim("34 people were killed.", 34, said_by=make.voice("Mirsel", VoiceKind.AGENCY)),
            publisher="Courier",
        ),
    )
    found = account(incident_of(papers), papers, ())
    answers = next(one for one in found.questions if one.question is Question.KILLED).answers
    told = [(line.origin, line.sources, len(line.claims)) for answer in answers for line in answer.lines]
    assert sorted(told) == [("Lorveno Hospital", (f"s{number}",), 1) for number in (1, 2, 3)]
    (relayed,) = [line for answer in answers for line in answer.lines if line.sources == ("s3",)]
    assert relayed.explanation == "One paper, one line: s3 has it from “Mirsel”, which passed it on."
    assert [edge.of.source for edge in relayed.edges] == ["s1"]


def test_the_number_of_lines_is_explained_in_plain_sentences(make):
    def told(name, killed, publisher, said_by=None):
        text = f"{killed} people were killed in Lorveno."
        claim = make.claim(text, killed, where="Lorveno", said_by=said_by)
        return make.paper(name, text, claim, publisher=publisher, published=f"1991-03-1{name[1]}")

    papers = (
        told("s1", 34, "Mirsel Agency"),
        told("s2", 34, "Bell", make.voice("Mirsel Agency", VoiceKind.AGENCY)),
        told("s3", 39, "Courier"),
        told("s4", 39, "Lantern"),
    )
    found = account(incident_of(papers), papers, ())
    answers = next(one for one in found.questions if one.question is Question.KILLED).answers
    assert [answer.explanation for answer in answers] == [
        "Two papers, one line: s1 has it in its own name; s2 says that “Mirsel Agency” reported it.",
        "Two papers, two lines: they go back to “Courier” and “Lantern”.",
    ]
