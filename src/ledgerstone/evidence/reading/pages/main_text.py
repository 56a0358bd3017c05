"""Which lines of a page are its own text and which are what the site prints around it.

Within `article`, `main` and the like all is the page's own, but for what is named as furniture. Elsewhere
trafilatura's extraction decides: a line is the page's own where most of its runs of words are in what trafilatura
takes; a line between two such lines is too. A page in which neither finds anything is its own text as a whole.
"""

import logging
import re

import trafilatura

LONGEST_PAGE = 4_000_000
"""Code points; trafilatura copies the page's tree several times. Longer pages go by their elements alone."""
logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # the core is silent; that it takes nothing is an answer
RUN = 4
SHARE = 0.5
WORD = re.compile(r"\w+")


def extracted(html: str) -> str | None:
    """Return what trafilatura takes as the main text of a page; None where it takes nothing."""
    if len(html) > LONGEST_PAGE:
        return None
    try:
        return trafilatura.extract(html, include_comments=False, include_tables=True, fast=True)
    except Exception:  # noqa: BLE001 -- a heuristic of others on a hostile page: whatever it raises, we go on without
        return None


def own_lines(lines: list[str], main: str) -> list[bool]:
    """Say for each line of a page whether it is the page's own text.

    Args:
        lines: The lines that are in question.
        main: What was extracted.
    """
    runs, whole = _runs_of(main), {_folded(line) for line in main.splitlines()}
    own = [_is_own(line, runs, whole) for line in lines]
    sure = [place for place, each in enumerate(own) if each]
    between = range(sure[0], sure[-1] + 1) if sure else range(0)
    return [each or place in between for place, each in enumerate(own)]


def _is_own(line: str, runs: set[tuple[str, ...]], whole: set[str]) -> bool:
    words = _words(line)
    if len(words) < RUN:
        return _folded(line) in whole
    found = [tuple(words[i : i + RUN]) in runs for i in range(len(words) - RUN + 1)]
    return sum(found) >= SHARE * len(found)


def _runs_of(text: str) -> set[tuple[str, ...]]:
    words = _words(text)
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


def _words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def _folded(line: str) -> str:
    return " ".join(_words(line))
