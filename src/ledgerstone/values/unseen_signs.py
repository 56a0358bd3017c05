"""Signs of a text that turn the order of its words round, or that nobody sees: found, so that they can be shown.

Left alone is what writing needs: line breaks, marks of a direction (U+200E, U+200F, U+061C), soft hyphens, joiners
in scripts whose letters join, one variation selector after a sign. A joiner or a selector at a letter of a script
that has neither (Latin, Greek, Cyrillic, Armenian) changes nothing that is seen, and so is found.

Source: Unicode Technical Report 36, "Unicode Security Considerations", 2.10 and 3; Unicode Standard, chapter 23.
"""

import re
import unicodedata
from collections.abc import Callable

_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x9f"
TURNING = "\u202a-\u202e\u2066-\u2069"
UNSEEN = "\u034f\u180e\u200b\u2060-\u2064\u206a-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f"
_FILLERS = "\u115f\u1160\u17b4\u17b5\u3164\uffa0"
_SELECTORS = "\ufe00-\ufe0f\U000e0100-\U000e01ef"
_JOINERS = "\u200c\u200d"

MAY_BE_UNSEEN = re.compile(f"[{_CONTROLS}{TURNING}{UNSEEN}{_FILLERS}{_JOINERS}{_SELECTORS}]+")
"""A run of signs that are unseen, or can be: a text without one has nothing to show."""
_NEVER_SEEN = re.compile(f"[{_CONTROLS}{TURNING}{UNSEEN}{_FILLERS}]")
_SELECTOR = re.compile(f"[{_SELECTORS}]")
_UNJOINED = re.compile("[A-Za-z\u00c0-\u058f]")


def show_unseen(text: str, show: Callable[[str], str]) -> str:
    """Return a text with each run of such signs replaced.

    Args:
        text: Anything.
        show: What stands for a run, from its signs.
    """
    return MAY_BE_UNSEEN.sub(lambda run: show(run.group()) if _is_unseen(run) else run.group(), text)


def code_of(sign: str) -> str:
    """Return the code of a sign as "U+202E"."""
    return f"U+{ord(sign):04X}"


def name_of(sign: str) -> str:
    """Return the code of a sign and its name, "U+202E RIGHT-TO-LEFT OVERRIDE"; control characters have no name."""
    return f"{code_of(sign)} {unicodedata.name(sign, '')}".rstrip()


def _is_unseen(run: re.Match[str]) -> bool:
    signs, start, end = run.group(), run.start(), run.end()
    beside = run.string[max(0, start - 1) : start] + run.string[end : end + 1]
    return (
        _NEVER_SEEN.search(signs) is not None
        or _UNJOINED.search(beside) is not None
        or len(_SELECTOR.findall(signs)) > 1
    )
