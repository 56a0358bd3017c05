"""Ingest of many small files: how many in a minute, and whether the main process grows with their number.

The files are made here, of invented words and towns: texts, web pages and PDF files of one page, each of its own words.
Files a minute are counted from the start of the command to its end, start of the readers and grouping and all; a second
figure leaves grouping out, which compares all papers with each other. Each is given beside the 3,000 a minute that it
is held against (as limit over ours, so that smaller is better).

    intake.py [--fraction 0.1] [--json] [--full] [--alone]

The memory of the main process is measured on tiny texts without grouping: what grows with their number shows the same.
`--full` measures it on 100,000 files in place of 10,000; `--alone` measures nothing else.
"""

import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from textwrap import wrap

from pdf_text import assembled
from sets import command_line, emit

LIMIT_A_MINUTE = 3_000
FILES, FEW, MANY, FULL = 3_000, 1_000, 10_000, 100_000
KINDS = ("txt", "txt", "txt", "txt", "txt", "html", "html", "html", "html", "pdf")
TOWNS = ("Velmar", "Norvik", "Orlan", "Tesna", "Halbrek", "Morrin", "Sulvane", "Karsted", "Pelluma", "Drovany")
MONTHS = ("January", "March", "April", "May", "June", "August", "October", "December")
HAPPENED = (
    "At least {count} people were killed in {town} on {day}, the hospital said.",
    "The mayor of {town} said on {day} that {count} houses had burned down.",
    "{count} families left {town} after the fire of {day}, according to the office.",
    "Police in {town} said that {count} people were injured on {day}.",
)
SMALL_WORDS = ("the", "of", "a", "in", "and", "to", "was")
IN_FOLDER = 1_000
COLUMNS = 90

MEASURED = """
import resource, sys
from ledgerstone.cli import main, django_setup
if sys.argv[-1] == "ungrouped":
    from pathlib import Path
    django_setup.set_up(Path(sys.argv[2]))
    from ledgerstone.workflow.readings import read_waiting
    read_waiting.regroup = id
    del sys.argv[-1]
try:
    main.main()
finally:
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr)
"""
"""Runs the command, and says last of all what its own process needed at most, in kilobytes."""


def main() -> None:
    """Print the figures."""
    parser = command_line(__doc__)
    parser.add_argument("--full", action="store_true")
    options = parser.parse_args()
    speed, few = max(300, int(FILES * options.fraction)), max(300, int(FEW * options.fraction))
    many = FULL if options.full else max(1_500, int(MANY * options.fraction))
    with tempfile.TemporaryDirectory() as folder:
        for grouped in () if options.alone else (True, False):
            seconds, _ = ingested(Path(folder), speed, grouped=grouped)
            name = "files a minute" if grouped else "files a minute, without grouping"
            emit(
                f"ratio: {LIMIT_A_MINUTE:,} to {name}",
                LIMIT_A_MINUTE * seconds / (60 * speed),
                as_json=options.json,
                peer=("a minute", 60 * speed / seconds),
            )
        small, large = (ingested(Path(folder), count, tiny=True)[1] for count in (few, many))
        emit(f"ratio: memory at {many:,} files to {few:,}", large / small, as_json=options.json, peer=("MB", large))


def ingested(folder: Path, count: int, *, grouped: bool = False, tiny: bool = False) -> tuple[float, float]:
    """Ingest so many files into a new archive; return the seconds, and what the main process needed in MB."""
    pile, archive = folder / "pile", folder / "archive"
    make(pile, count, tiny=tiny)
    command = [sys.executable, "-c", MEASURED, "--data", str(archive)]
    subprocess.run([*command, "init"], check=True, capture_output=True)
    start = time.perf_counter()
    done = subprocess.run(
        [*command, "ingest", "--json", str(pile), *(() if grouped else ("ungrouped",))],
        check=False,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - start
    if done.returncode or f'"ingested":{count},' not in done.stdout:
        sys.exit(f"the ingest ended with {done.returncode}: {done.stdout[:200]} {done.stderr[-2000:]}")
    shutil.rmtree(pile)
    shutil.rmtree(archive)
    return seconds, int(done.stderr.split()[-1]) / 1024


def make(folder: Path, count: int, *, tiny: bool) -> None:
    """Write files, the same ones for the same numbers; tiny ones are texts of a sentence, which are read in no time."""
    for number in range(count):
        below = folder / f"{number // IN_FOLDER:03}"
        below.mkdir(parents=True, exist_ok=True)
        if tiny:
            (below / f"{number:06}.txt").write_bytes(plain(f"Paper {number}", ["The mill stood still."]))
            continue
        head, paragraphs = words(random.Random(f"intake {number}"))
        kind = KINDS[number % len(KINDS)]
        (below / f"{number:06}.{kind}").write_bytes(WRITTEN[kind](head, [*paragraphs, f"Paper {number}."]))


def words(chance: random.Random) -> tuple[str, list[str]]:
    """Invent the heading and the paragraphs of a paper of two kilobytes or so."""
    day = f"{chance.randint(1, 28)} {chance.choice(MONTHS)} {chance.randint(1950, 2010)}"
    paragraphs = []
    for _ in range(chance.randint(2, 5)):
        told = chance.choice(HAPPENED).format(count=chance.randint(2, 400), town=chance.choice(TOWNS), day=day)
        paragraphs.append(" ".join([told, *(sentence(chance) for _ in range(chance.randint(2, 5)))]))
    return f"{chance.choice(TOWNS).upper()}, {day}", paragraphs


def sentence(chance: random.Random) -> str:
    """Invent a sentence of words that mean nothing."""
    some = (chance.choice(SMALL_WORDS) if chance.random() < 0.5 else word(chance) for _ in range(chance.randint(8, 18)))
    return " ".join(some).capitalize() + "."


def word(chance: random.Random) -> str:
    """Invent a word."""
    return "".join(chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") for _ in range(chance.randint(1, 4)))


def plain(head: str, paragraphs: list[str]) -> bytes:
    """Write a text."""
    return "\n\n".join([head, *paragraphs, ""]).encode()


def page(head: str, paragraphs: list[str]) -> bytes:
    """Write a web page."""
    told = "".join(f"<p>{one}</p>" for one in paragraphs)
    return (
        f"<!doctype html><html lang=en><head><title>{head}</title></head><body><nav><a href=/>Home</a> "
        f"<a href=/about>About</a></nav><article><h1>{head}</h1>{told}</article><footer>Contact</footer></body></html>"
    ).encode()


def paper(head: str, paragraphs: list[str]) -> bytes:
    """Write a PDF file of one page."""
    lines = [head, *(line for one in paragraphs for line in ("", *wrap(one, COLUMNS)))]
    shown = [f"BT /F1 9 Tf 50 {760 - 11 * row} Td ({line}) Tj ET\n" for row, line in enumerate(lines) if line]
    stream = "".join(shown).encode()
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources 6 0 R /Contents 5 0 R >>",
            b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
            b"<< /Font << /F1 3 0 R >> >>",
        ]
    )


WRITTEN = {"txt": plain, "html": page, "pdf": paper}

if __name__ == "__main__":
    main()
