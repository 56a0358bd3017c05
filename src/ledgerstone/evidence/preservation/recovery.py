"""Recovery: a key that everything sealed is sealed to as well, whose secret lies on paper alone, split k of n.

The secret is 32 random bytes: the X25519 identity of age. It is split by SLIP-39 into mnemonics of 33 words, of which
any `threshold` give it back and fewer say nothing of it. Nothing here keeps it, writes it or shows it.

Source: SLIP-0039 (one group, no passphrase, extendable); the library is `shamir-mnemonic`, its reference.
"""

import secrets
from collections.abc import Iterable, Sequence

import pyrage
from msgspec import Struct
from shamir_mnemonic import (  # type: ignore[import-untyped]  # its makers publish no types
    MnemonicError,
    combine_mnemonics,
    generate_mnemonics,
)
from shamir_mnemonic.share import Share  # type: ignore[import-untyped]  # the same

from ledgerstone.evidence.preservation.bech32 import bech32
from ledgerstone.evidence.preservation.sealing import Nowhere, SealingError, decrypt

SECRET_BYTES = 32
MOST_SHARES = 16
LEAST_THRESHOLD = 2
"""With one share enough, each is the secret: SLIP-39 allows no such split of more than one."""

REHEARSAL = b"This was sealed to the recovery key of an archive. Whoever can read it can open what was sealed.\n"
"""What a drill opens where nothing was sealed yet."""

_IDENTITY = "age-secret-key-"


class RecoveryError(ValueError):
    """The shares are none, too few, or of two sets; the message says which."""


class Split(Struct, frozen=True, kw_only=True):
    """A recovery key in parts.

    Attributes:
        recipient: The public half.
        threshold: How many shares open it.
        mnemonics: The shares, each 33 words in one line.
    """

    recipient: str
    threshold: int
    mnemonics: tuple[str, ...]

    def __repr__(self) -> str:
        return f"Split(recipient={self.recipient!r}, threshold={self.threshold})"


def new_recovery(*, shares: int, threshold: int) -> Split:
    """Make a recovery key and split it; the key itself is gone when this returns.

    Args:
        shares: How many, 2 to 16.
        threshold: How many of them open it, from 2 on.

    Raises:
        RecoveryError: The numbers make no split.
    """
    return split(secrets.token_bytes(SECRET_BYTES), shares=shares, threshold=threshold)


def split(secret: bytes, *, shares: int, threshold: int) -> Split:
    """Split a secret into shares, and see that they give it back.

    Args:
        secret: 32 bytes.
        shares: How many, 2 to 16.
        threshold: How many of them open it, from 2 on.

    Raises:
        RecoveryError: The numbers make no split.
    """
    if not LEAST_THRESHOLD <= threshold <= shares <= MOST_SHARES:
        raise RecoveryError(
            f"{threshold} of {shares} is no split: at least {LEAST_THRESHOLD} shares open it, and there are at most "
            f"{MOST_SHARES}"
        )
    mnemonics = tuple(generate_mnemonics(1, [(threshold, shares)], secret)[0])
    if any(combine(some) != secret for some in (mnemonics[:threshold], mnemonics[-threshold:])):
        raise RecoveryError("the shares do not give the secret back: this machine computes wrongly, use another")
    return Split(recipient=recipient_of(secret), threshold=threshold, mnemonics=mnemonics)


def combine(mnemonics: Iterable[str]) -> bytes:
    """Return the secret that shares give.

    Args:
        mnemonics: Shares as people type them; the same one twice counts once, and more than are needed do no harm.

    Raises:
        RecoveryError: One is none, they are too few, or they are of two sets.
    """
    found: dict[int, tuple[Share, str]] = {}
    for number, text in enumerate(mnemonics, 1):
        words = " ".join(text.lower().split())
        share = _share(words, number)
        first = next(iter(found.values()), None)
        if first is not None and first[0].identifier != share.identifier:
            raise RecoveryError(f"share {number} is of another set than the first one: sort the papers by their set")
        found[share.index] = (share, words)
    needed = min((share.member_threshold for share, _ in found.values()), default=LEAST_THRESHOLD)
    if len(found) < needed:
        raise RecoveryError(f"{len(found)} shares are too few: this set takes {needed}")
    try:
        return bytes(combine_mnemonics([words for _, words in list(found.values())[:needed]]))
    except MnemonicError:
        # What the library says holds words of the shares.
        raise RecoveryError("the shares do not fit together: one was altered, or is of another set") from None


def identity_of(secret: bytes) -> str:
    """Return a secret as an identity of age.

    Raises:
        RecoveryError: It has another length than 32 bytes.
    """
    if len(secret) != SECRET_BYTES:
        raise RecoveryError(f"the shares give {len(secret)} bytes, and a key of age has {SECRET_BYTES}")
    return bech32(_IDENTITY, secret).upper()


def recipient_of(secret: bytes) -> str:
    """Return the public half of a secret, as a recipient of age."""
    return str(pyrage.x25519.Identity.from_str(identity_of(secret)).to_public())


def rehearsal(recipient: str) -> bytes:
    """Return a text sealed to a recipient, for a drill to open."""
    sealed: bytes = pyrage.encrypt(REHEARSAL, [pyrage.x25519.Recipient.from_str(recipient)])
    return sealed


def opens(secret: bytes, ciphertext: Sequence[bytes]) -> bool:
    """Tell whether a secret opens what was sealed."""
    try:
        decrypt(ciphertext, Nowhere(), identities=[identity_of(secret)])
    except SealingError:
        return False
    return True


def _share(words: str, number: int) -> Share:
    try:
        return Share.from_mnemonic(words)
    except MnemonicError:
        # The words are a part of the secret: neither they nor what the library says of them is shown.
        raise RecoveryError(
            f"share {number} is no share: a word is missing, misspelt or in the wrong place; compare it with the paper"
        ) from None
