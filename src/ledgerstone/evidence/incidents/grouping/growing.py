"""Mentions that come and go, with what that changes for others: their counts, their weights and their edges.

A new paper is held against the mentions that it shares rare terms, or a place and a day, with. Beside that it changes
the weight of the terms whose number of mentions passes a power of two, and what is furniture; the edges of mentions
that have those are scored anew. All other edges stay as they are. The edges that are kept are those that a grouping
of the whole pile makes, whatever came first: a test holds the two against each other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from msgspec import Struct, structs

from ledgerstone.evidence.incidents.copying.furniture import Sighting
from ledgerstone.evidence.incidents.copying.seen_pages import see_pages
from ledgerstone.evidence.incidents.grouping.candidates import NEIGHBOURS, SETTING, TELLING, setting_keys
from ledgerstone.evidence.incidents.grouping.facts import place_keys, quiet
from ledgerstone.evidence.incidents.grouping.kept import Kept, Mention, Pair, number_of
from ledgerstone.evidence.incidents.grouping.likeness import RARE
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.rarity import COMMON, halvings_of
from ledgerstone.evidence.incidents.grouping.regrouping import LEAST
from ledgerstone.evidence.incidents.grouping.rescoring import (
    Weigher,
    posted,
    score_pairs,
    score_pile,
    setting_codes,
    weight_of,
)
from ledgerstone.evidence.incidents.grouping.terms import KINDS, Kind

_MOST_COUNTED: Final = 255
_IN_VECTORS = frozenset({Kind.WORD, Kind.NAME, Kind.PAIR})
"""Kinds of terms whose weight is in the score of a pair, and not only in whether it is looked at."""


class Coming(Struct, frozen=True, kw_only=True):
    """A paper that comes in, or comes again in another form.

    Attributes:
        paper: Its id.
        profiles: Of its mentions, divided as people decided.
        sighting: Of its page.
    """

    paper: str
    profiles: tuple[Profile, ...]
    sighting: Sighting


class _Change(Struct, frozen=True, kw_only=True):
    """What a change of mentions is about.

    Attributes:
        new: Mentions that are new or have other terms than before.
        lost: Mentions that had edges with those and with what is gone.
        codes: Codes of what mentions that came or went have, with their counts before.
        moved: For each of these codes, the mentions that came or went.
        places: Places of mentions that came or went, with the days before.
    """

    new: frozenset[int]
    lost: frozenset[int]
    codes: Mapping[int, Pair]
    moved: Mapping[int, Sequence[int]]
    places: Mapping[str, int]


def grow(kept: Kept, coming: Sequence[Coming], going: Collection[str] = ()) -> None:
    """Keep papers that come in, and others no longer; note the mentions whose incidents wait to be made anew.

    Args:
        kept: Where mentions are kept.
        coming: Papers; one that is kept already takes the place of its earlier form.
        going: Ids of papers that are gone.
    """
    before = halvings_of(kept.size())
    change = _exchange(kept, coming, going)
    if halvings_of(kept.size()) != before:
        # A small pile that doubles weighs every term anew; it does so a few times in all.
        change = structs.replace(change, new=frozenset(kept.of_papers(kept.papers())))
        kept.drop_edges((one, other) for one, other, _ in tuple(kept.edges(change.new)))
    halvings, now = halvings_of(kept.size()), kept.counts(change.codes)
    moved = _reweighed(kept, change, now)
    weigher = Weigher(kept, halvings)
    pairs = weigher.of_new(change.new)
    doubtful = {pair for pair in _doubtful(kept, change, now, halvings) if change.new.isdisjoint(pair)}
    enough = weigher.enough(doubtful)
    kept.drop_edges(doubtful - enough)
    dirty = change.new | moved | _in_busy(kept, change.places)
    standing = {(one, other): score for one, other, score in kept.edges(dirty | {one for one, _ in enough})}
    dirty_edges = {pair for pair in standing if not dirty.isdisjoint(pair)}
    edges = tuple(score_pairs(kept, sorted(pairs | enough | dirty_edges), halvings))
    kept.put_edges(edges)
    turned = (pair for *pair, score in edges if _holds(standing.get((pair[0], pair[1]), 0.0)) != _holds(score))
    kept.touch(change.new | change.lost | {end for pair in (*turned, *(doubtful - enough)) for end in pair})


def _holds(score: float) -> float:
    """Return what an edge counts for: nothing where it neither holds mentions together nor keeps them apart."""
    return score if score >= LEAST or score < 0 else 0.0


def fill(kept: Kept, coming: Sequence[Coming]) -> None:
    """Keep a whole pile where nothing was kept; no incident waits for it.

    Args:
        kept: Where mentions are kept.
        coming: All papers.
    """
    see_pages(kept, {one.paper: one.sighting for one in coming}, ())
    furniture = kept.furniture({code for one in coming for code in one.sighting.codes.tolist()})
    for one in coming:
        for profile in one.profiles:
            _put(kept, _mention(profile, furniture))
    for one in coming:
        _recount(kept, kept.of_papers([one.paper]))
    kept.put_edges(score_pile(kept, halvings_of(kept.size())))


def _exchange(kept: Kept, coming: Sequence[Coming], going: Collection[str]) -> _Change:
    """Take mentions out and put others in, in the counts and postings; their edges are gone."""
    papers = {one.paper: one for one in coming}
    flipped = see_pages(kept, {key: one.sighting for key, one in papers.items()}, going)
    out = kept.of_papers([*going, *papers])
    old = kept.mentions(out)
    stale = _with_sentences(kept, flipped, set(out))
    every = {**old, **stale}
    lost = {end for one, other, _ in kept.edges(every) for end in (one, other)} - every.keys()
    fresh = [profile for one in papers.values() for profile in one.profiles]
    fresh += [one.profile for one in stale.values()]
    made = [_mention(profile, kept.furniture(_sentences(profile))) for profile in fresh]
    codes, places = _before(kept, (*every.values(), *made))
    for number, mention in every.items():
        _uncount(kept, number, mention)
    kept.drop(every)
    new = {_put(kept, mention): mention for mention in made}
    moved: dict[int, list[int]] = defaultdict(list)
    for number, mention in (*every.items(), *new.items()):
        for code in posted(mention):
            moved[code].append(number)
    return _Change(new=frozenset(new), lost=frozenset(lost), codes=codes, moved=moved, places=places)


def _with_sentences(kept: Kept, codes: frozenset[int], but: Collection[int]) -> dict[int, Mention]:
    """Return the mentions that have one of some sentences, but for some."""
    if not codes:
        return {}
    numbers = [number for number in kept.of_papers(kept.papers_with(codes)) if number not in but]
    return {
        number: one for number, one in kept.mentions(numbers).items() if not codes.isdisjoint(_sentences(one.profile))
    }


def _sentences(profile: Profile) -> frozenset[int]:
    return frozenset(np.frombuffer(profile.sentences, dtype="<u8").tolist())


def _mention(profile: Profile, furniture: Collection[int]) -> Mention:
    codes = np.frombuffer(profile.codes, dtype="<u8").astype(np.uint64)
    sentences = np.frombuffer(profile.sentences, dtype="<u8").astype(np.uint64)
    own = ~np.isin(sentences, np.array(sorted(furniture), dtype=np.uint64))
    order = np.argsort(codes[own], kind="stable")
    codes, sentences = codes[own][order], sentences[own][order]
    return Mention(
        profile=profile,
        codes=codes.astype("<u8").tobytes(),
        sentences=sentences.astype("<u8").tobytes(),
        counts=bytes(len(codes)),
        keys=np.array(sorted(set(setting_keys(profile))), dtype="<u8").tobytes(),
    )


def _terms(mention: Mention) -> set[Pair]:
    codes, sentences = (np.frombuffer(one, dtype="<u8").tolist() for one in (mention.codes, mention.sentences))
    return set(zip(codes, sentences, strict=True))


def _days(profile: Profile) -> dict[str, set[int]]:
    days = {day for span in profile.spans for day in (span.first.toordinal(), span.last.toordinal())}
    return {key: days for place in profile.setting.places for key in place_keys(place)}


def _before(kept: Kept, mentions: Collection[Mention]) -> tuple[dict[int, Pair], dict[str, int]]:
    """Return the counts of the terms and the days of the places of mentions, as they are now."""
    codes = {
        code for one in mentions for code in (*np.frombuffer(one.codes, dtype="<u8").tolist(), *setting_codes(one))
    }
    places = {place for one in mentions for place in _days(one.profile)}
    return dict.fromkeys(codes, (0, 0)) | kept.counts(codes), dict.fromkeys(places, 0) | kept.days(places)


def _uncount(kept: Kept, number: int, mention: Mention) -> None:
    kept.count(_counted(mention), -1)
    kept.unpost(number, posted(mention))
    kept.place(number, _days(mention.profile), -1)


def _put(kept: Kept, mention: Mention) -> int:
    number = kept.put(number_of(mention.profile), mention, mention.profile.claims or (mention.profile.paper,))
    kept.count(_counted(mention), 1)
    kept.post(number, posted(mention))
    kept.place(number, _days(mention.profile), 1)
    return number


def _counted(mention: Mention) -> set[Pair]:
    """Return what a mention adds to the counts: its terms by sentence, and its settings, of which each is its own."""
    return _terms(mention) | {(key, 0) for key in setting_codes(mention)}


def _step(count: Pair) -> tuple[int, bool]:
    """Return what tells counts apart that score otherwise: the doublings, as far as they count, and what is rare."""
    least = min(count)
    return min(least, COMMON).bit_length(), least <= RARE


def _reweighed(kept: Kept, change: _Change, now: Mapping[int, Pair]) -> frozenset[int]:
    """Give mentions of terms that came, went or weigh other than before their counts; return those they score with."""
    moved: set[int] = set()
    for code, count in change.codes.items():
        if code % KINDS in _IN_VECTORS and count[0] and code in now and _step(count) != _step(now[code]):
            moved.update(kept.posting(code))
    _recount(kept, change.new | moved, now)
    return frozenset(moved)


def _recount(kept: Kept, numbers: Collection[int], now: Mapping[int, Pair] | None = None) -> None:
    """Give mentions the counts of their terms, of those at hand or of all."""
    mentions = kept.mentions(numbers)
    if now is None:
        now = kept.counts(
            {code for one in mentions.values() for code in np.frombuffer(one.codes, dtype="<u8").tolist()}
        )
    codes = np.array(sorted(now), dtype=np.uint64)
    counts = np.array([min(*now[code], _MOST_COUNTED) for code in codes.tolist()], dtype=np.uint8)
    found = {}
    for number, one in mentions.items():
        held, of = np.frombuffer(one.codes, dtype="<u8"), np.frombuffer(one.counts, dtype=np.uint8).copy()
        if len(codes):
            at = np.minimum(np.searchsorted(codes, held), len(codes) - 1)
            known = codes[at] == held
            of[known] = counts[at[known]]
        found[number] = of.tobytes()
    kept.recount(found)


def _doubtful(kept: Kept, change: _Change, now: Mapping[int, Pair], halvings: int) -> Iterator[Pair]:
    """Yield pairs of mentions that may be worth a look now and were not before, or are no longer."""
    for code, count in change.codes.items():
        then = now.get(code, (0, 0))
        if (code % KINDS in TELLING or code % KINDS == SETTING) and count[0] and then[0] > 1:
            was, weighs = weight_of(code, count, halvings), weight_of(code, then, halvings)
            shorter, longer = then[0] <= COMMON < count[0], count[0] <= COMMON < then[0]
            if weighs > was or (weighs and shorter):
                yield from _pairs_in(kept, code)
            elif weighs < was or (weighs and longer):
                yield from _edges_in(kept, code)
            elif weighs and then[0] > COMMON:
                yield from _across(kept, code, change.moved.get(code, ()))


def _pairs_in(kept: Kept, code: int) -> Iterator[Pair]:
    members = kept.posting(code)
    reach = len(members) if len(members) <= COMMON else NEIGHBOURS
    for at, one in enumerate(members):
        yield from ((one, other) for other in members[at + 1 : at + 1 + reach])
    if reach == NEIGHBOURS:
        yield from _edges_in(kept, code)


def _edges_in(kept: Kept, code: int) -> Iterator[Pair]:
    """Yield the edges between mentions of a posting."""
    members = set(kept.posting(code))
    yield from ((one, other) for one, other, _ in kept.edges(members) if one in members and other in members)


def _across(kept: Kept, code: int, moved: Sequence[int]) -> Iterator[Pair]:
    """Yield the pairs that mentions which came or went stand between, in a long posting."""
    for number in moved:
        before, after = kept.around(code, number, NEIGHBOURS + len(moved))
        yield from ((one, other) for one in before for other in after)


def _in_busy(kept: Kept, places: Mapping[str, int]) -> frozenset[int]:
    """Return the mentions of places that are busier or quieter than before."""
    now = kept.days(places)
    return frozenset(kept.in_places([key for key, days in places.items() if quiet(days) != quiet(now.get(key, 0))]))
