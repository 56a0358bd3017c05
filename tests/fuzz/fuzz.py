"""The fuzz run (`make fuzz`): mutated samples through the confined readers, and through our own parsers.

FUZZ_SECONDS says for how long, FUZZ_SEED with which numbers, FUZZ_FOUND where findings are written.

What gives a reading of a kind that was not seen before is mutated further. A reader that ends at a limit, or crashes,
is an answer; what is none is written down with the bytes that caused it: an error or a hang of the main process, a
reading that breaks its laws, a file outside the workspace, and a reader that raises.
"""

import os
import random
import re
import signal
import sys
import tempfile
import time
import traceback
from collections import Counter, deque
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import sha256
from itertools import chain
from pathlib import Path
from types import FrameType

from laws import hold_laws, hold_text_laws
from msgspec import structs
from mutation import mutated
from regions import check_regions
from samples import TEXTS, samples

from ledgerstone.confinement.limits import Ending
from ledgerstone.evidence.reading.media_types import media_type
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.workflow.readings import read_confined
from ledgerstone.workflow.readings.read_confined import Outcome, Readers, ToRead
from ledgerstone.workflow.readings.reading_task import warm
from ledgerstone.workflow.readings.reading_terms import Asked

SECONDS, SEED, FOUND = "FUZZ_SECONDS", "FUZZ_SEED", "FUZZ_FOUND"
LONGEST_READING_S = 10.0
LONGEST_IN_PROCESS_S = 60
MOST_SAMPLES = 3000
OURS = ("text/", "application/x-subrip", "application/rtf", "message/", "multipart/", "audio/", "video/")
"""What is read in this process: by parsers that are written in Python, and by lxml."""
FIRST = 30
"""Sound samples, read before the clock starts: they load what is loaded once."""

SHARE_OF_TEXTS = 0.3
STATUSES = {"read", "not read", "not yet read", "unreadable"}
NAMES = ("a.txt", "a.html", "a.pdf", "b")


class Fuzz:
    """One run: its chance, its samples, what was seen and what was found."""

    def __init__(self, seed: int, found: Path) -> None:
        self.chance = random.Random(seed)  # noqa: S311 - the same numbers each time are what is wanted
        self.samples = samples()
        self.seen: set[tuple[str, ...]] = set()
        self.ran = 0
        self.endings: Counter[str] = Counter()
        self.findings: list[str] = []
        self._found = found

    def note(self, data: bytes, reading: Reading) -> None:
        """Keep what gave a reading of a new kind, to be mutated further."""
        self.ran += 1
        said = sorted({re.sub(r"[\d,.'\"“”].*", "", warning) for warning in reading.warnings})
        kind = (reading.tool, *sorted({region.role for region in reading.regions}), *said)
        if kind not in self.seen and len(self.samples) < MOST_SAMPLES:
            self.seen.add(kind)
            self.samples.append(data)

    def find(self, data: bytes, what: str) -> None:
        """Write down a finding with its bytes."""
        self._found.mkdir(parents=True, exist_ok=True)
        path = self._found / sha256(data).hexdigest()[:16]
        path.write_bytes(data)
        path.with_suffix(".why.txt").write_text(what, encoding="utf-8")
        self.findings.append(f"{path}: {what.strip().splitlines()[-1]}")


def through_readers(fuzz: Fuzz, seconds: float, workspace: Path) -> None:
    """Read mutated samples as an ingest does."""
    read_confined.READING = structs.replace(read_confined.READING, seconds=LONGEST_READING_S)
    given: deque[bytes] = deque()

    def sources() -> Iterator[ToRead]:
        for data in chain(fuzz.samples[:FIRST], until(seconds, fuzz)):
            given.append(data)
            yield ToRead(asked=Asked(name=fuzz.chance.choice(NAMES)), data=partial(in_memory, data))

    with Readers(workspace) as readers:
        for outcome in readers.read(sources()):
            data = given.popleft()
            attempt(fuzz, data, partial(hold_outcome, fuzz, outcome))
            fuzz.note(data, outcome.made.reading)
    left = [str(path) for path in workspace.rglob("*")]
    if left:
        fuzz.find(b"", f"left in the workspace: {left}")


def until(seconds: float, fuzz: Fuzz) -> Iterator[bytes]:
    """Yield mutated samples for some seconds, counted from the first one on."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        yield mutated(fuzz.chance, fuzz.samples)


def in_memory(data: bytes) -> int:
    """Return a descriptor of some bytes."""
    descriptor = os.memfd_create("sample")
    os.write(descriptor, data)
    return descriptor


def hold_outcome(fuzz: Fuzz, outcome: Outcome) -> None:
    """Hold what came back from a confined process to its laws."""
    made = outcome.made
    check_regions(made.reading)
    assert outcome.status in STATUSES
    assert made.reading.text or made.reading.warnings or outcome.status == "read"
    files = {member.file for member in made.members if member.file is not None}
    assert not files or files <= {
        path.name for path in outcome.folder.iterdir() if path.is_file() and not path.is_symlink()
    }
    if outcome.status == "unreadable":
        [why] = made.reading.warnings
        fuzz.endings[why] += 1
        assert Ending.FAILED not in why, why


def in_this_process(fuzz: Fuzz, seconds: float) -> None:
    """Hold our own parsers to their laws."""
    warm()
    for data in until(seconds, fuzz):
        if fuzz.chance.random() < SHARE_OF_TEXTS:
            text = mutated(fuzz.chance, [text.encode() for text in TEXTS[:2]])
            attempt(fuzz, text, partial(hold_text_laws, text.decode("utf-8", "ignore")))
            fuzz.ran += 1
        elif media_type(data).startswith(OURS):
            attempt(fuzz, data, lambda data=data: fuzz.note(data, hold_laws(data)))


def attempt(fuzz: Fuzz, data: bytes, act: Callable[[], None]) -> None:
    """Do something within its time, and write down what it raises."""
    signal.alarm(LONGEST_IN_PROCESS_S)
    try:
        act()
    except Exception:  # noqa: BLE001 - whatever it is, it is a finding
        fuzz.find(data, traceback.format_exc())
    finally:
        signal.alarm(0)


def hung(number: int, frame: FrameType | None) -> None:
    """End what takes too long."""
    raise TimeoutError(f"signal {number}: longer than {LONGEST_IN_PROCESS_S} s, at {frame}")


def main() -> int:
    """Run both targets, each for half of the time; return 1 where something was found."""
    seconds = float(os.environ.get(SECONDS, "60"))
    seed = int(os.environ.get(SEED) or random.SystemRandom().randrange(1 << 32))
    found = Path(os.environ.get(FOUND, "build/fuzz")).absolute()
    sys.stdout.write(f"seed {seed}: run it again with {SEED}={seed}\n")
    sys.stdout.flush()
    signal.signal(signal.SIGALRM, hung)
    confined, own = Fuzz(seed, found), Fuzz(seed + 1, found)
    with tempfile.TemporaryDirectory() as place:
        nest, workspace = Path(place, "nest"), Path(place, "workspace")
        for folder in (nest, workspace):
            folder.mkdir()
        os.chdir(nest)
        through_readers(confined, seconds / 2, workspace)
        in_this_process(own, seconds / 2)
        outside = [path.name for path in (*nest.iterdir(), *Path(place).iterdir())]
        if sorted(outside) != ["nest", "workspace"]:
            own.find(b"", f"files outside the workspace: {outside}")
        os.chdir("/")
    for name, fuzz in (("confined readers", confined), ("our own parsers", own)):
        sys.stdout.write(f"{name}: {fuzz.ran:,} inputs, {len(fuzz.seen):,} kinds of readings, {dict(fuzz.endings)}\n")
    findings = [*confined.findings, *own.findings]
    sys.stdout.write("".join(f"FOUND {finding}\n" for finding in findings))
    return 1 if findings else 0


if __name__ == "__main__":
    raise SystemExit(main())
