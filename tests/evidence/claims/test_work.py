"""Work is counted in calls of functions, never in seconds: it grows with the text and not faster."""

from cProfile import Profile
from itertools import accumulate

import pytest

from ledgerstone.evidence.claims.clauses import Sentence, Sort, Token
from ledgerstone.evidence.claims.counts.harms import counted
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Context, Mention, MentionKind
from ledgerstone.evidence.claims.region_index import RegionIndex
from ledgerstone.evidence.claims.rules import rules_of
from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.values.counts import CountValue

HOSTILE = {
    "prose": "At least 30 people were killed in Paris on 3 May 1991, “a few hundred” fled, police said.\n\n",
    "one sentence": "ten people were killed and twelve of them, ",
    "numbers": "12 345, 1990-91; ",
    "quotation marks": "“a «b „c ‘",
    "capitals": "Anna Orlo of the ",
    "sayings": "police said doctors said ",
    "number words": "two hundred and ",
    "harms and numbers": "12 killed, 13 wounded, ",
    "harms said": "he said 12 killed\n",
    "asides": "he said, adding, ",
    "quoted sayings": "“a”, said Orlo, ",
    "typewritten quotation marks": "''a'' said ",
    "citing": "citing doctors, they said ",
    "colons": "Orlo: Anna: ",
    "nouns of saying": "of the mayor's claim that ",
    "appositions": "Anna, a mayor, ",
    "days of two calendars": "29 February (13 March, New Style) 1900 [O.S. 1 ",
    "years in brackets": "(1990) May, 1988 of that year ",
    "shares": "more than half of 90 of 100 and a half ",
    "groups of digits": "61, 000, 000, ",
    "dashes": "– 3 men – ",
}


def work(text: str, regions: tuple[Region, ...] = ()) -> int:
    """Calls that mentions and claims of a text take."""
    reading = Reading(media_type="text/plain", language="en", text=text, regions=regions, tool="test", version="1")
    with Profile(builtins=False) as profile:
        extract(reading, find_mentions(reading, Context()), Context())
    return sum(entry.callcount for entry in profile.getstats())


@pytest.mark.parametrize("name", sorted(HOSTILE))
def test_work_on_four_times_the_text_is_about_four_times_the_work(name: str):
    unit = HOSTILE[name] * (3000 // len(HOSTILE[name]))
    work(unit)  # packs and caches are loaded once
    assert work(unit * 4) < 4.6 * work(unit)


def test_a_sentence_of_ever_more_numbers_and_words_of_harm_comes_to_an_end():
    many = 10_000
    part = ("12", "killed", ",")
    starts = list(accumulate((len(word) + 1 for word in part * many), initial=0))
    tokens = tuple(
        Token(start, start + len(word), sort, word, capital=False)
        for start, (word, sort) in zip(starts, [*zip(part, Sort, strict=True)] * many, strict=False)
    )
    sentence = Sentence(start=0, end=starts[-1], tokens=tokens, words=part * many, question=False)
    value = CountValue(lower=12, upper=12, wording="12")
    counts = tuple(
        Mention(kind=MentionKind.COUNT, start=start, end=start + 2, exact="12", value=value)
        for start in starts[: 3 * many : 3]
    )
    found = counted(" ".join(part * many), sentence, counts, rules_of("en"))
    assert [one.harm.first for one in found if one.harm] == list(range(1, 3 * many, 3))


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
