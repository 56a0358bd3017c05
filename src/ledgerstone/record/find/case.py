"""One case, with all that the archive holds of its passage: computed now, for whoever looks.

Imported by name, as `find.account` is: it loads the rules of references.
"""

from collections.abc import Iterable, Iterator
from functools import cache, partial
from typing import TypedDict

from django.db.models import Q
from msgspec import Struct, structs

from ledgerstone.accountability.access import Purpose, Viewer
from ledgerstone.errors import NotFoundError, UsageError
from ledgerstone.evidence.incidents.cases.examine import examine
from ledgerstone.evidence.incidents.cases.model import Asked, CaseFile, Held
from ledgerstone.evidence.incidents.cases.wording import is_short, phrases_of
from ledgerstone.evidence.incidents.model import Account, Copy
from ledgerstone.evidence.reading.finding_again import find_again, quote_of
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.evidence.references.acts import acts_of
from ledgerstone.evidence.references.statement import take_apart
from ledgerstone.evidence.search.passages import sentence_around
from ledgerstone.record import find
from ledgerstone.record.case_rows import WholeCase
from ledgerstone.record.find import visible
from ledgerstone.record.find.account import account as find_account
from ledgerstone.record.find.attributions import attributions
from ledgerstone.record.find.cases import Opened, Place, opened_case, text_for
from ledgerstone.record.models import ReadingRecord
from ledgerstone.record.rows import ClaimRow
from ledgerstone.record.shapes import copy_value, paper, reading_value, source_row, text_of

HITS = 100
"""Sources with a row of words of the passage that are looked at, the best first."""

MOST_INCIDENTS = 5
MOST_ACTS = 8
HITS_OF_ACT = 20


class _Seeing(TypedDict):
    viewer: Viewer
    purpose: Purpose


class _Look(Struct, frozen=True, kw_only=True):
    """Who looks at which words."""

    source: str
    reading: int
    in_use: bool
    start: int
    end: int
    viewer: Viewer
    purpose: Purpose

    @property
    def seeing(self) -> _Seeing:
        return {"viewer": self.viewer, "purpose": self.purpose}


def case(id: str, *, viewer: Viewer, purpose: Purpose) -> WholeCase:  # noqa: A002 - the contract's word
    """Return a case as it stands now; what the viewer may not see is left out and masked.

    Args:
        id: Its id, or a beginning that only one has.
        viewer: For whom.
        purpose: What for.

    Raises:
        NotFoundError: There is no such case, or the viewer may not see its source.
    """
    opened = opened_case(id, viewer=viewer, purpose=purpose)
    look = _now(opened.row.source, opened.place, viewer, purpose)
    return _whole(look, opened)


def look_at(source: str, place: Place, *, viewer: Viewer, purpose: Purpose) -> WholeCase:
    """Return what a case on a place of a reading would hold; nothing is kept.

    Raises:
        NotFoundError: There is no such source for this viewer.
    """
    return _whole(_now(source, place, viewer, purpose), None)


def _now(source: str, place: Place, viewer: Viewer, purpose: Purpose) -> _Look:
    """Return where the words stand in the reading in use, or in their own reading where that no longer has them."""
    record = visible.sources(viewer=viewer, purpose=purpose).select_related("reading").get(pk=source)
    used, own = record.reading, ReadingRecord.objects.filter(pk=place.reading, source=source).first()
    if own is None:
        raise NotFoundError(f"reading {place.reading} of source {source} is gone, and the words of the case with it")
    look = _Look(
        source=source,
        reading=own.pk,
        in_use=used is not None and used.pk == own.pk,
        start=place.start,
        end=place.end,
        viewer=viewer,
        purpose=purpose,
    )
    if look.in_use or used is None:
        return look
    again = find_again(text_of(used), [quote_of(text_of(own), place.start, place.end)])[0]
    if again is None:
        return look
    return structs.replace(look, reading=used.pk, in_use=True, start=again.start, end=again.end)


def _whole(look: _Look, opened: Opened | None) -> WholeCase:
    replies = () if opened is None else opened.replies
    answers = frozenset(one.source for one in replies)
    claims = _claims(look)
    accounts = _accounts(claims, look)
    held = cache(partial(_held, look))
    own = held(look.source)
    sought = _sought(own.paper.text, look.start, look.end)
    file = examine(
        Asked(
            source=look.source,
            start=look.start,
            end=look.end,
            sought=sought,
            held=held,
            copies=partial(_copies, look, answers),
            alike=tuple(_alike(look, own.paper.text, sought, answers)),
            beside=tuple(_beside(look, own.reading, accounts)),
            accounts=accounts,
            languages=frozenset(find.languages(**look.seeing)),
            answered=bool(replies),
        )
    )
    sources = _named(file, look, accounts) | answers
    return WholeCase(
        id=None if opened is None else opened.row.id,
        opened=None if opened is None else opened.row,
        source=look.source,
        reading=look.reading,
        in_use=look.in_use,
        passage=file.passage,
        sought=file.sought,
        variants=file.variants,
        first=file.first,
        findings=file.findings,
        cited_otherwise=file.cited_otherwise,
        said_otherwise=file.said_otherwise,
        checks=file.checks,
        replies=replies,
        incidents=tuple(one.incident.id for one in accounts),
        claims=_with_others(claims, file, look),
        sources=tuple(source_row(one) for one in visible.sources(**look.seeing).filter(pk__in=sources)),
    )


def _held(look: _Look, key: str) -> Held:
    """Return a source as a case looks at it; the case's own in the reading that its words are of."""
    seen = visible.sources(**look.seeing).select_related("reading").get(pk=key)
    own = key == look.source
    record = ReadingRecord.objects.get(pk=look.reading) if own else seen.reading
    if record is None:
        raise NotFoundError(f"source {key} has no reading; `source {key}` says why")
    reading = structs.replace(reading_value(record), text=text_for(record, key, look.viewer))
    claims = tuple(visible.claims(**look.seeing).filter(source=key)) if own and look.in_use else ()
    whole = paper(seen, claims, attributions(viewer=look.viewer) if claims else {})
    return Held(
        paper=structs.replace(whole, text=reading.text, regions=reading.regions, language=reading.language),
        reading=reading,
    )


def _copies(look: _Look, answers: frozenset[str], key: str) -> tuple[Copy, ...]:
    """Return the copies of which a source is a side; none of words that the reading in use no longer has."""
    if key == look.source and not look.in_use:
        return ()
    found = visible.copies(**look.seeing).filter(Q(source=key) | Q(of=key))
    every = (copy_value(record) for record in found)
    return tuple(one for one in every if answers.isdisjoint({one.source, one.of}))


def _sought(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the stretch that is looked for in other sources: the passage, or of a short one its sentence."""
    return sentence_around(text, start, end) if is_short(text[start:end]) else (start, end)


def _alike(look: _Look, text: str, sought: tuple[int, int], answers: frozenset[str]) -> Iterator[tuple[str, int, int]]:
    """Yield where rows of words of what is sought stand in other sources, each source once."""
    room = sought[1] - sought[0]
    places: dict[str, tuple[int, int]] = {}
    for phrase in phrases_of(text[slice(*sought)]):
        for hit in _search(phrase, look):
            start, end = places.get(hit[0], (hit[1], hit[2]))
            near = hit[1] - room <= end and start <= hit[2] + room
            places[hit[0]] = (min(start, hit[1]), max(end, hit[2])) if near else (start, end)
    yield from ((key, *span) for key, span in sorted(places.items()) if key != look.source and key not in answers)


def _search(phrase: str, look: _Look) -> Iterator[tuple[str, int, int]]:
    try:
        found = find.search(f'"{phrase}"', HITS, **look.seeing)
    except UsageError:
        # A row of signs in which nobody would search for a word.
        return
    yield from ((row.source, row.passage.start, row.passage.end) for row in found)


def _claims(look: _Look) -> tuple[ClaimRow, ...]:
    """Return the claims whose words touch the passage."""
    if not look.in_use:
        return ()
    rows = find.claims(source=look.source, **look.seeing)
    return tuple(row for row in rows if row.passage.start < look.end and look.start < row.passage.end)


def _accounts(claims: Iterable[ClaimRow], look: _Look) -> tuple[Account, ...]:
    about = dict.fromkeys(row.incident for row in claims if row.incident is not None)
    return tuple(find_account(key, **look.seeing).account for key in list(about)[:MOST_INCIDENTS])


def _beside(look: _Look, reading: Reading, accounts: Iterable[Account]) -> Iterator[str]:
    """Yield the sources that may cite the same acts: those with the number of one, and those of its incidents."""
    acts = acts_of(take_apart(reading))
    numbers = dict.fromkeys(act.number for act in acts if act.number)
    for number in list(numbers)[:MOST_ACTS]:
        yield from (hit[0] for hit in list(_search(number, look))[:HITS_OF_ACT])
    readable = visible.sources(**look.seeing).filter(reading__isnull=False)
    every = [key for account in accounts for key in account.incident.sources]
    yield from readable.filter(pk__in=every).order_by("pk").values_list("pk", flat=True)


def _named(file: CaseFile, look: _Look, accounts: Iterable[Account]) -> frozenset[str]:
    """Return the sources that a case names."""
    said = {claim for one in file.said_otherwise for claim in one.others}
    within = {
        line_source
        for account in accounts
        for question in account.questions
        for answer in question.answers
        for line in answer.lines
        if said.intersection(line.claims)
        for line_source in line.sources
    }
    others = {one.source for one in file.variants} | {one.other for one in file.cited_otherwise}
    return frozenset({look.source, *others, *within})


def _with_others(claims: tuple[ClaimRow, ...], file: CaseFile, look: _Look) -> tuple[ClaimRow, ...]:
    """Return the claims in the passage, and behind them those that give its voices with another answer."""
    wanted = {claim for one in file.said_otherwise for claim in one.others}
    rows = (row for one in file.said_otherwise for row in find.claims(incident=one.incident, **look.seeing))
    others = {row.id: row for row in rows if row.id in wanted}
    return (*claims, *(others[key] for key in sorted(others.keys() - {row.id for row in claims})))
