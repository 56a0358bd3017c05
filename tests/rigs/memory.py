"""How much memory a command had at most, whatever the process that asks has itself."""

import os
import subprocess
import sys
from pathlib import Path


def most_memory(*command: str | Path) -> int:
    """Run a command, and return the bytes of memory that the largest of its processes had at most.

    The system starts a child's figure at its parent's: a small process between keeps that of the tests out of it.
    """
    done = subprocess.run([sys.executable, "-S", __file__, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return int(done.stdout)


def run_and_measure(command: list[str]) -> int:
    """Run a command, print the bytes it had at most, and return its exit code."""
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    # What the system reports of a child includes the largest of the child's own children.
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    sys.stdout.write(f"{usage.ru_maxrss * 1024}\n")
    return process.returncode


if __name__ == "__main__":
    raise SystemExit(run_and_measure(sys.argv[1:]))
