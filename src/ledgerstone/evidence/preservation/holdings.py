"""What the log says must be there: which objects, under which keys of the log, and which were lawfully taken away.

Entries count in their order: an object that was deaccessioned and came in again must be there. Of a digest 32 bytes
are held in memory, sorted into 256 buckets by their first byte, as the objects lie on the disk.
"""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from ledgerstone.evidence.preservation.log.entries import Entry, EntryType, Ingestion
from ledgerstone.evidence.preservation.log.note import NoteError, VerifierKey, parse_vkey

BUCKETS = 256
DIGEST_BYTES = 32

_CLEARING = frozenset({EntryType.SEAL, EntryType.REDACTION, EntryType.DEACCESSION})


class KeySpan(Struct, frozen=True, kw_only=True):
    """A key of the log, and the sizes of the log whose checkpoints it may sign.

    Attributes:
        vkey: The public key.
        since: The first size, that of the commit which says the key.
        until: The last size, that of the commit which says its successor; None for the current key.
    """

    vkey: VerifierKey
    since: int
    until: int | None = None


class LoggedRow(Struct, frozen=True, kw_only=True):
    """A row of the record that an entry fixes: the entry's place and type, and the row's salted digest."""

    index: int
    type: EntryType
    digest: str


class Checked(Struct, frozen=True, kw_only=True):
    """A fixity check or a timestamp that says more in a metadata object.

    Attributes:
        index: The entry's place.
        object: The digest of what was checked, or of the token, cosigned note, certificate or CRL.
        meta: The digest of the metadata object.
    """

    index: int
    object: str
    meta: str


class Holdings:
    """What entries add up to."""

    def __init__(self) -> None:
        self._named = [bytearray() for _ in range(BUCKETS)]
        self._gone: set[bytes] = set()
        self.sealed: dict[str, str] = {}
        """Digests of plaintexts, with those of the ciphertexts that take their place."""
        self.deaccessioned: set[str] = set()
        self.keys: tuple[KeySpan, ...] = ()
        self.rows: list[LoggedRow] = []
        self.cleared_rows: set[str] = set()
        """Digests of rows whose words were lawfully cleared from the record."""
        self.checked: list[Checked] = []
        """Fixity checks that say more, such as those of foreign logs when they came in."""
        self.timestamps: list[Checked] = []
        """Tokens of time authorities and cosigned checkpoints, with the certificates and CRLs that go with them."""
        self.faults: list[str] = []
        """Entries that make no sense where they stand, in words."""

    def add(self, index: int, entry: Entry) -> None:
        """Take an entry in; entries come in their order."""
        if entry.object is not None:
            self._name(entry.object)
        if entry.meta is not None:
            self._name(entry.meta)
        if entry.type is not EntryType.INGESTION:
            self._act(index, entry)
        elif self._gone and entry.object is not None:
            self._come_back(entry.object)

    def add_ingestion(self, ingestion: Ingestion) -> None:
        """Take in an ingestion of the usual form, which `add` would understand just so."""
        self._named[ingestion.object[0]] += ingestion.object
        if ingestion.meta is not None:
            self._named[ingestion.meta[0]] += ingestion.meta
        if self._gone:
            self._come_back(ingestion.object.hex())

    def expected(self, bucket: int) -> set[bytes]:
        """Return the digests, beginning with this byte, of the objects that must be there."""
        named = self._named[bucket]
        found = {bytes(named[at : at + DIGEST_BYTES]) for at in range(0, len(named), DIGEST_BYTES)}
        return found - self._gone if self._gone else found

    def gone(self, bucket: int) -> set[bytes]:
        """Return the digests, beginning with this byte, of objects that were lawfully taken away."""
        return {digest for digest in self._gone if digest[0] == bucket}

    def all_expected(self) -> Iterator[str]:
        """Yield the digests of the objects that must be there, bucket by bucket."""
        for bucket in range(BUCKETS):
            yield from (digest.hex() for digest in sorted(self.expected(bucket)))

    def is_expected(self, sha256: str) -> bool:
        """Tell whether an object must be there."""
        digest = bytes.fromhex(sha256)
        return digest in self.expected(digest[0])

    def is_gone(self, sha256: str) -> bool:
        """Tell whether an object was lawfully taken away, by sealing or deaccession."""
        return bytes.fromhex(sha256) in self._gone

    def _name(self, sha256: str) -> None:
        digest = bytes.fromhex(sha256)
        self._named[digest[0]] += digest

    def _act(self, index: int, entry: Entry) -> None:
        if entry.row is not None:
            self._take_row(index, entry.type, entry.row)
        if entry.type is EntryType.SEAL and entry.object is not None and entry.sealed_as is not None:
            self._name(entry.sealed_as)
            self.sealed[entry.object] = entry.sealed_as
            self._gone.add(bytes.fromhex(entry.object))
        elif entry.type is EntryType.DEACCESSION and entry.object is not None:
            self._take_away(entry.object)
        elif entry.type is EntryType.KEY and (entry.vkey is not None or entry.meta is None):
            # With a metadata object in its stead it names a recovery key, which signs nothing.
            self._succeed(index, entry.vkey or "")
        elif entry.object is not None and entry.meta is not None:
            said = Checked(index=index, object=entry.object, meta=entry.meta)
            if entry.type is EntryType.FIXITY_CHECK:
                self.checked.append(said)
            elif entry.type is EntryType.TIMESTAMP:
                self.timestamps.append(said)

    def _take_row(self, index: int, act: EntryType, digest: str) -> None:
        """Note a row: what a seal, a redaction or a deaccession names was fixed before, and is cleared by it."""
        if act in _CLEARING:
            self.cleared_rows.add(digest)
        else:
            self.rows.append(LoggedRow(index=index, type=act, digest=digest))

    def _take_away(self, sha256: str) -> None:
        """Note a deaccession; where the object is sealed, it is the ciphertext that goes."""
        self.deaccessioned.add(sha256)
        self._gone.add(bytes.fromhex(sha256))
        if sha256 in self.sealed:
            self._gone.add(bytes.fromhex(self.sealed[sha256]))

    def _come_back(self, sha256: str) -> None:
        if sha256 in self.deaccessioned:
            self.deaccessioned.discard(sha256)
            self.sealed.pop(sha256, None)
            self._gone.discard(bytes.fromhex(sha256))

    def _succeed(self, index: int, vkey: str) -> None:
        try:
            key = parse_vkey(vkey)
        except NoteError as error:
            self.faults.append(f"entry {index} says no key: {error}")
            return
        size = index + 1
        if self.keys:
            last = self.keys[-1]
            ended = KeySpan(vkey=last.vkey, since=last.since, until=size)
            self.keys = (*self.keys[:-1], ended, KeySpan(vkey=key, since=size))
        else:
            self.keys = (KeySpan(vkey=key, since=size),)


def holdings(entries: Iterable[tuple[int, Entry]]) -> Holdings:
    """Return what entries with their places add up to."""
    found = Holdings()
    for index, entry in entries:
        found.add(index, entry)
    return found
