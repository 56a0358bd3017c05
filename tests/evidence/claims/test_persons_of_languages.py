"""Single persons without a number in languages beside English: nouns, names, agents, and what makes no claim."""

import pytest

from ledgerstone.evidence.claims.model import Question, Stance
from ledgerstone.values.counts import CountValue

HARMED = {
    ("de", "Der Bürgermeister wurde getötet."): (("killed", "Der Bürgermeister"),),
    ("de", "Karl Brenner wurde am 3. Mai 1994 in Velmar getötet."): (("killed", "Karl Brenner"),),
    ("de", "Der Lehrer Karl Brenner wurde von zwei Männern in seinem Haus erschossen."): (
        ("killed", "Der Lehrer Karl Brenner"),
    ),
    ("de", "Seine Mutter starb am nächsten Tag."): (("killed", "Seine Mutter"),),
    ("de", "Ihre Schwester Anna Kell wird seit 1990 vermisst."): (("missing", "Ihre Schwester Anna Kell"),),
    ("de", "Ein Soldat tötete den Lehrer."): (("killed", "den Lehrer"),),
    ("tr", "Belediye başkanı öldürüldü."): (("killed", "Belediye başkanı"),),
    ("tr", "Öğretmen Ali Vural dün Velmar'da askerler tarafından öldürüldü."): (("killed", "Öğretmen Ali Vural"),),
    ("tr", "Ali Vural'ın babası öldürüldü."): (("killed", "babası"),),
    ("tr", "Öğretmen 13 Ocak 1990'da tutuklandı."): (("detained", "Öğretmen"),),
    ("tr", "Ermeni öğretmen ve kardeşi öldürüldü."): (("killed", "öğretmen"), ("killed", "kardeşi")),
    ("az", "Bələdiyyə başçısı öldürüldü."): (("killed", "Bələdiyyə başçısı"),),
    ("az", "Rauf Səlimli dünən Gəncədə güllələnib."): (("killed", "Rauf Səlimli"),),
    ("az", "Kənd sakini Rauf Səlimli Gəncədə güllələnib."): (("killed", "Kənd sakini Rauf Səlimli"),),
    ("az", "Müəllim əsgərlər tərəfindən öldürüldü."): (("killed", "Müəllim"),),
    ("az", "Onun qardaşı həbs edildi."): (("detained", "qardaşı"),),
    ("az-Cyrl", "Мүәллим өлдүрүлдү."): (("killed", "Мүәллим"),),
    ("hy", "Քաղաքապետը սպանվել է։"): (("killed", "Քաղաքապետը"),),
    ("hy", "Երեկ սպանվել է քաղաքապետը։"): (("killed", "քաղաքապետը"),),
    ("hy", "Երեկ Արամ Մելքոնյանը սպանվեց Վելմարում։"): (("killed", "Արամ Մելքոնյանը"),),
    ("hy", "Նրա եղբայրը զինվորների կողմից սպանվեց։"): (("killed", "եղբայրը"),),
    ("hy", "Ուսուցիչը Վելմարում ձերբակալվել է։"): (("detained", "Ուսուցիչը"),),
    ("hyw", "Քահանան սպաննուեցաւ։"): (("killed", "Քահանան"),),
    ("ru", "Мэр был убит."): (("killed", "Мэр"),),
    ("ru", "Вчера убит учитель Иван Кордов."): (("killed", "учитель Иван Кордов"),),
    ("ru", "Погиб солдат."): (("killed", "солдат"),),
}
UNHARMED = (
    ("de", "Der Lehrer wurde im Haus eines Getöteten gesehen."),
    ("de", "Ein Mann tötete Zivilisten."),
    ("de", "Die Bewohner wurden getötet."),
    ("de", "Er sagte, dass die Bewohner getötet wurden."),
    ("de", "Deutsche Soldaten getötet."),
    ("de", "Die Priester wurden verhaftet."),
    ("de", "Die Frau des Getöteten weinte."),
    ("tr", "Ali Vural öğretmenin öldürüldüğünü söyledi."),
    ("tr", "Kızıl Ordu yok edildi."),
    ("tr", "Öğretmen öldürülmedi."),
    ("tr", "Kadınlar öldürüldü."),
    ("tr", "Birçok öğretmen yaralanmadı."),
    ("az", "Müəllim öldürülməyib."),
    ("az", "Əsgərlər müəllimi tanıyırdı."),
    ("hy", "Ուսուցիչը չի սպանվել։"),
    ("hy", "Խորհրդային Բանակը սպանվել է։"),
    ("ru", "Учитель не был убит."),
    ("ru", "Солдат убил."),
    ("ru", "Отец убитого ранен."),
)


def persons(claims):
    return tuple((claim.question.value, claim.scope.of_whom) for claim in claims if claim.method.startswith("persons/"))


@pytest.mark.parametrize(("language", "text"), HARMED)
def test_a_person_without_a_number_is_one_in_the_text_s_words(claims_of, language, text):
    assert persons(claims_of(text, language=language)) == HARMED[language, text]


@pytest.mark.parametrize(("language", "text"), UNHARMED)
def test_who_is_not_said_to_be_harmed_is_none(claims_of, language, text):
    assert persons(claims_of(text, language=language)) == ()


@pytest.mark.parametrize(
    ("language", "text", "number"),
    [
        ("tr", "32 köylü öldürüldü.", 32),
        ("az", "5 müəllim öldürülüb.", 5),
        ("hy", "Հինգ ուսուցիչ սպանվեց։", 5),
        ("ru", "Убиты 5 учителей.", 5),
    ],
)
def test_a_noun_behind_a_number_is_no_further_person(claims_of, language, text, number):
    counts = [claim.value for claim in claims_of(text, Question.KILLED, language=language)]
    assert [value.lower for value in counts if isinstance(value, CountValue)] == [number]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("tr", "Öğretmen öldürüldü. Öğretmen evinde öldürüldü."),
        ("hy", "Քահանան սպանվել է։ Քահանան սպանվել է տանը։"),
        ("az", "Müəllim öldürüldü. Müəllim öldürüldü və Bakı susdu."),
    ],
)
def test_a_noun_told_again_is_no_second_person(claims_of, language, text):
    assert len(persons(claims_of(text, language=language))) == 1


def test_a_denied_death_of_one_person_is_denied(claims_of):
    (claim,) = claims_of("Der Bürgermeister wurde nicht getötet.", Question.KILLED, language="de")
    assert claim.stance is Stance.DENIED


def test_a_claim_of_a_person_is_marked_where_it_cannot_be_in_time(claims_of):
    (claim,) = claims_of("John Smith was killed in the Soviet Union in 1885.", Question.KILLED)
    assert [note.kind for note in claim.notes] == ["anachronism"]
