"""What bringing incidents and copies up to date costs where one paper comes into an archive, against reading it.

By the program itself: an archive of invented news with its indexes, into which papers are taken one by one, each by an
`ingest` of its own. Reading is the processor time of the readers' processes, from their start, and of what keeps their
claims; grouping is that of `regroup`: the indexes, the incidents made anew and the record. The median of some papers.
What the core alone takes is in `adding.py`.

    one_paper.py [--fraction 0.1] [--json] [--size 100000]

`--size` takes an archive of so many papers in place of 1,000; to group it first takes some 50 ms a paper.
"""

import csv
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from importlib import import_module
from itertools import islice
from pathlib import Path
from statistics import median

from invented_news import news
from sets import command_line, emit

from ledgerstone.cli.django_setup import set_up
from ledgerstone.evidence.incidents.model import Paper

SIZE, LEAST = 1_000, 300
"""Papers of the archive; below 200 all are grouped anew each time."""
COMING = 7
MOST = 3
FILL = "--fill"
"""`--fill FOLDER PAPERS`: fill the record of an archive and group it."""
COLUMNS = ("path", "title", "publisher", "published", "language")

PROGRAM = "from ledgerstone.cli.main import main; main()"
MEASURED = """
import json, resource, sys
from pathlib import Path
from time import process_time
from ledgerstone.cli import django_setup, main

django_setup.set_up(Path(sys.argv[2]))
from ledgerstone.workflow.readings import read_waiting

took = {}
def timed(name):
    does = getattr(read_waiting, name)
    def called(*given, **named):
        start = process_time()
        try:
            return does(*given, **named)
        finally:
            took[name] = took.get(name, 0) + process_time() - start
    setattr(read_waiting, name, called)

timed("read_sources")
timed("regroup")
try:
    main.main()
finally:
    of_readers = resource.getrusage(resource.RUSAGE_CHILDREN)
    reading = took["read_sources"] + of_readers.ru_utime + of_readers.ru_stime
    print(json.dumps({"reading": reading, "grouping": took["regroup"]}), file=sys.stderr)
"""
"""Runs the command, and says last of all what reading and grouping took of a processor."""


def main() -> None:
    """Print the figure."""
    if sys.argv[1:2] == [FILL]:
        fill(Path(sys.argv[2]), int(sys.argv[3]))
        return
    parser = command_line(__doc__)
    parser.add_argument("--size", type=int)
    options = parser.parse_args()
    size = options.size or max(LEAST, int(SIZE * options.fraction))
    papers = list(islice(news(size + COMING), size, None))
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        run([sys.executable, "-c", PROGRAM, "--data", str(archive), "init"])
        run([sys.executable, __file__, FILL, str(archive), str(size)])
        took = [taken_in(archive, Path(folder) / paper.id, paper) for paper in papers]
    emit(
        f"ratio: bringing an archive of {size:,} up to date with a paper to reading it, by the program",
        median(one["grouping"] / one["reading"] for one in took),
        as_json=options.json,
        peer=("at most", MOST),
    )


def fill(archive: Path, papers: int) -> None:
    """Fill the record of an archive with invented papers, and group them."""
    set_up(archive)
    record = import_module("invented_record")  # the record's models need Django to be set up
    record.fill(news(papers))
    directory = import_module("ledgerstone.storage.data_directory").DataDirectory(archive)
    import_module("ledgerstone.workflow.regroup").regroup(directory)


def taken_in(archive: Path, folder: Path, paper: Paper) -> dict[str, float]:
    """Take a paper into an archive; return the seconds of a processor that reading it took, and grouping."""
    folder.mkdir()
    (folder / "paper.txt").write_text(paper.text, encoding="utf-8")
    with (folder / "manifest.csv").open("w", encoding="utf-8", newline="") as file:
        published = paper.published.edtf if paper.published else None
        csv.writer(file).writerows((COLUMNS, ("paper.txt", paper.title, paper.publisher, published, paper.language)))
    command = [sys.executable, "-c", MEASURED, "--data", str(archive), "ingest", str(folder)]
    said = run([*command, "--manifest", str(folder / "manifest.csv")])
    return json.loads(said.splitlines()[-1])


def run(command: Sequence[str]) -> str:
    """Run a command that must succeed; return what it says beside its output."""
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"{command[:4]} ended with {done.returncode}: {done.stderr[-2000:]}")
    return done.stderr


if __name__ == "__main__":
    main()
