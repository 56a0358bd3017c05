"""Disjoint stretches of a text, in which a place is found fast."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from msgspec import Struct

from ledgerstone.evidence.reading.model import Region, Role


class Spans(Struct, frozen=True, kw_only=True):
    """Disjoint stretches of a text in their order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, stretches: Iterable[tuple[int, int]]) -> "Spans":
        """Return stretches as spans, those that meet joined to one."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(stretches):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return cls(starts=tuple(start for start, _ in joined), ends=tuple(end for _, end in joined))

    def hold(self, place: int) -> bool:
        """Say whether a code point lies within one of the spans."""
        found = bisect_right(self.starts, place) - 1
        return found >= 0 and place < self.ends[found]

    def touch(self, start: int, end: int) -> bool:
        """Say whether a stretch shares a code point with one of the spans."""
        found = bisect_left(self.starts, end) - 1
        return found >= 0 and start < self.ends[found]

    def shared(self, start: int, end: int) -> int:
        """Return how many code points of a stretch lie within the spans."""
        total = 0
        for place in range(max(0, bisect_right(self.starts, start) - 1), len(self.starts)):
            if self.starts[place] >= end:
                break
            total += max(0, min(end, self.ends[place]) - max(start, self.starts[place]))
        return total


def comments_of(regions: Iterable[Region]) -> Spans:
    """Return where readers' comments stand."""
    return Spans.of((region.start, region.end) for region in regions if region.role is Role.COMMENT)
