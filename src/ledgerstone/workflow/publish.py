"""Make a version public, in a named person's name: a source, or the account of an incident as it stands.

A publication is a snapshot: it stays as it was. An account is published only where every source that it cites is
public, because each of its figures must lead to a passage that the reader can open.
"""

import msgspec
from django.db import transaction
from django.utils import timezone

from ledgerstone.accountability.access import Purpose, Role, Viewer, Visibility
from ledgerstone.errors import ForbiddenError, UsageError
from ledgerstone.record import find, save
from ledgerstone.record.find.account import account as find_account
from ledgerstone.record.find.account import account_to_publish
from ledgerstone.record.rows import (
    AccountDetail,
    IncidentRow,
    PublicationRow,
    PublishedAccount,
    PublishedSource,
)
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.people import require_user

_DESK = Viewer(role=Role.DESK)
_PUBLIC = Viewer(role=Role.PUBLIC)
_READING = Purpose.READING


def publish(
    directory: DataDirectory, subject: str, *, by: str, with_sources: bool = False
) -> tuple[PublicationRow, ...]:
    """Publish a source or an account.

    Args:
        directory: The archive.
        subject: Id of a source or an incident, or a beginning that only one has.
        by: The person's name.
        with_sources: Whether sources that the account cites and that are not public are published with it.

    Returns:
        The publication of the subject, then those of its sources.

    Raises:
        NotFoundError: There is no such source or incident.
        UsageError: The id is a claim's.
        ForbiddenError: There is no such user, or the account cites sources that are not public.
    """
    require_user(by)
    key = find.full_id(subject, viewer=_DESK, purpose=_READING)
    if key.startswith("c"):
        raise UsageError(f"{key} is a claim: it is published with its source or its incident")
    with writing(directory) as archive:
        with transaction.atomic():
            made = (_source(key, by),) if key.startswith("s") else _account(key, by, with_sources=with_sources)
        archive.log_rows()
    return made


def _source(key: str, by: str) -> PublicationRow:
    save.make_public(key)
    # What is kept is what the public is shown: comments masked, claims in them left out.
    detail = find.source(key, viewer=_PUBLIC, purpose=_READING)
    claims = find.claims(source=key, viewer=_PUBLIC, purpose=_READING)
    snapshot = PublishedSource(source=detail, claims=claims)
    return save.add_publication(key, listing=detail.source, snapshot=snapshot, cites=(key,), by=by, at=timezone.now())


def _account(key: str, by: str, *, with_sources: bool) -> tuple[PublicationRow, ...]:
    detail = find_account(key, viewer=_DESK, purpose=_READING)
    closed = tuple(row.id for row in detail.sources if row.visibility != Visibility.PUBLIC.value)
    if closed and not with_sources:
        raise ForbiddenError(
            f"the account of {key} cites {len(closed)} sources that are not public: {', '.join(closed)}; "
            "publish each of them, or give --with-sources"
        )
    opened = tuple(_source(one, by) for one in closed)
    save.make_public(key)
    snapshot = _snapshot(key)
    cites = tuple(row.id for row in snapshot.sources)
    made = save.add_publication(
        key, listing=snapshot.incident, snapshot=snapshot, cites=cites, by=by, at=timezone.now()
    )
    return (made, *opened)


def _snapshot(key: str) -> PublishedAccount:
    """Return what the public is shown: the account of the claims that it may see, without readers' comments."""
    detail = account_to_publish(key, viewer=_DESK, purpose=_READING)
    row = next(row for row in find.incidents(viewer=_DESK, purpose=_READING) if row.id == key)
    return PublishedAccount(
        incident=_listing(row, detail),
        account=detail.account,
        claims=detail.claims,
        sources=detail.sources,
    )


def _listing(row: IncidentRow, detail: AccountDetail) -> IncidentRow:
    incident = detail.account.incident
    return msgspec.structs.replace(
        row,
        sources=tuple(source.id for source in detail.sources),
        lines=incident.lines,
        evidence=incident.evidence,
        visibility=Visibility.PUBLIC.value,
    )
