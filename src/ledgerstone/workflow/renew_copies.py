"""Find who copies whom as papers come and go: with the index of copies, a paper is held against its candidates alone.

Work that was interrupted is found again: pairs wait in the index until their copies are in the record and incidents
know of them. A pair that is compared twice gives the same.
"""

from collections.abc import Collection, Sequence

from django.db import transaction

from ledgerstone.evidence.incidents.copying.cards import coming_of
from ledgerstone.evidence.incidents.copying.due import compare_due
from ledgerstone.evidence.incidents.copying.growing import fill, grow
from ledgerstone.record import save
from ledgerstone.record.find import holdings
from ledgerstone.record.find.pile import Pile
from ledgerstone.storage.copy_index import CopyIndex, copy_index
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.families import seen


def renew_copies(directory: DataDirectory, coming: Collection[str], going: Collection[str]) -> frozenset[str]:
    """Bring copies up to date with some papers; return the sources whose copies incidents do not know yet.

    Args:
        directory: The archive, for its index of copies.
        coming: Ids of papers that are new or may be other than before.
        going: Ids of papers that the record has no longer.

    Raises:
        StorageError: The medium failed, or the index is damaged.
    """
    with copy_index(directory.copy_index) as kept:
        grow(kept, coming_of(Pile(seen, sorted(coming))), sorted(going))
    with copy_index(directory.copy_index) as kept:
        now = {(one.source, one.of): one for one in compare_due(kept, _read)}
        before = {(one.source, one.of): one for one in holdings.copies_between(kept.due())}
        changed = [copy for pair, copy in now.items() if before.get(pair) != copy]
        none = before.keys() - now.keys()
        # Noted first: what is in the record already looks like no change to whoever begins again.
        kept.put_changed({end for pair in (*none, *((one.source, one.of) for one in changed)) for end in pair})
        found = kept.changed()
    with transaction.atomic():
        save.update_copies(changed, gone=sorted(none))
    return frozenset(found)


def settle_copies(directory: DataDirectory) -> None:
    """Note that incidents know of all copies."""
    with copy_index(directory.copy_index) as kept:
        kept.settle()


def copies_wait(directory: DataDirectory) -> bool:
    """Tell whether an interruption left pairs, or copies that incidents do not know of."""
    if not directory.copy_index.is_file():
        return False
    with copy_index(directory.copy_index) as kept:
        return bool(kept.due() or kept.changed())


def fill_copies(kept: CopyIndex) -> None:
    """Keep the whole record, whose copies were just found."""
    kept.clear()
    fill(kept, coming_of(Pile(seen)))


def _read(ids: Sequence[str]) -> Pile:
    return Pile(seen, ids)
