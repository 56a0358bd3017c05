"""Opens containers that a test has packed, and looks at all that was written."""

import io
import itertools

import pytest

from ledgerstone.evidence.reading.containers.model import Bounds


class Result:
    """What came out: `opened`, the bytes by path (in order, as pairs too), the reasons of what was left out."""

    def __init__(self, opened, folder):
        self.opened = opened
        self.members = opened.members
        self.pairs = [(m.path, (folder / m.file).read_bytes()) for m in opened.members if m.file]
        self.bytes = dict(self.pairs)
        self.left_out = {m.path: m.reason for m in opened.members if m.file is None}
        self.warnings = "\n".join(opened.warnings)


@pytest.fixture
def open_with(tmp_path):
    """Open bytes, and hold what is true of every container."""
    numbers = itertools.count(1)

    def run(opener, data, **bounds):
        around = tmp_path / f"around-{next(numbers)}"
        folder = around / "folder"
        folder.mkdir(parents=True)
        opened = opener(io.BytesIO(data), folder, Bounds(**bounds))
        kept = [m for m in opened.members if m.file]
        assert [m.file for m in kept] == [str(n) for n in range(1, len(kept) + 1)]
        assert sorted(p.name for p in folder.iterdir()) == sorted(m.file for m in kept)
        assert [p.name for p in around.iterdir()] == ["folder"]
        assert all((m.reason is None) == (m.file is not None) for m in opened.members)
        assert all((folder / m.file).stat().st_size == m.size for m in kept)
        assert not any(p.is_symlink() or p.is_dir() for p in folder.iterdir())
        assert all(m.path.encode() is not None and "\0" not in m.path for m in opened.members)
        return Result(opened, folder)

    return run
