"""Translations of one text against reports of one event by several reporters, all invented, in eight languages."""

import tomllib
import tracemalloc
from itertools import combinations
from pathlib import Path

import pytest

from ledgerstone.evidence.incidents.copying.skeletons import skeleton
from ledgerstone.evidence.incidents.copying.translations import compare_skeletons, find_translations
from ledgerstone.evidence.incidents.model import CopyKind, Paper

ROWS = {row["id"]: row for row in tomllib.loads(Path(__file__).with_name("two_languages.toml").read_text())["papers"]}


def origin(key: str) -> str:
    while "of" in ROWS[key]:
        key = ROWS[key]["of"]
    return key


def two_languages(papers: tuple[Paper, ...]) -> list[tuple[Paper, Paper]]:
    return [(one, other) for one, other in combinations(papers, 2) if one.language != other.language]


@pytest.fixture(scope="module")
def papers() -> tuple[Paper, ...]:
    return tuple(Paper(id=key, text=row["text"].strip(), language=row["language"]) for key, row in ROWS.items())


@pytest.fixture(scope="module")
def proposed(papers) -> set[frozenset[str]]:
    found = find_translations(papers, ())
    assert {copy.kind for copy in found} == {CopyKind.TRANSLATED}
    return {frozenset({copy.source, copy.of}) for copy in found}


def test_every_translation_is_proposed_also_one_of_a_translation_a_part_and_a_free_one(papers, proposed):
    true = {frozenset({a.id, b.id}) for a, b in two_languages(papers) if origin(a.id) == origin(b.id)}
    assert len(true) == 63
    assert true - proposed == set()


def test_two_reporters_of_one_event_are_seldom_taken_for_one(papers, proposed):
    independent = {
        frozenset({a.id, b.id})
        for a, b in two_languages(papers)
        if ROWS[a.id]["event"] == ROWS[b.id]["event"] and origin(a.id) != origin(b.id)
    }
    assert len(independent) == 108
    assert len(independent & proposed) <= 0.03 * len(independent)
    assert all(ROWS[a]["event"] == ROWS[b]["event"] for a, b in proposed)


def test_which_paper_comes_first_changes_nothing(papers):
    one, other = (skeleton(paper) for paper in papers[:2])
    assert compare_skeletons(one, other) == compare_skeletons(other, one) is not None


def test_the_sentences_that_a_part_took_over_are_shown_and_no_others(papers):
    one, other = (next(paper for paper in papers if paper.id == key) for key in ("market-ru", "market-de-cut"))
    copy = compare_skeletons(skeleton(one), skeleton(other))
    (passage,) = copy.passages
    sides = {copy.source: (passage.start, passage.end), copy.of: (passage.of_start, passage.of_end)}
    start, end = sides[other.id]
    assert other.text[start:end].strip().startswith("Am Donnerstagabend")
    assert other.text[start:end].strip().endswith("fand die Brücke gesperrt.")


def test_a_line_of_any_length_takes_little_memory(make):
    short, long = (make.paper("s1", "mill " * count, language="en") for count in (10, 40_000))
    skeleton(short)
    tracemalloc.start()
    try:
        skeleton(long)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # All its words at once take more than 70 bytes a character.
    assert most < 20 * len(long.text)
