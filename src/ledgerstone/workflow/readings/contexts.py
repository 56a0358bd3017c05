"""What is known of a document beside its text: a person's word goes before what the text says of itself.

Needs no record, so that `read` gives what `ingest` would.
"""

from datetime import date

from ledgerstone.evidence.claims.model import Context, VoiceKind
from ledgerstone.evidence.claims.rules import rules_of
from ledgerstone.evidence.claims.voices.credits import kind_of
from ledgerstone.evidence.reading.model import DateOf, Reading
from ledgerstone.values.dates import DateValue

PUBLISHING = frozenset({VoiceKind.AGENCY, VoiceKind.BODY, VoiceKind.COURT, VoiceKind.OFFICIAL, VoiceKind.SCHOLAR})
"""Kinds of speakers that publish in their own name; any other publisher is taken for a paper."""

SECOND_LANGUAGE = "en"
"""A publisher is often named in English, whatever the document's language."""


def context_of(reading: Reading, *, publisher: str | None, published: DateValue | None) -> Context:
    """Return what is known of a document.

    Args:
        reading: Its reading.
        publisher: Who published it, as people said; None where nobody did.
        published: When, as people said; None where nobody did.
    """
    named = publisher or reading.publisher
    return Context(
        published=published or reading.published or _seen(reading),
        publisher=named,
        publisher_kind=VoiceKind.UNATTRIBUTED if named is None else _kind(named, reading.language),
    )


def _seen(reading: Reading) -> DateValue | None:
    """Return that a document is no later than the first day on which somebody had it; None where none is known."""
    days = [each.value for each in reading.dates if each.of is DateOf.SEEN and each.value.latest is not None]
    first = min(days, key=lambda each: each.latest or date.max, default=None)
    if first is None or first.latest is None:
        return None
    return DateValue(edtf=f"../{first.latest.isoformat()}", latest=first.latest, wording=first.wording)


def _kind(publisher: str, language: str | None) -> VoiceKind:
    """Return what kind of speaker a publisher is, by the nouns of its name."""
    kinds = (kind_of(publisher, rules_of(one)) for one in (language, SECOND_LANGUAGE))
    return next((kind for kind in kinds if kind in PUBLISHING), VoiceKind.MEDIA)
