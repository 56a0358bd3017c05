"""Mentions that come and go, with what that changes for others: their counts, their weights and their edges.

A new paper is held against the mentions that it shares rare terms, or a place and a day, with. Beside that it changes
the weight of the terms whose number of mentions passes a power of two, and what is furniture; the edges of mentions
that have those are scored anew. All other edges stay as they are. The edges that are kept are those that a grouping
of the whole pile makes, whatever came first: a test holds the two against each other.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

import numpy as np
from msgspec import Struct

from ledgerstone.evidence.incidents.copying.furniture import Sighting
from ledgerstone.evidence.incidents.copying.seen_pages import see_pages
from ledgerstone.evidence.incidents.grouping.candidates import NEIGHBOURS, setting_keys
from ledgerstone.evidence.incidents.grouping.facts import place_keys, quiet
from ledgerstone.evidence.incidents.grouping.kept import Kept, Mention, Pair, Ties, number_of
from ledgerstone.evidence.incidents.grouping.likeness import squares_of, vectors_of
from ledgerstone.evidence.incidents.grouping.profiles import Profile
from ledgerstone.evidence.incidents.grouping.rarity import COMMON, NOT_SMALL, halvings_of
from ledgerstone.evidence.incidents.grouping.regrouping import Turned
from ledgerstone.evidence.incidents.grouping.rescoring import (
    Weigher,
    counts_of_some,
    posted,
    score_pairs,
    score_pile,
    setting_codes,
    share_of,
    terms_kept,
)
from ledgerstone.evidence.incidents.grouping.reweighing import Turn, brought_together, reweigh
from ledgerstone.evidence.incidents.grouping.scoring import Part, Sign


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
        lost: Mentions that were held together with those and with what is gone.
        codes: Codes of what mentions that came or went have, with their counts before.
        now: Those counts as they are now; of codes that no mention has any more there is none.
        gone: For each of these codes, the mentions that went.
        fresh: For each of these codes, the mentions that came.
        places: Places of mentions that came or went, with the days before.
    """

    new: frozenset[int]
    lost: frozenset[int]
    codes: Mapping[int, Pair]
    now: Mapping[int, Pair]
    gone: Mapping[int, frozenset[int]]
    fresh: Mapping[int, frozenset[int]]
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
    _measure(kept, change, halvings)
    turns = tuple(_turns(change))
    turned = Turned()
    reweigh(kept, turns, halvings, turned)
    weigher = Weigher(kept, halvings)
    pairs = weigher.of_new(change.new, change.now)
    maybe = {pair for pair in _maybe(kept, turns, halvings) if change.new.isdisjoint(pair)}
    pairs |= weigher.enough(maybe)
    busy = kept.ties(_in_busy(kept, change.places))
    busy = busy.some((busy.parts[:, Part.SIGNS] & Sign.THERE) > 0)
    pairs |= dict(zip(_ends(busy), busy.parts[:, Part.SHARED].tolist(), strict=True))
    _put_edges(kept, pairs, halvings, turned, but=change.new)
    kept.touch(change.new | change.lost | turned.mentions(kept))


def _score_anew(kept: Kept, halvings: int) -> None:
    """Score all pairs of a pile, all of whose incidents wait to be made anew then."""
    numbers = kept.of_papers(kept.papers())
    edges = kept.ties(numbers)
    kept.drop_edges(_ends(edges))
    kept.put_edges(score_pile(kept, halvings))
    kept.touch(numbers)


def _put_edges(kept: Kept, pairs: Mapping[Pair, int], halvings: int, turned: Turned, *, but: frozenset[int]) -> None:
    """Score pairs and keep their edges; those of new mentions need no note, for these are grouped anyway."""
    old = {end for pair in pairs if but.isdisjoint(pair) for end in pair}
    before = kept.ties_among(old)
    was = dict(zip(_ends(before), before.scores.tolist(), strict=True))
    for edges in score_pairs(kept, pairs, halvings):
        kept.put_edges(edges)
        stay = ~(np.isin(edges.first, list(but)) | np.isin(edges.second, list(but)))
        staying = edges.some(stay)
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
    for one in coming:
        for profile in one.profiles:
            _put(kept, _mention(profile, furniture))
    kept.put_edges(score_pile(kept, halvings_of(kept.size(NOT_SMALL))))


def _exchange(kept: Kept, coming: Sequence[Coming], going: Collection[str]) -> _Change:
    """Take mentions out and put others in, in the counts and postings; their edges are gone."""
    papers = {one.paper: one for one in coming}
    flipped = see_pages(kept, {key: one.sighting for key, one in papers.items()}, going)
    out = kept.of_papers([*going, *papers])
    old = kept.mentions(out)
    stale = _with_sentences(kept, flipped, set(out))
    every = {**old, **stale}
    lost = {other for _, other in kept.near(every)} - every.keys()
    fresh = [profile for one in papers.values() for profile in one.profiles]
    fresh += [one.profile for one in stale.values()]
    made = [_mention(profile, kept.furniture(_sentences(profile))) for profile in fresh]
    codes, places = _before(kept, (*every.values(), *made))
    for number, mention in every.items():
        _uncount(kept, number, mention)
    kept.drop(every)
    new = {_put(kept, mention): mention for mention in made}
    return _Change(
        new=frozenset(new),
        lost=frozenset(lost),
        codes=codes,
        now=kept.counts(codes),
        gone=_by_code(every),
        fresh=_by_code(new),
        places=places,
    )


def _by_code(mentions: Mapping[int, Mention]) -> dict[int, frozenset[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for number, mention in mentions.items():
        for code in posted(mention):
            found[code].add(number)
    return {code: frozenset(numbers) for code, numbers in found.items()}


def _measure(kept: Kept, change: _Change, halvings: int) -> None:
    """Keep the lengths of the vectors of new mentions."""
    mentions = kept.mentions(change.new)
    terms = terms_kept(list(mentions.values()))
    counts = counts_of_some(change.now, np.unique(terms.codes), halvings)
    squares = squares_of(vectors_of(terms, len(mentions), counts)).tolist()
    kept.set_squares({number: (words, names) for number, (words, names) in zip(mentions, squares, strict=True)})


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
    kept.count(_terms(mention), setting_codes(mention), -1)
    kept.unpost(number, posted(mention))
    kept.place(number, _days(mention.profile), -1)


def _put(kept: Kept, mention: Mention) -> int:
    number = kept.put(number_of(mention.profile), mention, mention.profile.claims or (mention.profile.paper,))
    kept.count(_terms(mention), setting_codes(mention), 1)
    kept.post(number, posted(mention))
    kept.place(number, _days(mention.profile), 1)
    return number


def _turns(change: _Change) -> Iterator[Turn]:
    """Yield what became of terms by which mentions met before that stay."""
    none = frozenset[int]()
    for code, was in change.codes.items():
        gone, fresh = change.gone.get(code, none), change.fresh.get(code, none)
        turn = Turn(code=code, was=was, now=change.now.get(code, (0, 0)), gone=gone, fresh=fresh)
        if turn.meets():
            yield turn


def _maybe(kept: Kept, turns: Iterable[Turn], halvings: int) -> Iterator[Pair]:
    """Yield pairs of mentions that may share enough now and did not before."""
    for turn in turns:
        was, now = (share_of(turn.code, count, halvings) for count in (turn.was, turn.now))
        if now > was or (now and turn.shortens()):
            yield from _pairs_in(kept, turn)
        elif now and turn.now[0] > COMMON and turn.gone:
            yield from brought_together(kept, turn)


def _pairs_in(kept: Kept, turn: Turn) -> Iterator[Pair]:
    members = tuple(kept.postings([turn.code])[turn.code])
    reach = len(members) if turn.now[0] <= COMMON else NEIGHBOURS
    for at, one in enumerate(members):
        yield from ((one, other) for other in members[at + 1 : at + 1 + reach])


def _in_busy(kept: Kept, places: Mapping[str, int]) -> frozenset[int]:
    """Return the mentions of places that are busier or quieter than before."""
    now = kept.days(places)
    return frozenset(kept.in_places([key for key, days in places.items() if quiet(days) != quiet(now.get(key, 0))]))
