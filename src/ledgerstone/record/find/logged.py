"""The tie between record and log, in custody: asked by `workflow` alone, shown to nobody."""

from collections.abc import Iterable, Iterator

from django.db.models import Exists, OuterRef
from msgspec import Struct

from ledgerstone.accountability.access import Visibility
from ledgerstone.errors import DamagedError
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.preservation.metadata import salted_digest
from ledgerstone.record.logged_text import KINDS, keys_of, row_text
from ledgerstone.record.models import Acquisition, IncidentRecord, LoggedRow, LogPosition, Publication, Source


class Waiting(Struct, frozen=True, kw_only=True):
    """A row that waits for the log."""

    kind: EntryType
    digest: str
    agent: str


class Tied(Struct, frozen=True, kw_only=True):
    """A row that is tied to the log, as it is now.

    Attributes:
        kind: What was done; other hands may have put any word there.
        key: The row's key.
        digest: What the log was told.
        index: The place of its entry; None while it waits.
        held: Whether the row is there.
        same: Whether its content still has that digest.
    """

    kind: str
    key: str
    digest: str
    index: int | None
    held: bool
    same: bool


def position() -> int:
    """Return how many entries of the log the record has taken in."""
    found = LogPosition.objects.filter(pk=1).first()
    return 0 if found is None else found.size


def waiting() -> tuple[Waiting, ...]:
    """Return the rows that wait for the log, in their order.

    Raises:
        DamagedError: One of them is of a kind that nothing of ours writes.
    """
    rows = LoggedRow.objects.filter(index__isnull=True)
    return tuple(Waiting(kind=_kind(row), digest=row.digest, agent=row.agent) for row in rows)


def waiting_digests() -> frozenset[str]:
    """Return the digests of the rows that wait for the log."""
    return frozenset(LoggedRow.objects.filter(index__isnull=True).values_list("digest", flat=True))


def tied() -> Iterator[Tied]:
    """Yield every row that is tied to the log, held against what it was when it was tied."""
    for row in LoggedRow.objects.order_by("pk").iterator():
        text = row_text(EntryType(row.kind), row.key) if row.kind in KINDS else None
        same = text is not None and _is_digest_of(text, row)
        yield Tied(kind=row.kind, key=row.key, digest=row.digest, index=row.index, held=text is not None, same=same)


def untied() -> Iterator[tuple[EntryType, str]]:
    """Yield kind and key of rows that should be tied to the log and are not: nothing of ours wrote them."""
    for kind in KINDS:
        known = set(LoggedRow.objects.filter(kind=kind.value).values_list("key", flat=True))
        yield from ((kind, key) for key in keys_of(kind) if key not in known)


def let_out_by_nobody() -> Iterator[tuple[str, str]]:
    """Yield kind and id of sources and incidents that the public sees, and of which there is no publication."""
    for kind, table in (("source", Source), ("incident", IncidentRecord)):
        published = Publication.objects.filter(subject=OuterRef("pk"))
        found = table.objects.filter(~Exists(published), visibility=Visibility.PUBLIC.value).order_by("pk")
        yield from ((kind, key) for key in found.values_list("pk", flat=True))


def is_acquired(sha256: str, fingerprint: str) -> bool:
    """Tell whether bytes came in with this very description before."""
    return Acquisition.objects.filter(source__sha256=sha256, fingerprint=fingerprint).exists()


def held_of(digests: Iterable[str]) -> frozenset[str]:
    """Return those of some digests of which the record has a source."""
    return frozenset(Source.objects.filter(sha256__in=list(digests)).values_list("sha256", flat=True))


def _kind(row: LoggedRow) -> EntryType:
    try:
        return EntryType(row.kind)
    except ValueError as error:
        raise DamagedError(
            f"the record's {row.key} waits for the log as {row.kind!r}, which nothing of ours writes: run "
            "`ledgerstone verify`, and restore the record from a backup"
        ) from error


def _is_digest_of(text: str, row: LoggedRow) -> bool:
    """Tell whether a text has the digest that was fixed; it has none where other hands spoiled the salt."""
    try:
        salt = bytes.fromhex(row.salt)
    except ValueError:
        return False
    return salted_digest(text, salt=salt) == row.digest
