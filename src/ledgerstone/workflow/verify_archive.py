"""Check the archive, and the record against it: the rows that the log fixed, and the sources that it names."""

from collections.abc import Callable, Iterator
from itertools import islice

from msgspec import structs

from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.archive import Asked, Verified, verify
from ledgerstone.evidence.preservation.verify.results import Fault, Problem, Verification, result_of
from ledgerstone.record.find import holdings, logged
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.workers import hashing_workers

_BATCH = 500
_BY_OTHER_HANDS = "it was changed by other hands than ours; restore the record from a backup"


def verify_archive(directory: DataDirectory, asked: Asked, *, progress: Callable[[int], None]) -> Verification:
    """Check log and objects, then the record's rows against the log.

    Args:
        directory: The archive.
        asked: What to check.
        progress: Is told after each step how many objects it took.
    """
    store = directory.store()
    with hashing_workers(store) as workers:
        checked = verify(store, workers=workers, progress=progress, asked=asked, unfinished=store.pending.named)
    found = checked.verification
    if not checked.complete:
        return structs.replace(found, notes=(*found.notes, "the record was not compared with a log that is damaged"))
    problems = (*found.problems, *_rows(checked), *_let_out(), *_sources(store, checked))
    return structs.replace(found, problems=problems, result=result_of(problems))


def _rows(checked: Verified) -> Iterator[Problem]:
    """Yield what is wrong with the rows that the log fixed."""
    unseen = {row.index: row for row in checked.holdings.rows}
    waiting = logged.waiting_digests()
    for tied in logged.tied():
        path = f"record/{tied.kind}/{tied.key}"
        if not tied.held:
            yield Problem(what=Fault.MISSING, path=path, detail=f"the row is gone from the record: {_BY_OTHER_HANDS}")
        elif not tied.same and tied.digest not in checked.holdings.cleared_rows:
            yield Problem(what=Fault.DAMAGED, path=path, detail=f"the row is not what the log fixed: {_BY_OTHER_HANDS}")
        entry = None if tied.index is None else unseen.pop(tied.index, None)
        if tied.index is not None and (entry is None or (entry.digest, entry.type) != (tied.digest, tied.kind)):
            detail = f"entry {tied.index} of the log fixes another row: {_BY_OTHER_HANDS}"
            yield Problem(what=Fault.DAMAGED, path=path, detail=detail)
    for kind, key in logged.untied():
        detail = f"the log knows nothing of this row: {_BY_OTHER_HANDS}"
        yield Problem(what=Fault.UNEXPECTED, path=f"record/{kind}/{key}", detail=detail)
    for index, entry in unseen.items():
        # Rows are written before their entries: however far the record says that it took the log in, they were there.
        if entry.digest not in waiting:
            detail = f"entry {index} of the log fixes a row that the record no longer has: {_BY_OTHER_HANDS}"
            yield Problem(what=Fault.MISSING, path=f"record/{entry.type}", detail=detail)


def _let_out() -> Iterator[Problem]:
    """Yield what the public sees without a publication, which the log would have fixed."""
    for kind, key in logged.let_out_by_nobody():
        detail = f"the public sees it, and nobody published it: {_BY_OTHER_HANDS}"
        yield Problem(what=Fault.UNEXPECTED, path=f"record/{kind}/{key}", detail=detail)


def _sources(store: Store, checked: Verified) -> Iterator[Problem]:
    """Yield what the record has and the log does not, and the other way round."""
    named = checked.holdings
    for sha256 in holdings.expected_digests():
        if not named.is_expected(sha256) and not named.is_gone(sha256):
            detail = f"the log names no such source: {_BY_OTHER_HANDS}"
            yield Problem(what=Fault.UNEXPECTED, path=f"record/source/{sha256}", detail=detail)
    found = entries(store, 0, min(logged.position(), checked.verification.entries))
    while batch := tuple(islice(found, _BATCH)):
        ingested = {entry.object: index for index, entry in batch if entry.type is EntryType.INGESTION and entry.object}
        for sha256 in ingested.keys() - logged.held_of(ingested):
            detail = f"entry {ingested[sha256]} took this source in, and the record has lost it: {_BY_OTHER_HANDS}"
            yield Problem(what=Fault.MISSING, path=f"record/source/{sha256}", detail=detail)
