"""The record's tables: made from the models where there are none, and else brought up to date step by step.

The steps of `migrations` take an archive from what it was to what the models say; a new one was nothing. To go through
them took as long as the rest of `init`. So no step may put rows into an archive that has none.
"""

from django.apps import apps
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

APP = "record"


def make_tables() -> None:
    """Make the tables, or bring those that are there up to date. What an interruption cut off is done by the next call.

    Raises:
        django.db.utils.Error: The database cannot be used.
    """
    executor = MigrationExecutor(connection)
    if executor.loader.applied_migrations or _tables() & set(connection.introspection.table_names()):
        executor.migrate(executor.loader.graph.leaf_nodes())
    else:
        _make_all(executor)


def _make_all(executor: MigrationExecutor) -> None:
    """Make all tables at once, and note the steps as taken in the same transaction."""
    steps = executor.migration_plan(executor.loader.graph.leaf_nodes(), clean_start=True)
    executor.recorder.ensure_schema()
    with connection.schema_editor() as editor:
        for model in apps.get_app_config(APP).get_models():
            editor.create_model(model)
        for step, _ in steps:
            executor.recorder.record_applied(step.app_label, step.name)


def _tables() -> set[str]:
    return {model._meta.db_table for model in apps.get_app_config(APP).get_models()}  # noqa: SLF001 - Django's own name
