"""A rotation is logged, signed by both keys, and at no moment leaves the archive without the key that the log names."""

import os
import shutil

import pytest

from ledgerstone.evidence.preservation.log.note import Signer
from ledgerstone.evidence.preservation.log.reading import current, entries
from ledgerstone.storage.disk import DiskStore
from ledgerstone.storage.private_keys import LOG_KEY, load_seed, own_signer

WORDS = "a stone, a river"


def standing(program):
    return current(DiskStore(program.root / "archive"))


def signers(program) -> list[str]:
    return [one.key_id.hex() for one in standing(program).note.signatures]


def key_of(program) -> Signer:
    return own_signer(program.root / "keys")


def verified(program) -> dict:
    return program.rows("verify")[0]


def handed_in(words: str) -> int:
    reading, writing = os.pipe()
    os.write(writing, f"{words}\n".encode())
    os.close(writing)
    return reading


def test_a_rotation_is_logged_and_signed_by_both_keys(program):
    old = key_of(program)
    done = program.rows("keys", "rotate")[0]
    new = key_of(program)
    assert new.vkey.text == done["vkey"]
    assert signers(program) == [old.vkey.key_id.hex(), new.vkey.key_id.hex()]
    last = list(entries(DiskStore(program.root / "archive")))[-1][1]
    assert (last.type, last.vkey) == ("key", new.vkey.text)
    assert (program.root / f"archive/log/keys/{done['id']}.vkey").read_text() == f"{done['vkey']}\n"
    assert verified(program)["result"] == "intact"
    assert verified(program)["notes"] == []


def test_the_old_private_key_is_destroyed_and_its_checkpoints_stay_valid(program, tmp_path):
    old = (program.root / "keys" / LOG_KEY).read_bytes()
    shutil.copy(program.root / "archive/log/checkpoint", tmp_path / "kept")
    program.call("keys", "rotate")
    assert not [path for path in (program.root / "keys").iterdir() if old in path.read_bytes()]
    program.call("verify", "--against", tmp_path / "kept")


def test_the_old_key_signs_nothing_any_more(program):
    old = (program.root / "keys" / LOG_KEY).read_bytes()
    program.call("keys", "rotate")
    (program.root / "keys" / LOG_KEY).write_bytes(old)
    done = program.run("keys", "rotate")
    assert done.returncode == 4
    assert "one that was replaced" in done.stderr


def test_the_key_of_another_archive_is_refused(program, begun, tmp_path):
    other = type(begun)(tmp_path / "other")
    other.call("init")
    shutil.copy(other.root / "keys" / LOG_KEY, program.root / "keys" / LOG_KEY)
    done = program.run("keys", "rotate")
    assert done.returncode == 4
    assert "another archive" in done.stderr


def test_the_keys_are_shown_with_their_spans(program):
    first = key_of(program).vkey
    program.call("keys", "rotate")
    second = key_of(program).vkey
    rows = program.rows("keys", "show")
    assert [(row["id"], row["from_size"], row["until_size"], row["current"]) for row in rows] == [
        (first.key_id.hex(), 1, 2, False),
        (second.key_id.hex(), 2, None, True),
    ]
    assert [row["vkey"] for row in rows] == [first.text, second.text]


def test_a_lost_key_is_replaced_by_one_that_signs_alone_and_verify_says_so(program):
    (program.root / "keys" / LOG_KEY).unlink()
    assert program.run("keys", "rotate").returncode == 1
    done = program.rows("keys", "rotate", "--lost-key")[0]
    assert signers(program) == [done["id"]]
    found = verified(program)
    assert found["result"] == "intact"
    assert "without the signature of the key before it" in found["notes"][0]
    program.call("keys", "rotate")


def test_a_copy_without_a_folder_of_keys_takes_a_new_one(program):
    shutil.rmtree(program.root / "keys")
    program.call("keys", "rotate", "--lost-key")
    assert verified(program)["result"] == "intact"
    program.call("keys", "rotate")


def test_a_key_that_is_there_is_not_lost(program):
    before = (program.root / "keys" / LOG_KEY).read_bytes()
    done = program.run("keys", "rotate", "--lost-key")
    assert done.returncode == 2
    assert "rotate it" in done.stderr
    assert (program.root / "keys" / LOG_KEY).read_bytes() == before


def test_the_passphrase_is_set_kept_over_a_rotation_changed_and_removed(program):
    path = program.root / "keys" / LOG_KEY
    words = handed_in(WORDS)
    program.call("keys", "passphrase", env={"LEDGERSTONE_NEW_PASSPHRASE_FD": str(words)}, descriptors=(words,))
    assert path.read_bytes().startswith(b"-----BEGIN AGE")
    wrong = handed_in("a stone, a rivet")
    refused = program.run("keys", "rotate", env={"LEDGERSTONE_PASSPHRASE_FD": str(wrong)}, descriptors=(wrong,))
    assert refused.returncode == 2
    assert "passphrase is wrong" in refused.stderr
    words = handed_in(WORDS)
    program.call("keys", "rotate", env={"LEDGERSTONE_PASSPHRASE_FD": str(words)}, descriptors=(words,))
    new = load_seed(path, passphrase=lambda: WORDS, descriptor=None)
    assert signers(program)[-1] == new.signer().vkey.key_id.hex()
    words = handed_in(WORDS)
    program.call("keys", "passphrase", "--remove", env={"LEDGERSTONE_PASSPHRASE_FD": str(words)}, descriptors=(words,))
    assert key_of(program).vkey == new.signer().vkey
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_key_on_a_descriptor_signs_and_its_successor_goes_where_it_is_told(program, tmp_path):
    elsewhere = tmp_path / "stick"
    (program.root / "keys" / LOG_KEY).rename(elsewhere)
    with elsewhere.open("rb") as opened:
        env = {"LEDGERSTONE_KEY_FD": str(opened.fileno())}
        refused = program.run("keys", "rotate", env=env, descriptors=(opened.fileno(),))
        assert refused.returncode == 2
        assert "--out" in refused.stderr
        opened.seek(0)
        done = program.rows("keys", "rotate", "--out", tmp_path / "next", env=env, descriptors=(opened.fileno(),))[0]
    assert load_seed(tmp_path / "next", passphrase=None, descriptor=None).signer().vkey.text == done["vkey"]
    assert not (program.root / "keys" / LOG_KEY).exists()
    assert verified(program)["result"] == "intact"


def survives(program, arguments: tuple[str, ...], count: int, root) -> None:
    """Kill a rotation at one point, and see that the next one finds a key that the log knows."""
    copy = program.copied(root)
    code, changed = copy.killed_at(count, "keys", *arguments)
    assert code == 137, f"never got to change {count}"
    found = verified(copy)
    assert found["result"] == "intact", (changed[-1], found["problems"])
    again = ("rotate",) if (copy.root / "keys" / LOG_KEY).exists() else arguments
    done = copy.run("keys", *again)
    # 2: the log had taken up a key in place of the lost one, and it is in its place now.
    assert done.returncode in ({0, 2} if "--lost-key" in again else {0}), (changed[-1], done.stderr)
    copy.call("keys", "rotate")
    assert verified(copy)["result"] == "intact"
    assert [path.name for path in (copy.root / "keys").glob(f"{LOG_KEY}*")] == [LOG_KEY]
    assert signers(copy)[-1] == key_of(copy).vkey.key_id.hex()
    shutil.rmtree(copy.root)


def decisive(changed: list[str]) -> list[int]:
    """Return the points at which a key or the checkpoint is about to change."""
    return [at for at, path in enumerate(changed, 1) if path.startswith("keys/")] + [
        at for at, path in enumerate(changed, 1) if at > 1 and changed[at - 2].startswith("keys/")
    ]


@pytest.mark.parametrize("lost", [False, pytest.param(True, marks=pytest.mark.long)])
def test_a_rotation_that_dies_leaves_a_key_that_the_log_names(program, tmp_path, lost):
    arguments = ("rotate", "--lost-key") if lost else ("rotate",)
    if lost:
        (program.root / "keys" / LOG_KEY).unlink()
    code, changed = program.copied(tmp_path / "whole").killed_at(0, "keys", *arguments)
    assert code == 0
    points = sorted({*decisive(changed), *range(2, len(changed) + 1, 6), len(changed)})
    assert len(points) >= 6
    for count in points:
        survives(program, arguments, count, tmp_path / f"killed-{count}")


@pytest.mark.long
@pytest.mark.parametrize("lost", [False, True])
def test_a_rotation_may_die_at_every_point(program, tmp_path, lost):
    arguments = ("rotate", "--lost-key") if lost else ("rotate",)
    if lost:
        (program.root / "keys" / LOG_KEY).unlink()
    _, changed = program.copied(tmp_path / "whole").killed_at(0, "keys", *arguments)
    for count in range(1, len(changed) + 1):
        survives(program, arguments, count, tmp_path / f"killed-{count}")
