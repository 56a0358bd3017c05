"""One place in a bucket, and the requests that are made of it; what the bucket answers becomes ours.

A request is tried again by the library while the network or the store fails for a moment. Whatever is written carries
its own SHA-256 in the signed request, so that the store takes no other bytes than were sent.

Source: Amazon S3 API, PutObject and "Conditional writes" (If-None-Match, If-Match); RFC 9110, section 13.1.
"""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from datetime import timedelta
from pathlib import Path
from types import TracebackType

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError, PreconditionError
from obstore.store import S3Store as Client

from ledgerstone.errors import LedgerstoneError, NotFoundError, StorageError
from ledgerstone.storage.archive_settings import S3Address
from ledgerstone.storage.disk import CHUNK_BYTES

PART_BYTES = 8 * 1024 * 1024
"""What is longer goes up in parts of this length: at most 10,000 of them (S3), which is 80 GB."""

_PARTS_AT_ONCE = 4
_TRIES = 4
_SILENCE = timedelta(minutes=5)
"""A slow line needs some minutes for a part; a store that is silent for longer is gone."""

_LIST_AT_ONCE = 1000
_UNVERSIONED = {None, "", "null"}
"""What a bucket that keeps no versions says of an object's version."""

_CREDENTIALS = (
    "AWS_ACCESS_KEY_ID",
    "AWS_WEB_IDENTITY_TOKEN_FILE",
    "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI",
    "AWS_CONTAINER_CREDENTIALS_FULL_URI",
    "AWS_METADATA_ENDPOINT",
    "AWS_SKIP_SIGNATURE",
)
"""Without any of these the library would ask an address on the network for credentials, of which nobody spoke."""

_CODE = re.compile(r"<Code>(\w{1,64})</Code>")
_STATUS = re.compile(r"status code: (\d{3}[ A-Za-z]{0,40})")
_REFUSED = ("401", "403")
_NETWORK = {
    "BadScheme": "AWS_ENDPOINT_URL begins with http, which anybody on the way can read: AWS_ALLOW_HTTP=true allows it",
    "kind: Connect": "there is no connection: check the network and AWS_ENDPOINT_URL, and run again",
    "kind: Timeout": "it did not answer in time: check the network, and run again",
}


class asking:  # noqa: N801 - used as a word: `with asking("read", key)`
    """Turn what the library raises in the block into an error of ours, without a word that the store was told.

    Args:
        doing: The verb: "read", "write", "remove", "list".
        key: Of what.
    """

    def __init__(self, doing: str, key: str) -> None:
        self._doing, self._key = doing, key

    def __enter__(self) -> None:
        """Begin."""

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Turn the error.

        Raises:
            NotFoundError: There is no such key.
            StorageError: The store failed, refused, or is not there.
        """
        if isinstance(error, (BaseError, OSError, ValueError)):
            raise _ours(self._doing, self._key, error) from error


def _ours(doing: str, key: str, error: Exception) -> LedgerstoneError:
    said = str(error)
    code = _CODE.search(said)
    cannot = f"cannot {doing} {key or 'the bucket'} in the store"
    if code is not None and code[1] == "NoSuchBucket":
        return StorageError(f"{cannot}: there is no such bucket; make it, or name another one")
    if isinstance(error, FileNotFoundError) and doing != "write":
        return NotFoundError(f"no {key} in the store: run `ledgerstone verify` to see what is missing")
    status = _STATUS.search(said)
    reason = next((found[1].strip() for found in (code, status) if found), type(error).__name__)
    if status is not None and status[1].startswith(_REFUSED):
        return StorageError(
            f"{cannot}: it refuses ({reason}); see to it that the credentials in AWS_ACCESS_KEY_ID and "
            f"AWS_SECRET_ACCESS_KEY are right, that they may {doing} there, and that no lock forbids it"
        )
    network = next((mend for mark, mend in _NETWORK.items() if mark in said), None)
    return StorageError(f"{cannot}: {network or f'{reason}; check the store, and run again'}")


class Bucket:
    """The keys below one prefix of a bucket.

    Args:
        address: The bucket and the prefix.
        environment: The process's environment; the library reads the rest of the AWS_ variables from it itself.

    Raises:
        StorageError: The environment has no credentials.
    """

    def __init__(self, address: S3Address, environment: Mapping[str, str] = os.environ) -> None:
        if not any(environment.get(name) for name in _CREDENTIALS):
            raise StorageError(
                f"no credentials for {address.text}: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY in the environment"
            )
        with asking("open", address.text):
            self._client = Client(
                address.bucket,
                prefix=address.prefix or None,
                conditional_put="etag",
                disable_bulk_delete=True,
                client_options={
                    "allow_http": environment.get("AWS_ALLOW_HTTP", "").lower() in {"1", "true"},
                    "connect_timeout": timedelta(seconds=10),
                    "read_timeout": _SILENCE,
                    "timeout": timedelta(days=1),
                },
                retry_config={"max_retries": _TRIES - 1, "retry_timeout": timedelta(minutes=3)},
            )

    def create(self, key: str, data: bytes) -> bool:
        """Create a key with these bytes; False where it is there already.

        Raises:
            StorageError: The store failed; then the key is there with these bytes, or not at all.
        """
        with asking("write", key):
            try:
                obstore.put(self._client, key, data, mode="create")
            except AlreadyExistsError:
                return False
        return True

    def update(self, key: str, data: bytes, tag: str) -> bool:
        """Replace the bytes of a key where it has this tag still; False where it has not.

        Raises:
            StorageError: The store failed; then the bytes are the old ones or these.
        """
        with asking("write", key):
            try:
                obstore.put(self._client, key, data, mode={"e_tag": tag})
            except (PreconditionError, FileNotFoundError):
                return False
        return True

    def upload(self, key: str, path: Path) -> None:
        """Put a long file under a key, in parts; it is there when all of them are, or not at all.

        The library has no condition for this: who calls has looked that nothing is there, and reads back.

        Raises:
            StorageError: The store failed.
        """
        with asking("write", key):
            obstore.put(self._client, key, path, chunk_size=PART_BYTES, max_concurrency=_PARTS_AT_ONCE)

    def read(self, key: str) -> Iterator[bytes]:
        """Yield the bytes of a key.

        Raises:
            NotFoundError: There is no such key.
            StorageError: The store failed.
        """
        with asking("read", key):
            yield from obstore.get(self._client, key).stream(CHUNK_BYTES)

    def read_tagged(self, key: str) -> tuple[bytes, str]:
        """Return the bytes of a key, and the tag that they have until they are replaced.

        Raises:
            NotFoundError: There is no such key.
            StorageError: The store failed, or gives no tags.
        """
        with asking("read", key):
            found = obstore.get(self._client, key)
            tag, data = found.meta["e_tag"], bytes(found.bytes())
        if tag is None:
            raise StorageError(f"the store gives no ETag for {key}: it cannot hold an archive, choose another one")
        return data, tag

    def has(self, key: str) -> bool:
        """Tell whether a key is there.

        Raises:
            StorageError: The store failed.
        """
        try:
            with asking("read", key):
                obstore.head(self._client, key)
        except NotFoundError:
            return False
        return True

    def keeps_versions_of(self, key: str) -> bool | None:
        """Tell whether the bucket would keep the bytes of a key after its removal; None where there is no such key.

        Raises:
            StorageError: The store failed.
        """
        try:
            with asking("read", key):
                return obstore.head(self._client, key)["version"] not in _UNVERSIONED
        except NotFoundError:
            return None

    def delete(self, key: str) -> None:
        """Take a key away; nothing happens where there is none.

        Raises:
            StorageError: The store failed, or forbids it.
        """
        with asking("remove", key):
            obstore.delete(self._client, key)

    def keys(self, folder: str) -> Iterator[str]:
        """Yield the keys below a folder ("" or a path that ends with "/"), in their order.

        Raises:
            StorageError: The store failed.
        """
        with asking("list", folder):
            for some in obstore.list(self._client, folder or None, chunk_size=_LIST_AT_ONCE):
                yield from _within(folder, (one["path"] for one in some))

    def children(self, folder: str) -> list[str]:
        """Return the names right below a folder, in order; those of folders end with "/".

        Raises:
            StorageError: The store failed.
        """
        with asking("list", folder):
            found = obstore.list_with_delimiter(self._client, folder or None)
        folders = (f"{path}/" for path in found["common_prefixes"])
        names = _within(folder, (one["path"] for one in found["objects"]))
        return sorted(path.removeprefix(folder) for path in (*folders, *names))


def _within(folder: str, paths: Iterable[str]) -> Iterator[str]:
    """Yield paths but the folder's own: some stores list an empty object of its name, and that is no key in it."""
    return (path for path in paths if path != folder.removesuffix("/"))
