"""Hostile, broken and enormous piles: bounded work, no harm to what is right, and nothing said that no text says."""

from collections import Counter

import pytest

from ledgerstone.evidence.claims.model import Question, VoiceKind
from ledgerstone.evidence.incidents.accounts.accounts import account
from ledgerstone.evidence.incidents.copying import pairs
from ledgerstone.evidence.incidents.copying.copies import find_copies
from ledgerstone.evidence.incidents.lines.lines import MOST_REASONS
from ledgerstone.evidence.incidents.model import CopyKind, Direction
from ledgerstone.evidence.incidents.propose import propose

WHEN = ("1991-03-11", "1991-03-14")
TOLL = "34 people were killed in Lorveno between 11 and 14 March."


FIRST = ("Bar", "Lim", "Mos", "Run", "Ves", "Fog", "Zel", "Kip")
SECOND = ("anda", "ilore", "ugrim", "ostov", "ezmal")


def report(make, name, text, *, toll=TOLL, killed=34, when=WHEN, **kwargs):  # noqa: PLR0913  # what varies
    claim = make.claim(toll, killed, when=make.days(*when) if when else None, where="Lorveno")
    return make.paper(name, f"{toll} {text}", claim, **kwargs)


def accounts_of(papers):
    proposal = propose(tuple(papers))
    return [account(incident, tuple(papers), proposal.copies) for incident in proposal.incidents]


def killed(one):
    """Give the answers on the killed, by their number, with their lines."""
    answers = next(q.answers for q in one.questions if q.question is Question.KILLED)
    return {answer.value.lower: (answer.lines_min, answer.lines_max) for answer in answers}


@pytest.fixture
def compared(monkeypatch) -> Counter[str]:
    """Count how many pairs are aligned."""
    counted: Counter[str] = Counter()
    plain = pairs.compare_prepared

    def counting(one, other, **options):
        counted["pairs"] += 1
        return plain(one, other, **options)

    monkeypatch.setattr(pairs, "compare_prepared", counting)
    return counted


def test_identical_papers_are_one_line_and_one_comparison_each(make, compared):
    text = make.story(1)
    papers = [report(make, f"s{k:03}", text, publisher=f"Paper {k}", published="1991-03-15") for k in range(400)]
    (one,) = accounts_of(papers)
    assert killed(one) == {34: (1, 1)}
    assert len(one.incident.sources) == 400
    assert compared["pairs"] <= 400
    (line,) = one.lines
    assert len(line.edges) >= 399
    assert line.why.count(";") <= MOST_REASONS


def test_a_paper_that_copies_from_three_hundred_others_is_held_against_each_once(make, compared):
    stories = [make.story(k, 6) for k in range(300)]
    papers = [
        make.paper(f"s{k:03}", story, publisher=f"Paper {k}", published="1991-03-15") for k, story in enumerate(stories)
    ]
    anthology = make.paper("t", "\n\n".join(stories), publisher="Collector", published="1995-01-01")
    found = find_copies((anthology, *papers))
    assert {(copy.source, copy.of) for copy in found} == {("t", paper.id) for paper in papers}
    assert {copy.direction for copy in found} == {Direction.KNOWN}
    # Stories of one day are compared where they share rare triples, each with few others.
    assert compared["pairs"] <= 20 * 300
    for copy in found:
        story = stories[int(copy.of[1:])]
        at = anthology.text.index(story)
        same = sum(min(one.end, at + len(story)) - max(one.start, at) for one in copy.passages)
        assert 0.9 * len(story) <= same <= len(story)


def test_copying_from_three_hundred_papers_makes_no_line(make):
    stories = [make.story(k, 6) for k in range(30)]
    papers = [report(make, f"s{k:02}", story, publisher=f"Paper {k}") for k, story in enumerate(stories)]
    (before,) = accounts_of(papers)
    anthology = report(make, "t", "\n\n".join(stories), publisher="Collector", published="1995-01-01")
    (after,) = accounts_of([*papers, anthology])
    assert killed(before) == {34: (30, 30)}
    assert max(killed(after)[34]) <= 30


def test_two_dates_for_one_thing_in_one_paper_both_stand(make):
    first, second = "On 11 March 34 people were killed in Lorveno.", "All 34 were killed on 13 March, the report adds."
    paper = make.paper(
        "s1",
        f"{first} {make.story(1, 2)} {second}",
        make.claim(first, 34, when=make.days("1991-03-11"), where="Lorveno"),
        make.claim("11 March", make.days("1991-03-11"), question=Question.WHEN, where="Lorveno"),
        make.claim(second, 34, when=make.days("1991-03-13"), where="Lorveno"),
        make.claim("13 March", make.days("1991-03-13"), question=Question.WHEN, where="Lorveno"),
    )
    found = accounts_of([paper])
    held = [claim for one in found for claim in one.incident.claims]
    assert sorted(held) == sorted(one.id for one in paper.claims)
    days = {
        answer.value.edtf for one in found for q in one.questions if q.question is Question.WHEN for answer in q.answers
    }
    assert days == {"1991-03-11", "1991-03-13"}


def test_a_paper_printed_before_the_event_says_what_it_says(make):
    early = report(make, "s1", make.story(1), publisher="Bell", published="1991-03-01")
    other = report(make, "s2", make.story(2), publisher="Courier", published="1991-03-15")
    (one,) = accounts_of([early, other])
    assert one.incident.sources == ("s1", "s2")
    assert one.incident.when.edtf == "/".join(WHEN)
    assert killed(one) == {34: (2, 2)}


def test_a_copy_printed_before_the_event_is_dated_by_its_print_and_not_by_the_event(make):
    text = make.story(1)
    early = report(make, "s2", text, publisher="Bell", published="1991-03-01")
    late = report(make, "s1", text, publisher="Courier", published="1991-03-15")
    (copy,) = find_copies((early, late))
    assert (copy.source, copy.of, copy.direction) == ("s1", "s2", Direction.KNOWN)


def test_without_any_date_nothing_is_dated_and_other_towns_stay_apart(make):
    claim = make.claim("34 people were killed in Lorveno.", 34, where="Lorveno")
    elsewhere = make.claim("34 people were killed in Ostavra.", 34, where="Ostavra")
    papers = [
        make.paper("s1", f"34 people were killed in Lorveno. {make.story(1)}", claim, publisher="Bell"),
        make.paper("s2", f"34 people were killed in Lorveno. {make.story(1)}", claim, publisher="Courier"),
        make.paper("s3", f"34 people were killed in Ostavra. {make.story(3)}", elsewhere, publisher="Post"),
    ]
    found = accounts_of(papers)
    assert [one.incident.when for one in found] == [None] * len(found)
    assert not any({"s1", "s3"} <= set(one.incident.sources) for one in found)
    for one in found:
        (when,) = [q for q in one.questions if q.question is Question.WHEN]
        assert when.not_known
    (copy,) = propose(tuple(papers)).copies
    assert (copy.direction, copy.kind) == (Direction.UNKNOWN, CopyKind.VERBATIM)


@pytest.mark.parametrize("length", [1, 2, 40])
def test_a_circle_of_as_reported_by_ends_and_is_one_line(make, length):
    names = [f"{one}{two} Herald" for one in FIRST for two in SECOND][:length]
    papers = []
    for k in range(length):
        voice = make.voice(names[(k + 1) % length], VoiceKind.MEDIA, printed_by=names[k])
        claim = make.claim(TOLL, 34, when=make.days(*WHEN), where="Lorveno", said_by=voice)
        papers.append(make.paper(f"s{k:02}", f"{TOLL} {make.story(100 + k)}", claim, publisher=names[k]))
    (one,) = accounts_of(papers)
    assert killed(one) == {34: (1, 1)}
    assert len(one.incident.sources) == length


def test_one_paper_with_five_thousand_incidents_is_told_apart(make):
    towns = [f"{one}{two}" for one in FIRST for two in SECOND]
    told = [f"{2 + k} people were killed in {towns[k % 40]} in case {k}." for k in range(5_000)]
    days = [f"{1900 + k // 50}-0{1 + k % 9}-{10 + k % 18}" for k in range(5_000)]
    text = "\n\n".join(told)
    claims = [make.claim(words, 2 + k, when=make.days(days[k]), where=towns[k % 40]) for k, words in enumerate(told)]
    (paper,) = [make.paper("s1", text, *claims)]
    found = propose((paper,)).incidents
    given = [claim for incident in found for claim in incident.claims]
    assert sorted(given) == sorted(held.id for held in paper.claims)
    apart = {(towns[k % 40], days[k]) for k in range(5_000)}
    assert len(found) == len(apart)


def test_a_text_made_to_look_like_a_copy_of_everything_is_bounded_work_and_makes_no_line(make, compared):
    stories = [make.story(k, 4) for k in range(120)]
    papers = [
        report(make, f"s{k:03}", story, publisher=f"Paper {k}", published="1991-03-15")
        for k, story in enumerate(stories)
    ]
    snippets = [" ".join(story.split()[at : at + 9]) for story in stories for at in (0, 15, 30)]
    hostile = report(make, "t", ". ".join(snippets), publisher="Nobody", published="1991-03-20")
    before, after = accounts_of(papers), accounts_of([*papers, hostile])
    assert compared["pairs"] <= 20 * len(papers)
    assert len(before) == len(after)
    for one, other in zip(before, after, strict=True):
        assert killed(other)[34][1] <= killed(one)[34][1] + 1
    assert not [copy for copy in find_copies((hostile, *papers)) if copy.share > 0.9]
