"""Bech32 as age writes its keys: encoding alone. What is encoded is read back by age itself, which checks the sum.

No kept library has it by itself: those that have it bring a wallet along. Source: BIP-173, "Bech32"; age's keys are
longer than the 90 characters that BIP-173 allows for an address, and are otherwise the same.
"""

from collections.abc import Iterator, Sequence

_ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
_GENERATOR = (0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)
_GROUP_BITS = 5
_BYTE_BITS = 8
_SUM_LENGTH = 6


def bech32(kind: str, data: bytes) -> str:
    """Return bytes in Bech32, in lower case.

    Args:
        kind: The part before the "1" that says what the bytes are, in lower-case ASCII.
        data: The bytes.
    """
    return bech32_of_groups(kind, tuple(_groups(data)))


def bech32_of_groups(kind: str, groups: Sequence[int]) -> str:
    """Return groups of five bits in Bech32, in lower case."""
    expanded = [*(ord(char) >> _GROUP_BITS for char in kind), 0, *(ord(char) & 31 for char in kind)]
    remainder = _polymod([*expanded, *groups, *([0] * _SUM_LENGTH)]) ^ 1
    checksum = [(remainder >> _GROUP_BITS * (_SUM_LENGTH - 1 - place)) & 31 for place in range(_SUM_LENGTH)]
    return f"{kind}1" + "".join(_ALPHABET[group] for group in (*groups, *checksum))


def _groups(data: bytes) -> Iterator[int]:
    """Yield the bits of the bytes five by five, the last ones filled up with zeros."""
    held = bits = 0
    for byte in data:
        held, bits = (held << _BYTE_BITS) | byte, bits + _BYTE_BITS
        while bits >= _GROUP_BITS:
            bits -= _GROUP_BITS
            yield (held >> bits) & 31
        held &= (1 << bits) - 1
    if bits:
        yield (held << (_GROUP_BITS - bits)) & 31


def _polymod(values: Sequence[int]) -> int:
    checksum = 1
    for value in values:
        top = checksum >> 25
        checksum = (checksum & 0x1FFFFFF) << _GROUP_BITS ^ value
        for place, term in enumerate(_GENERATOR):
            checksum ^= term if (top >> place) & 1 else 0
    return checksum
