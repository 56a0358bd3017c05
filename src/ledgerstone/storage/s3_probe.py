"""Whether a store keeps the two conditions that an archive stands on: create once, and replace what one has seen.

A store that ignores them answers every request with success, and lets two writers overwrite each other unnoticed. So
they are tried on keys of random names beside the archive, before anything is kept there.

Source: RFC 9110, sections 13.1.1 (If-Match) and 13.1.2 (If-None-Match).
"""

import secrets
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from ledgerstone.errors import StorageError
from ledgerstone.storage.archive_settings import S3Address
from ledgerstone.storage.s3_bucket import Bucket

FOLDER = "probe/"
_AT_ONCE = 8
_OTHER_TAG = '"00000000000000000000000000000000"'


def probe(address: S3Address) -> bool:
    """Try what an archive needs of a store.

    Returns:
        Whether the bucket keeps versions: then what is removed stays readable in an older one.

    Raises:
        StorageError: The store cannot be used; the message says why.
    """
    bucket = Bucket(address)
    key = f"{FOLDER}{secrets.token_hex(16)}"
    contents = [secrets.token_bytes(16) for _ in range(_AT_ONCE)]
    try:
        _try_create(bucket, key, contents, address.text)
        _try_replace(bucket, key, address.text)
        if key not in bucket.keys(FOLDER):
            raise StorageError(f"{address.text} does not list what was just put there: choose another store")
        return bool(bucket.keeps_versions_of(key))
    finally:
        # Credentials that may not remove are a choice of their owner; a probe that stays harms nobody.
        with suppress(StorageError):
            bucket.delete(key)


def _try_create(bucket: Bucket, key: str, contents: list[bytes], store: str) -> None:
    """Create one key several times at once: one of them must win, and none after it."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        created = list(threads.map(lambda data: bucket.create(key, data), contents))
    won = [data for data, done in zip(contents, created, strict=True) if done]
    late = bucket.create(key, b"late")
    if len(won) > 1 or late:
        raise StorageError(_unfit(store, "If-None-Match", "what is preserved there could be overwritten"))
    if not won or bucket.read_tagged(key)[0] != won[0]:
        raise StorageError(f"{store} does not give back what was just put there: choose another store")


def _try_replace(bucket: Bucket, key: str, store: str) -> None:
    """Replace it under a tag that it never had, then under its own."""
    if bucket.update(key, b"wrong", _OTHER_TAG):
        raise StorageError(_unfit(store, "If-Match", "two writers could fork its history unnoticed"))
    if not bucket.update(key, b"right", bucket.read_tagged(key)[1]) or bucket.read_tagged(key)[0] != b"right":
        raise StorageError(f"{store} does not replace what has the tag that it gave itself: choose another store")


def _unfit(store: str, header: str, harm: str) -> str:
    return (
        f"{store} ignores conditional writes ({header}), so that {harm}: nothing was kept there; choose a store that "
        "honours them"
    )
