"""Names by our tagger, in languages of which there is a model: the user's own, else one that comes with the program."""

import hashlib
import sys
from importlib import import_module
from pathlib import Path
from typing import Final

from ledgerstone.errors import RefusedError
from ledgerstone.evidence.claims.finders.model import NameFinder

SUFFIX: Final = ".names"
MODELS: Final = Path(__file__).parent / "models"
SHIPPED: Final = {"hy": "571c76dc0ed775ae341f3b0785b0aed45760e8cba1d6fbd089b9ff6dcc718b0e"}
"""The languages of which a model comes with the program, with its SHA-256; `models/NOTICE` says of what they are."""


def own_models() -> Path:
    """Return the folder of this installation in which people may put models of their own."""
    return Path(sys.prefix) / "share" / "ledgerstone" / "names"


def open_finder(language: str, models: Path | None = None) -> NameFinder | None:
    """Return the finder of a language's model; None where there is none.

    Args:
        language: As in the reading.
        models: A folder with models of the user's own ("tr.names"), which come first; then those of `own_models`.

    Raises:
        RefusedError: The file that came with the program is not the one that was shipped.
        UnreadableError: A file is no model of this version.
    """
    if not language.isalpha():
        return None
    for folder in (models, own_models()):
        if folder is not None and (own := folder / (language + SUFFIX)).is_file():
            return _opened(own.read_bytes())
    if language not in SHIPPED:
        return None
    path = MODELS / (language + SUFFIX)
    data = path.read_bytes()
    if hashlib.sha256(data).hexdigest() != SHIPPED[language]:
        raise RefusedError(str(path), "is not the model of names that was shipped: install the program anew")
    return _opened(data)


def _opened(data: bytes) -> NameFinder:
    """Open a model; what reads it is heavy, and is loaded here only."""
    room = f"{__package__}.tagger"
    finder: NameFinder = import_module(f"{room}.finder").TaggedFinder(import_module(f"{room}.weights").from_bytes(data))
    return finder
