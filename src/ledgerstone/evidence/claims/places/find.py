"""The one way in: the places of a text as mentions, with coordinates where the gazetteer has the very place.

A name that the document itself once uses as a place ("in Velmar") is one everywhere in it, whoever wrote it down.
"""

from collections.abc import Sequence
from functools import cache
from itertools import chain, islice

from ledgerstone.evidence.claims import packs
from ledgerstone.evidence.claims.clauses import is_shouted
from ledgerstone.evidence.claims.gazetteer import Entry, EntryKind, open_default
from ledgerstone.evidence.claims.model import Mention, MentionKind
from ledgerstone.evidence.claims.places.candidates import Candidate, Page, candidates, forms, runs, uncased
from ledgerstone.evidence.claims.places.decide import Sight, Sureness, judge, listed
from ledgerstone.evidence.claims.places.resolve import Choice, Named, beside, choose
from ledgerstone.evidence.claims.places.shouted import judge_shouted, shouted
from ledgerstone.evidence.claims.places.words import PlaceWords, place_words, split
from ledgerstone.evidence.reading.model import Region
from ledgerstone.values.places import Extent, PlaceCandidate, PlaceValue

MOST_ALTERNATIVES = 5
EXTENTS = {
    EntryKind.TOWN: Extent.TOWN,
    EntryKind.DISTRICT: Extent.DISTRICT,
    EntryKind.REGION: Extent.DIVISION,
    EntryKind.COUNTRY: Extent.COUNTRY,
    EntryKind.CONTINENT: Extent.CONTINENT,
    EntryKind.AREA: Extent.AREA,
}
_WINDOW = 200_000
"""Code points that are held at a time; names of one window do not make places of another."""
_AUTHOR_WITHIN = 300
"""Code points of a comment or byline in which its author is named."""


def find_places(
    text: str, *, language: str | None, regions: Sequence[Region], year: int | None = None
) -> tuple[Mention, ...]:
    """Return the places that a text names, in its order.

    Args:
        text: The reading's text.
        language: As in the reading; without a pack no place is found: a common word may be a name of one.
        regions: The reading's regions; places are read alike in all of them, but the name of an author is none.
        year: In which the document was published, for names that were given or given up later; None where unknown.

    Returns:
        Mentions with a PlaceValue: without coordinates where the gazetteer has no such place or several that the
        document does not tell apart; the others that bear the name stand in its alternatives.
    """
    if packs.load(language).about.checked_by == packs.NO_PACK:
        return ()
    authors = _of_authors(text, regions)
    pack, in_capitals = _pack(language), is_shouted(text)
    mentions: list[Mention] = []
    for start in range(0, len(text), _WINDOW):
        page = _page(text, (start, min(start + _WINDOW, len(text))), pack, in_capitals=in_capitals)
        mentions.extend(_window(page, year, authors, in_capitals=in_capitals))
    return tuple(mentions)


def _of_authors(text: str, regions: Sequence[Region]) -> frozenset[int]:
    """Return the offsets at which the words of an author's name stand over what he wrote."""
    offsets: set[int] = set()
    for region in regions:
        if region.author:
            at = text.find(region.author, region.start, min(region.end, region.start + _AUTHOR_WITHIN))
            offsets.update(range(at, at + len(region.author)) if at >= 0 else ())
    return frozenset(offsets)


@cache
def _pack(language: str | None) -> PlaceWords:
    pack = packs.load(language)
    dates = chain.from_iterable((*pack.dates.months, *pack.dates.weekdays))
    return place_words(pack.places, tuple(dates))


def _page(text: str, span: tuple[int, int], pack: PlaceWords, *, in_capitals: bool) -> Page:
    words = split(text, *span, pack.elisions, line_ends=not in_capitals)
    return Page(text=text, words=tuple(words), pack=pack, gazetteer=open_default())


def _window(page: Page, year: int | None, authors: frozenset[int], *, in_capitals: bool) -> list[Mention]:
    text, pack = page.text, page.pack
    sight = Sight(page)
    found = shouted(page) if in_capitals else _by_case(page)
    named = [candidate for candidate in found if sight.words[candidate.first].start not in authors]
    first = (
        judge_shouted(sight, named) if in_capitals else [(candidate, judge(sight, candidate)) for candidate in named]
    )
    judged = listed(sight, first)
    sure = {form for each, how in judged if how is Sureness.YES for form in _names(each, pack)}
    places = [
        each
        for each, how in judged
        if how is Sureness.YES or (how is Sureness.IF_ELSEWHERE and not sure.isdisjoint(_names(each, pack)))
    ]
    written = frozenset(each.name for each in places)
    names = [_named(sight, places, number) for number in range(len(places))]
    choices = choose(names, year=year)
    return [_mention(text, sight, each, choice, written) for each, choice in zip(places, choices, strict=True)]


def _by_case(page: Page) -> list[Candidate]:
    cased = (candidate for run in runs(page.words, page.pack.inside) for candidate in candidates(page, run))
    return sorted((*cased, *uncased(page)), key=lambda candidate: candidate.first)


def _names(candidate: Candidate, pack: PlaceWords) -> set[str]:
    """Return the forms that a candidate's name can have; of one that the gazetteer has, that form alone."""
    return {candidate.name} if candidate.known else set(forms(candidate.name, pack))


def _named(sight: Sight, places: Sequence[Candidate], number: int) -> Named:
    """Return a place's name with its entries, and those of the country or region right after a comma."""
    place = places[number]
    within: tuple[Entry, ...] = ()
    after = places[number + 1] if number + 1 < len(places) else None
    if after is not None and after.first == place.last + 1:
        gap = sight.words[after.first].gap.strip()
        if gap in {",", "("}:
            within = tuple(e for e in sight.entries(after.name) if e.kind is not EntryKind.TOWN)
    return Named(name=place.name, entries=sight.entries(place.name), within=within)


def _mention(text: str, sight: Sight, place: Candidate, choice: Choice | None, written: frozenset[str]) -> Mention:
    start = sight.words[place.first].start
    exact = text[start : place.end]
    entry = choice.entry if choice is not None and choice.clear else None
    others = (each for each in sight.entries(place.name) if entry is None or not beside(each, entry))
    return Mention(
        kind=MentionKind.PLACE,
        start=start,
        end=place.end,
        exact=exact,
        value=PlaceValue(
            name=place.name if place.known else _base_form(sight, place, written),
            latitude=None if entry is None else entry.latitude,
            longitude=None if entry is None else entry.longitude,
            gazetteer_id=None if entry is None else entry.gazetteer_id,
            extent=None if entry is None else EXTENTS[entry.kind],
            wording=exact,
            alternatives=tuple(_alternative(each) for each in islice(others, MOST_ALTERNATIVES)),
        ),
    )


def _alternative(entry: Entry) -> PlaceCandidate:
    return PlaceCandidate(
        gazetteer_id=entry.gazetteer_id,
        latitude=entry.latitude,
        longitude=entry.longitude,
        country=entry.country,
        division=entry.admin,
        extent=EXTENTS[entry.kind],
    )


def _base_form(sight: Sight, place: Candidate, written: frozenset[str]) -> str:
    """Return a name without its ending of case, as far as the document and the words around it tell.

    A form that the document writes elsewhere is best; beside a word of type ("şəhərində", "городе") the name stands
    bare; an ending of place, or a word of place before the name, says that an ending is there.
    """
    name, pack = place.name, sight.pack
    guesses = [form for form in forms(name, pack) if form != name]
    used = [form for form in guesses if form in written]
    bare = sight.followed(place.last, pack.after) or sight.preceded(place.first, pack.types)
    if used or bare:
        return min(used, key=len, default=name)
    located = [name.removesuffix(ending) for ending in pack.locatives if name.endswith(ending)]
    cued = guesses if sight.preceded(place.first, pack.before) else []
    return next(iter((*located, *cued)), name)
