"""Profiles: what one paper says of one event, as plain values by which mentions of many papers are compared.

A profile is made of one paper alone; which of its sentences are page furniture and how rare its terms are hangs on the
pile and is looked up when profiles are compared. So profiles can be kept as bytes, and a new paper changes none.

The main mention of a paper, the one that most of its claims are about, has the whole text but for the sentences that
hold the claims of others; the others have their own sentences. A paper that claims nothing of an event has a silent
profile: it may join an incident as a source, and never makes one.
"""

import re
from bisect import bisect_right
from collections import defaultdict
from functools import lru_cache
from hashlib import blake2b
from typing import Final

import numpy as np
from msgspec import Struct, structs
from numpy.typing import NDArray

from ledgerstone.evidence.claims.model import Question
from ledgerstone.evidence.incidents.copying.furniture import Cut, Sentences, Sighting, cut, sighting_of
from ledgerstone.evidence.incidents.copying.outlets import outlet_of
from ledgerstone.evidence.incidents.grouping.kinds import kinds_in
from ledgerstone.evidence.incidents.grouping.mentions import EventMention, mentions_of, paragraph_starts, setting_of
from ledgerstone.evidence.incidents.grouping.settings import Period, Setting
from ledgerstone.evidence.incidents.grouping.terms import occurrences
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.evidence.incidents.order import day_of
from ledgerstone.evidence.reading.model import Role
from ledgerstone.values.counts import CountValue
from ledgerstone.values.places import PlaceValue

READ: Final = 400_000
"""Characters of a text that profiles are made of."""
LEAD: Final = 2000
"""Characters of a paper that claims nothing of an event."""
MOST_TERMS: Final = 4000
"""Terms of one profile, the first ones: what a longer text is about stands before."""
MOST_PARTS: Final = 8
"""Parts of a title."""
TITLE_BREAK: Final = re.compile(r"\s{1,8}[-|–—:•·]{1,8}\s{1,8}|\s{0,8}\|\s{0,8}")
NOT_ITS_OWN: Final = frozenset({Role.COMMENT, Role.POLICY, Role.BOILERPLATE, Role.REFERENCE_LIST})
"""Parts whose words are not the paper's own, or are furniture."""

Figure = tuple[Question, int | None, int | None]


class Profile(Struct, frozen=True, kw_only=True):
    """What one paper says of one event.

    Attributes:
        key: Made of what the paper is and says, not of ids: ties go by it.
        paper: The paper's id.
        claims: Ids of the claims that belong to it, in the order of the text; empty for a silent profile.
        comment: Whether it stands in readers' comments only.
        harmed: Whether it says of people killed or injured.
        kinds: The kinds of event that its sentences name, in order.
        printed: Day of publication as a proleptic ordinal; None is not known.
        outlet: Who published it, as `copying.outlets` names it; None is not known.
        setting: When and where.
        spans: The exact days that its claims give.
        figures: The counts that its claims give, with their questions, in order.
        codes: Codes of its terms as 8 bytes each, little-endian; one for each sentence that a term stands in.
        sentences: For each of `codes`, the code of the sentence, 8 bytes each; 0 for none.
    """

    key: bytes
    paper: str
    claims: tuple[str, ...]
    comment: bool
    harmed: bool
    kinds: tuple[str, ...]
    printed: int | None
    outlet: str | None
    setting: Setting
    spans: tuple[Period, ...]
    figures: tuple[Figure, ...]
    codes: bytes
    sentences: bytes


class _Text(Struct, frozen=True, kw_only=True, eq=False):
    """A text by its sentences.

    Attributes:
        sentences: Its sentences; those of other parts than the paper's own words have none of their terms here.
        codes: Of its terms, sentence by sentence, each once in it.
        bounds: For each sentence, the first of its terms and the one after its last.
        title: Codes of the terms of the title.
        parts: For each of `title`, the code of the part of the title that it stands in.
        digest: Of its words.
    """

    sentences: Sentences
    codes: NDArray[np.uint64]
    bounds: NDArray[np.int64]
    title: NDArray[np.uint64]
    parts: NDArray[np.uint64]
    digest: bytes


class Profiled(Struct, frozen=True, kw_only=True, eq=False):
    """What is made of one paper: its profiles, the main one first, and what furniture is judged by of its page."""

    profiles: tuple[Profile, ...]
    sighting: Sighting


def profiled(paper: Paper, whole: Cut | None = None) -> Profiled:
    """Return what is made of a paper; it has at least one profile, which may be silent.

    Args:
        paper: The paper.
        whole: Its text, where that is cut already.
    """
    text = _text_of(paper, whole)
    seen = sighting_of(paper, text.sentences, text.digest)
    seen = structs.replace(seen, codes=np.union1d(seen.codes, text.parts))
    return Profiled(profiles=_profiles(paper, text), sighting=seen)


def profiles_of(paper: Paper) -> tuple[Profile, ...]:
    """Return the profiles of a paper, the main one first; at least one, which may be silent."""
    return _profiles(paper, _text_of(paper))


def _profiles(paper: Paper, text: _Text) -> tuple[Profile, ...]:
    mentions = mentions_of(paper)
    if not mentions:
        return (_silent(paper, text),)
    main = max(range(len(mentions)), key=lambda number: (_weight(mentions[number]), -number))
    owned = _owned(paper, text, mentions, main)
    order = (main, *(number for number in range(len(mentions)) if number != main))
    return tuple(_profile(paper, text, mentions[k], owned[k], titled=k == main) for k in order)


def _part_code(part: str) -> int:
    """Return the code of a part of a title; every numeral has one."""
    form = re.sub(r"\d+", "0", " ".join(part.casefold().split()))
    return int.from_bytes(blake2b(f"title {form}".encode("utf-8", "surrogatepass"), digest_size=8).digest(), "big") | 1


def _title_parts(paper: Paper) -> list[str]:
    return [part for part in TITLE_BREAK.split(paper.title or "") if part.strip()][:MOST_PARTS]


def _weight(mention: EventMention) -> tuple[bool, int]:
    return not mention.comment, len(mention.claims)


def _text_of(paper: Paper, whole: Cut | None = None) -> _Text:
    text = paper.text[:READ]
    known = whole if whole is not None and len(paper.text) <= READ else cut(text)
    words, sentences = known.words, known.sentences
    found = occurrences(text, words)
    own = ~_inside(found.places, [(one.start, one.end) for one in paper.regions if one.role in NOT_ITS_OWN])
    codes, bounds = _by_sentence(found.codes[own], found.places[own], sentences)
    titles, parts = [np.zeros(0, dtype=np.uint64)], [np.zeros(0, dtype=np.uint64)]
    for part in _title_parts(paper):
        titles.append(occurrences(part).codes)
        parts.append(np.full(len(titles[-1]), _part_code(part), dtype=np.uint64))
    return _Text(
        sentences=sentences,
        codes=codes,
        bounds=bounds,
        title=np.concatenate(titles),
        parts=np.concatenate(parts),
        digest=words.digest,
    )


def _by_sentence(
    codes: NDArray[np.uint64], places: NDArray[np.int64], sentences: Sentences
) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """Return the terms of each sentence, each once and sorted, and where those of each begin and end."""
    count = len(sentences.starts)
    at = np.searchsorted(sentences.starts, places, side="right") - 1
    held = np.flatnonzero((at >= 0) & (places < np.append(sentences.ends, 0)[at]))
    order = held[np.lexsort((codes[held], at[held]))]
    codes, at = codes[order], at[order]
    new = np.r_[True, (codes[1:] != codes[:-1]) | (at[1:] != at[:-1])][: len(codes)]
    edges = np.searchsorted(at[new], np.arange(count + 1))
    return codes[new], np.stack([edges[:-1], edges[1:]], axis=1)


def _inside(places: NDArray[np.int64], spans: list[tuple[int, int]]) -> NDArray[np.bool_]:
    """Return which places lie inside one of the spans."""
    inside = np.zeros(len(places), dtype=np.bool_)
    for start, end in spans:
        inside[np.searchsorted(places, start) : np.searchsorted(places, end)] = True
    return inside


def _owned(paper: Paper, text: _Text, mentions: tuple[EventMention, ...], main: int) -> list[list[int]]:
    """Return for each mention the numbers of its sentences; what holds no claim goes with its paragraph."""
    holders: dict[int, set[int]] = defaultdict(set)
    paragraphs: dict[int, set[int]] = defaultdict(set)
    heads, ends = paragraph_starts(paper), text.sentences.ends
    for number, mention in enumerate(mentions):
        for held in mention.claims:
            at = int(np.searchsorted(ends, held.claim.passage.start, side="right"))
            holders[at].add(number)
            paragraphs[bisect_right(heads, held.claim.passage.start)].add(number)
    owned: list[list[int]] = [[] for _ in mentions]
    for at, start in enumerate(text.sentences.starts.tolist()):
        around = paragraphs.get(bisect_right(heads, start), {main})
        for number in holders.get(at) or (around if len(around) == 1 else {main}):
            owned[number].append(at)
    return owned


def _profile(paper: Paper, text: _Text, mention: EventMention, owned: list[int], *, titled: bool) -> Profile:
    codes, sentences = _terms(text, owned, titled=titled)
    return Profile(
        key=_key(paper, text, mention.claims[0].claim.passage.start),
        paper=paper.id,
        claims=tuple(held.id for held in mention.claims),
        comment=mention.comment,
        harmed=mention.harmed,
        kinds=tuple(sorted(mention.kinds)),
        printed=_printed(paper),
        outlet=outlet_of(paper),
        setting=_plain(mention.setting),
        spans=mention.spans,
        figures=_figures(mention),
        codes=codes,
        sentences=sentences,
    )


def _silent(paper: Paper, text: _Text) -> Profile:
    setting, spans = setting_of(paper)
    lead = np.flatnonzero(text.sentences.starts < LEAD).tolist()
    codes, sentences = _terms(text, lead, titled=True)
    return Profile(
        key=_key(paper, text, -1),
        paper=paper.id,
        claims=(),
        comment=False,
        harmed=False,
        kinds=tuple(sorted(kinds_in(paper.text[:LEAD]))),
        printed=_printed(paper),
        outlet=outlet_of(paper),
        setting=_plain(setting),
        spans=spans,
        figures=(),
        codes=codes,
        sentences=sentences,
    )


def _plain(setting: Setting) -> Setting:
    """Return a setting without what else a name may mean: in a large pile that is most of what would be held."""
    town = None if setting.town is None else _chosen(setting.town)
    return structs.replace(setting, places=tuple(map(_chosen, setting.places)), town=town)


@lru_cache(maxsize=1 << 14)
def _chosen(place: PlaceValue) -> PlaceValue:
    return structs.replace(place, alternatives=())


def _terms(text: _Text, owned: list[int], *, titled: bool) -> tuple[bytes, bytes]:
    """Return the terms of some sentences and the codes of these, each term once for each sentence."""
    codes = [text.title] if titled else []
    sentences = [text.parts] if titled else []
    for at in owned:
        start, end = text.bounds[at]
        codes.append(text.codes[start:end])
        sentences.append(np.full(len(codes[-1]), text.sentences.codes[at], dtype=np.uint64))
    none = np.zeros(0, dtype=np.uint64)
    found, of = np.concatenate([none, *codes])[:MOST_TERMS], np.concatenate([none, *sentences])[:MOST_TERMS]
    return found.astype("<u8").tobytes(), of.astype("<u8").tobytes()


def _key(paper: Paper, text: _Text, start: int) -> bytes:
    parts = (str(_printed(paper)), paper.publisher or "", paper.title or "", text.digest.hex(), str(start))
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _printed(paper: Paper) -> int | None:
    day = day_of(paper)
    return None if day is None else day.toordinal()


def _figures(mention: EventMention) -> tuple[Figure, ...]:
    found = {
        (held.claim.question, held.claim.value.lower, held.claim.value.upper)
        for held in mention.claims
        if isinstance(held.claim.value, CountValue) and held.claim.value.lower is not None
    }
    return tuple(sorted(found, key=lambda one: (one[0], one[1] or 0, one[2] or 0)))
