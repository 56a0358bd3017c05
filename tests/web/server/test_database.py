"""One setting chooses the database."""

from pathlib import Path

import pytest

from ledgerstone.errors import UsageError
from ledgerstone.web.server.database import database_settings

FILE = Path("/data/record.sqlite3")


@pytest.mark.parametrize("url", [None, ""])
def test_without_an_address_the_record_is_sqlite_in_the_data_directory(url):
    found = database_settings(url, FILE)
    assert (found["ENGINE"], found["NAME"]) == ("django.db.backends.sqlite3", str(FILE))
    assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert "journal_mode=WAL" in str(found["OPTIONS"]["init_command"])


def test_an_address_is_taken_apart_with_its_escapes():
    found = database_settings("postgres://ada:p%40ss@db.example:5433/the%20record?sslmode=require", FILE)
    assert found == {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": "the record",
        "USER": "ada",
        "PASSWORD": "p@ss",
        "HOST": "db.example",
        "PORT": "5433",
        "OPTIONS": {"sslmode": "require"},
    }


def test_a_socket_is_named_as_libpq_names_it():
    assert database_settings("postgresql://ada@/record?host=/run/postgresql", FILE)["HOST"] == "/run/postgresql"


@pytest.mark.parametrize("url", ["mysql://x/y", "postgres://host", "record", "postgres:///"])
def test_another_address_is_refused(url):
    with pytest.raises(UsageError, match="LEDGERSTONE_DATABASE"):
        database_settings(url, FILE)
