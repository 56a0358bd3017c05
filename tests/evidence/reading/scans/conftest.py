"""What tests of scans share: Tesseract, fonts, and pages drawn with them."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parent))

from drawn_pages import FONTS

LANGUAGES = ("eng", "rus", "hye", "aze", "aze_cyrl", "fra", "fas")


def needed(what: str, *, is_there: bool, package: str) -> None:
    """Skip a test where the machine lacks something; fail where everything is required."""
    if is_there:
        return
    if os.environ.get("LEDGERSTONE_TEST_REQUIRE") == "1":
        pytest.fail(f"no {what}, and LEDGERSTONE_TEST_REQUIRE is set")
    pytest.skip(f"no {what}: apt-get install {package}")


@pytest.fixture(scope="session")
def tesseract() -> str:
    """Give the path of Tesseract; the fonts to draw with are there as well."""
    tool = shutil.which("tesseract")
    needed("Tesseract", is_there=tool is not None, package="tesseract-ocr")
    for font in FONTS.values():
        needed(font.name, is_there=font.is_file(), package="fonts-dejavu-core")
    assert tool is not None
    listed = subprocess.run([tool, "--list-langs"], capture_output=True, check=True, text=True).stdout.split()
    for language in LANGUAGES:
        package = f"tesseract-ocr-{language.replace('_', '-')}"
        needed(f"{language} for Tesseract", is_there=language in listed, package=package)
    return tool
