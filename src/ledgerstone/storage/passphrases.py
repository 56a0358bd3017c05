"""Secrets as they are handed in: on a file descriptor whose number the environment names, or typed on the terminal.

None is taken from the command line or from the environment itself, where other processes see them. What was read or
typed is kept in memory for as long as the process lives, because a server signs more than once.
"""

import getpass
import os
from collections.abc import Callable
from functools import lru_cache

from ledgerstone.errors import UsageError

KEY_DESCRIPTOR = "LEDGERSTONE_KEY_FD"
PASSPHRASE_DESCRIPTOR = "LEDGERSTONE_PASSPHRASE_FD"  # noqa: S105 - the name of a variable that holds a number
NEW_PASSPHRASE_DESCRIPTOR = "LEDGERSTONE_NEW_PASSPHRASE_FD"  # noqa: S105 - the same

Passphrase = Callable[[], str]
"""Gives the passphrase when it is needed."""

_LONGEST = 1 << 16


def own_passphrase() -> str:
    """Return the passphrase: from the descriptor that the environment names, else as typed on the terminal.

    Raises:
        UsageError: There is neither.
    """
    given = _given_passphrase(PASSPHRASE_DESCRIPTOR)
    return _typed_once("Passphrase of the archive's key: ") if given is None else given


def new_passphrase() -> str:
    """Return the passphrase to lock the key with: from the descriptor that the environment names, else typed twice.

    Raises:
        UsageError: There is neither, or the two are not the same.
    """
    given = _given_passphrase(NEW_PASSPHRASE_DESCRIPTOR)
    if given is not None:
        return given
    typed = typed_passphrase("New passphrase: ")
    if typed_passphrase("The new passphrase once more: ") != typed:
        raise UsageError("the two are not the same; nothing was changed, run it again")
    return typed


def typed_passphrase(prompt: str) -> str:
    """Ask on the terminal, without showing what is typed.

    Raises:
        UsageError: There is no terminal.
    """
    try:
        os.close(os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY | os.O_CLOEXEC))
    except OSError as error:
        raise UsageError(
            "the key is locked with a passphrase, and there is no terminal to ask for it: hand it in on a file "
            f"descriptor, and give its number in {PASSPHRASE_DESCRIPTOR}"
        ) from error
    return getpass.getpass(prompt)


def named_descriptor(variable: str) -> int | None:
    """Return the number of the descriptor that a variable of the environment names; None where it is not set.

    Raises:
        UsageError: It is set, and to no number.
    """
    said = os.environ.get(variable)
    if not said:
        return None
    if not said.isascii() or not said.isdigit():
        raise UsageError(f"{variable} must be the number of an open file descriptor, such as 3")
    return int(said)


def forget_typed() -> None:
    """Forget what was typed, because it did not open the key: it is asked for again."""
    _typed_once.cache_clear()


def read_descriptor(descriptor: int, variable: str) -> bytes:
    """Return what a descriptor gives to its end, however often it is asked for.

    Args:
        descriptor: Its number.
        variable: The variable that names it, for the error.

    Raises:
        UsageError: It cannot be read.
    """
    try:
        found = os.fstat(descriptor)
        return _drained(descriptor, found.st_dev, found.st_ino)
    except OSError as error:
        raise UsageError(
            f"{variable} names descriptor {descriptor}, which cannot be read: {error.strerror}; open it for this "
            "program, such as with `3< FILE`"
        ) from error


@lru_cache(maxsize=4)
def _drained(descriptor: int, device: int, inode: int) -> bytes:
    """Read a descriptor to its end. A pipe gives its bytes once, and a server signs more than once."""
    del device, inode  # they tell one pipe from the next that has its number
    found = b""
    while len(found) < _LONGEST and (chunk := os.read(descriptor, _LONGEST)):
        found += chunk
    return found


def _given_passphrase(variable: str) -> str | None:
    """Return the passphrase from the descriptor that a variable names; None where it names none."""
    descriptor = named_descriptor(variable)
    if descriptor is None:
        return None
    try:
        return read_descriptor(descriptor, variable).decode("utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"the passphrase from {variable} is no UTF-8") from error


@lru_cache(maxsize=1)
def _typed_once(prompt: str) -> str:
    """Ask once in a process; asked again where what was typed did not open the key."""
    return typed_passphrase(prompt)
