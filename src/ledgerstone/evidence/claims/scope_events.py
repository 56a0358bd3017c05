"""Claims about an event that a sentence speaks of: when, where, against whom, by whom, and by what name.

Only a sentence with a word for an event says when and where; a date or place outside what a speaker says of the
event is not taken for the event's.
"""

from collections.abc import Iterator

from msgspec import Struct, structs

from ledgerstone.evidence.claims.clauses import Sentence
from ledgerstone.evidence.claims.doers import collective, doer_of
from ledgerstone.evidence.claims.model import Claim, Ground, Mention, MentionKind, Part, Question, Scope
from ledgerstone.evidence.claims.names_actors import agent_after, group_after, subject_before
from ledgerstone.evidence.claims.page import Page, clause_span
from ledgerstone.evidence.claims.rules import Rules
from ledgerstone.evidence.claims.scope import (
    Anchor,
    is_location,
    is_of_saying,
    is_point_in_time,
    nearest_date,
    nearest_place,
)
from ledgerstone.evidence.claims.stance import Taken, stance_of
from ledgerstone.evidence.claims.voices.find import Said
from ledgerstone.values.dates import DateValue
from ledgerstone.values.names import NameType, NameValue
from ledgerstone.values.places import PlaceValue
from ledgerstone.values.texts import TextValue

REACH = 20


class Event(Struct, frozen=True, kw_only=True):
    """A word for an event at tokens `first` up to `end`; `label` where it characterises; `table` of the pack has it.

    `guarded` where whom it was done to is not to be named.
    """

    first: int
    end: int
    label: bool
    table: str
    guarded: bool = False


def event_claims(page: Page, sentence: Sentence) -> Iterator[Claim]:
    """Yield the claims of a sentence about events; a question asserts nothing and gives none."""
    if sentence.question:
        return
    events = _events(sentence, page.rules)
    if not events:
        return
    yield from _times_and_places(page, sentence, events)
    for event in events:
        if event.label:
            yield from _characterised(page, sentence, event)
        yield from _targeted(page, sentence, event)
        yield from _done_by(page, sentence, event)


def _events(sentence: Sentence, rules: Rules) -> tuple[Event, ...]:
    found: dict[int, Event] = {}
    for hit in rules.harms.find(sentence.words):
        guarded = hit.label.question is Question.SEXUAL_VIOLENCE
        found[hit.first] = Event(first=hit.first, end=hit.end, label=False, table="claims.harms", guarded=guarded)
    for lexicon, table in ((rules.events, "claims.events"), (rules.labels, "claims.labels")):
        for word in lexicon.find(sentence.words):
            label = lexicon is rules.labels
            found[word.first] = Event(first=word.first, end=word.end, label=label, table=table)
    return tuple(found[first] for first in sorted(found))


def _times_and_places(page: Page, sentence: Sentence, events: tuple[Event, ...]) -> Iterator[Claim]:
    kinds = ((MentionKind.DATE, Question.WHEN), (MentionKind.PLACE, Question.WHERE))
    for kind, question in kinds:
        mentions = page.within(sentence, kind)
        for mention in mentions:
            event = _event_of(sentence, mention, events, page.rules)
            value = mention.value
            if event is None or not isinstance(value, DateValue | PlaceValue):
                continue
            if not _tells(sentence, mention, mentions, page.rules):
                continue
            said = page.said(sentence, sentence.token_at(mention.start), sentence.token_at(mention.end - 1) + 1)
            if said.voice != page.said(sentence, event.first, event.end).voice:
                continue
            first = min(event.first, sentence.token_at(mention.start))
            end = max(event.end, sentence.token_at(mention.end - 1) + 1)
            yield page.claim(
                question,
                value,
                said=said,
                stance=_stance(page, sentence, event, said),
                span=clause_span(sentence, first, end),
                rule="events",
                grounds=(_ground(page, sentence, event),),
            )


def _tells(sentence: Sentence, mention: Mention, others: tuple[Mention, ...], rules: Rules) -> bool:
    """Whether a date or place says when or where something was: not when it was said, not who did it."""
    if mention.kind is MentionKind.DATE:
        return is_point_in_time(mention) and not is_of_saying(sentence, mention, rules)
    return is_location(sentence, mention, rules, others)


def _event_of(sentence: Sentence, mention: Mention, events: tuple[Event, ...], rules: Rules) -> Event | None:
    """Return the nearest word for an event, None where all are too far."""
    first, end = sentence.token_at(mention.start), sentence.token_at(mention.end - 1) + 1
    best: tuple[int, Event] | None = None
    for event in events:
        between = range(event.end, first) if event.end <= first else range(end, event.first)
        cost = rules.distances.within(sentence.words, between)
        if cost <= REACH and (best is None or cost < best[0]):
            best = cost, event
    return best[1] if best else None


def _characterised(page: Page, sentence: Sentence, event: Event) -> Iterator[Claim]:
    start, end = sentence.span(event.first, event.end)
    said = page.said(sentence, event.first, event.end)
    yield page.claim(
        Question.CHARACTERISED_AS,
        TextValue(text=page.text[start:end]),
        said=said,
        stance=_stance(page, sentence, event, said),
        span=clause_span(sentence, event.first, event.end),
        rule="labels",
        scope=_scope(page, sentence, event),
        grounds=(_ground(page, sentence, event),),
    )


def _targeted(page: Page, sentence: Sentence, event: Event) -> Iterator[Claim]:
    group = None if event.guarded else group_after(sentence, event.end, page.rules)
    if group is not None and not _is_place(page, sentence, group[1] - 1):
        yield _named(page, sentence, event, Question.TARGETED, group)


def _is_place(page: Page, sentence: Sentence, at: int) -> bool:
    """Whether a place holds a token: "deported from Paris" is against nobody of that name."""
    token = sentence.tokens[at]
    return any(m.start <= token.start and token.end <= m.end for m in page.within(sentence, MentionKind.PLACE))


def _done_by(page: Page, sentence: Sentence, event: Event) -> Iterator[Claim]:
    rules = page.rules
    actor = (
        agent_after(sentence, event.end, rules)
        or doer_of(page, sentence, event.first)
        or subject_before(sentence, event.first, rules)
    )
    if actor is not None:
        claim = _named(page, sentence, event, Question.SAID_TO_HAVE_DONE, actor)
        note = collective(page, sentence, actor)
        yield claim if note is None else structs.replace(claim, notes=(note,))


def _named(page: Page, sentence: Sentence, event: Event, question: Question, name: tuple[int, int]) -> Claim:
    start, end = sentence.span(*name)
    wording = page.text[start:end]
    said = page.said(sentence, event.first, event.end)
    kind = NameType.GROUP if question is Question.TARGETED else None
    first, last = min(event.first, name[0]), max(event.end, name[1])
    return page.claim(
        question,
        NameValue(name=wording, type=kind, wording=wording),
        said=said,
        stance=_stance(page, sentence, event, said),
        span=clause_span(sentence, first, last),
        rule="actors",
        scope=_scope(page, sentence, event),
        grounds=(_ground(page, sentence, event), page.ground(Part.ACTOR, (start, end))),
    )


def _scope(page: Page, sentence: Sentence, event: Event) -> Scope:
    anchor = Anchor(first=event.first, end=event.end)
    place = nearest_place(sentence, anchor, page.within(sentence, MentionKind.PLACE), page.rules)
    date = nearest_date(sentence, anchor, page.within(sentence, MentionKind.DATE), page.rules)
    return Scope(
        where=place.value if place and isinstance(place.value, PlaceValue) else None,
        when=date.value if date and isinstance(date.value, DateValue) else None,
    )


def _ground(page: Page, sentence: Sentence, event: Event) -> Ground:
    return page.ground(Part.QUESTION, sentence.span(event.first, event.end), event.table)


def _stance(page: Page, sentence: Sentence, event: Event, said: Said) -> Taken:
    return stance_of(sentence, (event.first, event.end), page.rules, said.cue)
