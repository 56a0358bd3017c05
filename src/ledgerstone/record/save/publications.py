"""Publications: a version with its snapshot, and the visibility that lets its subject out."""

from datetime import datetime

import msgspec

from ledgerstone.accountability.access import Visibility
from ledgerstone.evidence.preservation.log.entries import EntryType
from ledgerstone.record.json_text import to_json
from ledgerstone.record.models import IncidentRecord, Publication, PublicationSource, Source, User
from ledgerstone.record.rows import PublicationRow
from ledgerstone.record.save.logged import log_row
from ledgerstone.record.shapes import publication_row
from ledgerstone.values.digests import sha256_hex, short_id


def add_publication(  # noqa: PLR0913 - what a publication consists of, all keyword-only but the subject
    subject: str,
    *,
    listing: msgspec.Struct,
    snapshot: msgspec.Struct,
    cites: tuple[str, ...],
    by: str,
    at: datetime,
) -> PublicationRow:
    """Add the next version of a subject.

    Args:
        subject: Id of a source or an incident.
        listing: Its row in listings.
        snapshot: All that the public is shown of it.
        cites: Ids of the sources that the snapshot cites.
        by: The person's name; there is such a user.
        at: When.
    """
    words = to_json(snapshot)
    version = Publication.objects.filter(subject=subject).count() + 1
    made = Publication.objects.create(
        id=short_id("p", subject, str(version)),
        subject=subject,
        version=version,
        by=User.objects.get(name=by),
        at=at,
        listing=to_json(listing),
        snapshot=words,
        sha256=sha256_hex([words.encode("utf-8")]),
    )
    PublicationSource.objects.bulk_create(
        PublicationSource(publication=made, source_id=source) for source in dict.fromkeys(cites)
    )
    log_row(EntryType.PUBLICATION, made.pk, by=by)
    return publication_row(made)


def make_public(subject: str) -> None:
    """Let a source or an incident out."""
    for table in (Source, IncidentRecord):
        table.objects.filter(pk=subject).update(visibility=Visibility.PUBLIC.value)
