"""Growing the log: what is staged in the store becomes durable and signed, or nothing of it happened.

Order of a commit: objects, bundles and tiles durable → read back and compared → signed → the checkpoint kept under
its size, durable → the checkpoint replaced, durable. Whoever was told of a commit finds all of it after any crash.
One process writes at a time; who calls holds the lock.
"""

from collections.abc import Iterable, Sequence
from contextlib import suppress

from msgspec import Struct, structs

from ledgerstone.errors import DamagedError, InconsistentError, NotFoundError, StorageError
from ledgerstone.evidence.preservation.log.checkpoint import (
    CURRENT,
    KEPT_PREFIX,
    Checkpoint,
    SignedCheckpoint,
    format_checkpoint,
    kept_key,
    parse_signed,
)
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType, encode
from ledgerstone.evidence.preservation.log.growth import Growth, Made
from ledgerstone.evidence.preservation.log.note import (
    NoteError,
    Signer,
    VerifierKey,
    format_note,
    parse_vkey,
    signed,
    verified_by,
)
from ledgerstone.evidence.preservation.log.reading import current, grown
from ledgerstone.evidence.preservation.log.tiles import edge_of
from ledgerstone.evidence.preservation.store import Store

KEYS_PREFIX = "log/keys/"


class Appended(Struct, frozen=True, kw_only=True):
    """What an append did: the place of its first entry, and the size of the log after it."""

    first: int
    size: int


class Log:
    """A log that grows from the state of its checkpoint; made by `open_log` and `begin`."""

    def __init__(self, store: Store, signer: Signer, growth: Growth, standing: bytes | None) -> None:
        self._store, self._signer = store, signer
        self._growth, self._standing = growth, standing
        self._is_cut_off = False

    @property
    def size(self) -> int:
        """How many entries it has."""
        return self._growth.size

    @property
    def origin(self) -> str:
        """The log's name."""
        return self._signer.vkey.name

    @property
    def store(self) -> Store:
        """What holds it, and what objects are staged in for the next commit."""
        return self._store

    def append(self, entries: Sequence[Entry], *, successor: Signer | None = None) -> Appended:
        """Commit entries, with all that was put into the store since the last commit.

        Args:
            entries: What was done; at least one.
            successor: The key that signs from now on; this commit is signed by both.

        Raises:
            EntryError: An entry is too long; nothing was written.
            StorageError: The medium failed. The log is as it was, or, where the checkpoint had been replaced
                already, as it was to become; open it again.
            DamagedError: What was read back is not what was written.
        """
        if not entries:
            raise ValueError("a commit needs an entry")
        if self._is_cut_off:
            raise StorageError("a commit of this log was cut off: open it again, which completes or removes it")
        self._is_cut_off = True
        encoded = [encode(structs.replace(entries[0], first=True)), *map(encode, entries[1:])]
        before = self.size
        for key in (parse_vkey(entry.vkey) for entry in entries if entry.vkey is not None):
            self._store.put_once(key_file(key), [f"{key.text}\n".encode()])
        made = self._grow(encoded)
        for one in made:
            self._put(one)
        self._store.sync()
        for one in made:
            if b"".join(self._store.get(one.at.key)) != one.data:
                raise DamagedError(f"{one.at.key} reads back other bytes than were written: check the disk, run again")
        self._sign([self._signer, *([] if successor is None else [successor])])
        if successor is not None:
            self._signer = successor
        self._drop_edge(before)
        self._is_cut_off = False
        return Appended(first=before, size=self.size)

    def _grow(self, encoded: Iterable[bytes]) -> list[Made]:
        made = [one for data in encoded for one in self._growth.add(data)]
        return [*made, *self._growth.partial()]

    def _put(self, one: Made) -> None:
        if not self._store.put_once(one.at.key, [one.data]) and b"".join(self._store.get(one.at.key)) != one.data:
            raise DamagedError(
                f"{one.at.key} is there already with other bytes, and no entry of the log accounts for them: "
                "run `ledgerstone verify`, and move it away"
            )

    def _sign(self, signers: Sequence[Signer]) -> None:
        checkpoint = Checkpoint(origin=self.origin, size=self.size, root=self._growth.root())
        note = signed(format_checkpoint(checkpoint), signers)
        data = format_note(note)
        self._store.put_once(kept_key(self.size), [data])
        self._store.sync()
        replace_checkpoint(self._store, self._standing, data)
        self._standing = data

    def _drop_edge(self, size: int) -> None:
        """Remove the partial tiles that the old right edge had: wider ones have taken their place."""
        needed = {at.key for at in edge_of(self.size)}
        # Who keeps them from being removed keeps us from nothing: `verify` knows them as parts of the tree.
        with suppress(StorageError):
            for at in edge_of(size):
                if at.key not in needed:
                    self._store.remove(at.key)


def open_log(store: Store, signer: Signer) -> Log:
    """Return the log that a store holds, ready to grow.

    Args:
        store: What holds it.
        signer: The private half of its current key: the last one to have signed the checkpoint.

    Raises:
        NotFoundError: There is no log in the store.
        DamagedError: Its checkpoint or its right edge are damaged or do not fit each other.
        InconsistentError: The key is not the current one.
    """
    found = current(store)
    if not _is_current(found, signer):
        raise InconsistentError(
            f"the private key {signer.vkey.key_id.hex()} of {signer.vkey.name} did not sign the checkpoint of "
            f"{found.checkpoint.origin}: it is the key of another archive, or one that was replaced; put the "
            "right key into the data directory's keys"
        )
    return _opened(store, signer, found)


def open_for_new_key(store: Store, signer: Signer) -> Log:
    """Return the log that a store holds, ready for an entry that says a new key, where the current one is lost.

    Args:
        store: What holds it.
        signer: The new key; the first commit must be of the `key` entry that says it, and it signs that alone.

    Raises:
        NotFoundError: There is no log in the store.
        DamagedError: Its checkpoint or its right edge are damaged or do not fit each other.
        InconsistentError: The key has another name than the log.
    """
    found = current(store)
    if found.checkpoint.origin != signer.vkey.name:
        raise InconsistentError(f"a key of {signer.vkey.name} cannot follow one of {found.checkpoint.origin}")
    return _opened(store, signer, found)


def begin(store: Store, signer: Signer, entry: Entry) -> Log:
    """Make a log.

    Args:
        store: Where to; it holds no log.
        signer: The log's first key; its name is the log's origin.
        entry: The `key` entry with the key's public half.

    Raises:
        StorageError: The medium failed.
        InconsistentError: There is a log already.
    """
    if entry.type is not EntryType.KEY or entry.vkey != signer.vkey.text:
        raise ValueError("the first entry says the log's own key")
    log = Log(store, signer, Growth(), None)
    log.append([entry])
    return log


def replace_checkpoint(store: Store, old: bytes | None, new: bytes) -> None:
    """Let a checkpoint stand in place of the one that stood.

    Raises:
        InconsistentError: Another one stands: somebody else writes to this log.
    """
    if not store.replace_if(CURRENT, old, new):
        raise InconsistentError(
            f"{CURRENT} was changed by another writer: nothing was acknowledged; see to it that one machine "
            "alone writes to this archive, and run again"
        )


def roll_forward(store: Store, signer: Signer) -> bool:
    """Complete a commit that was durable and signed, and whose checkpoint was not put in place.

    Args:
        store: What holds the log.
        signer: The key that signed it; what others left there is not taken up.

    Returns:
        Whether there was one.

    Raises:
        StorageError: The medium failed.
        DamagedError: The checkpoint that stands cannot be understood.
    """
    try:
        standing: SignedCheckpoint | None = current(store)
    except NotFoundError:
        standing = None
    newest = max(kept_sizes(store), default=0)
    if newest <= (0 if standing is None else standing.checkpoint.size):
        return False
    try:
        found = parse_signed(b"".join(store.get(kept_key(newest))))
    except NoteError:
        return False
    if not verified_by(found.note, signer.vkey) or not _is_whole(store, found):
        return False
    replace_checkpoint(store, None if standing is None else standing.data, found.data)
    return True


def kept_sizes(store: Store) -> list[int]:
    """Return the sizes whose checkpoints are kept, in order."""
    names = (key.removeprefix(KEPT_PREFIX) for key in store.list(KEPT_PREFIX))
    return sorted(int(name) for name in names if name.isascii() and name.isdigit() and str(int(name)) == name)


def key_file(vkey: VerifierKey) -> str:
    """Return the key under which a public key of the log is kept."""
    return f"{KEYS_PREFIX}{vkey.key_id.hex()}.vkey"


def _opened(store: Store, signer: Signer, found: SignedCheckpoint) -> Log:
    growth = grown(store, found.checkpoint.size)
    if growth.root() != found.checkpoint.root:
        raise DamagedError(
            "the right edge of the log does not have the root that the checkpoint says: run `ledgerstone verify`, "
            "and restore the log from a copy"
        )
    return Log(store, signer, growth, found.data)


def _is_current(found: SignedCheckpoint, signer: Signer) -> bool:
    last = found.note.signatures[-1]
    named = (found.checkpoint.origin, last.name, last.key_id)
    return named == (signer.vkey.name, signer.vkey.name, signer.vkey.key_id) and verified_by(found.note, signer.vkey)


def _is_whole(store: Store, found: SignedCheckpoint) -> bool:
    """Tell whether the tree that a checkpoint speaks of is there, as far as its right edge says."""
    try:
        return grown(store, found.checkpoint.size).root() == found.checkpoint.root
    except DamagedError:
        return False
