"""Proofs for outsiders: that an object is in the log, and that one checkpoint of it continues another.

An inclusion proof is written in the text form of C2SP tlog-proof (https://c2sp.org/tlog-proof, v1), which other
programs check without us; the entry itself goes as its `extra` line.
"""

import base64
import re

from msgspec import Struct

from ledgerstone.errors import InconsistentError, NotFoundError, UsageError
from ledgerstone.evidence.preservation.log.checkpoint import SignedCheckpoint
from ledgerstone.evidence.preservation.log.entries import Entry, encode
from ledgerstone.evidence.preservation.log.reading import consistency_proof, current, entries, inclusion_proof, root_at
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.values.digests import short_id

_ASKED = re.compile(r"(?P<index>[0-9]{1,12})|s(?P<source>[0-9a-f]{4,12})|(?P<sha256>[0-9a-f]{13,64})")
_FORM = "c2sp.org/tlog-proof@v1"


class Inclusion(Struct, frozen=True, kw_only=True):
    """That an entry is in the log.

    Attributes:
        index: Its place.
        entry: The entry.
        size: Size of the tree that it is proven to be in.
        root: That tree's root, in hex.
        proof: Hashes from the entry's sibling up, in hex.
        checkpoint: The signed note of that tree.
    """

    index: int
    entry: Entry
    size: int
    root: str
    proof: tuple[str, ...]
    checkpoint: str

    @property
    def text(self) -> str:
        """The proof in the form of C2SP tlog-proof."""
        hashes = "".join(f"{base64.b64encode(bytes.fromhex(one)).decode()}\n" for one in self.proof)
        extra = base64.b64encode(encode(self.entry)).decode()
        return f"{_FORM}\nextra {extra}\nindex {self.index}\n{hashes}\n{self.checkpoint}"


class Continuation(Struct, frozen=True, kw_only=True):
    """That a log continues an earlier checkpoint of it.

    Attributes:
        old_size: Size of the earlier tree.
        old_root: Its root, in hex.
        size: Size of the tree that stands.
        root: Its root, in hex.
        proof: The hashes of RFC 6962, section 2.1.2, in hex.
    """

    old_size: int
    old_root: str
    size: int
    root: str
    proof: tuple[str, ...]


def prove(store: Store, asked: str) -> tuple[Inclusion, ...]:
    """Return a proof for each entry that names an object.

    Args:
        store: What holds the log.
        asked: A source's id or its beginning, an object's SHA-256 or at least 13 digits of it, or an entry's place.

    Raises:
        UsageError: It is none of these.
        NotFoundError: No entry is about it.
        DamagedError: The log cannot be read.
    """
    found = _ASKED.fullmatch(asked)
    if found is None:
        raise UsageError(f"{asked[:80]!r} is no source's id, no SHA-256 and no place in the log")
    standing = current(store)
    if found["index"] is not None:
        places = list(entries(store, int(asked), int(asked) + 1)) if int(asked) < standing.checkpoint.size else []
    else:
        places = [(index, entry) for index, entry in entries(store) if _is_about(entry, found)]
    if not places:
        raise NotFoundError(f"no entry of the log is about {asked}: list them with `ledgerstone log show`")
    return tuple(_inclusion(store, index, entry, standing) for index, entry in places)


def continue_from(store: Store, size: int, root: bytes | None) -> Continuation:
    """Return the proof that the log continues its own tree of an earlier size.

    Args:
        store: What holds the log.
        size: The earlier size.
        root: The root that somebody kept; None where only the size is known.

    Raises:
        InconsistentError: The log does not continue it.
        DamagedError: The log cannot be read.
    """
    now = current(store).checkpoint
    if size > now.size:
        raise InconsistentError(f"the log has {now.size} entries, and the earlier checkpoint {size}: it was cut off")
    own = root_at(store, size)
    if root is not None and own != root:
        raise InconsistentError(f"the first {size} entries of the log are not those of the earlier checkpoint")
    proof = tuple(one.hex() for one in consistency_proof(store, size, now.size))
    return Continuation(old_size=size, old_root=own.hex(), size=now.size, root=now.root.hex(), proof=proof)


def _is_about(entry: Entry, found: re.Match[str]) -> bool:
    named = [one for one in (entry.object, entry.parent, entry.meta, entry.sealed_as) if one is not None]
    if found["source"] is not None:
        return any(short_id("s", one).startswith(f"s{found['source']}") for one in named)
    return any(one.startswith(found["sha256"]) for one in named)


def _inclusion(store: Store, index: int, entry: Entry, standing: SignedCheckpoint) -> Inclusion:
    size = standing.checkpoint.size
    return Inclusion(
        index=index,
        entry=entry,
        size=size,
        root=standing.checkpoint.root.hex(),
        proof=tuple(one.hex() for one in inclusion_proof(store, index, size)),
        checkpoint=standing.data.decode("utf-8"),
    )
