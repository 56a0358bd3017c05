"""Django's settings: the data directory and the database come from the environment, all else is fixed here.

Importing them creates nothing and touches no file but the secret key, which `init` wrote; without an archive
(type checks, `--help`) a key that lives as long as the process stands in for it.

LEDGERSTONE_DATA      the data directory (default ./ledgerstone-data)
LEDGERSTONE_DATABASE  postgres://… for PostgreSQL (default: SQLite in the data directory)
"""

import os
import secrets
from pathlib import Path

from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.web.server.database import database_settings

DATA_DIRECTORY = DataDirectory(Path(os.environ.get("LEDGERSTONE_DATA") or "ledgerstone-data").absolute())

_key_file = DATA_DIRECTORY.keys / "secret_key"
SECRET_KEY = _key_file.read_text("ascii").strip() if _key_file.is_file() else secrets.token_urlsafe(50)

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "ledgerstone.web.server.urls"

INSTALLED_APPS = [
    "ledgerstone.record",
]
MIDDLEWARE: list[str] = []

DATABASES = {"default": database_settings(os.environ.get("LEDGERSTONE_DATABASE"), DATA_DIRECTORY.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True

# The program's own words go to standard error through cli and web; Django's default would mail them.
LOGGING_CONFIG = None
