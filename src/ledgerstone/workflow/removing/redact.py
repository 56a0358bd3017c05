"""Redact: make a source of a reading's text without some passages, and seal the source that it was made of.

One commit says both. The new source takes language and date of publication along, and a publisher that another source
here has too, unless withheld words stand there; a publisher of this one source alone may be the witness, and is taken
from the person, as the title is. The reason is said to the recipients of the seal alone: the log has
its salted digest.
"""

import secrets
from collections.abc import Iterable, Sequence

import msgspec
from django.utils import timezone
from msgspec import Struct

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import RefusedError, UsageError
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.metadata import SALT_BYTES, metadata_object, salted_digest
from ledgerstone.evidence.preservation.objects import Kept, keep_bytes
from ledgerstone.evidence.reading.redaction import Extent, PassageError, Redacted, markers_in, merged, redacted
from ledgerstone.evidence.search.occurrences import (
    FEWEST_ANYWHERE,
    FoldedText,
    Words,
    letters_in,
    words_looked_for,
)
from ledgerstone.record import find, save
from ledgerstone.record.find import holdings
from ledgerstone.record.rows import AcquisitionRow, SourceDetail, SourceRow
from ledgerstone.record.statuses import DEACCESSIONED, DEACCESSIONING
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.values.digests import sha256_hex, short_id
from ledgerstone.workflow.archive_log import Writing, writing
from ledgerstone.workflow.people import require_user
from ledgerstone.workflow.readings.read_waiting import read_waiting
from ledgerstone.workflow.removing.seal import Beside, Sealed, Sealing, recipients_of, seal_source
from ledgerstone.workflow.removing.words_asked import words_by_line
from ledgerstone.workflow.sources_asked import source_asked
from ledgerstone.workflow.stages import Stage
from ledgerstone.workflow.take_in import said_object
from ledgerstone.workflow.taking_in.refusals import naming

REDACTION_KIND, REASON_KIND = "redaction", "reason"

_CUSTODIAN, _DESK = Viewer(role=Role.CUSTODIAN), Viewer(role=Role.DESK)
_LONGEST_SOUGHT = 200
"""Characters of a passage that is looked for elsewhere in the text: a name, a number, an address, not a paragraph."""


class Withheld(Struct, frozen=True, kw_only=True):
    """What is to go.

    Attributes:
        places: Passages of the reading.
        words: Lines of words; each goes wherever it occurs. An empty line says nothing.
    """

    places: tuple[Extent, ...] = ()
    words: tuple[str, ...] = ()


class Described(Struct, frozen=True, kw_only=True):
    """What the person says of the new source; None is not said."""

    title: str | None = None
    publisher: str | None = None


class RedactedSource(Struct, frozen=True, kw_only=True):
    """What was made.

    Attributes:
        source: Id of the new source.
        sha256: The digest of its bytes.
        parent: Id of the source that it was made of, which is sealed.
        sealed_as: The digest of the ciphertext.
        passages: How many passages went, those that touch one another counted as one.
        characters: How many characters went.
        again: Places in the new text where words of a withheld passage still stand.
        nowhere: Numbers of the lines of words that occur nowhere, from 1.
        kept_reasons: Ids of judgements on incidents that the source was in; their reasons stay: read them.
        log_size: Entries of the log after it.
    """

    source: str
    sha256: str
    parent: str
    sealed_as: str
    passages: int
    characters: int
    again: tuple[Extent, ...]
    nowhere: tuple[int, ...]
    kept_reasons: tuple[str, ...]
    log_size: int


class _Made(Struct, frozen=True, kw_only=True):
    """The text that is left, with what was looked for in it."""

    redacted: Redacted
    looked_for: tuple[Words, ...]
    nowhere: tuple[int, ...]


def redact(  # noqa: PLR0913 - what a redaction consists of, all keyword-only but what and where
    directory: DataDirectory,
    asked: str,
    withheld: Withheld,
    *,
    by: str,
    reason: str,
    stage: Stage,
    to: Iterable[str] = (),
    described: Described | None = None,
) -> RedactedSource:
    """Make a source without some passages of another, and seal that other.

    Args:
        directory: The archive.
        asked: The source's id or digest, or a beginning that only one has.
        withheld: What goes.
        by: The user's name.
        reason: Why, in the person's words; it is sealed too.
        stage: Shows how far the work is.
        to: Recipients of age who can open what is sealed, beside the recovery key.
        described: What is said of the new source.

    Raises:
        NotFoundError: There is no such source.
        UsageError: It is no source, nothing would go, a place is outside the text, or there is no reason.
        ForbiddenError: There is no such user.
        RefusedError: It is sealed, was removed or has no text, or no recovery key was set up.
        DamagedError: Its bytes are damaged; nothing was done.
        StorageError: The medium failed; the message says what is done.
    """
    require_user(by)
    why = reason.strip()
    if not why:
        raise UsageError("a redaction needs a reason, in your own words: give --reason")
    recipients = recipients_of(directory, to)
    with writing(directory) as archive:
        found = source_asked(asked)
        said = described or Described()
        made = _made(_text_of(found), withheld, said)
        agent = holdings.agent_of(by)
        kept = _kept(archive, made.redacted.text, found)
        sealing = Sealing(archive, directory, recipients)
        beside = Beside(
            entries=tuple(_entries(archive, sealing, _Act(found=found, made=made, kept=kept, said=said), agent, why)),
            rows=save.tied_judgements(_quoting(made.looked_for)),
        )
        sealing.check()
        save.forget_refusals(naming([found], made.looked_for))
        sealed = seal_source(archive, directory, found.source.id, recipients, agent=agent, beside=beside)
        read_waiting(archive, directory, stage)
        return _told(sealed, kept, made, archive.log.size)


class _Act(Struct, frozen=True, kw_only=True):
    found: SourceDetail
    made: _Made
    kept: Kept
    said: Described


def _text_of(found: SourceDetail) -> str:
    key, status = found.source.id, found.source.status
    if status in {DEACCESSIONING, DEACCESSIONED}:
        raise RefusedError(key, "its bytes were removed from this archive: there is nothing to redact")
    if holdings.is_sealed(found.source.sha256):
        raise RefusedError(
            key,
            "it is sealed already: `disclose` it to a file, take the passages out there, and ingest what is left as a "
            "source of its own",
        )
    if found.reading is None or not found.reading.text:
        raise RefusedError(key, "it has no text: make a text of it, redact and ingest that, and `seal` this one")
    return found.reading.text


def _made(text: str, withheld: Withheld, said: Described) -> _Made:
    """Return the text that is left.

    Raises:
        UsageError: Nothing would go, a place is outside the text, or the description has withheld words in it.
    """
    looked_for = words_by_line(withheld.words)
    folded = FoldedText(text)
    found = {number: folded.places(words) for number, words in looked_for.items()}
    places = (*withheld.places, *(Extent(start=start, end=end) for every in found.values() for start, end in every))
    if not places:
        raise UsageError("nothing would be withheld: give --passages, or words that occur in the text")
    try:
        done = redacted(text, places)
        passages = [text[place.start : place.end] for place in merged(withheld.places)]
    except PassageError as error:
        raise UsageError(f"{error}; `source ID --json` gives the text and its regions") from error
    sought = tuple(words_looked_for(one) for one in passages if _is_sought(one))
    made = _Made(
        redacted=done,
        looked_for=tuple(dict.fromkeys((*looked_for.values(), *sought))),
        nowhere=tuple(number for number, every in found.items() if not every),
    )
    for name, value in msgspec.structs.asdict(said).items():
        if value is not None and FoldedText(value).holds(made.looked_for):
            raise UsageError(f"the {name} has words in it that are withheld from the text: give another one")
    return made


def _is_sought(passage: str) -> bool:
    return len(passage) <= _LONGEST_SOUGHT and letters_in(passage) >= FEWEST_ANYWHERE


def _kept(archive: Writing, text: str, found: SourceDetail) -> Kept:
    """Stage the text that is left.

    Raises:
        RefusedError: It is the text of a source that was sealed or removed, or of this one.
    """
    data = text.encode("utf-8")
    sha256 = sha256_hex([data])
    gone = sha256 in holdings.sealed_digests() or sha256 in holdings.removed_digests()
    if gone or sha256 == found.source.sha256:
        raise RefusedError(
            found.source.id, "what is left is, byte for byte, a source that was sealed or removed: withhold more of it"
        )
    return keep_bytes(archive.store, data)


def _entries(archive: Writing, sealing: Sealing, act: _Act, agent: str, why: str) -> Sequence[Entry]:
    """Return the entries: whence the new source is, how it came in, and the sealed reason."""
    derived, parent = act.kept.sha256, act.found.source.sha256
    salt = secrets.token_bytes(SALT_BYTES)
    reason, reason_sealed_as = sealing.seal_bytes(
        metadata_object({"kind": REASON_KIND, "object": derived, "reason": why}, salt=salt)
    )
    data = metadata_object(
        {
            "kind": REDACTION_KIND,
            "object": derived,
            "parent": parent,
            "passages": act.made.redacted.passages,
            "characters": act.made.redacted.characters,
        },
        salt=secrets.token_bytes(SALT_BYTES),
    )
    said = said_object(derived, _acquisition(act), salt=secrets.token_bytes(SALT_BYTES))
    return (
        msgspec.structs.replace(
            archive.entry(EntryType.REDACTION, agent=agent),
            object=derived,
            size=act.kept.size_bytes,
            parent=parent,
            meta=keep_bytes(archive.store, data).sha256,
            reason=salted_digest(why, salt=salt),
        ),
        msgspec.structs.replace(
            archive.entry(EntryType.INGESTION, agent=agent),
            object=derived,
            size=act.kept.size_bytes,
            meta=keep_bytes(archive.store, said).sha256,
        ),
        # The reason goes where the new source goes.
        msgspec.structs.replace(
            archive.entry(EntryType.SEAL, agent=agent), object=reason, parent=derived, sealed_as=reason_sealed_as
        ),
    )


def _acquisition(act: _Act) -> AcquisitionRow:
    """Return what is said of the new source: nothing that a withheld word stands in, or that may be one itself."""
    row = act.found.source
    publisher = row.publisher if _is_known_publisher(row) else None
    published, publisher = (
        None if words is None or FoldedText(words).holds(act.made.looked_for) else words
        for words in (row.published, publisher)
    )
    return AcquisitionRow(
        path=f"redacted-{row.id}.txt",
        obtained=timezone.now(),
        title=act.said.title,
        publisher=act.said.publisher or publisher,
        published=published,
        url=None,
        language=row.language,
        origin=None,
        fonds=None,
        shelfmark=None,
        rights=None,
    )


def _is_known_publisher(row: SourceRow) -> bool:
    others = find.sources(viewer=_DESK, purpose=Purpose.READING)
    return any(one.publisher == row.publisher and one.id != row.id for one in others)


def _quoting(looked_for: Sequence[Words]) -> tuple[str, ...]:
    """Return the ids of all judgements whose reasons quote what is withheld."""
    every = find.judgements(viewer=_CUSTODIAN, purpose=Purpose.CUSTODY)
    return tuple(one.id for one in every if FoldedText(one.reason).holds(looked_for))


def _told(sealed: Sealed, kept: Kept, made: _Made, log_size: int) -> RedactedSource:
    text = made.redacted.text
    folded, ours = FoldedText(text), markers_in(text)
    again = (Extent(start=start, end=end) for words in made.looked_for for start, end in folded.places(words))
    return RedactedSource(
        source=short_id("s", kept.sha256),
        sha256=kept.sha256,
        parent=sealed.source,
        sealed_as=sealed.sealed_as,
        passages=made.redacted.passages,
        characters=made.redacted.characters,
        again=merged(one for one in again if not any(one.start < it.end and it.start < one.end for it in ours)),
        nowhere=made.nowhere,
        kept_reasons=sealed.kept_reasons,
        log_size=log_size,
    )
