"""Translated copies: the same figures and names in the same order in texts of two languages.

A proposal for a person, never joined by itself: two reporters who name the same streets and the same dead may have
written alike. It widens the number of lines to a range until somebody decides.
"""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from sys import intern

from msgspec import Struct

from ledgerstone.evidence.incidents.copying.figures import items_of, sentence_at
from ledgerstone.evidence.incidents.model import CopiedPassage, Copy, CopyKind, Direction, Paper
from ledgerstone.evidence.incidents.naming import words_of_name
from ledgerstone.evidence.incidents.order import day_of, paper_order
from ledgerstone.evidence.incidents.pile import Papers, head_of
from ledgerstone.evidence.incidents.tokens import SENTENCE_END
from ledgerstone.evidence.reading.model import Role
from ledgerstone.values.name_keys import name_key

LEAST_ITEMS = 8
LEAST_FIGURES = 3
LEAST_SHARE = 0.6
"""Share of the shorter text's figures and names that must come in the same order in the other."""

SHARED_TO_COMPARE = 5
COMMON = 40
"""Papers that may have an item before it proposes no pair: what everybody names tells nothing."""

LONGEST = 300
"""Items of one paper that are compared."""

LONGEST_SENTENCE = 20_000
"""Code points. What goes on for longer is looked at in pieces: all its words at once can take half a gigabyte."""

KEY = 4
"""Consonants of a name that are compared: endings of case differ between languages."""

LEFT_OUT = frozenset({Role.COMMENT, Role.POLICY, Role.BOILERPLATE, Role.REFERENCE_LIST, Role.DATELINE, Role.BYLINE})


class _Skeleton(Struct, frozen=True, kw_only=True):
    """The figures and names of a paper in their order: what a translation keeps; of the paper its head alone."""

    paper: Paper
    keys: tuple[str, ...]
    places: tuple[tuple[int, int], ...]


def find_translations(papers: Papers, copies: tuple[Copy, ...]) -> tuple[Copy, ...]:
    """Return the pairs of papers of two languages that give the same figures and names in the same order.

    Args:
        papers: In an order that depends on their ids alone.
        copies: Those found by words, whose pairs are left out.
    """
    skeletons = [_skeleton(paper) for paper in papers]
    found = {frozenset({copy.source, copy.of}) for copy in copies}
    proposals = []
    for one, other in _candidates(skeletons):
        pair = (skeletons[one], skeletons[other])
        if frozenset({pair[0].paper.id, pair[1].paper.id}) not in found:
            proposals.append(_compare(*pair))
    return tuple(copy for copy in proposals if copy is not None)


def _skeleton(paper: Paper) -> _Skeleton:
    found: list[tuple[str, tuple[int, int]]] = []
    skipped = [(region.start, region.end) for region in paper.regions if region.role in LEFT_OUT]
    for start, end in _sentences(paper.text):
        sentence = sentence_at(paper.text, start, end)
        for item in items_of(sentence, paper.language):
            if any(a <= item.start < b for a, b in skipped):
                continue
            if item.sort == "figure":
                found.append((f"={item.key[0]}", (item.start, item.end)))
            elif item.sort == "name":
                found += [
                    (key, (item.start, item.end)) for word in words_of_name(" ".join(item.key)) if (key := _key(word))
                ]
        if len(found) >= LONGEST:
            break
    return _Skeleton(
        paper=head_of(paper),
        keys=tuple(intern(key) for key, _ in found[:LONGEST]),
        places=tuple(place for _, place in found[:LONGEST]),
    )


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    for start, end in pairwise((0, *(match.end() for match in SENTENCE_END.finditer(text)), len(text))):
        yield from pairwise((*range(start, end, LONGEST_SENTENCE), end))


def _key(word: str) -> str:
    key = name_key(word)
    return key[:KEY] if len(key) >= 2 else ""  # noqa: PLR2004  # one consonant is no skeleton


def _candidates(skeletons: list[_Skeleton]) -> list[tuple[int, int]]:
    """Pairs of two languages that share several items, none of which everybody has."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, one in enumerate(skeletons):
        for key in set(one.keys):
            holders[key].append(number)
    shared: Counter[tuple[int, int]] = Counter()
    for members in holders.values():
        if len(members) > COMMON:
            continue
        for at, first in enumerate(members):
            language = skeletons[first].paper.language
            for second in members[at + 1 :]:
                if skeletons[second].paper.language != language:
                    shared[first, second] += 1
    return sorted(pair for pair, count in shared.items() if count >= SHARED_TO_COMPARE)


def _compare(one: _Skeleton, other: _Skeleton) -> Copy | None:
    met = _in_order(one.keys, other.keys)
    shorter = min(len(one.keys), len(other.keys))
    figures = {one.keys[a] for a, _ in met if one.keys[a].startswith("=")}
    if len(met) < max(LEAST_ITEMS, LEAST_SHARE * shorter) or len(figures) < LEAST_FIGURES:
        return None
    later, earlier, known, turned = _direction(one, other)
    pairs = [(b, a) for a, b in met] if turned else met
    first, last = pairs[0], pairs[-1]
    passage = CopiedPassage(
        start=later.places[first[0]][0],
        end=later.places[last[0]][1],
        of_start=earlier.places[first[1]][0],
        of_end=earlier.places[last[1]][1],
    )
    return Copy(
        source=later.paper.id,
        of=earlier.paper.id,
        kind=CopyKind.TRANSLATED,
        direction=Direction.KNOWN if known else Direction.UNKNOWN,
        share=round(len(met) / shorter, 4),
        passages=(passage,),
    )


def _direction(one: _Skeleton, other: _Skeleton) -> tuple[_Skeleton, _Skeleton, bool, bool]:
    """Return the later, the earlier, whether that is known, and whether it turns the pair round."""
    day, of_day = day_of(one.paper), day_of(other.paper)
    if day is not None and of_day is not None and day != of_day:
        return (one, other, True, False) if day > of_day else (other, one, True, True)
    return (
        (one, other, False, False) if paper_order(one.paper) > paper_order(other.paper) else (other, one, False, True)
    )


def _in_order(keys: Sequence[str], of_keys: Sequence[str]) -> list[tuple[int, int]]:
    """Return the longest common subsequence, as pairs of positions."""
    rows = [[0] * (len(of_keys) + 1) for _ in range(len(keys) + 1)]
    for a in range(len(keys) - 1, -1, -1):
        for b in range(len(of_keys) - 1, -1, -1):
            same = keys[a] == of_keys[b]
            rows[a][b] = rows[a + 1][b + 1] + 1 if same else max(rows[a + 1][b], rows[a][b + 1])
    found, a, b = [], 0, 0
    while a < len(keys) and b < len(of_keys):
        if keys[a] == of_keys[b]:
            found.append((a, b))
            a, b = a + 1, b + 1
        elif rows[a + 1][b] >= rows[a][b + 1]:
            a += 1
        else:
            b += 1
    return found
