"""Papers that come and go, with what that changes of candidates: the pairs that are to be compared anew.

A new paper is held against those that share enough with it. Beside that it changes which papers a code pairs, where
the number of those that have it passes a limit or another one is among the first few; and what is furniture: papers
with such a sentence have other words of their own, and are compared with all their candidates again. The pairs that
are kept are those of `copies.candidate_pairs` in the whole pile, whatever came first: a test holds the two against
each other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import combinations, islice
from typing import Final

import numpy as np
from msgspec import Struct

from ledgerstone.evidence.incidents.copying.cards import Coming, furniture_in, looked_up, outside_in, sentence_codes
from ledgerstone.evidence.incidents.copying.kept import KeptCopies, PairOfNumbers, Trait
from ledgerstone.evidence.incidents.copying.lookups import EVERY, Lookups
from ledgerstone.evidence.incidents.copying.postings import NO_CODES, Codes, Pairs, Postings, both, less, post, without
from ledgerstone.evidence.incidents.copying.seen_pages import see_pages
from ledgerstone.evidence.incidents.copying.sketches import PAIRS_OF_ONE
from ledgerstone.evidence.incidents.copying.traits import COUNTED, TRAITS, compared_by, traits
from ledgerstone.evidence.incidents.order import print_number

AT_ONCE: Final = 500
"""Papers that are held at a time while a whole pile is kept."""

_FORMS: Final = "forms of "
"""Before a paper's id, what its forms are seen as: as if they were a page of nobody."""

_Postings = Mapping[int, Mapping[str, Codes]]
"""By which codes papers are looked up, for each trait."""


class _Change(Struct, frozen=True, kw_only=True):
    """What papers that come and go change.

    Attributes:
        anew: Papers that are new or have other words of their own: all their pairs are compared.
        again: Papers of the same words as one of which another is the first now.
        gone: Pairs of ids that were candidates and of which one is not kept as it was.
        before: By which codes papers were looked up whose codes change.
        after: By which codes they are.
    """

    anew: frozenset[int]
    again: frozenset[int]
    gone: frozenset[tuple[str, str]]
    before: _Postings
    after: _Postings


def grow(kept: KeptCopies, coming: Iterable[Coming], going: Collection[str] = ()) -> None:
    """Take papers in and out; the pairs that this touches wait to be compared.

    Args:
        kept: Where papers are kept.
        coming: Papers; those that are kept already are taken in their new form, if they have one.
        going: Ids of papers that are gone.
    """
    before = traits(kept.count(COUNTED))
    change = _exchange(kept, _other(kept, coming), going)
    now = traits(kept.count(COUNTED))
    looked_at = {*change.after, *change.again}
    doubtful: dict[Trait, set[PairOfNumbers]] = {}
    postings: dict[str, Postings] = {}
    for trait in now:
        limits = _other_limits(kept, trait, change)
        looked_at |= limits.first
        doubtful[trait], postings[trait.name] = limits.doubtful, limits.postings
        for number in change.before.keys() | change.after.keys():
            kept.post(trait.name, number, _of(change.before, number, trait.name), _of(change.after, number, trait.name))
    if before != now:
        # What is rare in a small pile hangs on its size.
        looked_at, doubtful, postings = set(kept.every()), {}, {}
    kept.gather()
    kept.put_due(change.gone)
    _pair(kept, Lookups(kept, now, postings), looked_at & set(kept.named(looked_at)), doubtful, change.anew)


def fill(kept: KeptCopies, coming: Iterable[Coming]) -> None:
    """Keep a whole pile where nothing was kept and whose copies are known; no pair waits to be compared.

    Args:
        kept: Where papers are kept.
        coming: All papers; some are held at a time.
    """
    rest = iter(coming)
    while some := {one.card.head.id: one for one in islice(rest, AT_ONCE)}:
        _see(kept, some, ())
        for one in some.values():
            kept.put(print_number(one.card.head), one.card)
    numbers = kept.every()
    parts = [numbers[start : start + AT_ONCE] for start in range(0, len(numbers), AT_ONCE)]
    for part in parts:
        for number, codes in _to_post(kept, part).items():
            for trait in TRAITS:
                kept.post(trait, number, NO_CODES, codes.get(trait, NO_CODES))
        kept.gather()
    for part in parts:
        here = set(part)
        pairs = Lookups(kept, traits(kept.count(COUNTED)), {}).candidates(here)
        kept.put_pairs({pair: bits for pair, bits in pairs.items() if pair[0] in here})


def _other(kept: KeptCopies, coming: Iterable[Coming]) -> dict[str, Coming]:
    """Return what comes in by ids, without what is kept just as it comes."""
    found = {one.card.head.id: one for one in coming}
    for card in kept.cards(kept.numbers(found).values()).values():
        if card.whole == found[card.head.id].card.whole:
            del found[card.head.id]
    return found


def _exchange(kept: KeptCopies, coming: Mapping[str, Coming], going: Collection[str]) -> _Change:
    """Take papers out and others in, and say by which codes that is to be looked up."""
    out = kept.numbers([*going, *coming])
    digests = {*kept.digests(out.values()).values(), *(one.card.digest for one in coming.values())}
    firsts = _firsts(kept, digests)
    gone = _named_pairs(kept, [(later, earlier) for later, earlier, _ in kept.pairs(out.values())])
    before = _posted(kept, out.values())
    respanned = _see(kept, coming, going)
    kept.drop(out.values())
    new = [kept.put(print_number(one.card.head), one.card) for one in coming.values()]
    now = _firsts(kept, digests)
    turned = {digest for digest in digests if firsts.get(digest) != now.get(digest)}
    changed = {*new, *respanned, *(one[digest] for digest in turned for one in (firsts, now) if digest in one)}
    return _Change(
        anew=frozenset({*new, *respanned}),
        again=frozenset(number for digest in turned for number in kept.identical(digest, EVERY)),
        gone=frozenset(gone),
        before=_posted(kept, changed) | before,
        after=_to_post(kept, changed),
    )


def _see(kept: KeptCopies, coming: Mapping[str, Coming], going: Collection[str]) -> set[int]:
    """Keep the pages of papers; return the other papers that have other furniture than before."""
    pages = {paper: one.sighting for paper, one in coming.items()}
    pages |= {_FORMS + paper: one.forms for paper, one in coming.items()}
    flipped = see_pages(kept, pages, [key for paper in going for key in (paper, _FORMS + paper)])
    holders = {paper.removeprefix(_FORMS) for paper in kept.papers_with(flipped)} if flipped else set()
    cards = kept.cards(kept.numbers(holders - coming.keys() - set(going)).values())
    known = kept.furniture(sentence_codes(cards.values()))
    return {
        number for number, card in cards.items() if furniture_in(card, known) != furniture_in(card, known ^ flipped)
    }


def _firsts(kept: KeptCopies, digests: Iterable[bytes]) -> dict[bytes, int]:
    """Return the first papers of the same words."""
    return {digest: number for digest in digests for number in kept.identical(digest, 1)}


def _posted(kept: KeptCopies, numbers: Collection[int]) -> dict[int, dict[str, Codes]]:
    """Return by which codes papers are looked up."""
    found: dict[int, dict[str, Codes]] = {number: {} for number in numbers}
    for trait in TRAITS:
        for number, codes in kept.codes(trait, numbers).items():
            found[number][trait] = codes
    return found


def _to_post(kept: KeptCopies, numbers: Collection[int]) -> dict[int, dict[str, Codes]]:
    """Return by which codes papers are to be looked up; keep what hangs on their furniture."""
    cards = kept.cards(numbers)
    known = kept.furniture(sentence_codes(cards.values()))
    around = {number: furniture_in(card, known) for number, card in cards.items()}
    kept.put_outside({number: outside_in(card, around[number]) for number, card in cards.items()})
    return {
        number: looked_up(card, around[number], first=kept.identical(card.digest, 1) == (number,))
        for number, card in cards.items()
    }


def _of(postings: _Postings, number: int, trait: str) -> Codes:
    return postings.get(number, {}).get(trait, NO_CODES)


class _Limits(Struct, frozen=True, kw_only=True):
    """What a change does to the limits of one trait.

    Attributes:
        first: Papers that are, or were, among the first few of a code.
        doubtful: Pairs that a code pairs now, or pairs no longer.
        postings: The papers that have each code which changes, as they are now; more than the limit are many.
    """

    first: set[int]
    doubtful: set[PairOfNumbers]
    postings: Postings


def _other_limits(kept: KeptCopies, trait: Trait, change: _Change) -> _Limits:
    """Return what a change does to the limits of a trait; the change is not written yet."""
    left, entered = _moves(change, trait.name)
    moved = len(change.before.keys() | change.after.keys())
    codes = np.union1d(left.codes, entered.codes)
    before = kept.postings(trait.name, codes, trait.long + 1 + moved, trait.first + moved)
    now = post(codes, both(without(before.pairs(), left), entered), codes[before.many], trait.long + 1)
    found = _Limits(first=set(), doubtful=set(), postings=now)
    parted: dict[int, set[int]] = defaultdict(set)
    was_long = before.many | (before.sizes() > trait.long)
    for at in np.flatnonzero(was_long | now.many).tolist():
        those, of_now = before.of(at), now.of(at)
        if not was_long[at]:
            for number in {*those}.intersection(of_now):
                parted[number].add(at)
        elif not now.many[at]:
            found.doubtful.update((later, earlier) for earlier, later in combinations(of_now, 2))
        else:
            found.first.update({*those[: trait.first]} ^ {*of_now[: trait.first]})
    for later, earlier, bits in kept.pairs_among(parted.keys()):
        if bits & trait.bit and not parted[later].isdisjoint(parted[earlier]):
            found.doubtful.add((later, earlier))
    return found


def _moves(change: _Change, trait: str) -> tuple[Pairs, Pairs]:
    """Return which papers leave which codes, and which enter which."""
    numbers = change.before.keys() | change.after.keys()
    each = {number: (_of(change.before, number, trait), _of(change.after, number, trait)) for number in numbers}
    left = {number: less(before, after) for number, (before, after) in each.items()}
    entered = {number: less(after, before) for number, (before, after) in each.items()}
    return _rows(left), _rows(entered)


def _rows(codes: Mapping[int, Codes]) -> Pairs:
    numbers = np.array([*codes], dtype=np.int64)
    each = [*codes.values()]
    return Pairs(codes=np.concatenate([NO_CODES, *each]), papers=np.repeat(numbers, [len(one) for one in each]))


def _pair(
    kept: KeptCopies,
    lookups: Lookups,
    numbers: set[int],
    doubtful: Mapping[Trait, set[PairOfNumbers]],
    anew: frozenset[int],
) -> None:
    """Keep the candidates as they are now; those that were none, and those of papers that come anew, are due."""
    now = lookups.candidates(numbers)
    later = {pair[0] for pair in now} | {pair[0] for pairs in doubtful.values() for pair in pairs}
    crowded = set(kept.crowded(later - numbers, PAIRS_OF_ONE // 2))
    if crowded:
        numbers |= crowded
        now = lookups.candidates(numbers)
    before = {(later, earlier): bits for later, earlier, bits in kept.pairs(numbers)}
    for trait, pairs in doubtful.items():
        those = {pair for pair in pairs if numbers.isdisjoint(pair)}
        standing = kept.bits(those)
        for pair, enough in lookups.shares(trait, those).items():
            before.setdefault(pair, standing.get(pair, 0))
            bits = now.get(pair, before[pair])
            now[pair] = bits | trait.bit if enough else bits & ~trait.bit
    changed = {pair: now.get(pair, 0) for pair in before.keys() | now.keys() if before.get(pair, 0) != now.get(pair, 0)}
    kept.put_pairs(changed)
    due = {pair for pair in changed if compared_by(before.get(pair, 0)) != compared_by(changed[pair])}
    due |= {pair for pair in now if not anew.isdisjoint(pair)}
    kept.put_due(_named_pairs(kept, due))


def _named_pairs(kept: KeptCopies, pairs: Collection[PairOfNumbers]) -> set[tuple[str, str]]:
    """Return pairs as ids, each in order."""
    named = kept.named({end for pair in pairs for end in pair})
    return {(min(ends), max(ends)) for ends in ((named[later].id, named[earlier].id) for later, earlier in pairs)}
