"""One act cited differently by two sources: what is proposed, what is not, and that the order does not matter."""

from itertools import permutations

import pytest

from ledgerstone.evidence.references.compare import acts_cited_differently

HEAD = "A title\n\nIt is kept in mind here. It is so.\n\n"


@pytest.fixture
def compared(read_words):
    """Give a function that compares two sentences, each as a source of its own."""

    def compare(one, other, languages=("en", "en")):
        pairs = zip(("s1", "s2"), (one, other), languages, strict=True)
        return acts_cited_differently([(name, read_words(f"{HEAD}{text}\n", code)) for name, text, code in pairs])

    return compare


@pytest.mark.parametrize(
    ("one", "other", "what"),
    [
        (
            "They cite Resolution No. 12 of 5 March 1994 of the Orsin Council.",
            "It rests on Resolution No. 12 of 15 March 1994.",
            "the same number with two dates",
        ),
        (
            "They cite Resolution 822 of 5 March 1994.",
            "It rests on Resolution 822 of 5 March 1995.",
            "the same number with two dates",
        ),
        (
            "The journal C 94/117 of July 1988 prints it.",
            "The journal C 94/117 of 11 April 1988 prints it.",
            "the same number with two dates",
        ),
        (
            "Decree No. 12 of 5 March 1994 on the market square of Orsin.",
            "Decree No. 21 of 5 March 1994 on the market square of Orsin.",
            "the same kind and date with two numbers",
        ),
        (
            "They cite Decree No. 12 of 5 March 1994.",
            "They cite Order No. 12 of 5 March 1994.",
            "the same number and date under two names",
        ),
        (
            "Statement of the Reading Room Society about the market fire, 5 March 1994.",
            "Statement of the Reading Room Society about the market fire, 6 March 1994.",
            "much the same words with two dates",
        ),
    ],
)
def test_citations_that_agree_but_for_one_thing_are_proposed(compared, one, other, what):
    (found,) = compared(one, other)
    assert found.what == what
    assert [cited.source for cited in found.cited] == ["s1", "s2"]
    for cited, text in zip(found.cited, (one, other), strict=True):
        whole = f"{HEAD}{text}\n"
        assert whole[cited.passage.start : cited.passage.end] == cited.passage.exact


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Resolution No. 12 of 5 March 1994.", "Resolution No. 12 of 5 March 1994."),
        ("Resolution No. 12 of 5 March 1994.", "Resolution No. 12 of March 1994."),
        ("Resolution No. 12 of 5 March 1994.", "Resolution No. 12 of 7 June 1996."),
        ("Resolution No. 12 of 5 March 1994.", "Resolution No. 13 of 7 June 1994."),
        ("Resolution No. 12 of 5 March 1994.", "Resolution No. 12."),
        ("Decree No. 12 of 5 March 1994.", "Decree No. 21 of 5 March 1994."),
        ("In March 1994 the market burned.", "In April 1994 the market burned."),
    ],
)
def test_acts_that_agree_or_have_too_little_in_common_are_not(compared, one, other):
    assert compared(one, other) == ()


def test_an_act_that_both_cite_alike_is_left_aside(compared):
    both = "Law No. 5 of 3 March 1994 came. Law No. 5 of 7 June 1994 came too."
    assert compared(both, both) == ()
    assert compared(both, "Law No. 5 of 3 March 1994 came.") == ()


def test_kinds_are_compared_within_one_language_alone(compared):
    one, other = "They cite Decree No. 12 of 5 March 1994.", "Приказ № 12 от 5 марта 1994 года известен."
    assert compared(one, other, ("en", "ru")) == ()
    (found,) = compared("Указ № 12 от 5 марта 1994 года известен.", other, ("ru", "ru"))
    assert found.what == "the same number and date under two names"


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("ru", "Указ № 12 от 5 марта 1994 года известен.", "Указ № 12 от 15 марта 1994 года известен."),
        ("fr", "Le décret n° 12 du 5 mars 1994 existe.", "Le décret n° 12 du 15 mars 1994 existe."),
        ("hy", "1994 թ. մարտի 5-ի թիվ 12 որոշումը կա։", "1994 թ. մարտի 15-ի թիվ 12 որոշումը կա։"),
        ("az", "5 mart 1994-cü il tarixli 12 nömrəli qərar var.", "15 mart 1994-cü il tarixli 12 nömrəli qərar var."),
    ],
)
def test_acts_are_found_in_every_language_with_a_pack(compared, language, one, other):
    (found,) = compared(one, other, (language, language))
    assert found.what == "the same number with two dates"


def test_entries_of_a_list_are_compared_too(read_words):
    def listed(day):
        return f"{HEAD}See [1].\n\nReferences\n\n1. Orsin Council, Resolution No. 12 of {day} March 1994\n2. Papers\n"

    readings = [("s1", read_words(listed(5))), ("s2", read_words(listed(15)))]
    (found,) = acts_cited_differently(readings)
    assert found.cited[0].passage.exact == "Resolution No. 12 of 5 March 1994"


def test_every_two_of_several_sources_are_compared_in_any_order(read_words):
    texts = {f"s{day}": read_words(f"{HEAD}Resolution No. 12 of {day} March 1994.\n") for day in (5, 6, 7)}
    pairs = {("s5", "s6"), ("s5", "s7"), ("s6", "s7")}
    for order in permutations(texts):
        found = acts_cited_differently([(name, texts[name]) for name in order])
        assert {tuple(sorted(cited.source for cited in each.cited)) for each in found} == pairs
