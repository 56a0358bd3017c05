"""Dates of texts in five languages: what is written, what the document gives, and what stays unknown."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.claims.dates import find_dates
from ledgerstone.evidence.claims.model import Mention
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.values.dates import DateValue
from ledgerstone.values.dates_arithmetic import of_edtf
from ledgerstone.values.edtf import parse

SEEDS = Path(__file__).resolve().parents[4] / "shared" / "seeds"
SEED_A, SEED_B = SEEDS / "000_f3ed2794832f21e6.txt", SEEDS / "003_05390dacb33ac97b.txt"
PUBLISHED = of_edtf(parse("1994-05-20"), wording="20 May 1994")


def found(
    text: str, language: str | None = "en", published: DateValue | None = None, regions: tuple[Region, ...] = ()
) -> tuple[Mention, ...]:
    return find_dates(text, language=language, regions=regions, published=published)


def value(text: str, language: str | None = "en", published: DateValue | None = None) -> DateValue:
    (mention,) = found(text, language, published)
    assert isinstance(mention.value, DateValue)
    return mention.value


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("en", "The mill burned on 3 May 1994.", "1994-05-03"),
        ("en", "on May 3, 1994", "1994-05-03"),
        ("en", "on the 3rd of May 1994", "1994-05-03"),
        ("en", "in September 1918", "1918-09"),
        ("en", "in the 1990s", "199X"),
        ("en", "in the early 2000’s", "200X"),
        ("en", "from 13 to 20 January 1990", "1990-01-13/1990-01-20"),
        ("en", "13–20 January 1990", "1990-01-13/1990-01-20"),
        ("en", "between 30 April and 2 May 1994", "1994-04-30/1994-05-02"),
        ("en", "the night of 26 to 27 February 1992", "1992-02-26/1992-02-27"),
        ("en", "in 1914–18", "1914/1918"),
        ("en", "about 1990", "1990~"),
        ("en", "in the summer of 1990", "1990-22"),
        ("en", "in the 19th century", "18XX"),
        ("ru", "Мельница сгорела 3 мая 1994 года", "1994-05-03"),
        ("ru", "третьего мая 1994 г.", "1994-05-03"),
        ("ru", "с 27 по 29 февраля 1988 года", "1988-02-27/1988-02-29"),
        ("ru", "в конце сентября 1918 года", "1918-09"),
        ("ru", "в 1990-х годах", "199X"),
        ("ru", "в январе 1990 г.", "1990-01"),
        ("hy", "1990 թ. հունվարի 13-20-ը", "1990-01-13/1990-01-20"),
        ("hy", "1994 թվականի մայիսի 3-ին", "1994-05-03"),
        ("hy", "1988 թվականի փետրվարի 27-ից 29-ը", "1988-02-27/1988-02-29"),
        ("hy", "1990-ականներին", "199X"),
        ("az", "20 yanvar 1990-cı ildə", "1990-01-20"),
        ("az", "1994-cü il mayın 3-də", "1994-05-03"),
        ("az", "1918-ci ilin sentyabrında", "1918-09"),
        ("az", "1990-cı illərdə", "199X"),
        ("fr", "le 1er mai 1994", "1994-05-01"),
        ("fr", "du 13 au 20 janvier 1990", "1990-01-13/1990-01-20"),
        ("fr", "dans les années 1990", "199X"),
        (None, "13.01.1990", "1990-01-13"),
        (None, "1990-01-13", "1990-01-13"),
    ],
)
def test_written_dates_are_read(language: str | None, text: str, edtf: str):
    assert value(text, language).edtf == edtf


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "On this day 30 years ago"),
        ("ru", "В этот день 30 лет назад"),
        ("hy", "30 տարի առաջ այս օրը"),
        ("az", "Bu gün 30 il əvvəl"),
        ("fr", "Il y a 30 ans, jour pour jour"),
    ],
)
def test_this_day_years_ago_needs_the_date_of_publication(language: str, text: str):
    assert value(text, language, PUBLISHED).edtf == "1964-05-20"
    open_value = value(text, language)
    assert (open_value.edtf, open_value.earliest, open_value.latest) == (None, None, None)
    assert open_value.reason == "no date of publication"


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("en", "It burned on 3 May.", "1994-05-03"),
        ("en", "It burned on 3 December.", "1993-12-03"),
        ("en", "It burned yesterday.", "1994-05-19"),
        ("en", "It burned last Tuesday.", "1994-05-17"),
        ("en", "It burned last Friday.", "1994-05-13"),
        ("en", "It burned last month.", "1994-04"),
        ("en", "It burned last year.", "1993"),
        ("en", "It burned last week.", "1994-05-09/1994-05-15"),
        ("en", "It burned on Friday.", "1994-05-20"),
        ("en", "30 years ago", "1964"),
        ("en", "two weeks ago", "1994-05-06"),
        ("ru", "вчера", "1994-05-19"),
        ("hy", "երեկ", "1994-05-19"),
        ("az", "keçən çərşənbə axşamı", "1994-05-17"),
        ("fr", "mardi dernier", "1994-05-17"),
    ],
)
def test_what_counts_from_the_publication_is_resolved_with_its_reason(language: str, text: str, edtf: str):
    resolved = value(text, language, PUBLISHED)
    assert resolved.edtf == edtf
    assert resolved.reason is not None
    assert value(text, language).edtf is None


@pytest.mark.parametrize(
    ("published", "text", "edtf", "earliest", "latest"),
    [
        ("1994-05", "yesterday", None, "1994-04-30", "1994-05-30"),
        ("1994-05", "last Tuesday", None, "1994-04-26", "1994-05-24"),
        ("1994-05", "30 years ago", "1964", "1964-01-01", "1964-12-31"),
        ("1994-05", "on 3 April", "1994-04-03", "1994-04-03", "1994-04-03"),
        ("1994", "on 3 May", None, "1993-05-03", "1994-05-03"),
        ("1994", "on 3 May 1990", "1990-05-03", "1990-05-03", "1990-05-03"),
    ],
)
def test_a_publication_between_two_days_gives_bounds(
    published: str, text: str, edtf: str | None, earliest: str, latest: str
):
    read = value(text, published=of_edtf(parse(published), wording=published))
    assert (read.edtf, str(read.earliest), str(read.latest)) == (edtf, earliest, latest)
    if edtf is None:
        assert read.reason is not None
        assert "between" in read.reason


def test_a_year_later_counts_from_the_date_before():
    dates = found("The mill burned on 3 May 1988. A year later it stood again.")
    assert isinstance(dates[1].value, DateValue)
    assert (dates[1].value.edtf, dates[1].exact) == ("1989", "A year later")


def test_a_day_of_29_february_in_a_common_year_is_no_date_of_that_year():
    dates = found("In 1993 the river rose on 29 February.")
    assert isinstance(dates[-1].value, DateValue)
    assert dates[-1].value.edtf is None


@pytest.mark.parametrize(
    ("language", "text", "earliest", "latest"),
    [
        ("en", "29 February 1990", "1990-02-01", "1990-02-28"),
        ("en", "on April 31, 1990", "1990-04-01", "1990-04-30"),
        ("en", "32 January 1990", "1990-01-01", "1990-01-31"),
        ("en", "from 27 to 29 February 1990", "1990-02-27", "1990-02-28"),
        (None, "30.02.1990", "1990-02-01", "1990-02-28"),
        (None, "1990-02-30", "1990-02-01", "1990-02-28"),
        ("ru", "31 апреля 1990 года", "1990-04-01", "1990-04-30"),
        ("ru", "с 27 по 29 февраля 1990 года", "1990-02-27", "1990-02-28"),
        ("hy", "1990 թվականի փետրվարի 29-ին", "1990-02-01", "1990-02-28"),
        ("az", "29 fevral 1990-cı ildə", "1990-02-01", "1990-02-28"),
        ("fr", "le 29 février 1990", "1990-02-01", "1990-02-28"),
    ],
)
def test_a_day_that_cannot_be_is_not_moved_and_has_the_bounds_of_its_month(
    language: str | None, text: str, earliest: str, latest: str
):
    read = value(text, language)
    assert (read.edtf, str(read.earliest), str(read.latest)) == (None, earliest, latest)
    assert read.reason is not None
    assert "the calendar has no day" in read.reason


@pytest.mark.parametrize("text", ["29 February", "from 27 to 29 February", "30 February"])
def test_a_day_that_only_the_publication_s_year_lacks_has_no_bounds(text: str):
    read = value(text, published=PUBLISHED)
    assert (read.edtf, read.earliest, read.latest) == (None, None, None)
    assert read.reason is not None


@pytest.mark.parametrize("text", ["In January 30 people died.", "February 30 people died."])
def test_a_number_that_counts_after_a_month_is_no_day(text: str):
    assert value(text, published=PUBLISHED).wording in {"January", "February"}
    assert value("On January 30 people died.", published=PUBLISHED).wording == "January 30"


@pytest.mark.parametrize(
    ("language", "text", "edtf"),
    [
        ("en", "13 (26) January 1918", "1918-01-26"),
        ("en", "January 13/26, 1918", "1918-01-26"),
        ("en", "January 13 (26), 1918", "1918-01-26"),
        ("en", "31 January/13 February 1918", "1918-02-13"),
        ("en", "13 January 1918 (O.S.)", "1918-01-26"),
        ("en", "13 January 1918 (N.S.)", "1918-01-13"),
        ("en", "1 January 1918 [O.S. 19 December 1917]", "1918-01-01"),
        ("en", "19 December (1 January) 1918", "1918-01-01"),
        ("en", "25 October 1917 (7 November, New Style)", "1917-11-07"),
        ("en", "29 February (13 March) 1900", "1900-03-13"),
        ("en", "1 (13) May 1850", "1850-05-13"),
        ("en", "January 1918 (Old Style)", "1918-01-14/1918-02-13"),
        ("ru", "13/26 января 1918 г.", "1918-01-26"),
        ("ru", "13 января (26 января по новому стилю) 1918 года", "1918-01-26"),
        ("ru", "25 октября (7 ноября) 1917 года", "1917-11-07"),
        ("ru", "13 января 1918 г. по старому стилю", "1918-01-26"),
        ("hy", "1918 թ. հունվարի 13 (26)", "1918-01-26"),
        ("az", "13 (26) yanvar 1918-ci il", "1918-01-26"),
        ("fr", "le 25 octobre (7 novembre) 1917", "1917-11-07"),
    ],
)
def test_a_day_of_two_calendars_is_the_gregorian_one(language: str, text: str, edtf: str):
    assert value(text, language).edtf == edtf


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("13 (25) January 1918", "1918-01-13/1918-01-25"),
        ("13 January 1918 (20 January, New Style)", "1918-01-13/1918-01-20"),
        ("13 (26) January 1850", "1850-01-13/1850-01-26"),
    ],
)
def test_two_days_that_are_not_one_are_an_interval_with_its_reason(text: str, edtf: str):
    assert value(text).edtf == edtf
    assert value(text).reason is not None


@pytest.mark.parametrize("text", ["30 (31) February 1918", "13 (26) January", "May 1990 (O.S.)"])
def test_days_of_two_calendars_are_one_mention(text: str):
    assert value(text).wording == text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "in the winter of 1988–89"),
        ("en", "in winter 1988/89"),
        ("ru", "зимой 1988/89 года"),
        ("hy", "1988-89 թթ. ձմռանը"),
        ("fr", "l'hiver 1988-1989"),
    ],
)
def test_a_winter_of_two_years_lasts_from_december_to_march(language: str, text: str):
    winter = value(text, language)
    assert (winter.edtf, winter.timex and winter.timex.value) == ("1988-12/1989-03", "1988-WI")


@pytest.mark.parametrize(
    ("text", "edtf", "timex"),
    [
        ("in August 480 BC", "-0479-08", "BC0480-08"),
        ("late autumn of 481 BC", "-0480-23", "BC0481-FA"),
        ("on 3 May 480 BC", "-0479-05-03", "BC0480-05-03"),
        ("in the 470s BC", "-0478/-0469", "BC047"),
        ("in the 4th century BC", "-0399/-0300", "BC03"),
    ],
)
def test_months_decades_and_centuries_before_the_year_1(text: str, edtf: str, timex: str):
    read = value(text)
    assert (read.edtf, read.timex and read.timex.value) == (edtf, timex)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("The mill burned in May 1988. In August of that year it stood again.", "1988-08"),
        ("The mill burned in May 1988. On July 25 of the same year it stood again.", "1988-07-25"),
        ("The mill burned in May 1988. In the spring of the following year it stood again.", "1989-21"),
        ("In 1988 it stood. A book (Orlo, 1975) says so. On 3 May it burned.", "1988-05-03"),
        (
            "It burned on 3 May 1988. "
            + "The people of the village and of the valley below it came to see, and then, " * 2
            + "in a plan for 1990, it was to stand again. On 5 May it rained.",
            "1988-05-05",
        ),
        ("It burned on 3 May 1988. In 1990 it was to stand again. On 5 May it rained.", "1990-05-05"),
        ("It burned in December 1988. In January it stood again.", "1989-01"),
        ("It burned in December 1988. In March it stood again.", "1988-03"),
        ("It burned in 1988.\n\n– 13–20 May – days of memory of those of 1994.", "1994-05-13/1994-05-20"),
    ],
)
def test_a_year_is_taken_from_what_is_told(text: str, edtf: str):
    edtfs = [m.value.edtf for m in found(text) if isinstance(m.value, DateValue)]
    assert edtf in edtfs


def test_another_season_of_two_years_is_two_seasons():
    assert value("in the summer of 1988/89").edtf == "1988-22/1989-22"


def test_day_and_month_in_either_order_are_an_interval():
    ambiguous = value("03/04/1990")
    assert ambiguous.edtf == "1990-03-04/1990-04-03"
    assert ambiguous.reason is not None
    assert value("13/04/1990").edtf == "1990-04-13"


@pytest.mark.parametrize(
    "text",
    [
        "a 1,300-year cemetery",
        "the last month of the war",
        "the last days",
        "200,000 people",
        "They killed 1990 people",
        "It may rain",
        "on page 1990",
    ],
)
def test_counts_are_no_dates(text: str):
    assert all(m.value.edtf is None for m in found(text) if isinstance(m.value, DateValue))


def test_durations_and_references_say_timex():
    values = [m.value for m in found("It lasted three days, and now it is quiet.") if isinstance(m.value, DateValue)]
    assert [v.timex.value for v in values if v.timex] == ["P3D", "PRESENT_REF"]


def test_in_the_past_year_is_a_length_of_time():
    read = value("in the past year")
    assert (read.wording, read.timex and read.timex.value) == ("the past year", "P1Y")


def test_comments_do_not_count_from_the_paper_nor_lend_it_years():
    text = "It burned on 3 May.\nI saw it yesterday, and in 1950."
    comment = Region(role=Role.COMMENT, start=20, end=len(text), author="a reader", order=1)
    dates = [m.value for m in found(text, published=None, regions=(comment,)) if isinstance(m.value, DateValue)]
    assert [d.edtf for d in dates] == [None, None, "1950"]


@given(
    st.text(alphabet="13 May1990-–/., yearsago\nJunto", max_size=80),
    st.sampled_from(["en", "ru", "hy", "az", "fr", None]),
)
def test_words_of_a_mention_are_the_text_at_its_place(text: str, language: str | None):
    end = 0
    for mention in found(text, language, PUBLISHED):
        assert text[mention.start : mention.end] == mention.exact
        assert isinstance(mention.value, DateValue)
        assert mention.value.wording == mention.exact
        assert mention.start >= end
        end = mention.end


def by_words(file: Path, published: str | None = None) -> dict[str, DateValue]:
    if not file.exists():
        pytest.skip("no seeds beside the project")
    day = of_edtf(parse(published), wording=published) if published else None
    text = file.read_text(encoding="utf-8")
    return {m.exact: m.value for m in found(text, published=day) if isinstance(m.value, DateValue)}


def test_the_seed_with_an_anniversary():
    assert by_words(SEED_A, "2020-01-17")["On this day 30 years ago"].edtf == "1990-01-17"
    assert by_words(SEED_A)["On this day 30 years ago"].earliest is None


def test_the_seed_with_days_of_remembrance():
    dates = by_words(SEED_B)
    assert dates["January 13-20"].edtf == "1990-01-13/1990-01-20"
    assert dates["January 12, 2020"].edtf == "2020-01-12"
    assert dates["September 1918"].edtf == "1918-09"
    assert dates["January 1918"].edtf == "1918-01"


@pytest.mark.parametrize("text", ["In 1990 three soldiers were killed.", "By 1990 two hundred people had fled."])
def test_a_year_behind_its_cue_is_no_count_before_a_number_word(text: str):
    assert value(text).edtf == "1990"
