"""What a source points to and the archive does not hold, as a terminal lists it: within a bound."""

from ledgerstone.cli.output import line
from ledgerstone.record.rows import AssetRow

MOST_LISTED = 20
"""A page has some ten pictures and files, and may have hundreds of links; `--json` lists them all."""


def print_missing(assets: tuple[AssetRow, ...]) -> None:
    """Write a line for each missing asset, pictures and files before links, and how many more there are."""
    missing = sorted((each for each in assets if each.held is None), key=lambda each: (each.kind == "link", each.start))
    for asset in missing[:MOST_LISTED]:
        line(f"asset missing: {asset.kind} {asset.address} (at {asset.start})")
    if len(missing) > MOST_LISTED:
        line(f"and {len(missing) - MOST_LISTED:,} more assets missing; --json lists them all")
