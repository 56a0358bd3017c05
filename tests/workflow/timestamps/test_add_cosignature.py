"""What a witness cosigned is kept where it is ours, theirs and new."""

import base64
from hashlib import sha256

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from ledgerstone.errors import InconsistentError, RefusedError, UsageError
from ledgerstone.evidence.preservation.log.checkpoint import Checkpoint, format_checkpoint
from ledgerstone.evidence.preservation.log.note import Signer, format_note, signed
from ledgerstone.evidence.preservation.log.printed import read_checkpoint
from ledgerstone.evidence.preservation.log.reading import current
from ledgerstone.evidence.preservation.timestamps.kept import kept_timestamps
from ledgerstone.evidence.preservation.verify.archive import Asked
from ledgerstone.evidence.preservation.verify.results import Result
from ledgerstone.storage.private_keys import own_signer
from ledgerstone.workflow.timestamps.add_cosignature import add_cosignature
from ledgerstone.workflow.verify_archive import verify_archive

pytestmark = pytest.mark.django_db(transaction=True)

NAME = "witness.test/w"
KEY = Ed25519PrivateKey.from_private_bytes(b"\x07" * 32)
PUBLIC = b"\x04" + KEY.public_key().public_bytes_raw()
KEY_ID = sha256(NAME.encode() + b"\n" + PUBLIC).digest()[:4]
VKEY = f"{NAME}+{KEY_ID.hex()}+{base64.b64encode(PUBLIC).decode()}"


def cosigned(note: bytes, seconds: int | None = None) -> bytes:
    """Return a note as the witness gives it back."""
    at = int(timezone.now().timestamp()) if seconds is None else seconds
    text = note.decode().partition("\n\n")[0] + "\n"
    signature = KEY.sign(f"cosignature/v1\ntime {at}\n{text}".encode())
    line = base64.b64encode(KEY_ID + at.to_bytes(8, "big") + signature).decode()
    return note + f"— {NAME} {line}\n".encode()


@pytest.fixture
def note(ingested) -> bytes:
    return (ingested.archive / "log/checkpoint").read_bytes()


def intact(directory, **asked) -> bool:
    return verify_archive(directory, Asked(**asked), progress=lambda _: None).result is Result.INTACT


def test_a_cosigned_checkpoint_is_kept_listed_and_accepted_by_verify_against(ingested, note, handed_in):
    data = cosigned(note)
    done = add_cosignature(ingested, handed_in(data), witness=VKEY)
    assert (done.witness, done.size) == (NAME, done.index)
    (kept,) = kept_timestamps(ingested.store())
    assert (kept.said.witness, kept.said.time, kept.said.size) == (VKEY, done.time, done.size)
    assert intact(ingested)
    assert intact(ingested, against=read_checkpoint(data))


def test_a_cosigned_checkpoint_is_kept_once(ingested, note, handed_in):
    data = cosigned(note)
    add_cosignature(ingested, handed_in(data), witness=VKEY)
    with pytest.raises(RefusedError, match="it is kept already"):
        add_cosignature(ingested, handed_in(data), witness=VKEY)


def test_an_older_checkpoint_may_be_cosigned(ingested, note, handed_in, archive):
    (archive.folder / "c.txt").write_text("Nobody was heard of again.\n", encoding="utf-8")
    archive.ingest()
    size = current(ingested.store()).checkpoint.size
    assert add_cosignature(ingested, handed_in(cosigned(note)), witness=VKEY).size < size


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda note: note, "it bears no cosignature by the key of witness.test/w"),
        (lambda note: cosigned(note, 4_000_000_000), "and this machine's clock"),
        (lambda note: cosigned(note)[:-1], "no blank line with signatures"),
        (lambda _: b"{}", "no blank line with signatures"),
        (lambda _: cosigned(foreign()), "it is not signed by the key of this archive that was current at 3 entries"),
    ],
)
def test_what_does_not_count_is_refused_with_the_reason(ingested, note, handed_in, change, reason):
    size = current(ingested.store()).checkpoint.size
    with pytest.raises(RefusedError, match=reason):
        add_cosignature(ingested, handed_in(change(note)), witness=VKEY)
    assert current(ingested.store()).checkpoint.size == size
    assert intact(ingested)


def foreign() -> bytes:
    """Return a checkpoint of another log."""
    text = format_checkpoint(Checkpoint(origin="example.test/other", size=3, root=bytes(32)))
    return format_note(signed(text, [Signer("example.test/other", b"\x09" * 32)]))


def test_a_fork_that_our_own_key_signed_and_a_witness_saw_is_found(ingested, handed_in):
    here = current(ingested.store()).checkpoint
    fork = Checkpoint(origin=here.origin, size=here.size, root=bytes(32))
    forked = format_note(signed(format_checkpoint(fork), [own_signer(ingested.keys)]))
    with pytest.raises(InconsistentError, match="the history was forked"):
        add_cosignature(ingested, handed_in(cosigned(forked)), witness=VKEY)


def test_a_witness_is_named_by_a_witnesss_key(ingested, note, handed_in):
    ours = own_signer(ingested.keys).vkey.text
    for key, reason in ((ours, "not one for cosignatures"), ("nonsense", "this is no key of the form")):
        with pytest.raises(UsageError, match=reason):
            add_cosignature(ingested, handed_in(cosigned(note)), witness=key)
