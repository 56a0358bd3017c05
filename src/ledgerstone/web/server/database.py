"""Which database the settings name: SQLite beside the archive by default, PostgreSQL by one setting.

The same models and migrations serve both; nothing else in the program asks which one it is.
"""

import os
from pathlib import Path
from typing import TypedDict
from urllib.parse import parse_qsl, unquote, urlsplit

from ledgerstone.errors import UsageError

SQLITE_PRAGMAS = (
    "PRAGMA journal_mode=WAL;"
    # What was acknowledged outlives a power cut; NORMAL would lose the last transactions.
    "PRAGMA synchronous=FULL;"
    "PRAGMA foreign_keys=ON;"
    "PRAGMA temp_store=MEMORY;"
    "PRAGMA cache_size=-16000;"
)
WAIT_FOR_WRITER_S = 20
"""How long a writer waits for another one before it gives up."""

POSTGRES_SCHEMES = ("postgres", "postgresql")


class DatabaseSettings(TypedDict):
    """One entry of Django's DATABASES."""

    ENGINE: str
    NAME: str
    USER: str
    PASSWORD: str
    HOST: str
    PORT: str
    OPTIONS: dict[str, object]


def database_settings(url: str | None, file: Path) -> DatabaseSettings:
    """Return the entry for the database that the address names.

    Args:
        url: "postgres://user:password@host:port/name?host=/run/postgresql", or None for SQLite.
        file: Where the SQLite file lies when no address is given.

    Raises:
        UsageError: The address is no PostgreSQL address.
    """
    if not url:
        return _sqlite(file)
    parts = urlsplit(url)
    if parts.scheme not in POSTGRES_SCHEMES or not parts.path.strip("/"):
        raise UsageError("LEDGERSTONE_DATABASE is no address like postgres://user@host/name; correct it or unset it")
    options = dict(parse_qsl(parts.query))
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket's folder cannot stand where a host name stands, so libpq's own `?host=` is taken too.
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": options.pop("port", "") or str(parts.port or ""),
        "OPTIONS": {**options},
    }


def _sqlite(file: Path) -> DatabaseSettings:
    # A medium that cannot be written to has no place for the files that SQLite makes while it reads. Nobody can write
    # there meanwhile either; where a log of writes was left, it alone knows the newest rows, and SQLite must say so.
    fixed = _is_read_only(file) and not file.with_name(f"{file.name}-wal").exists()
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": f"{file.absolute().as_uri()}?immutable=1" if fixed else str(file),
        "USER": "",
        "PASSWORD": "",
        "HOST": "",
        "PORT": "",
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": WAIT_FOR_WRITER_S,
            "init_command": SQLITE_PRAGMAS,
        },
    }


def _is_read_only(file: Path) -> bool:
    """Tell whether a file lies on a medium that cannot be written to by anybody."""
    try:
        return bool(os.statvfs(file).f_flag & os.ST_RDONLY)
    except OSError:
        return False
