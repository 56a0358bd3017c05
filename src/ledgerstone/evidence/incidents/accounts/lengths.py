"""How long a source says that an event lasted ("three days of violence"), from the lengths of time that it names.

No claim comes of a length of time, as it gives no day. It is taken to be of the event where a word for one stands next
to it and nothing makes it a distance ("two days after the massacre"), in a sentence with a claim about the incident.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources

import msgspec
from msgspec import Struct

from ledgerstone.evidence.claims.model import Passage
from ledgerstone.evidence.incidents.grouping.kinds import kinds_in
from ledgerstone.evidence.incidents.lines.given import Given
from ledgerstone.evidence.incidents.model import Length, Paper
from ledgerstone.evidence.incidents.tokens import SENTENCE_END, WORD

NEAR = 3
"""Words between a length of time and the event: "three days of violence", "the pogroms in Velmar lasted three days"."""

BESIDE = 150
"""Code points of a sentence before and behind a length of time, in which these words are looked for."""

FAR = 500
"""Code points from a claim: further on a text may tell of something else."""

DAYS = {"D": (1, 1), "W": (6, 8), "M": (27, 32)}
"""How many days one of each can be; "a week" is seldom exact. Years are ages and eras."""

_LENGTH = re.compile(r"P(\d{1,6})([DWM])")


class Told(Struct, frozen=True, kw_only=True):
    """A length of an event: the claim beside which it stands, its least and most days, the words that tell it."""

    given: Given
    ends: tuple[float, float]
    passage: Passage


class _Apart(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    apart: frozenset[str]
    within: frozenset[str]


@cache
def _words() -> _Apart:
    content = resources.files(__package__).joinpath("lengths.toml").read_bytes()
    return msgspec.toml.decode(content, type=_Apart)


def lengths_told(claims: Sequence[Given]) -> Iterator[Told]:
    """Yield how long sources say that an incident lasted.

    Args:
        claims: About the incident, in the order of the papers and of their passages.
    """
    by_paper: dict[str, list[Given]] = {}
    for one in claims:
        if one.paper.lengths:
            by_paper.setdefault(one.paper.id, []).append(one)
    for those in by_paper.values():
        yield from _told(those[0].paper, sorted(those, key=lambda one: one.held.claim.passage.start))


def _told(paper: Paper, claims: list[Given]) -> Iterator[Told]:
    starts = [one.held.claim.passage.start for one in claims]
    for length in paper.lengths:
        found = _LENGTH.fullmatch(length.length)
        at = bisect_left(starts, length.start)
        near = min(claims[max(0, at - 1) : at + 1], key=lambda one: _distance(one, length))
        start, end = _sentence(paper.text, length)
        if found is None or _distance(near, length) > FAR or not _is_of_event(paper.text, start, end, length):
            continue
        least, most = DAYS[found[2]]
        yield Told(
            given=near,
            ends=(int(found[1]) * least, int(found[1]) * most),
            passage=Passage(start=start, end=end, exact=paper.text[start:end]),
        )


def _distance(one: Given, length: Length) -> int:
    passage = one.held.claim.passage
    return max(passage.start - length.end, length.start - passage.end, 0)


def _sentence(text: str, length: Length) -> tuple[int, int]:
    """Return the sentence around a length of time, as far as it is not too long."""
    first, last = max(0, length.start - BESIDE), min(len(text), length.end + BESIDE)
    start = max((found.end() for found in SENTENCE_END.finditer(text, first, length.start)), default=first)
    ends = SENTENCE_END.search(text, length.end, last)
    end = ends.end() if ends else last
    return start + len(text[start:end]) - len(text[start:end].lstrip()), start + len(text[start:end].rstrip())


def _is_of_event(text: str, start: int, end: int, length: Length) -> bool:
    before = [found[0].casefold() for found in WORD.finditer(text, start, length.start)][-NEAR - 1 :]
    after = [found[0].casefold() for found in WORD.finditer(text, length.end, end)][: NEAR + 1]
    words, own = _words(), WORD.findall(text[length.start : length.end].casefold())
    if (
        not words.apart.isdisjoint(own)
        or (before and before[-1] in words.within)
        or (after and after[0] in words.apart)
    ):
        return False
    return any(_leads_to_event(side, words.apart) for side in (before[::-1], after))


def _leads_to_event(words: list[str], apart: frozenset[str]) -> bool:
    """Return whether the first word for an event comes before any that makes a distance of the length."""
    return next((bool(kinds_in(word)) for word in words if word in apart or kinds_in(word)), False)
