"""Columns that the tables share."""

import secrets

from django.db import models

ID_LENGTH = 13
"""A letter and twelve hex digits: `values.digests.short_id`."""

NAME_LENGTH = 150


def new_agent() -> str:
    """Return a random id for the log: 16 hex digits."""
    return secrets.token_hex(8)


def id_column() -> "models.CharField[str, str]":
    """Return the primary key that depends on content alone."""
    return models.CharField(max_length=ID_LENGTH, primary_key=True)


def optional_words() -> "models.TextField[str | None, str | None]":
    """Return a text column in which NULL means unknown; nobody writes an empty text into it."""
    return models.TextField(null=True, blank=True)
