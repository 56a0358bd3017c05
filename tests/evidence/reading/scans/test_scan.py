"""Pictures of invented pages are read at least as well as by Tesseract alone, and every word points at its place."""

import pytest
from drawn_pages import LINES, MOST_WRONG, as_file, draw, plainly_read, turn, wrong_words
from PIL import Image, ImageFilter

from ledgerstone.evidence.reading.scans.scan import NOT_YET_READ, read_scan

TURNS = (0, 90, 180, 3)
PERSIAN = ("شهر ولمار در ماه مارس", "بازار بزرگ را بست")
OTHER_LANGUAGES = {
    "az": ("Velmar şəhərinin idarəsi müəyyən etdi ki, ən azı", "otuz iki nəfər Norvik bazarında öldürülmüşdür."),
    "az-Cyrl": ("Велмар шәһәринин идарәси мүәјјән етди ки, ән азы", "отуз ики нәфәр Норвик базарында өлдүрүлмүшдүр."),
    "fr": ("L’autorité de la ville de Velmar a constaté que", "près de trente-deux hommes ont été tués à Norvik."),
}


def read(page, tool, folder, *languages, **options):
    return read_scan(as_file(page, **options), tool=tool, languages=languages, folder=folder)


@pytest.mark.parametrize("language", LINES)
@pytest.mark.parametrize("degrees", TURNS)
def test_no_more_words_are_wrong_than_by_tesseract_alone(language, degrees, tesseract, tmp_path):
    page = turn(draw(LINES[language], language), degrees)
    reading = read(page, tesseract, tmp_path, language)
    alone = plainly_read(page, language, tool=tesseract, folder=tmp_path)
    wrong = wrong_words(reading.text, LINES[language])
    assert wrong <= wrong_words(alone, LINES[language])
    assert wrong <= MOST_WRONG[language]


@pytest.mark.parametrize("language", LINES)
def test_the_script_is_found_where_nobody_says_it(language, tesseract, tmp_path):
    page = turn(draw(LINES[language], language), 180)
    assert wrong_words(read(page, tesseract, tmp_path).text, LINES[language]) <= MOST_WRONG[language]


@pytest.mark.parametrize("language", OTHER_LANGUAGES)
def test_a_page_is_read_in_the_language_that_it_turns_out_to_be_in(language, tesseract, tmp_path):
    page = draw(OTHER_LANGUAGES[language], "ru")
    assert read(page, tesseract, tmp_path).text == read(page, tesseract, tmp_path, language).text


@pytest.mark.parametrize("degrees", TURNS)
def test_boxes_point_at_the_picture_as_it_was_given(degrees, tesseract, tmp_path):
    upright = draw(("Velmar Norvik Orlan", "went to the market", "in the morning"), "en", size=32, width=480)
    page = turn(upright, degrees)
    reading = read(page, tesseract, tmp_path, "en")
    assert [(p.number, p.width, p.height) for p in reading.pages] == [(1, page.width, page.height)]
    assert [reading.text[b.start : b.end] for b in reading.boxes][:3] == ["Velmar", "Norvik", "Orlan"]
    # Where much ink is left when all boxes are painted over, a word lies outside its box.
    ink = sum(page.histogram()[:100])
    for box in reading.boxes:
        assert 0 <= box.left < box.right <= page.width
        assert 0 <= box.top < box.bottom <= page.height
        page.paste(255, (int(box.left) - 4, int(box.top) - 4, int(box.right) + 5, int(box.bottom) + 5))
    assert sum(page.histogram()[:100]) < ink / 50


def test_a_word_broken_at_a_lines_end_is_mended_and_has_two_boxes(tesseract, tmp_path):
    reading = read(draw(LINES["en"], "en"), tesseract, tmp_path, "en")
    assert "in the market\nof Norvik" in reading.text
    start = reading.text.index("market")
    first, second = (box for box in reading.boxes if start <= box.start < start + len("market"))
    assert reading.text[first.start : second.end] == "market"
    assert (first.end, first.top < second.top, first.left > second.left) == (second.start, True, True)


def test_pages_are_parted_by_a_form_feed(tesseract, tmp_path):
    pages = [draw((words,), "en", width=500) for words in ("The first page of it", "The second page of it")]
    reading = read(pages[0], tesseract, tmp_path, "en", kind="TIFF", save_all=True, append_images=pages[1:])
    assert reading.text == "The first page of it\fThe second page of it"
    assert [reading.text[page.start : page.end] for page in reading.pages] == reading.text.split("\f")
    assert {box.page for box in reading.boxes} == {1, 2}


def test_columns_are_read_one_after_the_other(tesseract, tmp_path):
    left = draw(("The council of Velmar", "met in the old hall", *["on a cold evening"] * 6), "en", width=420)
    right = draw(("Meanwhile in Norvik", "the bridge was shut", *["for the whole week"] * 6), "en", width=420)
    page = Image.new("L", (left.width + right.width, left.height), 255)
    page.paste(left, (0, 0))
    page.paste(right, (left.width, 0))
    text = read(page, tesseract, tmp_path, "en").text
    assert text.rindex("evening") < text.index("Meanwhile") < text.index("week")


def test_a_page_that_is_hard_to_read_says_so_and_stays(tesseract, tmp_path):
    page = draw(LINES["en"], "en").filter(ImageFilter.GaussianBlur(5))
    reading = read(page, tesseract, tmp_path, "en")
    assert reading.text
    assert any("little confidence" in warning for warning in reading.warnings)


def test_an_empty_page_says_that_it_has_no_words(tesseract, tmp_path):
    reading = read(Image.new("L", (300, 200), 255), tesseract, tmp_path)
    assert (reading.text, reading.boxes) == ("", ())
    assert reading.warnings == ("page 1: no words were recognised",)


def test_a_scan_is_read_the_same_way_twice(tesseract, tmp_path):
    page = turn(draw(LINES["ru"][:2], "ru"), 3)
    assert read(page, tesseract, tmp_path) == read(page, tesseract, tmp_path)


def test_without_tesseract_a_scan_is_not_yet_read(tmp_path):
    page = Image.new("L", (300, 200), 255)
    reading = read(page, None, tmp_path)
    assert (reading.text, reading.warnings) == ("", (NOT_YET_READ,))
    assert [(one.number, one.start, one.end, one.width, one.height) for one in reading.pages] == [(1, 0, 0, 300, 200)]
    assert read(page, str(tmp_path / "tesseract"), tmp_path).warnings[0].startswith("not yet read: ")


def test_right_to_left_script_is_read_from_the_right(tesseract, tmp_path):
    reading = read(draw(PERSIAN, "ru", size=34, width=560), tesseract, tmp_path, "fa")
    assert wrong_words(reading.text, PERSIAN) == 0
    line = [box for box in reading.boxes if box.start < len(PERSIAN[0])]
    assert [reading.text[box.start : box.end] for box in line] == PERSIAN[0].split()
    assert [box.left for box in line] == sorted((box.left for box in line), reverse=True)


def test_what_is_no_picture_gives_a_warning(tesseract, tmp_path):
    for data in (b"", b"\x89PNG\r\n\x1a\n" + b"x" * 99, as_file(Image.new("L", (300, 200), 255))[:-40]):
        reading = read_scan(data, tool=tesseract, languages=(), folder=tmp_path)
        assert reading.text == ""
        assert reading.warnings[0].startswith("page 1: the picture cannot be decoded")


def test_no_file_is_left_outside_of_the_folder(tesseract, tmp_path):
    before = sorted(tmp_path.parent.iterdir())
    read(draw(("Velmar",), "en", width=300), tesseract, tmp_path, "en")
    assert sorted(tmp_path.parent.iterdir()) == before
    assert {path.suffix for path in tmp_path.iterdir()} == {".png", ".tsv"}
