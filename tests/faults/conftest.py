"""What the faults share: the rig beside this file, and a place where waiting for the disk costs nothing."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

# Tests are no package, and the rig is more than fixtures.
sys.path.append(str(Path(__file__).parent))

MEMORY = Path("/dev/shm")  # noqa: S108 - a folder of our own is made in it


@pytest.fixture
def quick_disk(tmp_path: Path) -> Iterator[Path]:
    """Give a folder in memory where the system has that, else one on the disk."""
    if not os.access(MEMORY, os.W_OK):
        yield tmp_path
        return
    made = Path(tempfile.mkdtemp(prefix="faults-", dir=MEMORY))
    yield made
    shutil.rmtree(made)
