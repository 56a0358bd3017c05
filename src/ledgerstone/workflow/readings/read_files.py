"""Read files as an ingest would, and keep nothing."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from ledgerstone.errors import RefusedError
from ledgerstone.storage.descriptors import copied
from ledgerstone.storage.disk import CHUNK_BYTES
from ledgerstone.values.dates_arithmetic import of_edtf
from ledgerstone.values.edtf import parse
from ledgerstone.workflow.readings.read_confined import UNREADABLE, Outcome, Readers, ToRead
from ledgerstone.workflow.readings.reading_terms import Asked
from ledgerstone.workflow.taking_in.descriptions import Description, said_beside
from ledgerstone.workflow.taking_in.found_files import open_file


def read_files(
    files: Iterable[Path], said: Description, *, refused: Callable[[RefusedError], None]
) -> Iterator[tuple[Path, Outcome]]:
    """Read files, and yield what came of each, in their order.

    Args:
        files: What to read.
        said: What holds for all of them, where no sidecar says otherwise.
        refused: Is told of each that cannot be opened, and of each that a reader failed on.

    Raises:
        LedgerstoneError: The processes that read cannot be started.
    """
    tmp = Path(tempfile.gettempdir())
    under_way: list[Path] = []

    def to_read() -> Iterator[ToRead]:
        for path in files:
            try:
                asked = _asked(path, said_beside(path).over(said))
                descriptor = copied(open_file(path, CHUNK_BYTES), tmp=tmp)
            except RefusedError as error:
                refused(error)
                continue
            under_way.append(path)
            yield ToRead(asked=asked, data=partial(os.dup, descriptor))
            os.close(descriptor)

    with Readers(tmp) as readers:
        for outcome in readers.read(to_read()):
            path = under_way.pop(0)
            if outcome.status == UNREADABLE:
                refused(RefusedError(str(path), "; ".join(outcome.made.reading.warnings)))
            else:
                yield path, outcome


def _asked(path: Path, description: Description) -> Asked:
    date = description.published
    return Asked(
        name=path.name,
        language=description.language,
        publisher=description.publisher,
        published=of_edtf(parse(date), wording=date) if date else None,
        claims=False,
    )
