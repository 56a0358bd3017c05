"""What holds of every pile: order and ids change nothing, nothing is lost or told twice, other bytes are a copy."""

from collections import Counter

import pytest
from invented_news import news
from msgspec import structs

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.identity import claim_id
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context, Question
from ledgerstone.evidence.incidents.accounts.accounts import account
from ledgerstone.evidence.incidents.model import HeldClaim, Paper
from ledgerstone.evidence.incidents.propose import propose
from ledgerstone.evidence.reading.read import read
from ledgerstone.values.digests import short_id

PAPERS = 120
EVENTS = frozenset(Question) - {Question.WHEN, Question.WHERE, Question.WORDS_SAID, Question.OTHER}


@pytest.fixture(scope="module")
def pile() -> tuple[Paper, ...]:
    return tuple(news(PAPERS))


@pytest.fixture(scope="module")
def proposed(pile):
    return propose(pile)


@pytest.mark.parametrize("seed", [1, 2])
def test_the_order_of_arrival_changes_nothing(pile, proposed, seed):
    shuffled = tuple(sorted(pile, key=lambda paper: short_id("s", str(seed), paper.id)))
    assert propose(shuffled) == proposed


def test_other_ids_change_nothing_but_ids(pile, proposed):
    renamed, name_of = [], {}
    for paper in pile:
        key = short_id("s", "renamed", paper.id)
        claims = tuple(structs.replace(held, id=short_id("c", "renamed", held.id)) for held in paper.claims)
        name_of |= {key: paper.id} | {new.id: old.id for new, old in zip(claims, paper.claims, strict=True)}
        renamed.append(structs.replace(paper, id=key, claims=claims))
    again = propose(tuple(renamed))

    def plain(incidents, name):
        return sorted(
            (sorted(name(c) for c in one.claims), sorted(name(s) for s in one.sources), one.title, one.lines.min)
            for one in incidents
        )

    assert plain(again.incidents, name_of.__getitem__) == plain(proposed.incidents, str)
    pairs = Counter(frozenset({name_of[copy.source], name_of[copy.of]}) for copy in again.copies)
    assert pairs == Counter(frozenset({copy.source, copy.of}) for copy in proposed.copies)


def test_every_claim_of_an_event_is_in_one_incident_and_every_incident_is_of_claims(pile, proposed):
    held = {held.id: paper.id for paper in pile for held in paper.claims}
    told = {held.id for paper in pile for held in paper.claims if held.claim.question in EVENTS}
    given = Counter(claim for incident in proposed.incidents for claim in incident.claims)
    assert set(given.values()) == {1}
    assert told <= set(given) <= set(held)
    for incident in proposed.incidents:
        assert {held[claim] for claim in incident.claims} <= set(incident.sources)
        assert 1 <= incident.lines.min <= incident.lines.max <= len(incident.claims)


def as_read(name: str, data: bytes, publisher: str) -> Paper:
    """Read bytes and extract their claims."""
    reading = read(data, name=name, language="en")
    context = Context(publisher=publisher)
    claims = extract(reading, find_mentions(reading, context), context)
    return Paper(
        id=short_id("s", name),
        publisher=publisher,
        language="en",
        text=reading.text,
        regions=reading.regions,
        claims=tuple(HeldClaim(id=claim_id(name, claim), claim=claim) for claim in claims),
    )


def test_the_same_words_in_other_bytes_are_a_copy_and_no_second_line(make):
    paragraphs = ["At least 34 people were killed in Lorveno on 11 March 1991.", make.story(1, 4), make.story(2, 4)]
    plain = "\n\n".join(paragraphs)
    page = "".join(f"<p>{one}</p>" for one in paragraphs)
    forms = {
        "a.txt": plain.encode(),
        "b.txt": plain.replace("\n", "\r\n").encode("utf-16"),
        "c.html": f"<!doctype html><html><body><article><h1>Lorveno</h1>{page}</article></body></html>".encode(),
    }
    papers = tuple(as_read(name, data, f"Paper {name[0].upper()}") for name, data in forms.items())
    proposal = propose(papers)
    assert {one for copy in proposal.copies for one in (copy.source, copy.of)} == {paper.id for paper in papers}
    (incident,) = proposal.incidents
    killed = next(
        q.answers for q in account(incident, papers, proposal.copies).questions if q.question is Question.KILLED
    )
    assert [(a.value.lower, a.lines_min, a.lines_max) for a in killed] == [(34, 1, 1)]
    assert sorted(incident.sources) == sorted(paper.id for paper in papers)
