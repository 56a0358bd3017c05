"""Verification names every change of what is preserved, and nothing else."""

import random
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import msgspec
import pytest
from store_places import Place

from ledgerstone.evidence.preservation.log.checkpoint import CURRENT, kept_key, parse_signed
from ledgerstone.evidence.preservation.log.entries import Entry, EntryType
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.reading import current
from ledgerstone.evidence.preservation.log.writing import Log, begin
from ledgerstone.evidence.preservation.objects import keep, object_key
from ledgerstone.evidence.preservation.store import JournaledStore, Store
from ledgerstone.evidence.preservation.verify.archive import Asked, verify
from ledgerstone.evidence.preservation.verify.results import Fault, Result, Sample, Verification

CONTENTS = tuple(f"Note {n}. ".encode() * (n + 1) for n in range(70))
SIGNER = Signer("example.test/log", b"\x01" * 32)
TIME = "2026-01-02T03:04:05Z"
KEY = Entry(agent="0" * 16, type=EntryType.KEY, vkey=SIGNER.vkey.text, time=TIME)


def ingestion(store: Store, content: bytes) -> Entry:
    kept = keep(store, lambda: [content])
    return Entry(agent="0" * 16, type=EntryType.INGESTION, object=kept.sha256, size=kept.size_bytes, time=TIME)


class Held:
    """A store with a log and some objects in it, committed seven at a time, and the place where an opponent sits."""

    def __init__(self, place: Place) -> None:
        self.place = place
        self.store = place.store()
        self.log = begin(self.store, SIGNER, KEY)
        self.digests: list[str] = []
        for first in range(0, len(CONTENTS), 7):
            self.add(CONTENTS[first : first + 7])
        self.store.settle()

    def add(self, contents: tuple[bytes, ...]) -> None:
        entries = [ingestion(self.store, content) for content in contents]
        self.log.append(entries)
        self.digests += [entry.object or "" for entry in entries]

    def key(self, at: int) -> str:
        return object_key(self.digests[at])

    def verify(self, *, unfinished: tuple[str, ...] = (), **asked: object) -> Verification:
        return checked(self.place.store(), unfinished, Asked(**asked))


def checked(store: JournaledStore, unfinished: tuple[str, ...] = (), asked: Asked | None = None, **kw) -> Verification:
    with ThreadPoolExecutor(2) as workers:
        return verify(
            store,
            workers=workers,
            progress=kw.get("progress", lambda _: None),
            asked=asked,
            unfinished=lambda: unfinished,
        ).verification


@pytest.fixture
def held(place: Place) -> Held:
    return Held(place)


def flipped(content: bytes, rng: random.Random) -> bytes:
    changed = bytearray(content)
    changed[rng.randrange(len(changed))] ^= 1 << rng.randrange(8)
    return bytes(changed)


def flip(held: Held, rng: random.Random) -> tuple[str, ...]:
    at = rng.randrange(len(CONTENTS))
    held.place.write(held.key(at), flipped(CONTENTS[at], rng))
    return (held.digests[at],)


def truncate(held: Held, rng: random.Random) -> tuple[str, ...]:
    at = rng.randrange(len(CONTENTS))
    held.place.write(held.key(at), CONTENTS[at][: rng.randrange(len(CONTENTS[at]))])
    return (held.digests[at],)


def grow(held: Held, rng: random.Random) -> tuple[str, ...]:
    at = rng.randrange(len(CONTENTS))
    held.place.write(held.key(at), CONTENTS[at] + bytes(rng.randrange(1, 9)))
    return (held.digests[at],)


def delete(held: Held, rng: random.Random) -> tuple[str, ...]:
    at = rng.randrange(len(CONTENTS))
    held.place.delete(held.key(at))
    return (held.digests[at],)


def swap(held: Held, rng: random.Random) -> tuple[str, ...]:
    one, two = rng.sample(range(len(CONTENTS)), 2)
    held.place.write(held.key(one), CONTENTS[two])
    held.place.write(held.key(two), CONTENTS[one])
    return (held.digests[one], held.digests[two])


@pytest.mark.parametrize("change", [flip, truncate, grow, delete, swap])
def test_every_change_of_an_object_is_named(held: Held, change: Callable[[Held, random.Random], tuple[str, ...]]):
    for seed in range(5):
        changed = change(held, random.Random(seed))  # noqa: S311 - a repeatable choice, no secret
        found = held.verify()
        assert found.result is Result.DAMAGED
        assert [problem.path for problem in found.problems] == sorted(map(object_key, changed))
        fault = Fault.MISSING if change is delete else Fault.DAMAGED
        assert {problem.what for problem in found.problems} == {fault}
        for digest in changed:
            held.place.write(object_key(digest), CONTENTS[held.digests.index(digest)])


def test_an_untouched_store_is_intact(held: Held):
    found = held.verify()
    assert found.result is Result.INTACT
    assert (found.objects, found.bytes) == (len(CONTENTS), sum(map(len, CONTENTS)))
    assert (found.problems, found.notes, found.unfinished) == ((), (), ())
    assert found.entries == 1 + len(CONTENTS)
    assert found.checkpoint == current(held.store).note.text


def test_every_extra_file_is_named(held: Held):
    extra = {
        "stray.txt": "stray.txt",
        "objects/sha256/ab/note": "objects/sha256/ab/note",
        "objects/sha256/zz/x": "objects/sha256/zz/",
        "objects/sha256/ab/" + "a" * 64: "objects/sha256/ab/" + "a" * 64,
        "objects/sha256/ab/.hidden": "objects/sha256/ab/.hidden",
        "log/checkpoint.bak": "log/checkpoint.bak",
        "log/checkpoints/9.bak": "log/checkpoints/9.bak",
        "log/tile/0/007": "log/tile/0/007",
        "log/keys/00000000.vkey": "log/keys/00000000.vkey",
        "ü": "ü",
    }
    for name in extra:
        held.place.write(name, b"")
    found = held.verify()
    assert [(one.what, one.path) for one in found.problems] == [
        (Fault.UNEXPECTED, path) for path in sorted(extra.values())
    ]


def test_an_object_that_the_log_does_not_name_is_said_unless_its_commit_is_unfinished(held: Held):
    extra = object_key(keep(held.store, lambda: [b"extra"]).sha256)
    held.store.sync()
    assert [problem.path for problem in held.verify().problems] == [extra]
    found = held.verify(unfinished=held.store.pending.named())
    assert (found.result, found.unfinished) == (Result.INTACT, (extra,))


def test_an_expected_object_is_hashed_even_where_the_journal_names_it(held: Held):
    held.place.write(held.key(3), b"changed")
    found = held.verify(unfinished=(object_key(held.digests[3]),))
    assert found.result is Result.DAMAGED
    assert "entry 4 names it, since the checkpoint of 8 entries" in found.problems[0].detail


@pytest.mark.parametrize(
    "prefix", ["log/tile/entries/", "log/tile/0/", "log/keys/", "log/checkpoints/", "log/checkpoint"]
)
def test_every_flipped_bit_of_the_log_is_found(held: Held, prefix: str):
    for seed in range(8):
        rng = random.Random(f"{prefix} {seed}")  # noqa: S311 - a repeatable choice, no secret
        key = rng.choice(list(held.store.list(prefix)))
        content = held.place.read(key)
        held.place.write(key, flipped(content, rng))
        found = held.verify()
        assert found.result in {Result.DAMAGED, Result.INCONSISTENT}
        assert any(problem.path.startswith("log/") for problem in found.problems)
        assert held.verify(quick=True).result is found.result
        held.place.write(key, content)


@pytest.mark.parametrize(
    "prefix", ["log/tile/entries/", "log/tile/0/", "log/keys/", "log/checkpoints/", "log/checkpoint"]
)
def test_every_part_of_the_log_that_is_gone_is_missed(held: Held, prefix: str):
    for key in held.store.list(prefix):
        content = held.place.read(key)
        held.place.delete(key)
        found = held.verify(quick=True)
        assert key in {problem.path for problem in found.problems if problem.what is Fault.MISSING}
        held.place.write(key, content)
    assert held.verify().result is Result.INTACT


def test_an_earlier_checkpoint_in_the_place_of_the_newest_is_stale(held: Held):
    held.place.write(CURRENT, held.place.read(kept_key(8)))
    found = held.verify(quick=True)
    assert found.result is Result.INCONSISTENT
    assert (Fault.STALE, CURRENT) in {(problem.what, problem.path) for problem in found.problems}


def test_a_rollback_without_a_trace_is_found_by_a_checkpoint_kept_elsewhere(new_place):
    early, late = Held(new_place()), Held(new_place())
    assert current(early.store).data == current(late.store).data
    late.add((b"one more",))
    late.store.settle()
    kept_elsewhere = current(late.store)
    assert early.verify().result is Result.INTACT
    found = early.verify(against=kept_elsewhere)
    assert found.result is Result.INCONSISTENT
    assert [problem.what for problem in found.problems] == [Fault.STALE]
    assert late.verify(against=current(early.store)).result is Result.INTACT
    assert late.verify(against=kept_elsewhere).result is Result.INTACT


def test_a_history_forked_with_the_real_key_is_found_by_a_checkpoint_kept_elsewhere(new_place):
    true, forked = Held(new_place()), Held(new_place())
    true.add((b"as it was",))
    forked.add((b"as they want it",))
    forked.add((b"and more",))
    for one in (true, forked):
        one.store.settle()
        assert one.verify().result is Result.INTACT
    found = forked.verify(against=current(true.store))
    assert [(problem.what, problem.path) for problem in found.problems] == [(Fault.INCONSISTENT, CURRENT)]
    assert "forked" in found.problems[0].detail


def test_a_checkpoint_of_another_log_or_key_is_refused(held: Held, new_place):
    stranger = Signer("example.test/log", b"\x09" * 32)
    other = begin(new_place().store(), stranger, msgspec.structs.replace(KEY, vkey=stranger.vkey.text))
    assert held.verify(against=current(other.store)).result is Result.INCONSISTENT
    own = current(held.store)
    forged = parse_signed(own.data.replace(own.data[-20:-10], b"AAAAAAAAAA"))
    assert held.verify(against=forged).result is Result.INCONSISTENT


def test_a_log_written_anew_with_a_checkpoint_of_a_stranger_is_inconsistent(held: Held):
    stranger = Signer("example.test/log", b"\x09" * 32)
    forged = Log(held.store, stranger, held.log._growth, current(held.store).data)  # noqa: SLF001 - an opponent has no scruples
    forged.append([ingestion(held.store, b"forged")])
    held.store.settle()
    found = held.verify()
    assert found.result is Result.INCONSISTENT
    assert any("has not signed" in problem.detail for problem in found.problems)


def test_a_successor_signs_and_the_old_checkpoints_stay_valid(held: Held):
    new = Signer("example.test/log", b"\x07" * 32)
    before = current(held.store)
    held.log.append([msgspec.structs.replace(KEY, vkey=new.vkey.text)], successor=new)
    both = current(held.store)
    held.add((b"after",))
    held.store.settle()
    for earlier in (before, both, current(held.store)):
        found = held.verify(against=earlier)
        assert (found.result, found.notes) == (Result.INTACT, ())


def test_sealed_plaintext_must_be_gone_and_its_ciphertext_there(held: Held):
    plain, cipher = held.digests[5], keep(held.store, lambda: [b"ciphertext"])
    seal = Entry(agent="0" * 16, type=EntryType.SEAL, object=plain, sealed_as=cipher.sha256, time=TIME)
    held.log.append([seal])
    held.store.settle()
    assert [(one.what, one.path) for one in held.verify().problems] == [(Fault.UNEXPECTED, object_key(plain))]
    held.store.remove(object_key(plain))
    held.store.sync()
    assert held.verify().result is Result.INTACT
    held.place.delete(object_key(cipher.sha256))
    assert [(one.what, one.path) for one in held.verify().problems] == [(Fault.MISSING, object_key(cipher.sha256))]


def test_what_was_deaccessioned_may_be_gone_and_may_come_back(held: Held):
    gone = held.digests[5]
    held.log.append([Entry(agent="0" * 16, type=EntryType.DEACCESSION, object=gone, time=TIME)])
    held.store.remove(object_key(gone))
    held.store.sync()
    held.store.settle()
    assert held.verify().result is Result.INTACT
    held.add((CONTENTS[5],))
    held.store.settle()
    found = held.verify()
    assert (found.result, found.objects) == (Result.INTACT, len(CONTENTS))
    held.place.delete(held.key(5))
    assert held.verify().result is Result.DAMAGED


def test_a_sample_hashes_a_share_and_the_same_one_for_the_same_seed(held: Held):
    sample = Sample(percent=30, seed=7)
    found = held.verify(sample=sample)
    assert found.result is Result.INTACT
    assert 0 < found.bytes < sum(map(len, CONTENTS))
    assert found == held.verify(sample=sample)
    assert held.verify(sample=Sample(percent=100, seed=7)).bytes == sum(map(len, CONTENTS))
    for at in range(len(CONTENTS)):
        held.place.write(held.key(at), b"changed")
    assert 0 < len(held.verify(sample=sample).problems) < len(CONTENTS)
    held.place.delete(held.key(0))
    assert Fault.MISSING in {problem.what for problem in held.verify(sample=Sample(percent=1e-9, seed=1)).problems}


def test_an_archive_without_a_log_is_damaged_and_its_objects_are_checked_against_their_names(new_place):
    assert checked(new_place().store()).result is Result.DAMAGED
    place = new_place()
    store = place.store()
    key = object_key(keep(store, lambda: [b"content"]).sha256)
    store.sync()
    assert [problem.path for problem in checked(store).problems] == [CURRENT]
    place.write(key, b"changed")
    assert [problem.path for problem in checked(store).problems] == [CURRENT, key]


def test_progress_counts_every_object(held: Held):
    steps: list[int] = []
    checked(held.place.store(), progress=steps.append)
    assert sum(steps) == len(CONTENTS)


def test_what_is_committed_while_the_check_runs_is_no_problem(held: Held):
    def commit_meanwhile(_: int) -> None:
        if len(held.digests) < len(CONTENTS) + 5:
            held.add((f"new {len(held.digests)}".encode(),))

    assert checked(held.place.store(), progress=commit_meanwhile).result is Result.INTACT
    assert len(held.digests) == len(CONTENTS) + 5
