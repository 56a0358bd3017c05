"""Today's rules on readings by people: their mentions and claims are found anew, their text and regions stay.

What a person wrote is tied to the log; what rules make of it is not (decision 0018). Where the rules do not come to an
end, what earlier ones made stays.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from django.db import transaction
from msgspec import Struct

from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record import save
from ledgerstone.record.find import holdings
from ledgerstone.storage.descriptors import copied
from ledgerstone.workflow.readings.keep_reading import ClaimsMade, keep_claims
from ledgerstone.workflow.readings.read_confined import READ, Readers, ToRead
from ledgerstone.workflow.readings.reading_terms import Asked, Step


class Used(Struct, frozen=True, kw_only=True):
    """A person's reading that is in use: of which source, its number, and itself."""

    source: str
    number: int
    reading: Reading


def rules_anew(sources: Iterable[str], readers: Readers) -> None:
    """Find mentions and claims anew in the readings of people that are in use.

    Args:
        sources: Full ids; those whose reading in use is a tool's are passed over.
        readers: The processes that the rules run in.

    Raises:
        StorageError: The medium failed.
        LedgerstoneError: The processes cannot be started.
    """
    under_way: list[Used] = []

    def to_read() -> Iterator[ToRead]:
        for source in sorted(holdings.read_by_people(sources)):
            used = _used(source)
            if used is not None:
                under_way.append(used)
                yield _to_read(used, readers.tmp)

    for outcome in readers.read(to_read()):
        used, made = under_way.pop(0), outcome.made
        if outcome.status == READ and made.reading == used.reading:
            with transaction.atomic():
                save.renew_rules(used.number, mentions=made.mentions, context=made.context)
                keep_claims([ClaimsMade(source=used.source, reading=used.number, made=made)])


def _used(source: str) -> Used | None:
    number = holdings.reading_in_use(source)
    return None if number is None else Used(source=source, number=number, reading=holdings.reading(number))


def _to_read(used: Used, tmp: Path) -> ToRead:
    said = holdings.said_of_source(used.source)
    asked = Asked(name="", language=said.language, publisher=said.publisher, published=said.date(), step=Step.RULES)
    content = msgspec.msgpack.encode(used.reading)
    return ToRead(asked=asked, data=lambda: copied([content], tmp=tmp), opens=False)
