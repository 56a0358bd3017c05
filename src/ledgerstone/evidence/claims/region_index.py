"""The regions around an offset, found without looking at all of them."""

from bisect import bisect_right

from ledgerstone.evidence.reading.model import Region


class RegionIndex:
    """Regions of one reading, which nest or are disjoint."""

    def __init__(self, regions: tuple[Region, ...]) -> None:
        self._regions = tuple(sorted(regions, key=lambda region: (region.start, -region.end)))
        self._parents: list[int] = []
        open_ones: list[int] = []
        for index, region in enumerate(self._regions):
            while open_ones and self._regions[open_ones[-1]].end <= region.start:
                open_ones.pop()
            self._parents.append(open_ones[-1] if open_ones else -1)
            open_ones.append(index)

    def around(self, offset: int) -> tuple[Region, ...]:
        """Return the regions that hold an offset, innermost first."""
        found: list[Region] = []
        index = bisect_right(self._regions, offset, key=lambda region: region.start) - 1
        while index >= 0:
            if offset < self._regions[index].end:
                found.append(self._regions[index])
            index = self._parents[index]
        return tuple(found)
