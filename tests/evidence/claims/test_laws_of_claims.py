"""Typography says nothing: the same claims whichever dash, space, quotation mark, line end or digits are typed."""

import re
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue

TEXTS = {
    "en": (
        "At least 30,000 people were displaced from 13-20 January 1990, the ministry said.",
        "Ten people - among them two children - were killed in Paris on 3 May 1994.",
        "Between 48-66 civilians died - most of them women - in the winter of 1988-89.",
        "On 13 (26) January 1918, 50 people were killed, a witness's son said.",
        "“We saw 12 houses burning on 13.01.1990,” a miller’s son said.",
        "More than half of the 90 prisoners were killed - the army denied it - on 29 February 1992.",
        "In 1914-18, some 2.5 million people fled; 300 were wounded.",
        "The group chanted “Close the bridges now!” on 3 May 1994.",
        "Police said - and doctors confirmed - that 32 people, of them 26 women, were killed.",
        "On 29 February 1990 ten were killed and 12 went missing.",
    ),
    "ru": (
        "В Париже убиты 32 человека - среди них двое детей - сообщило министерство.",
        "С 13-20 января 1990 года погибли 48-66 человек.",
        "13 (26) января 1918 года убиты 50 человек.",
        "«Мы видели 12 сгоревших домов», - сказал свидетель.",
        "По данным полиции, ранены 2,5 тысячи человек, пропали 30 000 жителей.",
        "31 апреля 1990 года убиты десять человек.",
        "Более половины из 90 заключённых убиты зимой 1988-89 года.",
    ),
    "hy": (
        "1990 թ. հունվարի 13-20-ը սպանվել է 32 մարդ։",
        "1918 թ. հունվարի 13 (26)-ին սպանվել է 50 մարդ։",
        "Սպանվել է 48-66 մարդ - նրանցից 26-ը կանայք - և վիրավորվել է 12 մարդ։",
        "Առնվազն 30 000 մարդ տեղահանվել է 1988 թվականի փետրվարի 27-29-ին։",
        "1990 թվականի փետրվարի 29-ին սպանվել է տասը մարդ։",
    ),
    "az": (
        "1990-cı il yanvarın 13-20-də 32 nəfər öldürülüb.",
        "13 (26) yanvar 1918-ci ildə 50 nəfər öldürülüb.",
        "Ən azı 30 000 nəfər qaçıb, 48-66 nəfər yaralanıb.",
        "90 məhbusun yarısından çoxu - qadınlar və uşaqlar - öldürülüb.",
        "29 fevral 1990-cı ildə on nəfər öldürülüb.",
    ),
    "fr": (
        "Dix personnes - dont deux enfants - ont été tuées à Paris le 3 mai 1994.",
        "Du 13-20 janvier 1990, 30 000 personnes ont été déplacées.",
        "Le 13 (26) janvier 1918, 50 personnes ont été tuées, selon l'ambassade.",
        "«Nous avons vu 12 maisons brûler», a déclaré un témoin.",
        "Plus de la moitié des 90 prisonniers ont été tués pendant l'hiver 1988-89.",
        "Le 29 février 1990, dix personnes ont été tuées.",
    ),
}
SENTENCES = [(language, text) for language, texts in TEXTS.items() for text in texts]
ASCII_DIGITS = "0123456789"
SCRIPTS = ("٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９")
PLAIN = str.maketrans(
    {
        **{digit: str(value) for script in SCRIPTS for value, digit in enumerate(script)},
        **dict.fromkeys("–—‐‑−", "-"),
        **dict.fromkeys("\u00a0\u202f\u2009", " "),
        **dict.fromkeys("’‘", "'"),
        **dict.fromkeys("“”«»„", '"'),
        "\r": "",
    }
)
IN_A_LINE = re.compile(r"(?<=\w) (?=[a-zа-яա-ֆəışçöüğ])")
"""A space where a line may break: a capital after it could be the text after a heading."""
Change = Callable[[str], str]


def between_digits(dash: str) -> Change:
    """Another dash between digits."""

    def change(text: str) -> str:
        return "".join(dash if _is_between_digits(text, at) else char for at, char in enumerate(text))

    return change


def _is_between_digits(text: str, at: int) -> bool:
    return text[at] == "-" and text[at - 1 : at].isdecimal() and text[at + 1 : at + 2].isdecimal()


def replaced(old: str, new: str) -> Change:
    """One sign for another."""
    return lambda text: text.replace(old, new)


def in_digits(script: str) -> Change:
    """The digits of another script."""
    return lambda text: text.translate(str.maketrans(ASCII_DIGITS, script))


CHANGES: dict[str, Change] = {
    "en dash between digits": between_digits("–"),
    "em dash between digits": between_digits("—"),
    "hyphen that does not break between digits": between_digits("‑"),
    "en dash in prose": replaced(" - ", " – "),
    "em dash in prose": replaced(" - ", " — "),
    "spaces that do not break": replaced(" ", "\u00a0"),
    "line end of another system": lambda text: IN_A_LINE.sub("\r\n", text, count=1),
    "curly apostrophes": replaced("'", "’"),
    "straight apostrophes": replaced("’", "'"),
    "straight quotation marks": lambda text: text.replace("“", '"').replace("”", '"'),
    "angular quotation marks": lambda text: text.replace("“", "«").replace("”", "»"),
    **{f"digits {script}": in_digits(script) for script in SCRIPTS},
}


def claims_of(text: str, language: str) -> list[tuple[object, ...]]:
    """What the claims of a text say, without typography."""
    reading = Reading(media_type="text/plain", language=language, text=text, tool="test", version="1")
    return [_essence(claim) for claim in extract(reading, find_mentions(reading, Context()), Context())]


def _essence(claim: Claim) -> tuple[object, ...]:
    scope, value = claim.scope, claim.value
    counted = (value.lower, value.upper, value.approximate) if isinstance(value, CountValue) else None
    dated = (value.edtf, value.earliest, value.latest) if isinstance(value, DateValue) else None
    words = (scope.of_whom, scope.part, scope.unit, scope.term, claim.voice.name, claim.passage.exact)
    when, where = scope.when.edtf if scope.when else None, scope.where.name if scope.where else None
    kinds = (claim.question, claim.stance, claim.voice.kind)
    return (kinds, counted, dated, when, where, tuple(map(_plain, words)))


def _plain(words: str | None) -> str | None:
    return None if words is None else " ".join(words.translate(PLAIN).split())


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_typography_changes_no_claim(language: str, text: str, change: Change):
    assert claims_of(change(text), language) == claims_of(text, language)


@pytest.mark.parametrize(("language", "text"), SENTENCES)
def test_each_sentence_of_these_laws_makes_claims(language: str, text: str):
    assert claims_of(text, language)


@given(
    st.sampled_from(sorted(TEXTS)).flatmap(
        lambda language: st.tuples(
            st.just(language), st.lists(st.sampled_from(TEXTS[language]), min_size=2, max_size=4)
        )
    ),
    st.lists(st.sampled_from(sorted(CHANGES)), min_size=1, max_size=4, unique=True),
    st.sampled_from(["\n\n", "\r\n\r\n"]),
)
@settings(max_examples=60, deadline=None)
def test_any_typography_of_a_text_changes_no_claim(chosen: tuple[str, list[str]], changes: list[str], paragraph: str):
    language, texts = chosen
    changed = paragraph.join(texts)
    for name in changes:
        changed = CHANGES[name](changed)
    assert claims_of(changed, language) == claims_of("\n\n".join(texts), language)


@given(st.sampled_from(SENTENCES))
@settings(max_examples=30, deadline=None)
def test_a_broken_line_is_a_space(chosen: tuple[str, str]):
    language, text = chosen
    assert claims_of(text.replace(" ", "\r\n", 1), language) == claims_of(text.replace(" ", "\n", 1), language)
