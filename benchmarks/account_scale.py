"""What an account costs the database in a large archive: against the same accounts in a small one.

Both archives hold the first papers of the invented news (`invented_record.py`), so that what the small one has is in
the large one too; the accounts of the same incidents are asked for in both, each archive in a process of its own. The
database's own memory is warm. Given are the processor time of the one over that of the other, and the most queries
that any of the accounts takes in the large archive.

    account_scale.py [--fraction 0.1] [--json]
"""

import json
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from statistics import median
from time import process_time

from invented_news import news
from sets import command_line, emit

from ledgerstone.cli.django_setup import set_up

SMALL, LARGE = 1_000, 100_000
LEAST = 300
ASKED, ROUNDS = 40, 5
"""Accounts that are asked for, and how often: the middle one of the times counts."""
LIMIT = 2.0
FILL = "--fill"
"""`--fill FOLDER PAPERS`: make an archive and say what its accounts take."""


def main() -> None:
    """Print the figures."""
    if sys.argv[1:2] == [FILL]:
        print(json.dumps(asked_for(Path(sys.argv[2]), int(sys.argv[3]))))
        return
    options = command_line(__doc__).parse_args()
    small, large = (max(LEAST, int(size * options.fraction**2)) for size in (SMALL, LARGE))
    few, many = (in_own_process(size) for size in (small, large))
    name = f"ratio: an account among {large:,} sources to one among {small:,}"
    emit(name, many["seconds"] / few["seconds"], as_json=options.json, peer=("at most", LIMIT))
    emit("ratio: queries of the largest account to 10", many["queries"] / 10, as_json=options.json)


def in_own_process(papers: int) -> dict[str, float]:
    """Ask for the accounts in an archive of so many papers."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, __file__, FILL, folder, str(papers)]
        return json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)


def asked_for(folder: Path, papers: int) -> dict[str, float]:
    """Fill an archive and ask for accounts; return the seconds and the most queries of one."""
    set_up(folder)
    record = import_module("invented_record")  # the record's models need Django to be set up
    keys = record.fill(news(papers))[:ASKED]
    times = []
    for _ in range(ROUNDS):
        start = process_time()
        most = max(record.queries_of(key) for key in keys)
        times.append(process_time() - start)
    return {"seconds": median(times), "queries": most}


if __name__ == "__main__":
    main()
