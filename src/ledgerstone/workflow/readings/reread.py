"""Read sources again: a new reading beside the old ones, and what is other than in the last.

Passages that people cited keep pointing at the reading that they came from. Each is looked for in the new one, and is
reported with the place where its words stand now, or as lost. Where a person's reading is in use, a tool's stands
beside it, and the person's gets the mentions and claims of today's rules.
"""

from collections.abc import Iterable

from django.db import transaction
from msgspec import Struct

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.errors import RefusedError
from ledgerstone.evidence.claims.packs.checking import check_packs
from ledgerstone.record import find, save
from ledgerstone.record.find import holdings
from ledgerstone.record.reading_kinds import MACHINE
from ledgerstone.record.rows import SourceDetail
from ledgerstone.record.statuses import ENDINGS
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.readings.cited_again import CitedAgain, cited_again
from ledgerstone.workflow.readings.read_confined import NOT_READ, NOT_YET_READ, UNREADABLE, Readers
from ledgerstone.workflow.readings.read_waiting import read_waiting
from ledgerstone.workflow.readings.rules_anew import rules_anew
from ledgerstone.workflow.regroup_when_due import regroup
from ledgerstone.workflow.sources_asked import source_asked
from ledgerstone.workflow.stages import Stage

PENDING = frozenset({NOT_READ, NOT_YET_READ, UNREADABLE})
"""Sources that have no text: another tool, or a later version, may read them."""

_DESK = Viewer(role=Role.DESK)
_TOOLS = frozenset({MACHINE})


class Standing(Struct, frozen=True, kw_only=True):
    """How a source was or is read.

    Attributes:
        status: Of the source.
        tool: Of its latest reading; None where it has none.
        version: The same.
        characters: Of the text.
        regions: How many the text has.
        claims: How many it gives.
    """

    status: str
    tool: str | None
    version: str | None
    characters: int
    regions: int
    claims: int


class Reread(Struct, frozen=True, kw_only=True):
    """What came of one source.

    Attributes:
        source: Its id.
        before: How it was read.
        after: How it is read now.
        same_text: Whether both readings have the same text.
        lost: Ids of claims of the last reading that the new one does not give.
        gained: Ids of claims that the last reading did not give.
        cited: What became of the passages that people cited, of whichever reading.
    """

    source: str
    before: Standing
    after: Standing
    same_text: bool
    lost: tuple[str, ...]
    gained: tuple[str, ...]
    cited: tuple[CitedAgain, ...]


class Seen(Struct, frozen=True, kw_only=True):
    """What a source has at one time.

    Attributes:
        standing: How it is read, by the reading that is looked at.
        text: Of that reading.
        in_use: The text in use, which is another where a person's reading is in use.
        claims: Ids of its claims.
    """

    standing: Standing
    text: str
    in_use: str
    claims: tuple[str, ...]


def reread(directory: DataDirectory, asked: Iterable[str], *, pending: bool, stage: Stage) -> tuple[Reread, ...]:
    """Read sources again.

    Args:
        directory: The archive.
        asked: Their ids or digests, or beginnings that only one has.
        pending: Whether to read all that have no text, too.
        stage: Shows how far the work is.

    Raises:
        NotFoundError: There is no such source.
        UsageError: An id is that of something else.
        RefusedError: A source was sealed or removed: there is nothing to read; or a language pack is broken.
        StorageError: The medium failed.
    """
    check_packs()
    named = [readable(source_asked(one)) for one in asked]
    waiting = [row.id for row in find.sources(viewer=_DESK, purpose=Purpose.READING) if row.status in PENDING]
    keys = tuple(dict.fromkeys([*named, *(waiting if pending else ())]))
    before = {key: seen(key, kinds=_TOOLS) for key in keys}
    with writing(directory) as archive:
        with transaction.atomic():
            save.await_reading(keys)
        with Readers(directory.tmp) as readers:
            read_waiting(archive, directory, stage, readers=readers)
            rules_anew(keys, readers)
        if not holdings.is_grouped():
            regroup(directory)
    return tuple(told(key, before[key], seen(key, kinds=_TOOLS)) for key in keys)


def readable(detail: SourceDetail) -> str:
    """Return the id of a source that can be read.

    Raises:
        RefusedError: It was sealed or removed.
    """
    source = detail.source
    if source.status in {*ENDINGS, *ENDINGS.values()}:
        raise RefusedError(source.id, f"it is {source.status}: there is nothing to read")
    return source.id


def seen(key: str, *, kinds: frozenset[str] = frozenset()) -> Seen:
    """Look at a source.

    Args:
        key: Its full id.
        kinds: Of readings, the latest of which is looked at; the one in use where these are none, or it has none.
    """
    detail = find.source(key, viewer=_DESK, purpose=Purpose.READING)
    latest = max((row.id for row in detail.readings if row.kind in kinds), default=None)
    reading = find.source(key, viewer=_DESK, purpose=Purpose.READING, reading=latest).reading
    claims = tuple(one.id for one in find.claims(viewer=_DESK, purpose=Purpose.READING, source=key))
    return Seen(
        standing=Standing(
            status=detail.source.status,
            tool=None if reading is None else reading.tool,
            version=None if reading is None else reading.version,
            characters=0 if reading is None else len(reading.text),
            regions=0 if reading is None else len(reading.regions),
            claims=len(claims),
        ),
        text="" if reading is None else reading.text,
        in_use="" if detail.reading is None else detail.reading.text,
        claims=claims,
    )


def told(key: str, before: Seen, after: Seen) -> Reread:
    """Tell what is other after a source was read."""
    return Reread(
        source=key,
        before=before.standing,
        after=after.standing,
        same_text=before.text == after.text,
        lost=tuple(one for one in before.claims if one not in after.claims),
        gained=tuple(one for one in after.claims if one not in before.claims),
        cited=cited_again(key, after.in_use),
    )
