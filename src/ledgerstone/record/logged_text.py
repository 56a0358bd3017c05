"""The content of a row that the log fixes, as one text: every column that a decision consists of, in a fixed order.

A table of rows that are logged has its line in `_TEXTS`. The text of a row never changes, because the row does not.
"""

from collections.abc import Callable, Iterator

from django.db.models import Q

from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import Judgement, Publication, ReadingRecord
from ledgerstone.record.reading_kinds import MACHINE


def row_text(kind: EntryType, key: str) -> str | None:
    """Return the text of a row; None where there is no such row."""
    return _TEXTS[kind](key)


def keys_of(kind: EntryType) -> Iterator[str]:
    """Yield the keys of all rows of a kind that is logged, in order."""
    if kind is EntryType.READING:
        yield from map(str, ReadingRecord.objects.filter(_BY_PEOPLE).values_list("pk", flat=True).iterator())
    else:
        table = {EntryType.JUDGEMENT: Judgement, EntryType.PUBLICATION: Publication}[kind]
        yield from table.objects.order_by("pk").values_list("pk", flat=True).iterator()


def _judgement(key: str) -> str | None:
    row = Judgement.objects.select_related("by").filter(pk=key).first()
    if row is None:
        return None
    said = (row.pk, row.subject, row.decision, row.other, row.reason, row.by.name, row.by.agent)
    # Rows from before sides were kept have none, and their text is what the log was told.
    return to_json((*said, row.at, row.supersedes_id, *([] if row.sides is None else [row.sides])))


def _publication(key: str) -> str | None:
    row = Publication.objects.select_related("by").filter(pk=key).first()
    if row is None:
        return None
    cited = sorted(row.cited.values_list("source_id", flat=True))
    said = (row.pk, row.subject, row.version, row.by.name, row.by.agent, row.at)
    return to_json((*said, row.listing, row.snapshot, row.sha256, cited))


def _reading(key: str) -> str | None:
    """Return all that a person handed in: what rules made of it may be made anew."""
    row = ReadingRecord.objects.select_related("by").filter(_BY_PEOPLE, pk=key).first()
    if row is None or row.by is None:
        return None
    said = (key, row.source_id, row.kind, row.parent_id, row.by.name, row.by.agent)
    return to_json((*said, row.made, row.content, bytes(row.text).decode("utf-8", "backslashreplace")))


_BY_PEOPLE = ~Q(kind=MACHINE) | Q(by__isnull=False)
"""A row that other hands made half a person's is looked at as one."""

_TEXTS: dict[EntryType, Callable[[str], str | None]] = {
    EntryType.JUDGEMENT: _judgement,
    EntryType.PUBLICATION: _publication,
    EntryType.READING: _reading,
}

KINDS = tuple(_TEXTS)
