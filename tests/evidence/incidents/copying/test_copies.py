import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import structs

from ledgerstone.evidence.incidents.copying.copies import about, candidate_pairs, find_copies, held_of, side_by_side
from ledgerstone.evidence.incidents.copying.furniture import furniture
from ledgerstone.evidence.incidents.copying.pairs import compare_pairs
from ledgerstone.evidence.incidents.model import CopyKind, Direction
from ledgerstone.evidence.reading.model import Region, Role


def pairs(copies):
    return {(copy.source, copy.of) for copy in copies}


def test_a_verbatim_reprint_is_a_copy_and_its_passages_are_the_same_words(make):
    text = make.story(1)
    first = make.paper("s1", text, published="1991-03-15", publisher="Agency")
    second = make.paper("s2", f"Own headline here\n\n{text}", published="1991-03-16", publisher="Bell")
    (copy,) = find_copies((first, second))
    assert (copy.source, copy.of, copy.kind, copy.direction) == ("s2", "s1", CopyKind.VERBATIM, Direction.KNOWN)
    for passage in copy.passages:
        assert second.text[passage.start : passage.end] == first.text[passage.of_start : passage.of_end]
    assert copy.share > 0.9


def test_the_direction_is_unknown_where_a_date_is_or_both_are_the_same(make):
    text = make.story(2)
    for one, other in ((None, "1991-03-16"), ("1991-03-16", "1991-03-16")):
        papers = (make.paper("s1", text, published=one), make.paper("s2", text + " More.", published=other))
        (copy,) = find_copies(papers)
        assert copy.direction is Direction.UNKNOWN
        assert (copy.source, copy.of) == (("s1", "s2") if one is None else ("s2", "s1"))


def test_a_copy_with_its_paragraphs_in_another_order_is_reordered(make):
    parts = [make.story(seed, 3) for seed in (1, 2, 3, 4)]
    papers = (
        make.paper("s1", "\n\n".join(parts)),
        make.paper("s2", "\n\n".join([parts[2], parts[0], parts[3], parts[1]])),
    )
    (copy,) = find_copies(papers)
    assert copy.kind is CopyKind.REORDERED


def test_two_reports_in_their_own_words_are_no_copies(make):
    papers = tuple(make.paper(f"s{seed}", make.story(seed, 12)) for seed in range(12))
    assert find_copies(papers) == ()


def test_a_shared_quotation_is_no_copying(make):
    statement = f"“{make.story(7, 4)}” the governor said."
    papers = tuple(make.paper(f"s{k}", f"{make.story(k, 6)}\n\n{statement}\n\n{make.story(k + 50, 4)}") for k in (1, 2))
    assert find_copies(papers) == ()


def test_the_same_words_outside_quotation_marks_are(make):
    statement = make.story(7, 4)
    papers = tuple(make.paper(f"s{k}", f"{make.story(k, 6)}\n\n{statement}\n\n{make.story(k + 50, 4)}") for k in (1, 2))
    assert len(find_copies(papers)) == 1


def test_what_an_outlet_prints_below_every_text_is_no_copying(make):
    footer = make.story(99, 4)
    papers = tuple(
        make.paper(f"s{k}", f"{make.story(k, 8)}\n\n{footer}", publisher="Bell", published="1991-03-15")
        for k in range(4)
    )
    assert find_copies(papers) == ()


def test_many_outlets_that_reprint_one_telegram_copy_it(make):
    telegram = make.story(5, 6)
    papers = tuple(
        make.paper(f"s{k}", f"{telegram}\n\n{make.story(k + 10, 3)}", publisher=f"Paper {k}", published="1991-03-15")
        for k in range(6)
    )
    assert len(find_copies(papers)) == 15


def test_three_captures_of_one_page_are_no_boilerplate(make):
    telegram = make.story(5, 6)
    papers = [make.paper("s0", telegram, publisher="Agency", published="1991-03-14")]
    papers += [
        make.paper(f"s{k}", f"{telegram}\n\nSeen {k} times.", publisher="Bell", published="1991-03-15")
        for k in range(1, 5)
    ]
    assert {frozenset(pair) for pair in pairs(find_copies(tuple(papers)))} >= {
        frozenset({"s0", f"s{k}"}) for k in range(1, 5)
    }


def test_a_changed_figure_is_listed_with_both_wordings_and_an_equal_value_is_not(make):
    head = "At least 34 people were killed in the town, the hospital said on Monday morning."
    text = f"{head} {make.story(3)}"
    changed = text.replace("At least 34 people", "Over 240 people").replace("Over 240", "More than 240")
    (copy,) = find_copies((make.paper("s1", text), make.paper("s2", changed)))
    assert [(change.exact, change.of_exact) for change in copy.changed] == [("More than 240", "At least 34")]
    for change in copy.changed:
        assert changed[change.start : change.end] == change.exact
        assert text[change.of_start : change.of_end] == change.of_exact
    same = text.replace("34", "thirty-four")
    (copy,) = find_copies((make.paper("s1", text), make.paper("s2", same)))
    assert copy.changed == ()


def test_identical_texts_cost_one_pair_each(make):
    text = make.story(4)
    papers = tuple(make.paper(f"s{k:04}", text) for k in range(400))
    ends = [set(pair) for pair in pairs(find_copies(papers))]
    first = set.intersection(*ends)
    assert len(first) == 1
    assert sorted(map(sorted, ends)) == sorted(sorted({one.id} | first) for one in papers if one.id not in first)


def test_a_text_made_to_look_like_a_copy_of_everything_is_bounded_work(make):
    stories = [make.story(k, 5) for k in range(60)]
    hostile = make.paper(
        "s9999", "\n\n".join(stories) + "\n\n" + " ".join(["the same few words again and again"] * 2000)
    )
    copies = find_copies((*(make.paper(f"s{k:04}", text) for k, text in enumerate(stories)), hostile))
    assert {copy.source for copy in copies} == {"s9999"}
    assert len(copies) == 60


@pytest.mark.parametrize("text", ["", "   \n\n", "one", "one two three four", "١٢٣ ۴۵", "😀" * 50])
def test_texts_without_words_copy_nothing(make, text):
    assert find_copies((make.paper("s1", text), make.paper("s2", text + " "))) == ()


@settings(max_examples=25, deadline=None)
@given(order=st.permutations(range(7)))
def test_the_order_of_the_papers_changes_nothing(make, order):
    telegram = make.story(5, 6)
    texts = [
        telegram,
        f"{telegram} {make.story(8, 2)}",
        telegram[: len(telegram) // 2],
        *(make.story(k) for k in range(20, 24)),
    ]
    papers = [make.paper(f"s{k}", text, published="1991-03-15") for k, text in enumerate(texts)]
    assert find_copies(tuple(papers[k] for k in order)) == find_copies(tuple(papers))


def test_a_passage_ends_before_what_the_page_prints_around_its_story(make):
    foot = "Share this page with friends of the Vell Bell"
    papers = tuple(
        make.paper(
            f"s{k}", f"Vell, {day} March 1991\n\n{make.story(5, 6)}\n\n{foot}", dateline=f"Vell, {day} March 1991"
        )
        for k, day in enumerate((15, 16))
    )
    marked = tuple(
        structs.replace(
            paper,
            regions=(
                *paper.regions,
                Region(role=Role.BOILERPLATE, start=paper.text.index(foot), end=len(paper.text)),
            ),
        )
        for paper in papers
    )
    (copy,) = find_copies(marked)
    (passage,) = copy.passages
    assert marked[1].text[passage.start : passage.end] == make.story(5, 6).rstrip(".")
    assert copy.changed == ()


def test_papers_and_pairs_give_the_same_in_batches_wherever_they_are(make):
    texts = [make.story(k // 3) + (make.story(90 + k, 1) if k % 3 else "") for k in range(24)]
    papers = tuple(make.paper(f"s{k:02}", text) for k, text in enumerate(texts))
    held = [one for start in range(0, 24, 5) for one in held_of(papers[start : start + 5])]
    known = furniture([sighting for one in held for sighting in (one.sighting, one.forms)])
    abouts = [about(one, known) for one in held]
    pairs = candidate_pairs(held, abouts)
    batches = [pairs[start : start + 3] for start in range(0, len(pairs), 3)]
    # Each batch as another machine would get it: with its own papers alone.
    found = [copy for batch in reversed(batches) for copy in compare_pairs(papers, batch, abouts.__getitem__)]
    assert len(found) >= 16
    assert tuple(sorted(found, key=lambda copy: (copy.source, copy.of))) == find_copies(papers)


def test_what_is_held_side_by_side_is_what_was_held(make):
    texts = (
        "",
        "Six people died in the mill at Norvik.",
        "",
        "The hospital in Velmar took in nine of the injured. " * 4,
    )
    held = list(held_of([make.paper(f"s{k}", text) for k, text in enumerate(texts)]))
    for one, other in zip(held, side_by_side(held), strict=True):
        for mine, theirs in ((one.sketch.prints, other.sketch.prints), (one.triples, other.triples)):
            assert (mine.dtype, mine.tolist()) == (theirs.dtype, theirs.tolist())
        assert one.sketch.places.tolist() == other.sketch.places.tolist()
    assert side_by_side([]) == []
