"""Sealing: bytes encrypted to people whose keys are named, and opened again (age, X25519 recipients).

Everything is streamed, so that memory does not grow with what is sealed, and hashed on the way, so that whoever
calls can hold the plaintext against the log. An age file does not say whom it is for. What comes out of a decryption
counts only when it has ended: bytes come out before the last of them is known to be right.

Source: age-encryption.org/v1; the library is `pyrage`, which is rage's age crate.
"""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

import pyrage
from msgspec import Struct

_COMMENT = "#"


class SealingError(ValueError):
    """A recipient or an identity is none, or what was sealed cannot be opened; the message says why."""


class Sink(Protocol):
    """What takes bytes."""

    def write(self, data: bytes, /) -> int:
        """Take all of the bytes, and return how many they are."""


class Digested(Struct, frozen=True, kw_only=True):
    """What plaintext went through: its SHA-256 in hex, and how many bytes."""

    sha256: str
    size_bytes: int


class Nowhere:
    """Takes bytes and keeps none of them: for a decryption that is only to be checked."""

    def write(self, data: bytes, /) -> int:
        """Take the bytes."""
        return len(data)


def recipients_in(text: str) -> tuple[str, ...]:
    """Return the recipients of a text with one on each line; empty lines and lines that begin with "#" say none.

    Raises:
        SealingError: A line holds none.
    """
    return tuple(dict.fromkeys(checked_recipient(line) for line in _lines(text)))


def checked_recipient(text: str) -> str:
    """Return a recipient as it is written.

    Raises:
        SealingError: It is no X25519 recipient.
    """
    try:
        return str(pyrage.x25519.Recipient.from_str(text.strip()))
    except pyrage.RecipientError as error:
        raise SealingError(
            f"{text.strip()[:80]!r} is no recipient of age: it begins with age1 and is what `age-keygen` prints as "
            "the public key"
        ) from error


def identities_in(text: str) -> tuple[str, ...]:
    """Return the identities of a text as `age-keygen` writes it.

    Raises:
        SealingError: It holds none, or a line that is none.
    """
    found = []
    for number, line in enumerate(_lines(text), 1):
        try:
            found.append(str(pyrage.x25519.Identity.from_str(line)))
        except pyrage.IdentityError:
            # The line itself may be most of a secret: it is neither shown nor chained.
            raise SealingError(f"key {number} is no identity of age: it begins with AGE-SECRET-KEY-1") from None
    if not found:
        raise SealingError("there is no identity of age in it: it begins with AGE-SECRET-KEY-1")
    return tuple(found)


def encrypt(chunks: Iterable[bytes], into: Sink, *, recipients: Sequence[str]) -> Digested:
    """Encrypt bytes to recipients.

    Args:
        chunks: The plaintext.
        into: Takes the ciphertext.
        recipients: Who can open it, each alone; at least one.

    Returns:
        What the plaintext was.

    Raises:
        SealingError: A recipient is none, or there is none.
    """
    if not recipients:
        raise SealingError("nothing is sealed to nobody: name a recipient")
    known = [pyrage.x25519.Recipient.from_str(checked_recipient(one)) for one in recipients]
    source, sink = _Source(chunks), _Passing(into)
    try:
        pyrage.encrypt_io(source, sink, known)
    except (pyrage.EncryptError, OSError) as error:
        _raise_own(source, sink)
        raise SealingError(f"it cannot be encrypted: {error}") from error
    # The library says nothing of a failure to write its last bytes.
    _raise_own(source, sink)
    return source.digested()


def decrypt(chunks: Iterable[bytes], into: Sink, *, identities: Sequence[str]) -> Digested:
    """Decrypt what was encrypted to one of the identities.

    Args:
        chunks: The ciphertext.
        into: Takes the plaintext; what it took counts only where this returns.
        identities: The private keys.

    Returns:
        What the plaintext is.

    Raises:
        SealingError: None of them opens it, one is none, or what was sealed was changed or cut off.
    """
    known = [pyrage.x25519.Identity.from_str(one) for one in identities_in("\n".join(identities))]
    source, sink = _Source(chunks), _Passing(into)
    try:
        pyrage.decrypt_io(source, sink, known)
    except (pyrage.DecryptError, OSError) as error:
        _raise_own(source, sink)
        raise SealingError(f"it cannot be opened with this key: {error}") from error
    _raise_own(source, sink)
    return sink.digested()


class _Source:
    """Chunks as something to read from, hashed as they go; an error of theirs is kept, for the library hides it."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = iter(chunks)
        self._rest = memoryview(b"")
        self._digest, self._size = hashlib.sha256(), 0
        self.failure: BaseException | None = None

    def read(self, size: int = -1) -> bytes:
        """Return some of the bytes, none at the end."""
        try:
            while not self._rest:
                chunk = next(self._chunks, None)
                if chunk is None:
                    return b""
                self._digest.update(chunk)
                self._size += len(chunk)
                self._rest = memoryview(chunk)
        except BaseException as error:
            self.failure = error
            raise
        end = len(self._rest) if size < 0 else size
        taken, self._rest = self._rest[:end], self._rest[end:]
        return bytes(taken)

    def digested(self) -> Digested:
        return Digested(sha256=self._digest.hexdigest(), size_bytes=self._size)


class _Passing:
    """Passes bytes on and hashes them; an error on the way is kept, for the library hides it."""

    def __init__(self, into: Sink) -> None:
        self._into = into
        self._digest, self._size = hashlib.sha256(), 0
        self.failure: BaseException | None = None

    def write(self, data: bytes) -> int:
        """Pass the bytes on."""
        try:
            self._into.write(data)
        except BaseException as error:
            self.failure = error
            raise
        self._digest.update(data)
        self._size += len(data)
        return len(data)

    def flush(self) -> None:
        """Do nothing: whoever handed the sink in flushes it."""

    def digested(self) -> Digested:
        return Digested(sha256=self._digest.hexdigest(), size_bytes=self._size)


def _raise_own(source: _Source, sink: _Passing) -> None:
    """Raise what our own side failed with."""
    failure = source.failure or sink.failure
    if failure is not None:
        raise failure


def _lines(text: str) -> Iterator[str]:
    stripped = (line.strip() for line in text.splitlines())
    return (line for line in stripped if line and not line.startswith(_COMMENT))
