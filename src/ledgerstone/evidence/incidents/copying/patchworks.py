"""Sources that share separate passages with many others: collections, and texts made to look like a copy of everything.

A telegram that hundreds reprint shares one passage with all of them. A source that shares another passage with each of
many is put together from them, or they from it. Which of the two, and whether in good faith, no rule can tell: a person
is shown it. Work is linear in the passages but for their sorting.
"""

from collections import defaultdict
from collections.abc import Iterable

from ledgerstone.evidence.incidents.model import Copy, Patchwork

MANY = 12
"""Sources, each with a passage of its own: on a set of 3,000 news pages the most was four."""


def patchworks(copies: Iterable[Copy]) -> tuple[Patchwork, ...]:
    """Return the sources that share separate passages with many others.

    Args:
        copies: Any; of a source that is asked about all that it takes part in.

    Returns:
        By their ids; the others in the order of their passages.
    """
    found: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for copy in copies:
        for passage in copy.passages:
            found[copy.source].append((*_middle(passage.start, passage.end), copy.of))
            found[copy.of].append((*_middle(passage.of_start, passage.of_end), copy.source))
    separate = ((source, _separate(passages)) for source, passages in sorted(found.items()))
    return tuple(
        Patchwork(source=source, others=others, reason=_reason(len(others)))
        for source, others in separate
        if len(others) >= MANY
    )


def _middle(start: int, end: int) -> tuple[int, int]:
    """Return the end and the start of the middle half of a passage: its ends may reach into the next one by chance."""
    return end - (end - start) // 4, start + (end - start) // 4


def _separate(passages: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """Return sources of which each has a passage that meets none of the others', the passages that end first."""
    until, others = 0, dict[str, None]()
    for end, start, other in sorted(passages):
        if start >= until and other not in others:
            others[other], until = None, end
    return tuple(others)


def _reason(count: int) -> str:
    return (
        f"shares separate passages with {count} other sources: a collection does, and so does a text made to look like "
        "a copy of many; look at it before its copies are relied on"
    )
