"""Papers with a secret in every place that a source has, to be searched for afterwards. All invented."""

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


def source_of(program) -> str:
    return next(row["id"] for row in program.rows("sources") if row["title"] and IN_TITLE in row["title"])


def plant(program, folder) -> None:
    """Fill an archive with the papers, judge and publish what they say, and set up the recovery key."""
    pile = folder / "pile"
    pile.mkdir()
    (pile / f"{IN_NAME}.txt").write_text(WITNESS, encoding="utf-8")
    (pile / f"{IN_NAME}.txt.meta.toml").write_text(SIDECAR, encoding="utf-8")
    (pile / "other.txt").write_text(OTHER, encoding="utf-8")
    program.call("ingest", pile)
    source = source_of(program)
    claim = program.rows("claims", "--source", source)[0]["id"]
    program.call("judge", claim, "accept", "--by", "Ada Lind", "--reason", f"{IN_REASON} told me")
    for incident in program.rows("incidents"):
        if source in incident["sources"]:
            program.call("publish", incident["id"], "--by", "Ada Lind", "--with-sources")
    (folder / "shares").mkdir()
    program.call("recovery", "new", "--shares", "3", "--threshold", "2", "--out-dir", folder / "shares")
