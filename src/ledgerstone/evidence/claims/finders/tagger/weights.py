"""The file of a model: a magic line, a length, a JSON header, then plain little-endian arrays. Nothing in it runs.

Invariant: the same model is the same bytes. A file of another layout is refused, never half read.
"""

from pathlib import Path
from typing import Final

import msgspec
import numpy as np
from msgspec import Struct

from ledgerstone.errors import UnreadableError
from ledgerstone.evidence.claims.finders.tagger.features import Lists
from ledgerstone.evidence.claims.finders.tagger.sounds import SoundList

MAGIC: Final = b"ledgerstone names 1\n"
_LENGTH_BYTES: Final = 8
_MOST_BYTES: Final = 64 << 20
_KINDS: Final = {
    "hashes": "<u4",
    "weights": "<i2",
    "moves": "<i4",
    "persons": "<u4",
    "person_levels": "u1",
    "places": "<u4",
    "place_levels": "u1",
}


class Source(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a model was made from: its name, its licence, and the SHA-256 of the file."""

    name: str
    licence: str
    sha256: str


class About(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a model is.

    Attributes:
        language: Of the texts.
        method: Its name and version.
        labels: "O", then "B-" and "I-" of each kind of name.
        endings: Endings of case of the language, with what stands instead.
        sources: What it was made from.
    """

    language: str
    method: str
    labels: tuple[str, ...]
    endings: tuple[tuple[str, str], ...]
    sources: tuple[Source, ...]


class _Header(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    about: About
    items: dict[str, int]


class Model(Struct, frozen=True, kw_only=True):
    """A model, as it lies in memory.

    Attributes:
        about: What it is.
        hashes: Of what was seen often enough, sorted.
        weights: A row for each, a column for each label.
        moves: The score of each label after another, the beginning last.
        lists: Names by sound.
    """

    about: About
    hashes: np.ndarray
    weights: np.ndarray
    moves: np.ndarray
    lists: Lists

    def scores(self, seen: np.ndarray) -> np.ndarray:
        """Return the rows of what was seen; of what the model does not know, zeros."""
        if not len(self.hashes):
            return np.zeros((len(seen), len(self.about.labels)), dtype=np.int64)
        at = np.minimum(np.searchsorted(self.hashes, seen), len(self.hashes) - 1)
        known: np.ndarray = np.where((self.hashes[at] == seen)[:, None], self.weights[at], 0).astype(np.int64)
        return known


def to_bytes(model: Model) -> bytes:
    """Return the bytes of a model's file."""
    arrays = {
        "hashes": model.hashes,
        "weights": model.weights,
        "moves": model.moves,
        "persons": model.lists.persons.numbers,
        "person_levels": model.lists.persons.levels,
        "places": model.lists.places.numbers,
        "place_levels": model.lists.places.levels,
    }
    blocks = {name: np.ascontiguousarray(array, dtype=_KINDS[name]) for name, array in arrays.items()}
    header = _Header(about=model.about, items={name: block.size for name, block in blocks.items()})
    encoded = msgspec.json.encode(header, order="sorted")
    body = b"".join(block.tobytes() for block in blocks.values())
    return MAGIC + len(encoded).to_bytes(_LENGTH_BYTES, "little") + encoded + body


def from_bytes(data: bytes) -> Model:
    """Return the model of a file.

    Raises:
        UnreadableError: The bytes are no model of this version.
    """
    start = len(MAGIC) + _LENGTH_BYTES
    if len(data) < start or not data.startswith(MAGIC):
        raise UnreadableError("no model of names of this version: train it anew")
    end = start + int.from_bytes(data[len(MAGIC) : start], "little")
    try:
        header = msgspec.json.decode(data[start:end], type=_Header)
    except msgspec.MsgspecError as error:
        raise UnreadableError(f"a model of names with a broken header: {error}") from error
    return _model(header, _arrays(data[end:], header.items))


def read_model(path: Path) -> Model:
    """Return the model of a file.

    Raises:
        UnreadableError: The file is no model of this version.
        OSError: The file cannot be opened.
    """
    with path.open("rb") as file:
        return from_bytes(file.read(_MOST_BYTES))


def _arrays(body: bytes, items: dict[str, int]) -> dict[str, np.ndarray]:
    if set(items) != set(_KINDS) or min(items.values()) < 0:
        raise UnreadableError("a model of names that holds other tables than this version reads: train it anew")
    arrays, at = {}, 0
    for name, kind in _KINDS.items():
        size = items[name] * np.dtype(kind).itemsize
        if at + size > len(body):
            raise UnreadableError("a model of names that is cut short")
        arrays[name] = np.frombuffer(body, dtype=kind, count=items[name], offset=at)
        at += size
    return arrays


def _model(header: _Header, arrays: dict[str, np.ndarray]) -> Model:
    columns = len(header.about.labels)
    try:
        weights = arrays["weights"].reshape(len(arrays["hashes"]), columns)
        moves = arrays["moves"].astype(np.int64).reshape(columns + 1, columns)
    except ValueError as error:
        raise UnreadableError(f"a model of names whose tables do not fit its labels: {error}") from error
    persons = SoundList(arrays["persons"], arrays["person_levels"])
    places = SoundList(arrays["places"], arrays["place_levels"])
    lists = Lists(persons, places, header.about.endings)
    return Model(about=header.about, hashes=arrays["hashes"], weights=weights, moves=moves, lists=lists)
