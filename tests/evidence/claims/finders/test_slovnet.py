import os
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from ledgerstone.errors import RefusedError
from ledgerstone.evidence.claims.finders.model import FoundName, NameFinder
from ledgerstone.evidence.claims.finders.slovnet_kind import CODE, MODEL, open_finder
from ledgerstone.evidence.claims.mentions import sentences_of
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.values.names import NameType

ReadWords = Callable[..., Reading]
TEXT = (
    "Анна Орлова приехала в Москву. По словам Салтыкова-Щедрина, в Ростове-на-Дону его ждала Государственная дума. "
    "Больше никто ничего не сказал."
)
PEOPLE, PLACES = ["Анна Орлова", "Салтыкова-Щедрина"], ["Москву", "Ростове-на-Дону"]


def _names(reading: Reading, found: tuple[FoundName, ...], kind: NameType) -> list[str]:
    return [reading.text[name.start : name.end] for name in found if name.type is kind]


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    found = open_finder("ru") if all(map(find_spec, CODE)) else None
    if found is None and os.environ.get("LEDGERSTONE_TEST_REQUIRE") == "1":
        pytest.fail("no slovnet, and LEDGERSTONE_TEST_REQUIRE is set: make names")
    return found or pytest.skip("slovnet and natasha are not installed: make names")


def test_persons_places_and_bodies_of_a_russian_text_are_found(finder: NameFinder, read_words: ReadWords):
    reading = read_words(TEXT, "ru")
    found = finder.find(reading.text, sentences_of(reading))
    assert _names(reading, found, NameType.PERSON) == PEOPLE
    assert _names(reading, found, NameType.PLACE) == PLACES
    assert _names(reading, found, NameType.BODY) == ["Государственная дума"]
    assert [name.start for name in found] == sorted(name.start for name in found)


def test_the_same_text_gives_the_same_names_whatever_stands_beside_it(finder: NameFinder, read_words: ReadWords):
    alone = read_words(TEXT, "ru")
    more = read_words(f"{TEXT}\n\nЗатем все ушли. Министр Иванов молчал, и никто в Норвике его не понял.", "ru")
    first = finder.find(alone.text, sentences_of(alone))
    assert finder.find(more.text, sentences_of(more))[: len(first)] == first


def test_nothing_and_a_word_without_end_have_no_names(finder: NameFinder, read_words: ReadWords):
    for text in ("", "1990. 12, 14.", "А" * 300_000, "А-" * 2_000):
        reading = read_words(text, "ru")
        finder.find(reading.text, sentences_of(reading))
    assert finder.find("", ()) == ()


def test_natasha_is_never_imported(finder: NameFinder):
    assert "slovnet" in sys.modules
    assert "natasha" not in sys.modules
    assert finder.method.startswith("names/slovnet ")


@pytest.mark.parametrize("package", CODE)
def test_there_is_no_finder_where_a_package_is_not_installed(package: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, package, None)
    assert open_finder("ru") is None


@pytest.mark.parametrize("language", ["en", "hy", "uk"])
def test_there_is_none_for_another_language(language: str):
    assert open_finder(language) is None


@pytest.mark.usefixtures("finder")
def test_a_file_with_other_content_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    described = tmp_path / "natasha-1.6.0.dist-info"
    described.mkdir()
    (described / "METADATA").write_text("Metadata-Version: 2.1\nName: natasha\nVersion: 1.6.0\n")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(RefusedError, match=r"cannot be read .*; install the finders of names anew"):
        open_finder("ru")
    other = tmp_path / MODEL.path
    other.parent.mkdir(parents=True)
    other.write_bytes(b"another model")
    with pytest.raises(RefusedError, match=r"SHA-256 is [0-9a-f]{64}, not 16c3343a"):
        open_finder("ru")


def test_the_product_alone_needs_nothing_of_it():
    needed = Path("requirements/run.txt").read_text(encoding="utf-8")
    assert not [name for name in (*CODE, "natasha") if f"\n{name}==" in needed]
