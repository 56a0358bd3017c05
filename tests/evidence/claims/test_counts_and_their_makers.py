"""The number of dead as it is put by somebody, and counts that speak for the one who made them."""

import pytest

from ledgerstone.evidence.claims.model import Question


@pytest.mark.parametrize(
    ("language", "text", "killed", "name"),
    [
        ("en", "The relief committee put the number of dead in Vell at 34.", 34, "The relief committee"),
        ("en", "The ministry puts the death toll in Vell at 34.", 34, "The ministry"),
        ("en", "Orsin Wire put the number of deaths in Vell at 34 after the events of 9 May.", 34, "Orsin Wire"),
        ("en", "A count by Orsin Agency gives 34 deaths in Vell.", 34, "Orsin Agency"),
        ("en", "An early tally by the parish register lists 34 dead.", 34, "the parish register"),
        ("en", "The ministry's count gives 34 dead.", 34, "The ministry"),
        ("en", "The relief committee counted 34 dead in Vell.", 34, "The relief committee"),
        ("en", "The parish register lists 34 dead in Vell.", 34, "The parish register"),
        ("en", "According to a count by the parish register, 34 people died.", 34, "the parish register"),
        ("en", "34 people were killed in Vell, the mayor told reporters, while bells rang.", 34, "the mayor"),
        ("de", "Das Komitee Orsin bezifferte die Zahl der Toten in Vell auf 34.", 34, "Das Komitee Orsin"),
        ("de", "Eine Zählung der Agentur Orsin kommt auf 34 Tote in Vell.", 34, "Agentur Orsin"),
        ("de", "Nach einer Zählung der Agentur Orsin starben 34 Menschen.", 34, "Agentur Orsin"),
        ("fr", "Un décompte du comité de secours donne 34 morts à Vell.", 34, "comité de secours"),
        ("fr", "Le comité de secours a chiffré à 34 le nombre de morts à Vell.", 34, "Le comité de secours"),
        ("ru", "Подсчёт комитета помощи даёт 34 погибших.", 34, "комитета помощи"),
        ("ru", "Комитет помощи оценил число погибших в 34 человека.", 34, "Комитет помощи"),
        ("tr", "Yardım komitesi ölenlerin sayısını 34 olarak verdi.", 34, "Yardım komitesi"),
        ("tr", "Yardım komitesinin sayımına göre 34 kişi öldü.", 34, "Yardım komitesi"),
        ("tr", "Yardım komitesinin sayımı 34 ölü gösteriyor.", 34, "Yardım komitesi"),
        ("az", "Yardım komitəsinin sayımına görə 34 nəfər ölüb.", 34, "Yardım komitəsi"),
        ("hy", "Ըստ օգնության կոմիտեի հաշվարկի՝ զոհվել է 34 մարդ։", 34, "օգնության կոմիտեի"),
        ("az", "Gəncədə ölənlərin sayı 34 nəfər oldu.", 34, None),
        ("fa", "شمار کشته‌شدگان را ۳۴ نفر اعلام کرد.", 34, None),
    ],
)
def test_a_number_of_dead_is_said_by_the_one_who_gives_it(claims_of, language, text, killed, name):
    (one,) = claims_of(text, Question.KILLED, language=language)
    assert (one.value.lower, one.value.upper) == (killed, killed)
    assert (one.voice.chain[-1].name if one.voice.chain else None) == name


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        ("The number of dead rose to 34 in a town of 4,000 people.", [34]),
        ("The number of dead is not known, but 500 soldiers came to the village.", []),
        ("The number of deaths from hunger in the province of 90,000 inhabitants is unknown.", []),
        ("The number of the dead was counted on 12 March by 40 volunteers.", []),
    ],
)
def test_only_what_a_number_of_dead_comes_to_is_one(claims_of, text, killed):
    assert [one.value.lower for one in claims_of(text, Question.KILLED)] == killed


@pytest.mark.parametrize(
    "text",
    [
        "The count of the dead gives 34 killed.",
        "A list by hand gives 34 dead.",
        "The mayor gives the hospital a list with 34 dead.",
    ],
)
def test_a_count_that_nobody_is_said_to_have_made_speaks_for_nobody(claims_of, text):
    (one,) = claims_of(text, Question.KILLED)
    assert one.voice.chain == ()


def test_a_count_of_those_who_did_something_after_it_is_none_of_the_dead(claims_of):
    text = "The toll stands at 61 dead according to the register, after three brothers from the hills wrote names down."
    assert [one.value.lower for one in claims_of(text, Question.KILLED)] == [61]
