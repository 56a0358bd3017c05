"""Invented papers, small enough to be read in a test."""

import random
from collections.abc import Callable
from datetime import date

import pytest

from ledgerstone.evidence.claims.model import (
    Claim,
    Passage,
    Question,
    Scope,
    Speaker,
    Stance,
    Voice,
    VoiceKind,
)
from ledgerstone.evidence.incidents.model import HeldClaim, Paper
from ledgerstone.evidence.reading.model import Region, Role
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.digests import short_id
from ledgerstone.values.places import PlaceValue

SUBJECTS = [
    "a teacher",
    "two drivers",
    "the ferry crew",
    "an old baker",
    "three brothers",
    "a nurse",
    "the station master",
    "some pupils",
]
VERBS = [
    "carried blankets to",
    "kept watch over",
    "cleared the way to",
    "counted the carts at",
    "closed the gates of",
    "searched",
]
PLACES = [
    "granary",
    "market",
    "depot",
    "chapel",
    "warehouse",
    "bridge",
    "library",
    "cellar",
    "quarry",
    "theatre",
    "orchard",
    "sawmill",
    "kiosk",
    "foundry",
    "stable",
    "kitchen",
    "dairy",
    "tunnel",
    "clinic",
    "garage",
]
WHENS = [
    "before the snow fell",
    "while the power was cut",
    "as the bells rang",
    "in spite of the wind",
    "under a grey sky",
    "with borrowed tools",
]


def story(seed: int, sentences: int = 8) -> str:
    """Give sentences that no other seed gives."""
    rng = random.Random(seed)  # noqa: S311  # invented stories, no secrets
    made = []
    for _ in range(sentences):
        words = [
            f"{rng.choice('bdgklmnprstvz')}{rng.choice('aeiou')}{rng.choice('bdgklmnprstvz')}{rng.choice('aeiou')}"
            for _ in range(2)
        ]
        place, other = rng.sample(PLACES, 2)
        made.append(
            f"{rng.choice(SUBJECTS).capitalize()} from {words[0].capitalize()} {rng.choice(VERBS)} the {place} "
            f"of {words[1].capitalize()} and the {other} {rng.choice(WHENS)}."
        )
    return " ".join(made)


def days(first: str, last: str | None = None) -> DateValue:
    """Give a date or an interval."""
    edtf = first if last is None else f"{first}/{last}"
    return DateValue(
        edtf=edtf, earliest=date.fromisoformat(first), latest=date.fromisoformat(last or first), wording=edtf
    )


def place(name: str) -> PlaceValue:
    """Give a place that no gazetteer has."""
    return PlaceValue(name=name, wording=name)


def voice(name: str | None = None, kind: VoiceKind = VoiceKind.UNATTRIBUTED, *, printed_by: str = "a paper") -> Voice:
    """Give the voice of the document itself, or of a speaker whom it quotes."""
    if kind is VoiceKind.UNATTRIBUTED:
        return Voice(name=name, kind=kind)
    chain = (Speaker(name=printed_by, kind=VoiceKind.MEDIA), Speaker(name=name, kind=kind))
    return Voice(name=name, kind=kind, chain=chain)


class Maker:
    """Makes papers whose claims stand at given words of their text."""

    story = staticmethod(story)
    days = staticmethod(days)
    place = staticmethod(place)
    voice = staticmethod(voice)

    def claim(  # noqa: PLR0913 - what a claim consists of
        self,
        exact: str,
        value: object,
        *,
        question: Question = Question.KILLED,
        when: DateValue | None = None,
        where: str | PlaceValue | None = None,
        said_by: Voice | None = None,
        stance: Stance = Stance.ASSERTED,
        of_whom: str | None = None,
        region: str | None = "body",
    ) -> Callable[[str], Claim]:
        if isinstance(value, int):
            value = CountValue(lower=value, upper=value, wording=str(value))
        scope = Scope(when=when, where=place(where) if isinstance(where, str) else where, of_whom=of_whom)

        def at(text: str) -> Claim:
            start = text.index(exact)
            return Claim(
                question=question,
                value=value,
                scope=scope,
                voice=said_by or Voice(name=None, kind=VoiceKind.UNATTRIBUTED),
                stance=stance,
                passage=Passage(start=start, end=start + len(exact), exact=exact),
                region=region,
                method="test 1",
            )

        return at

    def paper(  # noqa: PLR0913 - what a paper consists of
        self,
        id: str,  # noqa: A002 - the field's name
        text: str,
        *claims: Callable[[str], Claim],
        publisher: str | None = None,
        published: str | None = None,
        language: str = "en",
        dateline: str | None = None,
        comment: str | None = None,
    ) -> Paper:
        made = sorted((claim(text) for claim in claims), key=lambda claim: claim.passage.start)
        regions = []
        for words, role in ((dateline, Role.DATELINE), (comment, Role.COMMENT)):
            if words is not None:
                start = text.index(words)
                regions.append(Region(role=role, start=start, end=start + len(words)))
        return Paper(
            id=id,
            text=text,
            publisher=publisher,
            published=days(published) if published else None,
            language=language,
            regions=tuple(regions),
            claims=tuple(
                HeldClaim(id=short_id("c", id, claim.question, str(claim.passage.start), str(k)), claim=claim)
                for k, claim in enumerate(made)
            ),
        )


@pytest.fixture(scope="session")
def make() -> Maker:
    return Maker()
