"""Scans are read in a confined process that may start Tesseract, and nothing else."""

import os
from pathlib import Path

import msgspec
import pytest
from drawn_pages import LINES, as_file, draw, turn, wrong_words
from heic_sample import HEIC

from ledgerstone.confinement import pool as pools
from ledgerstone.confinement.abilities import abilities
from ledgerstone.confinement.limits import MEGABYTE, Ending, Limits
from ledgerstone.confinement.pool import Job, Pool
from ledgerstone.evidence.reading.model import Reading


@pytest.fixture
def read(tesseract, tmp_path, monkeypatch):
    monkeypatch.setitem(pools.ENVIRONMENT, "PYTHONPATH", str(Path(__file__).parent))
    limits = Limits(memory_bytes=2000 * MEGABYTE, seconds=60, tools=(tesseract,))

    def readings(*files, tool=tesseract):
        paths = [tmp_path / f"file-{number}" for number in range(len(files))]
        for path, data in zip(paths, files, strict=True):
            path.write_bytes(data)
        jobs = [Job(asked=tool.encode(), data=lambda path=path: os.open(path, os.O_RDONLY)) for path in paths]
        with Pool("scan_task:act", tmp=tmp_path / "work", limits=limits, workers=1) as pool:
            done = list(pool.each(jobs))
        assert [one.ending for one in done] == [Ending.DONE] * len(files), done
        return [msgspec.msgpack.decode(one.answer, type=Reading) for one in done]

    return readings


def test_every_kind_of_scan_is_read_in_a_confined_process(read):
    lines = ("Velmar and Norvik", "in the morning")
    page = draw(lines, "en", width=400)
    files = [as_file(page, kind) for kind in ("PNG", "TIFF", "WEBP", "PDF")]
    for reading in read(*files, as_file(turn(page, 180))):
        assert wrong_words(reading.text, lines) == 0
        assert reading.boxes
    [heic] = read(HEIC)
    assert heic.warnings == ("page 1: no words were recognised",)


@pytest.mark.skipif(not abilities().files, reason="this machine cannot deny files (Landlock)")
def test_no_other_program_is_started(read, tmp_path):
    other = tmp_path / "other"
    other.write_text("#!/bin/sh\necho started\n", encoding="utf-8")
    other.chmod(0o755)
    [reading] = read(as_file(draw(LINES["en"][:1], "en")), tool=str(other))
    assert reading.text == ""
    assert "cannot be started" in reading.warnings[0]
