"""News of an invented country: events, and the papers that tell of them, the same ones for the same numbers.

It grows as news does: a larger pile is of more years and of more events a day, in more towns and of more papers; half
of the events are in a few busy towns; most have one paper and a few have dozens. A telegram is reprinted with cuts,
other words and now and then another figure; others send their own reporters, who hear a hospital or a witness and
write in five languages; courts and anniversaries follow, round-ups tell of several events, and a part of the papers
is of no event at all. The claims are made with the texts, so that nothing is read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import count, islice
from random import Random

from invented_papers import INJURED, KILLED, OWN, Draft, day_value, said, told_day, town_value
from invented_words import name, rank, sentence, written

from ledgerstone.evidence.claims.model import Question, Scope, Speaker, Voice, VoiceKind
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.reading.model import Role

BEGIN = date(1980, 1, 1)
TOWNS, SURNAMES, FIRST_NAMES, OUTLETS, FORMULAS = 4_000, 6_000, 300, 400, 400
AGENCIES = ("Orsin Telegraph Agency", "Halvet Press Bureau", "Tarn Agency")
LANGUAGES = ("en", "en", "en", "en", "en", "en", "ru", "ru", "fr", "az", "hy")
KINDS = ("shooting", "fire", "shelling", "stabbing", "beating", "bombing", "clash", "raid")
OTHER_NEWS, ROUND_UP = 9, 40
"""One in so many papers is of no event; after so many events a paper tells of the last ones."""
MOST_PAPERS = 40
DAYS, DENSER = 6.5, 0.7
"""The n-th event is on day DAYS * n ** DENSER: 1,000 papers are of a year, 100,000 of 23 years."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that happened to people on a day in a town."""

    number: int
    day: date
    town: int
    kind: str
    street: str
    killed: int
    injured: int
    people: tuple[tuple[str, int], ...]
    rare: tuple[str, ...]

    def scope(self, language: str, *, wording: str) -> Scope:
        """Return day and town as a scope."""
        where = town_value(self.town, town_name(self.town), language)
        return Scope(when=day_value(self.day, wording), where=where)


def news(papers: int) -> Iterator[Paper]:
    """Yield the first papers of the country, by event."""
    return islice(_all(), papers)


def _all() -> Iterator[Paper]:
    for number in count():
        event = event_of(number)
        chance = Random(f"papers of {number}")
        size = min(MOST_PAPERS, int(max(chance.random(), 1e-9) ** -0.75))
        yield from _told(event, size, chance)
        if chance.random() < size / OTHER_NEWS:
            yield _of_no_event(event, chance)
        if number % ROUND_UP == ROUND_UP - 1:
            yield _round_up([event_of(number - back) for back in range(5)], chance)


@cache
def town_name(number: int) -> str:
    """Return the name of a town."""
    return name(number)


def event_of(number: int) -> Event:
    """Return an event by its number."""
    chance = Random(f"event {number}")
    people = tuple(
        (
            f"{name(16_000 + rank(chance, FIRST_NAMES))} {name(8_000 + rank(chance, SURNAMES), 'n')}",
            chance.randint(9, 88),
        )
        for _ in range(chance.randint(1, 3))
    )
    return Event(
        number=number,
        day=BEGIN + timedelta(days=int(DAYS * number**DENSER)),
        town=rank(chance, TOWNS),
        kind=chance.choice(KINDS),
        street=f"{name(20_000 + rank(chance, 3_000))} Street",
        killed=1 + rank(chance, 40),
        injured=2 + rank(chance, 90),
        people=people,
        rare=tuple(name(24_000 + chance.randrange(15_000)) for _ in range(5)),
    )


def outlet_of(chance: Random) -> tuple[str, str]:
    """Draw a paper and its language: a few papers print most of the news."""
    number = rank(chance, OUTLETS)
    kind = ("Courier", "Bell", "Lantern", "Herald", "Post")[number % 5]
    return f"{name(number // 3)} {kind}", LANGUAGES[number % len(LANGUAGES)]


def _told(event: Event, size: int, chance: Random) -> Iterator[Paper]:
    """Yield the papers of one event: a telegram and its reprints, and reports of others' own."""
    agency = chance.choice(AGENCIES) if size > 1 and chance.random() < 0.7 else None
    telegram = _body(event, Random(f"telegram {event.number}"), "en") if agency else ()
    for number in range(size):
        key = f"event {event.number} paper {number}"
        own = Random(key)
        if agency and number == 0:
            yield _print(Draft(**_head(key, event, agency, "en", 0)), event, telegram, own, credit=agency)
        elif agency and own.random() < 0.5:
            yield _reprint(key, event, telegram, own, agency)
        else:
            publisher, language = outlet_of(own)
            draft = Draft(**_head(key, event, publisher, language, _days_later(number, own)))
            yield _print(draft, event, _body(event, own, language), own, credit=None)


def _days_later(number: int, chance: Random) -> int:
    """Return when a paper tells of an event: mostly at once, of a large one also at the court and years after."""
    if number < 3 or chance.random() < 0.7:
        return chance.randint(0, 2)
    return chance.randint(3, 90) if chance.random() < 0.8 else 365 * chance.randint(1, 10)


def _head(key: str, event: Event, publisher: str, language: str, days: int) -> dict:
    title = f"{event.kind.capitalize()} in {town_name(event.town)}: {sentence(Random(key), 'en')[:40].strip()}"
    return {
        "key": key,
        "publisher": publisher,
        "printed": event.day + timedelta(days=1 + days),
        "language": language,
        "title": title,
    }


def _body(event: Event, chance: Random, language: str) -> tuple[str, ...]:
    """Return the paragraphs of a report after its first one."""
    paragraphs = []
    for number in range(chance.randint(2, 5)):
        rare = tuple(written(one, language) for one in chance.sample(event.rare, 2))
        told = [sentence(chance, language, rare if k == 0 else ()) for k in range(chance.randint(2, 4))]
        if number == 0:
            told += [
                f"{written(who, language)}, {age}, {sentence(chance, language).lower()}" for who, age in event.people
            ]
        if chance.random() < 0.5:
            told.append(formula(rank(chance, FORMULAS), language))
        paragraphs.append(" ".join(told))
    return tuple(paragraphs)


@cache
def formula(number: int, language: str) -> str:
    """Return a sentence that many papers print of many events ("police ask anyone who saw …")."""
    return sentence(Random(f"formula {number} {language}"), language)


def _print(draft: Draft, event: Event, body: tuple[str, ...], chance: Random, *, credit: str | None) -> Paper:
    """Print a report: its title, its first paragraph with the figures, its body, the foot of the page."""
    draft.add(draft.title, Role.TITLE)
    language = draft.language
    town, day = written(town_name(event.town), language), told_day(event.day, language)
    if credit:
        draft.add(f"{town.upper()}, {told_day(draft.printed, language)} ({credit})", Role.DATELINE, then=" — ")
    killed = event.killed if chance.random() < 0.85 else event.killed + chance.randint(1, 9)
    told = KILLED[language].format(count=killed, town=town, day=day, kind=event.kind, street=event.street)
    voice, words = _voice(event, chance) if language == "en" and not credit else (OWN, "")
    lead, hurt = f"{told}{words}.", f"{INJURED[language].format(count=event.injured, town=town)}."
    at = draft.add(f"{lead} {hurt}", Role.BODY)
    draft.count(said(lead, at), Question.KILLED, killed, event.scope(language, wording=day), voice)
    draft.count(said(hurt, at + len(lead) + 1), Question.INJURED, event.injured, event.scope(language, wording=day))
    for paragraph in body:
        draft.add(paragraph, Role.BODY)
    for line in range(2):
        draft.add(sentence(Random(f"foot {line} of {draft.publisher}"), language), Role.BODY)
    return draft.paper()


def _voice(event: Event, chance: Random) -> tuple[Voice, str]:
    """Draw who gives the figure, with the words that say so."""
    town, drawn = town_name(event.town), chance.random()
    if drawn < 0.3:
        who, kind = f"the {town} Central Hospital", VoiceKind.BODY
    elif drawn < 0.6:
        who, kind = f"the police of {town}", VoiceKind.OFFICIAL
    elif drawn < 0.8:
        who, kind = f"{chance.choice('ABDKLMNPRST')}.", VoiceKind.WITNESS
    else:
        return OWN, ""
    chain = (Speaker(name=None, kind=VoiceKind.MEDIA), Speaker(name=who, kind=kind))
    return Voice(name=who, kind=kind, chain=chain), f", {who} said"


def _reprint(key: str, event: Event, telegram: tuple[str, ...], chance: Random, agency: str) -> Paper:
    """Print a telegram in a paper of English: its end cut, some words changed, credited or not."""
    publisher = outlet_of(chance)[0]
    kept = telegram if chance.random() < 0.5 else telegram[: max(2, len(telegram) - 1)]
    edited = tuple(_edited(paragraph, chance) for paragraph in kept)
    draft = Draft(**_head(key, event, publisher, "en", chance.randint(0, 3)))
    return _print(draft, event, edited, chance, credit=agency if chance.random() < 0.6 else None)


def _edited(paragraph: str, chance: Random) -> str:
    words = paragraph.split(" ")
    for _ in range(chance.randint(0, 3)):
        words[chance.randrange(len(words))] = name(rank(chance, 3_000)).lower()
    return " ".join(words)


def _of_no_event(event: Event, chance: Random) -> Paper:
    """Print what the council, the weather and the schools did: a paper without a claim."""
    publisher, language = outlet_of(chance)
    draft = Draft(**_head(f"other news {event.number}", event, publisher, language, 0))
    draft.title = sentence(chance, language)[:60].strip()
    draft.add(draft.title, Role.TITLE)
    for _ in range(chance.randint(3, 6)):
        draft.add(" ".join(sentence(chance, language) for _ in range(chance.randint(2, 4))), Role.BODY)
    return draft.paper()


def _round_up(events: list[Event], chance: Random) -> Paper:
    """Print what happened of late, an event a paragraph."""
    draft = Draft(**_head(f"round-up {events[0].number}", events[0], outlet_of(chance)[0], "en", 1))
    draft.title = "What happened of late"
    draft.add(draft.title, Role.TITLE)
    for event in events:
        day = told_day(event.day, "en")
        where = {"town": town_name(event.town), "kind": event.kind, "street": event.street}
        told = KILLED["en"].format(count=event.killed, day=day, **where) + "."
        at = draft.add(f"{told} {sentence(chance, 'en', event.rare[:1])}", Role.BODY)
        draft.count(said(told, at), Question.KILLED, event.killed, event.scope("en", wording=day))
    return draft.paper()
