"""People transcribe, correct and translate: their readings stand beside the machine's. All papers invented."""

import sqlite3
from contextlib import closing
from types import SimpleNamespace

import pytest
from django.utils import timezone
from msgspec import structs

from ledgerstone.errors import NotFoundError
from ledgerstone.evidence.claims.model import Context
from ledgerstone.evidence.reading.model import Reading
from ledgerstone.record import find, save
from ledgerstone.record.find import holdings, logged
from ledgerstone.record.models import ReadingRecord, Source
from ledgerstone.record.reading_kinds import CLEARED_READING

MACHINE = "NORVIK, 4 May 1994. At least 32 peopIe were kiIIed in VeImar on 3 May 1994, the hospitaI said.\n"
PERSON = (
    "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said. Orsinda wept.\n"
)
FRENCH = "Norvik, le 4 mai 1994. Au moins 32 personnes ont été tuées à Velmar le 3 mai 1994, a dit l’hôpital.\n"
ADA = "Ada Lind"


@pytest.fixture
def kept(record, desk, public):
    """Give a source that a tool has read, and ways to add more readings of it."""
    del record
    source, _ = save.add_source(sha256="ab" * 32, size_bytes=9, obtained=timezone.now())
    save.add_user(ADA, added=timezone.now())
    about = {"mentions": (), "context": Context()}

    def reading(text: str) -> Reading:
        return Reading(media_type="text/plain", language="en", text=text, tool="plain text", version="2")

    def tool(text: str, *, media_type: str = "image/png") -> int:
        made = structs.replace(reading(text), media_type=media_type, tool="tesseract")
        return save.add_reading(source, made, status="read", made=timezone.now(), **about)

    def person(text: str, kind: str, parent: int | None = None) -> int:
        by = save.ByPerson(by=ADA, kind=kind, parent=parent)
        return save.add_reading_by_person(source, reading(text), by, made=timezone.now(), **about)

    def shown(number: int | None = None, *, to: dict | None = None):
        return find.source(source, reading=number, **(to or desk))

    return SimpleNamespace(source=source, tool=tool, person=person, shown=shown, public=public)


def test_a_person_s_reading_is_in_use_and_a_later_one_by_a_tool_stands_beside_it(kept):
    first = kept.tool(MACHINE)
    second = kept.person(PERSON, "transcription", first)
    third = kept.tool(MACHINE)
    shown = kept.shown()
    assert (shown.reading.text, shown.source.media_type, shown.source.status) == (PERSON, "image/png", "read")
    listed = [(one.id, one.kind, one.by, one.parent, one.in_use) for one in shown.readings]
    assert listed == [
        (first, "machine", None, None, False),
        (second, "transcription", ADA, first, True),
        (third, "machine", None, None, False),
    ]
    assert [one.characters for one in shown.readings] == [len(MACHINE), len(PERSON), len(MACHINE)]
    assert kept.shown(first).reading.text == MACHINE


def test_a_correction_takes_the_place_of_a_transcription_and_a_translation_of_nothing(kept):
    first = kept.person(MACHINE, "transcription")
    second = kept.person(PERSON, "correction", first)
    kept.person(FRENCH, "translation", second)
    assert holdings.reading_in_use(kept.source) == second
    assert [one.kind for one in kept.shown().readings] == ["transcription", "correction", "translation"]


def test_the_public_is_told_the_kind_of_a_reading_and_not_the_person(kept):
    kept.person(PERSON, "transcription")
    save.make_public(kept.source)
    assert [(one.kind, one.by) for one in kept.shown(to=kept.public).readings] == [("transcription", None)]


def test_the_public_sees_no_reading_that_nobody_published(kept):
    used = kept.person(PERSON, "transcription")
    save.make_public(kept.source)
    later = kept.person(FRENCH, "translation", used)
    assert [one.id for one in kept.shown(to=kept.public).readings] == [used]
    with pytest.raises(NotFoundError):
        kept.shown(later, to=kept.public)
    row = kept.shown().source
    save.add_publication(kept.source, listing=row, snapshot=row, cites=(kept.source,), by=ADA, at=timezone.now())
    assert kept.shown(later, to=kept.public).reading.text == FRENCH


def test_a_reading_of_another_source_is_not_shown_as_one_of_this(kept):
    with pytest.raises(NotFoundError, match="no reading 999"):
        kept.shown(999)


@pytest.mark.parametrize(
    "change",
    [{"text": b"other words"}, {"kind": "correction"}, {"by": None}, {"parent": None}, {"content": "{}"}],
    ids=lambda change: next(iter(change)),
)
def test_what_other_hands_change_of_a_person_s_reading_shows(kept, change):
    number = kept.person(PERSON, "transcription", kept.tool(MACHINE))
    assert [(one.key, one.same) for one in logged.tied()] == [(str(number), True)]
    ReadingRecord.objects.filter(pk=number).update(**change)
    assert [(one.key, one.same) for one in logged.tied()] == [(str(number), False)]


def test_a_reading_that_other_hands_put_under_a_person_s_name_shows(kept):
    number = kept.tool(MACHINE)
    assert list(logged.untied()) == []
    ReadingRecord.objects.filter(pk=number).update(kind="transcription")
    assert [key for _, key in logged.untied()] == [str(number)]


def test_clearing_a_source_leaves_no_words_of_its_readings(kept):
    kept.person(PERSON, "transcription", kept.tool(MACHINE))
    kept.person(FRENCH, "translation")
    save.clear_sources([kept.source])
    assert kept.shown().readings == ()
    left = [(bytes(one.text), one.content) for one in ReadingRecord.objects.all()]
    assert left == [(b"", CLEARED_READING)] * 2
    assert Source.objects.get().reading is None
    assert list(holdings.every_text()) == [(kept.source, ""), (kept.source, "")]


def test_a_person_s_reading_goes_the_whole_way(program, tmp_path):
    for name, text in (("page.txt", MACHINE), ("person.txt", PERSON), ("french.txt", FRENCH)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    source = program.rows("ingest", tmp_path / "page.txt")[0]["sources"][0]
    by = ("--by", ADA)
    [told] = program.rows("reread", source, "--from", tmp_path / "person.txt", *by)
    assert (told["same_text"], told["before"]["claims"], told["after"]["claims"] > 0) == (False, 0, True)
    [again] = program.rows("reread", source)
    assert (again["same_text"], again["after"]["characters"]) == (True, len(MACHINE))
    [told] = program.rows("reread", source, "--from", tmp_path / "french.txt", *by, "--kind", "translation")
    assert (told["same_text"], told["after"]["characters"], told["lost"]) == (False, len(FRENCH), [])
    assert {claim["passage"]["exact"] in PERSON for claim in program.rows("claims")} == {True}
    assert program.rows("search", "Orsinda")[0]["source"] == source
    kinds = [(one["kind"], one["language"]) for one in program.rows("source", source)[0]["readings"]]
    assert kinds == [("machine", "en"), ("transcription", "en"), ("machine", "en"), ("translation", "fr")]
    assert program.rows("verify")[0]["result"] == "intact"
    with closing(sqlite3.connect(program.root / "record.sqlite3")) as record, record:
        record.execute("UPDATE record_readingrecord SET text = x'41' WHERE kind = 'transcription'")
    found = program.run("verify", "--json")
    assert (found.returncode, "record/reading/2" in found.stdout) == (3, True)
    refused(program, source, tmp_path)


def refused(program, source, folder) -> None:
    """Hand in what is no reading by a person."""
    (folder / "page.png").write_bytes(b"\x89PNG\r\n\x1a\n" * 9)
    for code, *arguments in (
        (1, source, "--from", folder / "page.txt", "--by", "Nobody"),
        (1, source, "--from", folder / "page.txt", "--by", ADA, "--parent", "999"),
        (1, source, "--from", folder / "page.png", "--by", ADA),
        (2, source, "--from", folder / "page.txt"),
        (2, source, "--by", ADA),
    ):
        assert program.run("reread", *arguments).returncode == code, arguments
    assert len(program.rows("source", source)[0]["readings"]) == 4
