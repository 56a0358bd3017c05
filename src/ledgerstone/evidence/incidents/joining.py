"""Disjoint sets whose outcome does not depend on the order in which they were joined."""

from collections import defaultdict


class Joined:
    """Numbers 0 to n-1, each in one set; the least number stands for its set."""

    def __init__(self, count: int) -> None:
        self._parent = list(range(count))

    @property
    def count(self) -> int:
        """Return how many numbers there are."""
        return len(self._parent)

    def top(self, number: int) -> int:
        """Return the least number of the set that a number is in."""
        parent = self._parent
        while parent[number] != number:
            parent[number] = parent[parent[number]]
            number = parent[number]
        return number

    def join(self, one: int, other: int) -> bool:
        """Make one set of two; return whether they were two."""
        low, high = sorted((self.top(one), self.top(other)))
        self._parent[high] = low
        return low != high

    def sets(self) -> tuple[tuple[int, ...], ...]:
        """Return the sets, each in order, by their least number."""
        found: dict[int, list[int]] = defaultdict(list)
        for number in range(len(self._parent)):
            found[self.top(number)].append(number)
        return tuple(tuple(found[least]) for least in sorted(found))
