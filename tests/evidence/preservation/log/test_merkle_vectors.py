"""Other people's cases of Merkle proofs: each that applies is accepted or refused as its makers say.

The cases lie beside the project and are only read; without them the tests are skipped.
"""

import os
from pathlib import Path

import msgspec
import pytest

from ledgerstone.evidence.preservation.log.merkle import verify_consistency, verify_inclusion

FOLDER = (
    Path(os.environ.get("LEDGERSTONE_BENCH", Path(__file__).parents[5] / "shared/bench"))
    / "preservation/merkle-vectors"
)
INCLUSION = sorted(FOLDER.glob("inclusion/**/*.json"))
CONSISTENCY = sorted(FOLDER.glob("consistency/**/*.json"))
NOT_OURS = sorted(FOLDER.glob("subtree*/**/*.json"))
"""Proofs about subtrees (of C2SP tlog-cosignature's mirrors); our logs prove entries and whole trees alone."""

DIFFERENT = {"consistency/additional/sizes-are-equal-one-and-proof-is-empty.json"}
"""Accepted by their makers; we refuse it, because its roots are texts of 12 bytes and no hashes."""

here = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no Merkle cases at {FOLDER}")


class InclusionCase(msgspec.Struct, kw_only=True, rename="camel"):
    leaf_idx: int
    tree_size: int
    root: bytes | None
    leaf_hash: bytes | None
    proof: list[bytes] | None
    want_err: bool


class ConsistencyCase(msgspec.Struct, kw_only=True, rename="camel"):
    size1: int
    size2: int
    root1: bytes | None
    root2: bytes | None
    proof: list[bytes] | None
    want_err: bool


def named(path: Path) -> str:
    return str(path.relative_to(FOLDER))


def included(path: Path) -> tuple[bool, bool]:
    """Return whether a proof is accepted, and whether it should be."""
    case = msgspec.json.decode(path.read_bytes(), type=InclusionCase)
    held = verify_inclusion(case.leaf_hash or b"", case.leaf_idx, case.tree_size, case.proof or [], case.root or b"")
    return held, not case.want_err


def consistent(path: Path) -> tuple[bool, bool]:
    """Return whether a proof is accepted, and whether it should be."""
    case = msgspec.json.decode(path.read_bytes(), type=ConsistencyCase)
    held = verify_consistency(case.size1, case.size2, case.root1 or b"", case.root2 or b"", case.proof or [])
    return held, not case.want_err


@here
def test_every_case_that_applies_ends_as_its_makers_say(closing_line):
    outcomes = {named(path): included(path) for path in INCLUSION}
    outcomes |= {named(path): consistent(path) for path in CONSISTENCY}
    wrong = {name for name, (held, wanted) in outcomes.items() if held != wanted}
    closing_line(
        f"Merkle cases: {len(outcomes) - len(wrong)} of {len(outcomes)} end as their makers say, {len(DIFFERENT)} is "
        f"refused because its roots are no hashes; {len(NOT_OURS)} do not apply: they prove subtrees, and our logs "
        "prove entries and whole trees"
    )
    assert wrong == DIFFERENT


@here
def test_the_cases_are_whole():
    assert (len(INCLUSION), len(CONSISTENCY)) >= (90, 90)
    accepted = [included(path)[1] for path in INCLUSION] + [consistent(path)[1] for path in CONSISTENCY]
    assert 10 <= sum(accepted) < len(accepted) / 2
