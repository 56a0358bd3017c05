"""The full-text index: found across scripts, forms and marks, at places of the text, whatever is typed."""

import sqlite3
import threading
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ledgerstone.errors import StorageError, UsageError
from ledgerstone.evidence.search.match import How
from ledgerstone.storage.fulltext import FullText, sqlite_lacks

TEXTS = {
    "s1": "The mill at Velmar burned. Khachaturyan saw it.\n\nMeanwhile in İsgəndər two mills stood.",
    "s2": "Мельница в Велмаре сгорела. Хачатурян видел это издалека. Ещё один зелёный дом.",
    "s3": "Խաչատրյանը տեսավ։ Ինչո՞ւ Վելմարում։ Երևան և Երեւան։",
    "s4": "Xaçaturyan gördü. Velmarda iki nəfər yaralandı. İSGƏNDƏR qışda.",
}


@pytest.fixture
def index(tmp_path: Path) -> FullText:
    index = FullText(tmp_path / "index" / "search.sqlite3")
    index.put_all(TEXTS.items())
    return index


def found(index: FullText, query: str) -> dict[str, How]:
    return {hit.source_id: hit.how for hit in index.query(query, 10)}


@pytest.mark.parametrize("query", ["Khachaturyan", "Хачатурян", "Խաչատրյան", "Xaçaturyan", "Hatchaturian"])
def test_a_name_is_found_in_every_script(index: FullText, query: str):
    assert set(found(index, query)) == {"s1", "s2", "s3", "s4"}


def test_how_a_name_was_found_is_said(index: FullText):
    assert found(index, "Khachaturyan") == {
        "s1": How.EXACT,
        "s2": How.OTHER_SCRIPT,
        "s3": How.OTHER_SCRIPT,
        "s4": How.OTHER_SPELLING,
    }
    assert found(index, "Velmar")["s4"] is How.INFLECTED


@pytest.mark.parametrize(
    ("query", "sources"),
    [
        ("isgender", {"s1", "s4"}),
        ("ISGENDER", {"s1", "s4"}),
        ("Qisda", {"s4"}),
        ("еще", {"s2"}),
        ("зеленый", {"s2"}),
        ("երեւան", {"s3"}),
        ("ինչու", {"s3"}),
        ("mill velmar", {"s1"}),
        ('"mill at velmar"', {"s1"}),
        ('"at mill velmar"', set()),
        ("издал*", {"s2"}),
        ("burned OR gördü", {"s1", "s4"}),
        ("mill gördü", set()),
    ],
)
def test_queries_for_people(index: FullText, query: str, sources: set[str]):
    assert set(found(index, query)) == sources


def test_marks_and_passages_are_places_of_the_text(index: FullText):
    for query in ("Velmar", "Հայ OR Երևան", '"two mills"', "mill*"):
        for hit in index.query(query, 10):
            text = TEXTS[hit.source_id]
            assert 0 <= hit.start < hit.end <= len(text)
            assert text[hit.start : hit.end] == text[hit.start : hit.end].strip()
            assert all(hit.start <= start < end for start, end in hit.marks[:1])
    (hit,) = index.query("ինչու", 1)
    assert [TEXTS["s3"][start:end] for start, end in hit.marks] == ["Ինչո՞ւ"]
    assert TEXTS["s3"][hit.start : hit.end] == "Ինչո՞ւ Վելմարում։"


def test_an_exact_answer_comes_before_another_spelling(index: FullText):
    assert index.query("Xaçaturyan", 10)[0].source_id == "s4"


@settings(max_examples=200, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(query=st.text(max_size=80) | st.text(alphabet='ab"*()-:^+ORNEAT.{}', max_size=60))
def test_no_query_is_a_wrong_query(index: FullText, query: str):
    try:
        hits = index.query(query, 5)
    except UsageError as error:
        assert "nothing to search for" in str(error)  # noqa: PT017 - most queries do not raise
    else:
        assert len(hits) <= 5


@settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(alphabet=st.characters(exclude_categories=[]), max_size=300))
def test_every_text_can_be_indexed_and_removed(index: FullText, text: str):
    index.put_all([("odd", text)])
    index.remove("odd")
    assert index.sources() == frozenset(TEXTS)
    assert all(hit.source_id != "odd" for hit in index.query("mill", 10))


def test_a_text_put_again_takes_the_place_of_the_old(index: FullText):
    index.put_all([("s1", "Nothing of the kind.")])
    assert "s1" not in found(index, "mill OR Khachaturyan")
    assert set(found(index, "nothing")) == {"s1"}


def test_calls_within_one_connection_are_seen_by_others_at_once(index: FullText):
    with index.kept_open():
        index.put_all([("s5", "A new mill.")])
        assert set(found(FullText(index.path), "mill")) == {"s1", "s5"}
        index.remove("s5")
    assert set(found(index, "mill")) == {"s1"}


def test_one_reading_that_fails_leaves_the_index_as_it_was(index: FullText):
    def readings():
        yield "s5", "A new mill."
        raise ConnectionError

    with pytest.raises(ConnectionError):
        index.put_all(readings())
    assert index.sources() == frozenset(TEXTS)
    assert set(found(index, "mill")) == {"s1"}


def test_the_index_is_derived_and_built_again_from_the_readings(index: FullText):
    before = index.query("Velmar", 10)
    index.clear()
    assert index.sources() == frozenset()
    index.put_all(TEXTS.items())
    assert index.query("Velmar", 10) == before


def test_an_index_of_another_version_is_begun_anew(index: FullText):
    with sqlite3.connect(index.path) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert index.sources() == frozenset()


def test_a_damaged_index_says_what_to_do(index: FullText):
    index.path.write_bytes(b"no database at all" * 100)
    with pytest.raises(StorageError, match="delete it"):
        index.query("mill", 1)
    index.clear()
    index.put_all([("s1", TEXTS["s1"])])
    assert set(found(index, "mill")) == {"s1"}


def test_readers_and_writers_at_once(index: FullText):
    errors: list[Exception] = []

    def write(number: int) -> None:
        try:
            for at in range(5):
                index.put_all([(f"w{number}.{at}", f"Writer {number} wrote note {at}.")])
                index.query("note", 5)
        except StorageError as error:
            errors.append(error)

    threads = [threading.Thread(target=write, args=(number,)) for number in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []
    assert len(index.sources()) == len(TEXTS) + 20


def test_this_machine_has_what_the_index_needs():
    assert sqlite_lacks() is None
