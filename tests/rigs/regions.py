"""The law that the regions of every reading keep."""

from itertools import pairwise

from ledgerstone.evidence.reading.model import Role


def check_regions(reading):
    """Check that regions nest or are disjoint and lie in the text in order, and that comments answer earlier ones."""
    open_ends = []
    for region in reading.regions:
        words = reading.text[region.start : region.end]
        assert words
        assert words == words.strip()
        assert 0 <= region.start < region.end <= len(reading.text)
        while open_ends and open_ends[-1] <= region.start:
            open_ends.pop()
        assert not open_ends or region.end <= open_ends[-1]
        open_ends.append(region.end)
    assert all((a.start, -a.end) <= (b.start, -b.end) for a, b in pairwise(reading.regions))
    comments = [region for region in reading.regions if region.role is Role.COMMENT]
    assert [comment.order for comment in comments] == list(range(1, len(comments) + 1))
    assert all(comment.parent is None or comment.parent < comment.order for comment in comments)
