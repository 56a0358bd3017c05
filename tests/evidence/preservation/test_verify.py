"""Verification names every change of what is preserved, and nothing else."""

import os
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ledgerstone.evidence.preservation.objects import keep, object_key
from ledgerstone.evidence.preservation.verify import Fault, Result, Verification, verify
from ledgerstone.storage.disk import DiskStore

CONTENTS = tuple(f"Note {n}. ".encode() * (n + 1) for n in range(70))


class Held:
    """A store with some objects in it."""

    def __init__(self, root: Path) -> None:
        self.store = DiskStore(root)
        self.digests = [keep(self.store, lambda content=content: [content]).sha256 for content in CONTENTS]
        self.store.sync()
        self.store.settle()

    def path(self, at: int) -> Path:
        path = self.store.root / object_key(self.digests[at])
        path.chmod(0o600)
        return path

    def verify(self, *, unfinished: tuple[str, ...] = ()) -> Verification:
        return verify(self.store, self.digests, progress=lambda _: None, unfinished=unfinished)


@pytest.fixture
def held(tmp_path: Path) -> Held:
    return Held(tmp_path / "archive")


def flip(held: Held, rng: random.Random) -> tuple[str, ...]:
    at = rng.randrange(len(CONTENTS))
    content = bytearray(CONTENTS[at])
    content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
    held.path(at).write_bytes(content)
    return (held.digests[at],)


def truncate(held: Held, rng: random.Random) -> tuple[str, ...]:
    at = rng.randrange(len(CONTENTS))
    held.path(at).write_bytes(CONTENTS[at][: rng.randrange(len(CONTENTS[at]))])
    return (held.digests[at],)


def grow(held: Held, rng: random.Random) -> tuple[str, ...]:
    at = rng.randrange(len(CONTENTS))
    held.path(at).write_bytes(CONTENTS[at] + bytes(rng.randrange(1, 9)))
    return (held.digests[at],)


def delete(held: Held, rng: random.Random) -> tuple[str, ...]:
    at = rng.randrange(len(CONTENTS))
    held.path(at).unlink()
    return (held.digests[at],)


def swap(held: Held, rng: random.Random) -> tuple[str, ...]:
    one, two = rng.sample(range(len(CONTENTS)), 2)
    held.path(one).write_bytes(CONTENTS[two])
    held.path(two).write_bytes(CONTENTS[one])
    return (held.digests[one], held.digests[two])


def link(held: Held, rng: random.Random) -> tuple[str, ...]:
    at = rng.randrange(len(CONTENTS))
    path = held.path(at)
    kept_elsewhere = held.store.root.parent / "moved"
    path.rename(kept_elsewhere)
    path.symlink_to(kept_elsewhere)
    return (held.digests[at],)


@pytest.mark.parametrize("change", [flip, truncate, grow, delete, swap, link])
@pytest.mark.parametrize("seed", range(5))
def test_every_change_of_an_object_is_named(
    held: Held, change: Callable[[Held, random.Random], tuple[str, ...]], seed: int
):
    changed = change(held, random.Random(seed))  # noqa: S311 - a repeatable choice, no secret
    found = held.verify()
    assert found.result is Result.DAMAGED
    assert [problem.path for problem in found.problems] == sorted(map(object_key, changed))
    fault = Fault.MISSING if change is delete else Fault.DAMAGED
    assert {problem.what for problem in found.problems} == {fault}


def test_an_untouched_store_is_intact(held: Held):
    found = held.verify()
    assert found.result is Result.INTACT
    assert (found.objects, found.bytes) == (len(CONTENTS), sum(map(len, CONTENTS)))
    assert found.problems == ()


@pytest.mark.parametrize(
    "name",
    ["stray.txt", "objects/sha256/ab/note", "objects/sha256/zz/x", "log/checkpoint", "objects/sha256/ab/.hidden", "ü"],
)
def test_every_extra_file_is_named(held: Held, name: str):
    path = held.store.root / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(b"")
    found = held.verify()
    assert [(problem.what, problem.path) for problem in found.problems] == [(Fault.UNEXPECTED, name)]


def test_extra_folders_links_and_pipes_are_named(held: Held):
    (held.store.root / "folder").mkdir()
    (held.store.root / "objects" / "link").symlink_to("sha256")
    os.mkfifo(held.store.root / "pipe")
    (held.store.root / "objects" / "sha256" / "00").mkdir(exist_ok=True)
    found = held.verify()
    assert [problem.path for problem in found.problems] == ["folder/", "objects/link", "pipe"]


def test_an_object_that_nobody_expects_is_named_unless_its_ingest_is_unfinished(held: Held):
    extra = object_key(keep(held.store, lambda: [b"extra"]).sha256)
    held.store.sync()
    assert [problem.path for problem in held.verify().problems] == [extra]
    found = held.verify(unfinished=held.store.pending.named())
    assert (found.result, found.unfinished) == (Result.INTACT, (extra,))


def test_an_expected_object_is_hashed_even_where_the_journal_names_it(held: Held):
    held.path(3).write_bytes(b"changed")
    found = held.verify(unfinished=(object_key(held.digests[3]),))
    assert found.result is Result.DAMAGED


def test_without_a_record_what_is_there_is_checked_against_its_name(held: Held):
    assert verify(held.store, None, progress=lambda _: None).result is Result.INTACT
    held.path(0).write_bytes(b"changed")
    assert verify(held.store, None, progress=lambda _: None).result is Result.DAMAGED


def test_an_archive_that_is_gone_is_missing_all(tmp_path: Path):
    found = verify(DiskStore(tmp_path / "gone"), ["0" * 64], progress=lambda _: None)
    assert [problem.what for problem in found.problems] == [Fault.MISSING]


def test_what_cannot_be_listed_is_undecided(tmp_path: Path):
    (tmp_path / "archive").write_bytes(b"a file where the archive must be")
    found = verify(DiskStore(tmp_path / "archive"), ["0" * 64], progress=lambda _: None)
    assert found.result is Result.UNDECIDED


def test_progress_counts_every_object(held: Held):
    steps: list[int] = []
    verify(held.store, held.digests, progress=steps.append)
    assert sum(steps) == len(CONTENTS)
