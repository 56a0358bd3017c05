"""Days in a copy that count from a day of print ("since Wednesday"): they count from the day of the original.

A reprint repeats the words and not the day on which they were written. What it says in them of a day that was counted
from its own day of publication is taken from the claim that stands in the same place of the original, in the same
words; the reason of the date says so. Where only the copy is held, or which came first is not known, nothing changes.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from msgspec import structs

from ledgerstone.evidence.claims.dates.published import counts_from_publication
from ledgerstone.evidence.claims.model import Claim
from ledgerstone.evidence.incidents.lines.counterparts import InOrder, passages_at
from ledgerstone.evidence.incidents.model import Copy, Direction, HeldClaim, Paper
from ledgerstone.evidence.incidents.order import paper_order
from ledgerstone.values.answers import Value
from ledgerstone.values.dates import DateValue

Days = Mapping[str, Claim]
"""Claims as they read with the days of the original, by the ids of those of the copies."""


class InOriginalDays(Mapping[str, Paper]):
    """Papers by their ids, those that are copies with the days of their originals.

    Args:
        papers: By id.
        copies: Among them, as people decided them.
    """

    def __init__(self, papers: Mapping[str, Paper], copies: Sequence[Copy]) -> None:
        self._papers = papers
        self.days = original_days(papers, copies)

    def __getitem__(self, key: str) -> Paper:
        """Return a paper.

        Raises:
            KeyError: There is none with this id.
        """
        return in_days(self._papers[key], self.days)

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a paper with this id."""
        return key in self._papers

    def __iter__(self) -> Iterator[str]:
        """Yield the ids."""
        return iter(self._papers)

    def __len__(self) -> int:
        """Return how many papers there are."""
        return len(self._papers)


def original_days(papers: Mapping[str, Paper], copies: Sequence[Copy]) -> Days:
    """Return the claims of copies whose days count from the original's day of print; those of copies of copies too.

    Args:
        papers: By id.
        copies: Among them; those of which the direction is not known, and proposals, give nothing.
    """
    of: dict[str, list[str]] = defaultdict(list)
    known: dict[tuple[str, str], Copy] = {}
    for copy in copies:
        sure = copy.direction is Direction.KNOWN and not copy.kind.proposed
        if sure and copy.source in papers and copy.of in papers:
            of[copy.source].append(copy.of)
            known[copy.source, copy.of] = copy
    order, reckoned = {}, set()
    # Once through them in the order in which they are kept: few have such a day.
    for key in sorted({*of, *(original for those in of.values() for original in those)}):
        paper = papers[key]
        order[key] = paper_order(paper)
        if key in of and any(_reckoned(held.claim) for held in paper.claims):
            reckoned.add(key)
    found: dict[str, Claim] = {}
    # The earlier paper first: what it took over itself is then set right when it is copied.
    for source in sorted(reckoned, key=order.__getitem__):
        for original in sorted(of[source], key=order.__getitem__):
            found |= _days(papers[source], in_days(papers[original], found), known[source, original], found)
    return found


def in_days(paper: Paper, days: Days) -> Paper:
    """Return a paper with its claims as they read with the days of the original.

    Args:
        paper: The paper.
        days: As `original_days` returns them.
    """
    if not any(held.id in days for held in paper.claims):
        return paper
    claims = tuple(HeldClaim(id=held.id, claim=days.get(held.id, held.claim)) for held in paper.claims)
    return structs.replace(paper, claims=claims)


def _days(paper: Paper, of: Paper, copy: Copy, found: Days) -> dict[str, Claim]:
    ordered = InOrder(enumerate(of.claims))
    changed = {}
    for held in paper.claims:
        if held.id in found or not _reckoned(held.claim):
            continue
        for passage in passages_at(held, copy.passages):
            met = ordered.in_place_of(held, passage)
            claim = None if met is None else _taken(held.claim, of.claims[met].claim, of.id)
            if claim is not None:
                changed[held.id] = claim
                break
    return changed


def _reckoned(claim: Claim) -> bool:
    dates = (claim.value, claim.scope.when)
    return any(isinstance(date, DateValue) and counts_from_publication(date) for date in dates)


def _taken(claim: Claim, of: Claim, original: str) -> Claim | None:
    """Return a claim with the days of the one in its place; None where the two do not say the same of a day."""
    if claim.question is not of.question:
        return None
    value = _day(claim.value, of.value, original)
    when = _day(claim.scope.when, of.scope.when, original)
    if value is None and when is None:
        return None
    scope = claim.scope if when is None else structs.replace(claim.scope, when=when)
    return structs.replace(claim, value=claim.value if value is None else value, scope=scope)


def _day(date: Value | None, of: Value | None, original: str) -> DateValue | None:
    if not isinstance(date, DateValue) or not isinstance(of, DateValue) or not counts_from_publication(date):
        return None
    same = " ".join(date.wording.split()).casefold() == " ".join(of.wording.split()).casefold()
    if not same or of.earliest is None or (date.earliest, date.latest) == (of.earliest, of.latest):
        return None
    said = of.reason or ""
    reason = said if said.startswith(_NOTE) else f"{_NOTE}, {original}"
    return structs.replace(of, wording=date.wording, reason=reason)


_NOTE = "counted from the date of publication of the original"
