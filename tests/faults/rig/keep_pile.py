"""Keep a folder as an ingest does, with log and record, and read nothing of it: `keep_pile.py DATA FOLDER`."""

import sys
from pathlib import Path

from ledgerstone.cli.django_setup import set_up


def main() -> None:
    """Keep, and say how much."""
    data, folder = map(Path, sys.argv[1:])
    set_up(data)
    # Django must be set up before the record is imported.
    keep = __import__("keep_pile_with_record").keep
    print(keep(data, folder))  # noqa: T201 - what the test may read


if __name__ == "__main__":
    main()
