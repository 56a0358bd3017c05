"""An opponent with the disk, and in the end with the signing key: what they do to a copy of an archive, at random.

Each act changes something for sure, and returns where that must show: the paths that `verify` is to name, or none
where the history as a whole is not what it was. Copies share their files; what is changed is written anew.
"""

import base64
import os
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import NamedTuple

import msgspec
from rig.taking_in import AGENT, TIME

from ledgerstone.evidence.preservation.log.checkpoint import (
    CURRENT,
    KEPT_PREFIX,
    SignedCheckpoint,
    format_checkpoint,
    kept_key,
    parse_signed,
)
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType, decode, encode, framed, unframed
from ledgerstone.evidence.preservation.log.growth import Growth
from ledgerstone.evidence.preservation.log.note import Signer, format_note, signed
from ledgerstone.evidence.preservation.log.writing import begin, open_log
from ledgerstone.evidence.preservation.objects import keep_bytes, object_key
from ledgerstone.storage.disk import DiskStore

ORIGIN = "example.test/tampering"
SIGNER, THIEF = Signer(ORIGIN, b"\x01" * 32), Signer(ORIGIN, b"\x02" * 32)
OBJECTS, COMMITS, ENTRIES = 24, 8, 300
HASH = 32


class Original(NamedTuple):
    """An archive, what it was after each commit, and the checkpoints that were kept elsewhere."""

    root: Path
    earlier: tuple[Path, ...]
    kept: tuple[SignedCheckpoint, ...]


def original(folder: Path) -> Original:
    """Make an archive with a full tile, a partial one, and some objects; with copies of it as it grew."""
    store = DiskStore(folder / "archive")
    log = begin(store, SIGNER, Entry(agent=AGENT, type=EntryType.KEY, time=TIME, vkey=SIGNER.vkey.text))
    earlier, kept = [], []
    for commit in range(COMMITS):
        new = [_ingestion(store, f"Note {commit} {number}. ".encode() * (number + 1)) for number in range(3)]
        more = (ENTRIES - 1) // COMMITS - len(new)
        log.append([*new, *[Entry(agent=AGENT, type=EntryType.FIXITY_CHECK, time=TIME)] * more])
        store.settle()
        kept.append(parse_signed((store.root / CURRENT).read_bytes()))
        earlier.append(folder / f"after-{commit}")
        copied(store.root, earlier[-1])
    return Original(store.root, tuple(earlier), tuple(kept))


def _ingestion(store: DiskStore, content: bytes) -> Entry:
    kept = keep_bytes(store, content)
    return Entry(agent=AGENT, type=EntryType.INGESTION, object=kept.sha256, size=kept.size_bytes, time=TIME)


def copied(root: Path, to: Path) -> Path:
    """Copy an archive; the copy shares the files."""
    return Path(shutil.copytree(root, to, copy_function=os.link))


class Copy:
    """A copy that may be tampered with."""

    def __init__(self, made: Original, root: Path, rng: Random) -> None:
        self.made, self.root, self.rng = made, root, rng
        self.keys = sorted(str(path.relative_to(root)) for path in root.rglob("*") if path.is_file())

    def some(self, *prefixes: str) -> str:
        """Draw a file whose key begins so."""
        return self.rng.choice([key for key in self.keys if key.startswith(prefixes)])

    def read(self, key: str) -> bytes:
        """Return its bytes."""
        return (self.root / key).read_bytes()

    def write(self, key: str, data: bytes) -> None:
        """Put bytes in its place, in a file of this copy alone."""
        path = self.root / key
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        path.write_bytes(data)


def flip(copy: Copy) -> set[str]:
    """Flip a bit of any file."""
    key = copy.some("")
    data = bytearray(copy.read(key))
    data[copy.rng.randrange(len(data))] ^= 1 << copy.rng.randrange(8)
    copy.write(key, bytes(data))
    return {key}


def truncate(copy: Copy) -> set[str]:
    """Cut any file off."""
    key = copy.some("")
    data = copy.read(key)
    copy.write(key, data[: copy.rng.randrange(len(data))])
    return {key}


def grow(copy: Copy) -> set[str]:
    """Put bytes to the end of any file."""
    key = copy.some("")
    copy.write(key, copy.read(key) + copy.rng.randbytes(copy.rng.randrange(1, 40)))
    return {key}


def swap(copy: Copy) -> set[str]:
    """Let two objects change places."""
    one = two = copy.some("objects/")
    while two == one:
        two = copy.some("objects/")
    data = copy.read(one), copy.read(two)
    copy.write(one, data[1])
    copy.write(two, data[0])
    return {one, two}


def delete(copy: Copy) -> set[str]:
    """Remove any file."""
    key = copy.some("")
    (copy.root / key).unlink()
    return {key}


def add(copy: Copy) -> set[str]:
    """Add a file: with any name beside another, or one that looks as if it belonged."""
    content = copy.rng.randbytes(40)
    digest = sha256(content).hexdigest()
    key = copy.rng.choice(
        (
            f"{copy.some('').rpartition('/')[0]}/{copy.rng.randbytes(5).hex()}",
            f"{copy.some('').rpartition('/')[0]}/.{copy.rng.randbytes(5).hex()}",
            object_key(digest),
            f"objects/sha256/{'00' if digest[:2] != '00' else '01'}/{digest}",
            f"log/tile/0/000.p/{copy.rng.randrange(1, 256)}",
            f"log/tile/entries/{copy.rng.randrange(2, 900):03d}",
            f"log/tile/{copy.rng.randrange(2, 9)}/000",
            kept_key(copy.rng.randrange(ENTRIES, 9000)),
            f"log/keys/{copy.rng.randbytes(4).hex()}.vkey",
            f"{copy.rng.randbytes(3).hex()}.txt",
        )
    )
    copy.write(key, content)
    # A later checkpoint makes the one that stands seem to be an earlier one.
    return {CURRENT} if key.removeprefix(KEPT_PREFIX).isdigit() else {key}


def edit_entry(copy: Copy) -> set[str]:
    """Say something else in an entry; half of the time with all tiles made to fit, as who knows the format would."""
    changed = copy.rng.randrange(copy.made.kept[-1].checkpoint.size)
    bundles = sorted(key for key in copy.keys if key.startswith("log/tile/entries/"))
    said = [data for key in bundles for data in unframed(copy.read(key))]
    said[changed] = encode(_edited(decode(said[changed]), copy.rng))
    if copy.rng.random() < 0.5:
        _rebuild(copy, said)
        return set()
    key = bundles[changed // 256]
    first = changed // 256 * 256
    copy.write(key, b"".join(map(framed, said[first : first + 256])))
    return {key}


def _edited(entry: Entry, rng: Random) -> Entry:
    others = (
        {"time": f"20{rng.randrange(10, 26)}-01-02T03:04:05Z"},
        {"agent": rng.randbytes(8).hex()},
        {"reason": rng.randbytes(32).hex()},
        {"object": rng.randbytes(32).hex()},
        {"type": EntryType.DEACCESSION},
        {"first": None if entry.first else True},
    )
    return msgspec.structs.replace(entry, **rng.choice(others))


def _rebuild(copy: Copy, said: list[bytes]) -> None:
    growth = Growth()
    made = [one for data in said for one in growth.add(data)]
    for one in (*made, *growth.partial()):
        copy.write(one.at.key, one.data)


def edit_tile(copy: Copy) -> set[str]:
    """Put another hash into a tile."""
    key = copy.some("log/tile/0/", "log/tile/1/")
    data = copy.read(key)
    at = copy.rng.randrange(len(data) // HASH) * HASH
    copy.write(key, data[:at] + copy.rng.randbytes(HASH) + data[at + HASH :])
    return {key}


def replace_checkpoint(copy: Copy) -> set[str]:
    """Put another checkpoint in place: an earlier one, or what a thief of the disk without the key would sign."""
    standing = copy.made.kept[-1]
    root = copy.rng.choice((standing.checkpoint.root, copy.rng.randbytes(HASH)))
    size = copy.rng.choice((standing.checkpoint.size, copy.rng.randrange(1, 2 * ENTRIES)))
    claimed = msgspec.structs.replace(standing.checkpoint, root=root, size=size)
    forged = format_note(signed(format_checkpoint(claimed), [THIEF]))
    broken = standing.data[:-90] + base64.b64encode(copy.rng.randbytes(66)) + b"=\n"
    new = copy.rng.choice((copy.rng.choice(copy.made.kept[:-1]).data, forged, forged, broken))
    copy.write(CURRENT, new)
    if copy.rng.random() < 0.5:
        copy.write(kept_key(standing.checkpoint.size), new)
    return set()


def roll_back(copy: Copy) -> set[str]:
    """Put the whole archive back to what it was: in order in itself."""
    shutil.rmtree(copy.root)
    copied(copy.rng.choice(copy.made.earlier[:-1]), copy.root)
    return {CURRENT}


def fork(copy: Copy) -> set[str]:
    """Write another history with the real key, from some point on: in order in itself."""
    roll_back(copy)
    log = open_log(DiskStore(copy.root, tmp=copy.root.parent / "tmp"), SIGNER)
    missing = copy.made.kept[-1].checkpoint.size - log.size
    others = copy.rng.choice((1, missing, copy.rng.randrange(1, 2 * missing)))
    new = [Entry(agent=AGENT, type=EntryType.STATEMENT, time=TIME, reason=copy.rng.randbytes(32).hex())] * others
    log.append(new)
    return {CURRENT}


Act = Callable[[Copy], set[str]]

ACTS: tuple[Act, ...] = (flip, truncate, grow, swap, delete, add, edit_entry, edit_tile, replace_checkpoint)
"""What the archive itself shows."""

SEEN_FROM_ELSEWHERE: tuple[Act, ...] = (roll_back, fork)
"""What a checkpoint shows that was kept elsewhere."""
