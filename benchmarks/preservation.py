"""Preservation's speed, as ratios against a peer on this machine in this run (smaller is better).

verify of large files    2 GB, less the time on an empty archive, over `openssl dgst -sha256` on two processes
verify of small files    20,000 objects of 3 KB with their log over `sha256sum` on two processes over the same objects
verify with metadata     20,000 sources of 3 KB with what is said of each, over `sha256sum` over the sources alone
keeping small files      10,000 objects of 3 KB and their log, time over a loop that fsyncs each file and its folder
keeping with metadata    the same with what is said of each as an object of its own
log append               batches of 1,000, time over canonical JSON (rfc8785) and SHA-256 of the same entries alone
inclusion proof          from a log of 1,000,000 entries, time over reading and hashing the tiles that it needs
growth of keeping, …     time for a file among 100,000 over that among 1,000; the same for verify
growth of append, …      time for an entry in a log of 1,000,000 over that in a log of 1,000

    preservation.py [--fraction 0.1] [--json] [--folder DIR]
"""

import json
import os
import random
import secrets
import statistics
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
import rfc8785
from sets import command_line

from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.merkle import root_of
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.reading import inclusion_proof
from ledgerstone.evidence.preservation.log.tiles import HEIGHT, WIDTH, TileAt
from ledgerstone.evidence.preservation.log.writing import Log, begin
from ledgerstone.evidence.preservation.metadata import metadata_object
from ledgerstone.evidence.preservation.objects import keep, keep_bytes
from ledgerstone.evidence.preservation.verify.archive import Asked, verify
from ledgerstone.evidence.preservation.verify.results import Result
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.workers import hashing_workers

LARGE_FILES, LARGE_BYTES = 16, 125_000_000
SMALL_FILES, KEPT_FILES, SMALL_BYTES = 20_000, 10_000, 3_000
MANY_FILES, FEW_FILES = 100_000, 1_000
LOG_ENTRIES, FEW_ENTRIES, BATCH = 1_000_000, 1_000, 1_000
PROOFS = 200
ROUNDS = 3
BLOCK = 1 << 20
TIME = "2026-01-02T03:04:05Z"
SIGNER = Signer("ledgerstone/benchmark", b"\x01" * 32)
KEY = Entry(agent="0" * 16, type=EntryType.KEY, vkey=SIGNER.vkey.text, time=TIME)

Row = tuple[str, float, str, float]
"""A figure, our seconds, the peer's name and its seconds."""


def main() -> None:
    """Measure, and print the ratios."""
    parser = command_line(__doc__)
    parser.add_argument("--folder", type=Path, help="Where to work; the disk that is measured.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        for figure, ours, peer, peer_s in measured(Path(folder), asked.fraction):
            row = {"figure": f"ratio: {figure}", "value": ours / peer_s, "peer": peer, "peer_value": peer_s}
            shown = f"{figure}: {ours / peer_s:.2f} ({ours:.3f} s against {peer} {peer_s:.3f} s)"
            print(json.dumps(row) if asked.json else shown, flush=True)


def measured(folder: Path, fraction: float) -> Iterator[Row]:
    """Yield every row. What is deleted is deleted at the end: new files are slow to make after it."""
    yield from keeping(folder, max(2_000, int(KEPT_FILES * fraction)))
    yield large(folder, int(LARGE_BYTES * fraction))
    yield from small(folder, max(10_000, int(SMALL_FILES * fraction)))
    yield from growth(folder, max(10_000, int(MANY_FILES * fraction)))
    yield from log(folder, max(20_000, int(LOG_ENTRIES * fraction)))


def keeping(folder: Path, files: int) -> Iterator[Row]:
    """Keep small files."""
    contents = [os.urandom(SMALL_BYTES) for _ in range(files)]
    ours, with_said, peer = [], [], []
    for at in range(ROUNDS):
        ours.append(timed(lambda at=at: filled(folder / f"kept {at}", contents)))
        peer.append(timed(lambda at=at: fsync_each(folder / f"fsync {at}", contents)))
        with_said.append(timed(lambda at=at: filled(folder / f"said {at}", contents, said=True)))
    yield "keeping small files", min(ours), "fsync of each", min(peer)
    yield "keeping with metadata", min(with_said), "fsync of each", min(peer)


def large(folder: Path, size_bytes: int) -> Row:
    """Verify large files."""
    store, log = new_log(folder / "large")
    for number in range(LARGE_FILES):
        kept = keep(store, lambda number=number: blocks(number, size_bytes))
        log.append([ingestion(kept.sha256, kept.size_bytes)])
    store.settle()
    empty, _ = new_log(folder / "empty")
    ours = best(lambda: check(store)) - best(lambda: check(empty))
    return "verify of large files", ours, "openssl", best(lambda: hashed(store, "openssl", "dgst", "-sha256"))


def small(folder: Path, files: int) -> Iterator[Row]:
    """Verify small files."""
    contents = [os.urandom(SMALL_BYTES) for _ in range(files)]
    store = filled(folder / "small", contents)
    peer = best(lambda: hashed(store, "sha256sum"))
    yield "verify of small files", best(lambda: check(store)), "sha256sum", peer
    with_said = filled(folder / "small said", contents, said=True)
    yield "verify with metadata", best(lambda: check(with_said)), "sha256sum", peer


def growth(folder: Path, files: int) -> Iterator[Row]:
    """Keep and verify few files and many, and compare what each file takes."""
    content = os.urandom(SMALL_BYTES)
    taken = {}
    for count in (FEW_FILES, files):
        contents = [b"%d" % number + content for number in range(count)]
        start = time.perf_counter()
        store = filled(folder / f"grown {count}", contents)
        kept = time.perf_counter() - start
        taken[count] = kept / count, best(lambda store=store: check(store)) / count
    grown = f"from {FEW_FILES:,} to {files:,} files"
    for at, figure in enumerate(("keeping", "verify")):
        yield f"growth of {figure} {grown}", taken[files][at], "a file", taken[FEW_FILES][at]


def log(folder: Path, entries: int) -> Iterator[Row]:
    """Grow a log, prove from it, check it."""
    store, log = new_log(folder / "log")
    few = [grow(log, FEW_ENTRIES - 1)]
    few_proofs, few_checks = proofs(store, FEW_ENTRIES), best(lambda: check(store, quick=True))
    batches = [grow(log, BATCH) for _ in range(entries // BATCH - 1)]
    yield "log append", statistics.median(batches), "rfc8785 and SHA-256", encoding_alone()
    yield "inclusion proof", proofs(store, entries), "its tiles", tiles_alone(store, entries)
    grown = f"from {FEW_ENTRIES:,} to {entries:,} entries"
    last = statistics.median(batches[-10:])
    yield f"growth of append {grown}", last / BATCH, "an entry", max(few) / (FEW_ENTRIES - 1)
    yield f"growth of a proof {grown}", proofs(store, entries), "a proof", few_proofs
    many_checks = best(lambda: check(store, quick=True), rounds=1)
    yield f"growth of a check {grown}", many_checks / entries, "an entry", few_checks / FEW_ENTRIES


def new_log(folder: Path) -> tuple[DiskStore, Log]:
    """Return a new store with a log."""
    store = DiskStore(folder / "archive")
    log = begin(store, SIGNER, KEY)
    store.settle()
    return store, log


def filled(folder: Path, contents: list[bytes], *, said: bool = False) -> DiskStore:
    """Return a store with these contents and their log, committed by the thousand."""
    store, log = new_log(folder)
    for start in range(0, len(contents), BATCH):
        entries = []
        for content in contents[start : start + BATCH]:
            kept = keep(store, lambda content=content: [content])
            meta = keep_bytes(store, words(kept.sha256)).sha256 if said else None
            entries.append(ingestion(kept.sha256, kept.size_bytes, meta))
        log.append(entries)
        store.settle()
    return store


def words(sha256_: str) -> bytes:
    """Return a metadata object."""
    path = f"papers/{sha256_[:8]}.txt"
    return metadata_object(
        {"kind": "acquisition", "object": sha256_, "obtained": TIME, "path": path}, salt=secrets.token_bytes(32)
    )


def ingestion(sha256_: str, size_bytes: int, meta: str | None = None) -> Entry:
    """Return the entry of an ingestion."""
    return Entry(agent="0" * 16, type=EntryType.INGESTION, object=sha256_, meta=meta, size=size_bytes, time=TIME)


def some_entries(count: int) -> list[Entry]:
    """Return entries about nothing."""
    return [ingestion(secrets.token_hex(32), 3_000, secrets.token_hex(32)) for _ in range(count)]


def grow(log: Log, count: int) -> float:
    """Append a batch, and return how long it took."""
    entries = some_entries(count)
    seconds = timed(lambda: log.append(entries))
    log.store.settle()
    return seconds


def encoding_alone() -> float:
    """Return how long canonical JSON by another library and a SHA-256 of each take for a batch."""
    values = [msgspec.to_builtins(entry) for entry in some_entries(BATCH)]
    return best(lambda: [sha256(rfc8785.dumps(value)).digest() for value in values])


def proofs(store: DiskStore, size: int) -> float:
    """Return how long a proof takes, at places all over the log."""
    places = random.Random(7).sample(range(size), PROOFS)
    return best(lambda: [inclusion_proof(store, place, size) for place in places]) / PROOFS


def tiles_alone(store: DiskStore, size: int) -> float:
    """Return how long it takes to read the tiles above an entry and hash each to its root."""
    places = random.Random(7).sample(range(size), PROOFS)
    return best(lambda: [read_tiles(store, place, size) for place in places]) / PROOFS


def read_tiles(store: DiskStore, place: int, size: int) -> None:
    """Read and hash the tiles from an entry up to the root."""
    level, count = 0, size
    while count:
        index = place >> (HEIGHT * (level + 1))
        at = TileAt(level=level, index=index, width=min(WIDTH, count - index * WIDTH))
        tile = b"".join(store.get(at.key))
        root_of([tile[start : start + 32] for start in range(0, len(tile), 32)])
        level, count = level + 1, count >> HEIGHT


def blocks(seed: int, size_bytes: int) -> Iterator[bytes]:
    """Yield the same bytes for the same seed."""
    rng = random.Random(seed)
    for at in range(0, size_bytes, BLOCK):
        yield rng.randbytes(min(BLOCK, size_bytes - at))


def timed(work: Callable[[], object]) -> float:
    """Return how long it takes, in seconds."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def best(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """Return the shortest of some runs, in seconds: what else the machine does only makes a run longer."""
    return min(timed(work) for _ in range(rounds))


def check(store: DiskStore, *, quick: bool = False) -> None:
    """Verify as the command does, and make sure that it was intact."""
    fresh = DiskStore(store.root)
    with hashing_workers(fresh) as workers:
        found = verify(fresh, workers=workers, progress=lambda _: None, asked=Asked(quick=quick)).verification
    if not quick and found.result is not Result.INTACT:
        raise SystemExit(f"the measured store is {found.result}: {found.problems[:2]}")


def hashed(store: DiskStore, *program: str) -> None:
    """Hash the same objects by another program, on two processes."""
    objects = store.root / "objects"
    names = subprocess.run(["find", objects, "-type", "f", "-print0"], capture_output=True, check=True).stdout
    count = max(1, names.count(b"\0") // 2)
    command = ["xargs", "-0", "-P2", "-n", str(min(count, 1000) if count > LARGE_FILES else 1), *program]
    subprocess.run(command, input=names, stdout=subprocess.DEVNULL, check=True)


def fsync_each(folder: Path, contents: list[bytes]) -> None:
    """Write the contents, each file and its folder made durable before the next."""
    folder.mkdir()
    for number, content in enumerate(contents):
        path = folder / str(number)
        with path.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)


if __name__ == "__main__":
    main()
