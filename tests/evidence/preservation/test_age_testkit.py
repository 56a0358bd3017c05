"""Other people's cases of age: what applies is opened or refused as they say, and what does not is listed with why.

The cases lie beside the project and are only read; without them the test is skipped.
"""

import io
import os
import zlib
from collections import defaultdict
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

import pyrage
import pytest

from ledgerstone.evidence.preservation.sealing import SealingError, decrypt

FOLDER = (
    Path(os.environ.get("LEDGERSTONE_BENCH", Path(__file__).parents[4] / "shared/bench")) / "preservation/age-testkit"
)
CASES = sorted(FOLDER.iterdir()) if FOLDER.is_dir() else []

DIFFERENT = {
    "armor_whitespace_outside": "the library wants armor to begin at once; we never write armor around an object",
    "stanza_missing_body": "the library still reads stanzas as early rage wrote them; the header's MAC covers them",
    "stanza_missing_final_line": "the same",
}
"""Cases that the library answers otherwise than the kit expects, and why that harms nothing here."""

NOT_RUN = {"scrypt_work_factor_23": "it takes 8 GB of memory; the library opens it where the kit's tools say no"}
"""A high work factor only slows down whoever opens a key file that somebody put in place of ours."""

NOT_OURS = "AGE-SECRET-KEY-PQ-1"
"""Identities of the hybrid kind: we seal to X25519 recipients alone, and the library has no such identities."""


class Case(NamedTuple):
    expect: str
    payload: str | None
    identities: list[str]
    passphrases: list[str]
    file: bytes


def read_case(path: Path) -> Case:
    head, _, body = path.read_bytes().partition(b"\n\n")
    said = defaultdict(list)
    for line in head.decode().splitlines():
        name, _, value = line.partition(": ")
        said[name].append(value)
    file = zlib.decompress(body) if said["compressed"] else body
    payload = said["payload"][0] if said["payload"] else None
    return Case(said["expect"][0], payload, said["identity"], said["passphrase"], file)


def opened(case: Case) -> tuple[str, str]:
    """Return whether it was opened, and the digest of what came out."""
    out = io.BytesIO()
    try:
        if case.passphrases:
            out.write(pyrage.passphrase.decrypt(case.file, case.passphrases[0]))
        else:
            decrypt([case.file], out, identities=case.identities)
    except (SealingError, pyrage.DecryptError):
        return "refused", sha256(out.getvalue()).hexdigest()
    return "success", sha256(out.getvalue()).hexdigest()


def is_ours(case: Case) -> bool:
    return not any(identity.startswith(NOT_OURS) for identity in case.identities)


@pytest.mark.skipif(not CASES, reason=f"no cases of age at {FOLDER}")
def test_the_kit_is_whole():
    found = [read_case(path) for path in CASES]
    assert len(found) >= 140
    assert sum(is_ours(case) for case in found) >= 110


@pytest.mark.skipif(not CASES, reason=f"no cases of age at {FOLDER}")
@pytest.mark.parametrize("path", CASES, ids=lambda path: path.name)
def test_a_case_ends_as_its_makers_say(path):
    if path.name in NOT_RUN:
        pytest.skip(NOT_RUN[path.name])
    case = read_case(path)
    if not is_ours(case):
        with pytest.raises(SealingError, match="no identity of age"):
            decrypt([case.file], io.BytesIO(), identities=case.identities)
        return
    outcome, digest = opened(case)
    as_expected = (outcome == "success") == (case.expect == "success")
    assert as_expected != (path.name in DIFFERENT)
    if as_expected and case.payload is not None:
        assert digest == case.payload
