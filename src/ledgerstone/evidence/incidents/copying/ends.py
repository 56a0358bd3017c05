"""What two papers of one outlet begin and end with: its head and its foot, in a pile that has no third page of it.

Furniture is known from three pages of an outlet. A small archive has two, and each ends with the same lines on rights,
letters and other articles. Words that both begin or end with are no evidence where they are the smaller part of both
texts and tell of no event: an article that is printed again with a new first paragraph stays a copy.
"""

import numpy as np
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.outlets import same_outlet
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.tokens import Words

MOST_IN_ENDS = 0.5
"""Share of the shorter text that two papers begin and end with, from which they are one text."""

Read = tuple[Paper, Words]


def common_ends(one: Read, other: Read) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Mark the words of two papers that are their outlet's head and foot, numerals apart.

    Args:
        one: A paper and its words.
        other: Another and its.

    Returns:
        One entry a word of the first, and one a word of the second.
    """
    codes, of_codes = one[1].codes, other[1].codes
    count = min(len(codes), len(of_codes))
    head = tail = 0
    if same_outlet(one[0], other[0]):
        head = _until_unequal(codes[:count], of_codes[:count])
        tail = _until_unequal(codes[::-1][:count], of_codes[::-1][:count])
    if head + tail >= MOST_IN_ENDS * count:
        head = tail = 0
    return _marked(one, head, tail), _marked(other, head, tail)


def _until_unequal(codes: NDArray[np.uint64], of_codes: NDArray[np.uint64]) -> int:
    other = codes != of_codes
    return int(other.argmax()) if other.any() else len(codes)


def _marked(one: Read, head: int, tail: int) -> NDArray[np.bool_]:
    """Mark so many words at both ends; none at an end in which a claim stands."""
    paper, words = one
    count = len(words.codes)
    marked = np.zeros(count, dtype=np.bool_)
    claims = np.array([held.claim.passage.start for held in paper.claims], dtype=np.int64)
    for first, last in ((0, head), (count - tail, count)):
        if first < last and not ((words.starts[first] <= claims) & (claims < words.ends[last - 1])).any():
            marked[first:last] = True
    return marked
