"""Deaccession: remove one source by a logged act, for a reason that stays readable, in a named person's name.

The reason is kept in a metadata object, so that later custodians know it; the log has its salted digest. An erasure
that a person asked for is `erase`: it keeps no words of the request, removes redactions too, and says who holds copies.
"""

import secrets

from msgspec import Struct

from ledgerstone.errors import RefusedError, UsageError
from ledgerstone.evidence.preservation.belongings import redactions_of
from ledgerstone.evidence.preservation.log.reading import entries
from ledgerstone.evidence.preservation.metadata import SALT_BYTES, metadata_object, salted_digest
from ledgerstone.evidence.preservation.objects import keep_bytes
from ledgerstone.record import save
from ledgerstone.record.find import holdings
from ledgerstone.record.statuses import DEACCESSIONED, DEACCESSIONING
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.values.digests import short_id
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.people import require_user
from ledgerstone.workflow.removing.remove_sources import Removal, remove_sources
from ledgerstone.workflow.sources_asked import source_asked

DEACCESSION_KIND = "deaccession"


class Deaccessioned(Struct, frozen=True, kw_only=True):
    """What was removed.

    Attributes:
        source: The source's id.
        sha256: The digest of its bytes, which the log keeps.
        objects: How many objects are gone, with what was said of it.
        rows: How many judgements and publications lost their words.
        redactions: Ids of sources that were made of it by redaction, and stay.
        kept_reasons: Ids of judgements on incidents that the source was in; their reasons stay: read them.
        log_size: Entries of the log after it.
    """

    source: str
    sha256: str
    objects: int
    rows: int
    redactions: tuple[str, ...]
    kept_reasons: tuple[str, ...]
    log_size: int


def deaccession(directory: DataDirectory, asked: str, *, by: str, reason: str) -> Deaccessioned:
    """Remove a source.

    Args:
        directory: The archive.
        asked: The source's id or digest, or a beginning that only one has.
        by: The user's name.
        reason: Why, in the person's words; they stay readable for custodians.

    Raises:
        NotFoundError: There is no such source.
        UsageError: It is no source, or there is no reason.
        ForbiddenError: There is no such user.
        RefusedError: It was removed before, or the log itself needs its bytes.
        StorageError: The medium failed; the message says what is done.
    """
    require_user(by)
    why = reason.strip()
    if not why:
        raise UsageError("a deaccession needs a reason, in your own words: give --reason")
    with writing(directory) as archive:
        row = source_asked(asked).source
        if row.status in {DEACCESSIONING, DEACCESSIONED}:
            raise RefusedError(row.id, "it was removed from this archive before; `erase` lists who holds a copy of it")
        salt = secrets.token_bytes(SALT_BYTES)
        said = metadata_object({"kind": DEACCESSION_KIND, "object": row.sha256, "reason": why}, salt=salt)
        reasons = save.kept_reasons((row.id,))
        made = redactions_of(entries(archive.store, 0, archive.log.size), (row.sha256,))
        done = remove_sources(
            archive,
            directory,
            Removal(
                sources=(row,),
                agent=holdings.agent_of(by),
                reason=salted_digest(why, salt=salt),
                said=keep_bytes(archive.store, said).sha256,
            ),
        )
    removed = holdings.removed_digests()
    return Deaccessioned(
        source=row.id,
        sha256=row.sha256,
        objects=done.objects,
        rows=done.rows,
        redactions=tuple(short_id("s", sha256) for sha256 in made if sha256 not in removed),
        kept_reasons=reasons,
        log_size=done.log_size,
    )
