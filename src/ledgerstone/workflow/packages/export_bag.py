"""Export a bag: chosen sources with what is said of them, and what shows that they are in the archive's log.

For custodians: everything that the archive holds may leave, except that what is sealed leaves as ciphertext alone. The
writer's lock is held throughout, so that nothing is sealed or erased between choosing and copying, and the log says
that the bag left before it has its name.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from msgspec import Struct

from ledgerstone import __version__
from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import NotFoundError, RefusedError
from ledgerstone.evidence.preservation.holdings import Holdings
from ledgerstone.evidence.preservation.log.checkpoint import SignedCheckpoint
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType, encode
from ledgerstone.evidence.preservation.log.proofs import Inclusion
from ledgerstone.evidence.preservation.log.reading import Subtrees, current, entries
from ledgerstone.evidence.preservation.log.writing import key_file
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.exchange.bags.membership import CHECKPOINT, ENTRIES, KEYS, PREFIX, PROOFS
from ledgerstone.exchange.bags.paths import safe_name
from ledgerstone.exchange.bags.write import BagWriter
from ledgerstone.exchange.new_folder import new_folder
from ledgerstone.record import find
from ledgerstone.record.rows import AcquisitionRow, SourceRow
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import WAIT_S, Writing, writing
from ledgerstone.workflow.packages.packages import Leaving, PackageKind, disclose
from ledgerstone.workflow.stages import Stage
from ledgerstone.workflow.take_in import said_in

METADATA = "metadata.jsonl"
SEALED_NAME = "sealed.age"
_ASKING: tuple[Viewer, Purpose] = (Viewer(role=Role.CUSTODIAN), Purpose.CUSTODY)
_DESCRIBED = frozenset({EntryType.INGESTION, EntryType.REDACTION})
_READ_ME = f"""This folder is a bag (BagIt 1.0, RFC 8493). Any program that checks bags can check it; so does

    sha256sum --check manifest-sha256.txt

data/sources/     the sources, byte for byte; what is called {SEALED_NAME} is sealed (age), and opens for its recipients
data/said/        what was said of them when they came in, as the archive's log names it by digest
data/{METADATA}   one line for each source, for people and spreadsheets
ledgerstone/      the log's signed checkpoint (C2SP), its public keys, each entry about a source, and the proof (C2SP
                  tlog-proof) that the entry is in the log

An entry names a source by its SHA-256. `ledgerstone export bag --check FOLDER` checks all of it. Ask the archive, on
another way than this bag, for the key or the checkpoint that it has printed, and compare.
"""


class Exported(Struct, frozen=True, kw_only=True):
    """A package that was written.

    Attributes:
        folder: Where.
        sources: How many sources are in it.
        sealed: How many of them as ciphertext alone.
        files: How many files its payload has.
        bytes: How many bytes they have.
        log_size: How many entries the log had.
        warnings: What a person should see to.
    """

    folder: str
    sources: int
    sealed: int
    files: int
    bytes: int
    log_size: int
    warnings: tuple[str, ...] = ()


class BaggedSource(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line of the bag's list of sources; of a sealed source, what the log itself says and no more.

    Attributes:
        file: Its path in the bag.
        sealed_as: SHA-256 of the ciphertext, where it is sealed.
        said: Paths in the bag of what was said of it.
        entries: Places of the log's entries about it.
    """

    id: str
    sha256: str
    size: int
    file: str
    sealed_as: str | None = None
    media_type: str | None = None
    title: str | None = None
    publisher: str | None = None
    published: str | None = None
    obtained: str | None = None
    origin: str | None = None
    language: str | None = None
    said: tuple[str, ...] = ()
    entries: tuple[int, ...] = ()


class _LogOfSources:
    """What the log says of the chosen sources, from one pass over it."""

    def __init__(self, store: Store, chosen: Sequence[SourceRow]) -> None:
        self.held = Holdings()
        self.about: dict[str, list[tuple[int, Entry]]] = {row.sha256: [] for row in chosen}
        for index, entry in entries(store):
            self.held.add(index, entry)
            if entry.object in self.about:
                self.about[entry.object].append((index, entry))

    def said_of(self, sha256: str) -> list[str]:
        """Return the digests of the metadata objects that say how a source came in; not those that are sealed."""
        named = [entry.meta for _, entry in self.about[sha256] if entry.type in _DESCRIBED and entry.meta]
        return [one for one in dict.fromkeys(named) if not self.held.is_gone(one)]


def export_bag(directory: DataDirectory, out: Path, asked: Sequence[str], *, to: str | None, stage: Stage) -> Exported:
    """Write a bag.

    Args:
        directory: The archive.
        out: The folder to make.
        asked: Ids or digests of sources, or beginnings that only one has; none for all.
        to: Whom it is for, in words; None where nobody says.
        stage: Shows how far the work is.

    Raises:
        UsageError: There is something at `out` already.
        NotFoundError: There is no such source, or there are none at all.
        RefusedError: A source that was asked for was lawfully removed.
        DamagedError: A source is damaged; nothing was exported.
        StorageError: The medium failed; nothing was exported.
    """
    with writing(directory, wait_s=WAIT_S) as archive, new_folder(out) as folder:
        chosen = _chosen(asked)
        said = _LogOfSources(archive.store, chosen)
        there = tuple(row for row in chosen if not _is_erased(row, said.held))
        _refuse_erased(asked, chosen, there)
        bag = BagWriter(folder)
        with stage("Writing", total=len(there), unit="sources") as advance:
            listed = [_bagged(archive.store, bag, row, said, advance) for row in there]
        bag.add(METADATA, (msgspec.json.encode(one) + b"\n" for one in listed))
        standing = current(archive.store)
        _add_membership(archive.store, bag, said, there, standing)
        sealed = sum(one.sealed_as is not None for one in listed)
        bag.close(_bag_info(archive, standing, len(listed), sealed))
        folder.sync()
        ids = tuple(row.id for row in there)
        disclose(archive, Leaving(kind=PackageKind.BAG, folder=out.name, to=to, sources=ids))
        folder.finish()
        return Exported(
            folder=str(out),
            sources=len(listed),
            sealed=sealed,
            files=bag.files,
            bytes=bag.bytes,
            log_size=standing.checkpoint.size,
            warnings=tuple(archive.warnings),
        )


def _chosen(asked: Sequence[str]) -> tuple[SourceRow, ...]:
    """Return the sources asked for, each once."""
    viewer, purpose = _ASKING
    every = find.sources(viewer=viewer, purpose=purpose)
    if not every:
        raise NotFoundError("the archive holds no source yet: ingest some first")
    if not asked:
        return every
    ids = {find.full_source_id(one, viewer=viewer, purpose=purpose) for one in asked}
    return tuple(row for row in every if row.id in ids)


def _is_erased(row: SourceRow, held: Holdings) -> bool:
    return row.sha256 in held.deaccessioned


def _refuse_erased(asked: Sequence[str], chosen: Sequence[SourceRow], there: Sequence[SourceRow]) -> None:
    if asked and len(there) < len(chosen):
        gone = next(row.id for row in chosen if row not in there)
        raise RefusedError(gone, "its bytes were lawfully removed from this archive; leave it out, and run again")
    if not there:
        raise NotFoundError("the bytes of every source were lawfully removed: there is nothing to export")


def _bagged(
    store: Store, bag: BagWriter, row: SourceRow, said: _LogOfSources, advance: Callable[[int], None]
) -> BaggedSource:
    """Add a source and what is said of it, and return its line."""
    metas = said.said_of(row.sha256)
    objects = {meta: b"".join(store.get(object_key(meta))) for meta in metas}
    files = tuple(bag.add(f"said/{row.id}-{meta}.json", [data], sha256=meta) for meta, data in objects.items())
    places = tuple(index for index, _ in said.about[row.sha256])
    cipher = said.held.sealed.get(row.sha256) if said.held.is_gone(row.sha256) else None
    name = SEALED_NAME if cipher else _named(objects)
    file = bag.add(
        f"sources/{safe_name(row.id, name)}", store.get(object_key(cipher or row.sha256)), sha256=cipher or row.sha256
    )
    advance(1)
    line = BaggedSource(id=row.id, sha256=row.sha256, size=row.size, file=file, said=files, entries=places)
    if cipher is not None:
        return msgspec.structs.replace(line, sealed_as=cipher)
    return msgspec.structs.replace(
        line,
        media_type=row.media_type,
        title=row.title,
        publisher=row.publisher,
        published=row.published,
        obtained=row.obtained.isoformat(),
        origin=row.origin,
        language=row.language,
    )


def _named(objects: dict[str, bytes]) -> str:
    """Return what a source's file was called when it came in first; empty where nothing says so."""
    said: list[AcquisitionRow | None] = [said_in(data, meta) for meta, data in objects.items()]
    return next((one.path for one in said if one is not None), "")


def _add_membership(
    store: Store, bag: BagWriter, said: _LogOfSources, there: Sequence[SourceRow], standing: SignedCheckpoint
) -> None:
    """Add checkpoint, keys, entries and proofs."""
    bag.add_tag_file(f"{PREFIX}read-me.txt", _READ_ME.encode("utf-8"))
    bag.add_tag_file(CHECKPOINT, standing.data)
    for span in said.held.keys:
        key = key_file(span.vkey)
        bag.add_tag_file(f"{KEYS}{key.rpartition('/')[2]}", b"".join(store.get(key)))
    size = standing.checkpoint.size
    tree = Subtrees(store, size)
    for index, entry in sorted((one for row in there for one in said.about[row.sha256]), key=lambda one: one[0]):
        shown = Inclusion(
            index=index,
            entry=entry,
            size=size,
            root=standing.checkpoint.root.hex(),
            proof=tuple(one.hex() for one in tree.path(index, 0, size)),
            checkpoint=standing.data.decode("utf-8"),
        )
        bag.add_tag_file(f"{ENTRIES}{index}.json", encode(entry))
        bag.add_tag_file(f"{PROOFS}{index}.tlog-proof", shown.text.encode("utf-8"))


def _bag_info(archive: Writing, standing: SignedCheckpoint, sources: int, sealed: int) -> list[tuple[str, str]]:
    now = standing.checkpoint
    said = [
        ("Bag-Software-Agent", f"ledgerstone {__version__}"),
        ("Bagging-Date", archive.entry(EntryType.DISCLOSURE).time[:10]),
        ("External-Description", f"{sources} sources of the archive with the log {now.origin}"),
        ("Ledgerstone-Log-Origin", now.origin),
        ("Ledgerstone-Log-Size", str(now.size)),
        ("Ledgerstone-Sealed-Sources", str(sealed)),
    ]
    if sealed:
        note = f"{sealed} of the sources are sealed: of these the bag holds ciphertext alone (age), and no description"
        said.append(("Internal-Sender-Description", note))
    return said
