"""Signed notes (C2SP signed-note): a text, a blank line, and signatures that lie on lines of their own.

Strict both ways: a note that is not byte for byte what `format_note` makes of it is refused. A signature whose key
nobody here knows is kept and says nothing. The private half of a key is held by whoever calls; nothing is read here.
"""

import base64
import binascii
from collections.abc import Iterable
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from msgspec import Struct

ED25519 = 0x01
"""The algorithm byte of a plain Ed25519 signature over the note's text."""

KEY_ID_BYTES = 4
PUBLIC_BYTES = SEED_BYTES = 32
LONGEST_NOTE = 1 << 20
_MOST_SIGNATURES = 100
_DASH = "— "


class NoteError(ValueError):
    """What should be a note, a key or a signature line is none; the message says why."""


class VerifierKey(Struct, frozen=True, kw_only=True):
    """A public key as C2SP signed-note writes it.

    Attributes:
        name: Whose it is: the log's origin, or a witness's name.
        key_id: Four bytes of SHA-256 over name, algorithm and key.
        public: The 32 bytes of the Ed25519 key.
        kind: The algorithm byte: 1 for a signer of notes, 4 for a witness's cosignatures.
    """

    name: str
    key_id: bytes
    public: bytes
    kind: int = ED25519

    @property
    def text(self) -> str:
        """The key on one line: name+id+base64."""
        encoded = base64.b64encode(bytes([self.kind]) + self.public).decode("ascii")
        return f"{self.name}+{self.key_id.hex()}+{encoded}"

    def accepts(self, message: bytes, signature: bytes) -> bool:
        """Tell whether these 64 bytes are the key's Ed25519 signature over a message."""
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class Signature(Struct, frozen=True, kw_only=True):
    """One line below a note: whose, and what that key made of the text."""

    name: str
    key_id: bytes
    data: bytes


class Note(Struct, frozen=True, kw_only=True):
    """A text with its signatures; the text ends with a line break."""

    text: str
    signatures: tuple[Signature, ...]


class Signer:
    """The private half of a key.

    Args:
        name: Whose it is: 1 and more characters without space or plus.
        seed: The 32 bytes that Ed25519 makes the key of (RFC 8032, section 5.1.5).

    Raises:
        NoteError: The name cannot stand in a note, or the seed has another length.
    """

    def __init__(self, name: str, seed: bytes) -> None:
        if len(seed) != SEED_BYTES:
            raise NoteError(f"an Ed25519 seed has {SEED_BYTES} bytes, not {len(seed)}")
        self._key = Ed25519PrivateKey.from_private_bytes(seed)
        self.vkey = make_vkey(name, self._key.public_key().public_bytes_raw())

    def sign(self, text: str) -> Signature:
        """Return the signature over a note's text."""
        return Signature(name=self.vkey.name, key_id=self.vkey.key_id, data=self._key.sign(text.encode("utf-8")))


def make_vkey(name: str, public: bytes, *, kind: int = ED25519) -> VerifierKey:
    """Return the public key of this name.

    Raises:
        NoteError: The name cannot stand in a note, or the key has another length.
    """
    if len(public) != PUBLIC_BYTES:
        raise NoteError(f"an Ed25519 public key has {PUBLIC_BYTES} bytes, not {len(public)}")
    return VerifierKey(name=_name(name), key_id=_key_id(name, kind, public), public=public, kind=kind)


def parse_vkey(text: str) -> VerifierKey:
    """Return the public key that one line holds.

    Raises:
        NoteError: It is none, or its id is not that of its name and bytes.
    """
    name, _, rest = text.strip("\n").partition("+")
    key_id, _, encoded = rest.partition("+")
    data = _decoded(encoded)
    if len(data) != 1 + PUBLIC_BYTES:
        raise NoteError("this is no key of the form name+id+base64 with an Ed25519 key")
    made = make_vkey(name, data[1:], kind=data[0])
    if made.key_id.hex() != key_id:
        raise NoteError(f"the key's id is {made.key_id.hex()}, and the line says {key_id[:16]!r}")
    return made


def parse_note(data: bytes) -> Note:
    """Return the note that the bytes are.

    Raises:
        NoteError: They are none, or not in the one form that a note has.
    """
    if len(data) > LONGEST_NOTE:
        raise NoteError(f"longer than {LONGEST_NOTE:,} bytes")
    try:
        text, gap, lines = data.decode("utf-8").rpartition("\n\n")
    except UnicodeDecodeError as error:
        raise NoteError("not UTF-8") from error
    if not gap or not lines.endswith("\n"):
        raise NoteError("no blank line with signatures after it")
    rows = lines[:-1].split("\n")
    if len(rows) > _MOST_SIGNATURES:
        raise NoteError(f"more than {_MOST_SIGNATURES} signatures")
    note = Note(text=f"{text}\n", signatures=tuple(_signature(row) for row in rows))
    if any(ord(char) < ord(" ") and char != "\n" for char in text) or format_note(note) != data:
        raise NoteError("not in the one form that a signed note has")
    return note


def format_note(note: Note) -> bytes:
    """Return the bytes of a note."""
    return (note.text + "\n" + "".join(map(_line, note.signatures))).encode("utf-8")


def verified_by(note: Note, key: VerifierKey) -> bool:
    """Tell whether the note bears this key's own signature, and no false one in its name."""
    own = [one for one in note.signatures if (one.name, one.key_id) == (key.name, key.key_id)]
    message = note.text.encode("utf-8")
    return bool(own) and all(key.accepts(message, one.data) for one in own)


def signed(text: str, signers: Iterable[Signer]) -> Note:
    """Return a text with the signature of each signer."""
    return Note(text=text, signatures=tuple(signer.sign(text) for signer in signers))


def _line(signature: Signature) -> str:
    encoded = base64.b64encode(signature.key_id + signature.data).decode("ascii")
    return f"{_DASH}{signature.name} {encoded}\n"


def _signature(row: str) -> Signature:
    name, _, encoded = row.removeprefix(_DASH).partition(" ")
    data = _decoded(encoded)
    if not row.startswith(_DASH) or len(data) <= KEY_ID_BYTES:
        raise NoteError(f"no signature line: {row[:60]!r}")
    return Signature(name=_name(name), key_id=data[:KEY_ID_BYTES], data=data[KEY_ID_BYTES:])


def _name(name: str) -> str:
    if not name or "+" in name or any(char.isspace() or not char.isprintable() for char in name):
        raise NoteError(f"a key's name has no space and no plus: {name[:60]!r}")
    return name


def _key_id(name: str, kind: int, public: bytes) -> bytes:
    return sha256(name.encode("utf-8") + b"\n" + bytes([kind]) + public).digest()[:KEY_ID_BYTES]


def _decoded(encoded: str) -> bytes:
    try:
        return base64.b64decode(encoded, validate=True)
    except (binascii.Error, ValueError) as error:
        raise NoteError(f"not base64: {encoded[:60]!r}") from error
