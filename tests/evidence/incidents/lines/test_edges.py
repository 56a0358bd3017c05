"""Which edges join claims, and what they rest on."""

import pytest

from ledgerstone.evidence.claims.model import Question, Speaker, Voice, VoiceKind
from ledgerstone.evidence.incidents.copying.copies import find_copies
from ledgerstone.evidence.incidents.edge import Edge, EdgeKind, Stretch
from ledgerstone.evidence.incidents.lines.given import given
from ledgerstone.evidence.incidents.lines.lines import count_lines, lines
from ledgerstone.evidence.incidents.lines.shares import shares_of
from ledgerstone.evidence.incidents.model import CopiedPassage, Copy, CopyKind, Direction

TOLL = "34 people were killed in Lorveno on 12 March."
HEAD = "LORVENO, 15 March (Mirsel)"


@pytest.fixture
def report(make):
    def made(name, text, *, said_by=None, head=None, killed=34, **kwargs):
        toll = TOLL.replace("34", str(killed))
        claim = make.claim(toll, killed, when=make.days("1991-03-12"), where="Lorveno", said_by=said_by)
        return make.paper(name, f"{head + ' — ' if head else ''}{toll} {text}", claim, dateline=head, **kwargs)

    return made


def counted(*papers, copies=None):
    found = find_copies(papers) if copies is None else copies
    killed = frozenset(h.id for paper in papers for h in paper.claims if h.claim.question is Question.KILLED)
    return count_lines(given(papers, killed, shares_of({paper.id: paper for paper in papers}, found)), found)


def words(edge, papers):
    texts = {paper.id: paper.text for paper in papers}
    return [texts[one.source][one.start : one.end] for one in (edge.at, edge.of)]


def test_a_count_by_an_agency_joins_what_a_reprint_has_from_it_though_its_own_paper_is_not_held(make, report):
    hospital = make.voice("Lorveno Hospital", VoiceKind.BODY)
    papers = (
        report("s1", make.story(1), said_by=hospital, head=HEAD, publisher="Bell", published="1991-03-15"),
        report("s2", make.story(2), said_by=make.voice("the Mirsel Agency", VoiceKind.AGENCY), publisher="Courier"),
        report("s3", make.story(3), said_by=hospital, publisher="Lantern"),
    )
    found = counted(*papers)
    assert (found.count.min, found.count.max) == (1, 1)
    (line,) = found.lines
    assert line.origin == "Lorveno Hospital"
    credit = next(edge for edge in line.edges if edge.kind is EdgeKind.CREDIT)
    assert words(credit, papers) == [TOLL, "Mirsel"]
    assert credit.reason == "credit: s2 has it from Mirsel Agency, to whom s1 is credited"


def test_another_number_of_the_agency_is_its_own_line(make, report):
    papers = (
        report("s1", make.story(1), said_by=make.voice("Hospital", VoiceKind.BODY), head=HEAD, publisher="Bell"),
        report("s2", make.story(2), said_by=make.voice("Mirsel", VoiceKind.AGENCY), publisher="Courier", killed=47),
    )
    assert [line.origin for line in counted(*papers).lines] == ["Hospital", "Mirsel"]


def test_two_that_an_agency_passed_on_are_two_lines(make, report):
    papers = (
        report("s1", make.story(1), said_by=make.voice("Hospital", VoiceKind.BODY), head=HEAD, publisher="Bell"),
        report("s2", make.story(2), said_by=make.voice("Ministry", VoiceKind.BODY), head=HEAD, publisher="Lantern"),
        report("s3", make.story(3), said_by=make.voice("Mirsel", VoiceKind.AGENCY), publisher="Courier"),
    )
    assert counted(*papers).count.max == 2


def test_what_an_agency_says_in_its_own_paper_is_what_is_meant(make, report):
    papers = (
        report("s1", make.story(1), said_by=make.voice("Hospital", VoiceKind.BODY), head=HEAD, publisher="Bell"),
        report("s2", make.story(2), publisher="Mirsel Agency"),
        report("s3", make.story(3), said_by=make.voice("Mirsel", VoiceKind.AGENCY), publisher="Courier"),
    )
    assert [(line.origin, line.sources) for line in counted(*papers).lines] == [
        ("Hospital", ("s1",)),
        ("Mirsel Agency", ("s2", "s3")),
    ]


def test_a_link_of_a_chain_passes_on_as_a_credit_does(make, report):
    chain = tuple(
        Speaker(name=name, kind=kind)
        for name, kind in (("Bell", VoiceKind.MEDIA), ("Mirsel", VoiceKind.AGENCY), ("Hospital", VoiceKind.BODY))
    )
    papers = (
        report("s1", make.story(1), said_by=Voice(name="Hospital", kind=VoiceKind.BODY, chain=chain)),
        report("s2", make.story(2), said_by=make.voice("Mirsel", VoiceKind.AGENCY)),
    )
    assert counted(*papers).count.max == 1


def test_the_credit_that_a_chain_repeats_is_a_credit(make, report):
    chain = (Speaker(name="Bell", kind=VoiceKind.MEDIA), Speaker(name="Mirsel", kind=VoiceKind.AGENCY))
    voice = Voice(name="Mirsel", kind=VoiceKind.AGENCY, chain=chain)
    papers = [report(f"s{k}", make.story(k), said_by=voice, head=HEAD, publisher=f"Paper {k}") for k in (1, 2)]
    (line,) = counted(*papers).lines
    (edge,) = line.edges
    assert (edge.kind, words(edge, papers)) == (EdgeKind.CREDIT, ["Mirsel", "Mirsel"])


def test_what_a_paper_took_over_does_not_join_its_own_report_to_the_line_of_another(make, report):
    papers = (
        report("s1", make.story(1), publisher="Bell", published="1991-03-14"),
        report("s2", make.story(1), publisher="Courier", published="1991-03-15"),
        report("s3", make.story(3), publisher="Courier", published="1991-03-16"),
    )
    assert [(line.origin, line.sources) for line in counted(*papers).lines] == [
        ("Bell", ("s1", "s2")),
        ("Courier", ("s3",)),
    ]


def test_a_title_is_no_line_beside_what_stands_below_it(make):
    title = "Lorveno: 34 killed"
    text = f"{title}\n\n{TOLL} {make.story(1)}"
    hospital = make.voice("Hospital", VoiceKind.BODY)
    papers = (
        make.paper(
            "s1",
            text,
            make.claim(title, 34, where="Lorveno", region="title"),
            make.claim(TOLL, 34, where="Lorveno", said_by=hospital),
            publisher="Bell",
        ),
        make.paper("s2", f"{TOLL} {make.story(2)}", make.claim(TOLL, 34, where="Lorveno"), publisher="Bell"),
    )
    assert [(line.origin, len(line.claims)) for line in counted(*papers).lines] == [("Hospital", 2), ("Bell", 1)]


def test_a_quoted_statement_is_a_line_for_its_words_and_not_for_the_report_around_it(make):
    mayor = make.voice("Mayor Orlo", VoiceKind.OFFICIAL)
    papers = []
    for number in (1, 2):
        own = f"{30 + number} people were killed in Lorveno."
        papers.append(
            make.paper(
                f"s{number}",
                f"“{TOLL}” said Mayor Orlo. {own} {make.story(number)}",
                make.claim(TOLL, 34, where="Lorveno", said_by=mayor),
                make.claim(own, 30 + number, where="Lorveno"),
                publisher=f"Paper {number}",
            )
        )
    assert [(line.origin, line.sources) for line in counted(*papers).lines] == [
        ("Mayor Orlo", ("s1", "s2")),
        ("Paper 1", ("s1",)),
        ("Paper 2", ("s2",)),
    ]


def test_one_statement_of_nine_signatories_is_one_line_wherever_it_is_printed(make):
    text = f"{TOLL} {make.story(4)}\n\n" + "\n".join(f"Signatory {name}" for name in "ABCDEFGHI")
    papers = [make.paper(f"s{k}", text, make.claim(TOLL, 34, where="Lorveno")) for k in (1, 2)]
    assert counted(*papers).count.max == 1


def test_a_proposal_joins_nothing_and_says_why_it_may(make, report):
    papers = (report("s1", make.story(1), publisher="Bell"), report("s2", make.story(2), publisher="Courier"))
    end = len(TOLL)
    copy = Copy(
        source="s2",
        of="s1",
        kind=CopyKind.TRANSLATED,
        direction=Direction.UNKNOWN,
        share=0.9,
        passages=(CopiedPassage(start=0, end=end, of_start=0, of_end=end),),
    )
    found = counted(*papers, copies=(copy,))
    assert (found.count.min, found.count.max) == (1, 2)
    assert found.count.reason == "s2 reads like a translation of s1; no person has decided it"
    (edge,) = found.proposed
    assert (edge.kind, words(edge, papers)) == (EdgeKind.PROPOSAL, [TOLL, TOLL])
    assert all(line.edges == () for line in found.lines)


def test_that_nobody_has_decided_is_said_once_for_all_proposals(make, report):
    papers = tuple(report(f"s{k}", make.story(k), publisher=f"Paper {name}") for k, name in enumerate("ABC"))
    passages = (CopiedPassage(start=0, end=len(TOLL), of_start=0, of_end=len(TOLL)),)
    copies = tuple(
        Copy(source=one, of="s0", kind=CopyKind.REWORDED, direction=Direction.UNKNOWN, share=0.9, passages=passages)
        for one in ("s1", "s2")
    )
    reason = counted(*papers, copies=copies).count.reason
    assert reason == "s1 reads like other words for s0; s2 reads like other words for s0; no person has decided it"


def test_lines_are_counted_of_ids_and_edges_alone_and_of_many_answers_at_once():
    def edge(kind, a, b):
        place = Stretch(source="s1", start=0, end=1)
        return Edge(kind=kind, a=a, b=b, at=place, of=place, reason="")

    sure, proposed = edge(EdgeKind.COPY, "c", "a"), edge(EdgeKind.PROPOSAL, "b", "c")
    first, second = lines([(("a", "b", "c", "d"), (sure, proposed)), (("e",), ())])
    assert (first.lines, first.least) == ((("a", "c"), ("b",), ("d",)), 2)
    assert (first.edges, first.proposed) == (((sure,), (), ()), (proposed,))
    assert (second.lines, second.least) == ((("e",),), 1)


SOUND_ALIKE = [f"{a}{e}banor Herald" for e in "eau" for a in "BPDTGKLMRN"]


@pytest.mark.parametrize("names", [[f"Paper of Town {k:02}" for k in range(30)], SOUND_ALIKE, SOUND_ALIKE[::-1]])
def test_a_wheel_of_papers_that_pass_on_each_other_is_one_line_and_ends(make, report, names):
    papers = [
        report(
            f"s{k:02}",
            make.story(k),
            publisher=names[k],
            said_by=make.voice(names[(k + 1) % len(names)], VoiceKind.MEDIA),
        )
        for k in range(len(names))
    ]
    assert counted(*papers, copies=()).count.max == 1


@pytest.mark.parametrize(("direction", "least"), [(Direction.KNOWN, 3), (Direction.UNKNOWN, 1)])
def test_a_later_text_can_be_a_translation_of_one_other_only(make, report, direction, least):
    papers = tuple(report(f"s{k}", make.story(k), publisher=f"Paper {name}") for k, name in enumerate("ABCD"))
    end = len(TOLL)
    copies = tuple(
        Copy(
            source="s3",
            of=of,
            kind=CopyKind.TRANSLATED,
            direction=direction,
            share=0.9,
            passages=(CopiedPassage(start=0, end=end, of_start=0, of_end=end),),
        )
        for of in ("s0", "s1", "s2")
    )
    found = counted(*papers, copies=copies)
    assert (found.count.min, found.count.max, len(found.proposed)) == (least, 4, 3)
