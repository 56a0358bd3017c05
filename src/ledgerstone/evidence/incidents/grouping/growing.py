"""Mentions that come and go, with what that changes for others: their counts, their weights and their edges.

A new paper is held against the mentions that it shares rare terms, or a place and a day, with. Beside that it changes
the weight of the terms whose number of mentions passes a power of two, and what is furniture; the edges of mentions
that have those are scored anew. All other edges stay as they are. The edges that are kept are those that a grouping
of the whole pile makes, whatever came first: a test holds the two against each other.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from msgspec import Struct

from ledgerstone.evidence.incidents.copying.furniture import Sighting
from ledgerstone.evidence.incidents.copying.seen_pages import see_pages
from ledgerstone.evidence.incidents.grouping.candidates import NEIGHBOURS, setting_keys
from ledgerstone.evidence.incidents.grouping.facts import place_keys, quiet
from ledgerstone.evidence.incidents.grouping.held import NOTHING, held_by
from ledgerstone.evidence.incidents.grouping.kept import Held, Kept, Mention, Pair, Shift, Ties, number_of
from ledgerstone.evidence.incidents.grouping.likeness import squares_of, vectors_of
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.rarity import COMMON, NOT_SMALL, Counts, halvings_of
from ledgerstone.evidence.incidents.grouping.regrouping import Turned
from ledgerstone.evidence.incidents.grouping.rescoring import (
    Weigher,
    pairs_of_new,
    score_pairs,
    score_pile,
    terms_kept,
)
from ledgerstone.evidence.incidents.grouping.reweighing import Turn, brought_together, reweigh, turns_of
from ledgerstone.evidence.incidents.grouping.scoring import Part, Sign

AT_ONCE: Final = 500
"""Papers of a pile that are kept at once."""


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


class _Change(Struct, frozen=True, kw_only=True, eq=False):
    """What a change of mentions is about.

    Attributes:
        new: Mentions that are new or have other terms than before, by their numbers.
        lost: Mentions that were held together with those and with what is gone.
        gone: What the mentions had that went.
        fresh: What those have that came.
        shift: What became of that.
        places: Places of mentions that came or went, with the days before.
    """

    new: Mapping[int, Mention]
    lost: frozenset[int]
    gone: Held
    fresh: Held
    shift: Shift
    places: Mapping[str, int]


def grow(kept: Kept, coming: Sequence[Coming], going: Collection[str] = ()) -> None:
    """Keep papers that come in, and others no longer; note the mentions whose incidents wait to be made anew.

    Args:
        kept: Where mentions are kept.
        coming: Papers; one that is kept already takes the place of its earlier form.
        going: Ids of papers that are gone.
    """
    before = halvings_of(kept.size(NOT_SMALL))
    change = _exchange(kept, coming, going)
    halvings = halvings_of(kept.size(NOT_SMALL))
    if halvings != before:
        # A small pile that doubles weighs every term anew; it does so a few times in all.
        _score_anew(kept, halvings)
        return
    counts = Counts(halvings=halvings, codes=change.shift.codes, mentions=change.shift.now.min(axis=1))
    _measure(kept, change.new, counts)
    turns = turns_of(change.gone, change.fresh, change.shift, halvings)
    turned = Turned()
    reweigh(kept, turns, halvings, turned)
    pairs = pairs_of_new(kept, change.fresh, change.shift, halvings)
    maybe = {pair for pair in _maybe(kept, turns) if change.new.keys().isdisjoint(pair)}
    pairs |= Weigher(kept, halvings).enough(maybe)
    busy = kept.ties(_in_busy(kept, change.places))
    busy = busy.some((busy.parts[:, Part.SIGNS] & Sign.THERE) > 0)
    pairs |= dict(zip(_ends(busy), busy.parts[:, Part.SHARED].tolist(), strict=True))
    _put_edges(kept, pairs, counts, turned, change.new)
    kept.touch({*change.new, *change.lost, *turned.mentions(kept)})


def _score_anew(kept: Kept, halvings: int) -> None:
    """Score all pairs of a pile, all of whose incidents wait to be made anew then."""
    numbers = kept.of_papers(kept.papers())
    edges = kept.ties(numbers)
    kept.drop_edges(edges.first, edges.second)
    kept.put_edges(score_pile(kept, halvings))
    kept.touch(numbers)


def _put_edges(
    kept: Kept, pairs: Mapping[Pair, int], counts: Counts, turned: Turned, new: Mapping[int, Mention]
) -> None:
    """Score pairs and keep their edges; those of new mentions need no note, for these are grouped anyway."""
    old = {end for pair in pairs if new.keys().isdisjoint(pair) for end in pair}
    before = kept.ties_among(old)
    was = dict(zip(_ends(before), before.scores.tolist(), strict=True))
    but = np.array(sorted(new), dtype=np.int64)
    for edges in score_pairs(kept, pairs, counts, new):
        kept.put_edges(edges)
        staying = edges.some(~(np.isin(edges.first, but) | np.isin(edges.second, but)))
        turned.note(staying, np.array([was.get(pair, 0.0) for pair in _ends(staying)]))


def _ends(edges: Ties) -> Iterator[Pair]:
    return zip(edges.first.tolist(), edges.second.tolist(), strict=True)


def fill(kept: Kept, coming: Sequence[Coming]) -> None:
    """Keep a whole pile where nothing was kept; no incident waits for it.

    Args:
        kept: Where mentions are kept.
        coming: All papers.
    """
    see_pages(kept, {one.paper: one.sighting for one in coming}, ())
    furniture = kept.furniture({code for one in coming for code in one.sighting.codes.tolist()})
    for start in range(0, len(coming), AT_ONCE):
        made = [_mention(one, furniture) for paper in coming[start : start + AT_ONCE] for one in paper.profiles]
        kept.exchange(NOTHING, held_by(_put(kept, made)))
    kept.put_edges(score_pile(kept, halvings_of(kept.size(NOT_SMALL))))


def _exchange(kept: Kept, coming: Sequence[Coming], going: Collection[str]) -> _Change:
    """Take mentions out and put others in, in the counts and postings; their edges are gone."""
    papers = {one.paper: one for one in coming}
    flipped = see_pages(kept, {key: one.sighting for key, one in papers.items()}, going)
    out = kept.of_papers([*going, *papers])
    every = {**kept.mentions(out), **(stale := _with_sentences(kept, flipped, set(out)))}
    lost = frozenset(kept.near(every)[1].tolist()) - every.keys()
    fresh = [profile for one in papers.values() for profile in one.profiles]
    fresh += [one.profile for one in stale.values()]
    furniture = kept.furniture({code for one in fresh for code in _sentences(one)})
    made = [_mention(profile, furniture) for profile in fresh]
    places = {place for one in (*every.values(), *made) for place in _days(one.profile)}
    days = dict.fromkeys(places, 0) | kept.days(places)
    for number, mention in every.items():
        kept.place(number, _days(mention.profile), -1)
    kept.drop(every)
    new = _put(kept, made)
    gone_held, new_held = held_by(every), held_by(new)
    return _Change(
        new=new,
        lost=lost,
        gone=gone_held,
        fresh=new_held,
        shift=kept.exchange(gone_held, new_held),
        places=days,
    )


def _put(kept: Kept, made: Iterable[Mention]) -> dict[int, Mention]:
    """Keep mentions, but for what they have; return them by their numbers."""
    new = {}
    for mention in made:
        number = kept.put(number_of(mention.profile), mention, mention.profile.claims or (mention.profile.paper,))
        kept.place(number, _days(mention.profile), 1)
        new[number] = mention
    return new


def _measure(kept: Kept, new: Mapping[int, Mention], counts: Counts) -> None:
    """Keep the lengths of the vectors of new mentions."""
    vectors = vectors_of(terms_kept(list(new.values())), len(new), counts)
    squares = squares_of(vectors).tolist()
    kept.set_squares({number: (words, names) for number, (words, names) in zip(new, squares, strict=True)})


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
        keys=np.array(sorted(set(setting_keys(profile))), dtype="<u8").tobytes(),
    )


def _days(profile: Profile) -> dict[str, set[int]]:
    days = {day for span in profile.spans for day in (span.first.toordinal(), span.last.toordinal())}
    return {key: days for place in profile.setting.places for key in place_keys(place)}


def _maybe(kept: Kept, turns: Iterable[Turn]) -> Iterator[Pair]:
    """Yield pairs of mentions that may share enough now and did not before."""
    for turn in turns:
        if turn.now.share > turn.was.share or (turn.now.share and turn.shortens()):
            yield from _pairs_in(kept, turn)
        elif turn.now.share and turn.now.mentions > COMMON and turn.gone:
            yield from brought_together(kept, turn)


def _pairs_in(kept: Kept, turn: Turn) -> Iterator[Pair]:
    members = tuple(kept.postings([turn.code])[turn.code])
    reach = len(members) if turn.now.mentions <= COMMON else NEIGHBOURS
    for at, one in enumerate(members):
        yield from ((one, other) for other in members[at + 1 : at + 1 + reach])


def _in_busy(kept: Kept, places: Mapping[str, int]) -> frozenset[int]:
    """Return the mentions of places that are busier or quieter than before."""
    now = kept.days(places)
    return frozenset(kept.in_places([key for key, days in places.items() if quiet(days) != quiet(now.get(key, 0))]))
