"""Russian names by slovnet, with its makers' data: the files lie in their package natasha, each held to its digest.

Natasha itself is never imported: it asks for `pkg_resources`, which today's Python has not. Nothing is loaded before
a text needs it, and where the three packages are not installed there is no such finder.
"""

import hashlib
import importlib
from importlib import metadata
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from msgspec import Struct

from ledgerstone.errors import RefusedError
from ledgerstone.evidence.claims.finders.model import NameFinder

LANGUAGE = "ru"
CODE: Final = ("slovnet", "navec", "razdel")
"""Slovnet imports razdel, which we have no other use for."""
HOLDER = "natasha"
"""The package that holds the data."""


class DataFile(Struct, frozen=True):
    """A file of another's package, as its maker published it.

    Attributes:
        path: Beside the packages.
        sha256: Of its content, in hexadecimal.
    """

    path: str
    sha256: str


MODEL: Final = DataFile(
    "natasha/data/model/slovnet_ner_news_v1.tar", "16c3343a6572ddf0e2b2fc1923113de15a7f5ca5bde90e780dd590418665603e"
)
VECTORS: Final = DataFile(
    "natasha/data/emb/navec_news_v1_1B_250K_300d_100q.tar",
    "f07270833d78523edc5781538d67038e95b43975e4a7ae757c693b687f9cbfca",
)


def open_finder(language: str, models: Path | None = None) -> NameFinder | None:  # noqa: ARG001 - the same for each kind
    """Return the finder of Russian names; None for another language, or where a package is not installed.

    Args:
        language: As in the reading.
        models: A folder with models of the user's own, of which this kind knows none.

    Raises:
        RefusedError: A file of data is not the one that its makers published.
    """
    files = data_files() if language == LANGUAGE else None
    if files is None:
        return None
    module = importlib.import_module("ledgerstone.evidence.claims.finders.slovnet_finder")
    finder: NameFinder = module.SlovnetFinder(*files)
    return finder


def data_files() -> tuple[Path, Path] | None:
    """Return the files of the model and of the words' vectors; None where a package is not installed.

    Raises:
        RefusedError: One of them is not the one that its makers published.
    """
    if not all(map(find_spec, CODE)):
        return None
    try:
        holder = metadata.distribution(HOLDER)
    except metadata.PackageNotFoundError:
        return None
    model, vectors = (checked(Path(str(holder.locate_file(file.path))), file) for file in (MODEL, VECTORS))
    return model, vectors


def checked(path: Path, file: DataFile) -> Path:
    """Return the path of a file whose content is what was published.

    Args:
        path: Where it lies.
        file: What it is to be.

    Raises:
        RefusedError: It is not there, or is another.
    """
    try:
        with path.open("rb") as opened:
            found = hashlib.file_digest(opened, "sha256").hexdigest()
    except OSError as error:
        raise RefusedError(
            str(path), f"cannot be read ({error.strerror}); install the finders of names anew"
        ) from error
    if found != file.sha256:
        raise RefusedError(str(path), f"SHA-256 is {found}, not {file.sha256}: not what slovnet's makers published")
    return path
