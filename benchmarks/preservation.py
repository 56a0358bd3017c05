"""Preservation's speed, as ratios against a peer on this machine in this run.

verify of large files   wall time over that of `openssl dgst -sha256` on two processes (smaller is better)
verify of small files   wall time over that of `sha256sum` on two processes (smaller is better)
keeping small files     time over that of a loop that fsyncs each file and its folder (smaller is better)

    preservation.py [--fraction 0.1] [--json] [--folder DIR]
"""

import argparse
import json
import os
import random
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from ledgerstone.evidence.preservation.objects import keep
from ledgerstone.evidence.preservation.verify import Result, verify
from ledgerstone.storage.disk import DiskStore

LARGE_FILES, LARGE_BYTES = 6, 100_000_000
SMALL_FILES, SMALL_BYTES = 2_000, 3_000
ROUNDS = 3
BLOCK = 1 << 20


def main() -> None:
    """Measure, and print the ratios."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--fraction", type=float, default=1.0)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--folder", type=Path, help="Where to work; the disk that is measured.")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        for figure, ratio, ours, peer, peer_s in measured(Path(folder), asked.fraction):
            row = {"figure": f"ratio: {figure}", "value": ratio, "peer": peer, "peer_value": peer_s}
            shown = f"{figure}: {ratio:.2f} ({ours:.2f} s against {peer} {peer_s:.2f} s)"
            print(json.dumps(row) if asked.json else shown)


def measured(folder: Path, fraction: float) -> Iterator[tuple[str, float, float, str, float]]:
    """Yield figure, ratio, our seconds, the peer's name and its seconds."""
    small = max(100, int(SMALL_FILES * fraction))
    large_bytes = max(10_000_000, int(LARGE_BYTES * fraction))
    store = filled(folder / "large", LARGE_FILES, large_bytes)
    ours = best(lambda: check(store))
    peer = best(lambda: hashed(store, "openssl", "dgst", "-sha256"))
    yield "verify of large files", ours / peer, ours, "openssl", peer
    store = filled(folder / "small", small, SMALL_BYTES)
    ours = best(lambda: check(store))
    peer = best(lambda: hashed(store, "sha256sum"))
    yield "verify of small files", ours / peer, ours, "sha256sum", peer
    contents = [os.urandom(SMALL_BYTES) for _ in range(small)]
    ours = best(lambda: keep_all(folder, contents))
    peer = best(lambda: fsync_each(folder, contents))
    yield "keeping small files", ours / peer, ours, "fsync of each", peer


def filled(folder: Path, files: int, size_bytes: int) -> DiskStore:
    """Return a store with so many objects of this size."""
    store = DiskStore(folder / "archive")
    for number in range(files):
        keep(store, lambda number=number: blocks(number, size_bytes))
    store.sync()
    store.settle()
    return store


def blocks(seed: int, size_bytes: int) -> Iterator[bytes]:
    """Yield the same bytes for the same seed."""
    rng = random.Random(seed)
    for at in range(0, size_bytes, BLOCK):
        yield rng.randbytes(min(BLOCK, size_bytes - at))


def best(work: Callable[[], None]) -> float:
    """Return the shortest of some runs, in seconds: what else the machine does only makes a run longer."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        times.append(time.perf_counter() - start)
    return min(times)


def check(store: DiskStore) -> None:
    """Verify, and make sure that there was something to verify."""
    found = verify(store, None, progress=lambda _: None)
    if found.result is not Result.INTACT or not found.objects:
        raise SystemExit(f"the measured store is {found.result}")


def hashed(store: DiskStore, *program: str) -> None:
    """Hash the same files by another program, on two processes."""
    names = subprocess.run(["find", store.root, "-type", "f", "-print0"], capture_output=True, check=True).stdout
    count = max(1, names.count(b"\0") // 2)
    command = ["xargs", "-0", "-P2", "-n", str(min(count, 1000)), *program]
    subprocess.run(command, input=names, stdout=subprocess.DEVNULL, check=True)


def keep_all(folder: Path, contents: list[bytes]) -> None:
    """Keep the contents in a new store, durably."""
    store = DiskStore(Path(tempfile.mkdtemp(dir=folder)) / "archive")
    for content in contents:
        keep(store, lambda content=content: [content])
    store.sync()
    store.settle()


def fsync_each(folder: Path, contents: list[bytes]) -> None:
    """Write the contents, each file and its folder made durable before the next."""
    folder = Path(tempfile.mkdtemp(dir=folder))
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
