import hashlib
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from ledgerstone.errors import RefusedError, UnreadableError
from ledgerstone.evidence.claims.finders import FoundName, NameFinder, finder_of, tagged_kind
from ledgerstone.evidence.claims.finders.tagged_kind import MODELS, SHIPPED, open_finder, own_models
from ledgerstone.evidence.claims.finders.tagger.finder import TaggedFinder
from ledgerstone.evidence.claims.finders.tagger.marked_texts import from_columns, from_json_lines
from ledgerstone.evidence.claims.finders.tagger.sounds import SoundList, key_number, sound_key
from ledgerstone.evidence.claims.finders.tagger.weights import from_bytes, read_model, to_bytes
from ledgerstone.evidence.claims.mentions import sentences_of
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.values.names import NameType

ReadWords = Callable[..., Reading]
TOOL = Path(__file__).parents[4] / "tools" / "train_names.py"
TEXT = (
    "Արմեն Հակոբյանը հունիսի 3-ին ժամանել է Գյումրի։ Նրա խոսքով՝ Արտաքին գործերի նախարարությունը լռում է։ "
    "Վաշինգտոնում նրան դիմավորել է Մարիամ Սարգսյանը։"
)
FIRST = ("Anar", "Deniz", "Kemal", "Murat", "Selim")
LAST = ("Arslan", "Demir", "Kaya", "Polat", "Yilmaz")
TOWNS = ("Norvik", "Tolvar", "Ondra", "Bel", "Harun")


def words_of(text: str, found: tuple[FoundName, ...], kind: NameType) -> list[str]:
    return [text[name.start : name.end] for name in found if name.type is kind]


def found_in(finder: NameFinder, reading: Reading) -> tuple[FoundName, ...]:
    return finder.find(reading.text, sentences_of(reading))


@pytest.fixture(scope="module")
def finder() -> NameFinder:
    found = finder_of("hy")
    assert found is not None
    return found


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sentences of our own making, in columns."""
    rows = []
    for one, first in enumerate(FIRST):
        for two, last in enumerate(LAST):
            town = TOWNS[(one + two) % len(TOWNS)]
            rows.append(f"Bay O\n{first} B-PERSON\n{last} I-PERSON\ndün O\n{town}'da B-GPE\nkonuştu O\n. O\n")
    path = tmp_path_factory.mktemp("marked") / "marked.conll"
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


def trained(marked: Path, folder: Path) -> Path:
    folder.mkdir()
    command = [sys.executable, TOOL, "--language", "tr", "--marked", marked, "--licence", "ours", "--no-places"]
    subprocess.run([*command, "--output", folder], check=True, capture_output=True)
    return folder / "tr.names"


@pytest.fixture(scope="module")
def own(marked: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return trained(marked, tmp_path_factory.mktemp("models") / "one")


def test_persons_places_and_bodies_of_an_armenian_text_are_found(finder: NameFinder, read_words: ReadWords):
    found = found_in(finder, read_words(TEXT, "hy"))
    assert words_of(TEXT, found, NameType.PERSON) == ["Արմեն Հակոբյանը", "Մարիամ Սարգսյանը"]
    assert words_of(TEXT, found, NameType.PLACE) == ["Գյումրի", "Վաշինգտոնում"]
    assert words_of(TEXT, found, NameType.BODY) == ["Արտաքին գործերի նախարարությունը"]


def test_an_article_behind_a_hyphen_is_in_the_name(finder: NameFinder, read_words: ReadWords):
    text = "Այս մասին հայտնում է ՏԱՍՍ-ը։"
    assert words_of(text, found_in(finder, read_words(text, "hy")), NameType.BODY) == ["ՏԱՍՍ-ը"]


def test_the_model_that_comes_with_the_program_is_the_one_that_was_shipped():
    for language, digest in SHIPPED.items():
        data = (MODELS / f"{language}.names").read_bytes()
        assert hashlib.sha256(data).hexdigest() == digest
        assert len(data) < 3_000_000
        assert to_bytes(from_bytes(data)) == data
        assert all(source.licence for source in from_bytes(data).about.sources)


def test_another_file_in_its_place_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "hy.names").write_bytes(b"another")
    monkeypatch.setattr(tagged_kind, "MODELS", tmp_path)
    with pytest.raises(RefusedError, match="is not the model of names that was shipped: install the program anew"):
        open_finder("hy")


def test_a_language_without_a_model_has_no_such_finder(tmp_path: Path):
    assert open_finder("tr") is None
    assert open_finder("tr", tmp_path) is None
    assert open_finder("../hy", tmp_path) is None
    assert finder_of(None) is None
    assert finder_of("xx") is None


def test_marked_texts_teach_names_that_are_not_among_them(own: Path, read_words: ReadWords):
    reading = read_words("Bay Orhan Tekin dün Kelvik'da konuştu.", "tr")
    finder = open_finder("tr", own.parent)
    assert finder is not None
    assert finder.method == "names/tr-tagger 1"
    found = found_in(finder, reading)
    assert words_of(reading.text, found, NameType.PERSON) == ["Orhan Tekin"]
    assert words_of(reading.text, found, NameType.PLACE) == ["Kelvik'da"]


def test_the_same_texts_give_the_same_bytes(own: Path, marked: Path, tmp_path: Path):
    assert trained(marked, tmp_path / "again").read_bytes() == own.read_bytes()


def test_a_model_of_ones_own_comes_before_the_shipped_one(own: Path, tmp_path: Path):
    (tmp_path / "hy.names").write_bytes(own.read_bytes())
    finder = open_finder("hy", tmp_path)
    assert finder is not None
    assert finder.method == "names/tr-tagger 1"


def test_a_model_in_the_folder_of_the_installation_is_found(own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "prefix", str(tmp_path))
    assert open_finder("tr") is None
    own_models().mkdir(parents=True)
    (own_models() / "tr.names").write_bytes(own.read_bytes())
    finder = open_finder("tr")
    assert finder is not None
    assert finder.method == "names/tr-tagger 1"


def test_a_broken_model_is_refused(own: Path):
    data = own.read_bytes()
    for broken in (b"", b"another", data[:60], data[:-1], data.replace(b'"labels":["O",', b'"labels":[    ')):
        with pytest.raises(UnreadableError):
            from_bytes(broken)
    assert from_bytes(data).about == read_model(own).about


@pytest.mark.parametrize(
    "text",
    ["", " ", "։", "«" * 3_000, "Ա" * 5_000_000, "ՀՀ-" * 3_000, "Անna Анна アンナ 安娜 آنا ԱН1990", "🙂 Արմեն 🙂"],
    ids=["nothing", "space", "mark", "quotation marks", "a word of 5 MB", "hyphens", "mixed scripts", "pictures"],
)
def test_names_lie_in_the_text_and_apart_whatever_it_is(finder: NameFinder, read_words: ReadWords, text: str):
    reading = read_words(text, "hy")
    found = found_in(finder, reading)
    ends = [0, *(name.end for name in found)]
    assert all(before <= name.start < name.end <= len(text) for before, name in zip(ends, found, strict=False))


def test_the_same_sentence_has_the_same_names_beside_others(finder: NameFinder, read_words: ReadWords):
    alone, more = read_words(TEXT, "hy"), read_words(f"{TEXT}\n\nՀետո բոլորը գնացին տուն։", "hy")
    assert found_in(finder, more) == found_in(finder, alone)


def test_work_grows_with_the_text_and_not_faster(read_words: ReadWords):
    def work(text: str) -> int:
        reading = read_words(text, "hy")
        cut, fresh, calls = sentences_of(reading), TaggedFinder(model), 0

        def count(_frame: FrameType, event: str, _argument: object) -> None:
            nonlocal calls
            calls += event in {"call", "c_call"}

        sys.setprofile(count)
        try:
            fresh.find(reading.text, cut)
        finally:
            sys.setprofile(None)
        return calls

    model = read_model(MODELS / "hy.names")
    for unit in (TEXT + "\n\n", "Արմեն «Սարգսյան» ", "ՀՀ-"):
        many = unit * (3000 // len(unit))
        assert work(many * 4) < 4.6 * work(many)


def test_names_that_sound_alike_in_two_scripts_are_one_in_a_list():
    names = SoundList.of([("Джонсон", 0), ("Вашингтон", 2), ("Washington", 1)])
    levels = [names.level(key_number(sound_key(name))) for name in ("Ջոնսոն", "Վաշինգտոն", "Գյումրի")]
    assert levels == [0, 2, -1]


def test_kinds_of_a_set_that_are_none_of_ours_have_no_label(tmp_path: Path):
    lines = tmp_path / "a.json1"
    lines.write_text(
        '{"id": 1, "text": "Anna, Bel", "labels": [[6, 9, "LOCATION"], [0, 4, "PERSON"], [0, 9, "EVENT"]]}\n\n',
        encoding="utf-8",
    )
    [text] = from_json_lines(lines)
    assert [(name.start, name.end, name.type) for name in text.names] == [
        (0, 4, NameType.PERSON),
        (6, 9, NameType.PLACE),
    ]


def test_words_of_columns_are_put_together_as_they_are_written(tmp_path: Path):
    columns = tmp_path / "a.conll"
    columns.write_text("( O\nAnna B-PER\nOrlo I-PER\n, O\nBel B-LOC\n) O\n\n\nNo O\n", encoding="utf-8")
    first, second = from_columns(columns)
    assert (first.text, second.text) == ("(Anna Orlo, Bel)", "No")
    assert words_of(first.text, first.names, NameType.PERSON) == ["Anna Orlo"]
    assert words_of(first.text, first.names, NameType.PLACE) == ["Bel"]
