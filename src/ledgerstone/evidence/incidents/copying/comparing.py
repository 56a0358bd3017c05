"""Two papers against each other: do they repeat each other's words, which, how, and what differs.

The same words: at least 30 shared words outside quotations and furniture, 25 of them in one passage, and 15 % of the
shorter text or one run of 50. Other words: passages alike sentence by sentence (`rewording`) that share words, triples
and more numbers than they contradict each other in; a proposal.

Nothing of a pile is needed, so that pairs can be compared anywhere, in batches.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from operator import itemgetter

import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

from ledgerstone.evidence.incidents.copying.alignment import (
    LEAST_WORDS,
    Stretch,
    align,
    most_together,
    runs,
    shared_places,
    turn,
)
from ledgerstone.evidence.incidents.copying.changes import changes
from ledgerstone.evidence.incidents.copying.ends import common_ends
from ledgerstone.evidence.incidents.copying.formulas import MOST_OF_A_TEXT, Shared, only_formulas
from ledgerstone.evidence.incidents.copying.occasions import apart
from ledgerstone.evidence.incidents.copying.outlets import same_outlet
from ledgerstone.evidence.incidents.copying.passages import outside_the_story, passage_of
from ledgerstone.evidence.incidents.copying.precedence import precedence
from ledgerstone.evidence.incidents.copying.prepared import Prepared, narrowed, prepare
from ledgerstone.evidence.incidents.copying.rewording import (
    LEAST_CODE_POINTS,
    Rewording,
    near,
    reworded,
)
from ledgerstone.evidence.incidents.copying.triples import WIDEST, hashed
from ledgerstone.evidence.incidents.model import CopiedPassage, Copy, CopyKind, Direction, Paper
from ledgerstone.evidence.incidents.tokens import NUMERAL

SHARED_WORDS = 30
SHARED_IN_ONE = 25
SHARE_OF_SHORTER = 0.15
LONG_RUN = 50
"""Shared words of one run that are a copy however long the two texts are."""

LEAST_OF_PASSAGE = 0.4
"""Share of a passage's shorter side that the other side must have, whatever the order of its words."""

SHARED_STEMS = 7
SHARED_TRIPLES = 4
"""Different content words, and triples of them, that both sides of a reworded passage have."""

SOME_NAMES = 3
COMMON_NAMES = 0.25
"""Names on each side of a passage, of which a smaller share is the other's too, tell two passages apart."""

SOME_GIVEN = 4
"""Names and numbers on each side of a copy; where it is less than half of a text they cannot all be other ones."""

COVERED = 0.35
"""Share of the different content words of the side with fewer that the other has too."""

UNNAMED = 0.58
"""Cosine of the two sides of a passage that have no name and no number in common."""

PAIRS_OF_NEWS = 5
"""Sentences that have a partner in two papers that date events: two reporters of one event tell the same facts."""

MOST_CONTRADICTED = 2
"""Numbers in which news may contradict each other while it shares no more; of more it shares twice as many."""

OWN_SHARE = 0.4
"""Share of the words of a reworded passage, on each side, that count as evidence: else it is a shared quotation."""

WITHIN = 120
"""Words between two triples of one reworded passage."""

AS_IT_STANDS = 0.97
"""Share of equal words from which a passage is verbatim: a changed numeral still is."""


def compare(paper: Paper, of: Paper) -> Copy | None:
    """Return how two papers repeat each other, by themselves and without a pile; None where they do not."""
    return compare_prepared(prepare(paper), prepare(of))


def compare_all(pairs: Iterable[tuple[Paper, Paper]]) -> Iterator[Copy]:
    """Yield the copies among pairs of papers, each by itself: in batches wherever they are."""
    for paper, of in pairs:
        copy = compare(paper, of)
        if copy is not None:
            yield copy


def compare_prepared(one: Prepared, other: Prepared, *, in_other_words: bool = True) -> Copy | None:
    """Return the copy between two papers; None where the evidence does not suffice.

    Args:
        one: The one paper.
        other: The other.
        in_other_words: Whether passages in other words are looked for.
    """
    found = _evidence(one, other, in_other_words=in_other_words)
    if found is not None and same_outlet(one.paper, other.paper):
        mine, theirs = common_ends((one.paper, one.words), (other.paper, other.words))
        if mine.any() or theirs.any():
            found = _evidence(narrowed(one, mine), narrowed(other, theirs), in_other_words=in_other_words)
    if found is None or (found.share < MOST_OF_A_TEXT and _of_others(one, other, found.stretches)):
        return None
    if only_formulas(*_sides(one, other, found.stretches), found.share):
        return None
    return _copy(one, other, found.stretches, found.kind, found.share)


class _Evidence(Struct, frozen=True, kw_only=True):
    """What two papers share: the stretches, how, and which part of the shorter text."""

    stretches: list[Stretch]
    kind: CopyKind
    share: float


def _evidence(one: Prepared, other: Prepared, *, in_other_words: bool) -> _Evidence | None:
    kept = _repeated(one, other)
    cores = [_shared_own(one, other, core) for stretch in kept for core in stretch.cores]
    shorter = max(1, min(int(one.before[-1]), int(other.before[-1])))
    if _suffices(cores, shorter):
        return _Evidence(stretches=kept, kind=_kind(one, other, kept), share=sum(cores) / shorter)
    found = _reworded(one, other) if in_other_words else []
    if found:
        shared = sum(_shared_own(one, other, _whole(each)) for each in found)
        return _Evidence(stretches=found, kind=CopyKind.REWORDED, share=shared / shorter)
    return None


def _sides(one: Prepared, other: Prepared, stretches: list[Stretch]) -> tuple[Shared, Shared]:
    """Return each paper's side of the evidence: the cores of runs, whole passages of what is in other words."""
    cores = [core for stretch in stretches for core in stretch.cores or (_whole(stretch),)]
    mine = tuple((int(one.words.starts[a]), int(one.words.ends[b - 1])) for a, b, _, _ in cores)
    theirs = tuple((int(other.words.starts[c]), int(other.words.ends[d - 1])) for _, _, c, d in cores)
    first = Shared(paper=one.paper, occasion=one.occasion, spans=mine)
    return first, Shared(paper=other.paper, occasion=other.occasion, spans=theirs)


def _copy(one: Prepared, other: Prepared, stretches: list[Stretch], kind: CopyKind, share: float) -> Copy:
    known, turned = precedence(one.paper, other.paper)
    later, earlier = (other, one) if turned else (one, other)
    stretches = [turn(stretch) for stretch in stretches] if turned else stretches
    passages = tuple(
        _passage(later, earlier, each) for each in sorted(stretches, key=lambda s: (s.start, s.of_start, s.end))
    )
    return Copy(
        source=later.paper.id,
        of=earlier.paper.id,
        kind=kind,
        direction=Direction.KNOWN if known else Direction.UNKNOWN,
        share=round(min(1.0, share), 4),
        passages=passages,
        changed=() if later.words.digest == earlier.words.digest else changes(later.told, earlier.told, passages),
    )


def _suffices(cores: list[int], shorter: int) -> bool:
    """Tell whether the shared words of the runs are evidence of copying."""
    if not cores or max(cores) < SHARED_IN_ONE:
        return False
    return max(cores) >= LONG_RUN or sum(cores) >= max(SHARED_WORDS, SHARE_OF_SHORTER * shorter)


def _repeated(one: Prepared, other: Prepared) -> list[Stretch]:
    """Return the aligned stretches of the same words; none where they may not suffice, as for most candidates."""
    if one.words.digest != other.words.digest:
        shared = runs(one.close, other.close, one.before, least=SHARED_IN_ONE)
        if not any(_shared_own(one, other, run) >= SHARED_IN_ONE for run in shared):
            return []
    return _stretches(one, other)


def _reworded(one: Prepared, other: Prepared) -> list[Stretch]:
    """Return the reworded passages that are evidence, the most alike of those that overlap."""
    if one.words.digest == other.words.digest or apart(one.occasion, other.occasion):
        return []
    mine, theirs = shared_places(one.seeds, other.seeds)
    if most_together(mine, theirs, WITHIN) < SHARED_TRIPLES:
        return []
    found = reworded(near(one.sentences, mine), near(other.sentences, theirs))
    ranked = sorted(found, key=lambda each: -_length(each.stretch))
    kept: list[Stretch] = []
    for each in ranked:
        if not any(_meet(each.stretch, chosen) for chosen in kept) and _is_evidence(one, other, each):
            kept.append(each.stretch)
    return kept


def _length(stretch: Stretch) -> int:
    return stretch.end - stretch.start + stretch.of_end - stretch.of_start


def _meet(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches overlap in either text."""
    here = min(one.end, other.end) > max(one.start, other.start)
    return here or min(one.of_end, other.of_end) > max(one.of_start, other.of_start)


def _is_evidence(one: Prepared, other: Prepared, found: Rewording) -> bool:
    """Tell whether a reworded passage shares enough and does not contradict itself."""
    stretch = found.stretch
    if found.pairs < PAIRS_OF_NEWS and one.occasion.told and other.occasion.told:
        return False
    sides = ((one, stretch.start, stretch.end), (other, stretch.of_start, stretch.of_end))
    if min(int(side.words.ends[b - 1] - side.words.starts[a]) for side, a, b in sides) < LEAST_CODE_POINTS:
        return False
    if min(side.own[a:b].mean() for side, a, b in sides) < OWN_SHARE:
        return False
    mine, theirs = (_content(*side) for side in sides)
    news = bool(one.paper.claims and other.paper.claims)
    shorter = min(len(mine.stems), len(theirs.stems))
    return (
        len(np.intersect1d(mine.stems, theirs.stems)) >= max(SHARED_STEMS, COVERED * shorter)
        and len(np.intersect1d(mine.triples, theirs.triples)) >= SHARED_TRIPLES
        and (found.alike >= UNNAMED or _share_some(mine, theirs))
        and not _other_names(mine.names, theirs.names)
        and _agree(mine.numbers, theirs.numbers, most=MOST_CONTRADICTED if news else None)
    )


class _Content(Struct, frozen=True, kw_only=True, eq=False):
    """What one side of a passage says: different stems and triples that count as evidence, names and numerals."""

    stems: NDArray[np.uint64]
    triples: NDArray[np.uint64]
    names: NDArray[np.uint64]
    numbers: frozenset[str]


def _content(side: Prepared, start: int, end: int) -> _Content:
    words, here = side.words, slice(start, end)
    own = np.zeros(len(words.codes), dtype=np.bool_)
    own[here] = side.own[here]
    # The first word of a sentence is a capital one whatever it is.
    within = own & words.capital & (words.stems > 0)
    within[side.sentences.bounds[:, 0]] = False
    prints, firsts, lasts = hashed(words, own)
    numerals = np.flatnonzero(words.codes[here] == NUMERAL) + start
    return _Content(
        stems=np.unique(words.stems[own & (words.stems > 0)]),
        triples=np.unique(prints[lasts - firsts <= WIDEST]),
        names=np.unique(words.stems[within]),
        numbers=frozenset(side.paper.text[words.starts[k] : words.ends[k]] for k in numerals),
    )


def _of_others(one: Prepared, other: Prepared, stretches: list[Stretch]) -> bool:
    """Tell whether both sides give some names and numbers, and none that the other gives: a formula filled in twice."""
    sides = [(_content(one, s.start, s.end), _content(other, s.of_start, s.of_end)) for s in stretches]
    mine, theirs = (_given(side) for side in zip(*sides, strict=True))
    return min(len(mine), len(theirs)) >= SOME_GIVEN and mine.isdisjoint(theirs)


def _given(sides: Iterable[_Content]) -> frozenset[str | int]:
    return frozenset(one for side in sides for one in (*side.names.tolist(), *side.numbers))


def _share_some(mine: _Content, theirs: _Content) -> bool:
    """Tell whether both sides give the same name or the same number."""
    return bool(len(np.intersect1d(mine.names, theirs.names))) or bool(mine.numbers & theirs.numbers)


def _other_names(names: NDArray[np.uint64], of_names: NDArray[np.uint64]) -> bool:
    """Tell whether both sides give some names, and few in common."""
    fewer = min(len(names), len(of_names))
    return fewer >= SOME_NAMES and len(np.intersect1d(names, of_names)) < COMMON_NAMES * fewer


def _agree(numbers: frozenset[str], of_numbers: frozenset[str], *, most: int | None) -> bool:
    """Tell whether two sides share at least as many numbers as they contradict each other in.

    Where these are more than `most`, twice as many: two reports of a police's desk have some ages in common.
    """
    contradicted, common = min(len(numbers - of_numbers), len(of_numbers - numbers)), len(numbers & of_numbers)
    return contradicted * (1 if most is None or contradicted <= most else 2) <= common


def _whole(stretch: Stretch) -> tuple[int, int, int, int]:
    return stretch.start, stretch.end, stretch.of_start, stretch.of_end


def _stretches(one: Prepared, other: Prepared) -> list[Stretch]:
    """Aligned stretches that share enough words for their length, the strongest of those that overlap."""
    if one.words.digest == other.words.digest:
        count = len(one.words.codes)
        return [Stretch(start=0, end=count, of_start=0, of_end=count, cores=((0, count, 0, count),))] if count else []
    aligned = align(one.words, one.seeds, other.words, other.seeds)
    found = [(-_shared(one, other, each), each.start, each.of_start, each) for each in aligned]
    kept: list[Stretch] = []
    # Those that share too few come last.
    for shared, _, _, stretch in sorted(found, key=itemgetter(0, 1, 2)):
        if shared < 0 and not any(_overlap(stretch, chosen) for chosen in kept):
            kept.append(stretch)
    return kept


def _overlap(one: Stretch, other: Stretch) -> bool:
    """Whether two stretches have half of the smaller in common in either text."""
    here = min(one.end, other.end) - max(one.start, other.start)
    there = min(one.of_end, other.of_end) - max(one.of_start, other.of_start)
    return (
        here * 2 > min(one.end - one.start, other.end - other.start)
        or there * 2 > min(one.of_end - one.of_start, other.of_end - other.of_start)
    )  # fmt: skip


def _common(left: NDArray[np.uint64], right: NDArray[np.uint64]) -> int:
    """Words that two bags have in common."""
    a, b = np.sort(left), np.sort(right)
    held = a.searchsorted(b, side="right") - a.searchsorted(b)
    before = np.arange(len(b)) - b.searchsorted(b)
    return int(np.count_nonzero(before < held))


def _shared(one: Prepared, other: Prepared, stretch: Stretch) -> int:
    """Words that both sides of a stretch have; 0 where they are too few for its length."""
    left = one.words.codes[stretch.start : stretch.end]
    right = other.words.codes[stretch.of_start : stretch.of_end]
    shared = _common(left, right)
    return shared if shared >= LEAST_OF_PASSAGE * min(len(left), len(right)) else 0


def _shared_own(one: Prepared, other: Prepared, core: tuple[int, int, int, int]) -> int:
    """Words that both sides of a core have outside quotations and furniture."""
    here, there = slice(core[0], core[1]), slice(core[2], core[3])
    return _common(one.words.codes[here][one.own[here]], other.words.codes[there][other.own[there]])


def _passage(later: Prepared, earlier: Prepared, stretch: Stretch) -> CopiedPassage:
    copy, of = ((each.words, outside_the_story(each.paper, each.around)) for each in (later, earlier))
    return passage_of(copy, of, stretch)


def _kind(later: Prepared, earlier: Prepared, stretches: list[Stretch]) -> CopyKind:
    """Say how the words were taken over, from the order of the passages and the words in them."""
    cores = sorted(core for stretch in stretches for core in stretch.cores if core[1] - core[0] >= LEAST_WORDS)
    if any(after[2] < before[2] for before, after in pairwise(cores)):
        return CopyKind.REORDERED
    same = total = 0
    for stretch in stretches:
        left = later.words.codes[stretch.start : stretch.end]
        right = earlier.words.codes[stretch.of_start : stretch.of_end]
        same += _common(left, right)
        total += max(len(left), len(right))
    return CopyKind.VERBATIM if same >= AS_IT_STANDS * total else CopyKind.EDITED
