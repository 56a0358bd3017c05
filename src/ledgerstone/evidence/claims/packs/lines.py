"""The line of a TOML file that an error of decoding is about.

The decoder names a path ("$.counts.numbers[...]"), a person needs a line. Inline tables are found by their line.
"""

import re

_PATH = re.compile(r"at `?(?:key in )?`?\$([^`]{0,500})`")
_UNKNOWN = re.compile(r"unknown field `([^`]+)`")
_STEP = re.compile(r"\.([A-Za-z_]\w*)|\[(\d+|\.\.\.)\]")


def line_of(content: str, message: str) -> int:
    """Return the line, from 1, that a decoder's message is about; 1 where it cannot be told.

    Args:
        content: The TOML text.
        message: The decoder's message, with its path in backquotes.
    """
    found = _PATH.search(message)
    steps = _STEP.findall(found.group(1)) if found else []
    unknown = _UNKNOWN.search(message)
    if unknown:
        steps.append((unknown.group(1), ""))
    line, prefix = 0, ""
    lines = content.splitlines()
    for name, index in steps:
        if name:
            prefix = f"{prefix}.{name}" if prefix else name
            line = _next(lines, line, prefix, name, occurrence=0)
        elif index.isdigit() and f"[[{prefix}]]" in content:
            line = _next(lines, 0, prefix, None, occurrence=int(index))
    return line + 1


def _next(lines: list[str], start: int, prefix: str, name: str | None, *, occurrence: int) -> int:
    """Return the index of the line that opens a table or a key, or `start` where none does."""
    headers = (f"[{prefix}]", f"[[{prefix}]]")
    left = occurrence
    for index in range(start, len(lines)):
        text = lines[index].strip()
        key = text.split("=", 1)[0].strip().strip('"') if "=" in text else None
        if text in headers or text.startswith(f"[{prefix}.") or (name is not None and key == name):
            if left == 0:
                return index
            left -= 1
    return start
