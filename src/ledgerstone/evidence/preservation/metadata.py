"""Metadata objects: what is said of a source, as an object of its own with salt, so that it can be sealed alone.

The log names such an object by its digest only. The 32 random bytes keep anybody from confirming a guess at the
words, as long as the object itself is sealed or gone.
"""

from collections.abc import Mapping
from hashlib import sha256

import msgspec

SALT_BYTES = 32

Words = Mapping[str, "str | int | tuple[str, ...] | None"]
"""What is said: names to texts, whole numbers or lists of texts; what is None is left out."""

_SALT = "salt"
_ENCODER = msgspec.json.Encoder(order="sorted")
_DECODER = msgspec.json.Decoder(dict[str, str | int | tuple[str, ...]])


class MetadataError(ValueError):
    """The bytes are no metadata object."""


def metadata_object(words: Words, *, salt: bytes) -> bytes:
    """Return the bytes of a metadata object: canonical JSON (RFC 8785) of the words and the salt.

    Args:
        words: Names in ASCII letters, with what they say.
        salt: 32 random bytes.
    """
    _checked(salt)
    said = {name: value for name, value in words.items() if value is not None}
    return _ENCODER.encode({**said, _SALT: salt.hex()})


def parse_metadata(data: bytes) -> dict[str, str | int | tuple[str, ...]]:
    """Return the words of a metadata object, without the salt.

    Raises:
        MetadataError: The bytes are none.
    """
    try:
        words = _DECODER.decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise MetadataError(f"no metadata object: {error}") from error
    if _ENCODER.encode(words) != data or _SALT not in words:
        raise MetadataError("no metadata object: not in canonical form, or without salt")
    return {name: value for name, value in words.items() if name != _SALT}


def salted_digest(text: str, *, salt: bytes) -> str:
    """Return the digest of a text that its salt keeps from being guessed: SHA-256(salt || UTF-8), in hex."""
    return sha256(_checked(salt) + text.encode("utf-8", "surrogatepass")).hexdigest()


def _checked(salt: bytes) -> bytes:
    if len(salt) != SALT_BYTES:
        raise ValueError(f"a salt has {SALT_BYTES} bytes, not {len(salt)}")
    return salt
