"""What the claims of a dispatch answer to the slots of MUC-3/4: which of what it tells are incidents of that task.

The task wants attacks only (`templ-doc/template-doc-part1.v7`, 1.0): none on those who fight, none of a battle, none
older than two months, none in summary ("70,000 dead"), none outside nine countries. Claims are made of all that a text
says, so that they are judged here: sentence by sentence, by whom they say was harmed and by the words for an attack,
and for the dispatch as a whole by its manner: a speech ("we", "our") tells of few attacks. The weights are those of a
logistic regression on three of the five folds, rounded; the two others were not looked at. It is how this set is
measured, in its language, and no part of the product.

A day of the week, and an incident without a day, are answered by "on or before" the day of the header (7.3, notes 1 and
3), an interval by its two days. A place is answered from the country down (7.4): by the first place of a sentence, by
the town of the dateline where it says "this city", else by the country that most places of the dispatch lie in.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache

from msgspec import Struct
from muc_dispatch import Dispatch, written
from muc_keys import Answer
from sets import BENCH
from victims import HARMED, KIDNAPPED, counts_victims

from ledgerstone.evidence.claims.gazetteer.index import EntryKind, open_default
from ledgerstone.evidence.claims.model import Claim, Question
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import Extent, PlaceValue

NINE = frozenset(["SV", "GT", "HN", "AR", "BO", "CL", "CO", "EC", "PE"])
"""The countries of interest (1.0, 4)."""
RECENT_DAYS = 62
"""Two months (1.0, 6)."""
MOST_VICTIMS = 60
"""More are a summary of many incidents (1.0, 7), save in a few."""
LONGEST_INTERVAL_DAYS = 31
ATTACK = re.compile(
    r"\b(?:BOMBS?|BOMBING|EXPLOSIONS?|EXPLODED|DYNAMIT\w*|DETONATED|BLEW UP|BLOWN UP|SET FIRE|SET ON FIRE|KIDNAPPED|"
    r"KIDNAPPING|ABDUCTED|HIJACKED|ASSASSINATION|ASSASSINATED|MURDER|MURDERED|MACHINEGUNNED)\b"
)
BATTLE = re.compile(
    r"\b(?:CLASH\w*|COMBATS?|BATTLES?|FIGHTING|SKIRMISH\w*|IN ACTION|HARASS\w*|OFFENSIVE|CASUALTIES|CONFRONTATIONS?)\b"
)
FIGHTERS = re.compile(
    r"\b(?:SOLDIERS?|TROOPS?|GUERRILLAS?|REBELS?|INSURGENTS?|TERRORISTS?|SUBVERSIVES?|EXTREMISTS?|BATTALION|BRIGADE|"
    r"TRAFFICKERS?|CONTRAS?|MARINES|GUNMEN|ENEMY|MILITARY (?:PERSONNEL|MEN)|CRIMINALS?|ASSAILANTS?|COMMANDOS?)\b"
)
CIVILIANS = re.compile(
    r"\b(?:CIVILIANS?|PEASANTS?|PEOPLE|PERSONS?|CITIZENS?|CHILDREN|WOM[AE]N|PRIESTS?|STUDENTS?|WORKERS?|PASSENGERS?)\b"
)
DONE = re.compile(
    r"\b(?:HAS|HAVE|WAS|WERE) (?:BEEN )?(?:KIDNAPPED|MURDERED|KILLED|ASSASSINATED|SHOT|ATTACKED|DESTROYED|BLOWN|"
    r"INJURED|WOUNDED)"
)
SPEECH = re.compile(r"\b(?:WE|OUR|US|YOU|YOUR|I)\b")
WEEKDAY = re.compile(r"(?:MON|TUES|WEDNES|THURS|FRI|SATUR|SUN)DAY")
BOMB = re.compile("BOMB|DYNAMIT|EXPLO")
HERE = re.compile(r"\b(?:THIS|THE) (?:CITY|CAPITAL)\b")
NEAR_DAYS = 3
LEAD = 600
"""Code points in which a report says what it is about."""


BIAS = -1.7
BY_VICTIMS, BY_ATTACKS, BY_RECENT, BY_SPEECH, BY_BATTLES = 0.6, 0.2, 0.65, -1.5, -2.1
BY_COUNTRIES, BY_LEAD, BY_NO_DAY, BY_SHARE, BY_BOMB, BY_DONE = 0.9, 1.3, -1.1, 1.4, -0.5, 0.6
SURE = {"number": -2.0, "effect": -2.0, "date": -0.7, "place": -2.0}
"""From which weight a dispatch is taken to tell of an incident, as each slot is measured best."""
FADES = 0.1
"""The n-th sentence on an incident weighs 1 / (1 + n * this)."""
WITH_VICTIMS = 1.3
NO_DAY, NO_PLACE = 0.3, 0.3
"""What a sentence on an incident without day or place weighs for the answer by default."""
SHARE = {"date": 0.4, "place": 0.6}
"""Of the heaviest answer; a lighter one is not given."""


class Harm(Struct, frozen=True):
    """A claim of people harmed in an attack: the number of its sentence, of how many, and to which effect."""

    sentence: int
    number: int | None
    effect: str | None


def answers(dispatch: Dispatch) -> dict[str, set[Answer]]:
    """Return what a dispatch answers to each slot."""
    harms = tuple(_harms(dispatch))
    weight = _weight(dispatch, harms)
    harmed = {harm.sentence for harm in harms}
    attacks = [n for n in range(len(dispatch.sentences)) if n in harmed or _tells_of_attack(dispatch.words(n))]
    weighed = [(n, (WITH_VICTIMS if n in harmed else 1) / (1 + k * FADES)) for k, n in enumerate(attacks)]
    given: dict[str, set[Answer]] = {
        "number": {(str(harm.number),) for harm in harms if harm.number},
        "effect": {(harm.effect,) for harm in harms if harm.effect},
        "date": _heaviest(_days(dispatch, weighed), SHARE["date"]),
        "place": _heaviest(_places(dispatch, weighed), SHARE["place"]),
    }
    return {slot: found if weight >= SURE[slot] else set() for slot, found in given.items()}


def _harms(dispatch: Dispatch) -> Iterator[Harm]:
    """Yield the claims of victims of attacks; "seven others" are such as the ones before them in their sentence."""
    before: tuple[int, str] = (-1, "")
    for claim in dispatch.claims:
        value, scope = claim.value, claim.scope
        if not isinstance(value, CountValue) or scope.unit != "people" or not _of_harm(claim):
            continue
        number = dispatch.sentence(claim.passage.start)
        whom = scope.of_whom or (before[1] if before[0] == number else "")
        before = (number, whom) if whom else before
        large = value.lower is not None and value.lower > MOST_VICTIMS
        if large or _fights(claim, whom, dispatch.words(number)) or not _is_of_interest(dispatch, claim):
            continue
        effects = {Question.KILLED: "DEATH", Question.INJURED: "INJURY"}
        effect = effects.get(claim.question) if value.upper != 0 else None
        yield Harm(number, value.lower, effect)


def _of_harm(claim: Claim) -> bool:
    taken = claim.question is Question.DETAINED and claim.scope.term == KIDNAPPED
    return taken or claim.question in HARMED


def _fights(claim: Claim, whom: str, words: str) -> bool:
    """Whether those harmed fight: by the words for them, or, where none are said, by those of their sentence."""
    if FIGHTERS.search(whom.upper()) or not counts_victims(claim):
        return True
    counted = claim.method.startswith("counts") and not CIVILIANS.search(whom) and not CIVILIANS.search(words)
    return counted and bool(BATTLE.search(words) or (not whom and FIGHTERS.search(words) and not ATTACK.search(words)))


def _is_of_interest(dispatch: Dispatch, claim: Claim) -> bool:
    """Whether neither its day nor its place puts a claim outside what the task wants."""
    when, where = claim.scope.when, claim.scope.where
    country = _country(where) if where else None
    return (when is None or _is_recent(dispatch, when)) and (country is None or country in NINE)


def _is_recent(dispatch: Dispatch, when: DateValue) -> bool:
    printed = dispatch.printed
    if printed is None or when.earliest is None or when.latest is None:
        return True
    return when.earliest <= printed and (printed - when.latest).days <= RECENT_DAYS


def _tells_of_attack(words: str) -> bool:
    return ATTACK.search(words) is not None and BATTLE.search(words) is None


def _weight(dispatch: Dispatch, harms: tuple[Harm, ...]) -> float:
    """Return how much speaks for a dispatch to tell of an incident; 0 is as much for as against."""
    text, count = dispatch.text, max(1, len(dispatch.sentences))
    lead, said = text[:LEAD], [dispatch.words(number) for number in range(len(dispatch.sentences))]
    attacks = sum(ATTACK.search(words) is not None for words in said)
    features = (
        (BY_VICTIMS, min(3, len({harm.sentence for harm in harms}))),
        (BY_ATTACKS, min(4, attacks)),
        (BY_RECENT, min(2, sum(_is_near(dispatch, claim) for claim in dispatch.claims))),
        (BY_SPEECH, min(1.0, 20 * len(SPEECH.findall(text)) / max(1, len(text.split())))),
        (BY_BATTLES, sum(BATTLE.search(words) is not None for words in said) / count),
        (BY_COUNTRIES, _share_of_interest(dispatch)),
        (BY_LEAD, ATTACK.search(lead) is not None),
        (BY_NO_DAY, dispatch.printed is None),
        (BY_SHARE, attacks / count),
        (BY_BOMB, BOMB.search(lead) is not None),
        (BY_DONE, DONE.search(text) is not None),
    )
    return BIAS + sum(by * feature for by, feature in features)


def _is_near(dispatch: Dispatch, claim: Claim) -> bool:
    """Whether a claim says when, and the day is that of the header or up to three before or after it."""
    value, printed = claim.value, dispatch.printed
    if claim.question is not Question.WHEN or not isinstance(value, DateValue) or not value.earliest or not printed:
        return False
    return abs((printed - value.earliest).days) <= NEAR_DAYS


def _share_of_interest(dispatch: Dispatch) -> float:
    countries = [country for place in dispatch.places if (country := _country(place.value)) is not None]
    return sum(country in NINE for country in countries) / len(countries) if countries else 0.5


def _days(dispatch: Dispatch, weighed: list[tuple[int, float]]) -> dict[Answer, float]:
    """Return the days of incidents with their weights: those of their sentences, else of the ones beside them."""
    printed, found = dispatch.printed, defaultdict[Answer, float](float)
    told = _told_days(dispatch)
    attacks = {number for number, _ in weighed}
    for number, weight in weighed:
        beside = [day for n in (number - 1, number + 1) if n not in attacks for day in told[n]]
        days = told[number] or beside
        recent = {answer for day in days if _is_recent(dispatch, day) if (answer := _day_answer(day, printed))}
        for answer in recent:
            found[(answer,)] += weight / len(recent)
        if not recent and printed and not (told[number] and days):
            found[(f"- {written(printed)}",)] += NO_DAY * weight
    if printed and weighed and not found:
        found[(f"- {written(printed)}",)] = 1
    return found


def _told_days(dispatch: Dispatch) -> defaultdict[int, list[DateValue]]:
    """Return the days that the claims of each sentence give."""
    told: defaultdict[int, list[DateValue]] = defaultdict(list)
    for claim in dispatch.claims:
        value = claim.value if claim.question is Question.WHEN else claim.scope.when
        if isinstance(value, DateValue) and value.earliest is not None:
            told[dispatch.sentence(claim.passage.start)].append(value)
    return told


def _day_answer(value: DateValue, printed: date | None) -> str | None:
    if value.earliest is None or value.latest is None:
        return None
    if printed and WEEKDAY.search(value.wording) and not any(char.isdigit() for char in value.wording):
        return f"- {written(printed)}"
    if value.earliest == value.latest:
        return written(value.earliest)
    short = (value.latest - value.earliest).days <= LONGEST_INTERVAL_DAYS
    return f"{written(value.earliest)} - {written(value.latest)}" if short else None


def _places(dispatch: Dispatch, weighed: list[tuple[int, float]]) -> dict[Answer, float]:
    """Return the first places of the sentences on incidents with their weights, from the country down."""
    found, home = defaultdict[Answer, float](float), _home(dispatch)
    told = _told_places(dispatch)
    for number, weight in weighed:
        places = told.get(number) or _here(dispatch, number)
        country = next(filter(None, map(_country, places)), home)
        names = [" ".join(place.name.upper().split()) for place in places if place.extent is not Extent.COUNTRY]
        if country in NINE:
            found[(nations()[country], *names[:1])] += weight * (1 if names else NO_PLACE)
    return found


def _told_places(dispatch: Dispatch) -> dict[int, list[PlaceValue]]:
    """Return the places that the claims of each sentence give, in the order of the text."""
    told: defaultdict[int, list[PlaceValue]] = defaultdict(list)
    for claim in dispatch.claims:
        value = claim.value if claim.question is Question.WHERE else claim.scope.where
        if isinstance(value, PlaceValue):
            told[dispatch.sentence(claim.passage.start)].append(value)
    return told


def _here(dispatch: Dispatch, number: int) -> list[PlaceValue]:
    """Return the town of the dateline where a sentence says "in this city"."""
    first = dispatch.places[0] if dispatch.places else None
    if (
        first is None
        or first.start > 0
        or not isinstance(first.value, PlaceValue)
        or not HERE.search(dispatch.words(number))
    ):
        return []
    return [first.value]


def _home(dispatch: Dispatch) -> str | None:
    """Return the country of interest that most places of a dispatch lie in, that of its dateline counted twice."""
    known = [country for place in dispatch.places if (country := _country(place.value)) is not None]
    of_interest = Counter(country for country in (*known[:1], *known) if country in NINE)
    return max(of_interest, key=lambda country: of_interest[country], default=None)


def _heaviest(weights: dict[Answer, float], share: float) -> set[Answer]:
    most = max(weights.values(), default=0.0)
    return {answer for answer, weight in weights.items() if weight >= most * share}


def _country(place: object) -> str | None:
    """Return the country of a place by its ISO code; None where no gazetteer has the very place."""
    if not isinstance(place, PlaceValue) or place.gazetteer_id is None:
        return None
    return _country_of(place.name, place.gazetteer_id)


@cache
def _country_of(name: str, gazetteer_id: str) -> str | None:
    gazetteer = open_default()
    entries = gazetteer.lookup(name) if gazetteer else ()
    return next((entry.country for entry in entries if entry.gazetteer_id == gazetteer_id), None)


@cache
def nations() -> dict[str, str]:
    """Return the names of countries that the keys may use, by ISO code."""
    gazetteer, found = open_default(), dict[str, str]()
    lines = (BENCH / "muc-dev" / "templ-doc" / "set-list-foreign-nation.v5").read_text(encoding="latin-1").splitlines()
    for name in (line.strip() for line in lines if line.isupper()):
        entries = gazetteer.lookup(name) if gazetteer else ()
        countries = [entry.country for entry in entries if entry.kind is EntryKind.COUNTRY]
        if countries:
            found.setdefault(countries[0], name)
    return found
