"""The conformance suite of the Library of Congress, bag by bag: what must be valid is, what must not be is refused."""

import shutil
from pathlib import Path

import pytest

from ledgerstone.exchange.bags.check import BagChecked, check_bag
from ledgerstone.exchange.bags.folder import DiskFolder

SUITE = Path(__file__).parents[3] / "shared" / "bench" / "preservation" / "bagit-conformance"
GROUPS = {"valid": True, "warning": True, "invalid": False, "linux-only": False, "windows-only": False}

DO_NOT_APPLY = {
    "v0.97/warning/duplicate-file-with-different-case": "it was made on a disk that takes hello.txt and HELLO.txt for "
    "one file; on one that tells them apart, it lists a file that is not there",
}
NEEDS_A_FILE = {"v0.97/warning/special-system-files": "data/.DS_Store"}
"""An empty file that copies of the suite lose."""

LEADS_OUT = "leads out of the bag"
WHY_REFUSED = {
    "v0.97/invalid/baginfo-missing-encoding": "the two lines",
    "v0.97/invalid/bom-in-bagit.txt": "the two lines",
    "v0.97/invalid/corrupt-data-file": "do not have the digest that manifest-md5.txt gives",
    "v0.97/invalid/corrupt-tag-file": "do not have the digest that tagmanifest-md5.txt gives",
    "v0.97/invalid/extra-file-in-bag": "it is there, and manifest-md5.txt does not list it",
    "v0.97/invalid/invalid-version-number": "the two lines",
    "v0.97/invalid/missing-baginfo": "tagmanifest-md5.txt lists it, and it is not there",
    "v0.97/invalid/missing-bagit.txt": "there is no bagit.txt",
    "v0.97/invalid/out-of-scope-file-paths-using-dot-notation": LEADS_OUT,
    "v0.97/invalid/out-of-scope-file-paths-using-dot-notation-for-fetch": LEADS_OUT,
    "v0.97/invalid/same-filename-listed-twice-with-different-hashes": "twice, with different digests",
    "v0.97/linux-only/out-of-scope-file-paths-using-absolute-path": LEADS_OUT,
    "v0.97/linux-only/out-of-scope-file-paths-using-absolute-path-for-fetch": LEADS_OUT,
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut": LEADS_OUT,
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut-for-fetch": LEADS_OUT,
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut-username": LEADS_OUT,
    "v0.97/linux-only/out-of-scope-file-paths-using-shortcut-username-for-fetch": LEADS_OUT,
    "v0.97/windows-only/out-of-scope-file-paths-using-absolute-path": LEADS_OUT,
    "v0.97/windows-only/out-of-scope-file-paths-using-absolute-path-for-fetch": LEADS_OUT,
    "v0.97/windows-only/out-of-scope-file-paths-using-shortcut": "does not belong into this manifest",
    "v0.97/windows-only/out-of-scope-file-paths-using-shortcut-for-fetch": "no place in the payload",
    "v0.97/windows-only/out-of-scope-file-paths-using-unc": LEADS_OUT,
    "v0.97/windows-only/out-of-scope-file-paths-using-unc-for-fetch": LEADS_OUT,
    "v1.0/invalid/bagit-with-invalid-whitespace": "a colon and one space",
    "v1.0/invalid/notAllManifestsListAllFiles": "it is there, and manifest-sha512.txt does not list it",
    "v1.0/invalid/same-filename-listed-twice-with-different-hashes": "a colon and one space",
    "v1.0/invalid/same-filename-listed-twice-with-the-same-hash": "lists it twice",
}
WHY_WARNED = {
    "v0.97/warning/made-with-md5sum-tools": "an asterisk",
    "v0.97/warning/relative-path": "stands for 'data/hello.txt'",
    "v0.97/warning/same-filename-listed-twice-with-different-normalization": "in another form",
    "v0.97/warning/same-filename-listed-twice-with-the-same-hash": "lists it twice",
    "v0.97/warning/special-system-files": "a system made for itself",
}

NAMES = sorted(
    str(path.relative_to(SUITE)) for path in SUITE.glob("v*/*/*") if path.is_dir() and path.parent.name in GROUPS
)

pytestmark = pytest.mark.skipif(not NAMES, reason=f"there is no conformance suite at {SUITE}")


def checked(name: str, tmp_path: Path) -> BagChecked:
    """Check a bag of the suite, completed where a copy of the suite lost a file."""
    if name not in NEEDS_A_FILE:
        return check_bag(DiskFolder(SUITE / name))
    whole = tmp_path / "bag"
    shutil.copytree(SUITE / name, whole)
    (whole / "data").chmod(0o700)
    (whole / NEEDS_A_FILE[name]).touch()
    return check_bag(DiskFolder(whole))


def test_the_whole_suite_is_seen():
    assert len(NAMES) == 60
    refused = {name for name in NAMES if not GROUPS[name.split("/")[1]]}
    assert set(WHY_REFUSED) == refused
    assert set(WHY_WARNED) | set(DO_NOT_APPLY) == {name for name in NAMES if "/warning/" in name}


@pytest.mark.parametrize("name", [name for name in NAMES if GROUPS[name.split("/")[1]] and name not in DO_NOT_APPLY])
def test_a_valid_bag_is_taken(name: str, tmp_path: Path):
    found = checked(name, tmp_path)
    assert found.valid, found.problems
    assert found.files > 0
    said = WHY_WARNED.get(name, "")
    assert any(said in one.detail for one in found.warnings) or not said, found.warnings


@pytest.mark.parametrize("name", list(WHY_REFUSED))
def test_an_invalid_bag_is_refused_for_its_own_fault(name: str, tmp_path: Path):
    found = checked(name, tmp_path)
    assert not found.valid
    assert any(WHY_REFUSED[name] in one.detail for one in found.problems), found.problems
