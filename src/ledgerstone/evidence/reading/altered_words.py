"""Where a text comes nearest to some words: by the fewest signs changed, added or left out.

Bit-parallel, after Myers (A fast bit-vector algorithm for approximate string matching, J. ACM 46, 1999) in the form of
Hyyrö (2003): one step for each sign of the text, whatever the length of the words, because Python's integers are long.
"""

from collections.abc import Iterator


def nearest(words: str, text: str, *, most: int) -> tuple[int, int] | None:
    """Return the stretch of a text that comes nearest to the words.

    Args:
        words: What is looked for; not empty.
        text: Where; its length times that of the words bounds the work.
        most: How many signs may be other at most.

    Returns:
        Start and end in the text, of the first where several come as near; None where none comes near enough.
    """
    distance, end = min(((found, at) for at, found in _distances(words, text, anchored=False)), default=(most + 1, 0))
    if distance > most:
        return None
    back = _distances(words[::-1], text[:end][::-1], anchored=True)
    length = min((found, at) for at, found in back)[1]
    return end - length, end


def _distances(words: str, text: str, *, anchored: bool) -> Iterator[tuple[int, int]]:
    """Yield for each end of a stretch how far it is from the words; it starts anywhere, or with the text."""
    places: dict[str, int] = {}
    for at, sign in enumerate(words):
        places[sign] = places.get(sign, 0) | 1 << at
    mask, last = (1 << len(words)) - 1, 1 << (len(words) - 1)
    more, fewer, distance = mask, 0, len(words)
    for at, sign in enumerate(text, 1):
        equal = places.get(sign, 0)
        down = equal | fewer
        across = (((equal & more) + more) ^ more) | equal
        longer, shorter = (fewer | ~(across | more)) & mask, more & across
        distance += bool(longer & last) - bool(shorter & last)
        longer, shorter = longer << 1 | anchored, shorter << 1
        more, fewer = (shorter | ~(down | longer)) & mask, longer & down & mask
        yield at, distance
