"""Who is said to have done it, as a subject; and that a whole people or nation as the doer is marked, whichever."""

import pytest

from ledgerstone.evidence.claims.model import NoteKind, Question

DONE = Question.SAID_TO_HAVE_DONE


def doers(claims_of, text: str, language: str = "en") -> dict[str, list[NoteKind]]:
    return {c.value.name: [note.kind for note in c.notes] for c in claims_of(text, DONE, language=language)}


@pytest.mark.parametrize(
    ("language", "text", "actor"),
    [
        ("en", "The Norvik army killed 30 people.", "Norvik army"),
        ("en", "In Baku soldiers brutally killed at least ten men.", "soldiers"),
        ("en", "Police shot three protesters dead.", "Police"),
        ("en", "The ministry said that police shot three protesters.", "police"),
        ("en", "Last night gunmen killed two villagers near Norvik.", "gunmen"),
        ("ru", "В Баку солдаты убили десять человек.", "солдаты"),
        ("hy", "Զինվորները սպանեցին տասը մարդու։", "Զինվորները"),
        ("az", "1990-cı ildə Bakıda əsgərlər on nəfəri öldürdü.", "əsgərlər"),
        ("fr", "Les soldats ont tué dix personnes à Bakou.", "soldats"),
        ("de", "Soldaten töteten zehn Menschen in Baku.", "Soldaten"),
        ("tr", "Askerler on kişiyi öldürdü.", "Askerler"),
        ("en", "He fled when soldiers killed ten men.", "soldiers"),
    ],
)
def test_the_subject_of_a_verb_of_harm_with_an_object_is_said_to_have_done_it(claims_of, language, text, actor):
    assert doers(claims_of, text, language) == {actor: []}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Ten people were killed in the attack on Monday."),
        ("en", "Armenian civilians killed overnight in Velmar."),
        ("en", "Armenians killed Monday in Baku."),
        ("en", "Two men shot dead in Velmar."),
        ("en", "The blast killed 30 people."),
        ("en", "They killed ten."),
        ("en", "Floods killed 30 people."),
        ("en", "Clashes killed ten."),
        ("de", "Das Erdbeben tötete 30 Menschen."),
        ("tr", "Deprem 30 kişiyi öldürdü."),
        ("tr", "Bakü'de on kişi öldürüldü."),
        ("en", "Of the soldiers killed ten were young."),
        ("ru", "Десять армян убили в Баку."),
        ("az", "Bakıda on nəfər öldürüldü."),
        ("hy", "Բաքվում տասը մարդ սպանեցին։"),
        ("fr", "Dix personnes ont été tuées à Bakou."),
    ],
)
def test_who_suffered_it_is_never_taken_for_the_doer(claims_of, language, text):
    assert doers(claims_of, text, language) == {}


@pytest.mark.parametrize(
    "people", ["Armenians", "Azerbaijanis", "Turks", "Russians", "Japanese", "Hutus", "Velmarians"]
)
def test_a_whole_people_as_the_doer_is_marked_whichever_it_is(claims_of, people):
    for text in (f"{people} killed ten villagers in Velmar.", f"Ten villagers were killed by {people} in Velmar."):
        assert doers(claims_of, text) == {people: [NoteKind.COLLECTIVE]}


@pytest.mark.parametrize("state", ["Armenia", "Azerbaijan", "Turkey", "Russia", "France"])
def test_a_state_as_the_doer_is_marked_whichever_it_is(claims_of, state):
    assert doers(claims_of, f"{state} killed 30 prisoners.") == {state: [NoteKind.COLLECTIVE]}


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("ru", "Азербайджанцы убили десять человек."),
        ("ru", "Армяне убили десять человек."),
        ("az", "Azərbaycanlılar 10 nəfəri öldürdülər."),
        ("az", "Ermənilər 10 nəfəri öldürdülər."),
        ("hy", "Ադրբեջանցիները սպանեցին 10 մարդու։"),
        ("fr", "Les Azerbaïdjanais ont tué 30 personnes."),
        ("fr", "Les Arméniens ont tué 30 personnes."),
        ("de", "Die Armenier töteten 30 Menschen."),
        ("de", "Die Aserbaidschaner töteten 30 Menschen."),
        ("tr", "Ermeniler 10 kişiyi öldürdüler."),
        ("tr", "Azerbaycanlılar 10 kişiyi öldürdüler."),
    ],
)
def test_a_whole_people_is_marked_in_each_language(claims_of, language, text):
    (notes,) = doers(claims_of, text, language).values()
    assert notes == [NoteKind.COLLECTIVE]


def test_soldiers_a_person_and_some_of_a_people_are_not_marked(claims_of):
    for text in ("Soldiers killed ten men.", "Robert Jones killed ten men.", "The Armenian army killed ten men."):
        (notes,) = doers(claims_of, text).values()
        assert notes == []
