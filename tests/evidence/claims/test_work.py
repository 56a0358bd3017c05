"""Work is counted in calls of functions, never in seconds: it grows with the text and not faster."""

import sys
from types import FrameType

import pytest

from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.reading.model import Reading, Region, Role

HOSTILE = {
    "prose": "At least 30 people were killed in Paris on 3 May 1991, “a few hundred” fled, police said.\n\n",
    "one sentence": "ten people were killed and twelve of them, ",
    "numbers": "12 345, 1990-91; ",
    "quotation marks": "“a «b „c ‘",
    "capitals": "Anna Orlo of the ",
    "sayings": "police said doctors said ",
    "number words": "two hundred and ",
}


def work(text: str, regions: tuple[Region, ...] = ()) -> int:
    """Calls that mentions and claims of a text take."""
    reading = Reading(media_type="text/plain", language="en", text=text, regions=regions, tool="test", version="1")
    calls = 0

    def count(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    sys.setprofile(count)
    try:
        extract(reading, find_mentions(reading, Context()), Context())
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_work_on_four_times_the_text_is_about_four_times_the_work(name: str):
    unit = HOSTILE[name] * (3000 // len(HOSTILE[name]))
    work(unit)  # packs and caches are loaded once
    assert work(unit * 4) < 4.6 * work(unit)


def test_many_regions_cost_no_more_than_their_number():
    part = "Ten people were killed in Paris, police said.\n\n"
    regions = tuple(
        Region(role=Role.COMMENT, start=i * len(part), end=(i + 1) * len(part) - 2, author="x", order=i + 1)
        for i in range(80)
    )
    work(part * 20, regions[:20])
    assert work(part * 80, regions) < 4.6 * work(part * 20, regions[:20])


def test_the_regions_around_an_offset_come_innermost_first():
    outer = Region(role=Role.COMMENT, start=0, end=20, order=1)
    inner = Region(role=Role.BODY, start=5, end=10)
    index = RegionIndex((outer, inner))
    assert index.around(7) == (inner, outer)
    assert index.around(12) == (outer,)
    assert index.around(20) == ()
