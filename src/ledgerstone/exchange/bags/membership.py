"""What shows that the files of a bag are in an archive's log: proofs that travel in the bag's folder `ledgerstone/`.

    ledgerstone/checkpoint                  the log's signed checkpoint (C2SP tlog-checkpoint)
    ledgerstone/keys/<id>.vkey              its public keys
    ledgerstone/entries/<place>.json        each entry about a source, the very bytes that were hashed into the log
    ledgerstone/proofs/<place>.tlog-proof   its proof (C2SP tlog-proof, v1)

The check here says that a bag agrees with itself. Whose key it is, a receiver must learn on another way than the bag.
"""

import base64
import binascii
import re
from collections.abc import Iterable

from msgspec import Struct

from ledgerstone.errors import LedgerstoneError
from ledgerstone.evidence.preservation.log.checkpoint import SignedCheckpoint, parse_signed
from ledgerstone.evidence.preservation.log.entries import Entry, EntryError, decode
from ledgerstone.evidence.preservation.log.merkle import leaf_hash, verify_inclusion
from ledgerstone.evidence.preservation.log.note import VerifierKey, parse_vkey, verified_by
from ledgerstone.exchange.bags.check import BagFinding
from ledgerstone.exchange.bags.folder import Folder
from ledgerstone.exchange.bags.paths import PAYLOAD
from ledgerstone.exchange.bags.tag_files import Declaration, TagFileError, parse_manifest
from ledgerstone.exchange.bags.write import ALGORITHM

PREFIX = "ledgerstone/"
CHECKPOINT = f"{PREFIX}checkpoint"
KEYS = f"{PREFIX}keys/"
ENTRIES = f"{PREFIX}entries/"
PROOFS = f"{PREFIX}proofs/"
SOURCES = f"{PAYLOAD}sources/"
SAID = f"{PAYLOAD}said/"

_LONGEST = 1 << 20
_PROOF = re.compile(
    r"c2sp\.org/tlog-proof@v1\nextra (?P<entry>[^\n]+)\nindex (?P<index>[0-9]{1,19})\n"
    r"(?P<hashes>(?:[^\n]+\n){0,63})\n(?P<note>.+)",
    re.DOTALL,
)
_DECLARED = Declaration(version=(1, 0), encoding="utf-8")


class Membership(Struct, frozen=True, kw_only=True):
    """What the proofs of a bag show.

    Attributes:
        origin: The log's name, as its checkpoint says it.
        size: How many entries the log had.
        keys: The public keys that signed the checkpoint, each on one line.
        proven: How many entries are proven to be in the log.
        problems: What does not fit.
    """

    origin: str
    size: int
    keys: tuple[str, ...]
    proven: int
    problems: tuple[BagFinding, ...]


class _ProofError(ValueError):
    """A proof shows nothing; the message says why."""


def check_membership(folder: Folder) -> Membership | None:
    """Check the proofs of a bag against its checkpoint, and its files against the proofs.

    Args:
        folder: The folder of the bag, which was checked as a bag.

    Returns:
        What they show; None where the bag has no checkpoint.
    """
    names = set(folder.files())
    if CHECKPOINT not in names:
        return None
    problems: list[BagFinding] = []
    try:
        standing = parse_signed(_bytes(folder, CHECKPOINT))
        keys = [_vkey(folder, name) for name in sorted(names) if name.startswith(KEYS)]
    except (ValueError, LedgerstoneError) as error:
        found = BagFinding(path=CHECKPOINT, detail=str(error))
        return Membership(origin="", size=0, keys=(), proven=0, problems=(found,))
    signers = [key for key in keys if key.name == standing.checkpoint.origin and verified_by(standing.note, key)]
    if not signers:
        problems.append(BagFinding(path=CHECKPOINT, detail="no key in the bag has signed it"))
    named: set[str] = set()
    proven = 0
    for name in sorted(name for name in names if name.startswith(PROOFS)):
        try:
            named |= _named_by(_proven(_bytes(folder, name), standing))
            proven += 1
        except (_ProofError, LedgerstoneError) as error:
            problems.append(BagFinding(path=name, detail=str(error)))
    problems += _unproven(folder, named)
    return Membership(
        origin=standing.checkpoint.origin,
        size=standing.checkpoint.size,
        keys=tuple(key.text for key in signers),
        proven=proven,
        problems=tuple(problems),
    )


def _proven(data: bytes, standing: SignedCheckpoint) -> Entry:
    """Return the entry that a proof shows to be in the log."""
    found = _PROOF.fullmatch(data.decode("utf-8", "replace"))
    if found is None:
        raise _ProofError("it is no proof in the form of C2SP tlog-proof")
    if found["note"].encode("utf-8") != standing.data:
        raise _ProofError(f"its checkpoint is not {CHECKPOINT}")
    try:
        encoded = base64.b64decode(found["entry"], validate=True)
        hashes = [base64.b64decode(one, validate=True) for one in found["hashes"].splitlines()]
        entry = decode(encoded)
    except (binascii.Error, EntryError) as error:
        raise _ProofError(str(error)) from error
    now = standing.checkpoint
    if not verify_inclusion(leaf_hash(encoded), int(found["index"]), now.size, hashes, now.root):
        raise _ProofError("it does not lead to the root of the checkpoint")
    return entry


def _named_by(entry: Entry) -> set[str]:
    return {one for one in (entry.object, entry.meta, entry.sealed_as) if one is not None}


def _unproven(folder: Folder, named: Iterable[str]) -> list[BagFinding]:
    """Return a finding for each source, and each thing said of one, that no proven entry names."""
    known = frozenset(named)
    try:
        listed = list(parse_manifest(_bytes(folder, f"manifest-{ALGORITHM}.txt", longest=None), _DECLARED))
    except (TagFileError, LedgerstoneError) as error:
        return [BagFinding(path=f"manifest-{ALGORITHM}.txt", detail=str(error))]
    return [
        BagFinding(path=one.path, detail="no entry that is proven to be in the log names its digest")
        for one in listed
        if one.path.startswith((SOURCES, SAID)) and one.digest not in known
    ]


def _vkey(folder: Folder, name: str) -> VerifierKey:
    return parse_vkey(_bytes(folder, name).decode("utf-8", "replace"))


def _bytes(folder: Folder, name: str, *, longest: int | None = _LONGEST) -> bytes:
    found = bytearray()
    for chunk in folder.chunks(name):
        found += chunk
        if longest is not None and len(found) > longest:
            raise _ProofError(f"{name} is longer than {longest:,} bytes")
    return bytes(found)
