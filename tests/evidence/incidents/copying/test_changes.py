"""What counts as a changed value between two wordings of one sentence, and what is shown of it."""

import pytest

from ledgerstone.evidence.incidents.copying.changes import changes
from ledgerstone.evidence.incidents.copying.told import Told
from ledgerstone.evidence.incidents.model import CopiedPassage


@pytest.fixture
def changed(make):
    """Return the changed values between two texts, with both wordings."""

    def compare(
        text: str, of: str, language: str = "en", days: tuple[str | None, str | None] = (None, None)
    ) -> list[tuple[str, str]]:
        papers = (make.paper("s", each, published=day) for each, day in zip((text, of), days, strict=True))
        one, other = (Told(paper.text, language=language, published=paper.published) for paper in papers)
        whole = CopiedPassage(start=0, end=len(text), of_start=0, of_end=len(of))
        found = changes(one, other, (whole,))
        for each in found:
            assert text[each.start : each.end] == each.exact
            assert of[each.of_start : each.of_end] == each.of_exact
        return [(each.exact, each.of_exact) for each in found]

    return compare


@pytest.mark.parametrize(
    ("text", "of", "found"),
    [
        (
            "Shots were fired at the depot on 2 October, witnesses said.",
            "Shots were fired at the depot on 7 October, witnesses said.",
            [("2 October", "7 October")],
        ),
        (
            "The depot burned on October 2, 1991, witnesses said.",
            "The depot burned on 2 October, witnesses said.",
            [],
        ),
        ("The siege of the depot lasted three days.", "The siege of the depot lasted 3 days.", []),
        (
            "The siege of the depot lasted three days.",
            "The siege of the depot lasted 5 days.",
            [("three days", "5 days")],
        ),
        ("At least 30 people left the depot.", "Up to 30 people left the depot.", [("At least 30", "Up to 30")]),
        ("In all 30 civilians left the depot.", "In all 30 people left the depot.", [("civilians", "people")]),
        ("In all 30 persons left the depot.", "In all 30 people left the depot.", []),
        (
            "They counted 30 dead in the city by evening.",
            "They counted 30 dead in the district by evening.",
            [("city", "district")],
        ),
        (
            "The village was not attacked, a nurse said.",
            "The village was attacked, a nurse said.",
            [("The village was not attacked", "The village was attacked")],
        ),
        (
            "The mill was not hit, and the depot was never searched.",
            "The mill was never hit, and the depot was not searched.",
            [],
        ),
        ("The mill was hit, he said, no fewer than 3 times.", "The mill was hit, he said, at least 3 times.", []),
        ("Guards saw Mara Tolen at the depot.", "Guards saw Anton Lind at the depot.", [("Mara Tolen", "Anton Lind")]),
        ("Guards saw Mara Tolen at the depot.", "Guards saw Tolen at the depot.", []),
        ("Guards saw Aram Hakobyan at the depot.", "Guards saw Aram Hakopian at the depot.", []),
    ],
)
def test_a_change_is_shown_whole_and_an_equal_value_is_none(changed, text, of, found):
    assert changed(text, of) == found


@pytest.mark.parametrize(
    ("language", "text", "of", "found"),
    [
        ("ru", "Склад сгорел 2 октября, он видел.", "Склад сгорел 7 октября, он видел.", [("2 октября", "7 октября")]),
        ("ru", "Склад не горел, он видел.", "Склад горел, он видел.", [("Склад не горел", "Склад горел")]),
        ("ru", "Сторож видел Толена у склада.", "Сторож заметил, что Толен у склада.", []),
        ("hy", "Պահեստում երեսուն զինվոր կար այդ օրը։", "Պահեստում 30 մարդ կար այդ օրը։", [("զինվոր", "մարդ")]),
        ("az", "Anbarda azı 30 mülki şəxs var idi.", "Anbarda azı 30 əsgər var idi.", [("mülki", "əsgər")]),
        ("tr", "Depoda 5 Mart günü 30 kişi vardı.", "Depoda 6 Mart günü 30 kişi vardı.", [("5 Mart", "6 Mart")]),
        ("ka", "საწყობში 5 მარტს 30 ჯარისკაცი იყო.", "საწყობში 6 მარტს 30 ჯარისკაცი იყო.", [("5 მარტს", "6 მარტს")]),
        ("de", "Es stand nicht leer.", "Es stand leer.", [("Es stand nicht leer", "Es stand leer")]),
        ("fr", "Le dépôt a brûlé le 2 mars.", "Le dépôt a brûlé le 3 mars.", [("le 2 mars", "le 3 mars")]),
    ],
)  # fmt: skip
def test_the_same_holds_in_other_languages(changed, language, text, of, found):
    assert changed(text, of, language) == found


@pytest.mark.parametrize(("day", "found"), [("5", []), ("12", []), ("6", [("Tuesday", "6 March")])])
def test_a_weekday_is_a_day_that_one_of_the_two_dates_of_print_makes_it(changed, day, found):
    text, of = (f"The depot burned on {when}, a nurse said." for when in ("Tuesday", f"{day} March"))
    # Printed a week apart: the reprint's "Tuesday" may still be the original's.
    assert changed(text, of, days=("1991-03-14", "1991-03-07")) == found


def test_sentences_that_stand_in_both_texts_are_not_read(monkeypatch):
    text = " ".join(f"The {word} of Velmar counted 32 dead on 5 March." for word in ("mill", "depot", "chapel"))
    monkeypatch.delattr(Told, "sentence")
    whole = CopiedPassage(start=0, end=len(text), of_start=0, of_end=len(text))
    assert changes(Told(text), Told(text + " "), (whole,)) == ()
