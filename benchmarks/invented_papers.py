"""Papers as they are written: a text in its regions, and the claims at their words, as reading would find them."""

from dataclasses import dataclass, field
from datetime import date

from invented_words import written

from ledgerstone.evidence.claims.model import Claim, Passage, Question, Scope, Stance, Voice, VoiceKind
from ledgerstone.evidence.incidents.model import HeldClaim, Paper
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.digests import short_id
from ledgerstone.values.places import Extent, PlaceValue

MONTHS = {
    language: words.split()
    for language, words in {
        "en": "January February March April May June July August September October November December",
        "ru": "января февраля марта апреля мая июня июля августа сентября октября ноября декабря",
        "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
        "az": "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr",
        "hy": "հունվարի փետրվարի մարտի ապրիլի մայիսի հունիսի հուլիսի օգոստոսի սեպտեմբերի "
        "հոկտեմբերի նոյեմբերի դեկտեմբերի",
    }.items()
}
KILLED = {
    "en": "{count} people were killed in {town} on {day} in a {kind} in {street}",
    "ru": "{day} года в городе {town} были убиты {count} человек",
    "fr": "{count} personnes ont été tuées à {town} le {day}",
    "az": "{day} {town} şəhərində {count} nəfər öldürülüb",
    "hy": "{day} {town} քաղաքում սպանվել է {count} մարդ",
}
INJURED = {
    "en": "{count} people were injured in {town}",
    "ru": "в городе {town} ранены {count} человек",
    "fr": "{count} personnes ont été blessées à {town}",
    "az": "{town} şəhərində {count} nəfər yaralanıb",
    "hy": "{town} քաղաքում վիրավորվել է {count} մարդ",
}
OWN = Voice(name=None, kind=VoiceKind.UNATTRIBUTED)


@dataclass(slots=True, kw_only=True)
class Draft:
    """A paper while it is written: its claims stand at their words."""

    key: str
    publisher: str
    printed: date
    language: str
    title: str
    text: str = ""
    claims: list[HeldClaim] = field(default_factory=list)
    regions: list[Region] = field(default_factory=list)

    def add(self, words: str, role: Role, *, then: str = "\n\n") -> int:
        """Write a region and return where it begins."""
        start = len(self.text)
        self.regions.append(Region(role=role, start=start, end=start + len(words)))
        self.text += words + then
        return start

    def claim(self, passage: Passage, question: Question, value: Value, scope: Scope, voice: Voice) -> None:
        """Note what words claim."""
        claim = Claim(
            question=question,
            value=value,
            scope=scope,
            voice=voice,
            stance=Stance.ASSERTED,
            passage=passage,
            region=Role.BODY,
            method="invented 1",
        )
        self.claims.append(HeldClaim(id=short_id("c", self.key, str(len(self.claims))), claim=claim))

    def paper(self) -> Paper:
        """Return it as printed."""
        return Paper(
            id=short_id("s", self.key),
            published=day_value(self.printed, self.printed.isoformat()),
            publisher=self.publisher,
            title=self.title,
            language=self.language,
            text=self.text,
            regions=tuple(self.regions),
            claims=tuple(sorted(self.claims, key=lambda held: held.claim.passage.start)),
        )

    def count(self, passage: Passage, question: Question, count: int, scope: Scope, voice: Voice = OWN) -> None:
        """Note that words give a number, with their day and town where the scope has them."""
        self.claim(passage, question, CountValue(lower=count, upper=count, wording=str(count)), scope, voice)
        if question is Question.KILLED and scope.when and scope.where:
            self.claim(passage, Question.WHEN, scope.when, Scope(), voice)
            self.claim(passage, Question.WHERE, scope.where, Scope(), voice)


def said(words: str, start: int) -> Passage:
    """Return words at their place."""
    return Passage(start=start, end=start + len(words), exact=words)


def day_value(day: date, wording: str) -> DateValue:
    """Return a day as a value."""
    return DateValue(edtf=day.isoformat(), earliest=day, latest=day, wording=wording)


def told_day(day: date, language: str) -> str:
    """Return a day as a paper prints it."""
    return f"{day.day} {MONTHS[language][day.month - 1]} {day.year}"


def town_value(number: int, town: str, language: str) -> PlaceValue:
    """Return a town as a value: somewhere in a country of 700 by 800 kilometres."""
    return PlaceValue(
        name=written(town, language),
        latitude=41 + number * 389 % 631 / 100,
        longitude=20 + number * 577 % 997 / 100,
        gazetteer_id=f"invented:{number}",
        extent=Extent.TOWN,
        wording=written(town, language),
    )
