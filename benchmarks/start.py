"""What commands take before they do anything: their processor time over that of loading Django's models alone.

The archive has one page in it. Each command and the peer take turns, each in a process of its own with what it starts;
the least of the times counts, as all that disturbs a start makes it longer.

    start.py [--json]
"""

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from sets import command_line, emit

PROGRAM = "import sys; from ledgerstone.cli.main import main; main()"
PEER = "import django; from django.conf import settings; settings.configure(); import django.db.models"
TURNS = 5
PAGE = "A fire in Velmar\n\nNORVIK, 4 May 1994. Twelve people were killed in Velmar on 3 May 1994, the hospital said.\n"


def main() -> None:
    """Print the figures."""
    options = command_line(__doc__).parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page, data = Path(folder) / "page.txt", Path(folder) / "data"
        page.write_text(PAGE, encoding="utf-8")
        for command in ("init", f"ingest {page}"):
            seconds(PROGRAM, "--data", str(data), *command.split())
        commands = {
            "--version": lambda _: ["--version"],
            "init": lambda turn: ["--data", f"{folder}/{turn}", "init"],
            "sources": lambda _: ["--data", str(data), "sources", "--json"],
            "verify": lambda _: ["--data", str(data), "verify"],
            "read of a page": lambda _: ["read", str(page), "--json"],
        }
        least = taken(commands)
    for name in commands:
        emit(f"ratio: {name} to loading Django's models", least[name] / least[PEER], as_json=options.json)


def taken(commands: dict[str, Callable[[int], list[str]]]) -> dict[str, float]:
    """Return the least processor time of each command and of the peer, in seconds."""
    times: dict[str, list[float]] = {name: [] for name in (PEER, *commands)}
    for turn in range(TURNS):
        times[PEER].append(seconds(PEER))
        for name, command in commands.items():
            times[name].append(seconds(PROGRAM, *command(turn)))
    return {name: min(each) for name, each in times.items()}


def seconds(code: str, *arguments: str) -> float:
    """Return the processor time that a process takes, with those that it starts."""
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen([sys.executable, "-c", code, *arguments], **quiet)
    _, status, used = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status):
        sys.exit(f"{arguments} failed")
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
