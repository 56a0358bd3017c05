"""Which candidates are left before a text is read: what two sketches have in common must be able to be a copy."""

import numpy as np
import pytest

from ledgerstone.evidence.incidents.copying.sketches import Sketch, may_repeat

TOGETHER, SCATTERED = (400, 430, 470), (10, 400, 900, 1500, 2300)


def pair(common, size):
    """Give two sketches of a size that have hashes at these places in common."""
    made = []
    for mine in (1, 2):
        prints = np.concatenate([np.arange(len(common)), np.arange(size - len(common)) * 2 + 1_000 * mine])
        at = np.concatenate([common, 5_000 + 20 * np.arange(size - len(common))])
        made.append(Sketch(prints=prints.astype(np.uint64), places=at.astype(np.int32)))
    return made


@pytest.mark.parametrize(
    ("common", "size", "may"),
    [
        (TOGETHER, 200, True),
        (TOGETHER[:2], 20, False),
        (SCATTERED, 200, False),
        (SCATTERED, 40, True),
        ((400, 405, 430), 200, False),
        ((10, 400, 405, 430), 80, True),
    ],
)
def test_little_and_scattered_words_in_common_are_no_copy(common, size, may):
    one, other = pair(common, size)
    assert may_repeat(one, other) is may
    assert may_repeat(other, one) is may
