"""The log: every bundle is read, every entry encoded again, every tile and every root built again and compared.

Rebuilt from the entries alone, in one pass: what is held in memory is the right edge, the names of the log's files,
and what the entries add up to. Entries count as changed where the tile above them says other hashes.
"""

from collections.abc import Callable, Iterable

from ledgerstone.errors import LedgerstoneError
from ledgerstone.evidence.preservation.holdings import Holdings
from ledgerstone.evidence.preservation.log.checkpoint import CURRENT, SignedCheckpoint, kept_key
from ledgerstone.evidence.preservation.log.entries import EntryError, decode, ingestion_in, unframed
from ledgerstone.evidence.preservation.log.growth import Growth, Made
from ledgerstone.evidence.preservation.log.tiles import HEIGHT, PREFIX, WIDTH, TileAt, edge_of
from ledgerstone.evidence.preservation.log.writing import key_file
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.preservation.verify.findings import Findings
from ledgerstone.evidence.preservation.verify.kept_check import check_newest, check_root, kept_sizes
from ledgerstone.evidence.preservation.verify.results import Fault, unexpected

Unfinished = Callable[[], Iterable[str]]

_RESTORE = "restore the log from a copy"


class LogCheck:
    """One verification of one log; `run` is called once, and the result is in the attributes.

    Args:
        store: What holds the log.
        unfinished: Gives the keys that a commit has begun on and not ended; asked after the store is listed.
        wanted: Sizes whose roots the caller wants, for checkpoints kept elsewhere.
    """

    def __init__(self, store: Store, *, unfinished: Unfinished = tuple, wanted: Iterable[int] = ()) -> None:
        self.found = Findings(store)
        self.holdings = Holdings()
        self.checkpoint: SignedCheckpoint | None = None
        self.roots: dict[int, bytes] = {}
        self.complete = False
        """Whether every entry could be understood, so that `holdings` says all that must be there."""
        self.unfinished: list[str] = []
        self._ask_unfinished = unfinished
        self._begun: frozenset[str] = frozenset()
        self._wanted = frozenset(wanted)
        self._growth = Growth()
        self._there: set[str] = set()
        self._kept: set[int] = set()
        self._ended: set[int] = set()
        self._changed: list[TileAt] = []

    @property
    def kept(self) -> list[int]:
        """The sizes whose checkpoints are kept, in order."""
        return sorted(self._kept)

    @property
    def entries(self) -> int:
        """How many entries were checked."""
        return self._growth.size

    def run(self, progress: Callable[[int], None]) -> None:
        """Check the log.

        Args:
            progress: Is told of each bundle how many entries it has.
        """
        try:
            self._there = set(self.found.store.list(PREFIX))
        except LedgerstoneError as error:
            self.found.problem(Fault.UNREADABLE, PREFIX, str(error))
            return
        # Whatever was visible when the store was listed is in the journal still, or its commit is the one that stands.
        self._begun = frozenset(self._ask_unfinished())
        self.checkpoint = self.found.signed(CURRENT)
        self._there.discard(CURRENT)
        if self.checkpoint is None:
            return
        self._kept = kept_sizes(self._there)
        self.unfinished += check_newest(self.found, self.checkpoint, self._kept, self._begun)
        self._there -= {kept_key(size) for size in self._kept}
        whole = self._walk(self.checkpoint, progress)
        self._check_keys(whole=whole)
        if whole:
            self._check_left()

    def _walk(self, standing: SignedCheckpoint, progress: Callable[[int], None]) -> bool:
        """Go through all entries; tell whether every bundle was whole."""
        size = standing.checkpoint.size
        self.complete = True
        for number in range(-(-size // WIDTH)):
            at = TileAt(level=None, index=number, width=min(WIDTH, size - number * WIDTH))
            if not self._take_bundle(at, standing):
                self.complete = False
                return False
            progress(at.width)
        for made in self._growth.partial():
            self._compare(made)
        self._settle_changes(standing)
        return True

    def _take_bundle(self, at: TileAt, standing: SignedCheckpoint) -> bool:
        """Take in the entries of a bundle; tell whether it is whole."""
        data = self.found.read(at.key)
        self._there.discard(at.key)
        if data is None:
            return False
        try:
            parts = list(unframed(data))
        except EntryError as error:
            self.found.problem(Fault.DAMAGED, at.key, f"{error}; {_RESTORE}")
            return False
        if len(parts) != at.width:
            self.found.problem(Fault.DAMAGED, at.key, f"it holds {len(parts)} entries, not {at.width}; {_RESTORE}")
            return False
        for part in parts:
            self._take_entry(at, part, standing)
        return True

    def _take_entry(self, at: TileAt, data: bytes, standing: SignedCheckpoint) -> None:
        index = self._growth.size
        try:
            self._understand(index, data)
        except EntryError as error:
            self.complete = False
            self.found.problem(Fault.DAMAGED, at.key, f"entry {index}: {error}; {_RESTORE}")
        for made in self._growth.add(data):
            self._compare(made)
        if index + 1 in self._kept:
            self._check_earlier_edge(index + 1, standing.checkpoint.size)
            check_root(self.found, standing, index + 1, self._growth.root(), self.holdings.keys)
        if index + 1 in self._wanted:
            self.roots[index + 1] = self._growth.root()

    def _understand(self, index: int, data: bytes) -> None:
        """Take in what an entry says.

        Raises:
            EntryError: It is none.
        """
        usual = ingestion_in(data)
        if usual is not None:
            self.holdings.add_ingestion(usual)
            first = usual.first
        else:
            entry = decode(data)
            self.holdings.add(index, entry)
            first = bool(entry.first)
        if first and index:
            self._check_boundary(index)

    def _check_boundary(self, size: int) -> None:
        """Note that a commit ended here, and that its checkpoint must be kept."""
        if size in self._kept:
            self._ended.add(size)
        else:
            self.found.problem(Fault.MISSING, kept_key(size), f"every checkpoint is kept, and it is gone; {_RESTORE}")

    def _check_earlier_edge(self, size: int, last: int) -> None:
        """Compare the partial tiles of an earlier checkpoint where they still lie: the tree has grown over them."""
        if size != last and any(at.key in self._there for at in edge_of(size)):
            for made in self._growth.partial():
                if made.at.key in self._there:
                    self._compare(made, read=self.found.read(made.at.key))

    def _compare(self, made: Made, *, read: bytes | None = None) -> None:
        """Compare a tile, or a bundle that was read, with what lies in the store."""
        self._there.discard(made.at.key)
        if made.at.level is None and read is None:
            return
        held = self.found.read(made.at.key) if read is None else read
        if held is not None and held != made.data:
            self._changed.append(made.at)

    def _settle_changes(self, standing: SignedCheckpoint) -> None:
        """Say of a tile that fits no longer whether it was changed, or the entries below it."""
        entries_changed = self._growth.root() != standing.checkpoint.root
        for at in self._changed:
            first = at.index << HEIGHT
            if entries_changed and at.level == 0:
                bundle = TileAt(level=None, index=at.index, width=at.width)
                said = f"of entries {first} to {first + at.width - 1} at least one was changed"
                self.found.problem(Fault.DAMAGED, bundle.key, f"{said}: the tile above says other hashes; {_RESTORE}")
            else:
                self.found.problem(Fault.DAMAGED, at.key, f"it does not hold what belongs there; {_RESTORE}")

    def _check_keys(self, *, whole: bool) -> None:
        """Compare the public keys beside the log with those that its entries say."""
        for fault in self.holdings.faults:
            self.found.problem(Fault.INCONSISTENT, PREFIX, fault)
        for span in self.holdings.keys:
            key = key_file(span.vkey)
            self._there.discard(key)
            if self.found.read(key) not in {None, f"{span.vkey.text}\n".encode()}:
                self.found.problem(Fault.DAMAGED, key, "it is not the key that the log says; restore it from a copy")
        if whole and (not self.holdings.keys or self.holdings.keys[0].since != 1):
            self.found.problem(Fault.INCONSISTENT, PREFIX, "its first entry says no key of its own")

    def _check_left(self) -> None:
        """Account for what is there beside the tree."""
        for size in sorted(self._kept - self._ended - {self._growth.size}):
            if size < self._growth.size and self.complete:
                self.found.problems.append(unexpected(kept_key(size), "no commit ended with this many entries"))
        for key in sorted(self._there):
            if key in self._begun:
                self.unfinished.append(key)
            elif not key.endswith("/"):
                self.found.problems.append(unexpected(key, "nothing of this name belongs into this log"))
