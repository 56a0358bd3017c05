"""Rows on their way into the log, and how far the record has taken the log in."""

import secrets
from collections.abc import Iterable

from ledgerstone.errors import DamagedError
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.evidence.preservation.metadata import SALT_BYTES, salted_digest
from ledgerstone.record.logged_text import row_text
from ledgerstone.record.models import LoggedRow, LogPosition, User


def log_row(kind: EntryType, key: str, *, by: str) -> None:
    """Put a row that was just written on its way into the log, in the same transaction.

    Args:
        kind: What was done.
        key: The row's key.
        by: The person's name.

    Raises:
        DamagedError: There is no such row.
    """
    text = row_text(kind, key)
    if text is None:
        raise DamagedError(f"the record has no {kind} {key}, which was just written: check the database")
    salt = secrets.token_bytes(SALT_BYTES)
    LoggedRow.objects.create(
        kind=kind.value,
        key=key,
        salt=salt.hex(),
        digest=salted_digest(text, salt=salt),
        agent=User.objects.get(name=by).agent,
    )


def mark_logged(places: Iterable[tuple[str, int]]) -> None:
    """Note the places of entries by the digests of the rows that they fix; other digests are left aside."""
    for digest, index in places:
        LoggedRow.objects.filter(digest=digest, index__isnull=True).update(index=index)


def take_in(size: int) -> None:
    """Note that the record has taken in this many entries of the log."""
    LogPosition.objects.update_or_create(pk=1, defaults={"size": size})
