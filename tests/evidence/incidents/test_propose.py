"""Conflicts part, silence does not; people's decisions stand."""

from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.evidence.incidents.propose import propose


def toll(make, name, exact, when, where="Lorveno", **kwargs):
    claim = make.claim(exact, 34, when=when, where=where)
    return make.paper(name, f"{exact} {make.story(sum(map(ord, name)))}", claim, **kwargs)


def groups(proposal):
    return sorted(sorted(incident.sources) for incident in proposal.incidents)


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
