"""Laws that hold of every text, tried on many invented ones in each language that has a pack."""

import re

import msgspec
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from ledgerstone.evidence.claims.anachronisms import things
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context
from ledgerstone.evidence.claims.packs import load
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.reading.parts.citations import find_citations


class Speech(Struct, frozen=True):
    """How texts of a language are put together; groups and places are each of one form class."""

    sentences: tuple[str, ...]
    groups: tuple[str, ...]
    places: tuple[str, ...]
    quiet: tuple[str, ...]


SPEECHES = {
    "en": Speech(
        sentences=(
            "{n} {group} were killed in {place} on 13 January 1990.",
            "The police said that {n} {group} were wounded in {place}.",
            "{group} killed {n} villagers near {place} in 1994.",
            "The ministry denied that {n} {group} had been deported from {place}.",
            "Reportedly {n} houses of {group} were burned in {place} [1].",
            "The massacre of {group} in {place} was committed by {other}.",
            "“We saw {n} {group} in {place},” a teacher said.",
            "At least {n} people, among them 3 {group}, were killed in {place}.",
        ),
        groups=("Armenians", "Azerbaijanis", "Turks", "Georgians", "Norvikians"),
        places=("Baku", "Tbilisi", "Yerevan", "Paris", "Gyumri"),
        quiet=("The evening was quiet and the windows stayed dark.", "Nothing moved, and the tea grew cold."),
    ),
    "ru": Speech(
        sentences=(
            "{n} человек были убиты в {place} 13 января 1990 года.",
            "По данным милиции, ранены {n} человек, в том числе 3 {group}.",
            "В {place} {group} убили {n} человек.",
            "Министерство опровергло гибель {n} человек в {place}.",
        ),
        groups=("армяне", "грузины", "турки", "азербайджанцы"),
        places=("Баку", "Тбилиси", "Сочи", "Батуми"),
        quiet=("Вечер был тихим, и окна оставались темными.", "Ничто не двигалось, и чай остывал."),
    ),
    "hy": Speech(
        sentences=(
            "1990 թվականի հունվարի 13-ին {place} սպանվեց {n} մարդ։",
            "{group} սպանեցին {n} մարդու։",
            "Ոստիկանության տվյալներով վիրավորվեց {n} մարդ։",
            "Նախարարությունը հերքեց, որ սպանվել է {n} մարդ։",
        ),
        groups=("Ադրբեջանցիները", "Վրացիները", "Ռուսները"),
        places=("Բաքվում", "Երևանում", "Փարիզում"),
        quiet=("Երեկոն խաղաղ էր, և պատուհանները մութ էին։", "Ոչինչ չէր շարժվում, և թեյը սառչում էր։"),
    ),
    "az": Speech(
        sentences=(
            "13 yanvar 1990-cı ildə {place} {n} nəfər öldürülüb.",
            "{group} {n} nəfəri öldürdülər.",
            "Polisin məlumatına görə {n} nəfər yaralanıb.",
            "Nazirlik təkzib edir ki, {n} nəfər öldürülüb.",
        ),
        groups=("Ermənilər", "Azərbaycanlılar", "Gürcülər"),
        places=("Bakıda", "Gəncədə", "Şuşada"),
        quiet=("Axşam sakit idi və pəncərələr qaranlıq qalırdı.", "Heç nə tərpənmirdi və çay soyuyurdu."),
    ),
    "de": Speech(
        sentences=(
            "{n} {group} wurden am 13. Januar 1990 in {place} getötet.",
            "Nach Angaben der Polizei wurden {n} Menschen in {place} verletzt.",
            "{group} töteten {n} Menschen bei {place}.",
        ),
        groups=("Armenier", "Georgier", "Aserbaidschaner"),
        places=("Baku", "Tiflis", "Paris"),
        quiet=("Der Abend war still, und die Fenster blieben dunkel.", "Nichts regte sich, und der Tee wurde kalt."),
    ),
    "tr": Speech(
        sentences=(
            "13 Ocak 1990'da Bakü'de {n} kişi öldürüldü.",
            "{group} {n} kişiyi öldürdüler.",
            "Polise göre {n} kişi yaralandı.",
        ),
        groups=("Ermeniler", "Gürcüler", "Azerbaycanlılar"),
        places=("Bakü", "Paris"),
        quiet=("Akşam sessizdi ve pencereler karanlık kaldı.", "Hiçbir şey kımıldamıyordu ve çay soğuyordu."),
    ),
    "fr": Speech(
        sentences=(
            "{n} {group} ont été tués à {place} le 13 janvier 1990.",
            "Selon la police, {n} personnes ont été blessées à {place}.",
            "Les {group} ont tué {n} personnes près de {place}.",
            "Le ministère dément que {n} {group} aient été déportés de {place}.",
        ),
        groups=("Arméniens", "Géorgiens", "Norviciens"),
        places=("Bakou", "Tbilissi", "Paris"),
        quiet=(
            "La soirée était calme et les fenêtres restaient sombres.",
            "Rien ne bougeait, et le thé refroidissait.",
        ),
    ),
}
GROUPS = re.compile("|".join(sorted({one for s in SPEECHES.values() for one in s.groups}, key=len, reverse=True)))
PLACES = re.compile("|".join(sorted({one for s in SPEECHES.values() for one in s.places}, key=len, reverse=True)))
POINTS = {"latitude", "longitude", "gazetteer_id", "alternatives", "extent", "name"}
"""A place's own name follows from where it is: "Bakıda" is Bakı; its wording in the text is compared."""
PLACED = {"start", "end"}


class Sample(Struct, frozen=True):
    """A text of a language, with two of its groups and two of its places."""

    language: str
    text: str
    groups: tuple[str, str]
    places: tuple[str, str]


@st.composite
def samples(draw: st.DrawFn) -> Sample:
    language = draw(st.sampled_from(sorted(SPEECHES)))
    speech = SPEECHES[language]
    one, other = draw(st.permutations(speech.groups))[:2]
    here, there = draw(st.permutations(speech.places))[:2]
    chosen = draw(st.lists(st.sampled_from(speech.sentences), min_size=1, max_size=4))
    numbers = draw(st.lists(st.integers(4, 400), min_size=len(chosen), max_size=len(chosen)))
    filled = (
        sentence.format(n=n, group=one if at % 2 == 0 else other, other=other, place=here if at % 2 == 0 else there)
        for at, (sentence, n) in enumerate(zip(chosen, numbers, strict=True))
    )
    return Sample(language, draw(st.sampled_from((" ", "\n\n"))).join(filled), (one, other), (here, there))


def claims_in(text: str, language: str) -> tuple[Claim, ...]:
    cited = tuple(find_citations(text))
    reading = Reading(media_type="text/plain", language=language, text=text, regions=cited, tool="test", version="1")
    return extract(reading, find_mentions(reading, Context()), Context())


def swapped(text: str, pair: tuple[str, str]) -> str:
    names = dict([pair, pair[::-1]])
    return re.sub("|".join(map(re.escape, sorted(pair, key=len, reverse=True))), lambda m: names[m.group()], text)


def without(value: object, keys: set[str]) -> object:
    if isinstance(value, dict):
        return {key: without(one, keys) for key, one in value.items() if key not in keys}
    return [without(one, keys) for one in value] if isinstance(value, list) else value


def said(claims: tuple[Claim, ...], pair: tuple[str, str] | None, keys: set[str]) -> list[object]:
    """What claims say, with the names of a pair swapped, without some keys."""
    plain = without(msgspec.json.decode(msgspec.json.encode(claims)), keys)
    encoded = msgspec.json.encode(plain).decode()
    return msgspec.json.decode(swapped(encoded, pair) if pair else encoded)


@given(samples())
@settings(max_examples=120, deadline=None)
def test_swapping_the_names_of_groups_changes_nothing_but_the_names(sample):
    before = claims_in(sample.text, sample.language)
    after = claims_in(swapped(sample.text, sample.groups), sample.language)
    assert said(before, sample.groups, PLACED) == said(after, None, PLACED)


@given(samples())
@settings(max_examples=120, deadline=None)
def test_swapping_places_changes_nothing_but_their_names_and_coordinates(sample):
    before = claims_in(sample.text, sample.language)
    after = claims_in(swapped(sample.text, sample.places), sample.language)
    assert said(before, sample.places, PLACED | POINTS) == said(after, None, PLACED | POINTS)


@given(samples())
@settings(max_examples=120, deadline=None)
def test_each_claim_has_a_passage_and_all_its_words_are_the_text_at_their_offsets(sample):
    for claim in claims_in(sample.text, sample.language):
        words = [claim.passage, *(ground.words for ground in claim.grounds), *filter(None, [claim.cue])]
        words += [note.words for note in claim.notes if note.words]
        assert claim.passage.exact.strip()
        assert all(sample.text[one.start : one.end] == one.exact for one in words)
        assert any(ground.part == "question" for ground in claim.grounds)


@given(samples(), st.integers(0, 1))
@settings(max_examples=120, deadline=None)
def test_a_paragraph_that_names_nothing_changes_no_claim(sample, which):
    quiet = SPEECHES[sample.language].quiet[which]
    assert claims_in(f"{sample.text}\n\n{quiet}", sample.language) == claims_in(sample.text, sample.language)


@given(samples())
@settings(max_examples=80, deadline=None)
def test_hard_spaces_line_ends_and_marks_of_quotation_change_no_claim(sample):
    plain = said(claims_in(sample.text, sample.language), None, PLACED)
    for old, new in ((" ", "\u00a0"), ("\n", "\r\n"), ("“", "«"), ("“", '"')):
        changed = sample.text.replace(old, new).replace("”", {"«": "»", '"': '"'}.get(new, "”"))
        found = msgspec.json.encode(said(claims_in(changed, sample.language), None, PLACED)).decode()
        back = found.replace("\u00a0", " ").replace("«", "“").replace("»", "”").replace('\\"', "“")
        expected = msgspec.json.encode(plain).decode()
        assert back.replace("”", "“") == expected.replace("”", "“")


@given(samples(), st.data())
@settings(max_examples=120, deadline=None)
def test_a_number_spelled_out_gives_the_same_value(sample, data):
    sentence = data.draw(st.sampled_from(SPEECHES[sample.language].sentences[:1]))
    words = [(word, value) for word, value in load(sample.language).counts.numbers.items() if 1 < value < 20]
    word, value = data.draw(st.sampled_from(words))
    texts = [sentence.format(n=n, group=sample.groups[0], other="", place=sample.places[0]) for n in (word, value)]
    spelled, numeral = ([_bounds(claim) for claim in claims_in(text, sample.language)] for text in texts)
    assert spelled == numeral


def _bounds(claim: Claim) -> tuple[object, ...]:
    value = claim.value
    return claim.question, getattr(value, "lower", None), getattr(value, "upper", None), claim.scope.unit


def test_the_texts_of_these_laws_have_claims_in_each_language():
    for language, speech in SPEECHES.items():
        for sentence in speech.sentences:
            text = sentence.format(n=32, group=speech.groups[0], other=speech.groups[1], place=speech.places[0])
            assert claims_in(text, language), text


def test_no_name_of_these_laws_is_in_the_list_of_anachronisms():
    listed = " ".join(form for thing in things() for forms in thing.forms.values() for form in forms)
    assert not GROUPS.search(listed)
    assert not PLACES.search(listed)
