"""Whoever changes the record by SQL is found: every column of a decision, and rows that were added or removed.

The log fixes a salted digest of each judgement and each publication, and the tie to it lies in the record too: an
opponent may change both.
"""
# ruff: noqa: S608 - SQL made of the names of our own tables and columns

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.db import connection, transaction

from ledgerstone.accountability.access import Purpose, Role, Viewer
from ledgerstone.evidence.preservation.verify.archive import Asked
from ledgerstone.evidence.preservation.verify.results import Problem, Result
from ledgerstone.record import find
from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.workflow.add_user import add_user
from ledgerstone.workflow.judge import judge
from ledgerstone.workflow.publish import publish
from ledgerstone.workflow.taking_in.ingest import ingest
from ledgerstone.workflow.verify_archive import verify_archive

PAPERS = {
    "telegram.txt": "NORVIK, 4 May 1994. At least 32 people were killed in Velmar on 3 May 1994, the hospital said.\n",
    "letter.txt": "On 3 May 1994 about 300 houses were burned in Velmar, a teacher said.\n",
}
ADA, BORIS = "Ada Lind", "Boris Ferrow"
TABLES = {"judgement": "record_judgement", "publication": "record_publication"}
NOT_A_PART = {("record_loggedrow", "agent"), ("record_loggedrow", "id")}
"""Who acted stands in the entry of the log itself; the number of a tie says nothing."""


@contextmanager
def quiet(_: str, **__: object) -> Iterator[Callable[[int], None]]:
    """Show nothing of a stage."""
    yield lambda _: None


@pytest.fixture
def decided(db, directory: DataDirectory, tmp_path: Path) -> DataDirectory:
    """Give an archive with judgements, one of which supersedes another, and a publication."""
    del db
    pile = tmp_path / "pile"
    pile.mkdir()
    for name, text in PAPERS.items():
        (pile / name).write_text(text, encoding="utf-8")
    ingest([pile], directory, stage=quiet)
    add_user(ADA)
    add_user(BORIS)
    desk = {"viewer": Viewer(role=Role.DESK), "purpose": Purpose.READING}
    for row in find.claims(**desk)[:2]:
        judge(directory, row.id, "accept", by=ADA, reason="read it")
    judge(directory, find.claims(**desk)[0].id, "reject", by=BORIS, reason="read it again")
    publish(directory, find.sources(**desk)[0].id, by=ADA)
    return directory


def problems_after(directory: DataDirectory, *statements: str) -> list[Problem]:
    """Let an opponent run SQL, and return what `verify` says; the SQL is undone."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
                assert cursor.rowcount, statement
        found = verify_archive(directory, Asked(quick=True), progress=lambda _: None)
        transaction.set_rollback(True)
    return list(found.problems)


def columns(table: str) -> list[tuple[str, str]]:
    """Return the columns of a table, each with an expression that gives another value of its kind."""
    with connection.cursor() as cursor:
        described = connection.introspection.get_table_description(cursor, table)
        numbers = {column.name for column in described if column.type_code.lower().startswith(("int", "bigint"))}
    other = {"by_id": f"(SELECT id FROM record_user WHERE id <> {table}.by_id LIMIT 1)", "at": "'2001-02-03 04:05:06'"}
    text = "'f' || substr(coalesce(\"{0}\", '') || 'x', 2)"
    return [
        (column.name, other.get(column.name) or (f'"{column.name}" + 1' if column.name in numbers else text))
        for column in described
        if (table, column.name) not in NOT_A_PART
    ]


def attacks() -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what an opponent may do: a name, and the SQL."""
    for table in (*TABLES.values(), "record_loggedrow"):
        where = "(SELECT max(id) FROM {0} WHERE {1} IS NOT NULL)"
        for name, value in columns(table):
            row = where.format(table, "supersedes_id" if table == "record_judgement" else "id")
            change = value.format(name)
            yield f"{table}.{name} changed", (f'UPDATE {table} SET "{name}" = {change} WHERE id = {row}',)
    for kind, table in TABLES.items():
        last = f"(SELECT max(key) FROM record_loggedrow WHERE kind = '{kind}')"
        leaf = f"DELETE FROM {table} WHERE id = {last}"
        tie = f"DELETE FROM record_loggedrow WHERE key = {last}"
        yield f"{kind} removed", (leaf,)
        yield f"tie of a {kind} removed", (tie,)
        yield f"{kind} removed with its tie", (leaf, tie)
    yield "a judgement added", (_another("record_judgement", id="'j000000000000'", supersedes_id="NULL"),)
    yield "a publication added", (_another("record_publication", id="'p000000000000'", version="9"),)
    yield "a cited source removed", ("DELETE FROM record_publicationsource",)
    yield "what the public sees let out", ("UPDATE record_source SET visibility = 'public'",)
    yield "a source removed from the record's list", ("UPDATE record_source SET sha256 = 'e' || substr(sha256, 2)",)


def _another(table: str, **own: str) -> str:
    with connection.cursor() as cursor:
        names = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    values = ", ".join(own.get(name, f'"{name}"') for name in names)
    quoted = ", ".join(f'"{name}"' for name in names)
    return f"INSERT INTO {table} ({quoted}) SELECT {values} FROM {table} LIMIT 1"


def test_whatever_is_changed_in_the_record_by_sql_is_found(decided: DataDirectory, closing_line):
    assert verify_archive(decided, Asked(), progress=lambda _: None).result is Result.INTACT
    tried = list(attacks())
    missed = [name for name, statements in tried if not problems_after(decided, *statements)]
    closing_line(f"tampering with the record by SQL: {len(tried) - len(missed)} of {len(tried)} acts found")
    assert not missed
    assert verify_archive(decided, Asked(), progress=lambda _: None).result is Result.INTACT
