import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.evidence.claims.counts.find import find_counts
from ledgerstone.evidence.claims.model import Span
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.values.counts import CountValue


def counts(text: str, language: str | None = "en", taken: tuple[Span, ...] = ()) -> list[tuple[int | None, int | None]]:
    found = find_counts(text, language=language, regions=(), taken=taken)
    assert all(text[m.start : m.end] == m.exact for m in found)
    return [(m.value.lower, m.value.upper) for m in found if isinstance(m.value, CountValue)]


@pytest.mark.parametrize(
    ("text", "lower", "upper"),
    [
        ("At least 48 people were killed.", 48, None),
        ("No fewer than twelve were killed.", 12, None),
        ("More than 200,000 people lived there.", 200_000, None),
        ("Up to 300 people were hurt.", None, 300),
        ("Between 48 and 66 people died.", 48, 66),
        ("From 30 to 40 people died.", 30, 40),
        ("30–40 thousand people fled.", 30_000, 40_000),
        ("100 or more were hurt.", 100, None),
        ("30 thousand people fled.", 30_000, 30_000),
        ("2.5 million people fled.", 2_500_000, 2_500_000),
        ("Two hundred and six people fled.", 206, 206),
        ("Twenty-five people fled.", 25, 25),
        ("A family of five fled.", 5, 5),
        ("No one was injured.", 0, 0),
        ("Nobody died.", 0, 0),
        ("No injuries were reported.", 0, 0),
        ("A 34-year-old man was killed.", 1, 1),
        ("A hundred people fled.", 100, 100),
    ],
)
def test_words_around_a_number_set_its_bounds(text: str, lower: int | None, upper: int | None):
    assert counts(text) == [(lower, upper)]


@pytest.mark.parametrize(
    "text",
    [
        "Dozens fled.",
        "Thousands of people fled.",
        "Hundreds of thousands fled.",
        "Many people fled.",
        "A few hundred fled.",
    ],
)
def test_a_vague_word_gets_no_number(text: str):
    assert counts(text) == [(None, None)]


@pytest.mark.parametrize("wording", ["some 300", "about 300", "an estimated 300", "nearly 300"])
def test_an_approximate_number_says_so(wording: str):
    (mention,) = find_counts(f"There were {wording} people.", language="en", regions=())
    assert mention.value == CountValue(lower=300, upper=300, approximate=True, wording=wording)


@pytest.mark.parametrize(
    "text",
    [
        "A. Person, 34, was there.",
        "She was aged 34.",
        "The 34-year-old spoke.",
        "A 1,300-year old cemetery.",
        "See chapter 5, page 3.",
        "He paid $30 million.",
        "It cost 40 dollars.",
        "About 5 percent of it.",
        "The 30th anniversary.",
        "At 10:30 it began.",
        "At 300 West 1st Street.",
        "It lay 12 km away.",
        "For 40 days it rained.",
        "On Route 66 and the I-95.",
        "1. The first point.",
        "See [3] and (4).",
        "In 1987 nothing happened.",
        "One might say so.",
        "Call 555-123-4567.",
    ],
)
def test_ages_addresses_years_money_shares_ordinals_references_and_times_are_no_counts(text: str):
    assert counts(text) == []


def test_a_number_inside_a_date_or_a_place_is_no_count():
    text = "On 13 January 7 people fled."
    assert counts(text, taken=(Span(start=3, end=13),)) == [(7, 7)]


def test_a_citation_holds_no_count():
    text = "Ten people fled [12 people]."
    region = Region(role=Role.CITATION, start=16, end=27, label="12 people")
    assert len(find_counts(text, language="en", regions=(region,))) == 1


@pytest.mark.parametrize(
    ("language", "text", "lower", "upper"),
    [
        ("ru", "Погибли не менее тридцати двух человек.", 32, None),
        ("ru", "Погибли 30 тысяч мирных жителей.", 30_000, 30_000),
        ("ru", "Ранены двести шесть человек.", 206, 206),
        ("ru", "Бежали тысячи людей.", None, None),
        ("ru", "Погибли от 40 до 50 человек.", 40, 50),
        ("ru", "Погибли четверо соседей.", 4, 4),
        ("ru", "Ранены до 300 человек.", None, 300),
        ("hy", "Սպանվել է առնվազն 34 մարդ։", 34, None),
        ("hy", "Զոհվել է երեսուներկու մարդ։", 32, 32),
        ("hy", "Փախել են երկու հազար մարդ։", 2000, 2000),
        ("hy", "Վիրավորվել են տասնյակ մարդիկ։", None, None),
        ("az", "Otuz iki nəfər öldürülüb.", 32, 32),
        ("az", "Ən azı 34 nəfər öldürülüb.", 34, None),
        ("az", "Minlərlə insan qaçıb.", None, None),
        ("az", "İyirmi min nəfər qaçıb.", 20_000, 20_000),
        ("fr", "Quatre-vingt-dix-sept personnes ont été tuées.", 97, 97),
        ("fr", "Soixante et onze personnes ont fui.", 71, 71),
        ("fr", "Entre 40 et 50 personnes ont été blessées.", 40, 50),
        ("fr", "Au moins 34 personnes ont été tuées.", 34, None),
        ("fr", "Des milliers de personnes ont fui.", None, None),
    ],
)
def test_counts_of_each_language_are_read(language: str, text: str, lower: int | None, upper: int | None):
    assert counts(text, language) == [(lower, upper)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Half a million people fled.", 500_000),
        ("en", "Half a dozen people were killed.", 6),
        ("en", "A half-million people fled.", 500_000),
        ("en", "A quarter of a million people fled.", 250_000),
        ("en", "One and a half thousand people fled.", 1500),
        ("en", "A million and a half people fled.", 1_500_000),
        ("en", "1½ million people fled.", 1_500_000),
        ("en", "Five lakh people fled.", 500_000),
        ("en", "61, 000 people fled.", 61_000),
        ("ru", "Бежали полмиллиона человек.", 500_000),
        ("ru", "Бежали полтора миллиона человек.", 1_500_000),
        ("ru", "Бежали два с половиной миллиона человек.", 2_500_000),
        ("fr", "Un demi-million de personnes ont fui.", 500_000),
        ("fr", "Un million et demi de personnes ont fui.", 1_500_000),
        ("hy", "Կես միլիոն մարդ փախել է։", 500_000),
        ("az", "Yarım milyon adam qaçıb.", 500_000),
    ],
)
def test_parts_of_a_round_number_are_its_parts(language: str, text: str, value: int):
    assert counts(text, language) == [(value, value)]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "More than half of the 90 prisoners fled."),
        ("en", "More than half of them were killed."),
        ("en", "60 percent of the 90 prisoners fled."),
        ("en", "A third of the population was killed."),
        ("en", "Of the 90 prisoners, most of them were killed."),
        ("ru", "Более половины из 90 заключённых бежали."),
        ("ru", "Треть населения убита."),
        ("fr", "Plus de la moitié des 90 prisonniers ont été tués."),
        ("hy", "90 բանտարկյալների կեսից ավելին սպանվել է։"),
        ("hy", "Նրանց կեսից ավելին սպանվել է։"),
        ("az", "90 məhbusun yarısından çoxu öldürülüb."),
    ],
)
def test_a_share_of_a_whole_is_a_count_without_a_number_and_never_the_whole(language: str, text: str):
    assert counts(text, language) == [(None, None)]


@pytest.mark.parametrize(
    ("language", "text", "value"),
    [
        ("en", "Three of the 12 hostages were killed.", 3),
        ("en", "Only 3 of 12 survived.", 3),
        ("en", "Of the 90 prisoners, 12 were killed.", 12),
        ("en", "One of the two deputies has died.", 1),
        ("fr", "Trois des 12 otages ont été tués.", 3),
        ("ru", "Трое из 12 заложников убиты.", 3),
        ("az", "90 məhbusdan 12 nəfər öldürülüb.", 12),
    ],
)
def test_a_part_of_a_number_is_the_part(language: str, text: str, value: int):
    assert counts(text, language) == [(value, value)]


def test_a_whole_that_is_itself_harmed_is_a_count():
    assert counts("Of the 90 killed, 12 were women.") == [(90, 90), (12, 12)]
    assert counts("Four of the five people shot died.") == [(4, 4), (5, 5)]
    assert counts("Most of the 90 dead were women.")[-1] == (90, 90)


@pytest.mark.parametrize(
    "text", ["Half of the 90 votes were lost.", "A third man spoke.", "Image 4 of 33.", "Most of the dead were women."]
)
def test_shares_of_what_is_not_counted_are_no_counts(text: str):
    assert (90, 90) not in counts(text)
    assert not [each for each in counts(text) if each[0] != 1 and each != (None, None)]


@pytest.mark.parametrize(
    ("language", "text", "lower", "upper"),
    [
        ("hy", "Սպանվել է 48-ից 66 մարդ։", 48, 66),
        ("hy", "Սպանվել է 48-ից մինչև 66 մարդ։", 48, 66),
        ("hy", "Սպանվել է 48-ից ավելի մարդ։", 48, None),
        ("az", "48 ilə 66 arasında adam öldürülüb.", 48, 66),
        ("az", "40-dan 50-yə qədər adam öldürülüb.", 40, 50),
        ("az", "50-dən çox adam öldürülüb.", 50, None),
        ("az", "66-dək nəfər öldürülüb.", None, 66),
        ("en", "66 or fewer people were killed.", None, 66),
        ("fr", "66 ou moins ont été tués.", None, 66),
        ("ru", "Убито 66 или менее человек.", None, 66),
    ],
)
def test_bounds_behind_a_number_are_read(language: str, text: str, lower: int | None, upper: int | None):
    assert counts(text, language) == [(lower, upper)]


def test_without_a_pack_numerals_alone_are_read():
    assert counts("34 foo bar baz tri", None) == [(34, 34)]


@given(st.integers(min_value=2, max_value=999_999), st.sampled_from([",", " ", "\u00a0", "\u202f", "."]))
def test_every_grouping_style_gives_the_same_count(number: int, separator: str):
    grouped = f"{number:,}".replace(",", separator)
    assert counts(f"They killed {grouped} people there.") == [(number, number)]


@given(st.text(alphabet="0123456789., -–a%$\n'", max_size=200))
def test_no_text_of_digits_and_marks_breaks_the_reader(text: str):
    counts(text)
