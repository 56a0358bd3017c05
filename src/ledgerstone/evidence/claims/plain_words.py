"""Parts of a claim in plain words, the same wherever it is shown: its chain, its notes, and what it leaves open.

What is left open is said beside a claim so that no one takes it for more. It adds nothing to what the claim holds: a
value without an end, a date that the document does not decide, a place of a common name, a speaker without a name.
"""

from collections.abc import Iterator

from ledgerstone.evidence.claims.model import Note, Scope, Speaker, Voice, VoiceKind
from ledgerstone.values.answers import Value
from ledgerstone.values.counts import CountValue
from ledgerstone.values.dates import DateValue
from ledgerstone.values.places import Extent, PlaceValue

_WHOLE = frozenset({Extent.DIVISION, Extent.COUNTRY, Extent.CONTINENT, Extent.AREA})


def chain_words(voice: Voice) -> str:
    """Return who says it, with the kind of each: from the one who prints it back to the origin."""
    chain = voice.chain or (Speaker(name=voice.name, kind=voice.kind),)
    return " ← ".join(map(_link, chain))


def note_words(note: Note) -> str:
    """Return why people are asked to look at a claim, with the words that it is about and where it can be looked up."""
    about = f"“{note.words.exact}”: " if note.words else ""
    return f"{note.kind.value}: {about}{note.reason}" + (f" ({note.source})" if note.source else "")


def left_open(value: Value | None, scope: Scope, voice: Voice) -> tuple[str, ...]:
    """Return what a claim leaves open, one sentence part each; empty where it is plain.

    Args:
        value: What it answers.
        scope: What the value covers.
        voice: Who says it.
    """
    about = (*_of(value), *_of(scope.where), *_of(scope.when), *_of_voice(voice))
    return tuple(dict.fromkeys(about))


def _link(link: Speaker) -> str:
    """Return a link of a chain; a citation with the entry of the reference list that it leads to."""
    named = f"{link.name} ({link.kind.value})" if link.name else link.kind.value
    return named if link.entry is None else f"{named} “{link.entry.exact}”"


def _of(value: Value | None) -> Iterator[str]:
    match value:
        case CountValue():
            yield from _of_count(value)
        case DateValue():
            if value.reason or value.edtf is None:
                yield f"“{value.wording}”: {value.reason or 'no day of the calendar can be told'}"
        case PlaceValue():
            yield from _of_place(value)


def _of_count(value: CountValue) -> Iterator[str]:
    if value.approximate:
        yield f"“{value.wording}” is about so many"
    missing = {
        (True, True): "neither a least nor a greatest",
        (True, False): "no least",
        (False, True): "no greatest",
    }.get((value.lower is None, value.upper is None))
    if missing:
        yield f"“{value.wording}” has {missing} number"


def _of_place(value: PlaceValue) -> Iterator[str]:
    others = len(value.alternatives)
    if value.gazetteer_id is None:
        several = "of the places of that name, the document decides for none"
        yield f"“{value.name}”: {several if others else 'no gazetteer of ours has it'}"
    elif others:
        bearers = "1 other place or more bears" if others == 1 else f"{others} other places or more bear"
        yield f"“{value.name}”: {bearers} the name"
    if value.extent in _WHOLE:
        yield f"“{value.name}”: its point stands for the whole {value.extent.value}"


def _of_voice(voice: Voice) -> Iterator[str]:
    if voice.kind is VoiceKind.UNATTRIBUTED:
        yield "the text names no one who says it"
    elif voice.name is None:
        yield f"the {voice.kind.value} has no name in the text"
    elif voice.kind is VoiceKind.UNKNOWN:
        yield f"what kind of speaker “{voice.name}” is, the text does not say"
