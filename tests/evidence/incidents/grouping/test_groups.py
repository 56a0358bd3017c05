"""Conflicts part, silence does not; the outcome depends on what papers say alone."""

import random
from datetime import date, timedelta

import pytest
from msgspec import structs

from ledgerstone.evidence.claims.model import Passage, Question
from ledgerstone.evidence.incidents.copying.furniture import furniture
from ledgerstone.evidence.incidents.grouping.groups import Group, grouped
from ledgerstone.evidence.incidents.grouping.linking import print_order
from ledgerstone.evidence.incidents.grouping.outline import outline
from ledgerstone.evidence.incidents.grouping.profiles import profiled
from ledgerstone.evidence.incidents.model import HeldClaim, Paper
from ledgerstone.values.places import Extent, PlaceValue


def toll(make, name, exact, when, *, where="Lorveno", count=34, **kwargs):  # noqa: PLR0913 - what a claim consists of
    claim = make.claim(exact, count, when=when, where=where)
    return make.paper(name, f"{exact} {make.story(sum(map(ord, name)))}", claim, **kwargs)


def groups_in(*papers: Paper) -> tuple[Group, ...]:
    made = [profiled(paper) for paper in papers]
    profiles = sorted((profile for one in made for profile in one.profiles), key=print_order)
    known = furniture([one.sighting for one in made])
    found = grouped(profiles, known)
    return tuple(found.group(mentions, {paper.id: paper for paper in papers}) for mentions in found.mentions)


def sources(*papers: Paper) -> list[list[str]]:
    return sorted(sorted({mention.paper for mention in group.mentions}) for group in groups_in(*papers))


def test_overlapping_spans_of_one_event_come_together(make):
    spans = (("1990-01-12", "1990-01-19"), ("1990-01-13", "1990-01-19"), ("1990-01-13", "1990-01-20"))
    papers = [toll(make, f"s{k}", "34 people were killed.", make.days(*span)) for k, span in enumerate(spans)]
    assert sources(*papers) == [["s0", "s1", "s2"]]


def test_another_day_or_another_town_stays_apart(make):
    papers = (
        toll(make, "s1", "34 people were killed.", make.days("1991-03-11", "1991-03-14")),
        toll(make, "s2", "34 people were killed.", make.days("1991-03-27")),
        toll(make, "s3", "34 people were killed.", make.days("1991-03-11", "1991-03-14"), where="Ostavra"),
    )
    assert sources(*papers) == [["s1"], ["s2"], ["s3"]]


@pytest.mark.parametrize("extent", [Extent.DIVISION, Extent.COUNTRY, Extent.CONTINENT, Extent.AREA])
def test_a_country_or_its_division_is_no_place_that_two_events_have_in_common(make, extent):
    large = PlaceValue(name="Orsinia", gazetteer_id="area:7", extent=extent, wording="Orsinia")
    day = make.days("1991-03-11")
    papers = (
        toll(make, "s1", "34 people were killed.", day, where=large),
        toll(make, "s2", "5 people were killed.", day, where=large, count=5),
    )
    assert sources(*papers) == [["s1"], ["s2"]]
    town = structs.replace(large, extent=Extent.TOWN)
    assert sources(*(toll(make, name, "34 people were killed.", day, where=town) for name in ("s1", "s2"))) == [
        ["s1", "s2"]
    ]


@pytest.mark.parametrize("name", ["Лорвено", "Լորվենո", "LORVENO"])
def test_one_town_in_another_script_is_one_town(make, name):
    papers = (
        toll(make, "s1", "34 people were killed.", make.days("1991-03-11")),
        toll(make, "s2", "34 people were killed.", make.days("1991-03-11"), where=name),
    )
    assert sources(*papers) == [["s1", "s2"]]


def test_a_month_joins_the_one_incident_in_it_and_neither_of_two_that_fit_alike(make):
    march = make.days("1991-03-01", "1991-03-31")
    first = toll(make, "s1", "34 people were killed.", make.days("1991-03-11", "1991-03-14"))
    second = toll(make, "s2", "34 people were killed.", make.days("1991-03-27"))
    loose = toll(make, "s3", "34 people were killed.", march)
    assert sources(first, loose) == [["s1", "s3"]]
    assert sources(first, second, loose) == [["s1"], ["s2"], ["s3"]]


def test_a_background_paragraph_belongs_to_its_own_event(make):
    news, background = "Five people were killed on 27 March.", "Two weeks earlier 34 people were killed."
    paper = make.paper(
        "s1",
        f"{news} {make.story(1, 3)}\n\n{background} {make.story(2, 3)}",
        make.claim(news, 5, when=make.days("1991-03-27"), where="Lorveno"),
        make.claim(background, 34, when=make.days("1991-03-11", "1991-03-14"), where="Lorveno"),
    )
    older = toll(make, "s2", "34 people were killed.", make.days("1991-03-11", "1991-03-14"))
    assert sources(paper, older) == [["s1"], ["s1", "s2"]]


def test_news_without_a_date_is_of_the_days_before_it_was_printed(make):
    dated = toll(make, "s1", "34 people were killed.", make.days("1991-03-11", "1991-03-14"), published="1991-03-15")
    silent = toll(make, "s2", "34 people were killed.", None, published="1991-03-16")
    later = toll(make, "s3", "34 people were killed.", None, published="1991-08-16")
    assert sources(dated, silent, later) == [["s1", "s2"], ["s3"]]


def test_days_without_a_place_join_the_place_that_the_paper_names(make):
    dated = toll(make, "s1", "34 people were killed.", make.days("1991-03-11", "1991-03-14"))
    other = toll(make, "s2", "34 people were killed.", make.days("1991-03-12"), where="Ostavra")
    text = "The Lorveno Central Hospital counted. 19 people had died in its wards on 12 March."
    claim = make.claim("19 people had died", 19, when=make.days("1991-03-12"))
    assert sources(dated, other, make.paper("s3", text, claim)) == [["s1", "s3"], ["s2"]]


def test_a_date_or_a_place_alone_is_no_incident(make):
    when = make.days("1991-03-11")
    paper = make.paper("s1", "On 11 March it rained.", make.claim("11 March", when, question=Question.WHEN))
    assert groups_in(paper) == ()


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
    assert sources(paper, undated) == [["s1"], ["s1"], ["s2"]]


def at(name: str, latitude: float, extent: Extent = Extent.TOWN) -> PlaceValue:
    key = f"test:{name}:{latitude}"
    return PlaceValue(name=name, wording=name, latitude=latitude, longitude=40.0, gazetteer_id=key, extent=extent)


def test_a_town_in_a_district_is_the_place_of_both_and_a_far_one_is_not(make):
    day = make.days("1990-01-13")
    district = toll(make, "s1", "34 people were killed.", day, where=at("Velny District", 45.0, Extent.DISTRICT))
    town = toll(make, "s2", "34 people were killed.", day, where=at("Sarnovka", 45.1))
    far = toll(make, "s3", "34 people were killed.", day, where=at("Ulmen", 45.8))
    assert sources(district, town, far) == [["s1", "s2"], ["s3"]]


def test_a_street_lies_in_the_town_of_its_paper(make):
    day = make.days("1991-03-11")
    town = toll(make, "s1", "34 people were killed.", day)
    street = make.paper(
        "s2",
        f"34 people were killed. In Lorveno people mourned. {make.story(7)}",
        make.claim("34 people were killed.", 34, when=day, where="Mill Street"),
        make.claim("Lorveno", make.place("Lorveno"), question=Question.WHERE),
        make.claim("people mourned", make.place("Lorveno"), question=Question.WHERE),
    )
    assert sources(town, street) == [["s1", "s2"]]


def test_days_in_a_row_are_no_single_incident(make):
    start = date(1991, 3, 1)
    spans = [(str(start + timedelta(days=k)), str(start + timedelta(days=k + 1))) for k in range(28)]
    papers = [toll(make, f"s{k:02}", "34 people were killed.", make.days(*span)) for k, span in enumerate(spans)]
    assert max(map(len, sources(*papers))) <= 4


def test_several_shootings_of_one_town_and_day_stay_apart(make):
    day, found = make.days("2015-01-29"), []
    for k, (street, name, age) in enumerate(
        (
            ("Alder Street", "Ada Lind", 23),
            ("Quay Road", "Bo Carn", 31),
            ("Mill Lane", "Cy Dell", 44),
            ("Fen Drive", "Di Eskel", 19),
        )
    ):
        for copy in range(2):
            exact = f"{name}, {age}, was killed on {street}."
            claim = make.claim(exact, 1, when=day, where="Lorveno")
            text = f"{exact} {make.story(10 * k + copy, 4)} Neighbours of {name} came to {street}."
            found.append(make.paper(f"s{k}{copy}", text, claim, published="2015-01-30"))
    assert sources(*found) == [[f"s{k}0", f"s{k}1"] for k in range(4)]


def test_an_anniversary_joins_the_incident_that_it_remembers(make):
    days = make.days("1991-03-11", "1991-03-14")
    news = [toll(make, f"s{k}", "34 people were killed.", days, published=f"1991-03-1{k + 4}") for k in (1, 2)]
    other = toll(make, "s3", "5 people were killed.", make.days("2001-03-10"), published="2001-03-11", count=5)
    remembers = toll(make, "s4", "34 people were killed.", make.days("1991-03-11"), published="2001-03-11")
    assert sources(*news, other, remembers) == [["s1", "s2", "s4"], ["s3"]]


def test_a_retrospective_joins_each_of_its_incidents(make):
    events = [("Lorveno", "1991-03-11"), ("Ostavra", "1991-09-05"), ("Velmar", "1994-05-03")]
    news = [
        toll(make, f"s{k}", "34 people were killed.", make.days(day), where=town, published=day)
        for k, (town, day) in enumerate(events)
    ]
    sentences = [f"In {town} 34 people were killed that year." for town, _ in events]
    claims = [
        make.claim(sentence, 34, when=make.days(day), where=town)
        for sentence, (town, day) in zip(sentences, events, strict=True)
    ]
    looks_back = make.paper("s9", "\n\n".join(sentences), *claims, published="2001-01-01")
    assert sources(*news, looks_back) == [["s0", "s9"], ["s1", "s9"], ["s2", "s9"]]


def test_a_paper_that_claims_nothing_joins_as_a_source_and_makes_no_incident(make):
    news = toll(make, "s1", "34 people were killed.", make.days("1991-03-11"), published="1991-03-12")
    vigil = make.paper("s2", make.story(sum(map(ord, "s1")), 6), published="1991-03-13")
    alone = make.paper("s3", make.story(999), published="1991-03-13")
    assert sources(news, vigil, alone) == [["s1", "s2"]]


@pytest.mark.parametrize("seed", range(3))
def test_neither_the_order_of_papers_nor_their_ids_changes_a_group(make, seed):
    days = [make.days("1991-03-11", "1991-03-14"), make.days("1991-03-12"), make.days("1991-03-27"), None]
    papers = [
        toll(make, f"s{k:02}", "34 people were killed.", days[k % 4], where=("Lorveno", "Ostavra")[k // 4 % 2])
        for k in range(12)
    ]
    before = sources(*papers)
    shuffled = papers[:]
    random.Random(seed).shuffle(shuffled)  # noqa: S311  # a permutation, no secret
    assert sources(*shuffled) == before
    renamed = {paper.id: f"s{(k * 7 + seed) % 12:02}" for k, paper in enumerate(papers)}
    after = sources(*(structs.replace(paper, id=renamed[paper.id]) for paper in papers))
    assert after == sorted(sorted(renamed[source] for source in group) for group in before)


def test_each_paper_of_a_group_has_its_reason_and_what_differs_is_said(make):
    days = make.days("1991-03-11")
    papers = [toll(make, f"s{k}", "34 people were killed.", days) for k in (1, 2)]
    papers.append(toll(make, "s3", "36 people were killed.", days, count=36))
    (group,) = groups_in(*papers)
    held = {source: reason for reason in group.evidence if reason.supports for source in reason.sources}
    assert set(held) == {"s1", "s2", "s3"}
    assert "1991-03-11" in held["s3"].text
    assert "Lorveno" in held["s3"].text
    (against,) = [reason for reason in group.evidence if not reason.supports]
    assert against.sources == ("s3",)
    assert "36" in against.text
    assert all(set(reason.claims) <= {h.id for paper in papers for h in paper.claims} for reason in group.evidence)


def test_swapping_the_names_of_two_groups_changes_no_group(make):
    days = [make.days("1991-03-11"), make.days("1991-03-12"), make.days("1991-09-05"), make.days("1991-09-30")]

    def pile(names: dict[str, str]) -> list[Paper]:
        found = []
        for k in range(12):
            exact = f"{20 + k // 4} {names['Torvans' if k % 2 else 'Belvans']} were killed."
            rest = f"{names['Torvans']} and {names['Belvans']} live there. {make.story(k // 2, 4)}"
            claim = make.claim(exact, 20 + k // 4, when=days[k % 4], where=("Lorveno", "Ostavra")[k // 4 % 2])
            found.append(make.paper(f"s{k:02}", f"{exact} {rest}", claim, published=f"1991-10-{k + 1:02}"))
        return found

    plain = {"Torvans": "Torvans", "Belvans": "Belvans"}
    assert sources(*pile(plain)) == sources(*pile({"Torvans": "Belvans", "Belvans": "Torvans"}))


def test_one_paper_with_five_thousand_incidents_is_groups_in(make):
    sentences = [f"In Town{k} 34 people were killed." for k in range(5000)]
    starts = [0]
    for sentence in sentences:
        starts.append(starts[-1] + len(sentence) + 2)
    claims = []
    for k, (sentence, start) in enumerate(zip(sentences, starts, strict=False)):
        day = make.days(f"19{10 + k % 80}-0{1 + k % 9}-11")
        claim = make.claim(sentence, 34, when=day, where=f"Town {chr(65 + k % 26)}el{k}")(sentence)
        passage = Passage(start=start, end=start + len(sentence), exact=sentence)
        claims.append(HeldClaim(id=f"c{k:05}", claim=structs.replace(claim, passage=passage)))
    paper = Paper(id="s1", text="\n\n".join(sentences), claims=tuple(claims))
    found = groups_in(paper)
    assert len(found) == 5000
    assert sum(len(mention.claims) for group in found for mention in group.mentions) == 5000


def test_many_papers_of_one_text_are_one_incident(make):
    text = f"34 people were killed. {make.story(3)}"
    claim = make.claim("34 people were killed.", 34, when=make.days("1991-03-11"), where="Lorveno")
    papers = [make.paper(f"s{k:03}", text, claim, published="1991-03-12") for k in range(300)]
    assert sources(*papers) == [[f"s{k:03}" for k in range(300)]]


def test_what_an_incident_is_called_is_put_together_from_values(make):
    spans = (("1990-01-12", "1990-01-19"), ("1990-01-13", "1990-01-19"), ("1990-01-13", "1990-01-20"))
    papers = [toll(make, f"s{k}", "34 people were killed.", make.days(*span)) for k, span in enumerate(spans)]
    street = make.claim("34 people were killed.", 34, when=make.days("1990-01-13"), where="Alder Street")
    town = make.claim("in Lorveno", make.place("Lorveno"), question=Question.WHERE, when=make.days("1990-01-13"))
    papers.append(make.paper("s4", f"34 people were killed. It was in Lorveno. {make.story(5)}", street, town))
    called = outline([mention for group in groups_in(*papers) for mention in group.mentions])
    assert called.title == "Violence, Lorveno, 1990-01-12/1990-01-20"
    assert called.where == ("Lorveno", "Alder Street")


def test_days_that_meet_only_what_meets_the_core_are_not_of_the_incident(make):
    spans = (
        ("1991-03-11", "1991-03-14"),
        ("1991-03-11", "1991-03-14"),
        ("1991-03-14", "1991-03-18"),
        ("1991-03-18", "1991-03-25"),
    )
    papers = [toll(make, f"s{k}", "34 people were killed.", make.days(*span)) for k, span in enumerate(spans)]
    called = outline([profile for paper in papers for profile in profiled(paper).profiles])
    assert called.when.edtf == "1991-03-11/1991-03-18"


def test_another_kind_of_attack_is_said(make):
    day = make.days("1991-03-11")
    shots = [toll(make, f"s{k}", "34 people were killed when gunmen opened fire.", day) for k in (1, 2)]
    blast = toll(make, "s3", "34 people were killed in an explosion.", day)
    (group,) = groups_in(*shots, blast)
    assert "explosion" in next(reason.text for reason in group.evidence if not reason.supports)
