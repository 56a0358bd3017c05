"""Writing to the archive: one writer at a time, what an interruption left put right first, every act in the log.

`writing` gives what a verb needs: the store, the log ready to grow, and entries with the time on them. The record
follows the log: whatever the log says and the record does not know is taken in before anything new is done.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from msgspec import structs

from ledgerstone.errors import NotFoundError, StorageError
from ledgerstone.evidence.preservation.committed import committed
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.evidence.preservation.log.writing import Appended, Log, open_log, roll_forward
from ledgerstone.evidence.preservation.store import JournaledStore
from ledgerstone.record import save
from ledgerstone.record.find import logged
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.private_keys import own_signer
from ledgerstone.storage.writer_lock import writer_lock
from ledgerstone.workflow.keys.key_succession import drop_unused, follow
from ledgerstone.workflow.removing.clear_derived import clear_marked
from ledgerstone.workflow.take_in import take_in

WAIT_S = 20.0
"""How long a person's act waits for an ingest to end."""

Clock = Callable[[], datetime]


class Writing:
    """The archive, while this process alone may write to it."""

    def __init__(self, store: JournaledStore, log: Log, last: Entry, first: Entry, clock: Clock) -> None:
        self.store, self.log = store, log
        self.agent = first.agent
        """The random id that stands for the program in this archive's log."""
        self.warnings: list[str] = []
        self._left: list[str] = []
        self._latest = max(last.time, last.latest or "")
        self._clock = clock

    def entry(self, act: EntryType, *, agent: str | None = None) -> Entry:
        """Return an entry with the time on it; whoever acts adds what it is about.

        Args:
            act: What is done.
            agent: Id of the person who does it; the program's own by default.
        """
        now = written(self._clock())
        behind = now < self._latest
        if behind and not self.warnings:
            self.warnings.append(
                f"the clock says {now}, and the log has an entry of {self._latest}: the clock was set back, or was "
                "wrong then; entries keep both times, set the clock right"
            )
        self._latest = max(now, self._latest)
        return Entry(type=act, agent=agent or self.agent, time=now, latest=self._latest if behind else None)

    def commit(
        self, new: Sequence[Entry], *, removing: Iterable[str] = (), successor: Signer | None = None
    ) -> Appended:
        """Commit entries, with all that was put into the store since the last commit.

        Args:
            new: What was done.
            removing: Keys of objects whose removal these entries make lawful; they are gone when this returns, or
                `settle` says why not.
            successor: The key that signs from now on.

        Raises:
            StorageError: The medium failed; the message says what to do.
        """
        going = tuple(removing)
        if going:
            # Named before the commit, so that whoever comes after a crash knows that they may go.
            self.store.pending.add(going)
        done = self.log.append(new, successor=successor)
        for key in going:
            try:
                self.store.remove(key)
            except StorageError as error:
                # The log says it already: what a store does not let go keeps nobody from clearing the rest.
                self._left.append(str(error))
        if going:
            self.store.sync()
        return done

    def settle(self) -> None:
        """Note that the record has taken in all that the log says, and end the journal.

        Raises:
            StorageError: All that is done; but the store did not let go what a commit should have removed. The journal
                names it still, and the next writer tries again.
        """
        with transaction.atomic():
            save.take_in(self.log.size)
        if self._left:
            raise StorageError("; ".join(self._left))
        self.store.settle()

    def log_rows(self) -> None:
        """Log the rows of the record that wait for it, and settle."""
        rows = logged.waiting()
        if rows:
            first = self.commit([self._of_row(row) for row in rows]).first
            with transaction.atomic():
                save.mark_logged((row.digest, index) for index, row in enumerate(rows, first))
                save.take_in(self.log.size)
        self.store.settle()

    def _of_row(self, row: logged.Waiting) -> Entry:
        return structs.replace(self.entry(row.kind, agent=row.agent), row=row.digest)


@contextmanager
def writing(
    directory: DataDirectory,
    *,
    wait_s: float = WAIT_S,
    clock: Clock = timezone.now,
    waiting: Callable[[str], None] | None = None,
) -> Iterator[Writing]:
    """Hold the archive for writing.

    Args:
        directory: The archive.
        wait_s: How long to wait for another writer, in seconds.
        clock: Gives the time.
        waiting: Is told, once, for whom this waits.

    Raises:
        StorageError: Another process writes to the archive, or the medium failed.
        NotFoundError: The archive has no log or no private key.
        InconsistentError: The private key is not the current key of this archive.
    """
    with writer_lock(directory.lock, wait_s=wait_s, waiting=waiting):
        store = directory.store()
        signer = current_signer(store, directory.keys)
        try:
            log = open_log(store, signer)
        except NotFoundError as error:
            raise NotFoundError(
                f"{directory.root} has no log: make a new archive with `init`, and ingest its files again"
            ) from error
        archive = prepared(store, log, clock=clock)
        archive.log_rows()
        try:
            clear_marked(directory)
        except StorageError as error:
            # Nobody should be kept from writing because somebody reads.
            archive.warnings.append(str(error))
        yield archive


def current_signer(store: JournaledStore, keys: Path) -> Signer:
    """Put right what an interruption left, and return what signs; a rotation that the log has taken up is completed."""
    follow(store, keys)
    signer = own_signer(keys)
    tidy(store, signer)
    if follow(store, keys):
        signer = own_signer(keys)
    drop_unused(store, keys)
    return signer


def prepared(store: JournaledStore, log: Log, *, clock: Clock = timezone.now) -> Writing:
    """Return an opened log as the archive to write to, when the record has taken in what the log says."""
    first = next(entries(store, 0, 1))[1]
    last = next(entries(store, log.size - 1, log.size))[1]
    archive = Writing(store, log, last, first, clock)
    take_in(store, log.size)
    return archive


def written(at: datetime) -> str:
    """Return a time as entries have it: RFC 3339, UTC, whole seconds."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def tidy(store: JournaledStore, signer: Signer) -> None:
    """Complete or remove what an interrupted commit left; what `signer` did not sign is removed."""
    if roll_forward(store, signer) or store.pending.named():
        try:
            size = current(store).checkpoint.size
        except NotFoundError:
            size = 0
        store.tidy(committed(store, size))
    else:
        store.tidy(lambda _: True)
