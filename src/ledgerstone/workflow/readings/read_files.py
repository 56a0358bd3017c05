"""Read files as an ingest would, and keep nothing."""

import os
import tempfile
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path

from msgspec import structs

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
    files: Iterable[Path], said: Description, *, refused: Callable[[RefusedError], None], finders: bool = False
) -> Iterator[tuple[Path, Outcome]]:
    """Read files, and yield what came of each, in their order.

    Args:
        files: What to read.
        said: What holds for all of them, where no sidecar says otherwise.
        refused: Is told of each that cannot be opened, and of each that a reader failed on.
        finders: Whether the finders of names that are installed are asked as well.

    Raises:
        RefusedError: A language pack is broken.
        LedgerstoneError: The processes that read cannot be started.
    """
    tmp = Path(tempfile.gettempdir())
    under_way: list[tuple[Path, int]] = []

    def to_read() -> Iterator[ToRead]:
        for path in files:
            try:
                asked = structs.replace(_asked(path, said_beside(path).over(said)), finders=finders)
                descriptor = copied(open_file(path, CHUNK_BYTES), tmp=tmp)
            except RefusedError as error:
                refused(error)
                continue
            under_way.append((path, descriptor))
            yield ToRead(asked=asked, data=partial(os.dup, descriptor))

    # Pictures and containers are read in two steps, so a file stays open until its outcome is there.
    try:
        with Readers(tmp) as readers:
            for outcome in readers.read(to_read()):
                path, descriptor = under_way.pop(0)
                os.close(descriptor)
                if outcome.status == UNREADABLE:
                    refused(RefusedError(str(path), "; ".join(outcome.made.reading.warnings)))
                else:
                    yield path, outcome
    finally:
        for _, descriptor in under_way:
            os.close(descriptor)


def _asked(path: Path, description: Description) -> Asked:
    date = description.published
    return Asked(
        name=path.name,
        language=description.language,
        publisher=description.publisher,
        published=of_edtf(parse(date), wording=date) if date else None,
        claims=False,
    )
