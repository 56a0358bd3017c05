"""What is collected of a passage: variants along copies, first appearance, citations; the same for every side."""

from datetime import date

import pytest

from ledgerstone.evidence.incidents.cases.examine import examine
from ledgerstone.evidence.incidents.cases.model import Asked, CheckName, Held
from ledgerstone.evidence.incidents.copying.comparing import compare
from ledgerstone.evidence.incidents.model import CopyKind, Direction, Paper
from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.values.dates import DateValue

STORY = (
    "{killed} Torvans were killed in the town of Lorveno between 11 and 14 March 1991, and many people were hurt.\n"
    "Groups of men went from door to door with lists of addresses and set fire to shops and homes near the river. "
    "Soldiers closed both bridges and took up posts at the corners of the quarter when it was over at last.\n"
)
PASSAGE = "Torvans were killed in the town of Lorveno between 11 and 14 March 1991"


def paper(key: str, text: str, day: int | None = None, publisher: str = "Bell") -> Paper:
    printed = None if day is None else date(1991, 3, day)
    published = None if printed is None else DateValue(earliest=printed, latest=printed, wording=printed.isoformat())
    return Paper(id=key, text=text, published=published, publisher=publisher, language="en")


def looked_at(papers: list[Paper], passage: str = PASSAGE, alike=(), sentence: str | None = None, **more):
    """Return the case on a passage of the first paper, looked for with its sentence."""
    held = {one.id: Held(paper=one, reading=_reading(one)) for one in papers}
    found = [copy for n, a in enumerate(papers) for b in papers[n + 1 :] if (copy := compare(a, b)) is not None]
    start = papers[0].text.index(passage)
    first = papers[0].text.index(sentence or passage)
    sought = (first, first + len(sentence or passage))
    return examine(
        Asked(
            source=papers[0].id,
            start=start,
            end=start + len(passage),
            sought=sought,
            held=held.__getitem__,
            copies=lambda key: tuple(copy for copy in found if key in {copy.source, copy.of}),
            alike=tuple(alike),
            **more,
        )
    )


def _reading(one: Paper) -> Reading:
    return Reading(
        media_type="text/plain", text=one.text, language="en", tool="t", version="1", published=one.published
    )


@pytest.fixture
def reprints() -> list[Paper]:
    return [
        paper("s3", STORY.format(killed="Over 240"), 20, "Courier"),
        paper("s1", STORY.format(killed="At least 34"), 15, "Agency"),
        paper("s2", STORY.format(killed="At least 34"), 16, "Lantern"),
    ]


def test_each_copy_is_listed_with_its_words_and_what_differs(reprints):
    found = looked_at(reprints, "Over 240 " + PASSAGE)
    assert [one.source for one in found.variants] == ["s1", "s2"]
    for one, held in zip(found.variants, reprints[1:], strict=True):
        assert one.passage.exact == "At least 34 " + PASSAGE
        assert held.text[one.passage.start : one.passage.end] == one.passage.exact
        assert [(change.exact, change.of_exact) for change in one.changed] == [("Over 240", "At least 34")]
        assert (one.direction, one.later) == (Direction.KNOWN, "s3")


def test_a_figure_alone_is_looked_for_with_its_sentence(reprints):
    sentence = STORY.format(killed="Over 240").splitlines()[0]
    found = looked_at(reprints, "Over 240", sentence=sentence)
    assert (found.passage.exact, found.sought.exact) == ("Over 240", sentence)
    assert [one.source for one in found.variants] == ["s1", "s2"]
    for one in found.variants:
        assert [(change.exact, change.of_exact) for change in one.changed] == [("Over 240", "At least 34")]


def test_a_change_outside_the_passage_is_none_of_it(reprints):
    assert not any(one.changed for one in looked_at(reprints, "Groups of men went from door to door").variants)


def test_the_copy_of_a_copy_is_found_by_its_way():
    middle = paper("s2", STORY.format(killed="34") + "It rained.\n", 16)
    texts = [paper("s1", STORY.format(killed="34"), 15), middle, paper("s3", STORY.format(killed="34"), 17)]
    held = {one.id: Held(paper=one, reading=_reading(one)) for one in texts}
    found = [compare(texts[0], middle), compare(middle, texts[2])]
    case = examine(
        Asked(
            source="s1",
            start=3,
            end=3 + len(PASSAGE),
            sought=(3, 3 + len(PASSAGE)),
            held=held.__getitem__,
            copies=lambda key: tuple(copy for copy in found if key in {copy.source, copy.of}),
        )
    )
    assert [(one.source, one.via) for one in case.variants] == [("s2", None), ("s3", "s2")]


def test_first_appearance_is_known_where_all_dates_tell_it(reprints):
    first = looked_at(reprints).first
    assert (first.known, first.sources, first.published) == (True, ("s1",), reprints[1].published)


def test_first_appearance_is_not_known_where_a_date_is_missing_or_two_are_one(reprints):
    undated = [*reprints, paper("s4", STORY.format(killed="At least 34"))]
    first = looked_at(undated).first
    assert (first.known, first.undated, first.published) == (False, ("s4",), None)
    same_day = [*reprints, paper("s4", STORY.format(killed="At least 34"), 15)]
    assert looked_at(same_day).first.sources == ("s1", "s4")
    nobody = [paper("s1", STORY.format(killed="34")), paper("s2", STORY.format(killed="34"))]
    assert not looked_at(nobody).first.known


def test_a_row_of_words_in_another_report_is_listed_and_not_compared():
    formula = "The commission counted 12 houses burned in the town of Lorveno between 11 and 14 March 1991."
    papers = [paper("s1", STORY.format(killed="34"), 15), paper("s2", formula, 10)]
    found = looked_at(papers, alike=[("s2", 0, len(formula))])
    assert [(one.kind, one.whole, one.changed) for one in found.variants] == [(None, False, ())]
    assert found.first.sources == ("s1",)


def test_a_short_passage_that_another_repeats_is_listed_without_a_copy():
    quote = f"He read aloud: {PASSAGE}. Nobody answered."
    papers = [paper("s1", STORY.format(killed="34"), 15), paper("s2", quote, 20)]
    found = looked_at(papers, alike=[("s2", 0, len(quote))])
    assert [(one.kind, one.whole, one.passage.exact) for one in found.variants] == [(None, True, PASSAGE)]


def test_words_in_a_readers_comment_are_told_as_such_and_say_nothing_of_the_first():
    letter = f"Old news.\nBoris: {PASSAGE}, I was there."
    papers = [paper("s1", STORY.format(killed="34"), 15), paper("s2", letter, 10)]
    comment = Region(role=Role.COMMENT, start=letter.index("Boris"), end=len(letter))
    papers[1] = Paper(id="s2", text=letter, published=papers[1].published, language="en", regions=(comment,))
    found = looked_at(papers, alike=[("s2", 0, len(letter))])
    assert [(one.comment, one.whole) for one in found.variants] == [(True, True)]
    assert found.first.sources == ("s1",)


def test_every_case_lists_every_check_once_with_a_reason(reprints):
    for papers in (reprints, [paper("s1", STORY.format(killed="34"))]):
        checks = looked_at(papers).checks
        assert [one.check for one in checks] == list(CheckName)
        assert all(one.reason for one in checks)


def test_what_is_found_is_as_much_as_is_listed(reprints):
    found = looked_at(reprints, "Over 240 " + PASSAGE)
    counts = {one.check: one.found for one in found.checks}
    assert counts[CheckName.COPIES] == sum(one.kind is not None for one in found.variants) == 2
    assert counts[CheckName.CHANGED_FIGURES] == sum(bool(one.changed) for one in found.variants) == 2
    assert counts[CheckName.CITATIONS] == len(found.findings)


def test_other_languages_are_not_said_to_be_checked_where_none_is_held(reprints):
    def check(languages):
        found = looked_at(reprints, languages=frozenset(languages)).checks
        return next(one for one in found if one.check is CheckName.OTHER_LANGUAGES)

    assert (check(["en"]).done, check(["en", "hy"]).done) == (False, True)
    assert "hy" in check(["en", "hy"]).reason


def test_an_act_that_another_cites_otherwise_is_found():
    own = "The council passed Resolution 47/12 of 11 December 1992 on the bridges of the town.\n" + PASSAGE
    other = "It recalled Resolution 47/12 of 12 December 1992 on the bridges of the town.\n"
    found = looked_at([paper("s1", own, 15), paper("s2", other, 16)], beside=("s2",))
    assert [(one.other, one.in_passage) for one in found.cited_otherwise] == [("s2", False)]
    inside = looked_at([paper("s1", own, 15), paper("s2", other, 16)], own.splitlines()[0], beside=("s2",))
    assert [one.in_passage for one in inside.cited_otherwise] == [True]


def test_the_order_of_sources_changes_nothing(reprints):
    assert looked_at([reprints[0], reprints[2], reprints[1]]) == looked_at(reprints)


def test_swapping_the_groups_changes_names_alone(reprints):
    def swapped(text: str) -> str:
        return text.replace("Torvans", "\0").replace("Belvans", "Torvans").replace("\0", "Belvans")

    mirrored = [
        Paper(id=one.id, text=swapped(one.text), published=one.published, publisher=one.publisher, language="en")
        for one in reprints
    ]
    there = looked_at(mirrored, swapped("Over 240 " + PASSAGE))
    here = looked_at(reprints, "Over 240 " + PASSAGE)
    assert there.checks == here.checks
    assert there.first == here.first
    assert [swapped(one.passage.exact) for one in there.variants] == [one.passage.exact for one in here.variants]
    assert [one.changed for one in there.variants] == [one.changed for one in here.variants]


def test_a_translation_is_a_proposal_and_says_nothing_of_the_first(reprints):
    copy = compare(reprints[0], reprints[1])
    held = {one.id: Held(paper=one, reading=_reading(one)) for one in reprints}
    translated = type(copy)(
        source=copy.source,
        of=copy.of,
        kind=CopyKind.TRANSLATED,
        direction=copy.direction,
        share=copy.share,
        passages=copy.passages,
    )
    found = examine(
        Asked(
            source="s3",
            start=9,
            end=60,
            sought=(9, 60),
            held=held.__getitem__,
            copies=lambda key: (translated,) if key == "s3" else (),
        )
    )
    assert [(one.source, one.proposal, one.differs) for one in found.variants] == [("s1", True, ())]
    assert found.first.sources == ("s3",)
