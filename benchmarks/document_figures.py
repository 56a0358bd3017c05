"""How many were killed and injured in what a document of GVA is mainly about, weighed from its claims.

A document tells its main event more than once, in its title, its first lines and again, in totals and in parts; beside
it it may tell of other events of other times. A figure is the number that its tellings speak for most, where earlier
ones weigh more: "four were shot, one of them died" is one killed and three injured. Persons told of without a number
count as one, those of one list together, "two others" beside those told before them; one who did it and died is one of
the dead beside those whom he killed, unless a number of the dead has him already. Where no number is claimed at all, a
title that tells of a death is of one dead, and a report of shots of one injured.

It is how this set is measured, in its language, and no part of the product, which sums nothing and takes nothing away.
"""

import re
from collections import defaultdict
from datetime import timedelta

from msgspec import Struct
from same_person import SAME_ONE, Same, person, same

from ledgerstone.evidence.claims.model import Claim, Question, Stance
from ledgerstone.values.counts import CountValue

TOLD = frozenset({Stance.ASSERTED, Stance.REPORTED})
OTHER_EVENT = timedelta(days=60)
"""Further than this from the first date that a count gives, a count is of another event."""
FADES_KILLED, FADES_INJURED = 0.2, 0.5
"""The n-th telling weighs 1 / (1 + n * this): figures of the injured are parted more the longer a text runs."""
PART_WEIGHT = 0.6
"""What a number weighs after a larger one, of which it is likely a part."""
NUMBER, PERSON, REST, AMONG = 1.5, 1.0, 1.2, 0.3
"""What a number weighs, a person, the rest of the shot without the dead, and fewer shot than died."""
SAME, SAME_KIND = 0.5, 0.7
LONGEST_LINK = 45
LINK = re.compile(
    r"\s*(?:[\w’'-]{1,30}\s{1,3}){0,3}[\w’'-]{0,30}\s{0,3}(?:\(\d{1,2}\))?"
    r"(?:,|&|\band|,\s?and|,\s?\d{1,2},?(?:\s?and)?)\s{1,3}(?:(?:a|an|the|his|her)\s{1,3})?",
    re.IGNORECASE,
)
"""What stands between two of a list: the rest of a noun phrase, an age, a comma or "and"."""
WORD = re.compile(r"[^\W\d_]+")


OPEN_TERMS = frozenset(("shot",))
"""Terms of harm that leave open whether the harmed lived."""
FURTHER = frozenset(["another", "fourth", "more", "other", "others", "second", "third"])
"""Words for more than those told before."""
SELVES = frozenset(["herself", "himself", "self"])
"""Words for one who harmed himself."""
SUICIDE = re.compile(
    r"(?:(?:kill|shoot)(?:ed|ing|s)?|shot|turn(?:ed|ing|s) the (?:gun|weapon) on|then|,|and) ?(?:him|her)?self\b"
    r"|suicide",
    re.IGNORECASE,
)
"""Words by which one who killed others is told to have died too."""
FATAL = re.compile(
    r"\b(?:fatal(?:ly)?|deadly|kill(?:ed|ing|s)|murder(?:ed|s)?|homicide|manslaughter|slaying|slain|dead|death|died|dies|"
    r"suicide)\b",
    re.IGNORECASE,
)
NOT_FATAL = re.compile(r"\b(?:attempted (?:murder|homicide)|non-?fatal|death penalty|near death)", re.IGNORECASE)
SHOTS = re.compile(
    r"\b(?:shot|shooting|shoots?|wound(?:ed|s)?|injur(?:ed|es|y|ies)|hurt|hit|struck|gunshot|bullet|graz(?:ed|es|ing))\b",
    re.IGNORECASE,
)
SAME_SENTENCES = 300
"""Characters behind a number of the dead in which the one who did it is told of as one more."""
OWN = re.compile(r"^\W*(?:who\s)?(?:\w+ly\s)?$|\bafter (?:\w+ly )?$", re.IGNORECASE)
"""What stands between a person and such words of its own death: "boy killed himself", "died after shooting himself"."""
STATE = re.compile(r"\b(?:dead|death|deaths|died|dies|bodies|fatalities)\b", re.IGNORECASE)
"""Words that count all the dead; those killed or slain are victims alone."""


class Figures(Struct, frozen=True, kw_only=True):
    """How many were killed and injured in a document's main event; 0 where it tells of none."""

    killed: int
    injured: int


class _Telling(Struct, kw_only=True):
    """Counts of one list: their sum, where it ends, and the claims."""

    number: int
    end: int
    claims: list[Claim]


def document_figures(claims: tuple[Claim, ...], text: str) -> Figures:
    """Return the figures of a document's main event.

    Args:
        claims: The document's claims, in order.
        text: The reading's text, in which their passages lie.
    """
    of_event = _of_main_event([claim for claim in claims if _is_count_of_people(claim)])
    dead = _tellings([claim for claim in of_event if claim.question is Question.KILLED], text)
    hurt = _tellings([claim for claim in of_event if claim.question is Question.INJURED], text)
    killed = _killed(dead, text) if dead else _tells_of_death(text)
    someone = bool(hurt) or killed > 0
    return Figures(killed=killed, injured=_injured(hurt, dead, killed, text) if someone else _tells_of_shots(text))


def _tells_of_death(text: str) -> int:
    """Return one where no number of dead is claimed, but the title tells of a death ("Fatal shooting in …")."""
    title = text.partition("\n")[0]
    return int(FATAL.search(title) is not None and NOT_FATAL.search(title) is None)


def _tells_of_shots(text: str) -> int:
    """Return one where nobody is claimed to be harmed, but somebody was shot."""
    return int(SHOTS.search(text) is not None)


def _is_count_of_people(claim: Claim) -> bool:
    value = claim.value
    told = isinstance(value, CountValue) and value.lower is not None and claim.stance in TOLD
    whole = claim.scope.part is None and claim.scope.unit == "people"
    return told and whole and claim.question in (Question.KILLED, Question.INJURED)


def _of_main_event(claims: list[Claim]) -> list[Claim]:
    """Return the counts that no date puts far from the first date that one has."""
    dates = [when for claim in claims if (when := claim.scope.when) and when.earliest and when.latest]
    if not dates or dates[0].earliest is None or dates[0].latest is None:
        return claims
    low, high = dates[0].earliest - OTHER_EVENT, dates[0].latest + OTHER_EVENT
    kept = []
    for claim in claims:
        when = claim.scope.when
        far = when and when.earliest and when.latest and (when.latest < low or when.earliest > high)
        if not far:
            kept.append(claim)
    return kept


def _tellings(claims: list[Claim], text: str) -> list[_Telling]:
    """Return the counts in order, those of one list as one."""
    found: list[_Telling] = []
    for claim in sorted(claims, key=_start):
        start, number = _start(claim), _number(claim)
        end = start + len(_wording(claim))
        last = found[-1] if found else None
        gap = text[last.end : start] if last else ""
        if last and claim.passage.start <= last.end and len(gap) < LONGEST_LINK and LINK.fullmatch(gap):
            last.number, last.end, last.claims = last.number + number, end, [*last.claims, claim]
        elif number:
            found.append(_Telling(number=number, end=end, claims=[claim]))
    return found


def _number(claim: Claim) -> int:
    return claim.value.lower or 0 if isinstance(claim.value, CountValue) else 0


def _wording(claim: Claim) -> str:
    return claim.value.wording if isinstance(claim.value, CountValue) else ""


def _start(claim: Claim) -> int:
    return claim.passage.start + max(0, claim.passage.exact.find(_wording(claim)))


def _words(claim: Claim) -> frozenset[str]:
    return frozenset(word.lower() for word in WORD.findall(_wording(claim)))


def _is_self(claim: Claim) -> bool:
    words = _words(claim)
    return bool(words) and words <= SELVES


def _killed(dead: list[_Telling], text: str) -> int:
    weights: dict[int, float] = defaultdict(float)
    victims = [telling for telling in dead if not all(map(_is_self, telling.claims))]
    largest = 0
    for n, telling in enumerate(victims):
        number = telling.number
        weight = (NUMBER if number > 1 else PERSON) / (1 + n * FADES_KILLED) * (PART_WEIGHT if number < largest else 1)
        largest = max(largest, number)
        weights[number + _leaves_doer(telling, text)] += weight
    return _heaviest(weights) if victims else min(1, len(dead))


def _leaves_doer(telling: _Telling, text: str) -> bool:
    """Whether one who did it and died is told of right behind those killed, and is none of their number."""
    if any(_is_self(claim) or STATE.search(claim.passage.exact) for claim in telling.claims):
        return False
    behind = text[telling.end : telling.end + SAME_SENTENCES].partition("\n")[0]
    found = SUICIDE.search(behind)
    return found is not None and OWN.search(behind[: found.start()]) is None


def _injured(hurt: list[_Telling], dead: list[_Telling], killed: int, text: str) -> int:
    weights: dict[int, float] = defaultdict(float)
    largest = 0
    for n, telling in enumerate(hurt):
        number, weight = _without_dead(telling, dead, killed, text) if killed else _as_told(telling)
        weights[number] += weight / (1 + n * FADES_INJURED) * (PART_WEIGHT if telling.number < largest else 1)
        largest = max(largest, number if number > 1 else 0)
    return _heaviest(weights) if weights else 0


def _heaviest(weights: dict[int, float]) -> int:
    return max(weights, key=lambda number: weights[number])


def _as_told(telling: _Telling) -> tuple[int, float]:
    return telling.number, NUMBER if telling.number > 1 else PERSON


def _without_dead(telling: _Telling, dead: list[_Telling], killed: int, text: str) -> tuple[int, float]:
    """Return how many of a telling lived, and its weight, where somebody was killed."""
    number, claim = telling.number, telling.claims[0]
    lived = all(claim.scope.term not in OPEN_TERMS for claim in telling.claims)
    told = {word.lower() for word in WORD.findall(text[_start(claim) : telling.end + 12])}
    if told & FURTHER:
        return number, NUMBER
    persons = not any(claim.method.startswith("counts") for claim in telling.claims)
    if not persons:
        if lived:
            return number, NUMBER
        return (number - killed, REST) if number >= killed else (number, AMONG)
    return _persons_without_dead(telling, dead, lived=lived)


def _persons_without_dead(telling: _Telling, dead: list[_Telling], *, lived: bool) -> tuple[int, float]:
    """Return how many of the persons told of as harmed are others than the dead, and how much that weighs."""
    alike = [_like_dead(claim, dead) for claim in telling.claims]
    others = sum(one is Same.NO for one in alike)
    unknown = sum(one is Same.UNKNOWN for one in alike)
    if Same.YES in alike:
        return others, SAME
    if unknown:
        return others + unknown * lived, SAME_KIND
    return others, PERSON


def _like_dead(claim: Claim, dead: list[_Telling]) -> Same:
    """Return whether a person told of as harmed is one of the dead."""
    one = person(_wording(claim))
    if _words(claim) & SAME_ONE and one.known:
        return Same.YES
    found = [
        Same.YES if _start(other) == _start(claim) else same(one, person(_wording(other)))
        for telling in dead
        for other in telling.claims
        if other.method.startswith("persons")
    ]
    if Same.YES in found:
        return Same.YES
    return Same.NO if found and all(one is Same.NO for one in found) else Same.UNKNOWN
