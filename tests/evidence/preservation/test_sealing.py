"""What is sealed is opened by each of its recipients and by nobody else, streamed, and never half."""

import io
import tracemalloc
from hashlib import sha256

import pyrage
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.errors import DamagedError, StorageError
from ledgerstone.evidence.preservation.sealing import (
    Nowhere,
    SealingError,
    checked_recipient,
    decrypt,
    encrypt,
    identities_in,
    recipients_in,
)


def new() -> tuple[str, str]:
    identity = pyrage.x25519.Identity.generate()
    return str(identity), str(identity.to_public())


ADA, ADA_KEY = new()
BO, BO_KEY = new()
EVE, _ = new()


def sealed(chunks, *recipients: str) -> bytes:
    into = io.BytesIO()
    encrypt(chunks, into, recipients=recipients)
    return into.getvalue()


@given(st.lists(st.binary(max_size=70_000), max_size=4))
def test_each_recipient_alone_opens_what_was_sealed(chunks):
    plain = b"".join(chunks)
    into = io.BytesIO()
    said = encrypt(chunks, into, recipients=(ADA_KEY, BO_KEY))
    assert (said.sha256, said.size_bytes) == (sha256(plain).hexdigest(), len(plain))
    for identity in (ADA, BO):
        out = io.BytesIO()
        assert decrypt([into.getvalue()], out, identities=[identity]) == said
        assert out.getvalue() == plain


def test_nobody_else_opens_it():
    with pytest.raises(SealingError, match="cannot be opened"):
        decrypt([sealed([b"words"], ADA_KEY)], Nowhere(), identities=[EVE])


def test_the_ciphertext_holds_neither_the_words_nor_the_recipients():
    made = sealed([b"a witness said so " * 10], ADA_KEY)
    assert b"witness" not in made
    assert ADA_KEY.encode() not in made


def test_the_same_words_are_never_the_same_ciphertext():
    assert sealed([b"words"], ADA_KEY) != sealed([b"words"], ADA_KEY)


def test_every_changed_byte_of_a_ciphertext_shows():
    whole = sealed([b"words of a witness"], ADA_KEY)
    for place in range(len(whole)):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        with pytest.raises(SealingError):
            decrypt([changed], Nowhere(), identities=[ADA])


def test_every_shortened_ciphertext_shows():
    whole = sealed([b"words of a witness"], ADA_KEY)
    for size in range(len(whole)):
        with pytest.raises(SealingError):
            decrypt([whole[:size]], Nowhere(), identities=[ADA])


def test_sealing_to_nobody_is_refused():
    with pytest.raises(SealingError, match="nobody"):
        sealed([b"words"])


def test_an_error_of_the_store_is_passed_on_as_it_is():
    def failing():
        yield b"some"
        raise StorageError("the disk is gone")

    with pytest.raises(StorageError, match="the disk is gone"):
        sealed(failing(), ADA_KEY)
    with pytest.raises(StorageError, match="the disk is gone"):
        decrypt(failing(), Nowhere(), identities=[ADA])


def test_an_error_of_the_sink_is_passed_on_as_it_is():
    class Full:
        def write(self, data: bytes) -> int:
            raise DamagedError(f"no room for {len(data)} bytes")

    with pytest.raises(DamagedError, match="no room"):
        encrypt([b"words"], Full(), recipients=[ADA_KEY])
    with pytest.raises(DamagedError, match="no room"):
        decrypt([sealed([b"words"], ADA_KEY)], Full(), identities=[ADA])


def test_memory_does_not_grow_with_what_is_sealed():
    chunk = bytes(1 << 18)
    tracemalloc.start()
    try:
        encrypt((chunk for _ in range(200)), Nowhere(), recipients=[ADA_KEY])
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 4 * len(chunk)


def test_recipients_stand_one_on_a_line_with_comments():
    assert recipients_in(f"# the lawyer\n{ADA_KEY}\n\n  {BO_KEY}  \n{ADA_KEY}\n") == (ADA_KEY, BO_KEY)


WRONG = {
    "nothing": "",
    "no more than a head": "age1",
    "too short": "age1zzz",
    "an identity": ADA,
    "another kind": "ssh-ed25519 AAAA",
    "a letter wrong": ADA_KEY[:-1] + ("q" if ADA_KEY[-1] != "q" else "p"),
}


@pytest.mark.parametrize("text", WRONG.values(), ids=list(WRONG))
def test_what_is_no_recipient_is_refused(text):
    with pytest.raises(SealingError, match="no recipient of age"):
        checked_recipient(text)


def test_a_file_of_age_keygen_gives_its_identity():
    assert identities_in(f"# created: 2026-01-02\n# public key: {ADA_KEY}\n{ADA}\n") == (ADA,)


def test_a_damaged_identity_is_refused_without_being_shown():
    with pytest.raises(SealingError) as refused:
        identities_in(ADA[:-1] + "?")
    assert ADA[20:40] not in str(refused.value)
    assert refused.value.__cause__ is None


def test_a_file_without_identity_is_refused():
    with pytest.raises(SealingError, match="no identity"):
        identities_in("# nothing here\n")
