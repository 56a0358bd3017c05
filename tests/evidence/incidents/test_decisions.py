"""What people decided binds in every later grouping, whatever comes in, is read again or is decided next."""

from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st
from msgspec import structs

from ledgerstone.evidence.incidents.binding import constraints
from ledgerstone.evidence.incidents.decisions import APART, Decision, Ruling
from ledgerstone.evidence.incidents.propose import propose

EARLY, LATE = "1991-03-11", "1991-03-27"


def toll(make, name, *days, where="Lorveno"):
    sentence = "34 people were killed."
    claim = make.claim(sentence, 34, when=make.days(*days), where=where)
    return make.paper(name, f"{sentence} {make.story(sum(map(ord, name)))}", claim)


def four(make):
    return tuple(toll(make, f"s{k}", EARLY if k < 3 else LATE) for k in (1, 2, 3, 4))


def groups(proposal):
    return sorted(sorted(incident.sources) for incident in proposal.incidents)


def without_evidence(proposal):
    return tuple(structs.replace(one, evidence=()) for one in proposal.incidents)


def on_two(decision, one, other):
    return Decision(
        subject=one.id, decision=decision, other=other.id, sides=(one.claims, other.claims), judgement="j00000000001"
    )


def taken_out(incident, claim):
    kept = tuple(one for one in incident.claims if one != claim)
    return Decision(subject=incident.id, decision=Ruling.SPLIT, other=claim, sides=(kept, (claim,)))


def test_a_paper_that_bridges_two_incidents_does_not_join_what_is_never_together(make):
    papers = four(make)
    before = propose(papers)
    never = on_two(Ruling.NEVER_TOGETHER, *before.incidents)
    bridge = toll(make, "s5", EARLY, LATE)
    for order in permutations((*papers, bridge)):
        after = propose(order, decisions=(never,), standing=before.incidents)
        for incident in after.incidents:
            assert not {"s1", "s2"} & set(incident.sources) or not {"s3", "s4"} & set(incident.sources)
        assert sorted(source for incident in after.incidents for source in incident.sources) == [
            "s1", "s2", "s3", "s4", "s5",
        ]  # fmt: skip


def test_a_merge_binds_as_long_as_one_claim_of_each_side_is_held(make):
    papers = four(make)
    before = propose(papers)
    merge = on_two(Ruling.MERGE, *before.incidents)
    assert groups(propose(papers, decisions=(merge,), standing=before.incidents)) == [["s1", "s2", "s3", "s4"]]
    assert groups(propose(papers[1:3], decisions=(merge,))) == [["s2", "s3"]]
    assert groups(propose(papers[:2], decisions=(merge,))) == [["s1", "s2"]]


def test_a_merge_against_the_days_is_among_what_speaks_for_the_incident(make):
    papers = four(make)
    merge = on_two(Ruling.MERGE, *propose(papers).incidents)
    (incident,) = propose(papers, decisions=(merge,)).incidents
    (reason,) = (one for one in incident.evidence if "j00000000001" in one.text)
    assert reason.supports
    assert reason.sources == ("s1", "s2", "s3", "s4")
    assert set(reason.claims) == set(incident.claims)


def test_a_newcomer_joins_what_people_merged(make):
    papers = four(make)
    merge = on_two(Ruling.MERGE, *propose(papers).incidents)
    more = (*papers, toll(make, "s5", LATE), toll(make, "s6", EARLY))
    assert groups(propose(more, decisions=(merge,))) == [["s1", "s2", "s3", "s4", "s5", "s6"]]


def test_splitting_and_merging_back_restores_the_incident(make):
    papers = tuple(toll(make, f"s{k}", EARLY) for k in (1, 2, 3))
    before = propose(papers)
    (incident,) = before.incidents
    split = taken_out(incident, papers[1].claims[0].id)
    parted = propose(papers, decisions=(split,), standing=before.incidents)
    assert groups(parted) == [["s1", "s3"], ["s2"]]
    stays, leaves = sorted(parted.incidents, key=lambda one: -len(one.sources))
    assert stays.id == incident.id
    back = on_two(Ruling.MERGE, stays, leaves)
    after = propose(papers, decisions=(split, back), standing=parted.incidents)
    assert without_evidence(after) == without_evidence(before)
    assert without_evidence(propose(papers, standing=parted.incidents)) == without_evidence(before)


def test_a_claim_can_be_taken_out_of_a_mention_and_put_back(make):
    words = "34 people were killed. 5 people were killed."
    day = make.days(EARLY)
    paper = make.paper(
        "s1",
        words,
        make.claim("34 people were killed.", 34, when=day, where="Lorveno"),
        make.claim("5 people were killed.", 5, when=day, where="Lorveno"),
    )
    before = propose((paper,))
    (incident,) = before.incidents
    split = taken_out(incident, paper.claims[1].id)
    parted = propose((paper,), decisions=(split,), standing=before.incidents)
    assert sorted(len(one.claims) for one in parted.incidents) == [1, 1]
    back = on_two(Ruling.MERGE, *parted.incidents)
    after = propose((paper,), decisions=(split, back), standing=parted.incidents)
    assert without_evidence(after) == without_evidence(before)


def test_a_later_split_takes_one_paper_out_of_what_was_merged(make):
    papers = four(make)
    before = propose(papers)
    merge = on_two(Ruling.MERGE, *before.incidents)
    merged = propose(papers, decisions=(merge,), standing=before.incidents)
    split = taken_out(merged.incidents[0], papers[0].claims[0].id)
    after = propose(papers, decisions=(merge, split), standing=merged.incidents)
    assert groups(after) == [["s1"], ["s2", "s3", "s4"]]
    assert any("a later decision parts them" in one.text for incident in after.incidents for one in incident.evidence)


def test_of_two_decisions_on_the_same_the_later_one_holds(make):
    papers = four(make)
    incidents = propose(papers).incidents
    never, merge = on_two(Ruling.NEVER_TOGETHER, *incidents), on_two(Ruling.MERGE, *incidents)
    assert len(propose(papers, decisions=(merge, never)).incidents) == 2
    assert len(propose(papers, decisions=(never, merge)).incidents) == 1


def test_an_incident_that_people_judged_keeps_its_id_also_after_it_was_gone(make):
    papers = four(make)
    before = propose(papers)
    small, large = before.incidents
    accepted = Decision(subject=small.id, decision=Ruling.ACCEPT, sides=(small.claims[:1], ()))
    merge = on_two(Ruling.MERGE, small, large)
    more = (*papers, toll(make, "s5", EARLY), toll(make, "s6", LATE))
    (one,) = propose(more, decisions=(accepted, merge), standing=before.incidents).incidents
    assert one.id == small.id
    gone = propose(papers[:2] if small.sources == ("s3", "s4") else papers[2:], decisions=(accepted,))
    assert small.id not in {one.id for one in gone.incidents}
    again = propose(more, decisions=(accepted,), standing=gone.incidents)
    assert small.id in {one.id for one in again.incidents if small.claims[0] in one.claims}


ids = st.lists(st.integers(0, 9), max_size=5).map(lambda numbers: tuple(f"c{number}" for number in numbers))
rulings = st.sampled_from([Ruling.MERGE, Ruling.SPLIT, Ruling.NEVER_TOGETHER])
decisions = st.builds(
    lambda ruling, one, other: Decision(subject="i1", decision=ruling, other="i2", sides=(one, other)),
    rulings,
    ids,
    ids,
)


@given(st.lists(decisions, max_size=6))
def test_constraints_contradict_each_other_nowhere(made):
    bound = constraints([[f"c{number}"] for number in range(10)], made)
    numbers = [number for those in bound.together for number in those]
    assert len(numbers) == len(set(numbers))
    for first, second in bound.apart:
        assert not any(set(those) & set(first) and set(those) & set(second) for those in bound.together)


@given(st.lists(decisions, min_size=1, max_size=6))
def test_the_last_decision_holds_as_it_was_made(made):
    bound, last = constraints([[f"c{number}"] for number in range(10)], made), made[-1]
    first, second = ({int(one[1:]) for one in side} for side in last.sides)
    if last.decision == Ruling.MERGE:
        assert len(first | second) < 2 or any(first | second <= set(those) for those in bound.together)
    elif first - second and second - first:
        assert last.decision in APART
        assert any(first - second == set(a) and second - first == set(b) for a, b in bound.apart)
