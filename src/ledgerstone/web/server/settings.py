"""Django's settings: the data directory and the database come from the environment, all else is fixed here.

Importing them creates nothing and touches no file but the secret key, which `init` wrote; without an archive
(type checks, `--help`) a key that lives as long as the process stands in for it.

LEDGERSTONE_DATA      the data directory (default ./ledgerstone-data)
LEDGERSTONE_DATABASE  postgres://… for PostgreSQL (default: SQLite in the data directory)
LEDGERSTONE_NOTICE    a notice for every page (default: `notice` in ledgerstone.toml of the data directory)
"""

import os
import secrets
from pathlib import Path

from csp.constants import NONE, SELF

from ledgerstone.storage.data_directory import DataDirectory
from ledgerstone.web.server.database import database_settings
from ledgerstone.web.server.notice import archive_notice

DATA_DIRECTORY = DataDirectory(Path(os.environ.get("LEDGERSTONE_DATA") or "ledgerstone-data").absolute())

_key_file = DATA_DIRECTORY.keys / "secret_key"
SECRET_KEY = _key_file.read_text("ascii").strip() if _key_file.is_file() else secrets.token_urlsafe(50)

DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]
ROOT_URLCONF = "ledgerstone.web.server.urls"

INSTALLED_APPS = [
    "csp",
    "django.contrib.staticfiles",
    "ledgerstone.record",
    "ledgerstone.web.portal",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "ledgerstone.web.portal.language.language_by_path",
    "ledgerstone.web.portal.answering.Answering",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "ledgerstone.web.portal.viewing.frame",
            ],
        },
    }
]
ARCHIVE_NOTICE = archive_notice(DATA_DIRECTORY.root, os.environ)

DATABASES = {"default": database_settings(os.environ.get("LEDGERSTONE_DATABASE"), DATA_DIRECTORY.database)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

USE_TZ = True
TIME_ZONE = "UTC"
LANGUAGE_CODE = "en"
USE_I18N = True
LANGUAGES = [
    ("en", "English"),
    ("hy", "Հայերեն"),
    ("ru", "Русский"),
    ("az", "Azərbaycanca"),
    ("fr", "Français"),
]
LOCALE_PATHS = [Path(__file__).resolve().parents[1] / "locale"]

# Pages load nothing from elsewhere, run no script, and cannot be framed or made to send anything.
STATIC_URL = "/static/"
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 0
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "no-referrer"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

# The program's own words go to standard error through cli and web; Django's default would mail them.
LOGGING_CONFIG = None
