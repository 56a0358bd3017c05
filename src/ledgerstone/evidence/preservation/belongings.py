"""What belongs to a source: the objects that hold words of it, as our log and the logs of others beside it name them.

Its metadata objects, the reasons of disclosures and the rows that were sealed with it go where it goes. An entry names
a source as its object with a metadata object of its own, or as the parent of an object that was sealed beside it.
"""

from collections.abc import Collection, Iterable, Iterator

from ledgerstone.evidence.preservation.foreign import foreign_logs, foreign_store
from ledgerstone.evidence.preservation.holdings import Holdings
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.foreign_check import DEEPEST

Log = Iterable[tuple[int, Entry]]

_MAKES_A_SOURCE = frozenset({EntryType.INGESTION, EntryType.REDACTION})


def redactions_of(log: Log, sources: Collection[str]) -> tuple[str, ...]:
    """Return the digests of the sources that were made of others by redaction, and of those that were made of these.

    Args:
        log: The entries of our log.
        sources: Digests of the others, which are not among what is returned.
    """
    found = dict.fromkeys(sources)
    for _, entry in log:
        if entry.type in _MAKES_A_SOURCE and entry.object is not None and entry.parent in found:
            found.setdefault(entry.object)
    return tuple(one for one in found if one not in sources)


def belongings(store: Store, size: int, sources: Collection[str]) -> tuple[str, ...]:
    """Return the digests of the objects that belong to sources, themselves left out.

    Args:
        store: What holds our log, and the logs of others.
        size: How many entries ours has.
        sources: Digests of the sources.

    Returns:
        Digests of objects that are here, or of plaintexts in whose place a ciphertext is; each once.

    Raises:
        DamagedError: A log cannot be read.
    """
    held, named = _of_log(store, size, sources)
    implied = {held.sealed[one] for one in (*named, *sources) if one in held.sealed}
    for plain, ciphers in _elsewhere(store, held, sources):
        named += (*plain, *(one for one in ciphers if one not in implied))
    return tuple(one for one in dict.fromkeys(named) if one not in sources and is_here(held, one))


def readable_belongings(store: Store, size: int, sources: Collection[str]) -> tuple[str, ...]:
    """Return those of the objects that belong to sources which are here for all to read; see `belongings`."""
    held, named = _of_log(store, size, sources)
    for plain, _ in _elsewhere(store, held, sources):
        named += plain
    return tuple(one for one in dict.fromkeys(named) if one not in sources and held.is_expected(one))


def is_here(held: Holdings, sha256: str) -> bool:
    """Tell whether an object, or the ciphertext in its place, must be there."""
    return held.is_expected(sha256) or (sha256 in held.sealed and held.is_expected(held.sealed[sha256]))


def _tied(entry: Entry, sources: Collection[str]) -> Iterator[str]:
    if entry.object in sources and entry.meta is not None:
        yield entry.meta
    if entry.type is EntryType.SEAL and entry.parent in sources and entry.object is not None:
        yield entry.object


def _of_log(store: Store, size: int, sources: Collection[str]) -> tuple[Holdings, list[str]]:
    held = Holdings()
    named: list[str] = []
    for index, entry in entries(store, 0, size):
        held.add(index, entry)
        named += _tied(entry, sources)
    return held, named


def _elsewhere(
    store: Store, held: Holdings, sources: Collection[str], depth: int = 1
) -> Iterator[tuple[list[str], list[str]]]:
    """Yield for each log of others what it ties to the sources, and the ciphertexts, whose plaintext we don't know."""
    for log in foreign_logs(store, held):
        view = foreign_store(store, log)
        theirs, named = _of_log(view, log.size, sources)
        yield named, [theirs.sealed[one] for one in (*named, *sources) if one in theirs.sealed]
        if depth < DEEPEST:
            yield from _elsewhere(view, theirs, sources, depth + 1)
