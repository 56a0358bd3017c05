"""The private key: for its owner alone, whole or not there, and never shown."""

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ledgerstone.errors import DamagedError, NotFoundError, UsageError
from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.storage.passphrases import KEY_DESCRIPTOR, PASSPHRASE_DESCRIPTOR
from ledgerstone.storage.private_keys import (
    LOG_KEY,
    PrivateKey,
    drop,
    format_private_key,
    is_locked,
    keep_private_key,
    load_seed,
    make_private_key,
    own_key,
    own_signer,
    parse_private_key,
    succeed,
    successor_path,
    successors,
)

NAME = "ledgerstone/0011223344556677"
SIGN = "from pathlib import Path; from ledgerstone.storage.private_keys import own_signer; import sys; "
SIGN += "print(own_signer(Path(sys.argv[1])).vkey.text)"
WORDS = "three words, Ürgend"


def load(path: Path, passphrase: str | None = None) -> PrivateKey:
    return load_seed(path, passphrase=None if passphrase is None else lambda: passphrase, descriptor=None)


def piped(data: bytes) -> int:
    reading, writing = os.pipe()
    os.write(writing, data)
    os.close(writing)
    return reading


def until(terminal: int, wanted: bytes | None) -> bytes:
    """Read what a terminal shows: until something is in it, or to its end."""
    seen = b""
    while wanted is None or wanted not in seen:
        try:
            more = os.read(terminal, 1000)
        except OSError:
            break
        if not more:
            break
        seen += more
    return seen


@given(st.binary(min_size=32, max_size=32), st.from_regex(r"[a-z./0-9\-]{1,40}", fullmatch=True))
def test_a_key_is_read_as_it_was_written(seed, name):
    key = PrivateKey(name=name, seed=seed)
    assert parse_private_key(format_private_key(key).encode(), "x") == key


def test_the_line_is_that_of_the_note_package_of_go():
    # The example of golang.org/x/mod/sumdb/note.
    line = "PRIVATE+KEY+PeterNeumann+c74f20a3+AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz\n"
    vkey = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
    key = parse_private_key(line.encode(), "x")
    assert key.signer().vkey.text == vkey
    assert format_private_key(key) == line


def test_a_new_key_is_for_its_owner_alone(tmp_path):
    before = os.umask(0)
    try:
        key = make_private_key(tmp_path / LOG_KEY, NAME, passphrase=None)
    finally:
        os.umask(before)
    assert (tmp_path / LOG_KEY).stat().st_mode & 0o777 == 0o600
    assert [path.name for path in tmp_path.iterdir()] == [LOG_KEY]
    assert load(tmp_path / LOG_KEY) == key


def test_two_keys_are_never_the_same(tmp_path):
    made = [make_private_key(tmp_path / str(number), NAME, passphrase=None) for number in range(2)]
    assert made[0].seed != made[1].seed


def test_a_key_is_never_overwritten(tmp_path):
    key = make_private_key(tmp_path / LOG_KEY, NAME, passphrase=None)
    with pytest.raises(UsageError, match="never overwritten"):
        make_private_key(tmp_path / LOG_KEY, NAME, passphrase=None)
    assert load(tmp_path / LOG_KEY) == key


def test_what_a_crash_left_unfinished_is_no_hindrance(tmp_path):
    (tmp_path / f"{LOG_KEY}.new").write_bytes(b"PRIVATE+KE")
    key = make_private_key(tmp_path / LOG_KEY, NAME, passphrase=None)
    assert load(tmp_path / LOG_KEY) == key
    assert successors(tmp_path) == ()


@pytest.mark.parametrize("mode", [0o640, 0o604, 0o660, 0o610, 0o644])
def test_a_key_that_others_may_read_is_refused(tmp_path, mode):
    make_private_key(tmp_path / LOG_KEY, NAME, passphrase=None)
    (tmp_path / LOG_KEY).chmod(mode)
    with pytest.raises(UsageError, match="chmod 600"):
        load(tmp_path / LOG_KEY)


def test_a_locked_key_opens_with_its_passphrase_alone(tmp_path):
    key = make_private_key(tmp_path / LOG_KEY, NAME, passphrase=WORDS)
    held = (tmp_path / LOG_KEY).read_bytes()
    assert held.startswith(b"-----BEGIN AGE ENCRYPTED FILE-----\n")
    assert is_locked(tmp_path / LOG_KEY)
    assert load(tmp_path / LOG_KEY, WORDS) == key
    with pytest.raises(UsageError, match="passphrase is wrong"):
        load(tmp_path / LOG_KEY, f"{WORDS}.")
    with pytest.raises(UsageError, match="nobody can be asked"):
        load(tmp_path / LOG_KEY)


def test_an_empty_passphrase_is_refused(tmp_path):
    with pytest.raises(UsageError, match="empty passphrase"):
        make_private_key(tmp_path / LOG_KEY, NAME, passphrase="")
    assert list(tmp_path.iterdir()) == []


def test_a_missing_key_is_said_with_what_to_do(tmp_path):
    with pytest.raises(NotFoundError, match="--lost-key"):
        load(tmp_path / LOG_KEY)


@pytest.mark.parametrize("place", [0, 8, 14, 45, 60, -3])
def test_a_damaged_key_is_refused_and_not_shown(tmp_path, place):
    make_private_key(tmp_path / LOG_KEY, NAME, passphrase=None)
    line = bytearray((tmp_path / LOG_KEY).read_bytes())
    line[place] ^= 2
    (tmp_path / LOG_KEY).write_bytes(line)
    with pytest.raises(DamagedError) as refused:
        load(tmp_path / LOG_KEY)
    assert line[-40:-1].decode() not in str(refused.value)
    assert refused.value.__cause__ is None


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"PRIVATE+KEY+a b+00000000+AQ==\n", b"x" * 70_000])
def test_what_is_no_key_is_refused(tmp_path, data):
    (tmp_path / LOG_KEY).write_bytes(data)
    (tmp_path / LOG_KEY).chmod(0o600)
    with pytest.raises(DamagedError):
        load(tmp_path / LOG_KEY)


def test_a_folder_in_place_of_the_key_is_refused(tmp_path):
    (tmp_path / LOG_KEY).mkdir(mode=0o700)
    with pytest.raises(DamagedError, match="not a file"):
        load(tmp_path / LOG_KEY)


def test_a_key_never_shows_its_seed(tmp_path):
    key = make_private_key(tmp_path / LOG_KEY, NAME, passphrase=None)
    assert repr(key) == f"PrivateKey(name={NAME!r})"


def test_a_key_is_read_from_a_descriptor_in_place_of_the_file(tmp_path):
    key = PrivateKey(name=NAME, seed=bytes(32))
    reading = piped(format_private_key(key).encode())
    assert load_seed(tmp_path / LOG_KEY, passphrase=None, descriptor=reading) == key
    # A server signs more than once, and a pipe gives its bytes once.
    assert load_seed(tmp_path / LOG_KEY, passphrase=None, descriptor=reading) == key
    os.close(reading)
    other = PrivateKey(name=NAME, seed=bytes([1]) * 32)
    again = piped(format_private_key(other).encode())
    assert load_seed(tmp_path / LOG_KEY, passphrase=None, descriptor=again) == other
    os.close(again)


def test_the_environment_names_descriptors_and_holds_no_secret(tmp_path, monkeypatch):
    key = make_private_key(tmp_path / "elsewhere", NAME, passphrase=WORDS)
    with (tmp_path / "elsewhere").open("rb") as opened:
        words = piped(f"{WORDS}\n".encode())
        monkeypatch.setenv(KEY_DESCRIPTOR, str(opened.fileno()))
        monkeypatch.setenv(PASSPHRASE_DESCRIPTOR, str(words))
        assert own_key(tmp_path / "keys") == key
        os.close(words)


@pytest.mark.parametrize("said", ["three", "-1", "keys/log_key", "99999"])
def test_what_names_no_descriptor_is_refused(tmp_path, monkeypatch, said):
    monkeypatch.setenv(KEY_DESCRIPTOR, said)
    with pytest.raises(UsageError, match=KEY_DESCRIPTOR):
        own_signer(tmp_path)


def test_without_a_terminal_a_locked_key_says_how_to_hand_the_passphrase_in(tmp_path):
    make_private_key(tmp_path / LOG_KEY, NAME, passphrase=WORDS)
    done = subprocess.run(
        [sys.executable, "-c", SIGN, tmp_path],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert done.returncode == 1
    assert PASSPHRASE_DESCRIPTOR in done.stderr


def test_on_a_terminal_the_passphrase_is_asked_and_not_shown(tmp_path):
    key = make_private_key(tmp_path / LOG_KEY, NAME, passphrase=WORDS)
    ours, terminal = pty.openpty()
    # A session of its own, which gets the terminal that it opens first as its controlling one.
    code = f"import os; os.close(os.open({os.ttyname(terminal)!r}, os.O_RDWR)); {SIGN}"
    done = subprocess.Popen(
        [sys.executable, "-c", code, tmp_path], stdin=terminal, stdout=terminal, stderr=terminal, start_new_session=True
    )
    os.close(terminal)
    seen = until(ours, b"Passphrase")
    os.write(ours, f"{WORDS}\n".encode())
    seen += until(ours, None)
    os.close(ours)
    assert done.wait() == 0
    assert key.signer().vkey.text.encode() in seen
    assert WORDS.encode() not in seen


def test_a_key_that_follows_takes_the_place_of_the_current_one(tmp_path):
    make_private_key(tmp_path / LOG_KEY, NAME, passphrase=None)
    new = PrivateKey(name=NAME, seed=bytes(32))
    path = successor_path(tmp_path, new.signer().vkey.key_id)
    keep_private_key(path, new, passphrase=None)
    assert successors(tmp_path) == ((new.signer().vkey.key_id, path),)
    succeed(tmp_path, path)
    assert own_key(tmp_path) == new
    assert [one.name for one in tmp_path.iterdir()] == [LOG_KEY]


def test_a_key_that_the_log_never_took_up_is_dropped(tmp_path):
    new = PrivateKey(name=NAME, seed=bytes(32))
    path = successor_path(tmp_path, new.signer().vkey.key_id)
    keep_private_key(path, new, passphrase=None)
    drop(path)
    assert successors(tmp_path) == ()


def test_a_key_signs_what_its_public_half_accepts(tmp_path):
    key = make_private_key(tmp_path / LOG_KEY, NAME, passphrase=None)
    signer: Signer = own_signer(tmp_path)
    assert signer.vkey == key.signer().vkey
    assert signer.vkey.accepts(b"text\n", signer.sign("text\n").data)
