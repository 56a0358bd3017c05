"""An archive with a witness's words, judged, published and cited, and with secrets in every place. All invented."""

from types import SimpleNamespace

import pytest
from planted import (
    FAR,
    IN_NAME,
    IN_PLACE,
    IN_PUBLISHER,
    IN_REASON,
    IN_TEXT,
    IN_TITLE,
    OTHER,
    SECRETS,
    WITNESS,
    plant,
    source_of,
)


@pytest.fixture(scope="session")
def witnessed(begun, tmp_path_factory):
    """Make the archive, once."""
    folder = tmp_path_factory.mktemp("witnessed")
    made = begun.copied(folder / "data")
    plant(made, folder)
    return made


@pytest.fixture
def archive(witnessed, tmp_path):
    return witnessed.copied(tmp_path / "data")


@pytest.fixture(scope="session")
def papers() -> SimpleNamespace:
    """Give what was planted, and how to find the witness's source."""
    return SimpleNamespace(
        secrets=SECRETS,
        everywhere=(*SECRETS, FAR),
        in_text=IN_TEXT,
        in_title=IN_TITLE,
        in_name=IN_NAME,
        in_place=IN_PLACE,
        in_publisher=IN_PUBLISHER,
        in_reason=IN_REASON,
        far=FAR,
        witness=WITNESS,
        other=OTHER,
        source_of=source_of,
    )
