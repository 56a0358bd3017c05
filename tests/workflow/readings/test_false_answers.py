"""Whatever runs hostile bytes may come to answer anything: what makes no sense is said, and reaches nothing."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Self

import msgspec
import pytest

from ledgerstone.confinement.limits import Ending
from ledgerstone.confinement.pool import Done, Job
from ledgerstone.evidence.reading.containers.model import Member
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.workflow.readings import read_confined
from ledgerstone.workflow.readings.read_confined import READ, UNREADABLE, Outcome, Readers, ToRead
from ledgerstone.workflow.readings.reading_terms import Asked, Made

READING = Reading(media_type="application/zip", text="", tool="zip", version="1")


class TakenOver:
    """A pool whose process answers what it was told."""

    answer = b""

    def __init__(self, _: str, *, tmp: Path, **__: object) -> None:
        self.folder = tmp

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        pass

    def begin(self) -> None:
        pass

    def each(self, jobs: Iterable[Job]) -> Iterator[Done]:
        for _ in jobs:
            yield Done(ending=Ending.DONE, answer=self.answer, folder=self.folder)


@pytest.fixture
def outcome(monkeypatch, tmp_path):
    monkeypatch.setattr(read_confined, "Pool", TakenOver)
    folder = tmp_path / "work"
    folder.mkdir()
    (tmp_path / "secret").write_text("a key")

    def of(answer: bytes) -> Outcome:
        monkeypatch.setattr(TakenOver, "answer", answer)
        with Readers(folder) as readers:
            [one] = readers.read([ToRead(asked=Asked(name="a"), data=lambda: os.open(os.devnull, os.O_RDONLY))])
        return one

    of.folder = folder
    return of


def named(file: str) -> bytes:
    made = Made(reading=READING, members=(Member(path="a", file=file, size=1),))
    return msgspec.msgpack.encode(made)


@pytest.mark.parametrize("answer", [b"", b"\xc1", b"\x90", msgspec.msgpack.encode({"reading": 7})])
def test_an_answer_that_is_none_is_said_and_ends_nothing(outcome, answer):
    found = outcome(answer)
    assert found.status == UNREADABLE
    assert found.made.reading.warnings == ("kept, not read: the reader's answer makes no sense",)


@pytest.mark.parametrize("file", ["link", "../secret", "..", "missing", "below/file"])
def test_a_member_that_is_no_file_of_the_folder_is_not_kept(outcome, file):
    (outcome.folder / "link").symlink_to(outcome.folder.parent / "secret")
    (outcome.folder / "below").mkdir()
    (outcome.folder / "below" / "file").touch()
    found = outcome(named(file))
    assert (found.status, found.made.members) == (UNREADABLE, ())


def test_a_member_that_is_a_file_of_the_folder_is_kept(outcome):
    (outcome.folder / "0").touch()
    found = outcome(named("0"))
    assert (found.status, [one.file for one in found.made.members]) == (READ, ["0"])
