"""Check a bag that somebody sent: as a bag, and as what it says of an archive's log. Needs no archive of one's own."""

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from ledgerstone.exchange.bags.check import BagFinding, check_bag
from ledgerstone.exchange.bags.folder import DiskFolder
from ledgerstone.exchange.bags.membership import Membership, check_membership


class BagReport(Struct, frozen=True, kw_only=True):
    """What was found.

    Attributes:
        valid: Whether nothing is wrong, neither with the bag nor with its proofs.
        problems: What is wrong.
        warnings: What a receiver should know all the same.
        files: How many files of the payload were hashed.
        bytes: How many bytes they have.
        membership: What the proofs show; None where the bag has none.
    """

    valid: bool
    problems: tuple[BagFinding, ...]
    warnings: tuple[BagFinding, ...]
    files: int
    bytes: int
    membership: Membership | None


def check_bag_at(path: Path, *, progress: Callable[[int], None]) -> BagReport:
    """Check the bag of a folder.

    Args:
        path: The folder that holds bagit.txt.
        progress: Is told of each file that was hashed.

    Raises:
        UsageError: There is no such folder.
        StorageError: It cannot be read.
    """
    folder = DiskFolder(path)
    found = check_bag(folder, progress=progress)
    membership = check_membership(folder)
    problems = found.problems + (() if membership is None else membership.problems)
    return BagReport(
        valid=not problems,
        problems=problems,
        warnings=found.warnings,
        files=found.files,
        bytes=found.bytes,
        membership=membership,
    )
