"""What `ledgerstone.toml` says of an archive: one line each, the rest of the file is left alone.

    store = "disk"                  preserved bytes lie in DATA/archive; so also where there is no such line
    store = "s3://bucket/prefix"    preserved bytes lie in a bucket; keys, record and index stay in DATA

The line of the data directory counts. Endpoint, region and credentials come from the environment and are never
written down.
"""

import os
import re
import tomllib
from pathlib import Path

from msgspec import Struct

from ledgerstone.errors import StorageError, UsageError
from ledgerstone.storage.durable import sync_one
from ledgerstone.storage.failing import failing
from ledgerstone.storage.keys import checked

SETTINGS_FILE = "ledgerstone.toml"
DISK = "disk"

_STORE = "store"
_SCHEME = "s3://"
_BUCKET = re.compile(r"[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]")
_LONGEST_PREFIX = 512


class S3Address(Struct, frozen=True, kw_only=True):
    """A place in a bucket.

    Attributes:
        bucket: The bucket's name.
        prefix: What its keys begin with, without "/" at either end; "" for the whole bucket.
    """

    bucket: str
    prefix: str

    @property
    def text(self) -> str:
        """The address as it is written down."""
        return f"{_SCHEME}{self.bucket}/{self.prefix}" if self.prefix else f"{_SCHEME}{self.bucket}"


def parse_address(text: str) -> S3Address:
    """Return the place that a setting names.

    Raises:
        UsageError: It is no address of a bucket, or names what does not belong there.
    """
    bucket, _, prefix = text.removeprefix(_SCHEME).partition("/")
    prefix = prefix.removesuffix("/")
    if not text.startswith(_SCHEME) or _BUCKET.fullmatch(bucket) is None or len(prefix) > _LONGEST_PREFIX:
        raise UsageError(
            f'not a store: {text[:80]!r}; write "{DISK}" or "s3://bucket/prefix", and put endpoint and credentials '
            "into AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY"
        )
    return S3Address(bucket=bucket, prefix=checked(prefix) if prefix else "")


def as_store(text: str) -> str:
    """Return a setting of the store in the one form that it is written in.

    Raises:
        UsageError: It names no store.
    """
    return DISK if text == DISK else parse_address(text).text


def store_in(path: Path) -> str | None:
    """Return the store that a settings file names; None where it names none, or is not there.

    Raises:
        UsageError: The file or the line cannot be understood.
    """
    said = line_in(path, _STORE, example="s3://bucket/prefix")
    try:
        return None if said is None else as_store(said)
    except UsageError as error:
        raise UsageError(f"{path}: {error}") from error


def line_in(path: Path, name: str, *, example: str) -> str | None:
    """Return a line of a settings file whose value is text; None where there is no such line, or no file.

    Args:
        path: The file.
        name: The line's name.
        example: A value, for whoever has to mend it.

    Raises:
        UsageError: The file or the line cannot be understood.
    """
    try:
        settings = tomllib.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path} cannot be read: {error}; mend it, or name another archive with --data") from error
    value = settings.get(name)
    if value is None or isinstance(value, str):
        return value
    raise UsageError(f'{path}: `{name}` must be in quotation marks, such as {name} = "{example}"')


def remember_store(path: Path, store: str) -> None:
    """Write down which store an archive has, before all else that the file says; durable when this returns.

    Args:
        path: The settings file of the data directory.
        store: What `as_store` returned.

    Raises:
        UsageError: The file names another store, or cannot be understood.
        StorageError: It cannot be written.
    """
    held = store_in(path)
    if held == store:
        return
    if held is not None:
        raise UsageError(f"{path} names the store {held} already: to change it, copy what is preserved there first")
    try:
        rest = path.read_bytes()
    except FileNotFoundError:
        rest = b""
    except OSError as error:
        raise StorageError(f"cannot read {path}: {error.strerror}; give this user the right to") from error
    new = path.with_name(f".{path.name}.new")
    with failing("write", path):
        descriptor = os.open(new, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        with os.fdopen(descriptor, "wb") as opened:
            opened.write(f'{_STORE} = "{store}"\n'.encode() + rest)
        sync_one(new)
        new.replace(path)
        sync_one(path.parent)
