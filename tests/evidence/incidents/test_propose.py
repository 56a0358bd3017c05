"""Conflicts part, silence does not; people's decisions stand."""

import pytest
from msgspec import structs

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.evidence.incidents.propose import propose
from ledgerstone.values.places import Extent, PlaceValue


def toll(make, name, exact, when, where="Lorveno", **kwargs):
    claim = make.claim(exact, 34, when=when, where=where)
    return make.paper(name, f"{exact} {make.story(sum(map(ord, name)))}", claim, **kwargs)


def groups(proposal):
    return sorted(sorted(incident.sources) for incident in proposal.incidents)


def test_overlapping_spans_of_one_event_come_together(make):
    spans = (("1990-01-12", "1990-01-19"), ("1990-01-13", "1990-01-19"), ("1990-01-13", "1990-01-20"))
    papers = tuple(toll(make, f"s{k}", "34 people were killed.", make.days(*span)) for k, span in enumerate(spans))
    (incident,) = propose(papers).incidents
    assert incident.sources == ("s0", "s1", "s2")
    assert incident.when.edtf == "1990-01-12/1990-01-20"


def test_another_day_or_another_town_stays_apart(make):
    papers = (
        toll(make, "s1", "34 people were killed.", make.days("1991-03-11", "1991-03-14")),
        toll(make, "s2", "34 people were killed.", make.days("1991-03-27")),
        toll(make, "s3", "34 people were killed.", make.days("1991-03-11", "1991-03-14"), where="Ostavra"),
    )
    assert groups(propose(papers)) == [["s1"], ["s2"], ["s3"]]


@pytest.mark.parametrize("extent", [Extent.DIVISION, Extent.COUNTRY, Extent.CONTINENT, Extent.AREA])
def test_a_country_or_its_division_is_no_place_that_two_events_have_in_common(make, extent):
    large = PlaceValue(name="Orsinia", gazetteer_id="area:7", extent=extent, wording="Orsinia")
    day = make.days("1991-03-11")
    papers = (
        toll(make, "s1", "34 people were killed.", day, where=large),
        toll(make, "s2", "5 people were killed.", day, where=large),
    )
    assert len(propose(papers).incidents) != 1
    town = structs.replace(large, extent=Extent.TOWN)
    papers = tuple(toll(make, name, "34 people were killed.", day, where=town) for name in ("s1", "s2"))
    assert groups(propose(papers)) == [["s1", "s2"]]


@pytest.mark.parametrize("name", ["Лорвено", "Լորվենո", "LORVENO"])
def test_one_town_in_another_script_is_one_town(make, name):
    papers = (
        toll(make, "s1", "34 people were killed.", make.days("1991-03-11")),
        toll(make, "s2", "34 people were killed.", make.days("1991-03-11"), where=name),
    )
    assert groups(propose(papers)) == [["s1", "s2"]]


def test_a_month_joins_the_one_incident_in_it_and_neither_of_two_that_fit_alike(make):
    march = make.days("1991-03-01", "1991-03-31")
    first = toll(make, "s1", "34 people were killed.", make.days("1991-03-11", "1991-03-14"))
    second = toll(make, "s2", "34 people were killed.", make.days("1991-03-27"))
    loose = toll(make, "s3", "34 people were killed.", march)
    assert groups(propose((first, loose))) == [["s1", "s3"]]
    assert groups(propose((first, second, loose))) == [["s1"], ["s2"], ["s3"]]


def test_a_background_paragraph_belongs_to_its_own_event(make):
    news, background = "Five people were killed on 27 March.", "Two weeks earlier 34 people were killed."
    paper = make.paper(
        "s1",
        f"{news} {make.story(1, 3)}\n\n{background} {make.story(2, 3)}",
        make.claim(news, 5, when=make.days("1991-03-27"), where="Lorveno"),
        make.claim(background, 34, when=make.days("1991-03-11", "1991-03-14"), where="Lorveno"),
    )
    older = toll(make, "s2", "34 people were killed.", make.days("1991-03-11", "1991-03-14"))
    assert groups(propose((paper, older))) == [["s1"], ["s1", "s2"]]


def test_news_without_a_date_is_of_the_days_before_it_was_printed(make):
    dated = toll(make, "s1", "34 people were killed.", make.days("1991-03-11", "1991-03-14"), published="1991-03-15")
    silent = toll(make, "s2", "34 people were killed.", None, published="1991-03-16")
    later = toll(make, "s3", "34 people were killed.", None, published="1991-08-16")
    assert groups(propose((dated, silent, later))) == [["s1", "s2"], ["s3"]]


def test_days_without_a_place_join_the_place_that_the_paper_names(make):
    dated = toll(make, "s1", "34 people were killed.", make.days("1991-03-11", "1991-03-14"))
    other = toll(make, "s2", "34 people were killed.", make.days("1991-03-12"), where="Ostavra")
    text = "The Lorveno Central Hospital counted. 19 people had died in its wards on 12 March."
    claim = make.claim("19 people had died", 19, when=make.days("1991-03-12"))
    assert groups(propose((dated, other, make.paper("s3", text, claim)))) == [["s1", "s3"], ["s2"]]


def test_a_date_or_a_place_alone_is_no_incident(make):
    when = make.days("1991-03-11")
    paper = make.paper("s1", "On 11 March it rained.", make.claim("11 March", when, question=Question.WHEN))
    assert propose((paper,)).incidents == ()


def test_standing_incidents_keep_their_ids_when_papers_come_in(make):
    papers = [toll(make, f"s{k}", "34 people were killed.", make.days("1991-03-11")) for k in (5, 6)]
    before = propose(tuple(papers))
    for k in range(5):
        papers.append(toll(make, f"s{k}", "34 people were killed.", make.days("1991-03-11")))
        after = propose(tuple(papers), standing=before.incidents)
        assert [incident.id for incident in after.incidents] == [incident.id for incident in before.incidents]


def two(make):
    return (
        toll(make, "s1", "34 people were killed.", make.days("1991-03-11")),
        toll(make, "s2", "34 people were killed.", make.days("1991-03-27")),
    )


def test_a_merge_stands_in_every_later_grouping_and_taking_it_back_restores_both(make):
    papers = two(make)
    before = propose(papers)
    one, other = (incident.id for incident in before.incidents)
    merge = (Decision(subject=one, decision=Ruling.MERGE, other=other),)
    standing = before.incidents
    for _ in range(3):
        merged = propose(papers, decisions=merge, standing=standing)
        assert groups(merged) == [["s1", "s2"]]
        assert merged.incidents[0].id in {one, other}
        standing = merged.incidents
    assert propose(papers, standing=standing) == before


def test_a_split_stands_and_merging_back_restores(make):
    papers = tuple(toll(make, f"s{k}", "34 people were killed.", make.days("1991-03-11")) for k in (1, 2, 3))
    before = propose(papers)
    key = before.incidents[0].id
    kept = next(c for c in ("s1", "s2", "s3") if f"{c}" != "s2")
    split = Decision(subject=key, decision=Ruling.SPLIT, other="s2")
    after = propose(papers, decisions=(split,), standing=before.incidents)
    assert groups(after) == [["s1", "s3"], ["s2"]]
    assert propose(papers, decisions=(split,), standing=after.incidents) == after
    assert kept in {s for incident in after.incidents if incident.id == key for s in incident.sources}
    assert propose(papers, standing=after.incidents) == before


def test_one_paper_with_five_hundred_incidents_is_grouped(make):
    sentences = [f"In Town{k} 34 people were killed." for k in range(500)]
    claims = [
        make.claim(
            sentence, 34, when=make.days(f"19{10 + k % 80}-0{1 + k % 9}-11"), where=f"Town {chr(65 + k % 26)}el{k}"
        )
        for k, sentence in enumerate(sentences)
    ]
    paper = make.paper("s1", "\n\n".join(sentences), *claims)
    found = propose((paper,))
    assert sum(len(incident.claims) for incident in found.incidents) == 500


def test_contradictory_and_missing_dates_do_no_harm(make):
    text = "34 people were killed on 11 March. 34 people were killed on 30 May. People were hurt."
    paper = make.paper(
        "s1",
        text,
        make.claim("34 people were killed on 11 March.", 34, when=make.days("1991-03-11"), where="Lorveno"),
        make.claim("34 people were killed on 30 May.", 34, when=make.days("1991-05-30"), where="Lorveno"),
        published="1990-01-01",
    )
    undated = make.paper("s2", "34 people were killed.", make.claim("34 people", 34))
    assert groups(propose((paper, undated))) == [["s1"], ["s1"], ["s2"]]
