"""The program on an archive, driven as a test's hands would drive it."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from warm import run_warm


class Program:
    """The program on an archive in a folder of its own, each command in a process of its own."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, *arguments: str | Path, stdin: str = "", env: dict[str, str] | None = None, descriptors=()):
        if not descriptors:
            return run_warm(["--data", self.root, *arguments], stdin=stdin, env=env)
        return subprocess.run(
            [Path(sys.executable).parent / "ledgerstone", "--data", self.root, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            check=False,
            env={**os.environ, **(env or {})},
            pass_fds=descriptors,
        )

    def call(self, *arguments: str | Path, **options) -> str:
        done = self.run(*arguments, **options)
        assert done.returncode == 0, f"{arguments}: {done.stdout}{done.stderr}"
        return done.stdout

    def rows(self, *arguments: str | Path, **options) -> list[dict]:
        return [json.loads(line) for line in self.call(*arguments, "--json", **options).splitlines()]

    def copied(self, root: Path) -> "Program":
        shutil.copytree(self.root, root)
        return Program(root)

    def killed_at(self, count: int, *arguments: str | Path) -> tuple[int, list[str]]:
        """Run a command that dies before its `count`-th change of a name in the archive; 0 is never.

        Returns:
            The exit code, and the paths of the names that it changed, relative to the archive.
        """
        done = run_warm(["--data", self.root, *arguments], dies_at=(self.root, count))
        return done.returncode, [line.removeprefix("at ") for line in done.stderr.splitlines() if line[:3] == "at "]

    def holds(self, *words: str) -> list[str]:
        """Return the files of the archive in which one of the words is, however its letters are written."""
        wanted = [word.lower().encode(coding) for word in words for coding in ("utf-8", "utf-16-le", "utf-16-be")]
        files = (path for path in sorted(self.root.rglob("*")) if path.is_file())
        return [
            str(path.relative_to(self.root))
            for path in files
            if any(word in path.read_bytes().lower() or word in path.name.lower().encode() for word in wanted)
        ]
