"""Sources, readings and claims that record tests are about; invented."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.claims.model import (
    Claim,
    Context,
    Passage,
    Question,
    Scope,
    Stance,
    Voice,
    VoiceKind,
)
from ledgerstone.evidence.incidents.model import HeldClaim, Incident, Lines
from ledgerstone.evidence.reading.model import Reading, Region
from ledgerstone.evidence.reading.model import Role as Part
from ledgerstone.record import save
from ledgerstone.record.rows import AcquisitionRow
from ledgerstone.values.counts import CountValue
from ledgerstone.values.digests import sha256_hex, short_id

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
TEXT = "Mill\n\nTwelve people were killed at Norvik.\n\nAda: I saw it."


def acquisition(path="a.txt", **said) -> AcquisitionRow:
    blank = dict.fromkeys(("title", "publisher", "published", "url", "language", "origin", "fonds"))
    return AcquisitionRow(path=path, obtained=NOW, **{**blank, "shelfmark": None, "rights": None, **said})


def claim(number: int = 12, *, text: str = TEXT, words: str = "Twelve people", region: str = "body") -> Claim:
    start = text.index(words)
    return Claim(
        question=Question.KILLED,
        value=CountValue(lower=number, upper=number, wording=words),
        scope=Scope(unit="people"),
        voice=Voice(name=None, kind=VoiceKind.UNATTRIBUTED),
        stance=Stance.ASSERTED,
        passage=Passage(start=start, end=start + len(words), exact=words),
        region=region,
        method="counts/en 1",
    )


def reading(text: str = TEXT) -> Reading:
    comment = text.find("Ada:")
    regions = () if comment < 0 else (Region(role=Part.COMMENT, start=comment, end=len(text), author="Ada", order=1),)
    return Reading(media_type="text/plain", language="en", text=text, regions=regions, tool="plain text", version="1")


def held(claim_: Claim, source: str) -> HeldClaim:
    return HeldClaim(id=short_id("c", source, str(claim_.passage.start)), claim=claim_)


def keep(content: bytes = b"a", *, text: str = TEXT, **said) -> str:
    """Put a source with a reading and two claims on the record, one of them in a comment."""
    source, _ = save.add_source(sha256=sha256_hex([content]), size_bytes=len(content), obtained=NOW)
    save.add_acquisition(source, acquisition(**said))
    key = save.add_reading(source, reading(text), mentions=(), context=Context(), status="read", made=NOW)
    claims = [held(claim(text=text), source)]
    if "I saw it" in text:
        claims.append(held(claim(text=text, words="I saw it", region="comment"), source))
    save.replace_claims(source, key, tuple(claims), in_comments=frozenset(one.id for one in claims[1:]))
    return source


def incident(*sources: str, claims: tuple[str, ...] = (), name: str = "one") -> Incident:
    return Incident(
        id=short_id("i", name),
        title="Violence, Norvik",
        kind="violence",
        when=None,
        where=("Norvik",),
        claims=claims,
        sources=sources,
        lines=Lines(min=1, max=1),
    )


@pytest.fixture
def make(record) -> SimpleNamespace:  # noqa: ARG001 - asked for so that there is a record
    """Give the functions that make things, for a record that is there."""
    return SimpleNamespace(
        acquisition=acquisition, claim=claim, held=held, incident=incident, keep=keep, now=NOW, reading=reading
    )


@pytest.fixture
def desk() -> dict[str, object]:
    return {"viewer": Viewer(role=Role.DESK), "purpose": Purpose.READING}


@pytest.fixture
def public() -> dict[str, object]:
    return {"viewer": Viewer(role=Role.PUBLIC), "purpose": Purpose.READING}


@pytest.fixture
def user(record) -> str:  # noqa: ARG001 - asked for so that there is a record
    save.add_user("Ada Lind", added=NOW)
    return "Ada Lind"
