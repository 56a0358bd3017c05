"""The steps that tables came by end where the models are: a new archive has the tables of one that was brought up."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from default_database import default_database
from django.apps import apps
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.recorder import MigrationRecorder

from ledgerstone.record.make_tables import make_tables

SCHEMA = "made"
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, replace(indexdef, schemaname || '.', '') FROM pg_indexes "
    "WHERE schemaname = current_schema()",
}


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.fixture
def brought_up(record) -> dict[str, object]:  # noqa: ARG001 - asked for so that there is a record
    """Give the tables of the record, which the steps led to."""
    return tables()


@pytest.fixture
def empty(record, brought_up, tmp_path: Path) -> Iterator[None]:  # noqa: ARG001 - looked at before this is the record
    """Make a database without tables the record."""
    settings = connection.settings_dict
    if record == "sqlite":
        made = {**settings, "NAME": str(tmp_path / "made.sqlite3")}
    else:
        with connection.cursor() as cursor:
            cursor.execute(f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE; CREATE SCHEMA {SCHEMA}")
        made = {**settings, "OPTIONS": {**settings["OPTIONS"], "options": f"-c search_path={SCHEMA}"}}
    with default_database(made):
        yield


@pytest.mark.usefixtures("empty")
def test_a_new_archive_has_the_tables_that_the_steps_lead_to(brought_up: dict[str, object]):
    make_tables()
    assert tables() == brought_up
    make_tables()
    assert tables() == brought_up


@pytest.mark.usefixtures("empty")
def test_an_archive_of_an_earlier_version_is_brought_up(brought_up: dict[str, object]):
    MigrationExecutor(connection).migrate([("record", "0005_captured")])
    assert tables() != brought_up
    make_tables()
    assert tables() == brought_up


@pytest.mark.usefixtures("empty")
def test_the_steps_put_no_rows_into_an_archive_that_has_none():
    steps = MigrationExecutor(connection)
    steps.migrate(steps.loader.graph.leaf_nodes())
    models = apps.get_app_config("record").get_models()
    assert [model for model in models if model.objects.exists()] == []


def tables() -> dict[str, object]:
    """Give the tables and the steps taken, but for the order of columns and the names that SQLite makes up."""
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        cursor.execute(INDEXES[connection.vendor])
        indexes = sorted(cursor.fetchall())
        found = {name: described(cursor, name) for name in names}
    return {**found, "indexes": indexes, "steps": sorted(MigrationRecorder(connection).applied_migrations())}


def described(cursor, name: str) -> dict[str, object]:
    ask = connection.introspection
    columns = {(column.name, column.type_code, column.null_ok) for column in ask.get_table_description(cursor, name)}
    constraints = ask.get_constraints(cursor, name)
    named = constraints.items() if connection.vendor == "postgresql" else constraints.values()
    return {"columns": columns, "constraints": sorted(map(repr, named)), "keys": ask.get_sequences(cursor, name)}
