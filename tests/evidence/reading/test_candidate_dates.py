"""The dates that sources give of themselves. The country, its papers and its people are invented."""

import io
import zipfile

import msgspec
import pytest

from ledgerstone.evidence.reading.candidate_dates import MOST_PRINTED, stamped
from ledgerstone.evidence.reading.model import DateOf, Reading
from ledgerstone.evidence.reading.read import read

PROSE = "At least three stalls were burnt on Saturday night, and the market of Orsin is closed until Monday."
PAGE = f"""<html><head><link rel="canonical" href="https://herald.example/2020/01/19/fire-in-orsin">
<meta property="article:published_time" content="2020-01-17T10:00:00Z">
<script type="application/ld+json">{{"@type": "NewsArticle", "datePublished": "2020-01-16"}}</script></head><body>
<article><h1>Fire in Orsin</h1><p class="byline">By Mara Tolen, 20 January 2020</p>
<p><time datetime="2020-01-18">Saturday</time></p><p>{PROSE}</p></article>
<div class="comments"><div class="comment"><time datetime="2020-02-02">2 February 2020</time><p>Sad.</p></div></div>
</body></html>"""


def found(reading):
    return [(date.value.edtf, date.where, date.of.value) for date in reading.dates]


def test_a_page_gives_its_dates_with_where_each_was_found_and_the_first_is_taken():
    reading = read(PAGE.encode(), name="fire.html")
    assert found(reading) == [
        ("2020-01-16", "JSON-LD datePublished", "published"),
        ("2020-01-17", "meta article:published_time", "published"),
        ("2020-01-18", "time element", "published"),
        ("2020-01-19", "address of the page", "published"),
        ("2020-01-20", "byline", "published"),
    ]
    assert reading.published == reading.dates[0].value


def test_a_date_that_stands_in_the_text_has_its_place_and_others_have_none():
    reading = read(PAGE.encode(), name="fire.html")
    words = {date.where: date.start is not None and reading.text[date.start : date.end] for date in reading.dates}
    assert words["time element"] == "Saturday"
    assert words["byline"] == "20 January 2020"
    assert words["JSON-LD datePublished"] is False


def test_a_warning_of_rival_dates_comes_only_where_they_differ():
    one_day = PAGE.replace("2020-01-16", "2020-01-18").replace("2020-01-17", "2020-01-18").replace("01/19", "01/18")
    assert "several dates" in "".join(read(PAGE.encode(), name="fire.html").warnings)
    assert "several dates" not in "".join(read(one_day.encode(), name="fire.html").warnings)


def test_a_page_that_names_one_date_in_its_address_alone_has_that():
    page = f'<html><head><meta property="og:url" content="/news/2020-01-19-fire"></head><p>{PROSE}</p></html>'
    assert found(read(page.encode(), name="fire.html")) == [("2020-01-19", "address of the page", "published")]


def test_a_number_in_an_address_that_is_no_day_is_no_date():
    page = f'<html><head><meta property="og:url" content="/2020/13/19/fire/1999-02-30"></head><p>{PROSE}</p></html>'
    assert read(page.encode(), name="fire.html").dates == ()


def test_a_printed_date_of_a_plain_text_has_its_place():
    reading = read(f"The Varn Herald, 14 March 1994\n\nFire in Orsin\n\n{PROSE}\n".encode(), name="fire.txt")
    (date,) = reading.dates
    assert (date.value.edtf, date.where) == ("1994-03-14", "dateline")
    assert reading.text[date.start : date.end] == "14 March 1994"


def test_a_mail_has_the_day_of_sending_and_that_of_its_arrival_which_is_not_taken():
    head = "Received: from a by b; Wed, 6 May 1998 10:00:00 +0400\nFrom: Mara <m@example.org>\n"
    sent = f"{head}Date: Tue, 5 May 1998 23:00:00 +0400\nSubject: Fire\n\n{PROSE}\n"
    reading = read(sent.encode(), name="a.eml")
    assert found(reading) == [
        ("1998-05-05", "mail header Date", "published"),
        ("1998-05-06", "mail header Received", "seen"),
    ]
    assert reading.text[reading.dates[0].start : reading.dates[0].end].startswith("Date: Tue, 5 May 1998")
    undated = f"{head}Subject: Fire\n\n{PROSE}\n"
    assert read(undated.encode(), name="a.eml").published is None


def zipped(parts):
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return file.getvalue()


def test_the_day_on_which_a_document_was_made_is_told_and_not_taken_as_that_of_publication():
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    core = (
        '<p xmlns:t="http://purl.org/dc/terms/"><t:created>2019-03-01T10:00:00Z</t:created>'
        "<t:modified>2019-04-02</t:modified></p>"
    )
    parts = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f'<w:document xmlns:w="{w}"><w:body><w:p><w:r><w:t>{PROSE}</w:t></w:r></w:p></w:body>'
        "</w:document>",
        "docProps/core.xml": core,
    }
    reading = read(zipped(parts), name="a.docx")
    assert reading.text == PROSE
    assert found(reading) == [
        ("2019-03-01", "document properties: created", "made"),
        ("2019-04-02", "document properties: modified", "made"),
    ]
    assert reading.published is None


def test_a_saved_page_has_the_day_of_saving_last_and_does_not_take_it():
    head = "From: <Saved>\nSnapshot-Content-Location: https://herald.example/a\nDate: Tue, 5 May 2020 10:00:00 +0000\n"
    kind = 'MIME-Version: 1.0\nContent-Type: multipart/related; type="text/html"; boundary="xx"\n\n'
    page = f"--xx\nContent-Type: text/html\n\n<html><body><article><p>{PROSE}</p></article></body></html>\n--xx--\n"
    reading = read((head + kind + page).encode(), name="a.mhtml")
    assert found(reading) == [("2020-05-05", "header Date of the saved page", "seen")]
    assert reading.published is None


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("D:20200117100000Z", "2020-01-17"),
        ("2020-01-17T10:00:00Z", "2020-01-17"),
        ("D:20201350", None),
        ("", None),
        ("yesterday", None),
    ],
)
def test_time_stamps_of_files_are_days(words, day):
    dates = stamped({"ModDate": words}, of=DateOf.MADE, where="PDF information")
    assert [date.value.edtf for date in dates] == ([day] if day else [])


def test_a_page_of_many_datelines_keeps_a_bounded_number():
    lines = "\n\n".join(f"<p class='dateline'>{day} May 1998</p><p>{PROSE}</p>" for day in range(1, 30))
    assert len(read(f"<article><h1>News</h1>{lines}</article>".encode(), name="a.html").dates) <= MOST_PRINTED + 1


def test_a_reading_that_was_kept_before_dates_were_is_read_without_any():
    old = b'{"media_type":"text/plain","text":"","regions":[{"role":"body","start":0,"end":0}],"tool":"","version":"1"}'
    reading = msgspec.json.decode(old, type=Reading)
    assert (reading.dates, reading.stretches, reading.regions[0].same_as) == ((), (), None)
