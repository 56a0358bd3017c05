"""Read sources: text and regions, what is mentioned, what is claimed; saved some at a time, each of them whole.

A reader that fails on some bytes does not end the run: the source is kept, and its reading says what happened.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence

from django.db import transaction
from django.utils import timezone

from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.record import save
from ledgerstone.record.find import holdings
from ledgerstone.record.said import Unread
from ledgerstone.storage.descriptors import descriptor_of
from ledgerstone.storage.fulltext import FullText
from ledgerstone.workflow.readings.keep_members import Unpacking
from ledgerstone.workflow.readings.keep_reading import ClaimsMade, keep_claims
from ledgerstone.workflow.readings.read_confined import Outcome, Readers, ToRead
from ledgerstone.workflow.readings.reading_terms import Asked

BATCH_SOURCES, BATCH_CHARACTERS = 50, 1_000_000
"""A batch of readings is saved at whichever comes first: a commit costs a wait for the disk."""


def read_sources(
    sources: Iterable[Unread],
    index: FullText,
    unpacking: Unpacking,
    *,
    readers: Readers,
    progress: Callable[[int], None],
) -> None:
    """Read each source anew; what comes out of a container is kept, and waits to be read.

    Args:
        sources: What is to be read.
        index: The full-text index; it is derived, so it goes before the record, which says that this was done.
        unpacking: Has the bytes, and keeps the members of containers.
        readers: Reads them.
        progress: Is told of each source that was read.

    Raises:
        StorageError: The medium failed.
        DamagedError: Bytes are gone.
        LedgerstoneError: The processes that read cannot be started.
    """
    under_way: list[Unread] = []

    def to_read() -> Iterator[ToRead]:
        for source in sources:
            under_way.append(source)
            yield ToRead(
                asked=_asked(source, unpacking),
                data=descriptor_of(unpacking.archive.store, object_key(source.sha256), tmp=readers.tmp),
                opens=unpacking.opens(source),
            )

    batch: list[tuple[Unread, Outcome]] = []
    for outcome in readers.read(to_read()):
        source = under_way.pop(0)
        unpacking.keep(source, outcome)
        batch.append((source, outcome))
        if len(batch) >= BATCH_SOURCES or sum(len(one.made.reading.text) for _, one in batch) >= BATCH_CHARACTERS:
            _save_all(batch, index, progress)
            batch.clear()
    _save_all(batch, index, progress)


def _save_all(batch: Sequence[tuple[Unread, Outcome]], index: FullText, progress: Callable[[int], None]) -> None:
    # A person's reading stays the one that is searched, and that claims come from.
    by_people = holdings.read_by_people(source.id for source, _ in batch)
    index.put_all((source.id, outcome.made.reading.text) for source, outcome in batch if source.id not in by_people)
    with transaction.atomic():
        keys = save.add_readings([_by_tool(source, outcome) for source, outcome in batch], made=timezone.now())
        keep_claims(
            ClaimsMade(source=source.id, reading=key, made=outcome.made)
            for (source, outcome), key in zip(batch, keys, strict=True)
            if source.id not in by_people
        )
    progress(len(batch))


def _asked(source: Unread, unpacking: Unpacking) -> Asked:
    said = source.said
    return Asked(
        name=source.path,
        language=said.language,
        publisher=said.publisher,
        published=said.date(),
        captured=said.captured,
        bounds=unpacking.bounds(source),
    )


def _by_tool(source: Unread, outcome: Outcome) -> save.ByTool:
    return save.ByTool(
        source=source.id,
        reading=outcome.made.reading,
        mentions=outcome.made.mentions,
        context=outcome.made.context,
        status=outcome.status,
        known=source.said,
    )
