"""The pile of all papers, as incidents need it: in custody, and read from the record as it is gone through."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence

from ledgerstone.accountability.access import Role, Viewer
from ledgerstone.evidence.incidents.model import Paper
from ledgerstone.record.find.attributions import attributions
from ledgerstone.record.models import ClaimRecord, Source
from ledgerstone.record.shapes import paper

CUSTODIAN = Viewer(role=Role.CUSTODIAN)
REJECTED = "rejected"
_AT_ONCE = 100
_UNUSED = ("reading__mentions", "reading__context", "reading__said")


class Pile:
    """Every source with a reading, or some of them, with the claims that nobody rejected, in the order of their ids.

    Args:
        seen: Returns what of a paper is looked at.
        only: Ids of those that are wanted, in order; None for all.
    """

    def __init__(self, seen: Callable[[Paper], Paper], only: Sequence[str] | None = None) -> None:
        found = Source.objects.filter(reading__isnull=False).order_by("pk").values_list("pk", flat=True)
        self._ids, self._seen = tuple(found.iterator() if only is None else only), seen
        self._given = attributions(viewer=CUSTODIAN)

    def __iter__(self) -> Iterator[Paper]:
        """Yield all of them; some at a time are read."""
        for start in range(0, len(self._ids), _AT_ONCE):
            yield from self._read(self._ids[start : start + _AT_ONCE])

    def __getitem__(self, some: slice) -> tuple[Paper, ...]:
        """Return some of them, by their places."""
        return tuple(self._read(self._ids[some]))

    def chosen(self, numbers: Sequence[int]) -> Iterator[Paper]:
        """Yield papers by their places, which rise; some at a time are read."""
        for start in range(0, len(numbers), _AT_ONCE):
            yield from self._read([self._ids[number] for number in numbers[start : start + _AT_ONCE]])

    def _read(self, ids: Sequence[str]) -> Iterator[Paper]:
        by_source: dict[str, list[ClaimRecord]] = defaultdict(list)
        for record in ClaimRecord.objects.filter(source__in=ids, current=True).exclude(status=REJECTED):
            by_source[record.source_id].append(record)
        found = Source.objects.filter(pk__in=ids).select_related("reading").defer(*_UNUSED).order_by("pk")
        for source in found.iterator():
            yield self._seen(paper(source, tuple(by_source[source.pk]), self._given))
