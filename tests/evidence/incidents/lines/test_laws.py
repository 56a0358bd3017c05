"""Laws of lines: what changes nothing of what is known changes no number of lines."""

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from one_incident import incident_of

from ledgerstone.evidence.claims.model import Question, VoiceKind
from ledgerstone.evidence.incidents.accounts.accounts import account
from ledgerstone.evidence.incidents.copying.copies import find_copies

TOLL = "34 people were killed in Lorveno on 12 March."
PUBLISHERS = ("Lorveno Bell", "Ostavra Courier", "Vessa Lantern")
SPEAKERS = ("", "M.", "residents", "Lorveno Hospital", "the Ostavra Courier", "Mirsel", "credit", "credit and hospital")
ROWS = st.lists(
    st.tuples(
        st.integers(0, 7), st.sampled_from([34, 47]), st.sampled_from(SPEAKERS), st.sampled_from((None, *PUBLISHERS))
    ),
    min_size=1,
    max_size=5,
)
KINDS = {
    "M.": VoiceKind.WITNESS,
    "residents": VoiceKind.CROWD,
    "Lorveno Hospital": VoiceKind.BODY,
    "the Ostavra Courier": VoiceKind.MEDIA,
    "the Vessa Lantern": VoiceKind.MEDIA,
    "Mirsel": VoiceKind.AGENCY,
}
HEAD = "LORVENO, 15 March (Mirsel)"


def paper_of(make, name, row, *, printed="1991-03-14"):
    """Give a paper with a number of killed, by the seed of its text, who says it and who publishes it."""
    seed, killed, speaker, publisher = row
    toll = TOLL.replace("34", str(killed))
    credited = speaker.startswith("credit")
    speaker = "Lorveno Hospital" if speaker == "credit and hospital" else speaker
    said_by = make.voice(speaker, KINDS[speaker]) if speaker in KINDS else None
    claim = make.claim(toll, killed, when=make.days("1991-03-12"), where="Lorveno", said_by=said_by)
    head = f"{HEAD} — " if credited else ""
    return make.paper(
        name,
        f"{head}{toll} {make.story(seed)}",
        claim,
        publisher=publisher,
        published=printed,
        dateline=HEAD if credited else None,
    )


def again(paper, name, publisher, text=None):
    """Give the words of a paper once more, under another name."""
    claims = tuple(msgspec.structs.replace(held, id=f"{held.id}{name}") for held in paper.claims)
    return msgspec.structs.replace(paper, id=name, publisher=publisher, claims=claims, text=text or paper.text)


def counts(papers):
    """Give the number of lines of each answer, by its value."""
    found = account(incident_of(tuple(papers)), tuple(papers), find_copies(tuple(papers)))
    question = next(one for one in found.questions if one.question is Question.KILLED)
    for answer in question.answers:
        assert len(answer.lines) == answer.lines_max
        assert (answer.reason is None) == (answer.lines_min == answer.lines_max)
        looked_up(answer, papers)
    return sorted((answer.value.lower, answer.lines_min, answer.lines_max) for answer in question.answers)


def looked_up(answer, papers):
    """Check that each edge joins claims of its line and rests on words that are there."""
    texts = {paper.id: paper.text for paper in papers}
    of = {held.id: paper.id for paper in papers for held in paper.claims}
    for line in answer.lines:
        joined = {line.claims[0]}
        for _ in line.claims:
            joined |= {end for edge in line.edges if {edge.a, edge.b} & joined for end in (edge.a, edge.b)}
        assert joined == set(line.claims)
        for edge in line.edges:
            assert (edge.at.source, edge.of.source) == (of[edge.a], of[edge.b])
            assert all(0 <= one.start < one.end <= len(texts[one.source]) for one in (edge.at, edge.of))


def pile(make, rows):
    return [paper_of(make, f"s{number}", row) for number, row in enumerate(rows)]


@settings(max_examples=60, deadline=None)
@given(rows=ROWS, of=st.integers(0, 4), twice=st.booleans(), publisher=st.sampled_from(["Other Sun", None]))
def test_a_copy_or_a_copy_of_it_or_its_removal_changes_nothing(make, rows, of, twice, publisher):
    papers = pile(make, rows)
    chosen = papers[of % len(papers)]
    copies = [again(chosen, "s8", publisher, f"{chosen.text}\n\nSeen again."), again(chosen, "s9", "Third Sun")]
    assert counts([*papers, *copies[: 1 + twice]]) == counts(papers)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, of=st.integers(0, 4), publisher=st.sampled_from(PUBLISHERS))
def test_a_later_reprint_by_a_paper_that_has_its_own_report_changes_nothing(make, rows, of, publisher):
    rows = [row if row[2] != "the Ostavra Courier" else (*row[:2], "", row[3]) for row in rows]
    papers = pile(make, rows)
    copy = again(papers[of % len(papers)], "s9", publisher)
    copy = msgspec.structs.replace(copy, published=make.days("1991-03-20"))
    assert counts([*papers, copy]) == counts(papers)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, of=st.integers(0, 4))
def test_a_reformatted_copy_and_a_second_capture_change_nothing(make, rows, of):
    papers = pile(make, rows)
    chosen = papers[of % len(papers)]
    # As many code points as before, so that the claims stand where they stood.
    reformatted = again(chosen, "s8", "Other Sun", chosen.text.replace(". ", ".\n").replace(" — ", " – "))
    capture = again(chosen, "s9", chosen.publisher, f"{chosen.text}\n\nPage seen at noon.")
    assert counts([*papers, reformatted, capture]) == counts(papers)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS, order=st.randoms(use_true_random=False))
def test_the_order_of_papers_and_the_names_of_sources_change_nothing(make, rows, order):
    papers = pile(make, rows)
    names = [paper.id for paper in papers]
    order.shuffle(names)
    renamed = [again(paper, name, paper.publisher) for paper, name in zip(papers, names, strict=True)]
    order.shuffle(renamed)
    assert counts(renamed) == counts(papers)


@settings(max_examples=40, deadline=None)
@given(rows=ROWS)
def test_with_the_names_of_all_exchanged_the_numbers_are_the_same(make, rows):
    other = dict(zip(PUBLISHERS, PUBLISHERS[1:] + PUBLISHERS[:1], strict=True))
    swapped = [
        (seed, killed, "the Vessa Lantern" if speaker == "the Ostavra Courier" else speaker, other.get(publisher))
        for seed, killed, speaker, publisher in rows
    ]
    assert counts(pile(make, swapped)) == counts(pile(make, rows))
