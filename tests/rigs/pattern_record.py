"""Print every pattern that the core compiles: as its rooms are imported, and as each language is first read.

For each a line of JSON: the file and line that compiled it, its text (of bytes as Latin-1), its flags.
"""

import json
import pkgutil
import re
import sys
from importlib import import_module
from pathlib import Path

CORE = ("ledgerstone.values", "ledgerstone.evidence")
SOURCES = Path(__file__).parents[2] / "src"


def main():
    """Record while everything is imported and used, then print."""
    found = {}
    compiled = re._compile  # noqa: SLF001  # which every function of `re` goes through

    def recorded(pattern, flags):
        made = compiled(pattern, flags)
        frame = sys._getframe(1)  # noqa: SLF001
        while frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        if Path(frame.f_code.co_filename).is_relative_to(SOURCES):
            found[frame.f_code.co_filename, frame.f_lineno, made.pattern, made.flags] = None
        return made

    re._compile = recorded  # noqa: SLF001
    for name in CORE:
        for module in pkgutil.walk_packages(import_module(name).__path__, f"{name}."):
            import_module(module.name)
    import_module("pattern_use").use()
    for file, line, pattern, flags in found:
        is_text = isinstance(pattern, str)
        told = {"pattern": pattern if is_text else pattern.decode("latin-1"), "flags": flags, "is_text": is_text}
        sys.stdout.write(json.dumps({"file": str(Path(file).relative_to(SOURCES)), "line": line, **told}) + "\n")


if __name__ == "__main__":
    main()
