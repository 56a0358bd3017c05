"""Remove sources by a logged act: their bytes, what is said of them, the rows that quote them, and all derived from it.

The entries are durable before anything is removed. What an interruption leaves is completed by whoever writes next:
the log says what may go, and the record takes that from it.
"""

from collections.abc import Iterator, Sequence

from msgspec import Struct, structs

from ledgerstone.errors import RefusedError
from ledgerstone.evidence.preservation.belongings import belongings, is_here
from ledgerstone.evidence.preservation.holdings import Holdings, holdings
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.record import save
from ledgerstone.record.rows import SourceRow
from ledgerstone.record.save.clearing import TiedRow
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import Writing
from ledgerstone.workflow.removing.clear_derived import clear_derived
from ledgerstone.workflow.take_in import take_in


class Removal(Struct, frozen=True, kw_only=True):
    """What is to be removed, and in whose name.

    Attributes:
        sources: The sources.
        agent: Id of the person who decided it.
        reason: Salted digest of the reason.
        said: Digest of the metadata object that says more of the first source's removal, and goes where that goes.
        beside: Entries about the act as a whole, which come first.
        rows: Rows whose words go too, beside those that are on the sources.
    """

    sources: tuple[SourceRow, ...]
    agent: str
    reason: str
    said: str | None = None
    beside: tuple[Entry, ...] = ()
    rows: tuple[TiedRow, ...] = ()


class Removed(Struct, frozen=True, kw_only=True):
    """What was removed.

    Attributes:
        first: The place of the first entry.
        places: The place of the entry of each source, in their order.
        log_size: Entries of the log after it.
        objects: How many objects are gone.
        rows: How many rows lost their words.
    """

    first: int
    places: tuple[int, ...]
    log_size: int
    objects: int
    rows: int


def remove_sources(archive: Writing, directory: DataDirectory, removal: Removal) -> Removed:
    """Remove sources while the archive is held for writing.

    Args:
        archive: The archive.
        directory: Where it lies.
        removal: What to remove; a source that was removed before is named in the log once more.

    Raises:
        RefusedError: The log itself needs the bytes of one.
        StorageError: The medium failed; the message says what is done.
    """
    size = archive.log.size
    held = holdings(entries(archive.store, 0, size))
    digests = tuple(source.sha256 for source in removal.sources)
    _refuse_needed(held, removal.sources)
    others = belongings(archive.store, size, frozenset(digests))
    ids = tuple(source.id for source in removal.sources)
    rows = tuple(dict.fromkeys((*save.tied_rows(ids), *removal.rows)))
    going = tuple(_keys(held, (*digests, *others)))
    new = (*removal.beside, *_entries(archive, removal, others, rows))
    first = archive.commit(new, removing=going).first
    take_in(archive.store, archive.log.size)
    clear_derived(directory, ids)
    archive.settle()
    return Removed(
        first=first,
        places=tuple(range(first + len(removal.beside), first + len(removal.beside) + len(digests))),
        log_size=archive.log.size,
        objects=len(going),
        rows=len(rows),
    )


def _entries(archive: Writing, removal: Removal, others: Sequence[str], rows: Sequence[TiedRow]) -> Iterator[Entry]:
    """Yield the entries, those of the sources first; the first of all says more."""
    said = removal.said
    for about in (*(source.sha256 for source in removal.sources), *others):
        entry = archive.entry(EntryType.DEACCESSION, agent=removal.agent)
        yield structs.replace(entry, object=about, meta=said, reason=removal.reason)
        said = None
    for row in rows:
        entry = archive.entry(EntryType.DEACCESSION, agent=removal.agent)
        yield structs.replace(entry, row=row.digest, reason=removal.reason)


def _keys(held: Holdings, digests: Sequence[str]) -> Iterator[str]:
    """Yield the keys under which objects lie: their own, or those of the ciphertexts in their place."""
    for sha256 in digests:
        if is_here(held, sha256):
            yield object_key(sha256 if held.is_expected(sha256) else held.sealed[sha256])


def _refuse_needed(held: Holdings, sources: Sequence[SourceRow]) -> None:
    needed = {one.object for one in (*held.checked, *held.timestamps)}
    for source in sources:
        if source.sha256 in needed:
            raise RefusedError(
                source.id,
                "its bytes are also those of a checkpoint or a token that the log names: without them `verify` fails; "
                "seal it instead",
            )
