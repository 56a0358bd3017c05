"""The private half of the log's key: one file that its owner alone may read, or what a file descriptor gives.

The file holds one text line, `PRIVATE+KEY+name+id+base64`, as the note package of Go writes it (the base64 is of the
algorithm byte 1 and the 32-byte seed; the id is that of the public half, C2SP signed-note), or that line encrypted
with a passphrase (age, armored, scrypt recipient); `passphrases` says where that comes from. A file is replaced as a
whole and never written in place; the old bytes may stay on the medium.
"""

import base64
import binascii
import errno
import os
import secrets
import stat
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import pyrage
from msgspec import Struct

from ledgerstone.errors import DamagedError, NotFoundError, StorageError, UsageError
from ledgerstone.evidence.preservation.log.note import ED25519, SEED_BYTES, NoteError, Signer
from ledgerstone.storage.durable import sync_one
from ledgerstone.storage.failing import failing
from ledgerstone.storage.passphrases import (
    KEY_DESCRIPTOR,
    Passphrase,
    forget_typed,
    named_descriptor,
    own_passphrase,
    read_descriptor,
)

LOG_KEY = "log_key"
"""Name of the file in the folder of keys; a key that is to follow lies beside it with its id as the name's ending."""

_HEAD = "PRIVATE+KEY"
_PARTS = 5
_UNFINISHED = ".new"
_ARMOR = b"-----BEGIN AGE ENCRYPTED FILE-----"
_OWNER_ONLY = 0o600
_OTHERS = stat.S_IRWXG | stat.S_IRWXO
_LONGEST = 1 << 16


class PrivateKey(Struct, frozen=True, kw_only=True):
    """A private key; it never shows its seed.

    Attributes:
        name: The name of the log, or of whoever else signs.
        seed: The 32 bytes that Ed25519 makes the key of.
    """

    name: str
    seed: bytes

    def __repr__(self) -> str:
        return f"PrivateKey(name={self.name!r})"

    def signer(self) -> Signer:
        """Return what signs with it."""
        return Signer(self.name, self.seed)


def new_private_key(name: str) -> PrivateKey:
    """Return a new random key; it lies nowhere yet.

    Args:
        name: 1 and more characters without space or plus.
    """
    return PrivateKey(name=name, seed=secrets.token_bytes(SEED_BYTES))


def make_private_key(path: Path, name: str, *, passphrase: str | None) -> PrivateKey:
    """Make a new key and keep it in a file, durably.

    Args:
        path: The file; it must not be there.
        name: 1 and more characters without space or plus.
        passphrase: What to encrypt it with; None for not at all.

    Raises:
        UsageError: The file is there, or the passphrase is empty.
        StorageError: The medium failed; no file is there.
    """
    key = new_private_key(name)
    keep_private_key(path, key, passphrase=passphrase)
    return key


def keep_private_key(path: Path, key: PrivateKey, *, passphrase: str | None, replace: bool = False) -> None:
    """Keep a key in a file, durably: the file is there whole, or not at all.

    Args:
        path: The file.
        key: What to keep.
        passphrase: What to encrypt it with; None for not at all.
        replace: Whether a file that is there may be replaced.

    Raises:
        UsageError: The file is there and may not be replaced, or the passphrase is empty.
        StorageError: The medium failed; what was there is there.
    """
    data = format_private_key(key).encode("utf-8")
    keep_for_owner(path, data if passphrase is None else _locked(data, passphrase), replace=replace)


def keep_for_owner(path: Path, data: bytes, *, replace: bool = False) -> None:
    """Keep bytes in a file that its owner alone may read, durably: the file is there whole, or not at all.

    Raises:
        UsageError: The file is there and may not be replaced.
        StorageError: The medium failed; what was there is there.
    """
    if not replace and os.path.lexists(path):
        raise UsageError(f"{path} is there already, and a key is never overwritten unasked: name another file")
    beside = path.with_name(path.name + _UNFINISHED)
    try:
        beside.unlink(missing_ok=True)
        _write(beside, data)
        beside.replace(path)
        sync_one(path.parent)
    except OSError as error:
        raise StorageError(f"cannot write {path}: {error.strerror}; free space or mend the disk, run again") from error


def load_seed(path: Path, *, passphrase: Passphrase | None, descriptor: int | None) -> PrivateKey:
    """Return the key of a file, or of a descriptor instead.

    Args:
        path: The file; not looked at where a descriptor is given.
        passphrase: Asked where the key is encrypted; None where nobody can be.
        descriptor: An open file descriptor to read the key from.

    Raises:
        NotFoundError: There is no such file.
        UsageError: Others may read the file, the passphrase is wrong or missing, or the descriptor cannot be read.
        DamagedError: What is there is no private key.
        StorageError: The file cannot be read.
    """
    name = str(path) if descriptor is None else f"descriptor {descriptor}"
    data = _read_file(path) if descriptor is None else read_descriptor(descriptor, KEY_DESCRIPTOR)
    if data.startswith(_ARMOR):
        if passphrase is None:
            raise UsageError(f"the key of {name} is locked with a passphrase, and nobody can be asked for it")
        data = _unlocked(data, name, passphrase)
    return parse_private_key(data, name)


def is_locked(path: Path) -> bool:
    """Tell whether the key of a file is encrypted with a passphrase.

    Raises:
        NotFoundError: There is no such file.
        UsageError: Others may read it.
        StorageError: It cannot be read.
    """
    return _read_file(path).startswith(_ARMOR)


def own_key(folder: Path) -> PrivateKey:
    """Return the archive's own key: from the descriptor that the environment names, else from the folder of keys.

    Raises:
        NotFoundError: There is none.
        UsageError: It cannot be used as it lies there; the message says how to mend that.
        DamagedError: What is there is no private key.
        StorageError: It cannot be read.
    """
    return load_seed(folder / LOG_KEY, passphrase=own_passphrase, descriptor=named_descriptor(KEY_DESCRIPTOR))


def own_signer(folder: Path) -> Signer:
    """Return what signs with the archive's own key; raises what `own_key` raises."""
    return own_key(folder).signer()


def format_private_key(key: PrivateKey) -> str:
    """Return the line that a key is kept as."""
    encoded = base64.b64encode(bytes([ED25519]) + key.seed).decode("ascii")
    return f"{_HEAD}+{key.name}+{key.signer().vkey.key_id.hex()}+{encoded}\n"


def parse_private_key(data: bytes, name: str) -> PrivateKey:
    """Return the key that a line holds.

    Args:
        data: The line's bytes.
        name: What an error calls the place they come from.

    Raises:
        DamagedError: They hold none, or its id is not that of its name and seed.
    """
    damaged = DamagedError(
        f"{name} holds no private key of the form PRIVATE+KEY+name+id+base64, or a damaged one: restore it from a "
        "copy, or say a new key with `ledgerstone keys rotate --lost-key`"
    )
    try:
        parts = data.decode("utf-8").removesuffix("\n").split("+", _PARTS - 1)
        secret = base64.b64decode(parts[-1], validate=True)
        key = PrivateKey(name=parts[2], seed=secret[1:])
        whole = format_private_key(key).removesuffix("\n").split("+", _PARTS - 1) == parts
    except (ValueError, IndexError, binascii.Error, NoteError):
        # Not chained: what could not be parsed may be most of a key, and an error's text is shown and kept.
        raise damaged from None
    if not whole:
        raise damaged
    return key


def successor_path(folder: Path, key_id: bytes) -> Path:
    """Return where a key lies that is to follow the current one, until the log says so."""
    return folder / f"{LOG_KEY}.{key_id.hex()}"


def successors(folder: Path) -> tuple[tuple[bytes, Path], ...]:
    """Return the ids of the keys that were to follow, with their files.

    Raises:
        StorageError: The folder cannot be read.
    """
    found = []
    with failing("read", folder):
        paths = sorted(folder.glob(f"{LOG_KEY}.*"))
    for path in paths:
        try:
            found.append((bytes.fromhex(path.name.removeprefix(f"{LOG_KEY}.")), path))
        except ValueError:
            continue
    return tuple(found)


def unfinished(folder: Path) -> tuple[Path, ...]:
    """Return files of keys that were being written when their writer died.

    Raises:
        StorageError: The folder cannot be read.
    """
    with failing("read", folder):
        return tuple(sorted(folder.glob(f"*{_UNFINISHED}")))


def succeed(folder: Path, path: Path) -> None:
    """Let the key of a file take the place of the current one, which is gone when this returns; durably.

    Raises:
        StorageError: The medium failed; one of the two is the current key.
    """
    try:
        path.replace(folder / LOG_KEY)
        sync_one(folder)
    except OSError as error:
        raise StorageError(f"cannot rename {path}: {error.strerror}; mend the disk, and run again") from error


def drop(path: Path) -> None:
    """Remove a key that the log never took up.

    Raises:
        StorageError: The medium failed.
    """
    try:
        path.unlink(missing_ok=True)
        sync_one(path.parent)
    except OSError as error:
        raise StorageError(f"cannot remove {path}: {error.strerror}; mend the disk, and run again") from error


def _write(path: Path, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW | os.O_CLOEXEC, _OWNER_ONLY)
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(data)
        opened.flush()
        os.fsync(descriptor)


def _read_file(path: Path) -> bytes:
    """Return the bytes of a key's file; they are not read where others could have read them too."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise _cannot_open(path, error) from error
    try:
        _check_mode(path, os.fstat(descriptor).st_mode)
        return os.read(descriptor, _LONGEST)
    except OSError as error:
        raise StorageError(f"cannot read {path}: {error.strerror}; restore it from a copy") from error
    finally:
        with suppress(OSError):  # nothing was written through it
            os.close(descriptor)


def _check_mode(path: Path, mode: int) -> None:
    if not stat.S_ISREG(mode):
        raise DamagedError(f"{path} is not a file: restore the private key from a copy")
    if mode & _OTHERS:
        raise UsageError(
            f"{path} may be read by others (mode {stat.S_IMODE(mode):04o}): run `chmod 600` on it, and if somebody "
            "may have read it, follow docs/how-to/stolen-key.md"
        )


def _cannot_open(path: Path, error: OSError) -> NotFoundError | StorageError:
    if error.errno in {errno.ENOENT, errno.ENOTDIR}:
        return NotFoundError(
            f"no private key at {path}: put it back from where it is kept, hand it in on a file descriptor named "
            f"by {KEY_DESCRIPTOR}, or, where it is lost, say a new one with `ledgerstone keys rotate --lost-key`"
        )
    return StorageError(f"cannot read {path}: {error.strerror}; run this as the user whom the archive belongs to")


def _locked(data: bytes, passphrase: str) -> bytes:
    if not passphrase:
        raise UsageError("an empty passphrase protects nothing: type one, or keep the key without")
    sealed: bytes = pyrage.passphrase.encrypt(data, passphrase, armored=True)
    return sealed


@lru_cache(maxsize=4)
def _unlocked(data: bytes, name: str, passphrase: Passphrase) -> bytes:
    """Decrypt a key. Done once for each file in a process: scrypt takes a second, and a person types once."""
    try:
        opened: bytes = pyrage.passphrase.decrypt(data, passphrase())
    except pyrage.DecryptError as error:
        forget_typed()
        raise UsageError(
            f"the key of {name} cannot be unlocked: the passphrase is wrong, or the file is damaged; type it again, "
            "or restore the file from a copy"
        ) from error
    return opened
