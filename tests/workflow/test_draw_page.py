"""Pages are drawn for many threads at once, within limits, and nothing of them stays: no file and no process."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from msgspec import structs
from red_page import red_pdf

from ledgerstone.confinement.limits import Ending
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.values.digests import sha256_hex
from ledgerstone.workflow.pictures import draw_page
from ledgerstone.workflow.pictures.draw_page import DRAWING, NotDrawn, PageDrawing
from ledgerstone.workflow.pictures.drawing_terms import Drawn
from ledgerstone.workflow.whole_bytes import MOST_BYTES

SHEETS = {red_pdf(MediaBox=f"[0 0 {width} 800]"): width for width in (200, 300, 400, 500)}
FILES = tuple((sha256_hex([data]), len(data), width) for data, width in SHEETS.items())


class HeldUp(DataDirectory):
    """A data directory whose store is slow to come."""

    def __init__(self, root: Path) -> None:
        super().__init__(root)
        self.asked, self.free = Event(), Event()

    def store(self):
        self.asked.set()
        assert self.free.wait(20)
        return super().store()


@pytest.fixture(scope="module")
def directory(tmp_path_factory) -> DataDirectory:
    made = DataDirectory(tmp_path_factory.mktemp("drawn") / "data").create()
    store = made.store()
    for data in SHEETS:
        store.put_once(object_key(sha256_hex([data])), [data])
    store.sync()
    store.settle()
    return made


@pytest.fixture(autouse=True)
def warm_keepers() -> None:
    """Start processes as the program does: they are counted here."""


def keepers() -> int:
    """Count the processes that were started here to draw."""
    found = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            parent = (process / "stat").read_text().rsplit(")", 1)[1].split()[1]
            found += parent == str(os.getpid()) and b"drawing_task" in (process / "cmdline").read_bytes()
        except OSError:
            continue
    return found


def test_each_of_many_threads_gets_its_own_page_and_nothing_of_it_stays(directory):
    before = sorted(directory.root.rglob("*"))
    drawing = PageDrawing(directory)
    assert keepers() == 0
    with ThreadPoolExecutor(8) as threads:
        made = list(threads.map(lambda file: drawing.draw(file[0], file[1], 1), FILES * 4))
    for picture, (_, _, width) in zip(made, FILES * 4, strict=True):
        assert isinstance(picture, Drawn), picture
        assert abs(picture.width / picture.height - width / 800) < 0.01
    assert 1 <= keepers() <= draw_page.WORKERS
    refused = drawing.draw(FILES[0][0], FILES[0][1], 2)
    assert isinstance(refused, NotDrawn)
    assert (refused.reason, refused.for_now) == ("there is no page 2 in a file of 1", False)
    drawing.close()
    assert keepers() == 0
    assert sorted(directory.root.rglob("*")) == before


def test_a_page_that_takes_too_long_is_not_drawn_and_not_tried_again(directory):
    drawing = PageDrawing(directory, limits=structs.replace(DRAWING, seconds=0.001))
    digest, size, _ = FILES[0]
    first = drawing.draw(digest, size, 1)
    assert first == NotDrawn(reason=str(Ending.TIME))
    assert drawing.draw(digest, size, 1) is first
    drawing.close()


def test_whoever_comes_while_others_are_drawn_is_asked_to_come_again(directory, monkeypatch):
    monkeypatch.setattr(draw_page, "PATIENCE_S", 0.01)
    monkeypatch.setattr(draw_page, "WORKERS", 1)
    slow = HeldUp(directory.root)
    drawing = PageDrawing(slow, limits=structs.replace(DRAWING, seconds=0.001))
    digest, size, _ = FILES[0]
    with ThreadPoolExecutor(1) as threads:
        under_way = threads.submit(drawing.draw, digest, size, 1)
        assert slow.asked.wait(20)
        turned_away = drawing.draw(digest, size, 1)
        slow.free.set()
        assert under_way.result() == NotDrawn(reason=str(Ending.TIME))
    assert isinstance(turned_away, NotDrawn)
    assert turned_away.for_now
    drawing.close()


def test_a_file_that_is_too_large_is_not_opened(directory):
    drawing = PageDrawing(HeldUp(directory.root))
    made = drawing.draw("0" * 64, MOST_BYTES + 1, 1)
    assert isinstance(made, NotDrawn)
    assert "bytes" in made.reason


def test_bytes_that_are_gone_are_asked_for_anew_each_time(directory):
    drawing = PageDrawing(directory)
    for _ in range(draw_page.WORKERS + 1):
        made = drawing.draw("0" * 64, 10, 1)
        assert isinstance(made, NotDrawn)
        assert made.for_now
        assert "in the store" in made.reason
    drawing.close()
