"""A pack's TOML read fast: lists of plain words are taken whole, all else goes through `tomllib`.

Most of a pack is such lists, and `tomllib` reads them sign by sign, which was half of what loading a pack took. Each
list stands as a number while the rest is parsed, with as many lines as it has, so that an error names the right one.
"""

import re
import tomllib

_WORD = r'"[^"\\\x00-\x1f\x7f]*"'
_LIST = re.compile(
    rf"^([A-Za-z0-9_-]+ = )\[([ \n]*{_WORD}(?:[ \n]*,[ \n]*{_WORD})*(?:[ \n]*,)?[ \n]*)\]$", re.MULTILINE
)
"""A key at the start of its line, and words in double quotes without escapes. A list with comments is none."""
_LONG_STRINGS = ('"""', "'''")
"""In them a line may look like a list."""


def tables(content: str) -> dict[str, object]:
    """Return what `tomllib.loads` returns, with tuples for some of the lists.

    Raises:
        tomllib.TOMLDecodeError: It is no TOML.
    """
    if any(quotes in content for quotes in _LONG_STRINGS):
        return tomllib.loads(content)
    lists: dict[str, tuple[str, ...]] = {}

    def kept(found: re.Match[str]) -> str:
        number = f"{len(lists)}e-999"  # a float, which is the one kind of value that `tomllib` lets a caller make
        lists[number] = tuple(found[2].split('"')[1::2])
        return found[1] + number + "\n" * found[2].count("\n")

    shorter = _LIST.sub(kept, content)
    return tomllib.loads(shorter, parse_float=lambda number: lists.get(number) or float(number))
