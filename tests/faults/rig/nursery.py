"""Forks one child for each run of the subject, so that nothing but the subject itself runs under strace.

Reads one JSON object a line: the data directory, the file that acknowledgements go to, and the planted mutant, if any.
Forks, and prints the child's number; the child waits for SIGUSR1, which the bench sends once strace is there. When the
child is dead, prints how it ended. Starting Python anew for each of a thousand runs would take half an hour.

Django must be set up before this is imported.
"""

import ctypes
import json
import os
import signal
import sys
import traceback
from pathlib import Path

from rig.mutants import run

from ledgerstone.errors import LedgerstoneError

PR_SET_PTRACER, ANYBODY = 0x59616D61, ctypes.c_ulong(-1)
REFUSED = 1
"""Exit code of a run that ended with an error of ours, said in words."""

UNFORESEEN = 70
"""Exit code of a run that ended with any other error."""


def main() -> None:
    """Serve until the input ends."""
    signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGUSR1})
    for line in sys.stdin:
        asked = json.loads(line)
        # Opened here, so that the child makes no call that the tracer may see or miss.
        acks = os.open(asked["acks"], os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        child = os.fork()
        if child == 0:
            os._exit(_run(asked, acks))
        os.close(acks)
        print(child, flush=True)  # noqa: T201 - what the bench reads
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)  # noqa: T201 - the same


def _run(asked: dict[str, str], acks: int) -> int:
    """Wait for the tracer, and run the subject."""
    # Where a system lets a process be traced by its ancestors alone, the child allows it itself.
    ctypes.CDLL(None).prctl(PR_SET_PTRACER, ANYBODY)
    signal.sigwait({signal.SIGUSR1})

    def acknowledge(digests: tuple[str, ...]) -> None:
        os.write(acks, (" ".join(digests) + "\n").encode())

    try:
        run(asked["mutant"], Path(asked["data"]), acknowledge)
    except LedgerstoneError as error:
        os.write(2, f"{error}\n".encode())
        return REFUSED
    except BaseException:  # noqa: BLE001 - whatever it is, the bench must hear of it
        os.write(2, traceback.format_exc().encode())
        return UNFORESEEN
    return 0
