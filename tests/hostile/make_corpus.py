"""Make the hostile corpus: `python tests/hostile/make_corpus.py FOLDER`. Nothing of it is stored in the project."""

import sys
from collections.abc import Iterable
from pathlib import Path

from hostile_archives import ARCHIVES
from hostile_captures import CAPTURES
from hostile_documents import DOCUMENTS
from hostile_file import HostileFile
from hostile_mails import MAILS
from hostile_pages import PAGES
from hostile_pdfs import PDFS
from hostile_pictures import PICTURES
from hostile_recordings import RECORDINGS
from hostile_texts import TEXTS

CORPUS: tuple[HostileFile, ...] = (
    *ARCHIVES,
    *CAPTURES,
    *DOCUMENTS,
    *MAILS,
    *PAGES,
    *PDFS,
    *PICTURES,
    *RECORDINGS,
    *TEXTS,
)


def make_corpus(folder: Path, files: Iterable[HostileFile]) -> None:
    """Write files into a folder, each under its own name."""
    for file in files:
        (folder / file.name).write_bytes(file.make())


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    make_corpus(place, CORPUS)
    sys.stdout.write(f"{len(CORPUS)} files in {place}\n")
