"""The best labels of a sentence by the scores of each word and of each label after another (Viterbi 1967)."""

from typing import Final

import numpy as np

NO: Final = -(1 << 40)
"""Of what cannot be."""

Scores = np.ndarray


def allowed(labels: tuple[str, ...]) -> Scores:
    """Return for each label and the next one 0, or what cannot be: "I-x" stands only after "B-x" or "I-x".

    The last row is for the beginning of a sentence.
    """
    table = np.zeros((len(labels) + 1, len(labels)), dtype=np.int64)
    for row, one in enumerate((*labels, "")):
        for column, other in enumerate(labels):
            if other.startswith("I-") and one[2:] != other[2:]:
                table[row, column] = NO
    return table


def best(scores: Scores, moves: Scores) -> list[int]:
    """Return the best labels, as numbers; of two that are as good the first.

    Args:
        scores: A row for each word, a column for each label; whole numbers.
        moves: The score of each label after another, and in its last row at the beginning.
    """
    columns = np.arange(scores.shape[1])
    inner = moves[:-1]
    reached = scores[0] + moves[-1]
    came: list[Scores] = []
    for row in scores[1:]:
        ways = reached[:, None] + inner
        by = ways.argmax(axis=0)
        came.append(by)
        reached = ways[by, columns] + row
    found = [int(reached.argmax())]
    for by in reversed(came):
        found.append(int(by[found[-1]]))
    return found[::-1]
