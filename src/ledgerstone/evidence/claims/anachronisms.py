"""Claims that cannot be in time: a body, state, law or event named at a date at which there was none of that name.

By a list with sources, `anachronisms.toml`. Such a claim is marked with the reason, for people to look at, and never
rejected: an error of the text, a later name for an earlier thing and a forgery look the same from here. A date belongs
to a name only where both stand close together in one clause. A country's plain name is not listed: it names a land too.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum
from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct, structs

from ledgerstone.evidence.claims.clauses import Sentence, labelled_forms
from ledgerstone.evidence.claims.model import Claim, Mention, MentionKind, Note, NoteKind
from ledgerstone.evidence.claims.packs.lexicon import Hit, Lexicon
from ledgerstone.evidence.claims.page import Page
from ledgerstone.values.dates import DateValue

WITHIN = 4
"""Words between a name and its date ("in 1918 the envoy of …", "… deported them in 1915")."""
PARTED = frozenset({",", ";", ":", "–", "—", "(", ")", "“", "”", '"', "«", "»", "."})


class ThingKind(StrEnum):
    """What is listed."""

    BODY = "body"
    STATE = "state"
    LAW = "law"
    EVENT = "event"


class Period(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, rename={"since": "from"}):
    """Days within which there was such a thing; None where the sources leave an end open. Where that can be read."""

    since: date | None = None
    until: date | None = None
    source: str


class Thing(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A listed thing: its name in English, its periods, and by language the forms that name it."""

    id: str
    kind: ThingKind
    name: str
    periods: tuple[Period, ...]
    forms: dict[str, tuple[str, ...]]


class _Things(Struct, frozen=True, forbid_unknown_fields=True):
    things: tuple[Thing, ...]


@cache
def things() -> tuple[Thing, ...]:
    """Return all that is listed."""
    file = resources.files(__package__).joinpath("anachronisms.toml")
    return msgspec.toml.decode(file.read_bytes(), type=_Things).things


def with_anachronisms(page: Page, sentence: Sentence, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the claims of a sentence, marked where they name a thing at a date outside its periods.

    Args:
        page: The reading.
        sentence: The sentence.
        claims: Its claims.
    """
    found: tuple[tuple[Note, Mention], ...] | None = None
    for claim in claims:
        found = tuple(_found(page, sentence)) if found is None else found
        notes = tuple(note for note, when in found if _holds(claim, note, when))
        yield structs.replace(claim, notes=(*claim.notes, *notes)) if notes else claim


def _found(page: Page, sentence: Sentence) -> Iterator[tuple[Note, Mention]]:
    """Yield a note for each name that stands by a date outside all its periods, with the date."""
    dates = page.within(sentence, MentionKind.DATE)
    for hit in _lexicon(page.rules.language).find(sentence.words) if dates else ():
        when = _date_of(page, sentence, hit, dates)
        if when is None or not sentence.tokens[hit.first].capital or not isinstance(when.value, DateValue):
            continue
        if not any(_overlaps(period, when.value) for period in hit.label.periods):
            yield _note(page, sentence, hit, when), when


@cache
def _lexicon(language: str) -> Lexicon[Thing]:
    return labelled_forms((form, thing) for thing in things() for form in thing.forms.get(language, ()))


def _date_of(page: Page, sentence: Sentence, hit: Hit[Thing], dates: tuple[Mention, ...]) -> Mention | None:
    """Return the nearest date in the clause of a name; None where none is near."""
    best: tuple[int, Mention] | None = None
    for mention in dates:
        first, end = sentence.token_at(mention.start), sentence.token_at(mention.end - 1) + 1
        between = sentence.words[end : hit.first] if end <= hit.first else sentence.words[hit.end : first]
        apart = len(between)
        if apart <= WITHIN and not _parts(page, between) and (best is None or apart < best[0]):
            best = apart, mention
    return best[1] if best else None


def _parts(page: Page, between: tuple[str, ...]) -> bool:
    rules = page.rules
    joins = (rules.conjunctions, rules.that, rules.says)
    return any(word in PARTED or any(lexicon.holds(word) for lexicon in joins) for word in between)


def _overlaps(period: Period, when: DateValue) -> bool:
    """Whether a date may lie within a period; one whose bounds are not known may."""
    starts = when.latest is None or period.since is None or when.latest >= period.since
    ends = when.earliest is None or period.until is None or when.earliest <= period.until
    return starts and ends


def _note(page: Page, sentence: Sentence, hit: Hit[Thing], when: Mention) -> Note:
    times = " and ".join(_words(period) for period in hit.label.periods)
    return Note(
        kind=NoteKind.ANACHRONISM,
        reason=f"{hit.label.name} is named at “{when.exact}”; by the list there was one {times}",
        words=page.passage(*sentence.span(hit.first, hit.end)),
        source="; ".join(period.source for period in hit.label.periods),
    )


def _words(period: Period) -> str:
    since = f"from {period.since}" if period.since else ""
    until = f"until {period.until}" if period.until else ""
    return " ".join(filter(None, (since, until)))


def _holds(claim: Claim, note: Note, when: Mention) -> bool:
    """Whether a claim's passage holds both the name and its date."""
    low, high = claim.passage.start, claim.passage.end
    named = note.words is not None and low <= note.words.start and note.words.end <= high
    return named and low <= when.start and when.end <= high
