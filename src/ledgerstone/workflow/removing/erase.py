"""Erase what a person asked to have erased, in one act, with a receipt that names nobody.

Sources go with their redactions, what is said of them, what was made of them, the decisions that quote them, and
exports in the data directory. What has left the archive cannot be called back: the packages that hold it are listed,
and sources that repeat its words. The words of the request are not kept: the log has their salted digest, the receipt
the salt.
"""

import secrets
from collections.abc import Collection, Sequence

from msgspec import Struct, structs

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import UsageError
from ledgerstone.evidence.preservation.belongings import redactions_of
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.evidence.preservation.metadata import SALT_BYTES, metadata_object, salted_digest
from ledgerstone.evidence.preservation.objects import keep_bytes
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.search.occurrences import FoldedText, Words
from ledgerstone.record import find, save
from ledgerstone.record.find import holdings
from ledgerstone.record.rows import SourceDetail
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.values.digests import short_id
from ledgerstone.workflow.archive_log import Writing, writing
from ledgerstone.workflow.packages.packages import Package, packages_holding
from ledgerstone.workflow.people import require_user
from ledgerstone.workflow.removing.remove_sources import Removal, Removed, remove_sources
from ledgerstone.workflow.removing.stray_exports import remove_stray_exports
from ledgerstone.workflow.removing.words_asked import words_by_line
from ledgerstone.workflow.sources_asked import source_asked
from ledgerstone.workflow.taking_in.refusals import naming

ERASURE_KIND = "erasure"
RECEIPT_KIND = "receipt of an erasure"

_CUSTODIAN, _DESK = Viewer(role=Role.CUSTODIAN), Viewer(role=Role.DESK)


class ErasedSource(Struct, frozen=True, kw_only=True):
    """A source in a receipt.

    Attributes:
        digest: Salted digest of the SHA-256 of its bytes, in hex; the salt stays in the archive, so that the receipt
            alone confirms no document to whoever holds one.
        entry: The place of its entry in the log.
    """

    digest: str
    entry: int


class HeldIn(Struct, frozen=True, kw_only=True):
    """A package that left with an erased source: the place and time of its entry, and whether it is a bag or all."""

    entry: int
    time: str
    kind: str


class Receipt(Struct, frozen=True, kw_only=True):
    """What the person is given, and the custodian keeps: no name, no title, no path, no word of what was erased.

    Attributes:
        kind: What this is.
        time: When it was done, as the log has it.
        entry: The place of the entry about the act as a whole; its metadata object holds the salt of the sources.
        entries: How many entries the act has.
        sources: What was erased, those that were asked for first.
        redactions: How many of them were made of others by redaction.
        objects: How many objects were removed.
        decisions: How many judgements and publications lost their words.
        exports: How many exports in the data directory were removed.
        request: Salted digest of the words of the request.
        request_salt: Its salt, in hex.
        packages: Packages that still hold something of it.
        checkpoint: The log's signed checkpoint after the act.
    """

    kind: str = RECEIPT_KIND
    time: str
    entry: int
    entries: int
    sources: tuple[ErasedSource, ...]
    redactions: int
    objects: int
    decisions: int
    exports: int
    request: str
    request_salt: str
    packages: tuple[HeldIn, ...]
    checkpoint: str


class Erased(Struct, frozen=True, kw_only=True):
    """What was done, for the custodian: the receipt, and what is still to do.

    Attributes:
        receipt: The receipt.
        packages: Who holds copies, in the custodian's own words.
        parents: Ids of sources that an erased one was made of (sealed) or taken out of (a container), and that stay.
        copies: Ids of sources that repeat passages of an erased one, or that it repeats.
        elsewhere: Ids of sources in which the words that were handed in still stand.
    """

    receipt: Receipt
    packages: tuple[Package, ...]
    parents: tuple[str, ...]
    copies: tuple[str, ...]
    elsewhere: tuple[str, ...]


class _Going(Struct, frozen=True, kw_only=True):
    """What goes, and what was found out about it while it was there."""

    sources: tuple[SourceDetail, ...]
    redactions: int
    packages: tuple[Package, ...]
    parents: tuple[str, ...]
    copies: tuple[str, ...]


def erase(
    directory: DataDirectory, asked: Sequence[str], *, by: str, request: str, words: Sequence[str] = ()
) -> Erased:
    """Erase sources, and what was made of them.

    Args:
        directory: The archive.
        asked: Ids or digests of sources, or beginnings that only one has; one that was removed before is looked for
            in packages, and named in the log once more.
        by: The user's name.
        request: Who asked for what, and when, in words; they are not kept.
        words: Lines of words: decisions and refusals that quote them lose their words, too.

    Raises:
        NotFoundError: There is no such source.
        UsageError: One is no source, or nothing is said of the request.
        ForbiddenError: There is no such user.
        RefusedError: The log itself needs the bytes of one.
        StorageError: The medium failed; run again, and the receipt is made.
    """
    require_user(by)
    said = request.strip()
    if not said:
        raise UsageError("an erasure needs the request that it answers, in your own words: give --request")
    looked_for = tuple(words_by_line(words).values())
    with writing(directory) as archive:
        going = _going(archive, asked)
        save.forget_refusals(naming(going.sources, looked_for))
        exports = remove_stray_exports(directory, _names(going.sources))
        salt, request_salt = secrets.token_bytes(SALT_BYTES), secrets.token_bytes(SALT_BYTES)
        digest = salted_digest(said, salt=request_salt)
        removal = _removal(archive, going, looked_for, agent=holdings.agent_of(by), reason=digest, salt=salt)
        done = remove_sources(archive, directory, removal)
        receipt = Receipt(
            time=removal.beside[0].time,
            entry=done.first,
            entries=done.log_size - done.first,
            sources=_receipted(going.sources, done, salt),
            redactions=going.redactions,
            objects=done.objects,
            decisions=done.rows,
            exports=exports,
            request=digest,
            request_salt=request_salt.hex(),
            packages=tuple(HeldIn(entry=one.index, time=one.time, kind=one.kind.value) for one in going.packages),
            checkpoint=current(archive.store).data.decode("utf-8"),
        )
        return Erased(
            receipt=receipt,
            packages=going.packages,
            parents=going.parents,
            copies=going.copies,
            elsewhere=_elsewhere(looked_for),
        )


def _going(archive: Writing, asked: Sequence[str]) -> _Going:
    found = {detail.source.sha256: detail for detail in map(source_asked, asked)}
    store, size = archive.store, archive.log.size
    derived = redactions_of(entries(store, 0, size), found)
    made = {sha256: source_asked(sha256) for sha256 in derived if holdings.is_held(sha256)}
    sources = (*found.values(), *made.values())
    ids = tuple(detail.source.id for detail in sources)
    packages = {one.index: one for key in ids for one in packages_holding(store, key)}
    return _Going(
        sources=sources,
        redactions=len(made),
        packages=tuple(packages[index] for index in sorted(packages)),
        parents=_parents(store, size, found),
        copies=_copies(ids),
    )


def _parents(store: Store, size: int, sources: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the sources that these were made of, that are not among them, and that were not removed."""
    named = {entry.parent for _, entry in entries(store, 0, size) if entry.object in sources}
    removed = holdings.removed_digests()
    there = sorted(one for one in named if one is not None and one not in sources and one not in removed)
    return tuple(short_id("s", sha256) for sha256 in there if holdings.is_held(sha256))


def _copies(ids: Sequence[str]) -> tuple[str, ...]:
    """Return the ids of sources that repeat words of these, or the other way round."""
    found: dict[str, None] = {}
    for key in ids:
        for copy in find.copies(viewer=_CUSTODIAN, purpose=Purpose.CUSTODY, source=key):
            found |= dict.fromkeys((copy.source, copy.of))
    return tuple(one for one in found if one not in ids)


def _names(sources: Sequence[SourceDetail]) -> tuple[str, ...]:
    return tuple(name for one in sources for name in (one.source.id, one.source.sha256))


def _removal(  # noqa: PLR0913 - what an erasure consists of
    archive: Writing, going: _Going, looked_for: Sequence[Words], *, agent: str, reason: str, salt: bytes
) -> Removal:
    """Return what is removed: every reason of a decision on an incident that a source was in goes, too."""
    rows = tuple(detail.source for detail in going.sources)
    quoting = (*save.kept_reasons([row.id for row in rows]), *_quoting(looked_for))
    said = metadata_object({"kind": ERASURE_KIND, "sources": len(rows), "redactions": going.redactions}, salt=salt)
    meta = keep_bytes(archive.store, said).sha256
    act = structs.replace(archive.entry(EntryType.DEACCESSION, agent=agent), meta=meta, reason=reason)
    return Removal(sources=rows, agent=agent, reason=reason, beside=(act,), rows=save.tied_judgements(quoting))


def _quoting(looked_for: Sequence[Words]) -> tuple[str, ...]:
    every = find.judgements(viewer=_CUSTODIAN, purpose=Purpose.CUSTODY) if looked_for else ()
    return tuple(one.id for one in every if FoldedText(one.reason).holds(looked_for))


def _receipted(sources: Sequence[SourceDetail], done: Removed, salt: bytes) -> tuple[ErasedSource, ...]:
    return tuple(
        ErasedSource(digest=salted_digest(detail.source.sha256, salt=salt), entry=place)
        for detail, place in zip(sources, done.places, strict=True)
    )


def _elsewhere(looked_for: Sequence[Words]) -> tuple[str, ...]:
    """Return the ids of sources in which the words still stand: in the text, or in what is said of them."""
    if not looked_for:
        return ()
    found = {key for key, text in holdings.every_text() if FoldedText(text).holds(looked_for)}
    for row in find.sources(viewer=_DESK, purpose=Purpose.READING):
        said = " \n".join(one for one in (row.title, row.publisher, row.origin) if one is not None)
        if FoldedText(said).holds(looked_for):
            found.add(row.id)
    return tuple(sorted(found))
