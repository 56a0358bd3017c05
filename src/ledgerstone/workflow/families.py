"""Papers from the record with the days of their originals: each with the copies that it is connected with."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from ledgerstone.evidence.incidents.decisions import Decision, Ruling
from ledgerstone.evidence.incidents.lines.original_days import in_days, original_days
from ledgerstone.evidence.incidents.lines.ruled import decided_copies
from ledgerstone.evidence.incidents.model import Copy, Paper
from ledgerstone.evidence.incidents.pile import ById
from ledgerstone.record.find import holdings
from ledgerstone.record.find.pile import Pile
from ledgerstone.workflow.beginnings import beginning

_MOST = 1_000
"""Papers that are held at once, but for one family."""


def seen(paper: Paper) -> Paper:
    """Return what of a paper is looked at."""
    text, regions = beginning(paper.text, paper.regions)
    return msgspec.structs.replace(paper, text=text, regions=regions)


class Families(Mapping[str, Paper]):
    """Papers of the record by their ids, read when they are asked for, with all that copies them or that they copy.

    Args:
        decisions: In force.
    """

    def __init__(self, decisions: tuple[Decision, ...]) -> None:
        self._decisions = decisions
        self._papers: dict[str, Paper] = {}

    def __getitem__(self, key: str) -> Paper:
        """Return a paper.

        Raises:
            KeyError: There is none with this id.
        """
        if key not in self._papers:
            if not holdings.read_among([key]):
                raise KeyError(key)
            if len(self._papers) > _MOST:
                self._papers.clear()
            family = self.family([key])
            by_id = ById(Pile(seen, family), family)
            days = original_days(by_id, self.copies(family))
            self._papers |= {one: in_days(by_id[one], days) for one in family}
        return self._papers[key]

    def copies(self, sources: Sequence[str]) -> tuple[Copy, ...]:
        """Return the copies that sources take part in, as people decided them."""
        return decided_copies(holdings.copies_of(sources), self._decisions, frozenset(sources))

    def family(self, keys: Iterable[str]) -> tuple[str, ...]:
        """Return papers and all that they are connected with by copying, as found or as people decided."""
        pairs = [{one.subject, one.other or ""} for one in self._decisions if one.decision == Ruling.IS_COPY_OF]
        found: set[str] = set()
        new = set(keys)
        while new:
            found |= new
            copies = self.copies(sorted(new))
            near = {end for copy in copies for end in (copy.source, copy.of)}
            near.update(end for pair in pairs if not pair.isdisjoint(new) for end in pair)
            new = set(holdings.read_among(sorted(near - found)))
        return tuple(sorted(found))

    def __iter__(self) -> Iterator[str]:
        """Yield the ids."""
        return holdings.read_ids()

    def __len__(self) -> int:
        """Return how many papers there are."""
        return holdings.read_count()
