"""What tests of documents share: packages made of parts, and the law that regions keep (from `test_laws.py`)."""

import io
import zipfile
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def zipped():
    """Make a package of parts, given as name → content."""

    def make(parts):
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in parts.items():
                archive.writestr(zipfile.ZipInfo(name), content, compress_type=zipfile.ZIP_DEFLATED)
        return written.getvalue()

    return make


@pytest.fixture(scope="session")
def check_regions():
    """Check that the regions of a reading nest or are disjoint and lie in the text."""
    spec = spec_from_file_location("laws_of_readings", Path(__file__).parents[1] / "test_laws.py")
    laws = module_from_spec(spec)
    spec.loader.exec_module(laws)
    return laws.check_regions


@pytest.fixture(scope="session")
def words_of():
    """Return the words of each region of a role."""

    def find(reading, role):
        return [reading.text[region.start : region.end] for region in reading.regions if region.role is role]

    return find
