"""Parts of pages in plain lines. The country, its papers and its people are invented."""

import pytest

from ledgerstone.evidence.reading.model import Role
from ledgerstone.evidence.reading.read import read

ARTICLE = """The Varn Herald, 14 March 1994

Fire at the market of Orsin

By Mara Tolen

Burnt stalls on the market square (the picture was taken on Sunday's morning)

Burnt stalls on the market square (the picture was taken on Sunday’s morning)

At least 32 people were killed in Orsin on Saturday, the agency said. Others fled.

“We heard the glass break and then we ran to the river,” – Ilen K., a baker.

Read also

Orsin Waits for an Answer

The River Road Is Closed Again

Who Will Rebuild the Market?
"""
POLICIES = {
    "Discussion Policy": "Be kind to others. Insults are removed.",
    "Правила обсуждения": "Будьте вежливы. Оскорбления удаляются.",
    "Քննարկման կանոններ": "Եղեք քաղաքավարի։ Վիրավորանքները ջնջվում են։",
    "Müzakirə qaydaları": "Nəzakətli olun. Təhqirlər silinir.",
    "Règles de discussion": "Soyez aimables. Les insultes sont effacées.",
}
SAID = ("said:", "написал(а):", "գրել է՝", "yazdı:", "a écrit :")
CLOSING = (
    "This Statement is open for joining.",
    "Заявление открыто для присоединения.",
    "Հայտարարությունը բաց է միանալու համար։",
    "Bəyanat qoşulmaq üçün açıqdır.",
    "Cette déclaration est ouverte à l’adhésion.",
)
STATEMENT = """Joint statement on the days of Orsin

The fire at Orsin is not forgotten [1]. Reports differ [2 – chapter 5, 3]; [2, p. 5]. The year [1994] is known.

We, the undersigned, declare:

– that the archives must be opened [3];

– that the names be read aloud.

Council of the Varn Towns (CVT)

Public society “River” (Orsin)

Reading Room of Tarn

12 March 2014

This Statement is open for joining.

  1. Report of the Varn Office dated 3 May 1994
  2. M. Tolen, The Market, pp. 10-20,
     second printing
  3. Letter by the Reading Room, 2001
"""


def parts(text, role):
    reading = read(text.encode(), name="page.txt")
    return [reading.text[region.start : region.end] for region in reading.regions if region.role is role]


def comments(text):
    reading = read(text.encode(), name="page.txt")
    found = [region for region in reading.regions if region.role is Role.COMMENT]
    assert [region.order for region in found] == list(range(1, len(found) + 1))
    return [(region.author, region.parent, region.label) for region in found]


def test_a_page_shows_title_byline_date_and_paper():
    reading = read(ARTICLE.encode(), name="page.txt")
    assert reading.title == "Fire at the market of Orsin"
    assert reading.publisher == "The Varn Herald"
    assert reading.published.edtf == "1994-03-14"
    assert reading.language == "en"
    assert [region.author for region in reading.regions if region.role is Role.BYLINE] == ["Mara Tolen"]


def test_a_line_printed_twice_in_a_row_is_two_captions():
    assert len(parts(ARTICLE, Role.CAPTION)) == 2


def test_short_lines_under_a_heading_are_a_list():
    (found,) = parts(ARTICLE, Role.LIST)
    assert found.splitlines()[0] == "Read also"
    assert found.endswith("Who Will Rebuild the Market?")


def test_a_paragraph_that_is_a_quotation_is_one():
    (found,) = parts(ARTICLE, Role.QUOTATION)
    assert found == "“We heard the glass break and then we ran to the river,”"


@pytest.mark.parametrize(("heading", "said"), list(zip(POLICIES, SAID, strict=True)))
def test_policy_and_comments_are_told_apart_in_every_language(heading, said):
    page = f"""{ARTICLE}
{heading}

{POLICIES[heading]}


  1. Ilen K. {said}

    It was on a Sunday.

    My house stood there.

      • Dov Marrin {said}

        I saw it too.

          • Sira {said}

            And I.

      • Toma {said}

        Not I.

  2. Ovan {said}

    Another matter.
"""
    assert parts(page, Role.POLICY) == [f"{heading}\n\n{POLICIES[heading]}"]
    assert comments(page) == [
        ("Ilen K.", None, "1."),
        ("Dov Marrin", 1, "•"),
        ("Sira", 2, "•"),
        ("Toma", 1, "•"),
        ("Ovan", None, "2."),
    ]
    assert parts(page, Role.COMMENT)[0].endswith("My house stood there.")


def test_comments_numbered_past_nine_stay_siblings():
    for width in (0, 1):
        lines = [f"{' ' * (2 + width * (n < 10))}{n}. Reader {n} said:\n\n     Words of {n}.\n" for n in range(1, 13)]
        assert [parent for _, parent, _ in comments("A title\n\nA text stands here.\n\n" + "\n".join(lines))] == [
            None
        ] * 12


def test_comments_with_a_date_need_a_heading():
    talk = "Ivan Petrov, 12.01.2014 14:05\n\nI was there.\n\nMaria, 13.01.2014 09:00\n\nSo was I.\n"
    page = f"Title of it\n\nThis is the text of the page.\n\nКомментарии (2)\n\n{talk}"
    assert [author for author, _, _ in comments(page)] == ["Ivan Petrov", "Maria"]
    assert comments(f"Title of it\n\nThis is the text of the page.\n\n{talk}") == []


def test_a_speaker_in_running_text_is_no_comment():
    assert comments("Title of it\n\nThe mayor said:\n\nThe road is closed until further notice, he said.\n") == []


def test_what_stands_further_left_ends_the_last_comment():
    page = "T\n\nText is here.\n\n  1. Ilen said:\n\n    Words.\n\nCopyright © 1994 The Varn Herald\n\nOther Stories\n"
    assert parts(page, Role.COMMENT) == ["1. Ilen said:\n\n    Words."]


@pytest.mark.parametrize("closing", CLOSING)
def test_a_statement_shows_who_signs_when_and_that_it_is_open(closing):
    text = STATEMENT.replace("This Statement is open for joining.", closing)
    (signed,) = parts(text, Role.SIGNATURES)
    assert [line for line in signed.splitlines() if line] == [
        "Council of the Varn Towns (CVT)",
        "Public society “River” (Orsin)",
        "Reading Room of Tarn",
    ]
    assert parts(text, Role.DATELINE) == ["12 March 2014"]
    assert parts(text, Role.CLOSING_LINE) == [closing]


def test_a_list_at_the_end_of_a_text_that_cites_is_its_reference_list():
    (found,) = parts(STATEMENT, Role.REFERENCE_LIST)
    assert found.startswith("1. Report")
    assert found.endswith("2001")
    assert parts(STATEMENT.replace("[1]", "").replace("[2, p. 5]", ""), Role.REFERENCE_LIST)


def test_a_numbered_list_in_a_text_without_citations_is_a_list():
    text = "What to bring\n\nBring these things with you.\n\n1. Bread\n2. Water\n3. A lamp\n"
    assert parts(text, Role.REFERENCE_LIST) == []
    assert parts(text, Role.LIST) == ["1. Bread\n2. Water\n3. A lamp"]


def test_citations_keep_what_stands_in_their_brackets():
    reading = read(STATEMENT.encode(), name="page.txt")
    labels = [region.label for region in reading.regions if region.role is Role.CITATION]
    assert labels == ["1", "2 – chapter 5, 3", "2, p. 5", "3"]


def test_a_dash_is_a_list_where_it_is_announced_and_speech_where_not():
    assert len(parts(STATEMENT, Role.LIST)) == 1
    speech = "Разговор\n\nОн пришёл домой поздно вечером.\n\n— Где ты был?\n\n— На рынке.\n\nБольше не говорили.\n"
    assert parts(speech, Role.LIST) == []


def test_a_telegram_begins_with_its_dateline():
    reading = read("ORSIN, 12 March (OTA) — At least 32 people were killed, officials said today.\n".encode(), name="t")
    assert [reading.text[r.start : r.end] for r in reading.regions if r.role is Role.DATELINE] == [
        "ORSIN, 12 March (OTA)"
    ]


def test_rows_of_cells_are_a_table():
    assert parts("Tolls\n\nHere they are, by place.\n\nOrsin\t32\nTarn\t4\nVarn\t7\n", Role.TABLE) == [
        "Orsin\t32\nTarn\t4\nVarn\t7"
    ]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("12 March 1994", "1994-03-12"),
        ("March 12, 1994", "1994-03-12"),
        ("Orsin, 12 March 1994", "1994-03-12"),
        ("12 марта 1994 г.", "1994-03-12"),
        ("12 մարտի 1994", "1994-03-12"),
        ("1994 թ. մարտի 12", "1994-03-12"),
        ("1994-cü il martın 12-si", "1994-03-12"),
        ("12 mart 1994", "1994-03-12"),
        ("le 1er mars 1994", "1994-03-01"),
        ("12.03.1994", "1994-03-12"),
        ("1994-03-12", "1994-03-12"),
        ("Опубликовано: 12 марта 1994", "1994-03-12"),
        ("Publié le 12 mars 1994", "1994-03-12"),
    ],
)
def test_a_date_under_the_title_is_the_date_of_publication(line, day):
    reading = read(f"The title of it\n\n{line}\n\nThe text of the page stands here.\n".encode(), name="page.txt")
    assert reading.published.edtf == day


def test_a_date_that_may_be_day_or_month_first_is_an_interval():
    reading = read(b"The title of it\n\n03/04/1994\n\nThe text of the page stands here.\n", name="page.txt")
    assert reading.published.edtf is None
    assert (str(reading.published.earliest), str(reading.published.latest)) == ("1994-03-04", "1994-04-03")


def test_a_text_without_a_title_has_none():
    assert read(b"It burned all night. Nobody came to help us.\n\nThen it rained.\n", name="page.txt").title is None


@pytest.mark.parametrize(
    ("head", "publisher", "title"),
    [
        ("VARN BELL, 17 March 1991\n\nA baker speaks", "VARN BELL", "A baker speaks"),
        ("TARN COURIER, Thursday, 14 March 1991\n\nFrom the border", "TARN COURIER", "From the border"),
        ("ВАРНСКАЯ КОМИССИЯ\n\n12 марта 1991 года\n\nСводка № 71", "ВАРНСКАЯ КОМИССИЯ", "Сводка № 71"),
        ("FIRE IN THE TOWN\n\n12 March 1991", None, "FIRE IN THE TOWN"),
        ("FIRE IN THE TOWN\n\nDozens flee across the bridge", None, "FIRE IN THE TOWN"),
    ],
)
def test_the_name_of_a_paper_above_the_title_is_its_publisher(head, publisher, title):
    reading = read(f"{head}\n\nThe text of the page stands here, as it should.\n".encode(), name="page.txt")
    assert (reading.publisher, reading.title) == (publisher, title)


@pytest.mark.parametrize("line", ["ORSIN (Vell Wire)", "ORSIN, 12 March (OTA)"])
def test_a_place_with_its_agency_on_a_line_of_its_own_is_the_dateline(line):
    text = f"{line}\n\nAt least 32 people were killed in Orsin on Saturday, the agency said. Others fled.\n"
    assert parts(text, Role.DATELINE) == [line]
    assert parts(text, Role.TITLE) == []


def test_a_heading_in_capitals_with_a_bracket_is_a_title():
    line = "SHELLING OF ORSIN (Update)"
    text = f"{line}\n\nAt least 32 people were killed in Orsin on Saturday, the agency said. Others fled.\n"
    assert parts(text, Role.TITLE) == [line]
