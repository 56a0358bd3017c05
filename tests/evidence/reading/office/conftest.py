"""What tests of documents share: packages made of parts, and the words of a region."""

import io
import zipfile

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
def words_of():
    """Return the words of each region of a role."""

    def find(reading, role):
        return [reading.text[region.start : region.end] for region in reading.regions if region.role is role]

    return find
