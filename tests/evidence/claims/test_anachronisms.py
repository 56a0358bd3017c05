"""Claims that cannot be in time are marked with the reason, whoever is named; none is left out."""

from datetime import date

import pytest

from ledgerstone.evidence.claims.anachronisms import ThingKind, things
from ledgerstone.evidence.claims.model import NoteKind
from ledgerstone.evidence.claims.packs import available


def notes(claims_of, text: str, language: str = "en") -> set[str]:
    found = (note for claim in claims_of(text, language=language) for note in claim.notes)
    return {note.words.exact for note in found if note.kind is NoteKind.ANACHRONISM}


@pytest.mark.parametrize(
    ("language", "text", "named"),
    [
        ("en", "In 1915 the Soviet Union deported ten thousand people.", "Soviet Union"),
        ("en", "Ten villagers were killed in the Azerbaijan SSR in 1915.", "Azerbaijan SSR"),
        ("en", "Ten villagers were killed in the Armenian SSR in 1915.", "Armenian SSR"),
        ("en", "In 1912 the League of Nations counted 300 people killed.", "League of Nations"),
        ("en", "The Republic of Armenia in 1905 deported 300 people.", "Republic of Armenia"),
        ("en", "The Republic of Azerbaijan in 1905 deported 300 people.", "Republic of Azerbaijan"),
        ("en", "In 1950 the Ottoman Empire deported 300 people.", "Ottoman Empire"),
        (
            "en",
            "In 1930 the Genocide Convention was invoked for 300 people killed in the massacre.",
            "Genocide Convention",
        ),
        ("ru", "В 1915 году в Советском Союзе были убиты 300 человек.", "Советском Союзе"),
        ("fr", "En 1915 l'Union soviétique a déporté 300 personnes.", "Union soviétique"),
        ("hy", "1915 թվականին Խորհրդային Միությունում սպանվեց 300 մարդ։", "Խորհրդային Միությունում"),
        ("de", "1915 wurden in der Sowjetunion 300 Menschen getötet.", "Sowjetunion"),
        ("tr", "1915 yılında Sovyetler Birliği'nde 300 kişi öldürüldü.", "Sovyetler Birliği'nde"),
        ("az", "1915-ci ildə Sovet İttifaqında 300 nəfər öldürüldü.", "Sovet İttifaqında"),
    ],
)
def test_what_is_named_outside_its_time_is_marked(claims_of, language, text, named):
    assert notes(claims_of, text, language) == {named}


@pytest.mark.parametrize(
    "text",
    [
        "In 1937 the Soviet Union deported ten thousand people.",
        "The Republic of Armenia in 1919 deported 300 people.",
        "The Republic of Azerbaijan in 1993 deported 300 people.",
        "The United Nations said in 2015 that ten thousand people were deported in 1915.",
        "According to the Genocide Convention, the massacre of 1915 must be judged, said the court.",
        "In 1915 ten thousand people were deported; the Soviet Union denied it.",
        "The genocide of 1915 killed many thousand people.",
        "Ten people were killed in Azerbaijan in 1905 and in Armenia in 1905.",
    ],
)
def test_what_is_in_time_or_looks_back_is_not_marked(claims_of, text):
    assert notes(claims_of, text) == set()


def test_a_marked_claim_is_the_same_claim(claims_of):
    marked = claims_of("In 1915 the Soviet Union deported ten thousand people.")
    plain = claims_of("In 1937 the Soviet Union deported ten thousand people.")
    assert [(c.question, c.stance) for c in marked] == [(c.question, c.stance) for c in plain]
    note = next(note for claim in marked for note in claim.notes if note.kind is NoteKind.ANACHRONISM)
    assert (
        note.reason == "the Soviet Union is named at “1915”; by the list there was one from 1922-12-30 until 1991-12-26"
    )
    assert note.source.startswith("Treaty on the Creation of the USSR")


def test_each_thing_of_the_list_has_its_days_a_source_and_names_in_known_languages():
    seen = set()
    for thing in things():
        assert thing.id not in seen
        seen.add(thing.id)
        assert thing.periods
        assert thing.forms
        assert set(thing.forms) <= set(available())
        for period in thing.periods:
            assert len(period.source) > 12
            assert period.since or period.until
            assert (period.since or date.min) < (period.until or date.max)
    assert {thing.kind for thing in things()} == set(ThingKind)


def test_the_states_of_one_kind_are_listed_together():
    listed = {thing.id for thing in things()}
    assert {"armenian-ssr", "azerbaijan-ssr", "georgian-ssr"} <= listed
    assert {"republic-of-armenia", "republic-of-azerbaijan", "republic-of-turkey"} <= listed
