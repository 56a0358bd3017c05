"""Keep a reading by a named person beside the machine's: a transcription, a correction, or a translation.

What is transcribed or corrected are the source's own words: it is the reading in use from then on, and claims come from
it. A translation is shown beside, and no claim comes from it. Nothing is written over: the readings before stay, and
the row of the new one is tied to the log, as every act of a named person is.
"""

import os
from functools import partial
from pathlib import Path

from django.db import transaction
from django.utils import timezone
from msgspec import Struct

from ledgerstone.errors import NotFoundError, RefusedError, UsageError
from ledgerstone.record import save
from ledgerstone.record.find import holdings
from ledgerstone.record.reading_kinds import BY_PEOPLE, TRANSCRIPTION, TRANSLATION
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.storage.descriptors import copied
from ledgerstone.storage.disk import CHUNK_BYTES
from ledgerstone.storage.fulltext import FullText
from ledgerstone.workflow.archive_log import writing
from ledgerstone.workflow.people import require_user
from ledgerstone.workflow.readings.keep_reading import ClaimsMade, keep_claims
from ledgerstone.workflow.readings.read_confined import READ, Readers, ToRead
from ledgerstone.workflow.readings.reading_terms import Asked, Made
from ledgerstone.workflow.readings.reread import Reread, readable, seen, told
from ledgerstone.workflow.regroup_when_due import regroup
from ledgerstone.workflow.sources_asked import source_asked
from ledgerstone.workflow.taking_in.found_files import open_file

TEXTS = frozenset({"text/plain", "text/vtt", "application/x-subrip"})
"""What people hand in: a text, or the transcript of a recording with its times."""


class HandedIn(Struct, frozen=True, kw_only=True):
    """What a person hands in.

    Attributes:
        file: A text in UTF-8, or WebVTT or SubRip for a recording.
        by: The person's name.
        kind: One of `reading_kinds.BY_PEOPLE`.
        language: ISO 639-1 code of the file's words; None lets them tell it.
        parent: Number of the reading that it was made from; None for the one in use.
    """

    file: Path
    by: str
    kind: str = TRANSCRIPTION
    language: str | None = None
    parent: int | None = None


def read_by_person(directory: DataDirectory, asked: str, handed: HandedIn) -> Reread:
    """Keep a person's reading of a source.

    Args:
        directory: The archive.
        asked: The source's id or digest, or a beginning that only one has.
        handed: What the person made.

    Returns:
        What is other than before, as for a reading by a tool.

    Raises:
        ForbiddenError: There is no such user.
        NotFoundError: There is no such source, or it has no such reading.
        UsageError: An id is that of something else, or a translation has nothing that it was made from.
        RefusedError: The source was sealed or removed, or the file cannot be read as a text.
        StorageError: The medium failed.
    """
    require_user(handed.by)
    key = readable(source_asked(asked))
    parent = _parent(key, handed)
    made = _made(directory, key, handed)
    before = seen(key)
    with writing(directory) as archive:
        _keep(directory, key, made, save.ByPerson(by=handed.by, kind=handed.kind, parent=parent))
        archive.log_rows()
        if not holdings.is_grouped():
            regroup(directory)
    return told(key, before, seen(key, kinds=frozenset(BY_PEOPLE)))


def _parent(key: str, handed: HandedIn) -> int | None:
    parent = holdings.reading_in_use(key) if handed.parent is None else handed.parent
    if parent is None and handed.kind == TRANSLATION:
        raise UsageError(f"{key} has no reading that can be translated: hand in a transcription first")
    if parent is not None and parent not in holdings.readings_of(key):
        raise NotFoundError(f"{key} has no reading {parent}; `source {key}` lists those that it has")
    return parent


def _made(directory: DataDirectory, key: str, handed: HandedIn) -> Made:
    """Read the file as any other of its kind, in a confined process."""
    said = holdings.said_of_source(key)
    translated = handed.kind == TRANSLATION
    asked = Asked(
        name=handed.file.name,
        language=handed.language or (None if translated else said.language),
        publisher=said.publisher,
        published=said.date(),
        claims=not translated,
    )
    descriptor = copied(open_file(handed.file, CHUNK_BYTES), tmp=directory.tmp)
    try:
        with Readers(directory.tmp) as readers:
            [outcome] = readers.read([ToRead(asked=asked, data=partial(os.dup, descriptor), opens=False)])
    finally:
        os.close(descriptor)
    reading = outcome.made.reading
    if outcome.status != READ or reading.media_type not in TEXTS:
        raise RefusedError(str(handed.file), f"it is read as {reading.media_type}: hand in a text, WebVTT or SubRip")
    if not reading.text.strip():
        raise RefusedError(str(handed.file), "there are no words in it")
    return outcome.made


def _keep(directory: DataDirectory, key: str, made: Made, person: save.ByPerson) -> None:
    used = person.kind != TRANSLATION
    if used:
        FullText(directory.search_index).put_all([(key, made.reading.text)])
    with transaction.atomic():
        number = save.add_reading_by_person(
            key, made.reading, person, mentions=made.mentions, context=made.context, made=timezone.now()
        )
        if used:
            keep_claims([ClaimsMade(source=key, reading=number, made=made)])
