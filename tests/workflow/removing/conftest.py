"""An archive with a witness's words, judged, published and cited, and with secrets in every place. All invented."""

from types import SimpleNamespace

import pytest

SECRETS = tuple(
    f"{first}{second}" for first in ("Zephyr", "Quillo", "Brinva", "Ostrel") for second in ("andor", "imyth")
)
IN_TEXT, IN_TITLE, IN_PUBLISHER, IN_NAME, IN_REASON, IN_URL, IN_PLACE, IN_ORIGIN = SECRETS
FAR = "Ouagadougou"
"""A place that the gazetteer knows: the incident there has no source but this one."""

WITNESS = (
    f"VELMAR, 4 May 1994. At least 32 people were killed in {IN_PLACE} on 3 May 1994, {IN_TEXT} said. "
    f"\u201cI saw the houses burn\u201d, {IN_TEXT} said. About 300 houses were burned in Velmar on 3 May 1994.\n\n"
    f"On 7 June 1995 at least 40 people were killed in {FAR}, {IN_TEXT.upper()} said.\n"
)
OTHER = "NORVIK, 5 May 1994. At least 30 people were killed in Velmar on 3 May 1994, the hospital said.\n"
SIDECAR = f"""title = "The notes of {IN_TITLE}"
publisher = "{IN_PUBLISHER} Press"
published = "1994-05-04"
language = "en"
url = "https://example.org/{IN_URL}"
origin = "the papers of {IN_ORIGIN}"
"""


@pytest.fixture(scope="session")
def witnessed(begun, tmp_path_factory):
    """Make the archive, once."""
    folder = tmp_path_factory.mktemp("witnessed")
    made = begun.copied(folder / "data")
    pile = folder / "pile"
    pile.mkdir()
    (pile / f"{IN_NAME}.txt").write_text(WITNESS, encoding="utf-8")
    (pile / f"{IN_NAME}.txt.meta.toml").write_text(SIDECAR, encoding="utf-8")
    (pile / "other.txt").write_text(OTHER, encoding="utf-8")
    made.call("ingest", pile)
    source = source_of(made)
    claim = made.rows("claims", "--source", source)[0]["id"]
    made.call("judge", claim, "accept", "--by", "Ada Lind", "--reason", f"{IN_REASON} told me")
    for incident in made.rows("incidents"):
        if source in incident["sources"]:
            made.call("publish", incident["id"], "--by", "Ada Lind", "--with-sources")
    (folder / "shares").mkdir()
    made.call("recovery", "new", "--shares", "3", "--threshold", "2", "--out-dir", folder / "shares")
    return made


@pytest.fixture
def archive(witnessed, tmp_path):
    return witnessed.copied(tmp_path / "data")


def source_of(program) -> str:
    return next(row["id"] for row in program.rows("sources") if row["title"] and IN_TITLE in row["title"])


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
