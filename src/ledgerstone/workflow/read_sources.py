"""Read sources: text and regions, what is mentioned, what is claimed; each source in a transaction of its own.

A reader that fails on some bytes does not end the run: the source is kept, and its reading says what happened.
"""

from collections.abc import Callable, Iterable

from django.db import transaction
from django.utils import timezone

from ledgerstone.errors import DamagedError, LedgerstoneError, NotFoundError, StorageError, UnreadableError
from ledgerstone.evidence.claims.extract import extract
from ledgerstone.evidence.claims.identity import claim_id
from ledgerstone.evidence.claims.mentions import find_mentions
from ledgerstone.evidence.claims.model import Claim, Context, Mention
from ledgerstone.evidence.incidents.model import HeldClaim
from ledgerstone.evidence.preservation.objects import object_key
from ledgerstone.evidence.preservation.store import Store
from ledgerstone.evidence.reading.model import Reading, Region, Role
from ledgerstone.evidence.reading.read import read
from ledgerstone.record import save
from ledgerstone.record.said import Unread
from ledgerstone.storage.fulltext import FullText
from ledgerstone.workflow.beginnings import looked_at, warned
from ledgerstone.workflow.contexts import context_of
from ledgerstone.workflow.whole_bytes import whole_bytes

READ, NOT_READ, UNREADABLE = "read", "not read", "unreadable"
NO_READER = "none"


class _Extracted:
    """What was made of one source."""

    def __init__(self, reading: Reading, context: Context, status: str) -> None:
        self.reading, self.context, self.status = reading, context, status
        self.mentions: tuple[Mention, ...] = ()
        self.claims: tuple[Claim, ...] = ()


def read_sources(sources: Iterable[Unread], store: Store, index: FullText, *, progress: Callable[[int], None]) -> None:
    """Read each source anew.

    Args:
        sources: What is to be read.
        store: Where the bytes are.
        index: The full-text index; it is derived, so it goes before the record, which says that this was done.
        progress: Is told of each source that was read.

    Raises:
        StorageError: The medium failed.
        DamagedError: Bytes are gone.
    """
    for source in sources:
        made = _extracted(source, store)
        index.put(source.id, made.reading.text)
        with transaction.atomic():
            _save(source, made)
        progress(1)


def _extracted(source: Unread, store: Store) -> _Extracted:
    """Return what the readers and rules make of the bytes, or a reading that says how they failed."""
    try:
        data = whole_bytes(store.get(object_key(source.sha256)))
        reading = read(data, name=source.path, language=source.said.language)
        context = context_of(reading, publisher=source.said.publisher, published=source.said.date())
        made = _Extracted(warned(reading), context, NOT_READ if reading.tool == NO_READER else READ)
        beginning = looked_at(reading)
        made.mentions = find_mentions(beginning, context)
        made.claims = extract(beginning, made.mentions, context)
    except UnreadableError as error:
        return _Extracted(_failed(error), Context(), NOT_READ)
    except (StorageError, DamagedError, NotFoundError):
        raise
    except Exception as error:  # noqa: BLE001 - hostile bytes may find any fault of a reader; the run goes on
        return _Extracted(_failed(error), Context(), UNREADABLE)
    return made


def _failed(error: Exception) -> Reading:
    reason = str(error) if isinstance(error, LedgerstoneError) else f"a reader failed ({type(error).__name__})"
    return Reading(
        media_type="application/octet-stream",
        text="",
        warnings=(f"kept, not read: {reason}",),
        tool=NO_READER,
        version="1",
    )


def _save(source: Unread, made: _Extracted) -> None:
    key = save.add_reading(
        source.id,
        made.reading,
        mentions=made.mentions,
        context=made.context,
        status=made.status,
        made=timezone.now(),
    )
    held = {one.id: one for one in (HeldClaim(id=claim_id(source.id, claim), claim=claim) for claim in made.claims)}
    comments = tuple(region for region in made.reading.regions if region.role is Role.COMMENT)
    inside = frozenset(one.id for one in held.values() if _is_inside(one.claim, comments))
    save.replace_claims(source.id, key, tuple(held.values()), in_comments=inside)


def _is_inside(claim: Claim, comments: tuple[Region, ...]) -> bool:
    return any(claim.passage.start < region.end and region.start < claim.passage.end for region in comments)
